// SPDX-License-Identifier: Apache-2.0
// A quiet button with a small icon and words.
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: button

    property string label: ""
    property string description: label
    property string glyph: ""

    implicitWidth: Math.ceil(row.implicitWidth) + 16
    implicitHeight: 40
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: description
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: button.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: button.down ? Theme.pressed : button.hovered ? Theme.hover : Theme.clear
        FocusRing { shown: button.visualFocus; inset: true }
    }
    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: 6
            Icon {
                glyph: button.glyph
                size: Theme.iconPx(16)
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainText {
                text: button.label
                font: Theme.small
                color: Theme.inkMuted
                elide: Text.ElideNone
                Accessible.ignored: true
            }
        }
    }
}
