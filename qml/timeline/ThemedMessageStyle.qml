// SPDX-License-Identifier: Apache-2.0
// The look of messages, out of the Theme.
import QtQuick
import Banter.Client
import Banter.Controls

MessageStyle {
    // What there is for the column.
    property int room: Theme.columnWidth
    readonly property int column: Math.max(200, Math.min(Theme.columnWidth, room))

    columnWidth: column
    bubbleLimit: Math.floor(Theme.phone ? column * 0.82 : Math.min(Theme.bubbleWidth, column * 0.76))
    body: Theme.body
    bodyItalic: Theme.bodyItalic
    emoji: Theme.emoji
    caption: Theme.caption
    ownFill: Theme.bubbleOwn
    otherFill: Theme.bubbleOther
    ink: Theme.ink
    muted: Theme.inkMuted
    ownMuted: Theme.ownMuted
    accent: Theme.accent
    ownAccent: Theme.ownAccent
    danger: Theme.danger
    padding: Theme.bubblePadding
    sidePadding: 12
    radius: Theme.radiusBubble
    innerRadius: Theme.radiusInner
    gapInGroup: Theme.gapInGroup
    gapOfGroups: Theme.gapOfGroups
    gapOfDays: 6
    stampLine: Theme.px(18)
    markHeight: Theme.iconPx(16)
    mirrored: Theme.mirrored
    markFolder: Theme.iconFolder
    deletedText: qsTr("Message deleted")
    editedText: qsTr("edited")
    small: Theme.small
    ownInset: Theme.ownInset
    otherInset: Theme.otherInset
    quoteRadius: Theme.radiusQuote
    reactionEmoji: Theme.emojiPill
    reactionCount: Theme.captionStrong
    canvas: Theme.canvas
    raised: Theme.raised
    accentSoft: Theme.accentSoft
    pillHeight: 2 * Math.round(Theme.px(26) / 2)
    pillHang: Theme.px(18)
    pillRoom: Theme.px(20)
    author: Theme.smallStrong
    initials: Theme.initials
    authorLine: Theme.smallLine
    authorIndent: discSize + 8
    discSize: 32
    discInk: Theme.knob
    discs: Theme.hueDiscs
    hueInks: Theme.hueInks
}
