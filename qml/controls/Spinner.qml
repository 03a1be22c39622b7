// SPDX-License-Identifier: Apache-2.0
// An arc of 2 px that turns while something is under way; stands still with reduced motion.
import QtQuick

Item {
    id: spinner

    property color color: Theme.inkMuted
    property int size: 16
    property string label: qsTr("Please wait")

    implicitWidth: size
    implicitHeight: size
    Accessible.role: Accessible.Animation
    Accessible.name: label

    Canvas {
        id: arc
        anchors.fill: parent
        onPaint: {
            const context = getContext("2d")
            context.reset()
            context.lineWidth = 2
            context.lineCap = "round"
            context.strokeStyle = spinner.color
            context.arc(width / 2, height / 2, width / 2 - 1, -1.2, 3.3)
            context.stroke()
        }
        Connections {
            target: spinner
            function onColorChanged() { arc.requestPaint() }
        }
        RotationAnimator on rotation {
            running: spinner.visible && !Theme.reducedMotion
            from: 0
            to: 360
            duration: 900
            loops: Animation.Infinite
        }
    }
}
