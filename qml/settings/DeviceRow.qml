// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Banter.Controls

Item {
    id: row

    required property string deviceId
    required property string name
    required property string platform
    required property bool isPhone
    required property bool isThis
    required property string lastUseText
    required property string accessibleText

    signal signOutWanted()

    objectName: "deviceRow"
    implicitHeight: Theme.grow(64)
    Accessible.role: Accessible.ListItem
    Accessible.name: accessibleText

    Rectangle {
        id: tile
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        width: 44
        height: 44
        radius: Theme.radius
        color: row.isThis ? Theme.accentSoft : Theme.sunken
        Icon {
            anchors.centerIn: parent
            glyph: row.isPhone ? "phone" : "monitor"
            size: 22
            color: row.isThis ? Theme.accent : Theme.inkMuted
        }
    }
    Column {
        anchors.left: tile.right
        anchors.leftMargin: 12
        anchors.right: leave.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        PlainText {
            width: parent.width
            text: row.name
            font: Theme.name
            line: Theme.nameLine
            Accessible.ignored: true
        }
        PlainText {
            width: parent.width
            text: row.isThis ? qsTr("This device") : row.platform === "" ? row.lastUseText : qsTr("%1, %2").arg(row.platform).arg(row.lastUseText)
            font: Theme.small
            color: row.isThis ? Theme.accent : Theme.inkMuted
            line: Theme.smallLine
            Accessible.ignored: true
        }
    }
    Button {
        id: leave
        objectName: "deviceSignOut"
        visible: !row.isThis
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        label: qsTr("Sign out")
        kind: Button.Kind.DangerText
        Accessible.description: row.name
        onClicked: row.signOutWanted()
    }
}
