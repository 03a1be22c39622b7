// SPDX-License-Identifier: Apache-2.0
// One emoji to react with; without one, the way to more of them.
import QtQuick
import QtQuick.Templates as T
import Banter.Controls

T.Button {
    id: button

    property string emoji: ""
    property bool isOwn: false
    property bool hasRing: false
    property string label: emoji === "" ? qsTr("More reactions")
        : isOwn ? qsTr("Take back %1").arg(emoji) : qsTr("React with %1").arg(emoji)

    implicitWidth: Theme.px(36)
    implicitHeight: Theme.px(40)
    hoverEnabled: true
    focusPolicy: Qt.NoFocus // the bar is one stop
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: button.clicked()

    background: Item {
        Rectangle {
            anchors.centerIn: parent
            width: Math.min(parent.width, parent.height) - 2
            height: width
            radius: width / 2
            color: button.isOwn ? Theme.accentSoft : button.down ? Theme.pressed : button.hovered ? Theme.tonal : Theme.clear
            FocusRing { shown: button.hasRing; inset: true; shapeRadius: parent.width / 2 }
        }
    }
    contentItem: Item {
        PlainText {
            anchors.centerIn: parent
            visible: button.emoji !== ""
            text: button.emoji
            font: Theme.emojiChoice
            elide: Text.ElideNone
            Accessible.ignored: true
        }
        Icon {
            anchors.centerIn: parent
            visible: button.emoji === ""
            glyph: "plus"
            size: Theme.iconPx(20)
        }
    }
}
