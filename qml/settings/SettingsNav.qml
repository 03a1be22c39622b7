// SPDX-License-Identifier: Apache-2.0
// The settings' pages, in the place of the chats.
import QtQuick
import Banter.Client
import Banter.Controls

FocusScope {
    id: nav

    required property App app
    property string current: ""

    signal chosen(string page)
    signal closed()

    objectName: "settingsNav"
    focus: true

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    Item {
        id: top
        width: parent.width
        height: Theme.headerHeight
        IconButton {
            id: back
            objectName: "settingsBack"
            anchors.left: parent.left
            anchors.leftMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            glyph: "back"
            label: qsTr("Back to the chats")
            focus: true
            onClicked: nav.closed()
        }
        PlainText {
            anchors.left: back.right
            anchors.leftMargin: 4
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Settings")
            font: Theme.title
            Accessible.role: Accessible.Heading
        }
    }
    AccountCard {
        id: card
        anchors.top: top.bottom
        x: 8
        width: parent.width - 16
        account: nav.app.account
        onClicked: nav.chosen("account")
    }
    Column {
        anchors.top: card.bottom
        anchors.topMargin: 8
        x: 8
        width: parent.width - 16
        Repeater {
            model: [
                {page: "account", glyph: "user", label: qsTr("Account")},
                {page: "appearance", glyph: "contrast", label: qsTr("Appearance")},
                {page: "privacy", glyph: "lock", label: qsTr("Privacy")},
                {page: "devices", glyph: "devices", label: qsTr("Devices")},
                {page: "language", glyph: "globe", label: qsTr("Language")},
                {page: "about", glyph: "info", label: qsTr("About")}
            ]
            NavRow {
                required property var modelData
                objectName: "settings-" + modelData.page
                width: parent.width
                glyph: modelData.glyph
                label: modelData.label
                detail: modelData.page === "language" ? Languages.nameOf(nav.app.settings.language) : ""
                selected: !Theme.phone && nav.current === modelData.page
                onClicked: nav.chosen(modelData.page)
            }
        }
    }
    NavRow {
        objectName: "signOutButton"
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        x: 8
        width: parent.width - 16
        glyph: "logout"
        label: qsTr("Sign out")
        destructive: true
        onClicked: signOut.open()
    }
    SignOutDialog {
        id: signOut
        account: nav.app.account
    }
}
