// SPDX-License-Identifier: Apache-2.0
// Finds a person to write to; or makes a group, or joins one.
import QtQuick
import Banter.Client
import Banter.Controls

TitledSheet {
    id: sheet

    required property App app

    signal groupWanted()
    signal joinWanted()

    objectName: "newChatSheet"
    label: qsTr("New chat")

    function show() {
        app.people.reset()
        field.text = ""
        open()
    }

    onOpened: field.forceActiveFocus(Qt.TabFocusReason)
    onVisibleChanged: {
        if (!visible)
            app.people.query = ""
    }

    Connections {
        target: sheet.app.people
        function onOpened() { sheet.close() }
    }
    SearchField {
        id: field
        objectName: "personSearch"
        inputName: "personSearchField"
        x: 18
        width: parent.width - 36
        focus: true
        placeholder: qsTr("Name or @username")
        onTextChanged: sheet.app.people.query = text
        onAccepted: {
            if (sheet.app.people.count > 0)
                sheet.app.people.open(0)
        }
        onMovedDown: people.forceActiveFocus(Qt.TabFocusReason)
    }
    Column {
        id: verbs
        x: 16
        anchors.top: field.bottom
        anchors.topMargin: visible ? 8 : 0
        width: parent.width - 32
        height: visible ? implicitHeight : 0
        visible: field.text.trim() === ""
        ActionRow {
            objectName: "newGroupButton"
            width: parent.width
            label: qsTr("New group")
            glyph: "users"
            onClicked: {
                sheet.close()
                sheet.groupWanted()
            }
        }
        ActionRow {
            objectName: "joinGroupButton"
            width: parent.width
            label: qsTr("Join by a link")
            glyph: "link"
            onClicked: {
                sheet.close()
                sheet.joinWanted()
            }
        }
    }
    PeopleList {
        id: people
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: 8
        anchors.rightMargin: 8
        anchors.top: verbs.bottom
        anchors.topMargin: 8
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 8
        app: sheet.app
        opacity: sheet.app.people.busy ? 0.5 : 1
        onChosen: row => sheet.app.people.open(row)
    }
    Spinner {
        anchors.centerIn: people
        visible: sheet.app.people.busy
        size: Theme.iconPx(24)
        label: qsTr("Opening the chat")
    }
}
