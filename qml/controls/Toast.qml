// SPDX-License-Identifier: Apache-2.0
// One sentence that goes by itself: 5 s, 10 with an action, and it stays under the pointer. One at a time.
import QtQuick

Rectangle {
    id: toast

    property string text: ""
    property string actionLabel: ""

    signal acted()

    function show(sentence: string, action: string) {
        text = sentence
        actionLabel = action
        opacity = 1
        away.restart()
    }

    implicitWidth: Math.min(480, Math.max(320, Math.ceil(words.implicitWidth) + 40))
    implicitHeight: Math.max(Theme.px(48), words.implicitHeight + 24)
    radius: Theme.radiusLarge
    color: Theme.toast
    opacity: 0
    visible: opacity > 0
    Behavior on opacity { NumberAnimation { duration: Theme.base } }
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Timer {
        id: away
        interval: toast.actionLabel === "" ? 5000 : 10000
        onTriggered: toast.opacity = 0
    }
    HoverHandler {
        onHoveredChanged: {
            if (hovered)
                away.stop()
            else if (toast.opacity > 0)
                away.restart()
        }
    }
    PlainText {
        id: words
        objectName: "toastText"
        anchors.left: parent.left
        anchors.leftMargin: 16
        anchors.right: action.visible ? action.left : parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        text: toast.text
        font: Theme.menu
        color: Theme.toastInk
        wrapMode: Text.Wrap
    }
    LinkButton {
        id: action
        objectName: "toastAction"
        visible: toast.actionLabel !== ""
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        label: toast.actionLabel
        labelFont: Theme.button
        color: Theme.toastAccent
        onClicked: {
            toast.opacity = 0
            toast.acted()
        }
    }
}
