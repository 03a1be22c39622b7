// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Banter.Controls

PlainText {
    x: Theme.mirrored ? 0 : 10
    width: parent ? parent.width - 10 : 0
    height: visible ? Theme.px(36) : 0
    font: Theme.smallStrong
    color: Theme.inkMuted
    Accessible.role: Accessible.Heading
}
