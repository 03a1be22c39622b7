// SPDX-License-Identifier: Apache-2.0
// On top in the composer: which message is answered or edited, and the way out of it.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: bar

    required property Conversation conversation
    readonly property bool isEdit: conversation.bar === Conversation.Edit
    readonly property int start: 18

    objectName: "composerBar"
    implicitHeight: Math.max(Theme.target, 2 * Theme.smallLine + 4) + 4
    Accessible.role: Accessible.Grouping
    Accessible.name: title.text + ", " + line.text

    Rectangle {
        visible: !bar.isEdit
        anchors.left: parent.left
        anchors.leftMargin: bar.start - 1
        anchors.verticalCenter: words.verticalCenter
        width: 3
        height: words.height
        radius: 1.5
        color: Theme.accent
    }
    Icon {
        visible: bar.isEdit
        anchors.left: parent.left
        anchors.leftMargin: bar.start - 4
        anchors.verticalCenter: words.verticalCenter
        glyph: "edit"
        size: Theme.iconPx(20)
        color: Theme.accent
    }
    Column {
        id: words
        anchors.left: parent.left
        anchors.leftMargin: bar.start + (bar.isEdit ? 24 : 14)
        anchors.right: close.left
        anchors.rightMargin: 8
        y: 10
        PlainText {
            id: title
            objectName: "composerBarTitle"
            width: parent.width
            line: Theme.smallLine
            text: bar.conversation.barTitle
            font: Theme.smallStrong
            color: Theme.accent
            Accessible.ignored: true
        }
        PlainText {
            id: line
            objectName: "composerBarText"
            width: parent.width
            line: Theme.smallLine
            text: bar.conversation.barText
            font: Theme.small
            color: Theme.inkMuted
            Accessible.ignored: true
        }
    }
    IconButton {
        id: close
        objectName: "composerBarClose"
        anchors.right: parent.right
        anchors.rightMargin: 6
        anchors.verticalCenter: words.verticalCenter
        glyph: "close"
        iconSize: Theme.iconPx(20)
        label: bar.isEdit ? qsTr("Stop editing") : qsTr("Do not reply")
        shortcutText: qsTr("Esc")
        onClicked: bar.conversation.cancelBar()
    }
}
