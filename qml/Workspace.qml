// SPDX-License-Identifier: Apache-2.0
// The panes. One at a time on a phone, where the end pane slides over the start pane; side by side otherwise.
import QtQuick
import QtQuick.Window
import Banter.Client
import Banter.Controls

FocusScope {
    id: workspace

    required property App app
    // "": the chats; else the settings page that is open ("nav" on a phone: the list of them)
    property string settingsPage: ""
    readonly property bool inSettings: settingsPage !== ""
    readonly property bool atEnd: inSettings ? settingsPage !== "nav" : app.conversation !== null
    // The details are wanted: beside the chat where there is room, over it where there is less, instead of it on a phone.
    property bool detailsShown: false
    readonly property bool hasDetails: detailsShown && app.conversation !== null && !inSettings
    property real detailsSlide: hasDetails && Theme.phone ? 1 : 0
    // 0: the start pane fills the phone; 1: the end pane does.
    property real slide: Theme.phone && atEnd && !leaving ? 1 : 0
    // On its way back to the list: the chat closes when it is out of sight.
    property bool leaving: false
    readonly property Panes panes: Panes { settings: workspace.app.settings; width: workspace.width; hasDetails: workspace.hasDetails }

    // Something was done that can be taken back.
    signal done(string sentence, var undo)

    objectName: "workspace"
    focus: true

    function place(x: real, paneWidth: real): real {
        return Theme.mirrored ? width - x - paneWidth : x
    }
    function openSettings() {
        settingsPage = Theme.phone ? "nav" : "appearance"
    }
    function flipDetails() {
        detailsShown = !detailsShown
        if (detailsShown && Theme.phone)
            details.focusPage()
    }
    function closeDetails() {
        detailsShown = false
        endPane.forceActiveFocus(Qt.OtherFocusReason)
    }
    function goBack() {
        if (hasDetails && Theme.phone)
            closeDetails()
        else if (inSettings)
            settingsPage = Theme.phone && settingsPage !== "nav" ? "nav" : ""
        else if (slide > 0)
            leaving = true
        else
            app.closeConversation()
    }
    function walkPanes() {
        if (startPane.activeFocus && endPane.visible)
            endPane.forceActiveFocus(Qt.TabFocusReason)
        else if (endPane.activeFocus && panes.isDocked)
            details.focusDocked()
        else
            startPane.forceActiveFocus(Qt.TabFocusReason)
    }

    onSlideChanged: {
        if (leaving && slide === 0)
            app.closeConversation()
    }
    Connections {
        target: workspace.app
        function onConversationChanged() {
            workspace.leaving = false
            // Only where they stand beside it do they go along to another chat.
            if (!workspace.panes.isWide)
                workspace.detailsShown = false
        }
    }
    Behavior on slide {
        enabled: Theme.phone && !Theme.reducedMotion
        NumberAnimation { duration: Theme.page; easing.type: Easing.OutCubic }
    }

    Behavior on detailsSlide {
        enabled: Theme.phone && !Theme.reducedMotion
        NumberAnimation { duration: Theme.page; easing.type: Easing.OutCubic }
    }

    Shortcut { sequence: "F6"; onActivated: workspace.walkPanes() }
    Shortcut { sequence: "Ctrl+K"; onActivated: newChat.goToChat() }
    Shortcut { sequence: "Ctrl+N"; onActivated: newChat.show() }
    Shortcut { sequence: "Ctrl+,"; onActivated: workspace.openSettings() }
    Shortcut { sequences: [StandardKey.Back]; onActivated: workspace.goBack() }
    Keys.onEscapePressed: event => {
        event.accepted = workspace.inSettings
        if (workspace.inSettings)
            workspace.goBack()
    }
    Keys.onBackPressed: event => {
        event.accepted = workspace.atEnd || workspace.inSettings
        workspace.goBack()
    }

    FocusScope {
        id: startPane
        x: workspace.place(-0.24 * workspace.width * workspace.slide, width)
        width: workspace.panes.start
        height: parent.height
        visible: !Theme.phone || workspace.slide < 1
        focus: true

        Loader {
            anchors.fill: parent
            focus: true
            sourceComponent: workspace.inSettings ? settingsNav : chats
        }
    }
    SplitterHandle {
        objectName: "listSplitter"
        visible: !Theme.phone
        x: workspace.place(workspace.panes.start - 1, 1)
        z: 1
        width: 1
        height: parent.height
        value: workspace.panes.start
        onMoved: wanted => workspace.app.settings.listWidth = Math.round(wanted)
        onRestored: workspace.app.settings.listWidth = 0
    }
    FocusScope {
        id: endPane
        x: workspace.place(Theme.phone ? (1 - workspace.slide) * workspace.width : workspace.panes.start, width)
        width: workspace.panes.end
        height: parent.height
        visible: !Theme.phone || (workspace.slide > 0 && workspace.detailsSlide < 1)

        Rectangle {
            anchors.fill: parent
            color: workspace.inSettings ? Theme.surface : Theme.canvas
        }
        Loader {
            anchors.fill: parent
            focus: true
            sourceComponent: workspace.inSettings ? settingsPages : workspace.app.conversation ? conversation : emptyChat
        }
        BackSwipe {
            enabled: Theme.phone && workspace.atEnd
            onSwiped: workspace.goBack()
        }
    }

    DetailsPlaces {
        id: details
        anchors.fill: parent
        z: 1
        app: workspace.app
        panes: workspace.panes
        slide: workspace.detailsSlide
        hasDetails: workspace.hasDetails
        onClosed: workspace.closeDetails()
        onDismissed: workspace.detailsShown = false
        onEscaped: {
            if (workspace.panes.isDocked)
                endPane.forceActiveFocus(Qt.OtherFocusReason)
            else
                workspace.closeDetails()
        }
    }

    Component {
        id: chats
        ConversationListPage {
            app: workspace.app
            onSettingsWanted: workspace.openSettings()
            onNewChatWanted: newChat.show()
            onDone: (sentence, undo) => workspace.done(sentence, undo)
        }
    }
    Component {
        id: settingsNav
        SettingsNav {
            app: workspace.app
            current: workspace.settingsPage
            onChosen: page => workspace.settingsPage = page
            onClosed: workspace.settingsPage = ""
        }
    }
    Component {
        id: settingsPages
        SettingsPage {
            app: workspace.app
            section: workspace.settingsPage === "nav" ? "appearance" : workspace.settingsPage
            onClosed: workspace.goBack()
        }
    }
    Component {
        id: conversation
        ConversationPage {
            app: workspace.app
            conversation: workspace.app.conversation
            detailsShown: workspace.detailsShown
            onClosed: workspace.goBack()
            onDetailsWanted: workspace.flipDetails()
        }
    }
    Component {
        id: emptyChat
        EmptyChat { app: workspace.app }
    }
    // Read and made when it is first wanted: it is not a part of the start.
    Loader {
        id: newChat
        // StartSheets; its type is not named, since it would be read then.
        readonly property var sheets: item
        function make() {
            if (status === Loader.Null)
                setSource("StartSheets.qml", {app: workspace.app})
        }
        function show() {
            make()
            sheets.show()
        }
        function goToChat() {
            make()
            sheets.goToChat()
        }
    }
}
