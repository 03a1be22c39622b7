// SPDX-License-Identifier: Apache-2.0
// The ways into a chat: one that is there, with a person, with a new group, by a link.
import QtQuick
import Banter.Client

Item {
    id: sheets

    required property App app

    function show() {
        people.show()
    }
    function goToChat() {
        switcher.open()
    }

    NewChatSheet {
        id: people
        app: sheets.app
        onGroupWanted: group.show()
        onJoinWanted: join.show()
    }
    NewGroupSheet {
        id: group
        app: sheets.app
    }
    QuickSwitcher {
        id: switcher
        app: sheets.app
    }
    JoinSheet {
        id: join
        app: sheets.app
    }
}
