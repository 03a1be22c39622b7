// SPDX-License-Identifier: Apache-2.0
// Whether somebody is there, asked for only while it is shown.
import QtQuick
import Banter.Client

QtObject {
    id: watch

    required property Presence presence
    property string userId: ""
    property bool shown: true
    // What is asked for now.
    property string held: ""
    property bool isOnline: false
    // "online", "last seen 9:02"; empty: not known, or not shown to us
    property string words: ""

    function follow() {
        const wanted = shown ? userId : ""
        if (wanted !== held) {
            if (wanted !== "")
                presence.show(wanted)
            if (held !== "")
                presence.hide(held)
            held = wanted
        }
        look()
    }
    function look() {
        isOnline = held !== "" && presence.isOnline(held)
        words = held === "" ? "" : presence.textOf(held)
    }

    readonly property Connections news: Connections {
        target: watch.presence
        function onChanged(userId) {
            if (userId === watch.held)
                watch.look()
        }
    }

    onUserIdChanged: follow()
    onShownChanged: follow()
    Component.onCompleted: follow()
    Component.onDestruction: {
        if (held !== "" && presence)
            presence.hide(held)
    }
}
