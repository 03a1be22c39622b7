// SPDX-License-Identifier: Apache-2.0
// The invite links of a group: making one, which is shown once, and taking them back.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

TitledSheet {
    id: sheet

    required property App app
    required property Group group
    readonly property InviteListModel invites: group.invites

    objectName: "invites"
    label: qsTr("Invite links")
    wantedHeight: Theme.px(640)

    function show() {
        invites.refresh()
        open()
    }

    onClosed: invites.forgetLinks()
    onOpened: (list.headerItem as InviteMaker).takeFocus()

    ListView {
        id: list
        objectName: "inviteList"
        anchors.fill: parent
        activeFocusOnTab: false
        clip: true
        model: sheet.invites
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Invite links")
        T.ScrollBar.vertical: ScrollBar {}

        delegate: InviteRow {
            width: ListView.view.width
            busy: sheet.invites.busy
            onRevokeAsked: {
                ask.inviteId = inviteId
                ask.open()
            }
        }
        footer: Item {
            width: ListView.view.width
            height: Theme.px(72)
            Spinner {
                anchors.centerIn: parent
                visible: sheet.invites.busy && sheet.invites.count === 0
                size: Theme.iconPx(20)
                label: qsTr("Loading the links")
            }
            PlainText {
                objectName: "invitesEmpty"
                anchors.centerIn: parent
                visible: !sheet.invites.busy && sheet.invites.count === 0 && sheet.invites.errorText === ""
                text: qsTr("No link leads here.")
                font: Theme.preview
                color: Theme.inkMuted
            }
        }
        header: InviteMaker {
            width: ListView.view.width
            app: sheet.app
            invites: sheet.invites
        }
    }
    Dialog {
        id: ask
        property string inviteId: ""
        objectName: "revokeInvite"
        question: qsTr("Take this link back?")
        explanation: qsTr("Nobody can join by it any more. Who joined stays.")
        acceptLabel: qsTr("Take back")
        destructive: true
        onAccepted: {
            sheet.invites.revoke(inviteId)
            close()
        }
    }
}
