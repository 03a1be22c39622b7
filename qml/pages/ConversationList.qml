// SPDX-License-Identifier: Apache-2.0
// The rows: one stop for the Tab key, arrows move, Enter opens.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: area

    required property App app
    // What a message could be taken back by: the sentence, and what undoes it.
    signal done(string sentence, var undo)

    function archive(conversationId: string, archived: bool) {
        const chats = app.conversations
        chats.setArchived(conversationId, archived)
        done(archived ? qsTr("Chat archived") : qsTr("Chat taken out of the archive"), () => chats.setArchived(conversationId, !archived))
    }
    function flipRead(row: ConversationRow) {
        if (row.unread > 0 || row.markedUnread)
            app.conversations.markRead(row.conversationId)
        else
            app.conversations.setMarkedUnread(row.conversationId, true)
    }
    function askRow() {
        const row = list.currentItem as ConversationRow
        if (row)
            menu.openFor(row, row.mapToItem(area, row.width / 2, row.height / 2))
    }
    // Who writes is told for the topmost rows only; while one scrolls nobody is asked.
    function tellListed() {
        const first = Math.max(0, list.indexAt(list.width / 2, list.contentY + 1)), ids = []
        for (let row = first; visible && row < Math.min(list.count, first + 4); ++row)
            ids.push(app.conversations.idAt(row))
        app.presence.setListed(ids)
    }

    onVisibleChanged: tell.restart()
    Component.onDestruction: app.presence.setListed([])

    readonly property string openId: app.conversation ? app.conversation.conversationId : ""

    ListView {
        id: list
        // The ring shows only while the keyboard is at work.
        readonly property bool byKeyboard: area.app.inputMode.isKeyboard

        objectName: "conversationList"
        anchors.fill: parent
        anchors.leftMargin: Theme.phone ? 0 : 8
        anchors.rightMargin: Theme.phone ? 0 : 8
        focus: true
        activeFocusOnTab: true
        model: area.app.conversations
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        highlightFollowsCurrentItem: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Chats")
        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0)
                currentIndex = 0
        }
        onCurrentIndexChanged: {
            if (byKeyboard && currentIndex >= 0)
                positionViewAtIndex(currentIndex, ListView.Contain)
        }
        onContentYChanged: tell.restart()
        onCountChanged: tell.restart()
        Keys.onMenuPressed: area.askRow()
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_F10 && (event.modifiers & Qt.ShiftModifier)
            if (event.accepted)
                area.askRow()
        }
        Keys.onReturnPressed: area.app.openConversation(area.app.conversations.idAt(currentIndex))
        Keys.onEnterPressed: area.app.openConversation(area.app.conversations.idAt(currentIndex))
        Keys.onSpacePressed: area.app.openConversation(area.app.conversations.idAt(currentIndex))
        T.ScrollBar.vertical: ScrollBar {}

        delegate: ConversationRow {
            width: ListView.view.width
            isOpen: conversationId === area.openId
            presence: area.app.presence
            ListView.onPooled: inSight = false
            ListView.onReused: inSight = true
            onMenuAsked: at => {
                list.currentIndex = index
                menu.openFor(this, mapToItem(area, at.x, at.y))
            }
            onReadAsked: area.flipRead(this)
            onArchiveAsked: area.archive(conversationId, !archived)
            hasRing: list.activeFocus && list.byKeyboard && ListView.isCurrentItem
            onClicked: {
                list.currentIndex = index
                area.app.openConversation(conversationId)
            }
        }
    }
    Timer {
        id: tell
        interval: 200
        onTriggered: area.tellListed()
    }
    Connections {
        target: area.app.conversations
        function onRowsMoved() { tell.restart() }
        function onModelReset() { tell.restart() }
    }
    Loader {
        id: menu
        readonly property var made: item
        active: false // until somebody asks for it
        sourceComponent: Item {
            function openFor(row: ConversationRow, at: point) { rows.openFor(row, at) }
            ConversationMenu {
                id: rows
                app: area.app
                anchorItem: area
                onArchiveAsked: (conversationId, archived) => area.archive(conversationId, archived)
            }
        }
        function openFor(row: ConversationRow, at: point) {
            active = true
            made.openFor(row, at)
        }
    }
    Column {
        anchors.fill: parent
        visible: !area.app.conversations.isReady
        Repeater {
            model: 6
            Item {
                width: area.width
                height: Theme.rowHeight
                Skeleton { x: Theme.mirrored ? parent.width - 66 : 18; width: Theme.rowAvatar; height: width; anchors.verticalCenter: parent.verticalCenter; loading: !area.app.conversations.isReady }
                Skeleton { x: Theme.mirrored ? parent.width - 218 : 78; y: 18; width: 140; height: 12; loading: !area.app.conversations.isReady }
                Skeleton { x: Theme.mirrored ? parent.width - 298 : 78; y: 40; width: 220; height: 10; loading: !area.app.conversations.isReady }
            }
        }
    }
}
