// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: page

    required property Settings settings
    readonly property var accentNames: ({lagoon: qsTr("Lagoon"), cobalt: qsTr("Cobalt"), iris: qsTr("Iris"), orchid: qsTr("Orchid"),
            ember: qsTr("Ember"), moss: qsTr("Moss"), graphite: qsTr("Graphite")})
    readonly property var scales: settings.textScales
    readonly property int scaleIndex: Math.max(0, scales.indexOf(settings.textScale))
    readonly property string scaleText: qsTr("%1%").arg(Math.round(settings.textScale * 100))

    readonly property int cardWidth: Math.max(96, Math.min(176, Math.floor((width - 24) / 3)))

    objectName: "appearancePage"
    topPadding: 10

    SectionTitle { text: qsTr("Theme") }
    Flow {
        width: parent.width
        topPadding: 14
        bottomPadding: 20
        spacing: Math.max(12, Math.floor((width - 3 * page.cardWidth) / 2))
        ThemeCard {
            pictureWidth: page.cardWidth
            objectName: "themeSystem"
            label: qsTr("Match system")
            chosen: page.settings.theme === Settings.System
            kind: ThemeCard.Kind.Both
            onClicked: page.settings.theme = Settings.System
        }
        ThemeCard {
            pictureWidth: page.cardWidth
            objectName: "themeLight"
            label: qsTr("Light")
            chosen: page.settings.theme === Settings.Light
            kind: ThemeCard.Kind.Light
            onClicked: page.settings.theme = Settings.Light
        }
        ThemeCard {
            pictureWidth: page.cardWidth
            objectName: "themeDark"
            label: qsTr("Dark")
            chosen: page.settings.theme === Settings.Dark
            kind: ThemeCard.Kind.Dark
            onClicked: page.settings.theme = Settings.Dark
        }
    }
    SectionTitle { text: qsTr("Accent") }
    Flow {
        width: parent.width
        topPadding: 17
        bottomPadding: 12
        spacing: 18
        Repeater {
            model: page.settings.accents
            Swatch {
                required property string modelData
                objectName: "accent-" + modelData
                accentName: modelData
                label: page.accentNames[modelData] ?? modelData
                chosen: page.settings.accent === modelData
                onClicked: page.settings.accent = modelData
            }
        }
    }
    SectionTitle { text: qsTr("Reading") }
    SettingsRow {
        title: qsTr("Text size")
        help: Theme.phone ? "" : qsTr("Messages, names and menus")
        PlainText {
            text: qsTr("A", "sample letter beside the text size")
            font: Theme.captionMedium
            line: 40
            Accessible.ignored: true
        }
        Slider {
            objectName: "textScaleSlider"
            implicitWidth: Theme.phone ? 110 : 154
            label: qsTr("Text size")
            valueText: page.scaleText
            from: 0
            to: page.scales.length - 1
            stepSize: 1
            value: page.scaleIndex
            onMoved: page.settings.textScale = page.scales[Math.round(value)]
        }
        PlainText {
            text: qsTr("A", "sample letter beside the text size")
            font: Theme.title
            line: 40
            Accessible.ignored: true
        }
        PlainText {
            objectName: "textScaleText"
            width: Theme.px(42)
            text: page.scaleText
            font: Theme.small
            color: Theme.inkMuted
            horizontalAlignment: Text.AlignRight
            line: 40
        }
    }
    SettingsRow {
        title: qsTr("Density")
        help: Theme.phone ? "" : qsTr("Compact fits about a third more on screen")
        Segmented {
            objectName: "densityChoice"
            label: qsTr("Density")
            choices: [qsTr("Comfortable"), qsTr("Compact")]
            current: page.settings.density
            onChosen: index => page.settings.density = index
        }
    }
    SettingsRow {
        title: qsTr("Reduce motion")
        help: qsTr("Fades instead of slides")
        hasLine: false
        Switch {
            objectName: "reducedMotionSwitch"
            label: qsTr("Reduce motion")
            checked: page.settings.reducedMotion
            onToggled: page.settings.reducedMotion = checked
        }
    }
}
