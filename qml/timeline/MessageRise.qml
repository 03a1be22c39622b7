// SPDX-License-Identifier: Apache-2.0
// How a new message comes in at the live end.
import QtQuick
import Banter.Controls

ParallelAnimation {
    id: rise

    function of(row: MessageRow) {
        complete()
        fade.target = row
        move.target = row
        restart()
    }

    NumberAnimation {
        id: fade
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.base
        easing.type: Easing.OutCubic
    }
    NumberAnimation {
        id: move
        property: "shift"
        from: Theme.reducedMotion ? 0 : 8
        to: 0
        duration: Theme.base
        easing.type: Easing.OutCubic
    }
}
