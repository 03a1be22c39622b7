// SPDX-License-Identifier: Apache-2.0
// What to see when there is nothing: an icon, a heading, one sentence, one button.
import QtQuick

Column {
    id: state

    property string glyph: "chat"
    property string heading: ""
    property string sentence: ""
    property string actionLabel: ""
    property string actionGlyph: ""
    property string actionName: ""

    signal acted()

    width: Math.min(280, parent ? parent.width - 48 : 280)
    spacing: 0

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 64
        height: 64
        radius: 32
        color: Theme.accentSoft
        Icon {
            anchors.centerIn: parent
            glyph: state.glyph
            size: Theme.iconPx(28)
            color: Theme.accent
        }
    }
    PlainText {
        width: parent.width
        topPadding: 16
        text: state.heading
        font: Theme.heading
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.Heading
    }
    PlainText {
        width: parent.width
        topPadding: 6
        visible: text !== ""
        text: state.sentence
        font: Theme.preview
        color: Theme.inkMuted
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
    }
    Item {
        width: 1
        height: 20
        visible: act.visible
    }
    Button {
        id: act
        objectName: state.actionName
        visible: state.actionLabel !== ""
        anchors.horizontalCenter: parent.horizontalCenter
        label: state.actionLabel
        glyph: state.actionGlyph
        onClicked: state.acted()
    }
}
