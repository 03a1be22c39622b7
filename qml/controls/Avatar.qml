// SPDX-License-Identifier: Apache-2.0
// A person's disc: hue and initials, and a dot while the person is online. Decoration beside the name.
import QtQuick

Item {
    id: avatar

    property int size: 48
    property int hue: 0
    property string initials: ""
    property bool online: false
    // What the dot stands on.
    property color backdrop: Theme.surface
    readonly property int dot: size >= 88 ? 18 : size >= 48 ? 15 : size >= 40 ? 13 : 11

    implicitWidth: size
    implicitHeight: size

    // Drawn at device pixels: a gradient in a round Rectangle has ragged edges under the software renderer.
    Image {
        anchors.fill: parent
        sourceSize.width: avatar.size
        sourceSize.height: avatar.size
        source: Theme.hueDisc(avatar.hue)
        Accessible.ignored: true
    }
    Text {
        anchors.centerIn: parent
        textFormat: Text.PlainText
        text: avatar.initials
        color: Theme.knob
        font.pixelSize: Math.round(avatar.size * 0.37)
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
    Rectangle {
        // On the circle at 45 degrees: half the size and 0.3536 of it from the centre.
        readonly property real along: avatar.size / 2 + avatar.size * 0.3536
        objectName: "presenceDot"
        visible: avatar.online
        width: avatar.dot + 5
        height: width
        radius: width / 2
        x: (Theme.mirrored ? avatar.size - along : along) - width / 2
        y: along - height / 2
        color: avatar.backdrop
        Rectangle {
            anchors.centerIn: parent
            width: avatar.dot
            height: width
            radius: width / 2
            color: Theme.online
        }
    }
}
