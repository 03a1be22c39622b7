// SPDX-License-Identifier: Apache-2.0
// One line under a header that says how things stand, with a link at most.
import QtQuick

Rectangle {
    id: strip

    enum Tone { Muted, Warning, Good, Danger }

    property int tone: Strip.Tone.Muted
    property string text: ""
    property string glyph: ""
    property bool busy: false
    property string actionLabel: ""
    property bool shown: true
    readonly property color ink: tone === Strip.Tone.Warning ? Theme.warning : tone === Strip.Tone.Good ? Theme.accent
        : tone === Strip.Tone.Danger ? Theme.danger : Theme.inkMuted

    signal acted()

    height: shown ? implicitHeight : 0
    implicitHeight: Math.max(Theme.px(36), words.implicitHeight + 16)
    visible: height > 0
    clip: true
    color: tone === Strip.Tone.Warning ? Theme.warningSoft : tone === Strip.Tone.Good ? Theme.accentSoft
        : tone === Strip.Tone.Danger ? Theme.dangerSoft : Theme.sunken
    Behavior on height { enabled: !Theme.reducedMotion; NumberAnimation { duration: Theme.quick; easing.type: Easing.InOutCubic } }
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Row {
        anchors.centerIn: parent
        spacing: 8
        Spinner {
            visible: strip.busy
            color: strip.ink
            anchors.verticalCenter: parent.verticalCenter
        }
        Icon {
            visible: !strip.busy && strip.glyph !== ""
            glyph: strip.glyph
            size: Theme.iconPx(16)
            color: strip.ink
            anchors.verticalCenter: parent.verticalCenter
        }
        PlainText {
            id: words
            objectName: strip.objectName === "" ? "" : strip.objectName + "Text"
            width: Math.min(implicitWidth, strip.width - 48 - (action.visible ? action.width + 8 : 0))
            text: strip.text
            font: Theme.smallMedium
            color: strip.ink
            wrapMode: Text.Wrap
            anchors.verticalCenter: parent.verticalCenter
        }
        LinkButton {
            id: action
            objectName: strip.objectName === "" ? "" : strip.objectName + "Action"
            visible: strip.actionLabel !== ""
            label: strip.actionLabel
            labelFont: Theme.smallStrong
            color: strip.ink
            underlined: true
            anchors.verticalCenter: parent.verticalCenter
            onClicked: strip.acted()
        }
    }
}
