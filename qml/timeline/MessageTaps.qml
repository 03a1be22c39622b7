// SPDX-License-Identifier: Apache-2.0
// Taps on bubbles, for all rows at once: handlers of their own made each row dearer.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: taps

    required property ListView list
    // Stands over the bubbles: what is tapped there is no message.
    required property Item cover

    // The address under the pointer.
    property string hoveredLink: ""

    signal menuWanted(MessageRow row, point at)

    anchors.fill: list
    // Below the rows, whose buttons come first; handlers are told all the same.
    z: -1
    Accessible.ignored: true // rows can be pressed by themselves

    // The message whose bubble is under a point of the list; null if there is none.
    function rowAt(place: point): MessageRow {
        if (cover.visible && cover.contains(cover.mapFromItem(list, place.x, place.y)))
            return null
        const row = list.itemAt(list.width / 2, list.contentY + place.y) as MessageRow
        if (!row || row.kind === TimelineModel.System)
            return null
        const at = row.mapFromItem(list, place.x, place.y)
        const rect = row.bubbleRect
        const isInside = at.x >= rect.x && at.x < rect.x + rect.width && at.y >= rect.y && at.y < rect.y + rect.height
        return isInside ? row : null
    }
    function ask(point: handlerPoint) {
        const row = rowAt(point.position)
        if (row)
            menuWanted(row, point.scenePosition)
    }

    Connections {
        target: taps.list
        function onContentYChanged() { taps.hoveredLink = "" }
    }
    HoverHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        cursorShape: taps.hoveredLink === "" ? Qt.ArrowCursor : Qt.PointingHandCursor
        onPointChanged: {
            const row = hovered ? taps.rowAt(point.position) : null
            const at = row ? row.mapFromItem(taps, point.position.x, point.position.y) : point.position
            taps.hoveredLink = row ? row.linkAt(at.x, at.y) : ""
        }
        onHoveredChanged: {
            if (!hovered)
                taps.hoveredLink = ""
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
        onDoubleTapped: eventPoint => {
            const row = taps.rowAt(eventPoint.position)
            if (row && !row.selecting)
                row.selecting = !row.deleted && !row.isEmojiOnly
        }
        onLongPressed: {
            if (Theme.phone)
                taps.ask(point)
        }
    }
}
