// SPDX-License-Identifier: Apache-2.0
// The lower edge of a sheet: what went wrong, and the verb.
import QtQuick
import Banter.Controls

Column {
    id: foot

    property string errorText: ""
    property string errorName: ""
    property string note: ""
    property string verb: ""
    property string verbName: ""
    property bool ready: true
    property bool busy: false

    signal accepted()

    spacing: 8
    bottomPadding: 16

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.outline
    }
    ErrorLine {
        textName: foot.errorName
        x: 24
        width: parent.width - 48
        text: foot.errorText
    }
    Item {
        x: 24
        width: parent.width - 48
        height: act.height
        PlainText {
            anchors.left: parent.left
            anchors.right: act.left
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            text: foot.note
            font: Theme.small
            color: Theme.inkMuted
        }
        Button {
            id: act
            objectName: foot.verbName
            anchors.right: parent.right
            label: foot.verb
            busy: foot.busy
            enabled: foot.ready || foot.busy
            onClicked: {
                if (!foot.busy)
                    foot.accepted()
            }
        }
    }
}
