// SPDX-License-Identifier: Apache-2.0
// The name of a thing under the pointer, after 600 ms, with its shortcut. Centred below its parent.
import QtQuick
import QtQuick.Templates as T

T.Popup {
    id: tip

    property bool shown: false
    property string words: ""
    property string shortcutText: ""

    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? parent.height + 6 : 0
    margins: 8
    padding: 0
    leftPadding: 10
    rightPadding: 10
    implicitWidth: row.implicitWidth + leftPadding + rightPadding
    implicitHeight: Theme.px(30)
    closePolicy: T.Popup.NoAutoClose
    enter: Transition { NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.instant } }

    onShownChanged: {
        if (!shown)
            close()
    }

    Timer {
        interval: 600
        running: tip.shown && !Theme.phone && tip.words !== ""
        onTriggered: tip.open()
    }

    background: Rectangle {
        radius: Theme.radiusMenuRow
        color: Theme.toast
    }
    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: 8
            PlainText {
                text: tip.words
                font: Theme.captionMedium
                color: Theme.toastInk
                width: Math.min(implicitWidth, 320)
            }
            PlainText {
                text: tip.shortcutText
                visible: text !== ""
                font: Theme.caption
                color: Theme.toastInk
                opacity: 0.7
            }
        }
    }
}
