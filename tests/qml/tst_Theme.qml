// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Banter.Controls

TestCase {
    name: "Theme"

    function luminance(color) {
        const linear = part => part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4)
        return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
    }
    function ratio(a, b) {
        const x = luminance(a), y = luminance(b)
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
    }
    function cleanup() {
        Theme.dark = false
        Theme.accentName = "lagoon"
        Theme.textScale = 1
    }

    function test_textCanBeRead_data() {
        const rows = []
        for (const dark of [false, true])
            for (const accent of ["lagoon", "cobalt", "iris", "orchid", "ember", "moss", "graphite"])
                rows.push({tag: accent + (dark ? " dark" : " light"), dark: dark, accent: accent})
        return rows
    }
    function test_textCanBeRead(row) {
        Theme.dark = row.dark
        Theme.accentName = row.accent
        const pairs = [["ink", "surface"], ["ink", "bubbleOwn"], ["ink", "bubbleOther"], ["inkMuted", "surface"], ["inkMuted", "canvas"],
            ["ownMuted", "bubbleOwn"], ["ownAccent", "bubbleOwn"], ["accent", "surface"], ["accentInk", "accent"], ["danger", "surface"],
            ["danger", "dangerSoft"], ["dangerInk", "dangerFill"], ["warning", "warningSoft"], ["toastInk", "toast"], ["accent", "accentSoft"]]
        for (const pair of pairs) {
            const found = ratio(Theme[pair[0]], Theme[pair[1]])
            verify(found >= 4.5, pair + " " + found.toFixed(2))
        }
    }
    function test_typeGrowsWithTheChoice() {
        const before = Theme.body.pixelSize
        Theme.textScale = 2
        compare(Theme.body.pixelSize, 2 * before)
        verify(Theme.rowHeight > 68)
        compare(Theme.iconPx(20), 26)
    }
    function test_anUnknownAccentIsLagoon() {
        const lagoon = Theme.accent
        Theme.accentName = "no such"
        compare(Theme.accent, lagoon)
    }
    function test_peopleHaveEightHues() {
        compare(Theme.hueDisc(8), Theme.hueDisc(0))
        verify(Theme.hueDisc(1) !== Theme.hueDisc(0))
    }
}
