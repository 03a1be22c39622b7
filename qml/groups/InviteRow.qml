// SPDX-License-Identifier: Apache-2.0
// A link that still holds: until when, how often it was used, who made it.
import QtQuick
import Banter.Controls

Item {
    id: row

    required property string inviteId
    required property string creatorName
    required property string expiryText
    required property string usesText
    required property string accessibleText
    property bool busy: false

    signal revokeAsked()

    objectName: "inviteRow"
    implicitHeight: Math.max(Theme.grow(64), words.height + 16)
    Accessible.role: Accessible.ListItem
    Accessible.name: accessibleText

    Column {
        id: words
        anchors.left: parent.left
        anchors.leftMargin: 24
        anchors.right: revoke.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        PlainText {
            width: parent.width
            text: row.expiryText
            font: Theme.bodyMedium
            Accessible.ignored: true
        }
        PlainText {
            width: parent.width
            text: qsTr("%1, made by %2").arg(row.usesText).arg("\u2068" + row.creatorName + "\u2069")
            font: Theme.small
            color: Theme.inkMuted
            Accessible.ignored: true
        }
    }
    Button {
        id: revoke
        objectName: "inviteRevoke"
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        label: qsTr("Take back")
        kind: Button.Kind.DangerText
        enabled: !row.busy
        Accessible.description: row.accessibleText
        onClicked: row.revokeAsked()
    }
}
