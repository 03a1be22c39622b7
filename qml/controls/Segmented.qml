// SPDX-License-Identifier: Apache-2.0
// Two to four choices side by side; one is taken. Left and Right move.
import QtQuick
import QtQuick.Templates as T

Rectangle {
    id: control

    // Words of the choices; Banter's own, no foreign text.
    property var choices: []
    property int current: 0
    property string label: ""

    signal chosen(int index)

    implicitWidth: parts.implicitWidth + 6
    implicitHeight: Theme.px(40)
    radius: Theme.radius
    color: Theme.tonal
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Row {
        id: parts
        anchors.centerIn: parent
        Repeater {
            model: control.choices
            T.RadioButton {
                id: part
                required property int index
                required property string modelData

                objectName: control.objectName === "" ? "" : control.objectName + index
                implicitWidth: Math.ceil(words.implicitWidth) + 32
                implicitHeight: Theme.px(34)
                checked: control.current === index
                hoverEnabled: true
                Accessible.role: Accessible.RadioButton
                Accessible.name: modelData
                Accessible.checkable: true
                Accessible.checked: checked
                Accessible.onPressAction: control.chosen(part.index)
                onClicked: control.chosen(index)
                background: Rectangle {
                    radius: Theme.radiusMenuRow
                    color: part.checked ? Theme.raised : part.hovered ? Theme.hover : Theme.clear
                    border.width: part.checked ? 1 : 0
                    border.color: Theme.outline
                    FocusRing { shown: part.visualFocus; inset: true; shapeRadius: parent.radius }
                }
                contentItem: PlainText {
                    id: words
                    text: part.modelData
                    font: part.checked ? Theme.button : Theme.menu
                    color: part.checked ? Theme.ink : Theme.inkMuted
                    horizontalAlignment: Text.AlignHCenter
                    Accessible.ignored: true
                }
            }
        }
    }
}
