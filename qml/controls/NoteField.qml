// SPDX-License-Identifier: Apache-2.0
// A few lines to write in, with a label above and what is wrong, or a hint, below. Tab leads on; Enter breaks the line.
import QtQuick
import QtQuick.Templates as T

FocusScope {
    id: field

    property string label: ""
    property string placeholder: ""
    property string hint: ""
    property string errorText: ""
    property bool readOnly: false
    property alias text: input.text
    property alias inputName: input.objectName
    readonly property bool isWrong: errorText !== ""

    implicitWidth: 376
    implicitHeight: box.y + box.height + (sentence.visible ? sentence.height + 6 : 0)

    PlainText {
        id: caption
        text: field.label
        x: Theme.mirrored ? field.width - width - 2 : 2
        font: Theme.smallMedium
        line: Theme.smallLine
        Accessible.ignored: true
    }
    Rectangle {
        id: box
        y: caption.height + 6
        width: field.width
        height: view.height + 26
        radius: Theme.radius
        color: input.activeFocus ? Theme.surface : Theme.sunken
        border.width: input.activeFocus || field.isWrong ? 2 : 1
        border.color: field.isWrong ? Theme.danger : input.activeFocus ? Theme.accent : Theme.outline

        Flickable {
            id: view
            x: 14
            y: 13
            width: parent.width - 28
            height: Math.max(Theme.px(66), Math.min(input.contentHeight, Theme.px(110)))
            contentWidth: width
            contentHeight: input.height
            clip: true
            interactive: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}

            TextEdit {
                id: input
                width: view.width
                height: Math.max(contentHeight, view.height)
                focus: true
                activeFocusOnTab: true
                font: Theme.body
                color: Theme.ink
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.Wrap
                readOnly: field.readOnly
                selectByMouse: true
                selectionColor: Theme.accent
                selectedTextColor: Theme.accentInk
                Accessible.role: Accessible.EditableText
                Accessible.name: field.label
                Accessible.description: field.isWrong ? field.errorText : field.hint
                Accessible.multiLine: true
                onCursorRectangleChanged: {
                    view.contentY = Math.max(Math.min(view.contentY, cursorRectangle.y),
                        cursorRectangle.y + cursorRectangle.height - view.height)
                }
                Keys.priority: Keys.BeforeItem
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

                PlainText {
                    width: parent.width
                    visible: input.length === 0 && input.preeditText === ""
                    text: field.placeholder
                    color: Theme.inkMuted
                    Accessible.ignored: true
                }
            }
        }
    }
    PlainText {
        id: sentence
        visible: text !== ""
        y: box.y + box.height + 6
        x: 2
        width: field.width - 4
        text: field.isWrong ? field.errorText : field.hint
        wrapMode: Text.Wrap
        font: Theme.small
        color: field.isWrong ? Theme.danger : Theme.inkMuted
    }
}
