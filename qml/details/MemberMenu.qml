// SPDX-License-Identifier: Apache-2.0
// What can be done with somebody in a group: only what the model allows.
import QtQuick
import Banter.Client
import Banter.Controls

Menu {
    id: menu

    required property App app
    required property Conversation conversation
    required property Questions questions
    property string userId: ""
    property string name: ""
    property bool canWrite: false
    property bool canPromote: false
    property bool canDemote: false
    property bool canHandOver: false
    property bool canRemove: false
    property bool isMe: false
    property bool isBlocked: false

    objectName: "memberMenu"
    label: qsTr("Member")

    function openFor(row: MemberRow, place: point) {
        userId = row.userId
        name = row.name
        canWrite = row.canWrite
        canPromote = row.canPromote
        canDemote = row.canDemote
        canHandOver = row.canHandOver
        canRemove = row.canRemove
        isMe = row.isMe
        isBlocked = app.blocks.isBlocked(userId)
        show(row, place)
    }
    function show(row: MemberRow, place: point) {
        const spot = row.mapToItem(anchorItem, place.x, place.y)
        at = Qt.point(Math.min(spot.x, anchorItem.width - implicitWidth - 8), spot.y)
        if (!isMe || canDemote)
            open()
    }

    MenuRow {
        objectName: "memberMenuWrite"
        label: qsTr("Message")
        glyph: "chat"
        visible: menu.canWrite
        onTriggered: menu.app.openDirect(menu.userId)
    }
    MenuRow {
        objectName: "memberMenuPromote"
        label: qsTr("Make admin")
        glyph: "key"
        visible: menu.canPromote
        onTriggered: menu.conversation.group.setRole(menu.userId, MemberListModel.Admin)
    }
    MenuRow {
        objectName: "memberMenuDemote"
        label: menu.isMe ? qsTr("Stop being an admin") : qsTr("Remove as admin")
        glyph: "user"
        visible: menu.canDemote
        onTriggered: menu.questions.askDemote(menu.userId, menu.name, menu.isMe)
    }
    MenuRow {
        objectName: "memberMenuHandOver"
        label: qsTr("Hand the group over")
        glyph: "forward"
        visible: menu.canHandOver
        onTriggered: menu.questions.askHandOver(menu.userId, menu.name)
    }
    MenuRow {
        objectName: "memberMenuBlock"
        label: menu.isBlocked ? qsTr("Unblock") : qsTr("Block")
        glyph: "block"
        destructive: !menu.isBlocked
        visible: !menu.isMe
        onTriggered: {
            if (menu.isBlocked)
                menu.app.blocks.unblock(menu.userId)
            else
                menu.questions.askBlock(menu.userId, menu.name)
        }
    }
    MenuRow {
        objectName: "memberMenuRemove"
        label: qsTr("Remove from the group")
        glyph: "trash"
        destructive: true
        visible: menu.canRemove
        onTriggered: menu.questions.askRemove(menu.userId, menu.name)
    }
}
