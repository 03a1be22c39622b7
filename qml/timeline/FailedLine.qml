// SPDX-License-Identifier: Apache-2.0
// Under a message that was not sent: why, and the ways on.
import QtQuick
import Banter.Controls

Flow {
    id: line

    property string reason: ""

    signal retried()
    signal edited()
    signal deleted()

    spacing: 12
    padding: 4
    layoutDirection: Theme.mirrored ? Qt.LeftToRight : Qt.RightToLeft

    LinkButton {
        objectName: "failedDelete"
        label: qsTr("Delete")
        color: Theme.inkMuted
        onClicked: line.deleted()
    }
    LinkButton {
        objectName: "failedEdit"
        label: qsTr("Edit")
        onClicked: line.edited()
    }
    LinkButton {
        objectName: "failedRetry"
        label: qsTr("Retry")
        onClicked: line.retried()
    }
    PlainText {
        objectName: "failedReason"
        width: Math.min(Math.ceil(implicitWidth), line.width - 8)
        text: line.reason
        font: Theme.caption
        color: Theme.danger
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignRight
    }
}
