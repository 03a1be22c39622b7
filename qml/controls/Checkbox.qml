// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.CheckBox {
    id: control

    property string label: ""

    implicitWidth: label === "" ? 40 : Math.ceil(words.implicitWidth) + 32
    implicitHeight: Math.max(40, words.implicitHeight)
    hoverEnabled: true
    function flip() {
        toggle()
        toggled()
        clicked()
    }
    Accessible.role: Accessible.CheckBox
    Accessible.name: label
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: control.flip()
    Accessible.onToggleAction: control.flip()

    indicator: Rectangle {
        x: Theme.mirrored ? control.width - width : 0
        y: (control.height - height) / 2
        width: 22
        height: 22
        radius: 7
        color: !control.enabled ? Theme.pressed : control.checked ? Theme.accent : Theme.clear
        border.width: control.checked || !control.enabled ? 0 : 2
        border.color: control.hovered ? Theme.inkMuted : Theme.control
        Icon {
            anchors.centerIn: parent
            visible: control.checked
            glyph: "check"
            size: 16
            color: control.enabled ? Theme.accentInk : Theme.inkDisabled
        }
        FocusRing { shown: control.visualFocus; shapeRadius: 7 }
    }
    contentItem: PlainText {
        id: words
        leftPadding: Theme.mirrored ? 0 : 32
        rightPadding: Theme.mirrored ? 32 : 0
        text: control.label
        font: Theme.menu
        wrapMode: Text.Wrap
        color: control.enabled ? Theme.ink : Theme.inkDisabled
        Accessible.ignored: true
    }
}
