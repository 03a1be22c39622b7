// SPDX-License-Identifier: Apache-2.0
// What can be done with a message.
import QtQuick
import Banter.Client
import Banter.Controls

Menu {
    id: menu

    required property App app
    required property Conversation conversation
    property MessageRow row: null
    property string messageId: ""
    property bool isFailed: false
    property bool hasText: false

    objectName: "messageMenu"
    label: qsTr("Message")

    function openFor(message: MessageRow, at: point) {
        row = message
        messageId = message.messageId
        isFailed = message.mark === TimelineModel.Failed
        hasText = !message.deleted && message.text !== ""
        x = at.x
        y = at.y
        if (hasText || isFailed)
            open()
    }

    MenuRow {
        objectName: "messageMenuCopy"
        label: qsTr("Copy text")
        glyph: "copy"
        visible: menu.hasText
        onTriggered: menu.app.copyText(menu.conversation.textOf(menu.messageId))
    }
    MenuRow {
        objectName: "messageMenuSelect"
        label: qsTr("Select text")
        glyph: "edit"
        visible: menu.hasText
        onTriggered: {
            if (menu.row && menu.row.messageId === menu.messageId)
                menu.row.selecting = true
        }
    }
    MenuRow {
        objectName: "messageMenuRetry"
        label: qsTr("Retry")
        glyph: "retry"
        visible: menu.isFailed
        onTriggered: menu.conversation.retry(menu.messageId)
    }
    MenuRow {
        objectName: "messageMenuEdit"
        label: qsTr("Edit and send again")
        glyph: "edit"
        visible: menu.isFailed
        onTriggered: menu.conversation.edit(menu.messageId)
    }
    MenuRow {
        objectName: "messageMenuDelete"
        label: qsTr("Delete")
        glyph: "trash"
        destructive: true
        visible: menu.isFailed
        onTriggered: menu.conversation.discard(menu.messageId)
    }
}
