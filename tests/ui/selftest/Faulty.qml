// SPDX-License-Identifier: Apache-2.0
// What the walker over the accessibility tree must complain about, each once; and one thing that is right.
import QtQuick
import QtQuick.Controls.Basic

ApplicationWindow {
    width: 400
    height: 300
    visible: true

    Column {
        Rectangle {
            objectName: "namelessArea"
            width: 60
            height: 40
            MouseArea {
                anchors.fill: parent
            }
        }
        Button {
            objectName: "namelessButton"
            Accessible.onPressAction: clicked()
        }
        Item {
            objectName: "rolelessItem"
            width: 60
            height: 40
            activeFocusOnTab: true
            Accessible.name: "I have no role"
        }
        Button {
            objectName: "deafButton"
            text: "Press does nothing for a screen reader"
        }
        TextField {
            objectName: "namelessField"
        }
        Button {
            objectName: "goodButton"
            text: "Good"
            Accessible.onPressAction: clicked()
        }
        Text {
            objectName: "markup"
            text: "<b>bold</b>"
        }
    }
    Component.onCompleted: console.warn("a planted warning")
}
