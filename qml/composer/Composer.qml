// SPDX-License-Identifier: Apache-2.0
// Where one writes. Enter sends, Shift+Enter breaks the line; the draft is kept per chat. Escape ends an answer or an
// edit; Up in an empty field edits one's last message.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: composer

    required property Conversation conversation
    readonly property int columnWidth: Math.max(200, Math.min(Theme.columnWidth, Math.floor(width - 2 * Theme.sidePadding)))
    readonly property int mostLines: Theme.phone ? 5 : 8
    readonly property bool hasBar: conversation.bar !== Conversation.NoBar

    implicitHeight: 8 + box.height + (Theme.phone ? 12 : 16)

    function sendDraft() {
        if (conversation.canSend)
            conversation.send()
    }

    function takeFocus() {
        input.forceActiveFocus(Qt.OtherFocusReason)
    }

    function takeDraft() {
        input.text = conversation.draft
        input.cursorPosition = input.length
    }

    onConversationChanged: takeDraft()
    Connections {
        target: composer.conversation
        function onDraftReplaced() { composer.takeDraft() }
    }
    Rectangle {
        id: box
        x: Theme.mirrored ? composer.width - Math.round((composer.width - composer.columnWidth) / 2) - width : Math.round((composer.width - composer.columnWidth) / 2)
        y: 8
        width: composer.columnWidth - 52
        height: (bar.active ? bar.height : 0) + Math.max(44, Math.ceil(view.height) + 22)
        radius: Theme.radiusComposer
        color: Theme.composer
        border.width: 1
        border.color: input.activeFocus ? Theme.accent : Theme.outline

        Loader {
            id: bar
            active: composer.hasBar
            width: parent.width
            sourceComponent: ComposerBar { conversation: composer.conversation }
        }
        Flickable {
            id: view
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.right: counter.visible ? counter.left : parent.right
            anchors.rightMargin: counter.visible ? 8 : 18
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Math.max(11, Math.floor((44 - height) / 2))
            height: Math.min(input.contentHeight, composer.mostLines * metrics.height)
            contentWidth: width
            contentHeight: input.contentHeight
            clip: true
            interactive: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}

            function reveal(line: rect) {
                if (line.y < contentY)
                    contentY = line.y
                else if (line.y + line.height > contentY + height)
                    contentY = line.y + line.height - height
            }
            TextEdit {
                id: input
                objectName: "composerField"
                width: view.width
                height: Math.max(contentHeight, view.height)
                focus: true
                activeFocusOnTab: true
                font: Theme.body
                color: Theme.ink
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.Wrap
                selectByMouse: true
                selectionColor: Theme.accent
                selectedTextColor: Theme.accentInk
                KeyNavigation.priority: KeyNavigation.BeforeItem
                KeyNavigation.tab: send
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTr("Message")
                Accessible.multiLine: true
                onTextChanged: composer.conversation.draft = text
                onCursorRectangleChanged: view.reveal(cursorRectangle)
                Keys.onPressed: event => event.accepted = composer.onKey(event)

                PlainText {
                    width: parent.width
                    visible: input.length === 0 && input.preeditText === ""
                    text: qsTr("Message")
                    color: Theme.inkMuted
                    lineHeight: 1
                    Accessible.ignored: true
                }
            }
        }
        PlainText {
            id: counter
            objectName: "composerCounter"
            visible: composer.conversation.counterLeft <= 200
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 14
            text: composer.conversation.counterLeft.toLocaleString(Qt.locale(), "f", 0)
            font: Theme.caption
            color: composer.conversation.counterLeft < 0 ? Theme.danger : Theme.inkMuted
            elide: Text.ElideNone
            Accessible.name: qsTr("%n bytes left", "", composer.conversation.counterLeft)
        }
        MouseArea {
            anchors.fill: parent
            z: -1
            cursorShape: Qt.IBeamCursor
            Accessible.ignored: true // the field speaks for itself
            onPressed: input.forceActiveFocus()
        }
    }
    FontMetrics {
        id: metrics
        font: input.font
    }
    SendDisc {
        id: send
        objectName: "sendButton"
        isEdit: composer.conversation.bar === Conversation.Edit
        x: Theme.mirrored ? box.x - 52 : box.x + box.width + 8
        y: box.y + box.height - height
        enabled: composer.conversation.canSend
        onClicked: {
            composer.sendDraft()
            input.forceActiveFocus()
        }
    }
    // Whether the key is taken.
    function onKey(event: var): bool {
        const isEnter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
        if (isEnter && !(event.modifiers & Qt.ShiftModifier)) {
            sendDraft()
            return true
        }
        if (event.key === Qt.Key_Escape && hasBar) {
            conversation.cancelBar()
            return true
        }
        return event.key === Qt.Key_Up && input.length === 0 && editLast()
    }
    // One's newest message: what was not sent comes back, what was can be changed. Whether there is any.
    function editLast(): bool {
        if (conversation.bar === Conversation.Edit)
            return false
        const failed = conversation.lastFailed(), last = failed === "" ? conversation.lastEditable() : ""
        if (failed !== "")
            conversation.edit(failed)
        else if (last !== "")
            conversation.beginEdit(last)
        return failed !== "" || last !== ""
    }
}
