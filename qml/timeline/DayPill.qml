// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Banter.Controls

Rectangle {
    property alias text: words.text

    implicitWidth: Math.ceil(words.implicitWidth) + 24
    implicitHeight: Theme.px(26)
    radius: height / 2
    color: Theme.surface
    PlainText {
        id: words
        anchors.centerIn: parent
        font: Theme.captionMedium
        color: Theme.inkMuted
        elide: Text.ElideNone
    }
}
