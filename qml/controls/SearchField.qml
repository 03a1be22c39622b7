// SPDX-License-Identifier: Apache-2.0
// A field without an edge; Esc or the cross empties it.
import QtQuick

FocusScope {
    id: field

    property string placeholder: qsTr("Search")
    property alias text: input.text
    property alias inputName: input.objectName

    signal accepted()
    signal movedDown()
    signal movedUp()

    implicitHeight: Math.max(Theme.target, Theme.px(Theme.phone ? 44 : 40))
    implicitWidth: 220

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: input.activeFocus ? Theme.surface : Theme.sunken
        border.width: input.activeFocus ? 2 : 0
        border.color: Theme.accent
    }
    Icon {
        id: lens
        glyph: "search"
        size: Theme.iconPx(20)
        anchors.left: parent.left
        anchors.leftMargin: 12
        anchors.verticalCenter: parent.verticalCenter
    }
    TextInput {
        id: input
        anchors.left: lens.right
        anchors.leftMargin: 8
        anchors.right: clearButton.visible ? clearButton.left : parent.right
        anchors.rightMargin: clearButton.visible ? 0 : 12
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        focus: true
        clip: true
        font: Theme.phone ? Theme.body : Theme.preview
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentInk
        selectByMouse: true
        maximumLength: 200
        activeFocusOnTab: true
        verticalAlignment: TextInput.AlignVCenter
        inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        Accessible.role: Accessible.EditableText
        Accessible.name: field.placeholder
        onAccepted: field.accepted()
        Keys.onDownPressed: field.movedDown()
        Keys.onUpPressed: field.movedUp()
        Keys.onEscapePressed: event => {
            event.accepted = length > 0
            input.clear()
        }
        PlainText {
            anchors.fill: parent
            visible: input.length === 0 && input.preeditText === ""
            text: field.placeholder
            font: input.font
            color: Theme.inkMuted
            Accessible.ignored: true
        }
    }
    IconButton {
        id: clearButton
        objectName: field.inputName === "" ? "" : field.inputName + "Clear"
        visible: input.length > 0
        glyph: "close"
        iconSize: Theme.iconPx(18)
        label: qsTr("Clear search")
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: 40
        onClicked: {
            input.clear()
            input.forceActiveFocus()
        }
    }
}
