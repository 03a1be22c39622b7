// SPDX-License-Identifier: Apache-2.0
// A message that holds what was looked for: in which chat, when, who, and the line around it.
import QtQuick
import Banter.Client
import Banter.Controls

// No control: those have a text of their own.
Item {
    id: row

    required property int index
    required property string conversationId
    required property var seq
    required property string title
    required property string senderName
    required property string text
    required property int hitStart
    required property int hitLength
    required property string timeText
    required property string accessibleText
    // The one that Enter opens.
    property bool current: false

    signal clicked()

    objectName: "foundMessage"
    implicitHeight: Theme.grow(56)
    Accessible.role: Accessible.ListItem
    Accessible.name: accessibleText
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: row.clicked()

    HoverHandler { id: hover }
    TapHandler {
        id: tap
        onTapped: row.clicked()
    }
    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: tap.pressed ? Theme.pressed : row.current ? Theme.selected : hover.hovered ? Theme.hover : Theme.clear
        PlainText {
            id: name
            anchors.left: parent.left
            anchors.leftMargin: 10
            anchors.right: when.left
            anchors.rightMargin: 8
            y: Math.round((parent.height - Theme.nameLine - Theme.previewLine) / 2)
            text: row.title
            font: Theme.name
            line: Theme.nameLine
            Accessible.ignored: true
        }
        PlainText {
            id: when
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: name.verticalCenter
            text: row.timeText
            font: Theme.caption
            color: Theme.inkMuted
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        PlainText {
            id: who
            anchors.left: parent.left
            anchors.leftMargin: 10
            anchors.top: name.bottom
            width: Math.min(Math.ceil(implicitWidth), Math.round(parent.width * 0.4))
            text: qsTr("%1:").arg(row.senderName)
            font: Theme.preview
            line: Theme.previewLine
            Accessible.ignored: true
        }
        HitLine {
            objectName: "foundText"
            anchors.left: who.right
            anchors.leftMargin: 4
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.top: name.bottom
            height: Theme.previewLine
            text: row.text
            hitStart: row.hitStart
            hitLength: row.hitLength
            font: Theme.preview
            color: Theme.inkMuted
            hitColor: Theme.accent
            mirrored: Theme.mirrored
        }
    }
}
