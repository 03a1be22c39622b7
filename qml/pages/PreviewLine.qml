// SPDX-License-Identifier: Apache-2.0
// Line 2 of a chat in the list: words of ours in danger or who wrote it, then what was written.
import QtQuick
import Banter.Controls

Item {
    id: preview

    property string lead: ""
    property bool leadMedium: false
    property color leadColor: Theme.danger
    property string text: ""
    property bool italic: false
    // What happens now: in the accent.
    property bool strong: false

    implicitHeight: Theme.previewLine

    PlainText {
        id: first
        objectName: "previewLead"
        visible: text !== ""
        text: preview.lead
        font: preview.leadMedium ? Theme.previewMedium : Theme.preview
        color: preview.leadColor
        line: Theme.previewLine
        width: Math.min(Math.ceil(implicitWidth), Math.round(preview.width * 0.6))
        anchors.left: parent.left
        Accessible.ignored: true
    }
    PlainText {
        anchors.left: first.visible ? first.right : parent.left
        anchors.leftMargin: first.visible ? 4 : 0
        anchors.right: parent.right
        text: preview.text
        font: preview.strong ? Theme.previewMedium : preview.italic ? Theme.previewItalic : Theme.preview
        color: preview.strong ? Theme.accent : Theme.inkMuted
        line: Theme.previewLine
        maximumLineCount: 1
        Accessible.ignored: true
    }
}
