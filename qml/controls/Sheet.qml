// SPDX-License-Identifier: Apache-2.0
// A page over the page: in the middle of a window, from the lower edge of a phone.
import QtQuick
import QtQuick.Window
import QtQuick.Templates as T

T.Popup {
    id: sheet

    property string label: ""
    property int wantedWidth: Theme.px(440)
    property int wantedHeight: Theme.px(560)

    // Who had the focus before: it comes back, unless somebody else has it by then.
    property Item before: null

    onAboutToShow: before = parent ? parent.Window.activeFocusItem : null
    onClosed: {
        if (before && parent && parent.Window.activeFocusItem === parent.Window.contentItem)
            before.forceActiveFocus(Qt.PopupFocusReason)
    }
    parent: T.Overlay.overlay
    width: Theme.phone ? (parent ? parent.width : wantedWidth) : Math.min(wantedWidth, (parent ? parent.width : wantedWidth) - 24)
    height: Math.min(wantedHeight, (parent ? parent.height : wantedHeight) - (Theme.phone ? 24 : 48))
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round(Theme.phone ? parent.height - height : (parent.height - height) / 2) : 0
    padding: 0
    modal: true
    dim: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.quick; easing.type: Easing.OutCubic }
    }
    exit: Transition { NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.instant } }
    T.Overlay.modal: Rectangle { color: Theme.scrim }

    background: Depth {
        level: Depth.Level.High
        radius: Theme.radiusDialog
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.label
    }
}
