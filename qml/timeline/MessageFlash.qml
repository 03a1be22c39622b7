// SPDX-License-Identifier: Apache-2.0
// Lights up behind a message that one went to.
import QtQuick
import Banter.Controls

Rectangle {
    id: flash

    required property ListView list
    property MessageRow row: null

    objectName: "messageFlash"
    parent: list.contentItem
    z: -1
    width: list.width
    y: row ? row.y + row.bubbleRect.y - 6 : 0
    height: row ? row.bubbleRect.height + 12 : 0
    color: Theme.accentSoft
    opacity: 0
    visible: opacity > 0
    Accessible.ignored: true

    function of(message: MessageRow) {
        row = message
        show.restart()
    }

    SequentialAnimation {
        id: show
        NumberAnimation { target: flash; property: "opacity"; to: 1; duration: Theme.instant }
        PauseAnimation { duration: 340 }
        NumberAnimation { target: flash; property: "opacity"; to: 0; duration: 180 }
    }
}
