// SPDX-License-Identifier: Apache-2.0
// Oneself, as a button to the settings.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

T.Button {
    id: button

    required property Account account
    property string label: qsTr("Settings and account of %1").arg(account.displayName)

    implicitWidth: 40
    implicitHeight: 40
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: button.clicked()
    Keys.onReturnPressed: button.clicked()
    background: FocusRing {
        shown: button.visualFocus
        shapeRadius: 18
        anchors.margins: -2
    }
    contentItem: Item {
        Avatar {
            anchors.centerIn: parent
            size: 36
            hue: button.account.hue
            initials: button.account.initials
        }
    }
    Tooltip {
        shown: button.hovered || button.visualFocus
        words: qsTr("Settings")
    }
}
