// SPDX-License-Identifier: Apache-2.0
// A row of the timeline: what stands above it (day, unread line), the bubble, and what hangs below.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: row

    required property int index
    required property int kind
    required property string messageId
    required property bool mine
    required property string text
    required property string styledText
    required property bool isEmojiOnly
    required property string timeText
    required property int mark
    required property string failureText
    required property bool deleted
    required property bool isFirstOfDay
    required property string dayText
    required property bool isFirstOfGroup
    required property bool isFirstUnread
    required property string accessibleText

    property bool hasRing: false
    property bool selecting: false
    property int columnWidth: Theme.columnWidth
    readonly property bool isLine: kind === TimelineModel.System
    readonly property int bubbleLimit: Theme.phone ? Math.floor(columnWidth * 0.82) : Math.floor(Math.min(Theme.bubbleWidth, columnWidth * 0.76))
    readonly property string hoveredLink: bubble.hoveredLink

    signal linkActivated(string link)
    signal menuWanted(real x, real y)
    signal retried()
    signal edited()
    signal discarded()

    objectName: "messageRow"
    implicitHeight: column.height
    Accessible.role: Accessible.ListItem
    Accessible.name: accessibleText
    Accessible.focusable: true
    Accessible.onPressAction: row.menuWanted(bubble.x, bubble.y)

    ListView.onAdd: {
        if (index === 0 && row.ListView.view.atYEnd && row.ListView.view.count > 1)
            rise.restart()
    }
    ParallelAnimation {
        id: rise
        NumberAnimation { target: column; property: "opacity"; from: 0; to: 1; duration: Theme.base; easing.type: Easing.OutCubic }
        NumberAnimation { target: shift; property: "y"; from: Theme.reducedMotion ? 0 : 8; to: 0; duration: Theme.base; easing.type: Easing.OutCubic }
    }

    Column {
        id: column
        x: Math.round((row.width - width) / 2)
        width: row.columnWidth
        transform: Translate { id: shift }

        Loader {
            active: row.isFirstOfDay
            visible: active
            width: parent.width
            sourceComponent: Item {
                height: Theme.px(26) + 30
                DayPill {
                    anchors.centerIn: parent
                    text: row.dayText
                }
            }
        }
        Loader {
            active: row.isFirstUnread
            visible: active
            width: parent.width
            sourceComponent: Item {
                height: line.height + 8
                UnreadLine { id: line; anchors.bottom: parent.bottom; width: parent.width }
            }
        }
        Item {
            width: 1
            height: row.isFirstOfDay ? 6 : row.isFirstOfGroup ? Theme.gapOfGroups : Theme.gapInGroup
        }
        PlainText {
            visible: row.isLine
            width: parent.width
            height: visible ? implicitHeight : 0
            text: row.isLine ? row.text : ""
            font: Theme.caption
            color: Theme.inkMuted
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
        Item {
            visible: !row.isLine
            width: parent.width
            height: visible ? bubble.height : 0

            FocusRing {
                anchors.fill: bubble
                shown: row.hasRing && !row.selecting
                inset: false
                shapeRadius: Theme.radiusBubble
            }
            Bubble {
                id: bubble
                objectName: "messageBubble"
                x: row.mine !== Theme.mirrored ? parent.width - width : 0
                width: implicitWidth
                height: implicitHeight
                maximumWidth: row.bubbleLimit
                plain: row.deleted ? qsTr("Message deleted") : row.text
                styled: row.deleted ? "" : row.styledText
                timeText: row.timeText
                mark: Marks.nameOf(row.mark)
                mine: row.mine
                deleted: row.deleted
                emojiOnly: row.isEmojiOnly && !row.deleted
                firstOfGroup: row.isFirstOfGroup
                selecting: row.selecting
                onLinkActivated: link => row.linkActivated(link)
                onSelectionEnded: row.selecting = false

                TapHandler {
                    acceptedButtons: Qt.RightButton
                    onTapped: eventPoint => row.menuWanted(eventPoint.scenePosition.x, eventPoint.scenePosition.y)
                }
                TapHandler {
                    acceptedButtons: Qt.LeftButton
                    enabled: !row.selecting
                    onDoubleTapped: row.selecting = !row.deleted && !row.isEmojiOnly
                    onLongPressed: {
                        if (Theme.phone)
                            row.menuWanted(point.scenePosition.x, point.scenePosition.y)
                    }
                }
            }
        }
        Loader {
            active: row.mark === TimelineModel.Failed
            visible: active
            width: parent.width
            sourceComponent: FailedLine {
                objectName: "failedLine"
                reason: row.failureText
                onRetried: row.retried()
                onEdited: row.edited()
                onDeleted: row.discarded()
            }
        }
    }
}
