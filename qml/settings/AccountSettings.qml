// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: page

    required property App app

    objectName: "accountPage"
    topPadding: 8

    Avatar {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 88
        hue: page.app.account.hue
        initials: page.app.account.initials
    }
    PlainText {
        width: parent.width
        topPadding: 12
        bottomPadding: 16
        text: page.app.account.displayName
        font: Theme.title
        horizontalAlignment: Text.AlignHCenter
    }
    SettingsRow {
        title: qsTr("Username")
        PlainText { objectName: "accountUsername"; text: "@" + page.app.account.username; color: Theme.inkMuted }
    }
    SettingsRow {
        title: qsTr("Server")
        PlainText { text: page.app.account.server.replace(/^wss?:\/\//, ""); color: Theme.inkMuted }
    }
    SettingsRow {
        title: qsTr("Where the sign-in is kept")
        help: page.secretHelp
        hasLine: page.canChoose
    }
    SettingsRow {
        visible: page.canChoose
        height: visible ? implicitHeight : 0
        title: qsTr("Keep it in a file")
        help: qsTr("Only your user account on this machine can read it")
        hasLine: false
        Switch {
            objectName: "storeSecretSwitch"
            label: qsTr("Keep the sign-in in a file")
            checked: page.app.settings.storeSecretInFile
            onToggled: page.app.settings.storeSecretInFile = checked
        }
    }
    BlockedPeople {
        width: parent.width
        bottomPadding: 16
        blocks: page.app.blocks
    }
    Button {
        objectName: "accountSignOut"
        label: qsTr("Sign out")
        glyph: "logout"
        kind: Button.Kind.DangerText
        onClicked: signOut.open()
    }
    SignOutDialog {
        id: signOut
        objectName: "accountSignOutDialog"
        account: page.app.account
    }
    readonly property bool canChoose: app.secretState === App.SecretInMemory || app.secretState === App.SecretInFile
    readonly property string secretHelp: {
        switch (app.secretState) {
        case App.SecretInKeychain: return qsTr("In the system's keychain")
        case App.SecretInFile: return qsTr("In a file, because you chose so")
        case App.SecretInMemory: return app.secretText
        default: return ""
        }
    }
}
