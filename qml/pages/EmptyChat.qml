// SPDX-License-Identifier: Apache-2.0
// No chat is open: two drawn bubbles, a greeting, and the keys that lead on.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: page

    required property App app

    component Bar: Rectangle {
        height: 6
        radius: 3
    }

    Column {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -8
        width: Math.min(page.width - 48, 480)
        spacing: 0

        Item {
            anchors.horizontalCenter: parent.horizontalCenter
            width: 172
            height: 112
            DrawnBubble {
                width: 112
                height: 52
                fill: Theme.bubbleOther
                mine: false
                Bar { x: 20; y: 17; width: 72; color: Theme.pressed }
                Bar { x: 20; y: 30; width: 46; color: Theme.pressed }
            }
            DrawnBubble {
                x: 60
                y: 60
                width: 112
                height: 52
                fill: Theme.bubbleOwn
                mine: true
                Bar { x: 20; y: 17; width: 72; color: Theme.ownAccent; opacity: 0.4 }
                Bar { x: 20; y: 30; width: 34; color: Theme.ownAccent; opacity: 0.4 }
                StatusMark { x: 68; y: 23; mark: "read"; readColor: Theme.ownAccent }
            }
        }
        PlainText {
            width: parent.width
            topPadding: 36
            text: qsTr("Hello, %1").arg(page.app.account.displayName.split(" ")[0])
            font: Theme.title
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.Heading
        }
        PlainText {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, Theme.px(340))
            topPadding: 8
            text: qsTr("Chats you open appear here. Your messages are kept on %1.").arg(page.app.account.server.replace(/^wss?:\/\//, ""))
            color: Theme.inkMuted
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
        Item {
            width: 1
            height: 24
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 8
            KeyCap { text: "Ctrl K" }
            PlainText { text: qsTr("Go to a chat"); font: Theme.small; color: Theme.inkMuted; line: Theme.px(24) }
            Item { width: 8; height: 1 }
            KeyCap { text: "Ctrl N" }
            PlainText { text: qsTr("New chat"); font: Theme.small; color: Theme.inkMuted; line: Theme.px(24) }
            Item { width: 8; height: 1 }
            KeyCap { text: "F6" }
            PlainText { text: qsTr("Walk the panes"); font: Theme.small; color: Theme.inkMuted; line: Theme.px(24) }
        }
    }
}
