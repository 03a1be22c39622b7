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

    signal closed()

    objectName: "conversationPage"
    focus: true
    function takeFocus() {
        if (!Theme.phone)
            composer.forceActiveFocus(Qt.OtherFocusReason)
    }

    Component.onCompleted: takeFocus()
    onConversationChanged: takeFocus()
    Keys.onEscapePressed: event => {
        event.accepted = !composer.activeFocus
        composer.forceActiveFocus(Qt.OtherFocusReason)
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
        onClosed: page.closed()
    }
    ConnectionStrip {
        id: strip
        anchors.top: header.bottom
        width: parent.width
        connection: page.app.connection
    }
    // A timeline of its own for each chat.
    Repeater {
        model: page.conversation ? [page.conversation] : []
        Timeline {
            required property Conversation modelData
            anchors.top: strip.bottom
            anchors.bottom: composer.top
            width: page.width
            app: page.app
            conversation: modelData
        }
    }
    TimelineSkeleton {
        anchors.top: strip.bottom
        anchors.bottom: composer.top
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
    Composer {
        id: composer
        objectName: "composer"
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        conversation: page.conversation
    }
}
