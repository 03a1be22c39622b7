// SPDX-License-Identifier: Apache-2.0
// Where the link under the pointer leads.
import QtQuick
import Banter.Controls

Rectangle {
    id: shown

    property string host: ""

    objectName: "linkHost"
    visible: host !== ""
    width: Math.ceil(words.implicitWidth) + 20
    height: Theme.px(30)
    radius: Theme.radiusMenuRow
    color: Theme.toast

    PlainText {
        id: words
        anchors.centerIn: parent
        text: shown.host
        font: Theme.captionMedium
        color: Theme.toastInk
    }
}
