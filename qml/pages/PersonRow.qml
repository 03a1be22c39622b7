// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.ItemDelegate {
    id: row

    required property int index
    required property string userId
    required property string username
    required property string name
    required property string initials
    required property int hue
    required property string accessibleText
    property bool hasRing: false
    // The one that Enter chooses while the focus is elsewhere.
    property bool current: false
    // A list to choose some from.
    property bool picking: false
    property bool picked: false
    // Instead of the user name.
    property string note: ""
    readonly property color backdrop: down ? Theme.pressed : current ? Theme.selected : hovered ? Theme.hover : Theme.clear

    objectName: "personRow"
    implicitHeight: Theme.grow(56)
    focusPolicy: Qt.ClickFocus
    hoverEnabled: true
    Accessible.role: picking ? Accessible.CheckBox : Accessible.ListItem
    Accessible.name: note === "" ? accessibleText : accessibleText + ", " + note
    Accessible.checkable: picking
    Accessible.checked: picked
    Accessible.focusable: true
    Accessible.onPressAction: row.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: row.backdrop
        FocusRing { shown: row.hasRing; inset: true }
    }
    contentItem: Item {
        Avatar {
            id: avatar
            anchors.left: parent.left
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            size: 40
            hue: row.hue
            initials: row.initials
        }
        Column {
            anchors.left: avatar.right
            anchors.leftMargin: 12
            anchors.right: tick.visible ? tick.left : parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            PlainText {
                width: parent.width
                text: row.name
                font: Theme.name
                color: row.enabled ? Theme.ink : Theme.inkDisabled
                line: Theme.nameLine
                Accessible.ignored: true
            }
            PlainText {
                width: parent.width
                text: row.note === "" ? "@" + row.username : row.note
                font: Theme.small
                color: Theme.inkMuted
                line: Theme.smallLine
                Accessible.ignored: true
            }
        }
        Rectangle {
            id: tick
            visible: row.picking && row.note === ""
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            width: 22
            height: 22
            radius: 11
            color: row.picked ? Theme.accent : Theme.clear
            border.width: row.picked ? 0 : 2
            border.color: row.enabled ? Theme.control : Theme.pressed
            Icon {
                anchors.centerIn: parent
                visible: row.picked
                glyph: "check"
                size: 16
                color: Theme.accentInk
            }
        }
    }
}
