// SPDX-License-Identifier: Apache-2.0
// Something that was chosen, in a pill; a click takes it out again.
import QtQuick
import QtQuick.Templates as T

T.Button {
    id: chip

    property string label: ""

    implicitWidth: Math.ceil(words.width) + 44
    implicitHeight: Math.max(40, Theme.px(32))
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Take out %1").arg(label)
    Accessible.onPressAction: chip.clicked()
    Keys.onReturnPressed: chip.clicked()
    Keys.onDeletePressed: chip.clicked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.topMargin: 4
            anchors.bottomMargin: 4
            radius: height / 2
            color: chip.down ? Theme.pressed : chip.hovered ? Theme.hover : Theme.tonal
            FocusRing { shown: chip.visualFocus; inset: true; shapeRadius: parent.radius }
        }
    }
    contentItem: Item {
        PlainText {
            id: words
            anchors.left: parent.left
            anchors.leftMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(implicitWidth), Theme.px(150))
            text: chip.label
            font: Theme.smallMedium
            Accessible.ignored: true
        }
        Icon {
            anchors.left: words.right
            anchors.leftMargin: 6
            anchors.verticalCenter: parent.verticalCenter
            glyph: "close"
            size: Theme.iconPx(16)
        }
    }
}
