// SPDX-License-Identifier: Apache-2.0
// The chats: oneself, the search over chats, people and messages, a new chat, and the rows.
import QtQuick
import Banter.Client
import Banter.Controls

FocusScope {
    id: page

    required property App app
    readonly property bool searching: search.text.trim() !== ""

    signal settingsWanted()
    signal newChatWanted()
    // Something was done that can be taken back.
    signal done(string sentence, var undo)

    objectName: "conversationListPage"
    onSearchingChanged: {
        if (searching)
            found.active = true
    }
    focus: true

    Connections {
        target: page.app.conversations
        // The last one went out of the archive: nothing is left to show there.
        function onArchivedCountChanged() {
            if (page.app.conversations.archivedCount === 0)
                page.app.conversations.showsArchived = false
        }
    }
    Connections {
        target: page.app.people
        function onOpened() { search.text = "" }
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    Item {
        id: top
        width: parent.width
        height: Theme.phone ? Theme.grow(56) + search.height + 12 : Theme.headerHeight

        AvatarButton {
            id: self
            objectName: "settingsButton"
            x: Theme.mirrored ? parent.width - width - 14 : 14
            y: Theme.phone ? (Theme.grow(56) - height) / 2 : (parent.height - height) / 2
            account: page.app.account
            onClicked: page.settingsWanted()
        }
        PlainText {
            visible: Theme.phone
            anchors.left: self.right
            anchors.leftMargin: 10
            anchors.right: compose.left
            anchors.verticalCenter: self.verticalCenter
            text: qsTr("Chats")
            font: Theme.phone ? Theme.pageTitle : Theme.title // the bold one is read for nothing else
            Accessible.role: Accessible.Heading
        }
        SearchField {
            id: search
            objectName: "conversationSearch"
            inputName: "conversationSearchField"
            anchors.left: Theme.phone ? parent.left : self.right
            anchors.leftMargin: Theme.phone ? 16 : 6
            anchors.right: Theme.phone ? parent.right : compose.left
            anchors.rightMargin: Theme.phone ? 16 : 8
            y: Theme.phone ? Theme.grow(56) : (parent.height - height) / 2
            focus: true
            placeholder: Theme.phone ? qsTr("Search people and messages") : qsTr("Search")
            onTextChanged: {
                // A new search knows whom one has met since the last one.
                if (text.trim() !== "" && page.app.people.query.trim() === "")
                    page.app.people.reset()
                page.app.people.query = text
                page.app.search.query = text
            }
            onAccepted: {
                if (page.searching)
                    found.results.openCurrent()
            }
            onMovedDown: {
                if (page.searching)
                    found.results.move(1)
                else
                    list.forceActiveFocus(Qt.TabFocusReason)
            }
            onMovedUp: {
                if (page.searching)
                    found.results.move(-1)
            }
        }
        IconButton {
            id: compose
            objectName: "newChatButton"
            anchors.right: parent.right
            anchors.rightMargin: Theme.phone ? 10 : 8
            anchors.verticalCenter: self.verticalCenter
            glyph: "compose"
            label: qsTr("New chat")
            shortcutText: "Ctrl N"
            onClicked: page.newChatWanted()
        }
    }
    Column {
        id: strips
        anchors.top: top.bottom
        width: parent.width
        ConnectionStrip {
            objectName: "listConnectionStrip"
            width: parent.width
            shown: connection.isVisible && Theme.phone
            connection: page.app.connection
        }
        SecretStrip {
            width: parent.width
            app: page.app
        }
        Item {
            width: parent.width
            height: archive.height
            visible: !page.searching
            ArchiveRow {
                id: archive
                x: Theme.phone ? 6 : 8
                width: parent.width - 2 * x
                chats: page.app.conversations
            }
        }
    }
    Item {
        anchors.top: strips.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        clip: true

        ConversationList {
            id: list
            anchors.fill: parent
            visible: !page.searching
            app: page.app
            onDone: (sentence, undo) => page.done(sentence, undo)
        }
        Loader {
            id: found
            readonly property SearchResults results: item as SearchResults
            anchors.fill: parent
            active: false // until the first search
            visible: page.searching
            sourceComponent: SearchResults {
                objectName: "searchResults"
                app: page.app
                query: search.text
                onChosen: search.text = ""
            }
        }
        EmptyState {
            anchors.centerIn: parent
            visible: !page.searching && page.app.conversations.isReady && page.app.conversations.count === 0 && page.app.conversations.archivedCount === 0
            glyph: "users"
            heading: qsTr("No chats yet")
            sentence: qsTr("Find a friend by username, or start a group.")
            actionLabel: qsTr("Find people")
            actionGlyph: "user-plus"
            actionName: "findPeopleButton"
            onActed: page.newChatWanted()
        }
    }
}
