// SPDX-License-Identifier: Apache-2.0
// A row among people that is a verb: icon in a disc, words.
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: row

    property string label: ""
    property string glyph: ""
    property bool destructive: false

    implicitHeight: Theme.grow(52)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: row.clicked()
    Keys.onReturnPressed: row.clicked()
    Keys.onEnterPressed: row.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: row.down ? Theme.pressed : row.hovered ? Theme.hover : Theme.clear
        FocusRing { shown: row.visualFocus; inset: true }
    }
    contentItem: Item {
        Rectangle {
            id: disc
            anchors.left: parent.left
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            width: 40
            height: 40
            radius: 20
            color: !row.enabled ? Theme.pressed : row.destructive ? Theme.dangerSoft : Theme.accentSoft
            Icon {
                anchors.centerIn: parent
                glyph: row.glyph
                size: Theme.iconPx(20)
                color: !row.enabled ? Theme.inkDisabled : row.destructive ? Theme.danger : Theme.accent
            }
        }
        PlainText {
            anchors.left: disc.right
            anchors.leftMargin: 12
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            text: row.label
            font: Theme.name
            color: !row.enabled ? Theme.inkDisabled : row.destructive ? Theme.danger : Theme.ink
            Accessible.ignored: true
        }
    }
}
