// SPDX-License-Identifier: Apache-2.0
// The accents one can choose, and the hues of people. Only Theme asks here.
import QtQuick

QtObject {
    // accent, accentSoft, bubbleOwn, ownInset, ownMuted, ownAccent; light, then dark
    readonly property var table: ({
        lagoon: [["#0A7868", "#DFF1EC", "#CFEBE3", "#C0E3DA", "#46625B", "#0A6B5D"],
            ["#4FCBB2", "#17372F", "#11463C", "#195246", "#A6C4BC", "#5FEBCF"]],
        cobalt: [["#2463C9", "#E5ECF9", "#DAE4F6", "#CDDBF3", "#445E74", "#1F55AD"],
            ["#82B1FF", "#293743", "#2D3B4A", "#344458", "#ABBECE", "#9BC1FF"]],
        iris: [["#5A50C8", "#EBEAF8", "#E3E1F6", "#D9D7F3", "#515973", "#4D45AC"],
            ["#A9A4FF", "#303443", "#35394A", "#3E4258", "#B4BBCE", "#BAB6FF"]],
        orchid: [["#A8358C", "#F5E7F1", "#F0DDEB", "#EBD1E4", "#655264", "#902E78"],
            ["#F09ADB", "#3D333D", "#443643", "#523E4F", "#C6B8C5", "#F3AEE2"]],
        ember: [["#B4470F", "#F6E9E2", "#F2E0D6", "#EED5C8", "#685745", "#9B3D0D"],
            ["#FFA475", "#40342A", "#47392D", "#564233", "#CABBAC", "#FFB691"]],
        moss: [["#4A7012", "#E9EEE3", "#E0E7D7", "#D6DFC9", "#4D6146", "#40600F"],
            ["#A6CF63", "#303C27", "#344229", "#3D4D2E", "#B4C5A7", "#B8D982"]],
        graphite: [["#45524D", "#E9EAEA", "#DFE2E1", "#D4D8D7", "#4C5A55", "#3B4742"],
            ["#B9C6C1", "#333B38", "#38403D", "#424B48", "#B8C3BF", "#C7D1CD"]]
    })
    // Discs of avatars: resources/pictures. By the same index the colour of a sender's name, light and dark.
    readonly property var hues: ["coral", "amber", "fern", "teal", "sky", "iris", "plum", "rose"]
    readonly property var hueNames: [
        ["#B23A26", "#8F4E00", "#2D6C2B", "#0A6B5D", "#1B669F", "#4A52BC", "#8140AB", "#AC3365"],
        ["#FF9C88", "#F5B461", "#8FD68A", "#5FD3BC", "#7CBEF2", "#A7AEFF", "#D3A0F5", "#FF97C0"]]

    function tones(name: string, dark: bool): var {
        return (table[name] ?? table.lagoon)[dark ? 1 : 0]
    }
    // The colours of Lagoon's states are drawn, the others' are mixed.
    function hover(name: string, dark: bool): color {
        if (!(name in table) || name === "lagoon")
            return dark ? "#66D6BF" : "#096B5D"
        return hoverOf(tones(name, dark)[0], dark)
    }
    function pressed(name: string, dark: bool): color {
        if (!(name in table) || name === "lagoon")
            return dark ? "#3DB89F" : "#075C50"
        return pressedOf(tones(name, dark)[0], dark)
    }
    // 90 % and black, in dark 85 % and white
    function hoverOf(fill: color, dark: bool): color {
        return Qt.tint(fill, dark ? "#26FFFFFF" : "#1A000000")
    }
    // 78 % and black, in dark 85 %
    function pressedOf(fill: color, dark: bool): color {
        return Qt.tint(fill, dark ? "#26000000" : "#38000000")
    }
}
