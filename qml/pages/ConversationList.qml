// SPDX-License-Identifier: Apache-2.0
// The rows: one stop for the Tab key, arrows move, Enter opens.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: area

    required property App app
    readonly property string openId: app.conversation ? app.conversation.conversationId : ""

    ListView {
        id: list
        // The ring shows only while the keyboard is at work.
        readonly property bool byKeyboard: area.app.inputMode.isKeyboard

        objectName: "conversationList"
        anchors.fill: parent
        anchors.leftMargin: Theme.phone ? 0 : 8
        anchors.rightMargin: Theme.phone ? 0 : 8
        focus: true
        activeFocusOnTab: true
        model: area.app.conversations
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        highlightFollowsCurrentItem: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Chats")
        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0)
                currentIndex = 0
        }
        onCurrentIndexChanged: {
            if (byKeyboard && currentIndex >= 0)
                positionViewAtIndex(currentIndex, ListView.Contain)
        }
        Keys.onReturnPressed: area.app.openConversation(area.app.conversations.idAt(currentIndex))
        Keys.onEnterPressed: area.app.openConversation(area.app.conversations.idAt(currentIndex))
        Keys.onSpacePressed: area.app.openConversation(area.app.conversations.idAt(currentIndex))
        T.ScrollBar.vertical: ScrollBar {}

        delegate: ConversationRow {
            width: ListView.view.width
            isOpen: conversationId === area.openId
            hasRing: list.activeFocus && list.byKeyboard && ListView.isCurrentItem
            onClicked: {
                list.currentIndex = index
                area.app.openConversation(conversationId)
            }
        }
    }
    Column {
        anchors.fill: parent
        visible: !area.app.conversations.isReady
        Repeater {
            model: 6
            Item {
                width: area.width
                height: Theme.rowHeight
                Skeleton { x: Theme.mirrored ? parent.width - 66 : 18; width: Theme.rowAvatar; height: width; anchors.verticalCenter: parent.verticalCenter; loading: !area.app.conversations.isReady }
                Skeleton { x: Theme.mirrored ? parent.width - 218 : 78; y: 18; width: 140; height: 12; loading: !area.app.conversations.isReady }
                Skeleton { x: Theme.mirrored ? parent.width - 298 : 78; y: 40; width: 220; height: 10; loading: !area.app.conversations.isReady }
            }
        }
    }
}
