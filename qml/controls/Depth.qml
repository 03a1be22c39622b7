// SPDX-License-Identifier: Apache-2.0
// The shadow under a raised shape and its outline, without layers or shaders. Whoever uses it gives it the size of the shape.
import QtQuick

Item {
    id: depth

    enum Level { Low, Mid, High }

    property int level: Depth.Level.Mid
    property real radius: Theme.radiusLarge
    property color fill: Theme.raised
    readonly property int rings: [2, 7, 14][level]
    readonly property int drop: [1, 3, 6][level]
    readonly property real alpha: Theme.dark ? [0.16, 0.05, 0.035][level] : [0.03, 0.012, 0.009][level]

    Repeater {
        model: depth.rings
        Rectangle {
            required property int index
            x: -index
            y: -index + depth.drop
            width: depth.width + 2 * index
            height: depth.height + 2 * index
            radius: depth.radius + index
            color: Qt.rgba(Theme.depth.r, Theme.depth.g, Theme.depth.b, depth.alpha)
        }
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -1
        radius: depth.radius + 1
        color: Theme.outline
    }
    Rectangle {
        anchors.fill: parent
        radius: depth.radius
        color: depth.fill
    }
}
