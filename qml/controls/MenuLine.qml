// SPDX-License-Identifier: Apache-2.0
// Sets the destructive rows of a Menu apart.
import QtQuick
import QtQuick.Templates as T

T.MenuSeparator {
    implicitHeight: visible ? 13 : 0
    padding: 6
    contentItem: Rectangle {
        implicitHeight: 1
        color: Theme.outline
    }
}
