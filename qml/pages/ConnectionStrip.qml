// SPDX-License-Identifier: Apache-2.0
// What the connection does, in words; takes no room while all is well.
import QtQuick
import Banter.Client
import Banter.Controls

Strip {
    id: strip

    required property Connection connection

    objectName: "connectionStrip"
    shown: connection.isVisible
    text: connection.text
    actionLabel: connection.actionText
    busy: connection.state === Connection.Connecting
    tone: {
        switch (connection.state) {
        case Connection.Offline: return Strip.Tone.Warning
        case Connection.BackOnline: return Strip.Tone.Good
        case Connection.Trouble: return Strip.Tone.Danger
        default: return Strip.Tone.Muted
        }
    }
    glyph: connection.state === Connection.Offline ? "offline" : connection.state === Connection.BackOnline ? "check"
        : connection.state === Connection.Trouble ? "alert" : ""
    onActed: connection.act()
}
