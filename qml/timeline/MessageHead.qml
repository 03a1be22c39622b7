// SPDX-License-Identifier: Apache-2.0
// What stands above the first message of a day, and above the first that was not read.
import QtQuick
import Banter.Controls

Column {
    id: head

    required property int columnWidth
    // Empty: the same day as the message above.
    required property string dayText
    required property bool isFirstUnread

    Item {
        visible: head.dayText !== ""
        width: head.width
        height: Theme.px(26) + 30
        DayPill {
            anchors.centerIn: parent
            text: head.dayText
        }
    }
    Item {
        visible: head.isFirstUnread
        width: head.width
        height: line.height + 8
        UnreadLine {
            id: line
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            width: head.columnWidth
        }
    }
}
