// SPDX-License-Identifier: Apache-2.0
// The details over the chat, from the end edge, where there is no room beside it.
import QtQuick
import QtQuick.Window
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

T.Popup {
    id: drawer

    required property App app
    property int paneWidth: 320
    // 0: out of sight; 1: in place.
    property real slide: 1
    property Item before: null

    objectName: "detailsDrawer"
    parent: T.Overlay.overlay
    width: Math.min(paneWidth, (parent ? parent.width : paneWidth) - 40)
    height: parent ? parent.height : 0
    x: parent ? Math.round(Theme.mirrored ? (slide - 1) * width : parent.width - slide * width) : 0
    padding: 0
    modal: true
    dim: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    enter: Transition {
        NumberAnimation { property: "slide"; from: Theme.reducedMotion ? 1 : 0; to: 1; duration: Theme.page; easing.type: Easing.OutCubic }
    }
    exit: Transition {
        NumberAnimation { property: "slide"; to: Theme.reducedMotion ? 1 : 0; duration: Theme.quick; easing.type: Easing.InCubic }
    }
    T.Overlay.modal: Rectangle { color: Theme.scrim }
    onAboutToShow: before = parent ? parent.Window.activeFocusItem : null
    onClosed: {
        if (before && parent && parent.Window.activeFocusItem === parent.Window.contentItem)
            before.forceActiveFocus(Qt.PopupFocusReason)
    }

    background: Rectangle { color: Theme.surface }
    contentItem: Loader {
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true
        focus: true
        active: drawer.visible && drawer.app.conversation !== null
        sourceComponent: DetailsPane {
            app: drawer.app
            conversation: drawer.app.conversation
            onClosed: drawer.close()
            onEscaped: drawer.close()
        }
    }
}
