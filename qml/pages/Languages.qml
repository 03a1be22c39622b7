// SPDX-License-Identifier: Apache-2.0
// The languages that Banter speaks, by their own names. "" is the system's.
pragma Singleton
import QtQuick

QtObject {
    readonly property var codes: ["", "en", "de"]
    readonly property var names: [qsTr("Match system"), "English", "Deutsch"]

    function nameOf(code: string): string {
        return names[Math.max(0, codes.indexOf(code))]
    }
    function after(code: string): string {
        return codes[(Math.max(0, codes.indexOf(code)) + 1) % codes.length]
    }
}
