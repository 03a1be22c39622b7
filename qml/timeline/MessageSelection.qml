// SPDX-License-Identifier: Apache-2.0
// The text of a message while parts of it are selected.
import QtQuick
import Banter.Client
import Banter.Controls

TextEdit {
    id: selection

    required property MessageItem message

    objectName: "messageSelection"
    text: message.text
    textFormat: TextEdit.PlainText
    font: Theme.body
    color: Theme.ink
    wrapMode: TextEdit.Wrap
    readOnly: true
    selectByMouse: true
    selectByKeyboard: true
    persistentSelection: true
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    Accessible.role: Accessible.EditableText
    Accessible.name: qsTr("Text of the message")
    Keys.onEscapePressed: message.selecting = false
    // Not while the binding that made it is at work.
    Timer {
        interval: 0
        running: true
        onTriggered: {
            selection.forceActiveFocus()
            selection.selectAll()
        }
    }
    onActiveFocusChanged: {
        if (!activeFocus && message.selecting)
            message.selecting = false
    }
}
