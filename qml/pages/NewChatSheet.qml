// SPDX-License-Identifier: Apache-2.0
// Finds a person to write to.
import QtQuick
import Banter.Client
import Banter.Controls

Sheet {
    id: sheet

    required property App app

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
    contentItem: FocusScope {
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        PlainText {
            id: title
            anchors.left: parent.left
            anchors.leftMargin: 24
            anchors.verticalCenter: close.verticalCenter
            text: qsTr("New chat")
            font: Theme.heading
            Accessible.role: Accessible.Heading
        }
        IconButton {
            id: close
            objectName: "newChatClose"
            anchors.right: parent.right
            anchors.rightMargin: 12
            y: 12
            glyph: "close"
            label: qsTr("Close")
            onClicked: sheet.close()
        }
        SearchField {
            id: field
            objectName: "personSearch"
            inputName: "personSearchField"
            anchors.left: parent.left
            anchors.leftMargin: 18
            anchors.right: parent.right
            anchors.rightMargin: 18
            y: 60
            focus: true
            placeholder: qsTr("Name or @username")
            onTextChanged: sheet.app.people.query = text
            onAccepted: {
                if (sheet.app.people.count > 0)
                    sheet.app.people.open(0)
            }
            onMovedDown: people.forceActiveFocus(Qt.TabFocusReason)
        }
        PeopleList {
            id: people
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: 8
            anchors.rightMargin: 8
            anchors.top: field.bottom
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
}
