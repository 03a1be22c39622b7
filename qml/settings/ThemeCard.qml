// SPDX-License-Identifier: Apache-2.0
// A window in small, light or dark or half of each, to choose a theme by.
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: card

    enum Kind { Both, Light, Dark }

    property int kind: ThemeCard.Kind.Light
    property string label: ""
    property bool chosen: false
    property int pictureWidth: 176
    readonly property int pictureHeight: Math.round(pictureWidth * 104 / 176)

    implicitWidth: pictureWidth
    implicitHeight: pictureHeight + 12 + Theme.px(22) + 8
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.RadioButton
    Accessible.name: label
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.onPressAction: card.clicked()
    Keys.onReturnPressed: card.clicked()

    background: Item {
        Rectangle {
            visible: card.chosen || card.visualFocus
            x: -4
            y: -4
            width: card.pictureWidth + 8
            height: card.pictureHeight + 8
            radius: 18
            color: Theme.clear
            border.width: 2
            border.color: Theme.accent
        }
        Image {
            width: card.pictureWidth
            height: card.pictureHeight
            sourceSize.width: width
            sourceSize.height: height
            source: Theme.themePicture(["both", "light", "dark"][card.kind])
            mirror: Theme.mirrored
            Accessible.ignored: true
        }
    }
    contentItem: Item {
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            y: card.pictureHeight + 12
            spacing: 8
            Icon {
                visible: card.chosen
                glyph: "check-circle"
                size: Theme.iconPx(16)
                color: Theme.accent
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainText {
                width: Math.min(Math.ceil(implicitWidth), card.pictureWidth - (card.chosen ? Theme.iconPx(16) + 8 : 0))
                text: card.label
                font: card.chosen ? Theme.button : Theme.menu
                color: card.chosen ? Theme.accent : Theme.ink
                Accessible.ignored: true
            }
        }
    }
}
