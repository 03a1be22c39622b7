// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Window
import Banter.Controls

Window {
    width: 1280
    height: 832
    minimumWidth: 360
    minimumHeight: 480
    visible: true
    title: "Banter"
    color: Theme.canvas
    PlainText { text: "Banter"; anchors.centerIn: parent }
}
