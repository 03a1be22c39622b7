// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.MenuItem {
    id: row

    property string label: ""
    property string glyph: ""
    property string shortcutText: ""
    property bool destructive: false
    readonly property color labelColor: !enabled ? Theme.inkDisabled : destructive ? Theme.danger : Theme.ink

    implicitWidth: Theme.px(220)
    implicitHeight: visible ? Theme.px(Theme.phone ? 48 : 40) : 0
    leftPadding: 12
    rightPadding: 12
    hoverEnabled: true
    Accessible.role: Accessible.MenuItem
    Accessible.name: label
    Accessible.onPressAction: row.triggered()
    Keys.onReturnPressed: row.triggered()

    background: Rectangle {
        radius: Theme.radiusMenuRow
        color: row.down ? Theme.pressed : row.highlighted || row.hovered ? Theme.tonal : Theme.clear
        FocusRing { shown: row.visualFocus; inset: true; shapeRadius: Theme.radiusMenuRow }
    }
    contentItem: Item {
        Icon {
            id: sign
            glyph: row.glyph
            visible: glyph !== ""
            size: Theme.iconPx(20)
            color: row.destructive ? row.labelColor : Theme.inkMuted
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
        }
        PlainText {
            text: row.label
            font: Theme.menu
            color: row.labelColor
            anchors.left: sign.visible ? sign.right : parent.left
            anchors.leftMargin: sign.visible ? 12 : 0
            anchors.right: keys.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        PlainText {
            id: keys
            text: row.shortcutText
            font: Theme.caption
            color: Theme.inkMuted
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
    }
}
