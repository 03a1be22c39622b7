// SPDX-License-Identifier: Apache-2.0
// Somebody in a group, and what they are there.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

T.ItemDelegate {
    id: row

    required property int index
    required property string userId
    required property string name
    required property string username
    required property string initials
    required property int hue
    required property string roleText
    required property bool isMe
    required property bool canRemove
    required property bool canPromote
    required property bool canDemote
    required property bool canHandOver
    required property bool canWrite
    required property string accessibleText
    required property Presence presence
    property bool hasRing: false
    readonly property color backdrop: down ? Theme.pressed : hovered ? Theme.hover : Theme.clear

    signal menuAsked(point at)

    objectName: "memberRow"
    implicitHeight: Theme.grow(56)
    focusPolicy: Qt.ClickFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: there.words === "" ? accessibleText : accessibleText + ", " + there.words
    Accessible.focusable: true
    Accessible.onPressAction: row.ask()

    function ask() {
        menuAsked(Qt.point(width / 2, height - 8))
    }

    onClicked: ask()
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: eventPoint => row.menuAsked(eventPoint.position)
    }
    background: Rectangle {
        radius: Theme.radius
        color: row.backdrop
        FocusRing { shown: row.hasRing; inset: true }
    }
    PresenceOf {
        id: there
        presence: row.presence
        userId: row.isMe ? "" : row.userId
    }
    contentItem: Item {
        Avatar {
            id: avatar
            anchors.left: parent.left
            anchors.leftMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            size: 40
            hue: row.hue
            initials: row.initials
            online: there.isOnline
        }
        Column {
            anchors.left: avatar.right
            anchors.leftMargin: 12
            anchors.right: standing.left
            anchors.rightMargin: standing.width > 0 ? 8 : 0
            anchors.verticalCenter: parent.verticalCenter
            PlainText {
                objectName: "memberName"
                width: parent.width
                text: row.name
                font: Theme.name
                line: Theme.nameLine
                Accessible.ignored: true
            }
            PlainText {
                width: parent.width
                objectName: "memberPresence"
                text: row.isMe ? qsTr("you") : there.words !== "" ? there.words : "@" + row.username
                font: Theme.small
                color: row.isMe ? Theme.accent : Theme.inkMuted
                line: Theme.smallLine
                Accessible.ignored: true
            }
        }
        PlainText {
            id: standing
            objectName: "memberRole"
            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            width: Math.ceil(implicitWidth)
            text: row.roleText
            font: Theme.captionMedium
            color: Theme.inkMuted
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
