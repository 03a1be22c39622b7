// SPDX-License-Identifier: Apache-2.0
// Five bubbles that are not there yet.
import QtQuick
import Banter.Controls

Item {
    id: shapes

    readonly property int columnWidth: Math.min(Theme.columnWidth, width - 2 * Theme.sidePadding)

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        x: Math.round((parent.width - width) / 2)
        width: shapes.columnWidth
        spacing: 12
        Repeater {
            model: [0.56, 0.48, 0.76, 0.52, 0.64]
            Item {
                required property int index
                required property real modelData
                readonly property bool mine: index === 1 || index === 4
                width: shapes.columnWidth
                height: 37
                Skeleton {
                    x: parent.mine !== Theme.mirrored ? parent.width - width : 0
                    width: Math.round(Math.min(Theme.bubbleWidth, shapes.columnWidth * 0.76) * parent.modelData)
                    height: 37
                    loading: shapes.visible
                }
            }
        }
    }
}
