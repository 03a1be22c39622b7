// SPDX-License-Identifier: Apache-2.0
// A group: what it is about, what one may do, and who is in it. One stop of the Tab key for the members: arrows move,
// Enter opens their menu.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: page

    required property App app
    required property Conversation conversation
    readonly property Group group: conversation.group
    readonly property MemberListModel members: group.members

    objectName: "groupDetails"
    Component.onCompleted: {
        group.clearError()
        members.filter = ""
        members.load()
    }

    ListView {
        id: list
        readonly property bool byKeyboard: page.app.inputMode.isKeyboard

        objectName: "memberList"
        anchors.fill: parent
        focus: true
        activeFocusOnTab: count > 0
        clip: true
        model: page.members
        // Rows beyond the edge are not made ahead: Qt 6.4 would go on with one that a shorter list no longer has, and warn.
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Members")
        T.ScrollBar.vertical: ScrollBar {}

        onActiveFocusChanged: {
            // The row that is current takes the focus: not from what stands above the members.
            if (activeFocus && currentIndex < 0 && !headerItem.activeFocus)
                currentIndex = 0
        }
        onCurrentIndexChanged: {
            if (byKeyboard && currentIndex >= 0)
                positionViewAtIndex(currentIndex, ListView.Contain)
        }
        Keys.onReturnPressed: page.askRow()
        Keys.onEnterPressed: page.askRow()
        Keys.onMenuPressed: page.askRow()

        header: GroupHead {
            width: ListView.view.width
            app: page.app
            conversation: page.conversation
            questions: asker
            onSearching: list.currentIndex = -1
            onMembersWanted: {
                list.currentIndex = -1
                list.currentIndex = 0
            }
        }
        delegate: MemberRow {
            presence: page.app.presence
            x: 8
            width: ListView.view.width - 16
            hasRing: list.activeFocus && list.byKeyboard && ListView.isCurrentItem
            onMenuAsked: at => {
                list.currentIndex = index
                menu.openFor(this, at)
            }
        }
        footer: GroupFoot {
            width: ListView.view.width
            group: page.group
            questions: asker
        }
    }
    function askRow() {
        const row = list.currentItem as MemberRow
        if (row)
            row.ask()
    }
    MemberMenu {
        id: menu
        anchorItem: page
        app: page.app
        conversation: page.conversation
        questions: asker
    }
    Questions {
        id: asker
        app: page.app
        conversation: page.conversation
    }
}
