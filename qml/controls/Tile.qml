// SPDX-License-Identifier: Apache-2.0
// A verb as a tile: icon above a word.
import QtQuick
import QtQuick.Templates as T

T.Button {
    id: tile

    property string label: ""
    property string glyph: ""

    implicitWidth: 88
    implicitHeight: Theme.grow(60)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: tile.clicked()
    Keys.onReturnPressed: tile.clicked()
    Keys.onEnterPressed: tile.clicked()

    background: Rectangle {
        radius: Theme.radiusLarge
        color: tile.down ? Theme.pressed : tile.hovered ? Theme.tonal : Theme.sunken
        FocusRing { shown: tile.visualFocus; inset: true; shapeRadius: parent.radius }
    }
    contentItem: Item {
        Column {
            anchors.centerIn: parent
            width: parent.width - 8
            spacing: 2
            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                glyph: tile.glyph
                color: tile.enabled ? Theme.accent : Theme.inkDisabled
            }
            PlainText {
                width: parent.width
                text: tile.label
                font: Theme.captionMedium
                color: tile.enabled ? Theme.accent : Theme.inkDisabled
                horizontalAlignment: Text.AlignHCenter
                line: Theme.captionLine
                Accessible.ignored: true
            }
        }
    }
}
