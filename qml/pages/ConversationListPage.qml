// SPDX-License-Identifier: Apache-2.0
// The chats: oneself, the search over people and chats, a new chat, and the rows.
import QtQuick
import Banter.Client
import Banter.Controls

FocusScope {
    id: page

    required property App app
    readonly property bool searching: search.text.trim() !== ""

    signal settingsWanted()
    signal newChatWanted()

    objectName: "conversationListPage"
    focus: true

    function openPerson(row: int) {
        app.people.open(row)
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
            font: Theme.pageTitle
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
            placeholder: Theme.phone ? qsTr("Search people") : qsTr("Search")
            onTextChanged: page.app.people.query = text
            onAccepted: {
                if (page.searching && page.app.people.count > 0)
                    page.openPerson(0)
            }
            onMovedDown: (page.searching ? found : list).forceActiveFocus(Qt.TabFocusReason)
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
        }
        PeopleList {
            id: found
            objectName: "searchResults"
            anchors.fill: parent
            visible: page.searching
            app: page.app
            onChosen: row => page.openPerson(row)
        }
        EmptyState {
            anchors.centerIn: parent
            visible: !page.searching && page.app.conversations.isReady && page.app.conversations.count === 0
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
