// SPDX-License-Identifier: Apache-2.0
// A finger that pulls a message towards the centre, by 64, answers it.
import QtQuick
import Banter.Client
import Banter.Controls

DragHandler {
    id: swipe

    // Set by whoever is told where it begins; null: nothing can be answered there.
    property MessageRow row: null
    readonly property int far: 64
    readonly property int direction: row !== null && row.mine !== Theme.mirrored ? -1 : 1
    readonly property real pulled: row === null ? 0 : Math.max(0, Math.min(far + 16, activeTranslation.x * direction))

    signal begun(point at)
    signal replyWanted(MessageRow row)

    target: null
    acceptedDevices: PointerDevice.TouchScreen
    yAxis.enabled: false
    onPulledChanged: {
        if (active && row)
            row.x = pulled * direction
    }
    onActiveChanged: {
        if (active)
            begun(centroid.pressPosition)
        else
            end()
    }

    function end() {
        const message = row
        const isFar = message !== null && Math.abs(message.x) >= far
        row = null
        if (message)
            message.x = 0
        if (isFar)
            replyWanted(message)
    }
}
