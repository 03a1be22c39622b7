// SPDX-License-Identifier: Apache-2.0
// Below the members of a group: that they are on their way or why they are not, and the way out.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: foot

    required property Group group
    required property Questions questions
    readonly property MemberListModel members: group.members

    topPadding: 4
    bottomPadding: 16

    Item {
        width: parent.width
        height: Theme.px(48)
        visible: foot.members.loading
        Spinner {
            anchors.centerIn: parent
            size: Theme.iconPx(20)
            label: qsTr("Loading the members")
        }
    }
    PlainText {
        objectName: "membersNobody"
        x: 20
        width: parent.width - 40
        visible: foot.members.filter !== "" && foot.members.count === 0
        topPadding: 8
        bottomPadding: 8
        text: qsTr("Nobody found for “%1”.").arg(foot.members.filter)
        font: Theme.preview
        color: Theme.inkMuted
        wrapMode: Text.Wrap
    }
    ErrorLine {
        textName: "membersError"
        x: 16
        width: parent.width - 32
        text: foot.members.loading ? "" : foot.members.errorText
    }
    LinkButton {
        objectName: "membersRetry"
        x: Theme.mirrored ? foot.width - width - 20 : 20
        visible: foot.members.errorText !== "" && !foot.members.loading
        label: qsTr("Try again")
        labelFont: Theme.button
        onClicked: foot.members.load()
    }
    ActionRow {
        objectName: "groupLeave"
        x: 8
        width: parent.width - 16
        visible: foot.group.myRole !== MemberListModel.NoMember
        enabled: foot.group.canLeave && !foot.group.busy
        destructive: enabled
        label: qsTr("Leave the group")
        glyph: "logout"
        Accessible.description: foot.group.leaveHint
        onClicked: foot.questions.askLeave()
    }
    PlainText {
        objectName: "groupLeaveHint"
        x: 20
        width: parent.width - 40
        visible: text !== ""
        text: foot.group.leaveHint
        font: Theme.small
        color: Theme.inkMuted
        wrapMode: Text.Wrap
    }
    ActionRow {
        objectName: "groupForget"
        x: 8
        width: parent.width - 16
        visible: foot.group.canForget
        enabled: !foot.group.busy
        destructive: true
        label: qsTr("Delete from this device")
        glyph: "trash"
        onClicked: foot.questions.askForget()
    }
}
