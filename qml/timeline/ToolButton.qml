// SPDX-License-Identifier: Apache-2.0
// A tool of a message: 34 to the eye, 40 high to the hand. For the pointer; the keyboard has the menu.
import QtQuick
import Banter.Controls

IconButton {
    id: tool

    implicitWidth: 34
    implicitHeight: 40
    iconSize: 20
    focusPolicy: Qt.NoFocus
    background: Item {
        Rectangle {
            y: 3
            width: parent.width
            height: 34
            radius: Theme.radius
            color: tool.down ? Theme.pressed : tool.hovered ? Theme.tonal : Theme.clear
        }
    }
}
