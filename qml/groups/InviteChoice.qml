// SPDX-License-Identifier: Apache-2.0
// What a link allows: a title, and the choices below it.
import QtQuick
import Banter.Controls

Column {
    id: choice

    property string title: ""
    property alias choices: parts.choices
    property int current: 0

    spacing: 4

    PlainText {
        width: parent.width
        text: choice.title
        font: Theme.smallMedium
        Accessible.ignored: true
    }
    Segmented {
        id: parts
        objectName: choice.objectName === "" ? "" : choice.objectName + "Part"
        label: choice.title
        current: choice.current
        onChosen: index => choice.current = index
    }
}
