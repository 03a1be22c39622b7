// SPDX-License-Identifier: Apache-2.0
// The day of the topmost row, while one scrolls.
import QtQuick
import Banter.Controls

DayPill {
    id: pill

    required property ListView list

    function wake() {
        update()
        rest.restart()
    }
    function update() {
        const top = list.itemAt(list.width / 2, list.contentY + 2) as MessageRow
        pill.text = top && !top.isFirstOfDay ? top.dayText : ""
    }

    anchors.horizontalCenter: list.horizontalCenter
    y: 15
    opacity: text !== "" && (list.moving || rest.running) ? 1 : 0
    visible: opacity > 0
    Accessible.ignored: true
    Behavior on opacity { NumberAnimation { duration: Theme.base } }

    Connections {
        target: pill.list
        enabled: pill.list.moving
        function onContentYChanged() { pill.update() }
    }
    Timer {
        id: rest
        interval: 1000
    }
}
