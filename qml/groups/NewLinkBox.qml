// SPDX-License-Identifier: Apache-2.0
// A link that was just made. It is shown once.
import QtQuick
import Banter.Controls

Rectangle {
    id: box

    property string link: ""
    property bool isCopied: false

    signal copied()

    onLinkChanged: isCopied = false
    implicitHeight: column.height + 24
    radius: Theme.radius
    color: Theme.accentSoft

    Column {
        id: column
        x: 14
        y: 12
        width: parent.width - 28
        spacing: 6
        PlainText {
            width: parent.width
            text: qsTr("Copy it now: it is shown only once.")
            font: Theme.small
            color: Theme.ink
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
        }
        PlainText {
            objectName: "inviteLink"
            width: parent.width
            text: box.link
            font: Theme.bodyMedium
            wrapMode: Text.WrapAnywhere
        }
        Button {
            objectName: "inviteCopy"
            label: box.isCopied ? qsTr("Copied") : qsTr("Copy link")
            glyph: box.isCopied ? "check" : "copy"
            kind: Button.Kind.Tonal
            onClicked: {
                box.copied()
                box.isCopied = true
            }
        }
    }
}
