// SPDX-License-Identifier: Apache-2.0
// A Sheet with its name as heading, a way back or out, and the rest for what it is about.
import QtQuick

Sheet {
    id: sheet

    // There is a page before this one.
    property bool hasBack: false
    default property alias content: body.data

    signal backed()

    contentItem: FocusScope {
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        IconButton {
            id: back
            objectName: sheet.objectName === "" ? "" : sheet.objectName + "Back"
            visible: sheet.hasBack
            anchors.left: parent.left
            anchors.leftMargin: 12
            y: 12
            glyph: "back"
            label: qsTr("Back")
            onClicked: sheet.backed()
        }
        PlainText {
            anchors.left: back.visible ? back.right : parent.left
            anchors.leftMargin: back.visible ? 4 : 24
            anchors.right: out.left
            anchors.rightMargin: 8
            anchors.verticalCenter: out.verticalCenter
            text: sheet.label
            font: Theme.heading
            Accessible.role: Accessible.Heading
        }
        IconButton {
            id: out
            objectName: sheet.objectName === "" ? "" : sheet.objectName + "Close"
            anchors.right: parent.right
            anchors.rightMargin: 12
            y: 12
            glyph: "close"
            label: qsTr("Close")
            onClicked: sheet.close()
        }
        FocusScope {
            id: body
            anchors.fill: parent
            anchors.topMargin: 64
            focus: true
        }
    }
}
