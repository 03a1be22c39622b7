// SPDX-License-Identifier: Apache-2.0
// Words that act, within or under a text.
import QtQuick
import QtQuick.Templates as T

T.Button {
    id: button

    property string label: ""
    property color color: Theme.accent
    property font labelFont: Theme.captionStrong
    property bool underlined: false

    implicitWidth: Math.ceil(words.implicitWidth)
    implicitHeight: Math.ceil(words.implicitHeight)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    opacity: down ? 0.7 : 1
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: button.clicked()
    Keys.onEnterPressed: button.clicked()

    // Small words, but not a small target.
    containmentMask: Item {
        x: -4
        y: -Math.max(0, (40 - button.height) / 2)
        width: button.width + 8
        height: Math.max(40, button.height)
    }
    background: FocusRing {
        shown: button.visualFocus
        shapeRadius: 3
        anchors.margins: -3
    }
    contentItem: PlainText {
        id: words
        text: button.label
        font.pixelSize: button.labelFont.pixelSize
        font.weight: button.labelFont.weight
        font.underline: button.underlined || button.hovered
        color: button.enabled ? button.color : Theme.inkDisabled
        Accessible.ignored: true
    }
}
