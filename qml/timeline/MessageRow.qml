// SPDX-License-Identifier: Apache-2.0
// A row of the timeline: the message as it is drawn, and around it what few rows have. Rows are reused while one
// scrolls, so a row holds nothing of its own.
import QtQuick
import Banter.Client
import Banter.Controls

MessageItem {
    id: row

    required property int index
    required entry

    property bool hasRing: false
    readonly property bool isFailed: mark === TimelineModel.Failed

    signal retried()
    signal editAsked()
    signal discarded()
    signal menuAsked()

    objectName: "messageRow"
    headHeight: head.height
    footHeight: foot.height
    Accessible.role: Accessible.ListItem
    Accessible.name: accessibleText
    Accessible.focusable: true
    Accessible.onPressAction: row.menuAsked()

    ListView.onReused: {
        selecting = false
        layOut()
    }

    Loader {
        id: head
        active: row.isFirstOfDay || row.isFirstUnread
        width: row.width
        height: active ? implicitHeight : 0
        sourceComponent: MessageHead {
            columnWidth: row.style ? row.style.columnWidth : row.width
            dayText: row.isFirstOfDay ? row.dayText : ""
            isFirstUnread: row.isFirstUnread
        }
    }
    Loader {
        active: row.hasRing && !row.selecting
        x: row.bubbleRect.x
        y: row.bubbleRect.y
        width: row.bubbleRect.width
        height: row.bubbleRect.height
        sourceComponent: FocusRing {
            shown: true
            shapeRadius: Theme.radiusBubble
        }
    }
    Loader {
        active: row.selecting
        x: row.textRect.x
        y: row.textRect.y
        width: row.textRect.width
        sourceComponent: MessageSelection { message: row }
    }
    Loader {
        id: foot
        active: row.isFailed
        x: Math.round((row.width - width) / 2)
        y: row.bubbleRect.y + row.bubbleRect.height
        width: row.style ? row.style.columnWidth : 0
        height: active ? implicitHeight : 0
        sourceComponent: FailedLine {
            objectName: "failedLine"
            reason: row.failureText
            onRetried: row.retried()
            onEdited: row.editAsked()
            onDeleted: row.discarded()
        }
    }
}
