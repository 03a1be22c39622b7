// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls.Basic

ApplicationWindow {
    id: window
    objectName: "mainWindow"
    property int clicks: 0
    property string lastAct: "nothing"
    width: 480
    height: 640
    visible: true
    title: "Driver's playground"

    Column {
        spacing: 8
        padding: 8

        Text {
            objectName: "status"
            text: window.lastAct
            textFormat: Text.PlainText
        }
        Row {
            spacing: 8
            Button {
                objectName: "countButton"
                text: "Count"
                Accessible.onPressAction: clicked()
                onClicked: window.clicks += 1
            }
            Button {
                objectName: "disabledButton"
                text: "Never"
                enabled: false
                onClicked: window.lastAct = "impossible"
            }
            Button {
                objectName: "popupButton"
                text: "Open"
                Accessible.onPressAction: clicked()
                onClicked: popup.open()
            }
            Text {
                objectName: "clickCount"
                text: window.clicks
                textFormat: Text.PlainText
            }
        }
        TextField {
            objectName: "nameField"
            width: 300
            placeholderText: "Name"
            Accessible.name: "Name"
            Keys.onReturnPressed: window.lastAct = "entered " + text
        }
        TextArea {
            objectName: "composer"
            width: 300
            height: 80
            placeholderText: "Message"
            Accessible.name: "Message"
        }
        Rectangle {
            objectName: "pad"
            width: 300
            height: 80
            color: "#eeeeee"
            Accessible.role: Accessible.Button
            Accessible.name: "Pad"
            Accessible.onPressAction: window.lastAct = "pressed by a screen reader"
            HoverHandler {
                onHoveredChanged: if (hovered)
                    window.lastAct = "hovered"
            }
            TapHandler {
                acceptedButtons: Qt.LeftButton | Qt.RightButton
                onTapped: (point, button) => window.lastAct = button === Qt.RightButton ? "right click" : "tap"
                onDoubleTapped: window.lastAct = "double"
                onLongPressed: window.lastAct = "long press"
            }
            DragHandler {
                target: null
                onActiveChanged: if (!active)
                    window.lastAct = "dragged " + Math.round(persistentTranslation.x)
            }
        }
        ListView {
            id: list
            objectName: "list"
            width: 300
            height: 200
            clip: true
            reuseItems: true
            model: 1000
            delegate: Rectangle {
                id: row
                required property int index
                objectName: "row"
                width: ListView.view.width
                height: 40
                Accessible.role: Accessible.ListItem
                Accessible.name: title.text
                Accessible.onPressAction: window.lastAct = "row " + row.index
                Text {
                    id: title
                    objectName: "title"
                    text: "Row " + row.index
                    textFormat: Text.PlainText
                }
                MouseArea {
                    anchors.fill: parent
                    onClicked: window.lastAct = "row " + row.index
                }
            }
        }
    }

    Popup {
        id: popup
        modal: true
        focus: true
        anchors.centerIn: parent
        Button {
            objectName: "closePopupButton"
            text: "Close"
            Accessible.onPressAction: clicked()
            onClicked: popup.close()
        }
    }
    Shortcut {
        sequence: "Ctrl+K"
        onActivated: window.lastAct = "shortcut"
    }
}
