// SPDX-License-Identifier: Apache-2.0
// New messages are announced politely, whatever has the focus.
import QtQuick

Item {
    property string words: ""

    Accessible.role: Accessible.AlertMessage
    Accessible.name: words
}
