// SPDX-License-Identifier: Apache-2.0
// What others see of oneself. Both are mutual, and the page says so.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: page

    required property Privacy privacy

    objectName: "privacyPage"
    topPadding: 8

    ErrorLine {
        textName: "privacyError"
        width: parent.width
        text: page.privacy.errorText
    }
    SettingsRow {
        title: qsTr("Read receipts")
        help: page.privacy.showsRead ? qsTr("Others see what you have read, and you see what they have read")
            : qsTr("Nobody sees what you have read, and you do not see what they have read")
        Switch {
            objectName: "readReceiptsSwitch"
            label: qsTr("Read receipts")
            enabled: !page.privacy.busy
            checked: page.privacy.showsRead
            onToggled: page.privacy.showsRead = checked
        }
    }
    SectionTitle {
        topPadding: 20
        bottomPadding: 4
        text: qsTr("Who sees when you are online")
    }
    PlainText {
        width: parent.width
        bottomPadding: 8
        text: qsTr("Also when you were last there. You see it only of people who see it of you.")
        font: Theme.small
        color: Theme.inkMuted
        wrapMode: Text.Wrap
    }
    Repeater {
        model: [
            {name: "presenceEverybody", audience: Privacy.Everybody, label: qsTr("Everybody I share a chat with")},
            {name: "presenceContacts", audience: Privacy.Contacts, label: qsTr("My contacts")},
            {name: "presenceNobody", audience: Privacy.Nobody, label: qsTr("Nobody")}
        ]
        Radio {
            required property var modelData
            objectName: modelData.name
            width: page.width
            label: modelData.label
            enabled: !page.privacy.busy
            checked: page.privacy.presence === modelData.audience
            onToggled: page.privacy.presence = modelData.audience
        }
    }
}
