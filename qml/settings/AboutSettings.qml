// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: page

    required property App app

    objectName: "aboutPage"
    topPadding: 8

    Image {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 72
        height: 72
        sourceSize.width: 72
        sourceSize.height: 72
        source: Theme.appIcon
        Accessible.ignored: true
    }
    PlainText {
        width: parent.width
        topPadding: 12
        text: qsTr("Banter")
        font: Theme.title
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.Heading
    }
    PlainText {
        objectName: "aboutVersion"
        width: parent.width
        topPadding: 4
        bottomPadding: 20
        text: qsTr("Version %1").arg(page.app.version)
        color: Theme.inkMuted
        horizontalAlignment: Text.AlignHCenter
    }
    SettingsRow {
        title: qsTr("Licence")
        PlainText { text: "Apache-2.0"; color: Theme.inkMuted }
    }
    SettingsRow {
        title: qsTr("Profile")
        visible: page.app.profile !== ""
        height: visible ? implicitHeight : 0
        hasLine: false
        PlainText { text: page.app.profile; color: Theme.inkMuted }
    }
}
