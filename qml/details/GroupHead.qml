// SPDX-License-Identifier: Apache-2.0
// Above the members of a group: what it is, what one may do with it, and the way to find somebody in it.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: head

    required property App app
    required property Conversation conversation
    required property Questions questions
    readonly property Group group: conversation.group
    readonly property string errorText: group.errorText !== "" ? group.errorText : app.blocks.errorText
    property bool filtering: false

    signal searching()
    signal membersWanted()

    DetailsHead {
        width: parent.width
        conversation: head.conversation
        about: head.group.description
    }
    Row {
        id: tiles
        // By what one may do: what is in a hidden row is not visible either.
        readonly property int shown: (head.group.canAdd ? 1 : 0) + (head.group.canInvite ? 1 : 0) + (head.group.canEdit ? 1 : 0)
        readonly property int tileWidth: Math.floor((width - 8 * (shown - 1)) / Math.max(1, shown))

        x: 16
        width: parent.width - 32
        visible: shown > 0
        bottomPadding: 12
        spacing: 8
        Tile {
            objectName: "groupAdd"
            width: tiles.tileWidth
            visible: head.group.canAdd
            label: qsTr("Add")
            glyph: "user-plus"
            onClicked: addSheet.show()
        }
        Tile {
            objectName: "groupInvite"
            width: tiles.tileWidth
            visible: head.group.canInvite
            label: qsTr("Invite")
            glyph: "link"
            onClicked: inviteSheet.show()
        }
        Tile {
            objectName: "groupEdit"
            width: tiles.tileWidth
            visible: head.group.canEdit
            label: qsTr("Edit")
            glyph: "edit"
            onClicked: editSheet.show()
        }
    }
    ErrorLine {
        textName: "groupError"
        x: 16
        width: parent.width - 32
        text: head.errorText
    }
    Item {
        width: parent.width
        height: Math.max(Theme.px(40), find.height)
        PlainText {
            objectName: "memberCount"
            anchors.left: parent.left
            anchors.leftMargin: 20
            anchors.right: find.left
            anchors.verticalCenter: parent.verticalCenter
            text: head.group.memberCountText
            font: Theme.smallStrong
            color: Theme.inkMuted
            Accessible.role: Accessible.Heading
        }
        IconButton {
            id: find
            objectName: "memberFind"
            anchors.right: parent.right
            anchors.rightMargin: 12
            glyph: "search"
            iconSize: Theme.iconPx(20)
            on: head.filtering
            label: qsTr("Find a member")
            onClicked: {
                head.filtering = !head.filtering
                field.text = ""
                if (head.filtering)
                    field.forceActiveFocus(Qt.TabFocusReason)
            }
        }
    }
    SearchField {
        id: field
        objectName: "memberSearch"
        inputName: "memberSearchField"
        x: 16
        width: parent.width - 32
        visible: head.filtering
        placeholder: qsTr("Name or @username")
        onTextChanged: head.group.members.filter = text
        onActiveFocusChanged: {
            if (activeFocus)
                head.searching()
        }
        onMovedDown: head.membersWanted()
        onAccepted: head.membersWanted()
    }
    AddMembersSheet {
        id: addSheet
        app: head.app
        group: head.group
    }
    InvitesSheet {
        id: inviteSheet
        app: head.app
        group: head.group
    }
    EditGroupSheet {
        id: editSheet
        app: head.app
        conversation: head.conversation
    }
}
