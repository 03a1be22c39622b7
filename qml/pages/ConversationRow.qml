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
    required property bool archived
    required property bool markedUnread
    required property string peerId
    required property string accessibleText
    // Null: nobody asks who is there.
    property Presence presence: null
    // False while it rests in the list's pool.
    property bool inSight: true
    property bool isOpen: false
    property bool hasRing: false
    readonly property bool isNew: (unread > 0 || markedUnread) && !muted
    readonly property bool isTyping: previewKind === ConversationListModel.Activity
    readonly property real shift: Theme.mirrored ? -swipe.moved : swipe.moved
    readonly property color backdrop: isOpen && !Theme.phone ? Theme.selected : down ? Theme.pressed : hovered ? Theme.hover : Theme.surface
    readonly property string lead: previewKind === ConversationListModel.NotSent ? qsTr("Not sent:")
        : previewKind === ConversationListModel.Draft ? qsTr("Draft:") : ""

    signal menuAsked(point at)
    signal readAsked()
    signal archiveAsked()

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
    onPressAndHold: {
        if (Theme.phone)
            menuAsked(Qt.point(width / 2, height / 2))
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: eventPoint => row.menuAsked(eventPoint.position)
    }
    RowSwipe {
        id: swipe
        parent: row
        z: -2 // below the background
        anchors.fill: parent
        startLabel: row.unread > 0 || row.markedUnread ? qsTr("Read") : qsTr("Unread")
        endLabel: row.archived ? qsTr("Unarchive") : qsTr("Archive")
        onStartDone: row.readAsked()
        onEndDone: row.archiveAsked()
    }
    PresenceOf {
        id: there
        presence: row.presence
        userId: row.peerId
        shown: row.inSight && row.presence !== null
    }

    background: Rectangle {
        radius: Theme.phone ? 0 : Theme.radius
        x: row.shift
        width: row.width
        color: row.backdrop
        FocusRing { shown: row.hasRing; inset: true; shapeRadius: parent.radius }
    }
    contentItem: Item {
        transform: Translate { x: row.shift }
        Avatar {
            id: avatar
            anchors.left: parent.left
            anchors.leftMargin: Theme.phone ? 16 : 10
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.rowAvatar
            hue: row.hue
            initials: row.initials
            online: there.isOnline
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
                strong: row.isTyping
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
                // By hand: no number is known.
                Rectangle {
                    objectName: "markedDot"
                    visible: row.markedUnread && row.unreadText === ""
                    anchors.verticalCenter: parent.verticalCenter
                    width: 12
                    height: 12
                    radius: 6
                    color: row.muted ? Theme.badgeMuted : Theme.accent
                }
                Icon {
                    visible: row.pinned && row.unreadText === "" && !row.markedUnread
                    glyph: "pin"
                    size: Theme.iconPx(16)
                }
            }
        }
    }
}
