// SPDX-License-Identifier: Apache-2.0
// Who one is talking to.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

Rectangle {
    id: header

    required property App app
    required property Conversation conversation

    property bool detailsShown: false

    signal closed()
    signal detailsWanted()
    signal searchWanted()

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
    T.Button {
        id: who
        objectName: "conversationWho"
        anchors.left: back.visible ? back.right : parent.left
        anchors.leftMargin: back.visible ? 0 : 12
        anchors.right: find.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: Math.max(48, names.height + 4)
        hoverEnabled: true
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("Details of %1").arg(header.conversation.title)
        Accessible.onPressAction: who.clicked()
        Keys.onReturnPressed: who.clicked()
        onClicked: header.detailsWanted()

        background: Rectangle {
            radius: Theme.radius
            color: who.down ? Theme.pressed : who.hovered ? Theme.hover : Theme.clear
            FocusRing { shown: who.visualFocus; inset: true }
        }
        contentItem: Item {
            Avatar {
                id: avatar
                anchors.left: parent.left
                anchors.leftMargin: back.visible ? 2 : 8
                anchors.verticalCenter: parent.verticalCenter
                size: 40
                hue: header.conversation.hue
                initials: header.conversation.initials
                online: header.conversation.isOnline
            }
            Column {
                id: names
                anchors.left: avatar.right
                anchors.leftMargin: 12
                anchors.right: parent.right
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
                    color: header.conversation.isSomebodyTyping ? Theme.accent : Theme.inkMuted
                    line: Theme.smallLine
                }
            }
        }
    }
    IconButton {
        id: find
        objectName: "conversationSearchButton"
        anchors.right: info.left
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? implicitWidth : 0
        visible: !Theme.phone
        glyph: "search"
        label: qsTr("Search in chat")
        shortcutText: "Ctrl F"
        onClicked: header.searchWanted()
    }
    IconButton {
        id: info
        objectName: "conversationInfo"
        anchors.right: more.left
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? implicitWidth : 0
        visible: !Theme.phone
        glyph: "info"
        on: header.detailsShown
        label: header.detailsShown ? qsTr("Close the details") : qsTr("Details")
        onClicked: header.detailsWanted()
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
                objectName: "conversationMenuDetails"
                label: header.conversation.isGroup ? qsTr("Group info") : qsTr("Contact info")
                glyph: "info"
                onTriggered: header.detailsWanted()
            }
            MenuRow {
                objectName: "conversationMenuSearch"
                label: qsTr("Search in chat")
                glyph: "search"
                shortcutText: Theme.phone ? "" : "Ctrl F"
                onTriggered: header.searchWanted()
            }
            MenuRow {
                objectName: "conversationMenuMute"
                label: header.conversation.isMuted ? qsTr("Unmute") : qsTr("Mute")
                glyph: header.conversation.isMuted ? "bell" : "bell-off"
                onTriggered: header.app.conversations.mute(header.conversation.conversationId, header.conversation.isMuted ? 0 : -1)
            }
            MenuRow {
                objectName: "conversationMenuCopy"
                label: qsTr("Copy username")
                glyph: "copy"
                visible: header.conversation.peerUsername !== ""
                onTriggered: header.app.copyText("@" + header.conversation.peerUsername)
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
