// SPDX-License-Identifier: Apache-2.0
// What was found in the list's search: chats, people, messages, as one list. The focus stays in the field: it moves
// `current`, and Enter opens that.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

Item {
    id: area

    required property App app
    property string query: ""
    readonly property SearchModel messages: app.search
    readonly property PeopleSearch people: app.people
    readonly property bool active: query.trim() !== ""
    readonly property int chatCount: active ? chats.count : 0
    readonly property int peopleCount: active ? Math.min(5, people.count) : 0
    readonly property int total: chatCount + peopleCount + messages.count
    readonly property bool isAsking: messages.busy || !messages.searched || people.state === PeopleSearch.Asking
    property int current: 0

    // A chat or a person was chosen; a message leaves the search as it is, for the next hit.
    signal chosen()

    onQueryChanged: current = 0
    onTotalChanged: current = Math.max(0, Math.min(current, total - 1))

    function move(by: int) {
        current = Math.max(0, Math.min(current + by, total - 1))
        const row = current - chatCount - peopleCount
        if (row >= 0)
            list.positionViewAtIndex(row, ListView.Contain)
        else
            list.positionViewAtBeginning()
    }
    function openCurrent() {
        if (current < chatCount)
            openChat(chats.idAt(current))
        else if (current < chatCount + peopleCount)
            people.open(current - chatCount)
        else if (current < total)
            openMessage(current - chatCount - peopleCount)
    }
    function openChat(conversationId: string) {
        app.openConversation(conversationId)
        chosen()
    }
    function openMessage(row: int) {
        current = chatCount + peopleCount + row
        app.openMessage(messages.conversationIdAt(row), messages.seqAt(row))
    }

    ChatFinder {
        id: chats
        // Without a question nobody in it is asked about.
        source: area.active ? area.app.conversations : null
        query: area.query
        most: 5
    }
    ListView {
        id: list
        objectName: "searchResultsList"
        anchors.fill: parent
        anchors.leftMargin: 8
        anchors.rightMargin: 8
        clip: true
        model: area.messages
        // Rows beyond the edge are not made ahead: Qt 6.4 would go on with one that a shorter list no longer has, and warn.
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Search results")
        T.ScrollBar.vertical: ScrollBar {}
        onAtYEndChanged: {
            if (atYEnd)
                area.messages.loadMore()
        }

        header: Column {
            width: ListView.view.width
            FoundSection {
                objectName: "foundChats"
                visible: area.chatCount > 0
                text: qsTr("Chats")
            }
            Repeater {
                model: chats
                FoundChat {
                    width: list.width
                    presence: area.app.presence
                    current: area.current === index
                    onClicked: area.openChat(conversationId)
                }
            }
            FoundSection {
                objectName: "foundPeople"
                visible: area.peopleCount > 0
                text: qsTr("People")
            }
            Repeater {
                // While nothing is asked all that are known are in it: rows that nobody sees, some 70 KiB each.
                model: area.active ? area.people : null
                PersonRow {
                    width: list.width
                    visible: index < area.peopleCount
                    height: visible ? implicitHeight : 0
                    focusPolicy: Qt.NoFocus
                    current: area.current === area.chatCount + index
                    onClicked: area.people.open(index)
                }
            }
            FoundSection {
                objectName: "foundMessages"
                visible: area.messages.count > 0
                text: qsTr("Messages")
            }
        }
        delegate: FoundMessage {
            width: ListView.view.width
            current: area.current === area.chatCount + area.peopleCount + index
            onClicked: area.openMessage(index)
        }
        footer: SearchState {
            width: ListView.view.width
            query: area.query
            isEmpty: area.total === 0
            isAsking: area.isAsking
            errorText: area.messages.errorText
            hintText: area.people.state === PeopleSearch.Failed ? area.people.hintText : ""
        }
    }
}
