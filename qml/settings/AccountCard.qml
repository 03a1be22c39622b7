// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

T.Button {
    id: card

    required property Account account
    readonly property string where: qsTr("@%1 on %2").arg(account.username).arg(account.server.replace(/^wss?:\/\//, ""))

    objectName: "accountCard"
    implicitHeight: Theme.grow(76)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: account.displayName + ", " + where
    Accessible.onPressAction: card.clicked()
    Keys.onReturnPressed: card.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: card.down ? Theme.pressed : card.hovered ? Theme.hover : Theme.clear
        FocusRing { shown: card.visualFocus; inset: true }
    }
    contentItem: Item {
        Avatar {
            id: avatar
            anchors.left: parent.left
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            size: 52
            hue: card.account.hue
            initials: card.account.initials
        }
        Column {
            anchors.left: avatar.right
            anchors.leftMargin: 12
            anchors.right: chevron.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            PlainText {
                width: parent.width
                text: card.account.displayName
                font: Theme.name
                line: Theme.nameLine
                Accessible.ignored: true
            }
            PlainText {
                width: parent.width
                text: card.where
                font: Theme.small
                color: Theme.inkMuted
                line: Theme.smallLine
                Accessible.ignored: true
            }
        }
        Icon {
            id: chevron
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            glyph: "chevron-right"
            size: Theme.iconPx(20)
        }
    }
}
