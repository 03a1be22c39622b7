// SPDX-License-Identifier: Apache-2.0
// What can be done with a chat in the list. It shows on all of one's devices.
import QtQuick
import Banter.Client
import Banter.Controls

Menu {
    id: menu

    required property App app
    readonly property ConversationListModel chats: app.conversations
    property string conversationId: ""
    property bool pinned: false
    property bool muted: false
    property bool archived: false
    property bool isNew: false

    signal archiveAsked(string conversationId, bool archived)

    objectName: "rowMenu"
    label: qsTr("Chat")

    function openFor(row: ConversationRow, place: point) {
        conversationId = row.conversationId
        pinned = row.pinned
        muted = row.muted
        archived = row.archived
        isNew = row.unread > 0 || row.markedUnread
        at = Qt.point(Math.min(place.x, anchorItem.width - implicitWidth - 8), place.y)
        open()
    }

    MenuRow {
        objectName: "rowMenuRead"
        label: menu.isNew ? qsTr("Mark as read") : qsTr("Mark as unread")
        glyph: menu.isNew ? "check-double" : "chat"
        onTriggered: {
            if (menu.isNew)
                menu.chats.markRead(menu.conversationId)
            else
                menu.chats.setMarkedUnread(menu.conversationId, true)
        }
    }
    MenuRow {
        objectName: "rowMenuPin"
        label: menu.pinned ? qsTr("Unpin") : qsTr("Pin")
        glyph: menu.pinned ? "unpin" : "pin"
        onTriggered: menu.chats.setPinned(menu.conversationId, !menu.pinned)
    }
    MenuRow {
        objectName: "rowMenuUnmute"
        label: qsTr("Unmute")
        glyph: "bell"
        visible: menu.muted
        onTriggered: menu.chats.mute(menu.conversationId, 0)
    }
    MenuRow {
        objectName: "rowMenuMuteHour"
        label: qsTr("Mute for 1 hour")
        glyph: "bell-off"
        visible: !menu.muted
        onTriggered: menu.chats.mute(menu.conversationId, 1)
    }
    MenuRow {
        objectName: "rowMenuMuteDay"
        label: qsTr("Mute for 8 hours")
        glyph: "bell-off"
        visible: !menu.muted
        onTriggered: menu.chats.mute(menu.conversationId, 8)
    }
    MenuRow {
        objectName: "rowMenuMuteAlways"
        label: qsTr("Mute for ever")
        glyph: "bell-off"
        visible: !menu.muted
        onTriggered: menu.chats.mute(menu.conversationId, -1)
    }
    MenuRow {
        objectName: "rowMenuArchive"
        label: menu.archived ? qsTr("Unarchive") : qsTr("Archive")
        glyph: "archive"
        onTriggered: menu.archiveAsked(menu.conversationId, !menu.archived)
    }
}
