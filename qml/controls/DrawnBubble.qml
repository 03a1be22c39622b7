// SPDX-License-Identifier: Apache-2.0
// The shape of a bubble: round, and tighter on its sender's side: always at the bottom, at the top unless it is the
// first of its group. The fill is opaque, since the corners are patches.
import QtQuick

Rectangle {
    id: bubble

    property color fill: Theme.bubbleOther
    property bool mine: false
    property bool firstOfGroup: true
    // The sender's side as it is on the screen.
    readonly property bool onRight: mine !== Theme.mirrored

    radius: Theme.radiusBubble
    color: fill

    Rectangle {
        x: bubble.onRight ? bubble.width - width : 0
        y: bubble.height - height
        width: Math.min(24, bubble.width)
        height: Math.min(24, bubble.height)
        radius: Theme.radiusInner
        color: bubble.fill
    }
    Rectangle {
        visible: !bubble.firstOfGroup
        x: bubble.onRight ? bubble.width - width : 0
        width: Math.min(24, bubble.width)
        height: Math.min(24, bubble.height)
        radius: Theme.radiusInner
        color: bubble.fill
    }
}
