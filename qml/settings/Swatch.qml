// SPDX-License-Identifier: Apache-2.0
// An accent to choose.
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: swatch

    property string accentName: ""
    property string label: ""
    property bool chosen: false

    implicitWidth: Math.max(68, Theme.px(68))
    implicitHeight: 40 + 12 + Theme.captionLine + 8
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.RadioButton
    Accessible.name: label
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.onPressAction: swatch.clicked()
    Keys.onReturnPressed: swatch.clicked()

    background: Item {
        Rectangle {
            visible: swatch.chosen || swatch.visualFocus
            anchors.horizontalCenter: parent.horizontalCenter
            y: -5
            width: 50
            height: 50
            radius: 25
            color: Theme.clear
            border.width: 2
            border.color: disc.color
        }
        Rectangle {
            id: disc
            anchors.horizontalCenter: parent.horizontalCenter
            width: 40
            height: 40
            radius: 20
            color: Theme.accents.tones(swatch.accentName, Theme.dark)[0]
            Icon {
                anchors.centerIn: parent
                visible: swatch.chosen
                glyph: "check"
                size: 20
                color: Theme.accentInk
            }
        }
    }
    contentItem: Item {
        PlainText {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 50
            text: swatch.label
            font: swatch.chosen ? Theme.captionStrong : Theme.caption
            color: swatch.chosen ? Theme.ink : Theme.inkMuted
            elide: Text.ElideNone
            Accessible.ignored: true
        }
    }
}
