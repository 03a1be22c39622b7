// SPDX-License-Identifier: Apache-2.0
// Who one is talking to.
import QtQuick
import Banter.Client
import Banter.Controls

Rectangle {
    id: header

    required property App app
    required property Conversation conversation

    signal closed()

    objectName: "conversationHeader"
    implicitHeight: Theme.headerHeight
    color: Theme.surface

    IconButton {
        id: back
        objectName: "backButton"
        visible: Theme.phone
        anchors.left: parent.left
        anchors.leftMargin: 0
        anchors.verticalCenter: parent.verticalCenter
        implicitWidth: 40
        glyph: "back"
        label: qsTr("Back to the chats")
        onClicked: header.closed()
    }
    Avatar {
        id: avatar
        anchors.left: back.visible ? back.right : parent.left
        anchors.leftMargin: back.visible ? 2 : 20
        anchors.verticalCenter: parent.verticalCenter
        size: 40
        hue: header.conversation.hue
        initials: header.conversation.initials
    }
    Column {
        anchors.left: avatar.right
        anchors.leftMargin: 12
        anchors.right: more.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        PlainText {
            objectName: "conversationTitle"
            width: parent.width
            text: header.conversation.title
            font: Theme.header
            line: Theme.headerLine
            Accessible.role: Accessible.Heading
        }
        PlainText {
            objectName: "conversationPresence"
            width: parent.width
            visible: text !== ""
            text: header.conversation.presenceText
            font: Theme.small
            color: Theme.inkMuted
            line: Theme.smallLine
        }
    }
    IconButton {
        id: more
        objectName: "conversationMore"
        anchors.right: parent.right
        anchors.rightMargin: Theme.phone ? 8 : 12
        anchors.verticalCenter: parent.verticalCenter
        glyph: "more"
        label: qsTr("More")
        onClicked: menu.open()

        Menu {
            id: menu
            objectName: "conversationMenu"
            anchorItem: more
            at: Qt.point(Theme.mirrored ? 0 : more.width - width, more.height + 4)
            label: qsTr("Chat")
            MenuRow {
                objectName: "conversationMenuCopy"
                label: qsTr("Copy username")
                glyph: "copy"
                visible: header.conversation.presenceText !== ""
                onTriggered: header.app.copyText(header.conversation.presenceText)
            }
            MenuRow {
                objectName: "conversationMenuClose"
                label: qsTr("Close chat")
                glyph: "close"
                onTriggered: header.closed()
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.outline
    }
}
