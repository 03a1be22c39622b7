// SPDX-License-Identifier: Apache-2.0
// Every control in its states, to look at and to test.
import QtQuick
import Banter.Controls

Rectangle {
    id: gallery

    implicitWidth: 824
    implicitHeight: 1120
    color: Theme.surface

    component Section: Column {
        property string title: ""
        spacing: 8
        width: 376
        PlainText { text: parent.title; font: Theme.captionStrong; color: Theme.inkMuted }
    }

    Column {
        x: 24
        y: 24
        spacing: 20
        Section {
            title: "Buttons"
            Row {
                spacing: 8
                Button { objectName: "filled"; label: "Send" }
                Button { objectName: "focused"; label: "Send"; focus: true }
                Button { objectName: "disabled"; label: "Send"; enabled: false }
                Button { objectName: "busy"; label: "Send"; busy: true }
            }
            Row {
                spacing: 8
                Button { objectName: "tonal"; label: "Cancel"; kind: Button.Kind.Tonal }
                Button { objectName: "textButton"; label: "Skip"; kind: Button.Kind.Text }
                Button { objectName: "destructive"; label: "Delete"; glyph: "trash"; kind: Button.Kind.Destructive }
            }
            Row {
                IconButton { objectName: "iconButton"; glyph: "search"; label: "Search" }
                IconButton { glyph: "info"; label: "Info"; on: true }
                IconButton { glyph: "more"; label: "More"; enabled: false }
            }
            Button { objectName: "large"; label: "Sign in"; large: true; width: 376 }
        }
        Section {
            title: "Fields"
            Field { inputName: "usernameField"; label: "Username"; glyph: "user"; placeholder: "Username"; width: 376 }
            Field { inputName: "serverField"; glyph: "server"; placeholder: "Server"; text: "banter.example.org"; good: true; width: 376 }
            Field { inputName: "passwordField"; glyph: "lock"; secret: true; text: "secret"; width: 376; placeholder: "Password"
                errorText: "That password does not match. Try again or reset it." }
            Field { glyph: "server"; placeholder: "banter.example.org"; enabled: false; width: 376 }
            SearchField { inputName: "searchField"; width: 376 }
        }
        Section {
            title: "Choices"
            Row {
                spacing: 12
                Switch { objectName: "switchOff"; label: "Off" }
                Switch { objectName: "switchOn"; label: "On"; checked: true }
                Switch { label: "Disabled"; enabled: false }
                Checkbox { objectName: "checkbox"; label: "Also here" }
                Checkbox { label: "Checked"; checked: true }
            }
            Row {
                spacing: 12
                Radio { objectName: "radioA"; label: "One" }
                Radio { objectName: "radioB"; label: "Two"; checked: true }
                Slider { objectName: "slider"; label: "Text size"; from: 0; to: 7; stepSize: 1; value: 2 }
            }
            Segmented { objectName: "segmented"; label: "Density"; choices: ["Comfortable", "Compact"]; onChosen: index => current = index }
            Row {
                spacing: 6
                Badge { text: "4" }
                Badge { text: "27"; muted: true }
                Badge { text: "99+" }
            }
            Row {
                spacing: 6
                Chip { objectName: "chip"; label: "Mira Okafor" }
                Tile { objectName: "tile"; label: "Invite"; glyph: "link" }
            }
            NoteField { objectName: "note"; inputName: "noteField"; label: "Description"; placeholder: "What it is about"; width: 376 }
        }
        Section {
            title: "Avatars and marks"
            Row {
                spacing: 8
                Repeater {
                    model: 8
                    Avatar { required property int index; size: 40; hue: index; initials: "MO"; online: index === 0 }
                }
            }
            Row {
                spacing: 8
                Avatar { size: 32; initials: "MO"; online: true }
                Avatar { size: 40; initials: "MO"; online: true }
                Avatar { size: 48; initials: "MO"; online: true }
                Avatar { size: 88; initials: "MO"; online: true }
            }
            Row {
                spacing: 12
                Repeater {
                    model: ["pending", "sent", "delivered", "read", "failed"]
                    StatusMark { required property string modelData; mark: modelData }
                }
            }
        }
    }
    Column {
        x: 424
        y: 24
        spacing: 20
        Section {
            title: "Connection strip"
            Strip { width: 376; tone: Strip.Tone.Warning; glyph: "offline"; text: "Offline. Messages go out when you are back." }
            Strip { width: 376; busy: true; text: "Connecting…" }
            Strip { width: 376; tone: Strip.Tone.Good; glyph: "check"; text: "Back online" }
            Strip { objectName: "strip"; width: 376; tone: Strip.Tone.Danger; glyph: "alert"; text: "The server certificate changed."; actionLabel: "See why" }
        }
        Section {
            title: "Depth, toast, key cap"
            Item {
                width: 376
                height: 70
                Item { x: 10; y: 10; width: 44; height: 44; Depth { anchors.fill: parent; level: Depth.Level.Low; radius: 22 } }
                Item { x: 80; y: 10; width: 100; height: 50; Depth { anchors.fill: parent; level: Depth.Level.Mid } }
                Item { x: 210; y: 10; width: 130; height: 50; Depth { anchors.fill: parent; level: Depth.Level.High; radius: 20 } }
            }
            Toast { id: toast; objectName: "toast"; Component.onCompleted: show("Chat archived", "Undo") }
            Row {
                spacing: 8
                KeyCap { text: "Ctrl N" }
                Spinner { label: "Working" }
                LinkButton { objectName: "link"; label: "Retry" }
            }
        }
        Section {
            title: "Empty, loading"
            Item { width: 376; height: 240; EmptyState { anchors.centerIn: parent; glyph: "users"; heading: "No chats yet"
                sentence: "Find a friend by username, or start a group."; actionLabel: "Find people"; actionGlyph: "user-plus"; actionName: "emptyAction" } }
            Skeleton { width: 200; height: 14 }
        }
        Section {
            title: "Menu, dialog"
            Row {
                spacing: 8
                Button { id: opener; objectName: "menuOpener"; label: "Menu"; kind: Button.Kind.Tonal; onClicked: menu.open() }
                Button { objectName: "dialogOpener"; label: "Dialog"; kind: Button.Kind.Tonal; onClicked: dialog.open() }
            }
        }
    }
    Menu {
        id: menu
        objectName: "menu"
        anchorItem: gallery
        at: Qt.point(424, 800)
        MenuRow { objectName: "menuReply"; label: "Reply"; glyph: "reply"; shortcutText: "R" }
        MenuRow { label: "Copy text"; glyph: "copy"; shortcutText: "Ctrl C" }
        MenuLine {}
        MenuRow { objectName: "menuDelete"; label: "Delete…"; glyph: "trash"; destructive: true }
    }
    Dialog {
        id: dialog
        objectName: "dialog"
        question: "Delete this message?"
        explanation: "Mira may have read it already."
        acceptLabel: "Delete"
        destructive: true
    }
}
