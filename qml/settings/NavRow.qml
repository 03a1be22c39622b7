// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: row

    property string glyph: ""
    property string label: ""
    property string detail: ""
    property bool selected: false
    property bool destructive: false

    implicitHeight: Theme.px(48)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: destructive ? Accessible.Button : Accessible.PageTab
    Accessible.name: detail === "" ? label : label + ", " + detail
    Accessible.selected: selected
    Accessible.onPressAction: row.clicked()
    Keys.onReturnPressed: row.clicked()
    Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
    Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

    background: Rectangle {
        radius: Theme.radius
        color: row.selected ? Theme.selected : row.down ? Theme.pressed : row.hovered ? Theme.hover : Theme.clear
        FocusRing { shown: row.visualFocus; inset: true }
    }
    contentItem: Item {
        Icon {
            id: sign
            anchors.left: parent.left
            anchors.leftMargin: 11
            anchors.verticalCenter: parent.verticalCenter
            glyph: row.glyph
            size: Theme.iconPx(20)
            color: row.destructive ? Theme.danger : row.selected ? Theme.accent : Theme.inkMuted
        }
        PlainText {
            anchors.left: sign.right
            anchors.leftMargin: 15
            anchors.right: detail.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            text: row.label
            font: Theme.bodyMedium
            color: row.destructive ? Theme.danger : Theme.ink
            Accessible.ignored: true
        }
        PlainText {
            id: detail
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            text: row.detail
            font: Theme.small
            color: Theme.inkMuted
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
