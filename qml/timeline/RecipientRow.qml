// SPDX-License-Identifier: Apache-2.0
// Somebody to whom a message went, and how far it got.
import QtQuick
import Banter.Controls

Item {
    id: row

    required property string name
    required property string initials
    required property int hue
    required property string stateText
    required property string accessibleText
    property bool hasRing: false

    objectName: "recipientRow"
    implicitHeight: Theme.grow(52)
    Accessible.role: Accessible.ListItem
    Accessible.name: accessibleText
    Accessible.focusable: true

    FocusRing {
        shown: row.hasRing
        inset: true
    }
    Avatar {
        id: avatar
        anchors.left: parent.left
        anchors.leftMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        size: 36
        hue: row.hue
        initials: row.initials
    }
    PlainText {
        objectName: "recipientName"
        anchors.left: avatar.right
        anchors.leftMargin: 12
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        text: row.name
        font: Theme.name
        Accessible.ignored: true
    }
}
