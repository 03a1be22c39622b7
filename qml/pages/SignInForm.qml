// SPDX-License-Identifier: Apache-2.0
// Server, who, password. What is wrong stands under the field that it is about.
import QtQuick
import Banter.Client
import Banter.Controls

FocusScope {
    id: form

    required property SignIn signIn
    property bool registering: false
    // A server is remembered from before.
    property bool isKnown: false
    readonly property bool ready: !signIn.busy && (signIn.serverState === SignIn.Good) && username.text !== "" && password.text !== ""
    readonly property bool serverIsWrong: signIn.serverState === SignIn.Bad || signIn.serverState === SignIn.Invalid

    signal switched()

    Component.onCompleted: {
        isKnown = signIn.serverText !== ""
        if (isKnown) {
            signIn.checkServer()
            username.focus = true
        }
    }

    implicitHeight: column.height

    function errorOf(field: int): string {
        return signIn.errorField === field ? signIn.errorText : ""
    }
    function submit() {
        if (signIn.busy)
            return
        if (registering)
            signIn.registerAccount(username.text, password.text, displayName.text)
        else
            signIn.logIn(username.text, password.text)
    }

    Column {
        id: column
        width: form.width
        spacing: 0

        Image {
            width: 56
            height: 56
            sourceSize.width: 56
            sourceSize.height: 56
            source: Theme.appIcon
            Accessible.ignored: true
        }
        PlainText {
            width: parent.width
            topPadding: 26
            text: form.registering ? qsTr("Create an account") : form.signIn.reasonText !== "" ? qsTr("Sign in again") : form.isKnown ? qsTr("Welcome back") : qsTr("Welcome to Banter")
            font: Theme.display
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        PlainText {
            objectName: "signInReason"
            width: parent.width
            topPadding: 4
            bottomPadding: 26
            text: form.registering ? qsTr("A name for your friends to find you by, and a password.")
                : form.signIn.reasonText !== "" ? form.signIn.reasonText
                : form.isKnown ? qsTr("Sign in to pick up where you left off.") : qsTr("Which server are you on?")
            color: Theme.inkMuted
            wrapMode: Text.Wrap
        }
        Column {
            width: parent.width
            spacing: 16
            Field {
                id: server
                objectName: "server"
                inputName: "serverField"
                width: parent.width
                focus: true
                label: qsTr("Server")
                placeholder: "banter.example.org"
                glyph: "server"
                readOnly: form.signIn.busy
                inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
                checking: form.signIn.serverState === SignIn.Checking
                good: form.signIn.serverState === SignIn.Good
                errorText: form.errorOf(SignIn.ServerField) !== "" ? form.errorOf(SignIn.ServerField) : form.serverIsWrong ? form.signIn.serverHint : ""
                hint: form.serverIsWrong ? "" : form.signIn.serverHint
                Component.onCompleted: text = form.signIn.serverText
                onEdited: form.signIn.serverText = text
                onAccepted: username.forceActiveFocus(Qt.TabFocusReason)
            }
            TrustBox {
                width: parent.width
                visible: form.signIn.serverState === SignIn.Untrusted
                fingerprint: form.signIn.fingerprint
                onTrusted: form.signIn.trustServer()
            }
            Field {
                id: displayName
                objectName: "displayName"
                inputName: "displayNameField"
                width: parent.width
                visible: form.registering
                label: qsTr("Name")
                glyph: "user"
                placeholder: qsTr("As others see it")
                maximumLength: 64
                readOnly: form.signIn.busy
                errorText: form.errorOf(SignIn.NameField)
                onAccepted: username.forceActiveFocus(Qt.TabFocusReason)
            }
            Field {
                id: username
                objectName: "username"
                inputName: "usernameField"
                width: parent.width
                label: qsTr("Username")
                glyph: form.registering ? "at" : "user"
                maximumLength: 64
                readOnly: form.signIn.busy
                inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
                hint: form.registering && text !== "" ? form.signIn.usernameHint(text) : ""
                errorText: form.errorOf(SignIn.UsernameField)
                onAccepted: password.forceActiveFocus(Qt.TabFocusReason)
            }
            Field {
                id: password
                objectName: "password"
                inputName: "passwordField"
                width: parent.width
                label: qsTr("Password")
                glyph: "lock"
                secret: true
                maximumLength: 256
                readOnly: form.signIn.busy
                inputMethodHints: Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
                hint: form.passwordHint
                errorText: form.errorOf(SignIn.PasswordField)
                onAccepted: form.submit()
            }
        }
        Item {
            width: 1
            height: 24
        }
        ErrorLine {
            textName: "signInError"
            width: parent.width
            text: form.errorOf(SignIn.NoField)
        }
        Button {
            objectName: form.registering ? "registerButton" : "signInButton"
            width: parent.width
            large: true
            label: form.registering ? qsTr("Create account") : qsTr("Sign in")
            busy: form.signIn.busy
            enabled: form.ready || form.signIn.busy
            onClicked: form.submit()
        }
        Item {
            width: parent.width
            height: Theme.px(60)
            Row {
                anchors.centerIn: parent
                spacing: 4
                PlainText {
                    text: form.registering ? qsTr("Have an account?") : qsTr("New here?")
                    font: Theme.preview
                    color: Theme.inkMuted
                }
                LinkButton {
                    objectName: "switchFormButton"
                    label: form.registering ? qsTr("Sign in") : qsTr("Create an account")
                    labelFont: Theme.button
                    onClicked: form.switched()
                }
            }
        }
    }
    readonly property string passwordHint: {
        if (!registering)
            return ""
        const said = password.text === "" ? "" : signIn.passwordHint(password.text, username.text)
        return said !== "" ? said : qsTr("At least %n characters", "", signIn.minPasswordLength)
    }
}
