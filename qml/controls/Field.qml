// SPDX-License-Identifier: Apache-2.0
// A line to write in, with its label above and what is wrong, or a hint, below.
import QtQuick

FocusScope {
    id: field

    property string label: ""
    property string placeholder: ""
    property string glyph: ""
    property string hint: ""
    property string errorText: ""
    property bool secret: false
    property bool readOnly: false
    property bool checking: false
    property bool good: false
    property alias text: input.text
    property alias inputName: input.objectName
    property alias maximumLength: input.maximumLength
    property alias inputMethodHints: input.inputMethodHints
    property bool revealed: false
    readonly property bool isWrong: errorText !== ""

    signal accepted()
    signal edited()

    implicitWidth: 376
    implicitHeight: (caption.visible ? caption.height + 6 : 0) + box.height + (below.visible ? below.height + 6 : 0)

    PlainText {
        id: caption
        text: field.label
        visible: text !== ""
        x: Theme.mirrored ? field.width - width - 2 : 2
        font: Theme.smallMedium
        line: Theme.smallLine
        Accessible.ignored: true
    }
    Rectangle {
        id: box
        y: caption.visible ? caption.height + 6 : 0
        width: field.width
        height: Theme.fieldHeight
        radius: Theme.radius
        color: !field.enabled ? Theme.pressed : input.activeFocus ? Theme.surface : Theme.sunken
        border.width: input.activeFocus || field.isWrong ? 2 : 1
        border.color: field.isWrong ? Theme.danger : input.activeFocus ? Theme.accent : Theme.outline

        Icon {
            id: leading
            visible: field.glyph !== ""
            glyph: field.glyph
            size: Theme.iconPx(20)
            anchors.left: parent.left
            anchors.leftMargin: 14
            anchors.verticalCenter: parent.verticalCenter
            color: field.enabled ? Theme.inkMuted : Theme.inkDisabled
        }
        TextInput {
            id: input
            anchors.left: leading.visible ? leading.right : parent.left
            anchors.leftMargin: leading.visible ? 10 : 14
            anchors.right: trailing.left
            anchors.rightMargin: 8
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            focus: true
            clip: true
            font: Theme.body
            color: field.enabled ? Theme.ink : Theme.inkDisabled
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            selectByMouse: true
            readOnly: field.readOnly
            verticalAlignment: TextInput.AlignVCenter
            echoMode: field.secret && !field.revealed ? TextInput.Password : TextInput.Normal
            passwordCharacter: "•"
            activeFocusOnTab: true
            Accessible.role: Accessible.EditableText
            Accessible.name: field.label !== "" ? field.label : field.placeholder
            Accessible.description: field.isWrong ? field.errorText : field.hint
            onAccepted: field.accepted()
            onTextEdited: field.edited()

            PlainText {
                anchors.fill: parent
                visible: input.length === 0 && input.preeditText === ""
                text: field.placeholder
                color: Theme.inkMuted
                Accessible.ignored: true
            }
        }
        Row {
            id: trailing
            anchors.right: parent.right
            anchors.rightMargin: field.secret ? 4 : 14
            anchors.verticalCenter: parent.verticalCenter
            Spinner {
                visible: field.checking
                size: Theme.iconPx(16)
            }
            Icon {
                visible: field.good && !field.checking
                glyph: "check"
                size: Theme.iconPx(20)
                color: Theme.accent
            }
            IconButton {
                objectName: field.inputName === "" ? "" : field.inputName + "Reveal"
                visible: field.secret
                glyph: field.revealed ? "eye-off" : "eye"
                iconSize: Theme.iconPx(20)
                label: field.revealed ? qsTr("Hide password") : qsTr("Show password")
                implicitWidth: 40
                implicitHeight: 40
                onClicked: field.revealed = !field.revealed
            }
        }
    }
    Item {
        id: below
        visible: field.isWrong || field.hint !== ""
        y: box.y + box.height + 6
        width: field.width
        height: sentence.implicitHeight
        Icon {
            id: sign
            visible: field.isWrong
            glyph: "alert"
            size: Theme.iconPx(16)
            color: Theme.danger
            anchors.left: parent.left
            anchors.leftMargin: 2
            y: Math.round((Theme.smallLine - height) / 2)
        }
        PlainText {
            id: sentence
            objectName: field.inputName === "" ? "" : field.inputName + "Hint"
            anchors.left: sign.visible ? sign.right : parent.left
            anchors.leftMargin: sign.visible ? 6 : 2
            anchors.right: parent.right
            text: field.isWrong ? field.errorText : field.hint
            wrapMode: Text.Wrap
            font: Theme.small
            color: field.isWrong ? Theme.danger : Theme.inkMuted
        }
    }
}
