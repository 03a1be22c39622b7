// SPDX-License-Identifier: Apache-2.0
// The messages, newest at the bottom. One stop for the Tab key: arrows move by message, Home and End go to the ends of
// what is loaded, Enter opens the menu.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: area

    required property App app
    required property Conversation conversation
    readonly property TimelineModel timeline: conversation.timeline
    readonly property string hoveredHost: taps.hoveredLink === "" ? "" : app.linkHost(taps.hoveredLink)

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
        function onMessageArrived(accessibleText) { announcer.words = accessibleText }
    }
    // New messages are announced politely, whatever has the focus.
    Item {
        id: announcer
        property string words: ""
        Accessible.role: Accessible.AlertMessage
        Accessible.name: words
    }
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
            else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Menu) && row)
                area.openMenu(row, row.mapToItem(null, row.width / 2, 0))
            else
                event.accepted = area.copyOrScroll(event)
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
            onEdited: area.conversation.edit(messageId)
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
        cover: jump
        onMenuWanted: (row, at) => area.openMenu(row, at)
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
    Rectangle {
        objectName: "linkHost"
        visible: area.hoveredHost !== ""
        x: 8
        y: parent.height - height - 4
        width: Math.ceil(host.implicitWidth) + 20
        height: Theme.px(30)
        radius: Theme.radiusMenuRow
        color: Theme.toast
        PlainText {
            id: host
            anchors.centerIn: parent
            text: area.hoveredHost
            font: Theme.captionMedium
            color: Theme.toastInk
        }
    }
}
