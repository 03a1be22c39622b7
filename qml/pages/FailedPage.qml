// SPDX-License-Identifier: Apache-2.0
// Nothing works: what happened, what to do, and another try.
import QtQuick
import Banter.Client
import Banter.Controls

Rectangle {
    id: page

    required property App app

    objectName: "failedPage"
    color: Theme.surface

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(440, page.width - 48)
        glyph: "alert"
        heading: qsTr("Banter can't start")
        sentence: page.app.fatalText
        actionLabel: qsTr("Try again")
        actionGlyph: "retry"
        actionName: "tryAgainButton"
        onActed: page.app.tryAgain()
    }
}
