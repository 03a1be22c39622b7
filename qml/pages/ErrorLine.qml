// SPDX-License-Identifier: Apache-2.0
// What went wrong, with the sign for it: colour is never the only one.
import QtQuick
import Banter.Controls

Item {
    id: line

    property string text: ""
    property string textName: ""

    visible: text !== ""
    implicitHeight: visible ? words.implicitHeight + 12 : 0

    Icon {
        id: sign
        glyph: "alert"
        size: Theme.iconPx(16)
        color: Theme.danger
        anchors.left: parent.left
        anchors.leftMargin: 2
        y: Math.round((Theme.smallLine - height) / 2)
    }
    PlainText {
        id: words
        objectName: line.textName
        anchors.left: sign.right
        anchors.leftMargin: 6
        anchors.right: parent.right
        text: line.text
        font: Theme.small
        color: Theme.danger
        wrapMode: Text.Wrap
        Accessible.role: Accessible.AlertMessage
    }
}
