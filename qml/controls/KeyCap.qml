// SPDX-License-Identifier: Apache-2.0
import QtQuick

Rectangle {
    property alias text: words.text

    implicitWidth: Math.ceil(words.implicitWidth) + 16
    implicitHeight: Theme.px(24)
    radius: 7
    color: Theme.raised
    border.width: 1
    border.color: Theme.outline
    PlainText {
        id: words
        anchors.centerIn: parent
        font: Theme.captionMedium
    }
}
