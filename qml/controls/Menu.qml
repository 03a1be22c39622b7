// SPDX-License-Identifier: Apache-2.0
// Rows of verbs, as MenuRow. Hangs at `at` in `anchorItem`; on a phone it is a sheet from below.
import QtQuick
import QtQuick.Window
import QtQuick.Templates as T

T.Menu {
    id: menu

    property string label: qsTr("Menu")
    property Item anchorItem: null
    property point at: Qt.point(0, 0)
    readonly property Item overlay: T.Overlay.overlay

    // Who had the focus before: it comes back, unless somebody else has it by then.
    property Item before: null

    onAboutToShow: before = parent ? parent.Window.activeFocusItem : null
    onClosed: {
        if (before && parent && parent.Window.activeFocusItem === parent.Window.contentItem)
            before.forceActiveFocus(Qt.PopupFocusReason)
    }
    parent: Theme.phone ? overlay : anchorItem
    x: Theme.phone ? 0 : at.x
    y: Theme.phone && parent ? parent.height - height : at.y
    width: Theme.phone && parent ? parent.width : implicitWidth
    implicitWidth: Theme.px(232)
    implicitHeight: contentItem.implicitHeight + 2 * padding
    padding: Theme.phone ? 12 : 6
    margins: Theme.phone ? 0 : 8
    modal: Theme.phone
    dim: Theme.phone
    transformOrigin: T.Popup.Top
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.quick; easing.type: Easing.OutCubic }
        NumberAnimation { property: "scale"; from: Theme.reducedMotion || Theme.phone ? 1 : 0.96; to: 1; duration: Theme.quick; easing.type: Easing.OutCubic }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.instant; easing.type: Easing.InCubic }
    }
    T.Overlay.modal: Rectangle { color: Theme.scrim }

    background: Depth {
        level: Theme.phone ? Depth.Level.High : Depth.Level.Mid
        radius: Theme.phone ? Theme.radiusDialog : Theme.radiusLarge
    }
    contentItem: ListView {
        implicitHeight: contentHeight
        model: menu.contentModel
        interactive: contentHeight > height
        clip: interactive
        currentIndex: menu.currentIndex
        Accessible.role: Accessible.PopupMenu
        Accessible.name: menu.label
    }
}
