// SPDX-License-Identifier: Apache-2.0
// One page of the settings: a column of at most 592 beside the list of pages, with its title.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: page

    required property App app
    property string section: ""
    readonly property var titles: ({account: qsTr("Account"), appearance: qsTr("Appearance"), privacy: qsTr("Privacy"), devices: qsTr("Devices"),
            language: qsTr("Language"), about: qsTr("About")})

    signal closed()

    objectName: "settingsPage"
    focus: true

    IconButton {
        id: back
        objectName: "settingsPageBack"
        visible: Theme.phone
        anchors.left: parent.left
        anchors.leftMargin: 4
        y: (Theme.headerHeight - height) / 2
        glyph: "back"
        label: qsTr("Back to the settings")
        onClicked: page.closed()
    }
    PlainText {
        x: Theme.phone ? (Theme.mirrored ? page.width - width - 48 : 48) : column.x
        width: Theme.phone ? page.width - 60 : column.width
        height: Theme.headerHeight
        text: page.titles[page.section] ?? ""
        font: Theme.title
        Accessible.role: Accessible.Heading
    }
    Flickable {
        id: view
        anchors.fill: parent
        anchors.topMargin: Theme.headerHeight
        contentHeight: column.height + 48
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}

        Loader {
            id: column
            width: Math.min(592, view.width - (Theme.phone ? 32 : 48))
            x: Math.round((view.width - width) / 2)
            sourceComponent: {
                switch (page.section) {
                case "account": return account
                case "privacy": return privacy
                case "devices": return devices
                case "language": return language
                case "about": return about
                default: return appearance
                }
            }
        }
    }
    Component {
        id: appearance
        AppearanceSettings { settings: page.app.settings }
    }
    Component {
        id: account
        AccountSettings { app: page.app }
    }
    Component {
        id: privacy
        PrivacySettings { privacy: page.app.privacy }
    }
    Component {
        id: devices
        DevicesSettings { devices: page.app.devices }
    }
    Component {
        id: language
        LanguageSettings { settings: page.app.settings }
    }
    Component {
        id: about
        AboutSettings { app: page.app }
    }
}
