// SPDX-License-Identifier: Apache-2.0
// What a swipe over a row of a phone uncovers: a verb at each side, done when the finger goes up beyond its width.
import QtQuick
import Banter.Controls

Item {
    id: swipe

    property string startLabel: ""
    property string endLabel: ""
    property string startGlyph: "check-double"
    property string endGlyph: "archive"
    readonly property int reach: Theme.px(72)
    // How far what lies on it has been moved, to the end if positive; not further than what it uncovers.
    readonly property real moved: drag.active ? Math.max(-reach, Math.min(reach, toEnd)) : 0
    readonly property real toEnd: Theme.mirrored ? -drag.activeTranslation.x : drag.activeTranslation.x
    property real last: 0

    signal startDone()
    signal endDone()

    Accessible.ignored: true // the menu of the row has the same

    component Verb: Column {
        property string words: ""
        property string glyph: ""
        width: swipe.reach
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            glyph: parent.glyph
            color: Theme.accentInk
        }
        PlainText {
            width: parent.width
            text: parent.words
            font: Theme.captionMedium
            color: Theme.accentInk
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
    // Few rows are ever swiped, and no row beside a mouse is.
    Loader {
        anchors.fill: parent
        active: swipe.moved !== 0
        sourceComponent: verbs
    }
    Component {
        id: verbs
        Rectangle {
            color: swipe.moved > 0 ? Theme.accent : Theme.badgeMuted
            Verb {
                anchors.left: parent.left
                visible: swipe.moved > 0
                words: swipe.startLabel
                glyph: swipe.startGlyph
            }
            Verb {
                anchors.right: parent.right
                visible: swipe.moved < 0
                words: swipe.endLabel
                glyph: swipe.endGlyph
            }
        }
    }
    DragHandler {
        id: drag
        // Of the row itself: it is told before the row takes the press.
        parent: swipe.parent
        target: null
        enabled: Theme.phone
        yAxis.enabled: false
        onActiveTranslationChanged: {
            if (active)
                swipe.last = swipe.toEnd
        }
        onActiveChanged: {
            if (active)
                return
            const far = swipe.last
            swipe.last = 0
            if (far >= swipe.reach)
                swipe.startDone()
            else if (far <= -swipe.reach)
                swipe.endDone()
        }
    }
}
