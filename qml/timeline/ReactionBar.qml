// SPDX-License-Identifier: Apache-2.0
// The usual reactions in a row, and more of them behind the plus. One stop for the Tab key: arrows move, Enter chooses.
import QtQuick
import Banter.Controls

FocusScope {
    id: bar

    // The reaction that one gave: choosing it takes it away.
    property string own: ""
    property bool isExpanded: false
    readonly property var usual: ["👍", "❤️", "😂", "😮", "🙏"]
    readonly property var others: [
        "😀", "😊", "😍", "🥰", "😎", "🤔", "😅", "😢", "😭", "😡", "🥳", "🙈",
        "👎", "👌", "👏", "🙌", "💪", "🤝", "🎉", "🔥", "💯", "✅", "👀", "☀️", "🌈"
    ]
    readonly property int columns: 6
    property int current: 0

    signal chosen(string emoji)

    function choose(index: int) {
        const cell = cells.itemAt(index) as EmojiButton
        if (cell.emoji === "")
            isExpanded = true
        else
            chosen(cell.emoji)
    }
    // Whether there is one there.
    function moveTo(index: int): bool {
        if (index < 0 || index >= cells.count)
            return false
        current = index
        return true
    }
    function stepOf(key: int): int {
        const forward = Theme.mirrored ? -1 : 1
        return key === Qt.Key_Left ? -forward : key === Qt.Key_Right ? forward
            : key === Qt.Key_Up ? -columns : key === Qt.Key_Down ? columns : 0
    }

    implicitWidth: Theme.px(220)
    implicitHeight: grid.implicitHeight
    activeFocusOnTab: true
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("React")
    Keys.onPressed: event => {
        const step = stepOf(event.key)
        event.accepted = step !== 0 && moveTo(current + step)
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space) {
            event.accepted = true
            choose(current)
        }
    }

    Grid {
        id: grid
        width: parent.width
        columns: bar.columns
        layoutDirection: Theme.mirrored ? Qt.RightToLeft : Qt.LeftToRight
        Repeater {
            id: cells
            // The empty one is the plus.
            model: bar.isExpanded ? bar.usual.concat(bar.others) : bar.usual.concat([""])
            EmojiButton {
                required property string modelData
                required property int index
                objectName: modelData === "" ? "reactionMore" : "reaction-" + modelData
                width: Math.floor(grid.width / bar.columns)
                emoji: modelData
                isOwn: modelData !== "" && modelData === bar.own
                hasRing: bar.activeFocus && index === bar.current
                onClicked: bar.choose(index)
            }
        }
    }
}
