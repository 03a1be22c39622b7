// SPDX-License-Identifier: Apache-2.0
// Thin, and there only while one scrolls or points at it.
import QtQuick
import QtQuick.Templates as T

T.ScrollBar {
    id: bar

    implicitWidth: 8
    implicitHeight: 8
    padding: 2
    minimumSize: 0.08
    visible: policy !== T.ScrollBar.AlwaysOff && size < 1
    Accessible.ignored: true
    contentItem: Rectangle {
        implicitWidth: 4
        radius: 2
        color: Theme.control
        opacity: bar.active || bar.hovered || bar.pressed ? 0.7 : 0
        Behavior on opacity { NumberAnimation { duration: Theme.base } }
    }
}
