// SPDX-License-Identifier: Apache-2.0
// Whom one has blocked, and the way back.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: page

    required property BlockListModel blocks

    objectName: "blockedPeople"

    SectionTitle {
        topPadding: 20
        bottomPadding: 4
        text: qsTr("Blocked people")
    }
    PlainText {
        objectName: "blockedNobody"
        width: parent.width
        visible: page.blocks.count === 0
        topPadding: 8
        bottomPadding: 12
        text: qsTr("You have blocked nobody.")
        font: Theme.preview
        color: Theme.inkMuted
        wrapMode: Text.Wrap
    }
    ErrorLine {
        textName: "blockedError"
        width: parent.width
        text: page.blocks.errorText
    }
    Repeater {
        model: page.blocks
        Item {
            id: row
            required property string userId
            required property string name
            required property string username
            required property string initials
            required property int hue
            required property string accessibleText

            objectName: "blockedRow"
            width: page.width
            height: Theme.grow(56)
            Accessible.role: Accessible.ListItem
            Accessible.name: accessibleText

            Avatar {
                id: avatar
                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                size: 40
                hue: row.hue
                initials: row.initials
            }
            Column {
                anchors.left: avatar.right
                anchors.leftMargin: 12
                anchors.right: free.left
                anchors.rightMargin: 8
                anchors.verticalCenter: parent.verticalCenter
                PlainText { width: parent.width; text: row.name; font: Theme.name; line: Theme.nameLine; Accessible.ignored: true }
                PlainText { width: parent.width; text: "@" + row.username; font: Theme.small; color: Theme.inkMuted; line: Theme.smallLine; Accessible.ignored: true }
            }
            Button {
                id: free
                objectName: "unblockButton"
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                label: qsTr("Unblock")
                kind: Button.Kind.Text
                enabled: !page.blocks.busy
                Accessible.description: row.name
                onClicked: page.blocks.unblock(row.userId)
            }
        }
    }
}
