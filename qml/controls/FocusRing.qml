// SPDX-License-Identifier: Apache-2.0
// Shows where the keyboard is. Outside with a gap of 2 around filled shapes, inset on rows, fields and icon buttons.
import QtQuick

Rectangle {
    property bool shown: false
    property bool inset: false
    property real shapeRadius: Theme.radius

    anchors.fill: parent
    anchors.margins: inset ? 0 : -4
    visible: shown
    radius: inset ? shapeRadius : shapeRadius + 4
    color: Theme.clear
    border.width: 2
    border.color: Theme.accent
}
