// SPDX-License-Identifier: Apache-2.0
// A chat in the list: who, when, how far one's own last message got, and what it says.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

T.ItemDelegate {
    id: row

    required property int index
    required property string conversationId
    required property string title
    required property string initials
    required property int hue
    required property int previewKind
    required property string previewText
    required property string previewSender
    required property int previewMark
    required property string timeText
    required property int unread
    required property string unreadText
    required property bool pinned
    required property bool muted
    required property string accessibleText
    property bool isOpen: false
    property bool hasRing: false
    readonly property bool isNew: unread > 0 && !muted
    readonly property color backdrop: isOpen && !Theme.phone ? Theme.selected : down ? Theme.pressed : hovered ? Theme.hover : Theme.surface
    readonly property string lead: previewKind === ConversationListModel.NotSent ? qsTr("Not sent:")
        : previewKind === ConversationListModel.Draft ? qsTr("Draft:") : ""

    objectName: "conversationRow"
    implicitHeight: Theme.rowHeight
    focusPolicy: Qt.ClickFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: accessibleText
    Accessible.selected: isOpen
    Accessible.selectable: true
    Accessible.focusable: true
    Accessible.onPressAction: row.clicked()

    background: Rectangle {
        radius: Theme.phone ? 0 : Theme.radius
        color: row.backdrop
        FocusRing { shown: row.hasRing; inset: true; shapeRadius: parent.radius }
    }
    contentItem: Item {
        Avatar {
            id: avatar
            anchors.left: parent.left
            anchors.leftMargin: Theme.phone ? 16 : 10
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.rowAvatar
            hue: row.hue
            initials: row.initials
            backdrop: row.backdrop
        }
        Item {
            anchors.left: avatar.right
            anchors.leftMargin: 12
            anchors.right: parent.right
            anchors.rightMargin: Theme.phone ? 16 : 10
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.nameLine + 3 + Theme.previewLine

            PlainText {
                id: name
                anchors.left: parent.left
                width: Math.min(Math.ceil(implicitWidth), parent.width - when.width - 12 - (quiet.visible ? quiet.width + 6 : 0))
                text: row.title
                font: Theme.name
                line: Theme.nameLine
                Accessible.ignored: true
            }
            Icon {
                id: quiet
                visible: row.muted
                anchors.left: name.right
                anchors.leftMargin: 6
                anchors.verticalCenter: name.verticalCenter
                glyph: "bell-off"
                size: Theme.iconPx(14)
            }
            Row {
                id: when
                anchors.right: parent.right
                anchors.verticalCenter: name.verticalCenter
                spacing: 6
                StatusMark {
                    anchors.verticalCenter: parent.verticalCenter
                    mark: Marks.nameOf(row.previewMark)
                }
                PlainText {
                    text: row.timeText
                    font: row.isNew ? Theme.captionStrong : Theme.caption
                    color: row.isNew ? Theme.accent : Theme.inkMuted
                    Accessible.ignored: true
                }
            }
            PreviewLine {
                y: Theme.nameLine + 3
                anchors.left: parent.left
                anchors.right: badges.left
                anchors.rightMargin: badges.width > 0 ? 8 : 0
                lead: row.lead !== "" ? row.lead : row.previewSender !== "" ? qsTr("%1:").arg(row.previewSender) : ""
                leadColor: row.lead !== "" ? Theme.danger : Theme.ink
                leadMedium: row.previewKind === ConversationListModel.Draft
                text: row.previewText
                italic: row.previewKind === ConversationListModel.Deleted
            }
            Row {
                id: badges
                anchors.right: parent.right
                y: Theme.nameLine + 3 + Math.round((Theme.previewLine - height) / 2)
                spacing: 6
                Badge {
                    text: row.unreadText
                    muted: row.muted
                }
                Icon {
                    visible: row.pinned && row.unreadText === ""
                    glyph: "pin"
                    size: Theme.iconPx(16)
                }
            }
        }
    }
}
