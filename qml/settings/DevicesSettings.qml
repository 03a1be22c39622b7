// SPDX-License-Identifier: Apache-2.0
// Where one is signed in, and the way to end it.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: page

    required property DeviceListModel devices

    objectName: "devicesPage"
    topPadding: 8
    Component.onCompleted: devices.refresh()

    ErrorLine {
        textName: "devicesError"
        width: parent.width
        text: page.devices.errorText
    }
    LinkButton {
        objectName: "devicesRetry"
        visible: page.devices.errorText !== "" && page.devices.count === 0
        label: qsTr("Try again")
        labelFont: Theme.button
        onClicked: page.devices.refresh()
    }
    Spinner {
        visible: page.devices.busy && page.devices.count === 0
        size: Theme.iconPx(20)
        label: qsTr("Loading the devices")
    }
    Repeater {
        model: page.devices
        DeviceRow {
            width: page.width
            onSignOutWanted: {
                ask.deviceId = deviceId
                ask.open()
            }
        }
    }
    Item {
        width: 1
        height: 16
    }
    Button {
        objectName: "revokeOthersButton"
        visible: page.devices.count > 1
        label: qsTr("Sign out all others")
        kind: Button.Kind.DangerText
        enabled: !page.devices.busy
        onClicked: {
            ask.deviceId = ""
            ask.open()
        }
    }
    Dialog {
        id: ask
        // Empty: all others.
        property string deviceId: ""

        objectName: "revokeDialog"
        question: deviceId === "" ? qsTr("Sign out all other devices?") : qsTr("Sign out this device?")
        explanation: qsTr("It has to sign in again before it can read or send.")
        acceptLabel: qsTr("Sign out")
        destructive: true
        onAccepted: {
            if (deviceId === "")
                page.devices.revokeOthers()
            else
                page.devices.revoke(deviceId)
            close()
        }
    }
}
