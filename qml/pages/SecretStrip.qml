// SPDX-License-Identifier: Apache-2.0
// There is no keychain: what that means, and the choice to use a file.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: strip

    required property App app

    visible: app.secretState === App.SecretInMemory

    Strip {
        objectName: "secretStrip"
        width: parent.width
        shown: strip.visible
        tone: Strip.Tone.Warning
        glyph: "key"
        text: strip.app.secretText
        actionLabel: qsTr("Options")
        onActed: choice.open()
    }
    Dialog {
        id: choice
        objectName: "secretDialog"
        question: qsTr("Stay signed in without a keychain?")
        explanation: qsTr("Banter can keep your sign-in in a file that only your user account can read. Whoever can read your files can then use your account.")
        acceptLabel: qsTr("Keep in a file")
        cancelLabel: qsTr("Not now")
        onAccepted: {
            strip.app.settings.storeSecretInFile = true
            close()
        }
    }
}
