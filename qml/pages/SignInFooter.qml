// SPDX-License-Identifier: Apache-2.0
// Language and theme, before anybody is signed in.
import QtQuick
import Banter.Client
import Banter.Controls

Row {
    id: footer

    required property App app
    readonly property var themeNames: [qsTr("Match system"), qsTr("Light"), qsTr("Dark")]

    spacing: 8

    FooterButton {
        objectName: "languageButton"
        glyph: "globe"
        label: Languages.nameOf(footer.app.settings.language)
        description: qsTr("Language: %1").arg(label)
        onClicked: footer.app.settings.language = Languages.after(footer.app.settings.language)
    }
    FooterButton {
        objectName: "themeButton"
        glyph: "contrast"
        label: footer.themeNames[footer.app.settings.theme]
        description: qsTr("Theme: %1").arg(label)
        onClicked: footer.app.settings.theme = (footer.app.settings.theme + 1) % 3
    }
}
