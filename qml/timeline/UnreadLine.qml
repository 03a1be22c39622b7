// SPDX-License-Identifier: Apache-2.0
// Stands above the first message that was not read when the chat was opened.
import QtQuick
import Banter.Controls

Item {
    id: line

    implicitHeight: Theme.px(32)

    PlainText {
        id: words
        anchors.centerIn: parent
        text: qsTr("New messages")
        font: Theme.captionStrong
        color: Theme.accent
    }
    Rectangle {
        anchors.left: parent.left
        anchors.right: words.left
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        height: 1
        color: Theme.accent
        opacity: 0.35
    }
    Rectangle {
        anchors.left: words.right
        anchors.leftMargin: 12
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        height: 1
        color: Theme.accent
        opacity: 0.35
    }
}
