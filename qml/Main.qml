// SPDX-License-Identifier: Apache-2.0
// The window: which of its faces shows, and what the theme follows.
import QtQuick
import QtQuick.Window
import Banter.Client
import Banter.Controls

Window {
    id: window

    required property App app
    readonly property int unread: app.state === App.SignedIn ? app.conversations.unreadTotal : 0
    readonly property string profileSuffix: app.profile === "" ? "" : " · " + app.profile

    objectName: "mainWindow"
    width: app.settings.windowWidth > 0 ? app.settings.windowWidth : 1280
    height: app.settings.windowHeight > 0 ? app.settings.windowHeight : 832
    minimumWidth: 360
    minimumHeight: 480
    visible: true
    title: (unread > 0 ? qsTr("Banter (%1)").arg(unread) : qsTr("Banter")) + profileSuffix
    color: Theme.canvas
    LayoutMirroring.enabled: Theme.mirrored
    LayoutMirroring.childrenInherit: true
    onClosing: {
        if (visibility === Window.Windowed) {
            app.settings.windowWidth = width
            app.settings.windowHeight = height
        }
        app.flush()
    }

    Binding { target: Theme; property: "dark"; value: window.app.settings.isDark }
    Binding { target: Theme; property: "accentName"; value: window.app.settings.accent }
    Binding { target: Theme; property: "textScale"; value: window.app.settings.textScale }
    Binding { target: Theme; property: "reducedMotion"; value: window.app.settings.reducedMotion }
    Binding { target: Theme; property: "compact"; value: window.app.settings.density === Settings.Compact }
    Binding { target: Theme; property: "phone"; value: window.width / Theme.textScale < 720 }

    Connections {
        target: window.app
        function onRaiseRequested() {
            window.show()
            window.raise()
            window.requestActivate()
        }
        function onNotice(text) { toast.show(text, "") }
    }

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: {
            switch (window.app.state) {
            case App.SignedOut: return signInPage
            case App.SignedIn: return workspace
            case App.Failed: return failedPage
            default: return null
            }
        }
    }
    Component {
        id: signInPage
        Later { onWanted: setSource("SignInPage.qml", {app: window.app}) }
    }
    Component {
        id: workspace
        Workspace {
            app: window.app
            onDone: (sentence, undo) => {
                toast.undo = undo
                toast.show(sentence, qsTr("Undo"))
            }
        }
    }
    Component {
        id: failedPage
        Later { onWanted: setSource("FailedPage.qml", {app: window.app}) }
    }
    Toast {
        id: toast

        property var undo: null

        objectName: "toast"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 84
        width: Math.min(implicitWidth, parent.width - 24)
        onActed: {
            const act = toast.undo
            act()
        }
    }
}
