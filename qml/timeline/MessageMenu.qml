// SPDX-License-Identifier: Apache-2.0
// What can be done with a message: reactions above, verbs below.
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
    property bool canChange: false // it can be answered, reacted to, deleted for oneself
    property bool canWrite: false
    property bool canEdit: false
    property bool canDelete: false // for everyone
    // What moves the focus is done when the menu is gone, since it gives the focus back on its way.
    property var after: null
    // Its bar stands apart from its rows.
    readonly property int pillHeight: canWrite && !Theme.phone ? bar.height + 4 : 0

    signal replyWanted()
    signal editWanted()
    signal deleteWanted()

    objectName: "messageMenu"
    label: qsTr("Message")
    topPadding: pillHeight > 0 ? 2 : padding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding

    // A menu gives the focus to its rows only.
    onCurrentIndexChanged: {
        if (bar.visible && itemAt(currentIndex) === bar)
            bar.forceActiveFocus(Qt.TabFocusReason)
    }
    onClosed: {
        const todo = after
        after = null
        if (todo)
            todo()
    }

    function selectText() {
        if (row && row.messageId === messageId)
            row.selecting = true
    }
    function read(role: int): var {
        const timeline = conversation.timeline
        return timeline.data(timeline.index(row.index, 0), role)
    }
    function openFor(message: MessageRow, place: point) {
        learn(message)
        at = place
        bar.isExpanded = false
        bar.current = 0
        if (hasText || isFailed || hasInfo || canChange)
            open()
    }
    function learn(message: MessageRow) {
        row = message
        messageId = message.messageId
        isFailed = message.mark === TimelineModel.Failed
        hasText = !message.deleted && message.text !== ""
        hasInfo = conversation.isGroup && message.mine && message.mark >= TimelineModel.Sent && !isFailed
        canChange = read(TimelineModel.CanReplyRole)
        canWrite = canChange && conversation.closedText === ""
        canEdit = canWrite && read(TimelineModel.CanEditRole)
        canDelete = read(TimelineModel.CanDeleteRole)
        bar.own = read(TimelineModel.OwnReactionRole)
    }

    background: Item {
        Depth {
            visible: menu.pillHeight > 0
            width: parent.width
            height: menu.pillHeight
            level: Depth.Level.Mid
            radius: 22
        }
        Depth {
            y: menu.pillHeight > 0 ? menu.pillHeight + 8 : 0
            width: parent.width
            height: parent.height - y
            level: Theme.phone ? Depth.Level.High : Depth.Level.Mid
            radius: Theme.phone ? Theme.radiusDialog : Theme.radiusLarge
        }
    }

    ReactionBar {
        id: bar
        visible: menu.canWrite
        activeFocusOnTab: visible
        height: visible ? implicitHeight : 0
        onChosen: emoji => {
            menu.conversation.react(menu.messageId, emoji)
            menu.close()
        }
    }
    Item {
        visible: menu.canWrite
        implicitHeight: visible ? Theme.phone ? 8 : 16 : 0
    }
    MenuRow {
        objectName: "messageMenuReply"
        label: qsTr("Reply")
        glyph: "reply"
        shortcutText: Theme.phone ? "" : qsTr("R")
        visible: menu.canWrite
        onTriggered: menu.after = menu.replyWanted
    }
    MenuRow {
        objectName: "messageMenuCopy"
        label: qsTr("Copy text")
        glyph: "copy"
        shortcutText: Theme.phone ? "" : qsTr("Ctrl C")
        visible: menu.hasText
        onTriggered: menu.app.copyText(menu.conversation.textOf(menu.messageId))
    }
    MenuRow {
        objectName: "messageMenuSelect"
        label: qsTr("Select text")
        glyph: "menu"
        visible: menu.hasText
        onTriggered: menu.after = menu.selectText
    }
    MenuRow {
        objectName: "messageMenuChange"
        label: qsTr("Edit")
        glyph: "edit"
        shortcutText: Theme.phone ? "" : "↑"
        visible: menu.canEdit
        onTriggered: menu.after = menu.editWanted
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
    MenuLine { visible: menu.isFailed || menu.canChange }
    MenuRow {
        objectName: "messageMenuDelete"
        label: qsTr("Delete")
        glyph: "trash"
        destructive: true
        visible: menu.isFailed
        onTriggered: menu.conversation.discard(menu.messageId)
    }
    MenuRow {
        objectName: "messageMenuRemove"
        label: qsTr("Delete…")
        glyph: "trash"
        destructive: true
        visible: menu.canChange
        onTriggered: menu.after = menu.deleteWanted
    }
}
