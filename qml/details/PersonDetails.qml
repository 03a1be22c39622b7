// SPDX-License-Identifier: Apache-2.0
// The other one of a direct chat.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: page

    required property App app
    required property Conversation conversation
    readonly property var contactIds: Array.from(app.contacts.userIds)
    readonly property bool isContact: contactIds.includes(conversation.peerId)
    readonly property bool isBlocked: conversation.isPeerBlocked

    Component.onCompleted: app.contacts.clearError()

    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: column.height + 24
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: column
            width: view.width

            DetailsHead {
                width: parent.width
                conversation: page.conversation
                about: page.conversation.peerUsername === "" ? "" : "@" + page.conversation.peerUsername
            }
            ErrorLine {
                textName: "detailsError"
                x: 16
                width: parent.width - 32
                text: page.app.blocks.errorText !== "" ? page.app.blocks.errorText : page.app.contacts.errorText
            }
            ActionRow {
                objectName: "detailsCopy"
                x: 8
                width: parent.width - 16
                focus: true
                visible: page.conversation.peerUsername !== ""
                label: qsTr("Copy username")
                glyph: "copy"
                onClicked: {
                    page.app.copyText("@" + page.conversation.peerUsername)
                    page.app.notice(qsTr("Username copied"))
                }
            }
            ActionRow {
                objectName: "detailsContact"
                x: 8
                width: parent.width - 16
                enabled: !page.app.contacts.busy
                visible: page.conversation.peerId !== ""
                label: page.isContact ? qsTr("Remove from contacts") : qsTr("Add to contacts")
                glyph: page.isContact ? "user" : "user-plus"
                onClicked: page.app.contacts.set(page.conversation.peerId, !page.isContact)
            }
            ActionRow {
                objectName: "detailsBlock"
                x: 8
                width: parent.width - 16
                enabled: !page.app.blocks.busy
                visible: page.conversation.peerId !== ""
                destructive: !page.isBlocked
                label: page.isBlocked ? qsTr("Unblock") : qsTr("Block")
                glyph: "block"
                onClicked: {
                    if (page.isBlocked)
                        page.app.blocks.unblock(page.conversation.peerId)
                    else
                        questions.askBlock(page.conversation.peerId, page.conversation.title)
                }
            }
        }
    }
    Questions {
        id: questions
        app: page.app
        conversation: page.conversation
    }
}
