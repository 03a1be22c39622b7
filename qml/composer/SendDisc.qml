// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: disc

    // What is written takes the place of a message.
    property bool isEdit: false
    property string label: isEdit ? qsTr("Save changes") : qsTr("Send")

    implicitWidth: 44
    implicitHeight: 44
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: disc.clicked()
    Keys.onReturnPressed: disc.clicked()
    Keys.onEnterPressed: disc.clicked()

    background: Rectangle {
        radius: 22
        color: !disc.enabled ? Theme.pressed : disc.down ? Theme.accentPressed : disc.hovered ? Theme.accentHover : Theme.accent
        Behavior on color { ColorAnimation { duration: Theme.quick } }
        FocusRing { shown: disc.visualFocus; shapeRadius: 22 }
    }
    contentItem: Item {
        Repeater {
            model: ["send", "check"]
            Icon {
                required property string modelData
                readonly property bool isShown: disc.isEdit === (modelData === "check")
                anchors.centerIn: parent
                glyph: modelData
                size: 22
                color: disc.enabled ? Theme.accentInk : Theme.inkDisabled
                opacity: isShown ? 1 : 0
                scale: isShown || Theme.reducedMotion ? 1 : 0.6
                Behavior on opacity { NumberAnimation { duration: Theme.quick } }
                Behavior on scale { NumberAnimation { duration: Theme.quick } }
            }
        }
    }
    Tooltip {
        shown: disc.hovered
        words: disc.label
        shortcutText: qsTr("Enter")
    }
}
