// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Banter.Controls

PlainText {
    width: parent ? parent.width : implicitWidth
    font: Theme.smallStrong
    color: Theme.inkMuted
    Accessible.role: Accessible.Heading
}
