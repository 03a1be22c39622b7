// SPDX-License-Identifier: Apache-2.0
// Signing out, what it costs, and the way on when the server can't be asked.
import QtQuick
import Banter.Client
import Banter.Controls

Dialog {
    id: dialog

    required property Account account

    objectName: "signOutDialog"
    question: qsTr("Sign out on this device?")
    explanation: account.unsentCount > 0 ? qsTr("%n messages were not sent yet. They will be lost.", "", account.unsentCount)
        : qsTr("Your messages stay on the server. What is kept on this device is removed.")
    acceptLabel: qsTr("Sign out")
    destructive: true
    busy: account.busy
    onAccepted: account.logOut()

    Column {
        width: parent.width
        visible: dialog.account.errorText !== ""
        topPadding: 12
        spacing: 4
        PlainText {
            objectName: "signOutError"
            width: parent.width
            text: dialog.account.errorText
            font: Theme.small
            color: Theme.danger
            wrapMode: Text.Wrap
        }
        Button {
            objectName: "signOutHereButton"
            label: qsTr("Sign out here only")
            kind: Button.Kind.DangerText
            onClicked: dialog.account.logOutHere()
        }
    }
}
