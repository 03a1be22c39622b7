// SPDX-License-Identifier: Apache-2.0
// Taps on bubbles, for all rows at once: handlers of their own made each row dearer.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: taps

    required property ListView list
    required property TimelineModel timeline
    // Stands over the bubbles: what is tapped there is no message.
    required property Item cover

    // What is under the pointer: the address, something that leads somewhere, the message of that height.
    property string hoveredLink: ""
    property bool isHand: false
    property MessageRow pointed: null

    signal menuWanted(MessageRow row, point at)
    signal quoteTapped(MessageRow row)
    signal reactionTapped(MessageRow row, string emoji)

    // Between the rows, whose buttons come first, and the list, which takes the left button and fingers: what lies below
    // it would not be told of them.
    parent: list.contentItem
    y: list.contentY
    width: list.width
    height: list.height
    z: -1
    Accessible.ignored: true // rows can be pressed by themselves

    // The message at the height of a point of the list; null if there is none.
    function rowNear(place: point): MessageRow {
        if (cover.visible && cover.contains(cover.mapFromItem(list, place.x, place.y)))
            return null
        const row = list.itemAt(list.width / 2, list.contentY + place.y) as MessageRow
        return row && row.kind !== TimelineModel.System ? row : null
    }
    // The one whose bubble is there.
    function rowAt(place: point): MessageRow {
        const row = rowNear(place)
        if (!row)
            return null
        const at = row.mapFromItem(list, place.x, place.y)
        const rect = row.bubbleRect
        const isInside = at.x >= rect.x && at.x < rect.x + rect.width && at.y >= rect.y && at.y < rect.y + rect.height
        return isInside ? row : null
    }
    // The same one, if it can be answered.
    function answerable(row: MessageRow): MessageRow {
        return row && timeline.data(timeline.index(row.index, 0), TimelineModel.CanReplyRole) === true ? row : null
    }
    function ask(point: handlerPoint) {
        const row = rowAt(point.position)
        if (row)
            menuWanted(row, point.scenePosition)
    }
    function tapped(place: point) {
        const row = rowNear(place)
        const at = row ? row.mapFromItem(taps, place.x, place.y) : place
        const emoji = row ? row.reactionAt(at.x, at.y) : ""
        if (emoji !== "")
            reactionTapped(row, emoji)
        else if (row && row.isQuoteAt(at.x, at.y))
            quoteTapped(row)
    }
    function look(place: point) {
        const row = rowNear(place)
        const at = row ? row.mapFromItem(taps, place.x, place.y) : place
        pointed = row
        hoveredLink = row ? row.linkAt(at.x, at.y) : ""
        isHand = row !== null && (hoveredLink !== "" || row.isQuoteAt(at.x, at.y) || row.reactionAt(at.x, at.y) !== "")
    }
    function lookAway() {
        pointed = null
        hoveredLink = ""
        isHand = false
    }

    Connections {
        target: taps.list
        function onContentYChanged() { taps.lookAway() }
    }
    HoverHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        cursorShape: taps.isHand ? Qt.PointingHandCursor : Qt.ArrowCursor
        onPointChanged: {
            if (hovered)
                taps.look(point.position)
        }
        onHoveredChanged: {
            if (!hovered)
                taps.lookAway()
        }
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: eventPoint => {
            const row = taps.rowAt(eventPoint.position)
            if (row)
                taps.menuWanted(row, eventPoint.scenePosition)
        }
    }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        onTapped: eventPoint => taps.tapped(eventPoint.position)
        onDoubleTapped: eventPoint => {
            const row = taps.rowAt(eventPoint.position)
            const at = row ? row.mapFromItem(taps, eventPoint.position.x, eventPoint.position.y) : Qt.point(0, 0)
            if (row && !row.selecting && row.reactionAt(at.x, at.y) === "" && !row.isQuoteAt(at.x, at.y))
                row.selecting = !row.deleted && !row.isEmojiOnly
        }
        onLongPressed: {
            if (Theme.phone)
                taps.ask(point)
        }
    }
}
