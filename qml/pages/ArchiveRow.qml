// SPDX-License-Identifier: Apache-2.0
// The way to the archived chats, and back from them.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

T.Button {
    id: row

    required property ConversationListModel chats
    readonly property bool inside: chats.showsArchived
    readonly property string words: inside ? qsTr("Back to the chats") : qsTr("Archived")

    objectName: "archiveRow"
    visible: chats.archivedCount > 0 || inside
    height: visible ? implicitHeight : 0
    implicitHeight: Theme.px(44)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: inside ? words : qsTr("%n archived chats", "", chats.archivedCount)
    Accessible.onPressAction: row.clicked()
    Keys.onReturnPressed: row.clicked()
    onClicked: chats.showsArchived = !inside

    background: Rectangle {
        radius: Theme.radius
        color: row.down ? Theme.pressed : row.hovered ? Theme.hover : Theme.clear
        FocusRing { shown: row.visualFocus; inset: true }
    }
    contentItem: Item {
        Icon {
            id: sign
            anchors.left: parent.left
            anchors.leftMargin: 10 + Math.round((Theme.rowAvatar - width) / 2)
            anchors.verticalCenter: parent.verticalCenter
            glyph: row.inside ? "back" : "archive"
            size: Theme.iconPx(20)
        }
        PlainText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.rowAvatar + 22
            anchors.right: count.left
            anchors.verticalCenter: parent.verticalCenter
            text: row.words
            font: Theme.menu
            color: Theme.inkMuted
            Accessible.ignored: true
        }
        PlainText {
            id: count
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            text: row.inside ? "" : row.chats.archivedCount.toLocaleString(Qt.locale(), "f", 0)
            font: Theme.caption
            color: Theme.inkMuted
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
