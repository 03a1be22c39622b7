// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.Switch {
    id: control

    property string label: ""

    implicitWidth: 44
    implicitHeight: 40
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
    Keys.onReturnPressed: control.flip()

    indicator: Rectangle {
        y: (control.height - height) / 2
        width: 44
        height: 26
        radius: 13
        color: !control.enabled ? Theme.pressed : control.checked ? (control.hovered ? Theme.accentHover : Theme.accent) : Theme.control
        Behavior on color { ColorAnimation { duration: Theme.quick } }
        Rectangle {
            x: (control.checked !== Theme.mirrored) ? 21 : 3
            y: 3
            width: 20
            height: 20
            radius: 10
            color: control.checked && Theme.dark && control.enabled ? Theme.accentInk : Theme.knob
            opacity: control.enabled ? 1 : 0.6
            Behavior on x { enabled: !Theme.reducedMotion; NumberAnimation { duration: Theme.quick; easing.type: Easing.InOutCubic } }
        }
        FocusRing { shown: control.visualFocus; shapeRadius: 13 }
    }
}
