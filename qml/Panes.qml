// SPDX-License-Identifier: Apache-2.0
// How wide the panes are beside each other, by the width of the window and what was chosen.
import QtQuick
import Banter.Client
import Banter.Controls

QtObject {
    id: panes

    required property Settings settings
    property real width: 0
    property bool hasDetails: false
    // The window's width at 100 %: what the design compares with.
    readonly property real designWidth: width / Theme.textScale
    readonly property bool isWide: designWidth >= 1080
    // The details stand beside the chat.
    readonly property bool isDocked: hasDetails && isWide
    readonly property int details: Math.max(300, Math.min(settings.detailsWidth > 0 ? settings.detailsWidth : 320, 400))
    readonly property int start: {
        if (Theme.phone)
            return width
        const usual = !isWide || (isDocked && designWidth < 1360) ? 320 : 340
        const wanted = settings.listWidth > 0 ? settings.listWidth : usual
        const most = isDocked ? width - details - 440 : width - 401
        return Math.round(Math.max(280, Math.min(wanted, isWide ? 420 : 400, most)))
    }
    readonly property int end: Theme.phone ? width : width - start - (isDocked ? details : 0)
}
