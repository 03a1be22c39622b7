// SPDX-License-Identifier: Apache-2.0
// In the composer's place where nothing can be written: why, and the way out of it.
import QtQuick
import Banter.Client
import Banter.Controls

FocusScope {
    id: line

    required property App app
    required property Conversation conversation
    readonly property int columnWidth: Math.max(200, Math.min(Theme.columnWidth, Math.floor(width - 2 * Theme.sidePadding)))

    implicitHeight: 8 + box.height + (Theme.phone ? 12 : 16)

    function act() {
        if (conversation.closedAction === Conversation.Unblock)
            app.blocks.unblock(conversation.peerId)
        else
            questions.askForget()
    }

    Rectangle {
        id: box
        x: Math.round((line.width - width) / 2)
        y: 8
        width: line.columnWidth
        height: Math.max(44, words.height + 22)
        radius: Theme.radiusComposer
        color: Theme.composer
        border.width: 1
        border.color: Theme.outline

        Row {
            anchors.centerIn: parent
            spacing: 4
            PlainText {
                id: words
                objectName: "closedText"
                width: Math.min(Math.ceil(implicitWidth), box.width - 36 - (way.visible ? way.width + 4 : 0))
                text: line.conversation.closedText
                font: Theme.preview
                color: Theme.inkMuted
                wrapMode: Text.Wrap
            }
            LinkButton {
                id: way
                objectName: "closedAction"
                anchors.verticalCenter: parent.verticalCenter
                visible: label !== ""
                enabled: !line.app.blocks.busy && !line.conversation.group.busy
                focus: true
                label: line.conversation.closedAction === Conversation.Unblock ? qsTr("Unblock")
                    : line.conversation.closedAction === Conversation.Forget ? qsTr("Delete") : ""
                labelFont: Theme.button
                onClicked: line.act()
            }
        }
    }
    Questions {
        id: questions
        app: line.app
        conversation: line.conversation
    }
}
