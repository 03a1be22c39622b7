// SPDX-License-Identifier: Apache-2.0
// Where somebody signs in or makes an account; beside it, where there is room, a panel of drawn bubbles.
import QtQuick
import Banter.Client
import Banter.Controls

FocusScope {
    id: page

    required property App app
    property bool registering: false
    readonly property bool hasPanel: width / Theme.textScale >= 1000

    objectName: "signInPage"
    focus: true

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    Flickable {
        id: view
        anchors.left: parent.left
        anchors.right: page.hasPanel ? panel.left : parent.right
        anchors.rightMargin: page.hasPanel ? 12 : 0
        anchors.top: parent.top
        anchors.bottom: footer.top
        contentHeight: Math.max(height, form.implicitHeight + 48)
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        SignInForm {
            id: form
            width: Math.min(Theme.px(376), view.width - 48)
            x: Math.round((view.width - width) / 2)
            y: Math.max(24, Math.round(Math.min((page.height - implicitHeight) / 2, view.contentHeight - implicitHeight)))
            focus: true
            signIn: page.app.signIn
            registering: page.registering
            onSwitched: {
                page.registering = !page.registering
                page.app.signIn.clearError()
            }
        }
    }
    SignInFooter {
        id: footer
        anchors.horizontalCenter: view.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        app: page.app
    }
    SignInPanel {
        id: panel
        visible: page.hasPanel
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.margins: 12
        width: Math.min(560, Math.round(page.width * 0.4375))
    }
}
