// SPDX-License-Identifier: Apache-2.0
// The open chat: who it is, how the connection stands, the messages, and where one writes.
import QtQuick
import QtQuick.Window
import Banter.Client
import Banter.Controls

FocusScope {
    id: page

    required property App app
    required property Conversation conversation

    property bool detailsShown: false
    // The search over this chat is in the header's place.
    property bool searching: false
    readonly property bool isClosed: conversation.closedText !== ""

    signal closed()
    signal detailsWanted()

    objectName: "conversationPage"
    focus: true
    function takeFocus() {
        if (!Theme.phone)
            writing.forceActiveFocus(Qt.OtherFocusReason)
    }

    Component.onCompleted: takeFocus()
    onConversationChanged: {
        searching = false
        takeFocus()
    }
    onSearchingChanged: {
        if (!searching)
            takeFocus()
    }

    Shortcut { sequence: "Ctrl+F"; onActivated: page.searching = true }
    Keys.onEscapePressed: event => {
        event.accepted = !writing.activeFocus
        writing.forceActiveFocus(Qt.OtherFocusReason)
    }

    Binding {
        target: page.conversation
        property: "isWatched"
        value: page.Window.active && page.visible
    }
    Connections {
        target: page.conversation
        function onSendFailed(text) { page.app.notice(text) }
        function onRemoved() { page.closed() }
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    ConversationHeader {
        id: header
        width: parent.width
        app: page.app
        conversation: page.conversation
        visible: !page.searching
        detailsShown: page.detailsShown
        onClosed: page.closed()
        onDetailsWanted: page.detailsWanted()
        onSearchWanted: page.searching = true
    }
    Loader {
        id: searchBar
        width: parent.width
        focus: active
        active: page.searching
        sourceComponent: ChatSearchBar {
            app: page.app
            conversation: page.conversation
            onClosed: page.searching = false
        }
    }
    ConnectionStrip {
        id: strip
        y: page.searching ? searchBar.height : header.height
        width: parent.width
        connection: page.app.connection
    }
    // A timeline of its own for each chat.
    Repeater {
        model: page.conversation ? [page.conversation] : []
        Timeline {
            required property Conversation modelData
            anchors.top: strip.bottom
            anchors.bottom: writing.top
            width: page.width
            app: page.app
            conversation: modelData
            onWritingWanted: composer.takeFocus()
        }
    }
    TimelineSkeleton {
        anchors.top: strip.bottom
        anchors.bottom: writing.top
        width: parent.width
        visible: !page.conversation.timeline.isReady
    }
    PlainText {
        objectName: "emptyTimeline"
        anchors.centerIn: parent
        visible: page.conversation.timeline.isReady && page.conversation.timeline.count === 0 && page.conversation.timeline.atOldest
        width: Math.min(parent.width - 48, 400)
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.inkMuted
        text: qsTr("No messages yet. Say hello.")
    }
    FocusScope {
        id: writing
        anchors.bottom: parent.bottom
        width: parent.width
        height: page.isClosed ? closed.implicitHeight : composer.implicitHeight
        focus: true

        Composer {
            id: composer
            objectName: "composer"
            width: parent.width
            visible: !page.isClosed
            focus: !page.isClosed
            conversation: page.conversation
        }
        ClosedLine {
            id: closed
            objectName: "closedLine"
            width: parent.width
            visible: page.isClosed
            focus: page.isClosed
            app: page.app
            conversation: page.conversation
        }
    }
}
