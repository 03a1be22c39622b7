// SPDX-License-Identifier: Apache-2.0
// A button with an icon; `label` is its name for assistive technology and its tooltip.
import QtQuick
import QtQuick.Templates as T

T.Button {
    id: button

    property string label: ""
    property string glyph: ""
    property string shortcutText: ""
    property int iconSize: Theme.iconPx(22)
    property bool on: false
    property color iconColor: !enabled ? Theme.inkDisabled : on ? Theme.accent : Theme.inkMuted

    implicitWidth: Theme.target
    implicitHeight: Theme.target
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.pressed : button.hovered ? Theme.hover : Theme.clear
        FocusRing { shown: button.visualFocus; inset: true }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            glyph: button.glyph
            size: button.iconSize
            color: button.iconColor
        }
    }
    Tooltip {
        shown: button.hovered || button.visualFocus
        words: button.label
        shortcutText: button.shortcutText
    }
}
