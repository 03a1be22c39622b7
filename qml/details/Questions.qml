// SPDX-License-Identifier: Apache-2.0
// What is asked before something is done that cannot be taken back, or that others will feel.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: questions

    required property App app
    required property Conversation conversation
    readonly property Group group: conversation.group

    function ask(question: string, explanation: string, verb: string, act: var) {
        dialog.question = question
        dialog.explanation = explanation
        dialog.acceptLabel = verb
        dialog.act = act
        dialog.open()
    }
    function askRemove(userId: string, name: string) {
        ask(qsTr("Remove %1?").arg(isolated(name)), qsTr("What was written stays. Only an admin can add them again."),
            qsTr("Remove"), () => group.removeMember(userId))
    }
    function askDemote(userId: string, name: string, isMe: bool) {
        ask(isMe ? qsTr("Stop being an admin?") : qsTr("Remove %1 as admin?").arg(isolated(name)),
            isMe ? qsTr("The owner has to make you one again.") : qsTr("They stay in the group."),
            qsTr("Remove as admin"), () => group.setRole(userId, MemberListModel.Member))
    }
    function askHandOver(userId: string, name: string) {
        ask(qsTr("Hand the group over to %1?").arg(isolated(name)), qsTr("They will own it, and you will be an admin. Only they can give it back."),
            qsTr("Hand over"), () => group.handOver(userId))
    }
    function askBlock(userId: string, name: string) {
        ask(qsTr("Block %1?").arg(isolated(name)), qsTr("Neither of you can write to the other. In groups that you share you still see each other."),
            qsTr("Block"), () => app.blocks.block(userId))
    }
    function askLeave() {
        ask(qsTr("Leave this group?"), qsTr("You keep what is here, but get nothing new. To come back somebody has to add or invite you."),
            qsTr("Leave"), () => group.leave())
    }
    function askForget() {
        ask(qsTr("Delete this group from this device?"), qsTr("Its messages are removed here and can't be fetched again."),
            qsTr("Delete"), () => group.forget())
    }
    // A foreign name can't turn the words around it.
    function isolated(name: string): string {
        return "\u2068" + name + "\u2069"
    }

    Dialog {
        id: dialog

        property var act: null

        objectName: "questionDialog"
        destructive: true
        onAccepted: {
            const act = dialog.act
            close()
            act()
        }
    }
}
