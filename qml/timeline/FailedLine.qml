// SPDX-License-Identifier: Apache-2.0
// Under a message that was not sent: why, and the ways on. One line if there is room, else two.
import QtQuick
import Banter.Controls

Item {
    id: line

    property string reason: ""
    readonly property bool fits: words.implicitWidth + 12 + actions.width + 8 <= width

    signal retried()
    signal edited()
    signal deleted()

    implicitHeight: fits ? Math.max(words.height, actions.height) + 8 : words.height + actions.height + 16

    PlainText {
        id: words
        objectName: "failedReason"
        anchors.right: line.fits ? actions.left : parent.right
        anchors.rightMargin: line.fits ? 12 : 4
        y: 4
        width: line.fits ? Math.ceil(implicitWidth) : line.width - 8
        text: line.reason
        font: Theme.caption
        color: Theme.danger
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignRight
    }
    Row {
        id: actions
        anchors.right: parent.right
        anchors.rightMargin: 4
        y: line.fits ? 4 : words.height + 12
        spacing: 12
        LinkButton {
            objectName: "failedRetry"
            label: qsTr("Retry")
            onClicked: line.retried()
        }
        LinkButton {
            objectName: "failedEdit"
            label: qsTr("Edit")
            onClicked: line.edited()
        }
        LinkButton {
            objectName: "failedDelete"
            label: qsTr("Delete")
            color: Theme.inkMuted
            onClicked: line.deleted()
        }
    }
}
