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
    property bool hasInfo: false
    // Text is selected when the menu is gone, since it gives the focus back on its way.
    property bool selects: false

    objectName: "messageMenu"
    label: qsTr("Message")

    onClosed: {
        if (selects && row && row.messageId === messageId)
            row.selecting = true
        selects = false
    }

    function openFor(message: MessageRow, place: point) {
        row = message
        messageId = message.messageId
        isFailed = message.mark === TimelineModel.Failed
        hasText = !message.deleted && message.text !== ""
        hasInfo = conversation.isGroup && message.mine && message.mark >= TimelineModel.Sent && !isFailed
        at = place
        if (hasText || isFailed || hasInfo)
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
        onTriggered: menu.selects = true
    }
    MenuRow {
        objectName: "messageMenuInfo"
        label: qsTr("Message info")
        glyph: "info"
        visible: menu.hasInfo
        onTriggered: menu.conversation.openInfo(menu.messageId)
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
