// SPDX-License-Identifier: Apache-2.0
// The messages, newest at the bottom. One stop for the Tab key: arrows move by message, Home and End go to the ends of
// what is loaded, Enter opens the menu, R answers.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: area

    required property App app
    required property Conversation conversation
    readonly property TimelineModel timeline: conversation.timeline

    // What one does goes on where one writes.
    signal writingWanted()

    function showNewest() {
        list.currentIndex = 0
        if (timeline.atNewest)
            list.positionViewAtBeginning()
        else
            timeline.jumpToLatest()
    }
    function look() {
        const last = list.indexAt(list.width / 2, list.contentY + list.height - 1)
        conversation.markShown(last < 0 ? 0 : last)
        if (list.contentY - list.originY < 2 * list.height)
            timeline.loadOlder()
        if (list.fromEnd < list.height)
            timeline.loadNewer()
    }

    Connections {
        target: area.timeline
        function onJumped() { list.positionViewAtBeginning() }
        // Qt's list stays where it is when it gets fuller than its window.
        function onRowsAboutToBeInserted(parent, first, last) {
            if (first === 0 && area.timeline.atNewest && list.fromEnd < 8)
                follow.start()
        }
        function onMessageArrived(accessibleText) { announcer.words = accessibleText }
        function onFound(row) { area.showRow(row) }
        function onNotFound(text) { area.app.notice(text) }
    }
    Timer {
        id: follow
        interval: 0 // the rows are there then
        onTriggered: list.positionViewAtBeginning()
    }
    Announcer { id: announcer }
    ListView {
        id: list
        readonly property bool byKeyboard: area.app.inputMode.isKeyboard
        readonly property real fromEnd: originY + contentHeight - contentY - height

        objectName: "timelineList"
        anchors.fill: parent
        anchors.bottomMargin: 4
        focus: true
        activeFocusOnTab: true
        clip: true
        model: area.timeline
        verticalLayoutDirection: ListView.BottomToTop
        // What came before this chat is gone with its list (ConversationPage), for Qt 6.4 would show rows of it: it keeps
        // those that rest when the model changes.
        reuseItems: true
        cacheBuffer: 320
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Messages")
        T.ScrollBar.vertical: ScrollBar {}

        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0)
                currentIndex = Math.max(0, indexAt(width / 2, contentY + height - 1))
        }
        onCurrentIndexChanged: {
            if (byKeyboard && currentIndex >= 0)
                positionViewAtIndex(currentIndex, ListView.Contain)
        }
        onContentYChanged: area.look()
        onCountChanged: area.look()
        onMovingChanged: sticky.wake()
        Keys.onPressed: event => {
            const row = currentItem as MessageRow
            event.accepted = true
            if (event.key === Qt.Key_Home)
                currentIndex = count - 1
            else if (event.key === Qt.Key_End)
                area.showNewest()
            else if (row && area.isMenuKey(event))
                area.openMenu(row, row.mapToItem(null, row.width / 2, 0))
            else
                event.accepted = area.copyOrScroll(event) || (row !== null && area.change(row, event))
        }

        delegate: MessageRow {
            width: ListView.view.width
            style: look
            hasRing: list.activeFocus && list.byKeyboard && ListView.isCurrentItem
            onSelectingChanged: {
                if (selecting)
                    list.currentIndex = index
                else if (area.activeFocus)
                    list.forceActiveFocus(Qt.OtherFocusReason)
            }
            ListView.onAdd: {
                if (index === 0 && list.atYEnd && list.count > 1)
                    rise.of(this)
            }
            onLinkActivated: link => area.app.openLink(link)
            onMenuAsked: area.openMenu(this, mapToItem(null, bubbleRect.x, bubbleRect.y))
            onRetried: area.conversation.retry(messageId)
            onEditAsked: area.conversation.edit(messageId)
            onDiscarded: area.conversation.discard(messageId)
        }
        footer: TimelineTop {
            width: ListView.view.width
            timeline: area.timeline
        }
    }
    ThemedMessageStyle {
        id: look
        room: Math.floor(area.width - 2 * Theme.sidePadding)
        showsAuthors: area.conversation.isGroup
    }
    MessageRise { id: rise }
    MessageTaps {
        id: taps
        list: list
        timeline: area.timeline
        cover: jump
        onMenuWanted: (row, at) => area.openMenu(row, at)
        onQuoteTapped: row => area.timeline.jumpTo(row.replySeq)
        onReactionTapped: (row, emoji) => area.conversation.react(row.messageId, emoji)
    }
    // Beside the list, not in it: there it would have the fingers first.
    ReplySwipe {
        id: swipe
        onBegun: place => swipe.row = taps.answerable(taps.rowAt(place))
        onReplyWanted: row => area.reply(row.messageId)
    }
    MessageTools {
        id: tools
        list: list
        conversation: area.conversation
        pointed: taps.pointed
        onReactWanted: (row, at) => reactions.openFor(row, area.roleOf(row, TimelineModel.OwnReactionRole), area.mapFromItem(null, at.x, at.y))
        onReplyWanted: row => area.reply(row.messageId)
        onMenuWanted: (row, at) => area.openMenu(row, at)
    }
    MessageFlash {
        id: flash
        list: list
    }
    ReactionPopup {
        id: reactions
        parent: area
        conversation: area.conversation
    }
    DeleteQuestion {
        id: deletion
        conversation: area.conversation
    }
    function showRow(row: int) {
        list.positionViewAtIndex(row, ListView.Center)
        list.currentIndex = row
        const message = list.itemAtIndex(row) as MessageRow
        if (message)
            flash.of(message)
    }
    function roleOf(row: MessageRow, role: int): var {
        return timeline.data(timeline.index(row.index, 0), role)
    }
    function reply(messageId: string) {
        conversation.beginReply(messageId)
        writingWanted()
    }
    function edit(messageId: string) {
        conversation.beginEdit(messageId)
        writingWanted()
    }
    function isMenuKey(event: var): bool {
        return event.key === Qt.Key_Return || event.key === Qt.Key_Menu
            || (event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier))
    }
    // Whether the key is taken.
    function change(row: MessageRow, event: var): bool {
        const can = roleOf(row, TimelineModel.CanReplyRole) === true
        if (event.key === Qt.Key_R && event.modifiers === Qt.NoModifier && can && conversation.closedText === "")
            reply(row.messageId)
        else if (event.key === Qt.Key_Delete && can)
            deletion.ask(row.messageId, roleOf(row, TimelineModel.CanDeleteRole) === true)
        else
            return false
        return true
    }
    function openMenu(row: MessageRow, at: point) {
        menu.openFor(row, area.mapFromItem(null, at.x, at.y))
    }
    function copyOrScroll(event: var): bool {
        const row = list.currentItem as MessageRow
        if (event.matches(StandardKey.Copy) && row)
            app.copyText(conversation.textOf(row.messageId))
        else if (event.key === Qt.Key_PageUp)
            list.flick(0, 4 * list.height)
        else if (event.key === Qt.Key_PageDown)
            list.flick(0, -4 * list.height)
        else
            return false
        return true
    }
    StickyDay {
        id: sticky
        list: list
    }
    MessageMenu {
        id: menu
        onReplyWanted: area.reply(messageId)
        onEditWanted: area.edit(messageId)
        onDeleteWanted: deletion.ask(messageId, canDelete)
        anchorItem: area
        app: area.app
        conversation: area.conversation
    }
    MessageInfoSheet {
        app: area.app
        conversation: area.conversation
    }
    JumpButton {
        id: jump
        objectName: "jumpToLatest"
        anchors.right: parent.right
        anchors.rightMargin: Theme.phone ? 12 : 24
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        visible: list.fromEnd > list.height || !area.timeline.atNewest
        unread: area.conversation.unread
        onClicked: area.showNewest()
    }
    LinkHost {
        x: 8
        y: parent.height - height - 4
        host: taps.hoveredLink === "" ? "" : area.app.linkHost(taps.hoveredLink)
    }
}
