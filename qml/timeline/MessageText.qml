// SPDX-License-Identifier: Apache-2.0
// What somebody wrote. Plain text, or, if there are links in it, the text that the C++ linkifier made of it: everything
// escaped but the links. Aligns by its own direction; says how long its last line is, for the time beside it.
import QtQuick
import Banter.Controls

Text {
    id: words

    property string plain: ""
    property string styled: ""
    property color tint: Theme.accent
    property int lastLineWidth: 0
    // Arabic fonts keep room below the letters that nothing is ever drawn in; this much of it may overlap what follows.
    readonly property int slack: isRightToLeft
        ? Math.max(0, Math.floor(contentHeight - (lineCount - 1) * lastLineHeight * lineHeight - font.pixelSize * 1.27)) : 0
    property real lastLineHeight: 0
    readonly property bool isRightToLeft: effectiveHorizontalAlignment === Text.AlignRight

    text: styled === "" ? plain : styled
    textFormat: styled === "" ? Text.PlainText : Text.StyledText
    font: Theme.body
    color: Theme.ink
    linkColor: tint
    wrapMode: Text.Wrap
    // Arabic lines are tall by themselves.
    lineHeight: isRightToLeft ? 0.88 : 1.15
    Accessible.ignored: true
    onLineLaidOut: line => {
        if (line.isLast) {
            lastLineWidth = Math.ceil(line.implicitWidth)
            lastLineHeight = line.height
        }
    }
}
