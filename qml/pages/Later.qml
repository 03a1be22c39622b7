// SPDX-License-Identifier: Apache-2.0
// A page that is read from its file when it is wanted: named as a type it would be read at the start.
import QtQuick

Loader {
    signal wanted()

    focus: true
    Component.onCompleted: wanted()
}
