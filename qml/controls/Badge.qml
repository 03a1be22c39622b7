// SPDX-License-Identifier: Apache-2.0
// A count in a pill; whoever holds it says it in words.
import QtQuick

Rectangle {
    id: badge

    property string text: ""
    property bool muted: false

    visible: text !== ""
    implicitWidth: Math.max(implicitHeight, Math.ceil(words.implicitWidth) + 12)
    implicitHeight: Theme.px(20)
    radius: height / 2
    color: muted ? Theme.badgeMuted : Theme.accent

    PlainText {
        id: words
        anchors.centerIn: parent
        text: badge.text
        font: Theme.captionStrong
        elide: Text.ElideNone
        color: badge.muted ? Theme.badgeMutedInk : Theme.accentInk
        Accessible.ignored: true
    }
}
