// SPDX-License-Identifier: Apache-2.0
// Above the oldest row: older messages are on their way, or why they are not.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: top

    required property TimelineModel timeline

    height: 48

    Spinner {
        anchors.centerIn: parent
        visible: top.timeline.loadingOlder
        size: Theme.iconPx(20)
        label: qsTr("Loading older messages")
    }
    Row {
        anchors.centerIn: parent
        spacing: 8
        visible: top.timeline.olderErrorText !== "" && !top.timeline.loadingOlder
        PlainText {
            width: Math.min(implicitWidth, top.width - 120)
            text: top.timeline.olderErrorText
            font: Theme.caption
            color: Theme.inkMuted
        }
        LinkButton {
            objectName: "loadOlderButton"
            label: qsTr("Try again")
            onClicked: top.timeline.loadOlder()
        }
    }
}
