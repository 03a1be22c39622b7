// SPDX-License-Identifier: Apache-2.0
// Leads to the newest message; shows beyond one screen from it, with the count of what came in meanwhile.
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: button

    property int unread: 0
    property string label: unread > 0 ? qsTr("To the newest message, %n new", "", unread) : qsTr("To the newest message")

    implicitWidth: 44
    implicitHeight: 44
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: button.clicked()

    background: Item {
        Depth {
            anchors.fill: parent
            level: Depth.Level.Low
            radius: 22
            fill: button.down ? Theme.pressed : button.hovered ? Theme.tonal : Theme.raised
        }
        FocusRing { shown: button.visualFocus; shapeRadius: 22 }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            glyph: "arrow-down"
        }
        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            y: -height / 2
            text: button.unread > 99 ? "99+" : button.unread > 0 ? button.unread.toString() : ""
        }
    }
}
