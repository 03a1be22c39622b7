// SPDX-License-Identifier: Apache-2.0
// Text that people wrote, and every other text: shown as it is, never read as markup. Nothing else in the house shows
// foreign text, since Qt guesses at markup otherwise: it fetches what an <img> names, and crashes on some of it.
import QtQuick

Text {
    // Height of one line, from Theme; 0 = as the font has it. Lines of mixed scripts keep their own height.
    property int line: 0

    textFormat: Text.PlainText
    color: Theme.ink
    font: Theme.body
    horizontalAlignment: Text.AlignLeft
    verticalAlignment: Text.AlignVCenter
    elide: wrapMode === Text.NoWrap ? Text.ElideRight : Text.ElideNone
    lineHeight: wrapMode === Text.NoWrap || effectiveHorizontalAlignment === Text.AlignRight ? 1 : 1.15
    height: line > 0 && wrapMode === Text.NoWrap ? line : implicitHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
