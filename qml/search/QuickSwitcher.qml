// SPDX-License-Identifier: Apache-2.0
// Ctrl+K: a few letters and Enter lead to another chat.
import QtQuick
import Banter.Client
import Banter.Controls

Sheet {
    id: sheet

    required property App app
    property int current: 0

    objectName: "quickSwitcher"
    label: qsTr("Go to a chat")
    wantedWidth: Theme.px(560)
    wantedHeight: column.height + 16
    y: Theme.phone ? 8 : Math.max(12, Math.min(96, parent ? parent.height - height - 12 : 96))
    onAboutToShow: {
        field.text = ""
        current = 0
    }
    onOpened: field.forceActiveFocus(Qt.TabFocusReason)

    function go(conversationId: string) {
        if (conversationId === "")
            return
        close()
        app.openConversation(conversationId)
    }
    function move(by: int) {
        current = Math.max(0, Math.min(current + by, chats.count - 1))
    }

    ChatFinder {
        id: chats
        source: sheet.opened || sheet.visible ? sheet.app.conversations : null
        query: field.text
        most: 8
    }
    background: Depth {
        level: Depth.Level.High
        radius: Theme.radiusBubble
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.label
    }
    contentItem: Item {
        Column {
            id: column
            x: 8
            y: 8
            width: parent.width - 16
            spacing: 0
            SearchField {
                id: field
                objectName: "switcherSearch"
                inputName: "switcherField"
                width: parent.width
                height: Theme.px(48)
                focus: true
                placeholder: qsTr("Go to a chat")
                onTextChanged: sheet.current = 0
                onAccepted: sheet.go(chats.idAt(sheet.current))
                onMovedDown: sheet.move(1)
                onMovedUp: sheet.move(-1)
            }
            Item { width: 1; height: 8 }
            Repeater {
                model: chats
                FoundChat {
                    width: column.width
                    small: true
                    presence: sheet.app.presence
                    current: sheet.current === index
                    note: current ? qsTr("Enter") : archived ? qsTr("Archived") : ""
                    onClicked: sheet.go(conversationId)
                }
            }
            PlainText {
                objectName: "switcherNothing"
                width: parent.width
                height: visible ? Theme.px(48) : 0
                visible: chats.count === 0
                text: field.text.trim() === "" ? qsTr("No chats yet") : qsTr("Nothing found for “%1”.").arg("\u2068" + field.text.trim() + "\u2069")
                font: Theme.preview
                color: Theme.inkMuted
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
}
