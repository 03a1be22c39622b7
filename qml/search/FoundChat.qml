// SPDX-License-Identifier: Apache-2.0
// A chat whose name holds what was looked for.
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
    required property string peerId
    required property int hitStart
    required property int hitLength
    required property bool archived
    required property Presence presence
    // The one that Enter opens.
    property bool current: false
    property bool small: false
    property string note: archived ? qsTr("Archived") : ""
    readonly property color backdrop: down ? Theme.pressed : current ? Theme.selected : hovered ? Theme.hover : Theme.clear

    objectName: "foundChat"
    implicitHeight: Theme.grow(small ? 48 : 56)
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: note === "" ? title : title + ", " + note
    Accessible.selectable: true
    Accessible.selected: current
    Accessible.onPressAction: row.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: row.backdrop
    }
    PresenceOf {
        id: there
        presence: row.presence
        userId: row.peerId
    }
    contentItem: Item {
        Avatar {
            id: avatar
            anchors.left: parent.left
            anchors.leftMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            size: row.small ? 32 : 40
            hue: row.hue
            initials: row.initials
            online: there.isOnline
            backdrop: row.current ? Theme.selected : Theme.surface
        }
        HitLine {
            objectName: "foundTitle"
            anchors.left: avatar.right
            anchors.leftMargin: 12
            anchors.right: caption.left
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.nameLine
            text: row.title
            hitStart: row.hitStart
            hitLength: row.hitLength
            font: Theme.bodyMedium
            color: Theme.ink
            hitColor: Theme.accent
            mirrored: Theme.mirrored
        }
        PlainText {
            id: caption
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            text: row.note
            font: Theme.caption
            color: Theme.inkMuted
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
