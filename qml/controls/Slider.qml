// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.Slider {
    id: control

    property string label: ""
    // What the value means in words, such as "115 %".
    property string valueText: ""

    implicitWidth: 154
    implicitHeight: 40
    hoverEnabled: true
    snapMode: T.Slider.SnapAlways
    Accessible.role: Accessible.Slider
    Accessible.name: label
    Accessible.description: valueText
    Accessible.onIncreaseAction: { control.increase(); control.moved() }
    Accessible.onDecreaseAction: { control.decrease(); control.moved() }

    background: Rectangle {
        y: (control.height - height) / 2
        width: control.width
        height: 4
        radius: 2
        color: Theme.pressed
        Rectangle {
            x: Theme.mirrored ? parent.width - width : 0
            width: control.position * parent.width
            height: 4
            radius: 2
            color: control.enabled ? Theme.accent : Theme.inkDisabled
        }
    }
    handle: Rectangle {
        x: control.visualPosition * (control.width - width)
        y: (control.height - height) / 2
        width: 22
        height: 22
        radius: 11
        color: control.pressed ? Theme.pressed : Theme.raised
        border.width: 1
        border.color: Theme.control
        FocusRing { shown: control.visualFocus; shapeRadius: 11 }
    }
}
