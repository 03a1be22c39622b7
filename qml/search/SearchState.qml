// SPDX-License-Identifier: Apache-2.0
// Below what was found: that the server is still asked, that it could not be, or that there is nothing.
import QtQuick
import Banter.Controls

Item {
    id: state

    property string query: ""
    property bool isEmpty: false
    property bool isAsking: false
    property string errorText: ""
    property string hintText: ""

    implicitHeight: column.height + 24

    Column {
        id: column
        x: 10
        y: 12
        width: parent.width - 20
        spacing: 8
        Spinner {
            objectName: "searchSpinner"
            anchors.horizontalCenter: parent.horizontalCenter
            visible: state.isAsking
            size: Theme.iconPx(20)
            label: qsTr("Searching")
        }
        PlainText {
            objectName: "searchNothing"
            width: parent.width
            visible: state.isEmpty && !state.isAsking
            text: qsTr("Nothing found for “%1”.").arg("\u2068" + state.query.trim() + "\u2069")
            font: Theme.preview
            color: Theme.inkMuted
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }
        PlainText {
            objectName: "searchError"
            width: parent.width
            visible: state.errorText !== ""
            text: qsTr("Only what is on this device was searched. %1").arg(state.errorText)
            font: Theme.small
            color: Theme.warning
            wrapMode: Text.Wrap
        }
        PlainText {
            width: parent.width
            visible: text !== "" && state.errorText === ""
            text: state.hintText
            font: Theme.small
            color: Theme.inkMuted
            wrapMode: Text.Wrap
        }
    }
}
