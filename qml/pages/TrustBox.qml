// SPDX-License-Identifier: Apache-2.0
// A server shows a certificate that nobody vouches for: what to compare, and the choice to take it.
import QtQuick
import Banter.Controls

Rectangle {
    id: box

    property string fingerprint: ""

    signal trusted()

    implicitHeight: column.height + 28
    height: visible ? implicitHeight : 0
    radius: Theme.radius
    color: Theme.warningSoft

    Column {
        id: column
        x: 14
        y: 14
        width: parent.width - 28
        spacing: 8
        PlainText {
            width: parent.width
            text: qsTr("Compare this with what the server's owner tells you:")
            font: Theme.small
            color: Theme.warning
            wrapMode: Text.Wrap
        }
        PlainText {
            objectName: "fingerprintText"
            width: parent.width
            text: box.fingerprint
            font.family: "monospace"
            font.pixelSize: Theme.small.pixelSize
            wrapMode: Text.Wrap
        }
        Button {
            objectName: "trustButton"
            label: qsTr("It is the same")
            kind: Button.Kind.Tonal
            onClicked: box.trusted()
        }
    }
}
