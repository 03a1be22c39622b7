// SPDX-License-Identifier: Apache-2.0
// The picture beside the sign-in form. Decoration.
import QtQuick
import Banter.Controls

Rectangle {
    id: panel

    readonly property int spread: Math.min(408, width - 100)

    radius: 24
    antialiasing: true
    gradient: Gradient {
        GradientStop { position: 0; color: Theme.panelTop }
        GradientStop { position: 1; color: Theme.panelBottom }
    }

    component Mine: DrawnBubble {
        property int line: 100
        width: line + 58
        height: 44
        mine: true
        fill: Theme.panelInk
        Rectangle { x: Theme.mirrored ? 40 : 18; y: 18; width: parent.line; height: 8; radius: 4; color: Theme.panelSoft }
        StatusMark { x: Theme.mirrored ? 12 : parent.width - 32; y: 14; mark: "read"; readColor: Theme.panelAccent }
    }

    Item {
        anchors.centerIn: parent
        width: panel.spread
        height: 410
        Image {
            x: Theme.mirrored ? parent.width - width : 0
            width: 282
            height: 290
            sourceSize.width: 282
            sourceSize.height: 290
            source: Theme.panelPicture
            mirror: Theme.mirrored
            Accessible.ignored: true
        }
        Mine { x: Theme.mirrored ? 0 : parent.width - width; y: 112; line: 206 }
        Mine { x: Theme.mirrored ? 0 : parent.width - width; y: 162; line: 138; firstOfGroup: false }
        PlainText {
            y: 322
            width: parent.width
            text: qsTr("Your people, your server.")
            font: Theme.display
            color: Theme.panelInk
            wrapMode: Text.Wrap
        }
        PlainText {
            y: 322 + Theme.displayLine + 10
            width: parent.width
            text: qsTr("Every message is stored before it is marked sent, and waits for you on all your devices.")
            color: Theme.panelInk
            opacity: 0.85
            wrapMode: Text.Wrap
        }
    }
}
