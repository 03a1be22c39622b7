// SPDX-License-Identifier: Apache-2.0
// A title, a line of help, and the control at the end.
import QtQuick
import Banter.Controls

Item {
    id: row

    property string title: ""
    property string help: ""
    property bool hasLine: true
    default property alias control: end.data

    width: parent ? parent.width : 0
    implicitHeight: Math.max(Theme.px(64), words.height + 24, end.height + 16)
    height: implicitHeight

    Column {
        id: words
        anchors.left: parent.left
        anchors.right: end.left
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        PlainText {
            width: parent.width
            text: row.title
            font: Theme.bodyMedium
            wrapMode: Text.Wrap
        }
        PlainText {
            width: parent.width
            visible: text !== ""
            text: row.help
            font: Theme.small
            color: Theme.inkMuted
            wrapMode: Text.Wrap
        }
    }
    Row {
        id: end
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
    }
    Rectangle {
        visible: row.hasLine
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.outline
    }
}
