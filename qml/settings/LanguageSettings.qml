// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: page

    required property Settings settings

    objectName: "languagePage"
    topPadding: 8

    Repeater {
        model: Languages.codes
        Radio {
            required property string modelData
            objectName: "language-" + (modelData === "" ? "system" : modelData)
            width: page.width
            implicitHeight: Theme.px(48)
            label: Languages.nameOf(modelData)
            checked: page.settings.language === modelData
            onClicked: page.settings.language = modelData
        }
    }
}
