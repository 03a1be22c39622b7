// SPDX-License-Identifier: Apache-2.0
// A button with words. `label` is shown as plain text: the text of Qt's own buttons is read as markup.
import QtQuick
import QtQuick.Templates as T

T.Button {
    id: button

    enum Kind { Filled, Tonal, Text, Destructive, DangerText }

    property string label: ""
    property string glyph: ""
    property int kind: Button.Kind.Filled
    property bool large: false
    property bool busy: false
    readonly property bool isFlat: kind === Button.Kind.Text || kind === Button.Kind.DangerText
    readonly property color fill: {
        if (!enabled)
            return isFlat ? Theme.clear : Theme.pressed
        if (kind === Button.Kind.Filled)
            return down ? Theme.accentPressed : hovered ? Theme.accentHover : Theme.accent
        if (kind === Button.Kind.Destructive)
            return down ? Theme.dangerPressed : hovered ? Theme.dangerHover : Theme.dangerFill
        return down ? Theme.pressed : hovered ? Theme.hover : isFlat ? Theme.clear : Theme.tonal
    }
    readonly property color labelColor: !enabled ? Theme.inkDisabled
        : kind === Button.Kind.Filled ? Theme.accentInk
        : kind === Button.Kind.Destructive ? Theme.dangerInk
        : kind === Button.Kind.DangerText ? Theme.danger
        : kind === Button.Kind.Text ? Theme.accent : Theme.ink

    implicitHeight: large ? Theme.px(48) : Theme.buttonHeight
    implicitWidth: Math.ceil(Math.max(implicitHeight, words.implicitWidth + (glyph === "" ? 0 : Theme.iconPx(20) + 8) + 32))
    leftPadding: 16
    rightPadding: 16
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: if (!busy) button.clicked()
    Keys.onEnterPressed: if (!busy) button.clicked()

    background: Rectangle {
        radius: button.large ? Theme.radiusLarge : Theme.radius
        color: button.fill
        Behavior on color { ColorAnimation { duration: Theme.instant } }
        FocusRing { shown: button.visualFocus; shapeRadius: parent.radius; inset: button.isFlat }
    }
    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: 8
            opacity: button.busy ? 0 : 1
            Icon {
                glyph: button.glyph
                visible: glyph !== ""
                size: Theme.iconPx(20)
                color: button.labelColor
                anchors.verticalCenter: parent.verticalCenter
            }
            PlainText {
                id: words
                text: button.label
                font: button.large ? Theme.buttonLarge : Theme.button
                color: button.labelColor
                width: Math.min(implicitWidth, Math.max(Theme.px(24), button.width - 32 - (button.glyph === "" ? 0 : 28)))
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
        Spinner {
            anchors.centerIn: parent
            visible: button.busy
            color: button.labelColor
        }
    }
}
