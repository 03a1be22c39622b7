// SPDX-License-Identifier: Apache-2.0
// The disc, the name, and a line or more below it.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: head

    required property Conversation conversation
    property string about: ""

    topPadding: 4
    bottomPadding: 16

    Avatar {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 88
        hue: head.conversation.hue
        initials: head.conversation.initials
        online: head.conversation.isOnline
    }
    PlainText {
        objectName: "detailsName"
        x: 20
        width: parent.width - 40
        topPadding: 12
        text: head.conversation.title
        font: Theme.title
        wrapMode: Text.Wrap
        maximumLineCount: 3
        elide: Text.ElideRight
        horizontalAlignment: Text.AlignHCenter
    }
    PlainText {
        objectName: "detailsPresence"
        x: 20
        width: parent.width - 40
        topPadding: 2
        visible: !head.conversation.isGroup && text !== head.about
        text: head.conversation.presenceText
        font: Theme.small
        color: head.conversation.isSomebodyTyping ? Theme.accent : Theme.inkMuted
        horizontalAlignment: Text.AlignHCenter
    }
    PlainText {
        objectName: "detailsAbout"
        x: 20
        width: parent.width - 40
        topPadding: 2
        visible: text !== ""
        text: head.about
        font: Theme.small
        color: Theme.inkMuted
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
    }
}
