// SPDX-License-Identifier: Apache-2.0
// A question, what follows, and verbs. `question` and `explanation` are plain text. The safe button has the focus when
// the other destroys. On a phone it stands at the lower edge.
import QtQuick
import QtQuick.Window
import QtQuick.Templates as T

T.Popup {
    id: dialog

    property string question: ""
    property string explanation: ""
    property string acceptLabel: ""
    // A milder way, between the two; empty: there is none.
    property string otherLabel: ""
    property string cancelLabel: qsTr("Cancel")
    property bool destructive: false
    property bool busy: false
    default property alias extra: more.data

    signal accepted()
    signal otherChosen()

    // Who had the focus before: it comes back, unless somebody else has it by then.
    property Item before: null

    onAboutToShow: before = parent ? parent.Window.activeFocusItem : null
    onClosed: {
        if (before && parent && parent.Window.activeFocusItem === parent.Window.contentItem)
            before.forceActiveFocus(Qt.PopupFocusReason)
    }
    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round(Theme.phone ? parent.height - height - 12 : (parent.height - height) / 2) : 0
    width: Math.min(Theme.px(400), (parent ? parent.width : 400) - 24)
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    padding: 24
    modal: true
    dim: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.quick; easing.type: Easing.OutCubic }
        NumberAnimation { property: "scale"; from: Theme.reducedMotion ? 1 : 0.96; to: 1; duration: Theme.quick; easing.type: Easing.OutCubic }
    }
    exit: Transition { NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.instant } }
    T.Overlay.modal: Rectangle { color: Theme.scrim }
    onOpened: (destructive ? cancel : accept).forceActiveFocus(Qt.TabFocusReason)

    background: Depth {
        level: Depth.Level.High
        radius: Theme.radiusDialog
    }
    contentItem: Column {
        spacing: 8
        Accessible.role: Accessible.Dialog
        Accessible.name: dialog.question

        PlainText {
            width: parent.width
            text: dialog.question
            font: Theme.heading
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        PlainText {
            width: parent.width
            visible: text !== ""
            text: dialog.explanation
            color: Theme.inkMuted
            font: Theme.preview
            wrapMode: Text.Wrap
        }
        Column {
            id: more
            width: parent.width
        }
        Flow {
            width: parent.width
            topPadding: 16
            spacing: 8
            layoutDirection: Theme.mirrored ? Qt.LeftToRight : Qt.RightToLeft
            Button {
                id: accept
                objectName: "dialogAccept"
                label: dialog.acceptLabel
                busy: dialog.busy
                kind: dialog.destructive ? Button.Kind.Destructive : Button.Kind.Filled
                onClicked: dialog.accepted()
            }
            Button {
                objectName: "dialogOther"
                visible: label !== ""
                label: dialog.otherLabel
                kind: Button.Kind.Tonal
                onClicked: dialog.otherChosen()
            }
            Button {
                id: cancel
                objectName: "dialogCancel"
                label: dialog.cancelLabel
                kind: Button.Kind.Tonal
                onClicked: dialog.close()
            }
        }
    }
}
