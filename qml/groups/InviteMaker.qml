// SPDX-License-Identifier: Apache-2.0
// Makes an invite link: how long it holds, for how many; and shows it, once.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: maker

    required property App app
    required property InviteListModel invites
    // Hours, and how many may join; 0 = no end.
    readonly property var hours: [24, 168, 0]
    readonly property var uses: [1, 10, 0]

    function takeFocus() {
        make.forceActiveFocus(Qt.TabFocusReason)
    }

    leftPadding: 24
    rightPadding: 24
    bottomPadding: 12
    spacing: 12

    readonly property real room: width - 48

    PlainText {
        width: maker.room
        text: qsTr("Whoever has a link can join, as long as it holds.")
        font: Theme.preview
        color: Theme.inkMuted
        wrapMode: Text.Wrap
    }
    InviteChoice {
        id: expiry
        objectName: "inviteExpiry"
        width: maker.room
        title: qsTr("Holds for")
        choices: [qsTr("1 day"), qsTr("1 week"), qsTr("No end")]
        current: 1
    }
    InviteChoice {
        id: count
        objectName: "inviteUses"
        width: maker.room
        title: qsTr("People who can use it")
        choices: [qsTr("1"), qsTr("10"), qsTr("Any number")]
        current: 2
    }
    Button {
        id: make
        objectName: "inviteMake"
        label: qsTr("Make a link")
        glyph: "link"
        busy: maker.invites.busy
        onClicked: maker.invites.create(maker.hours[expiry.current], maker.uses[count.current])
    }
    ErrorLine {
        textName: "invitesError"
        width: maker.room
        text: maker.invites.errorText
    }
    NewLinkBox {
        width: maker.room
        visible: link !== ""
        link: maker.invites.newLink
        onCopied: maker.app.copyText(link)
    }
}
