// SPDX-License-Identifier: Apache-2.0
// The shape of what is being loaded; shows after 200 ms only, breathes unless motion is reduced.
import QtQuick

Rectangle {
    id: shape

    property bool loading: true
    property bool due: false

    color: Theme.skeleton
    radius: height / 2
    visible: loading && due
    Accessible.ignored: true

    Timer {
        interval: 200
        running: shape.loading
        onTriggered: shape.due = true
    }
    SequentialAnimation on opacity {
        running: shape.visible && !Theme.reducedMotion
        loops: Animation.Infinite
        NumberAnimation { from: 1; to: 0.55; duration: 600 }
        NumberAnimation { from: 0.55; to: 1; duration: 600 }
    }
}
