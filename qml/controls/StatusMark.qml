// SPDX-License-Identifier: Apache-2.0
// What is known about one's own message. Never mirrored.
import QtQuick
import QtQuick.Controls.impl

IconImage {
    id: status

    // "", pending, sent, delivered, read, failed
    property string mark: ""
    property color muted: Theme.inkMuted
    property color readColor: Theme.accent
    readonly property bool isWide: mark === "delivered" || mark === "read"

    visible: mark !== ""
    height: Theme.iconPx(16)
    width: isWide ? Math.round(height * 1.25) : height
    sourceSize.width: width
    sourceSize.height: height
    source: mark === "" ? "" : Qt.resolvedUrl("icons/tick-" + mark + ".svg")
    color: mark === "read" ? readColor : mark === "failed" ? Theme.danger : muted
    Accessible.ignored: true
}
