// SPDX-License-Identifier: Apache-2.0
// Every colour, size and duration of the house, by the names of the design. Nothing else has a colour of its own.
// The window sets the first block; the rest follows. What the design calls onAccent is accentInk here, and so on: in QML a
// name with "on" in front is a signal handler.
pragma Singleton
import QtQuick

QtObject {
    id: theme

    property bool dark: false
    property string accentName: "lagoon"
    // 0.8 to 2: type and lines grow with it, icons up to 1.3.
    property real textScale: 1
    property bool reducedMotion: false
    property bool compact: false
    // One pane at a time, and fingers.
    property bool phone: false
    // Not typed: qmllint 6.4 does not know what the application has. It goes before Theme does.
    readonly property var application: Qt.application
    readonly property bool mirrored: application !== null && application.layoutDirection === Qt.RightToLeft

    // Surfaces
    readonly property color canvas: dark ? "#0E1312" : "#EFF2F0"
    readonly property color surface: dark ? "#161C1A" : "#FFFFFF"
    readonly property color sunken: dark ? "#1E2523" : "#F3F5F4"
    readonly property color raised: dark ? "#222A28" : "#FFFFFF"
    readonly property color composer: dark ? "#1E2523" : "#FFFFFF"
    readonly property color tonal: dark ? "#2D3633" : "#EDF1EF"
    readonly property color hover: dark ? "#1D2422" : "#F2F5F3"
    readonly property color pressed: dark ? "#27302D" : "#E6EBE8"
    readonly property color selected: accentSoft
    readonly property color outline: dark ? "#28312E" : "#E0E5E2"
    readonly property color control: dark ? "#74807B" : "#828E89"
    readonly property color skeleton: dark ? "#232B29" : "#E6EBE8"

    // Text
    readonly property color ink: dark ? "#E8EEEB" : "#16201D"
    readonly property color inkMuted: dark ? "#9CA9A4" : "#57645F"
    readonly property color inkDisabled: dark ? "#5C6763" : "#A3ADA9"

    // The accent, and what goes with it
    readonly property var tones: accents.tones(accentName, dark)
    readonly property color accent: tones[0]
    readonly property color accentSoft: tones[1]
    readonly property color bubbleOwn: tones[2]
    readonly property color ownInset: tones[3]
    readonly property color ownMuted: tones[4]
    readonly property color ownAccent: tones[5]
    readonly property color accentHover: accents.hover(accentName, dark)
    readonly property color accentPressed: accents.pressed(accentName, dark)
    readonly property color accentInk: dark ? "#04261F" : "#FFFFFF"
    readonly property color bubbleOther: dark ? "#1F2725" : "#FFFFFF"
    readonly property color otherInset: dark ? "#2A3330" : "#F1F4F2"
    readonly property color mentionSoft: dark ? "#332D18" : "#FFF0C9"

    // What went wrong, what waits, who is there
    readonly property color danger: dark ? "#FF8E85" : "#B92F28"
    readonly property color dangerSoft: dark ? "#3B1F1D" : "#FBE9E7"
    readonly property color dangerFill: dark ? "#E0524A" : "#C4372F"
    readonly property color dangerHover: accents.hoverOf(dangerFill, dark)
    readonly property color dangerPressed: accents.pressedOf(dangerFill, dark)
    readonly property color dangerInk: dark ? "#1E0503" : "#FFFFFF"
    readonly property color warning: dark ? "#F0BC5E" : "#7D5200"
    readonly property color warningSoft: dark ? "#33290F" : "#FDF1D8"
    readonly property color online: dark ? "#3FD18B" : "#1C9A5B"
    readonly property color badgeMuted: dark ? "#5F6B66" : "#66736E"
    readonly property color badgeMutedInk: "#FFFFFF"
    readonly property color toast: dark ? "#E8EEEB" : "#1D2724"
    readonly property color toastInk: dark ? "#16201D" : "#F2F6F4"
    readonly property color toastAccent: dark ? "#0A6B5D" : "#6FDCC6"
    readonly property color knob: "#FFFFFF"
    readonly property color scrim: dark ? "#8F000000" : "#61101C18"
    readonly property color depth: dark ? "#000000" : "#0E221C"
    readonly property color clear: "transparent"

    // The panel beside the sign-in, the same in light and dark
    readonly property color panelTop: "#12937F"
    readonly property color panelBottom: "#064A41"
    readonly property color panelInk: "#FFFFFF"
    readonly property color panelAccent: "#0A7868"
    readonly property color panelSoft: "#BBD9D3"

    // Type. `…Line` is the height of a line.
    readonly property font display: type(28, Font.DemiBold, -0.6)
    readonly property font pageTitle: type(24, Font.Bold, -0.5)
    readonly property font title: type(20, Font.DemiBold, -0.3)
    readonly property font heading: type(17, Font.DemiBold, -0.2)
    readonly property font header: type(16, Font.DemiBold, -0.15)
    readonly property font name: type(phone ? 16 : 15, Font.DemiBold, -0.1)
    readonly property font body: type(bodySize, Font.Normal, 0)
    readonly property font bodyItalic: italic(body)
    readonly property font bodyMedium: type(bodySize, Font.Medium, 0)
    readonly property font button: type(14, Font.DemiBold, 0)
    readonly property font buttonLarge: type(15, Font.DemiBold, 0)
    readonly property font menu: type(14, Font.Medium, 0)
    readonly property font preview: type(phone ? 15 : 14, Font.Normal, 0)
    readonly property font previewItalic: italic(preview)
    readonly property font previewMedium: type(phone ? 15 : 14, Font.Medium, 0)
    readonly property font small: type(13, Font.Normal, 0)
    readonly property font smallMedium: type(13, Font.Medium, 0)
    readonly property font smallStrong: type(13, Font.DemiBold, 0)
    readonly property font caption: type(12, Font.Normal, 0)
    readonly property font captionMedium: type(12, Font.Medium, 0)
    readonly property font captionStrong: type(12, Font.DemiBold, 0)
    readonly property font initials: Qt.font({pixelSize: 12, weight: Font.DemiBold}) // of discs of 32
    readonly property font emoji: Qt.font({family: "Noto Color Emoji", pixelSize: px(40)})
    readonly property font emojiChoice: Qt.font({family: "Noto Color Emoji", pixelSize: px(22)})
    readonly property font emojiPill: Qt.font({family: "Noto Color Emoji", pixelSize: px(14)})
    readonly property int bodySize: compact ? 14 : phone ? 16 : 15
    readonly property int displayLine: px(34)
    readonly property int pageTitleLine: px(30)
    readonly property int titleLine: px(26)
    readonly property int headingLine: px(22)
    readonly property int headerLine: px(21)
    readonly property int nameLine: px(phone ? 21 : 20)
    readonly property int bodyLine: px(compact ? 19 : phone ? 22 : 21)
    readonly property int labelLine: px(20)
    readonly property int previewLine: px(20)
    readonly property int smallLine: px(18)
    readonly property int captionLine: px(16)

    // Radii: inner bubble corner; quote; menu row; row, field, button; menu, media, toast; bubble; dialog; composer
    readonly property int radiusInner: 6
    readonly property int radiusQuote: 8
    readonly property int radiusMenuRow: 9
    readonly property int radius: 12
    readonly property int radiusLarge: 14
    readonly property int radiusBubble: 18
    readonly property int radiusDialog: 20
    readonly property int radiusComposer: 22

    // Sizes that follow the text or the kind of device
    readonly property int target: phone ? 44 : 40
    readonly property int buttonHeight: px(phone ? 44 : 40)
    readonly property int fieldHeight: px(48)
    readonly property int headerHeight: grow(phone ? 60 : 64)
    readonly property int rowHeight: grow(phone ? 72 : compact ? 56 : 68)
    readonly property int rowAvatar: compact && !phone ? 40 : 48
    readonly property int sidePadding: phone ? 12 : 24
    readonly property int bubblePadding: compact ? 6 : 8
    readonly property int gapInGroup: compact ? 2 : 3
    readonly property int gapOfGroups: compact ? 8 : 12
    readonly property int columnWidth: 760
    readonly property int bubbleWidth: px(520)

    // Motion, in milliseconds
    readonly property int instant: 80
    readonly property int quick: reducedMotion ? 80 : 120
    readonly property int base: reducedMotion ? 80 : 180
    readonly property int page: reducedMotion ? 80 : 240

    readonly property url iconFolder: Qt.resolvedUrl("icons")
    readonly property url appIcon: Qt.resolvedUrl("icons/banter.svg")
    readonly property url panelPicture: Qt.resolvedUrl("icons/panel.svg")
    readonly property AccentTable accents: AccentTable {}
    // By hue: discs of avatars, colours of names.
    readonly property var hueDiscs: accents.hues.map((name, hue) => hueDisc(hue))
    readonly property var hueInks: accents.hueNames[dark ? 1 : 0]

    // Text grows in full; what has text in it grows by what the text grows.
    function px(size: real): int {
        return Math.round(size * textScale)
    }
    function grow(size: int): int {
        return Math.round(size + Math.max(0, textScale - 1) * 40)
    }
    function iconPx(size: int): int {
        return Math.round(size * Math.min(1.3, Math.max(1, textScale)))
    }
    // Joined scripts bear no spacing; Latin names in a right-to-left window do without.
    function type(size: int, weight: int, spacing: real): font {
        return Qt.font({pixelSize: px(size), weight: weight, letterSpacing: mirrored ? 0 : spacing * textScale})
    }
    function italic(upright: font): font {
        return Qt.font({pixelSize: upright.pixelSize, italic: true})
    }
    function themePicture(name: string): url {
        return Qt.resolvedUrl("icons/theme-" + name + ".svg")
    }
    function hueDisc(hue: int): url {
        return Qt.resolvedUrl("icons/hue-" + accents.hues[hue & 7] + ".svg")
    }
    function hueName(hue: int): color {
        return accents.hueNames[dark ? 1 : 0][hue & 7]
    }
}
