// SPDX-License-Identifier: Apache-2.0
// Asks for whom a message is deleted.
import QtQuick
import Banter.Client
import Banter.Controls

Dialog {
    id: question

    required property Conversation conversation
    property string messageId: ""
    property bool isForAll: false

    question: qsTr("Delete this message?")
    explanation: !isForAll ? qsTr("The others keep it.")
        : conversation.isGroup ? qsTr("Others may have read it already.")
        : qsTr("%1 may have read it already.").arg("\u2068" + conversation.title + "\u2069")
    acceptLabel: isForAll ? qsTr("Delete for everyone") : qsTr("Delete for me")
    otherLabel: isForAll ? qsTr("Delete for me") : ""
    destructive: true
    onAccepted: {
        if (isForAll)
            conversation.deleteForEveryone([messageId])
        else
            conversation.deleteForMe([messageId])
        close()
    }
    onOtherChosen: {
        conversation.deleteForMe([messageId])
        close()
    }

    function ask(id: string, mayForAll: bool) {
        messageId = id
        isForAll = mayForAll
        open()
    }
}
