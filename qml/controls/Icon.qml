// SPDX-License-Identifier: Apache-2.0
// One of resources/icons in one colour. Decoration: whoever holds it says in words what it means.
import QtQuick
import QtQuick.Controls.impl

IconImage {
    id: icon

    property string glyph: ""
    property int size: Theme.iconPx(22)
    // Icons that point along the reading direction.
    property bool directional: /^(back|chevron-right|reply|forward|logout)$/.test(glyph)

    width: size
    height: size
    sourceSize.width: size
    sourceSize.height: size
    source: glyph === "" ? "" : Qt.resolvedUrl("icons/" + glyph + ".svg")
    color: Theme.inkMuted
    mirror: directional && Theme.mirrored
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
