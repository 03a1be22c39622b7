// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: disc

    property string label: qsTr("Send")

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
        Icon {
            anchors.centerIn: parent
            glyph: "send"
            size: 22
            color: disc.enabled ? Theme.accentInk : Theme.inkDisabled
        }
    }
    Tooltip {
        shown: disc.hovered
        words: disc.label
        shortcutText: qsTr("Enter")
    }
}
