// SPDX-License-Identifier: Apache-2.0
// The edge between two panes: a hairline with a wider hit area. Drag, double-click to restore, Left and Right by 16.
import QtQuick

Item {
    id: handle

    property string label: qsTr("Width of the list")
    // Width of the pane at the start of the line, or at its end.
    property int value: 0
    property bool atEnd: false
    readonly property int way: Theme.mirrored !== atEnd ? -1 : 1

    signal moved(int width)
    signal restored()

    implicitWidth: 1
    activeFocusOnTab: true
    Accessible.role: Accessible.Splitter
    Accessible.name: label
    Accessible.focusable: true
    Keys.onLeftPressed: moved(value - 16 * way)
    Keys.onRightPressed: moved(value + 16 * way)

    Rectangle {
        anchors.fill: parent
        anchors.margins: handle.activeFocus ? -0.5 : 0
        color: handle.activeFocus || grip.pressed ? Theme.accent : Theme.outline
    }
    MouseArea {
        id: grip
        property real pressedAt: 0
        property int pressedValue: 0

        anchors.fill: parent
        anchors.leftMargin: -4
        anchors.rightMargin: -4
        cursorShape: Qt.SplitHCursor
        preventStealing: true
        onPressed: mouse => {
            pressedAt = mapToItem(null, mouse.x, 0).x
            pressedValue = handle.value
        }
        onPositionChanged: mouse => {
            const by = mapToItem(null, mouse.x, 0).x - pressedAt
            handle.moved(pressedValue + handle.way * by)
        }
        onDoubleClicked: handle.restored()
    }
}
