// SPDX-License-Identifier: Apache-2.0
// Beside the message under the pointer: react, reply, more. One set for all rows.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: tools

    required property ListView list
    required property Conversation conversation
    // The message that the pointer is at; null: it is at none.
    property MessageRow pointed: null
    // The one that they belong to: they stay while the pointer is on its way to them.
    property MessageRow row: null
    readonly property bool isAtEnd: row !== null && row.mine !== Theme.mirrored
    readonly property real wantedX: row === null ? 0 : isAtEnd ? row.bubbleRect.x - width - 8 : row.bubbleRect.x + row.bubbleRect.width + 8

    signal reactWanted(MessageRow row, point at)
    signal replyWanted(MessageRow row)
    signal menuWanted(MessageRow row, point at)

    objectName: "messageTools"
    visible: row !== null && !Theme.phone
    x: Math.max(4, Math.min(wantedX, list.width - width - 12))
    // The buttons reach over the shape, for the hand.
    y: row === null ? 0 : row.y - list.contentY + row.bubbleRect.y - 3
    width: buttons.width
    height: 40

    function below(): point {
        return mapToItem(null, 0, height + 4)
    }
    function takes(message: MessageRow): bool {
        const timeline = conversation.timeline
        return timeline.data(timeline.index(message.index, 0), TimelineModel.CanReplyRole) === true
    }

    onPointedChanged: {
        if (pointed && takes(pointed))
            row = pointed
        rest.restart()
    }
    Connections {
        target: tools.list
        function onContentYChanged() { tools.row = null }
        function onCountChanged() { tools.row = null }
    }
    Timer {
        id: rest
        interval: 150
        onTriggered: {
            if (!over.hovered && (!tools.pointed || tools.pointed !== tools.row))
                tools.row = null
        }
    }
    HoverHandler {
        id: over
        onHoveredChanged: rest.restart()
    }
    Depth {
        y: 3
        width: parent.width
        height: 34
        level: Depth.Level.Low
        radius: Theme.radius
    }
    Row {
        id: buttons
        ToolButton {
            objectName: "toolReact"
            visible: tools.conversation.closedText === ""
            glyph: "emoji"
            label: qsTr("React")
            onClicked: tools.reactWanted(tools.row, tools.below())
        }
        ToolButton {
            objectName: "toolReply"
            visible: tools.conversation.closedText === ""
            glyph: "reply"
            label: qsTr("Reply")
            onClicked: tools.replyWanted(tools.row)
        }
        ToolButton {
            objectName: "toolMore"
            glyph: "more"
            label: qsTr("More")
            onClicked: tools.menuWanted(tools.row, tools.below())
        }
    }
}
