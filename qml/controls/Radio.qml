// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.RadioButton {
    id: control

    property string label: ""

    implicitWidth: label === "" ? 40 : Math.ceil(words.implicitWidth) + 32
    implicitHeight: Math.max(40, words.implicitHeight)
    hoverEnabled: true
    function choose() {
        checked = true
        toggled()
        clicked()
    }
    Accessible.role: Accessible.RadioButton
    Accessible.name: label
    Accessible.checkable: true
    Accessible.checked: checked
    Accessible.onPressAction: control.choose()

    indicator: Rectangle {
        x: Theme.mirrored ? control.width - width : 0
        y: (control.height - height) / 2
        width: 22
        height: 22
        radius: 11
        color: Theme.clear
        border.width: 2
        border.color: !control.enabled ? Theme.pressed : control.checked ? Theme.accent : control.hovered ? Theme.inkMuted : Theme.control
        Rectangle {
            anchors.centerIn: parent
            visible: control.checked
            width: 12
            height: 12
            radius: 6
            color: control.enabled ? Theme.accent : Theme.inkDisabled
        }
        FocusRing { shown: control.visualFocus; shapeRadius: 11 }
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
