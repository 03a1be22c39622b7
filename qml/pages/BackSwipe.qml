// SPDX-License-Identifier: Apache-2.0
// A swipe that begins at the start edge of a phone goes back.
import QtQuick
import Banter.Controls

MouseArea {
    id: edge

    property real pressedAt: 0

    Accessible.ignored: true // there is a button that goes back

    signal swiped()

    anchors.left: parent.left
    width: 14
    height: parent ? parent.height : 0
    visible: enabled
    preventStealing: true
    onPressed: mouse => pressedAt = mouse.x
    onReleased: mouse => {
        if ((Theme.mirrored ? pressedAt - mouse.x : mouse.x - pressedAt) > 64)
            swiped()
    }
}
