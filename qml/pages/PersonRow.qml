// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.ItemDelegate {
    id: row

    required property int index
    required property string username
    required property string name
    required property string initials
    required property int hue
    required property string accessibleText
    property bool hasRing: false
    readonly property color backdrop: down ? Theme.pressed : hovered ? Theme.hover : Theme.clear

    objectName: "personRow"
    implicitHeight: Theme.grow(56)
    focusPolicy: Qt.ClickFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: accessibleText
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
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            PlainText {
                width: parent.width
                text: row.name
                font: Theme.name
                line: Theme.nameLine
                Accessible.ignored: true
            }
            PlainText {
                width: parent.width
                text: "@" + row.username
                font: Theme.small
                color: Theme.inkMuted
                line: Theme.smallLine
                Accessible.ignored: true
            }
        }
    }
}
