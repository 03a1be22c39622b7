// SPDX-License-Identifier: Apache-2.0
// One message: its text, and in the last line, if there is room, when and how far.
import QtQuick
import Banter.Controls

Item {
    id: bubble

    property string plain: ""
    property string styled: ""
    property string timeText: ""
    property string mark: ""
    property bool mine: false
    property bool deleted: false
    property bool emojiOnly: false
    property bool firstOfGroup: true
    property bool selecting: false
    property int maximumWidth: 520
    readonly property string hoveredLink: words.hoveredLink

    readonly property color fill: mine ? Theme.bubbleOwn : Theme.bubbleOther
    readonly property color quiet: emojiOnly ? Theme.inkMuted : mine ? Theme.ownMuted : Theme.inkMuted
    readonly property int sidePadding: emojiOnly ? 0 : 12
    readonly property int room: maximumWidth - 2 * sidePadding
    // The text has all the room there is; what it takes of it is the bubble's width.
    readonly property int textWidth: Math.min(room, Math.ceil(words.contentWidth))
    readonly property bool otherWay: words.isRightToLeft !== Theme.mirrored
    readonly property bool timeFits: !emojiOnly && !otherWay && words.lastLineWidth + 12 + stamp.width <= room
    readonly property int innerWidth: timeFits ? Math.max(textWidth, words.lastLineWidth + 12 + stamp.width) : Math.max(textWidth, stamp.width)
    readonly property int textHeight: Math.ceil(emojiOnly ? words.implicitHeight : words.contentHeight) - words.slack

    signal linkActivated(string link)
    signal selectionEnded()

    implicitWidth: Math.round(innerWidth + 2 * sidePadding)
    implicitHeight: emojiOnly ? textHeight + Theme.px(18)
        : textHeight + 2 * Theme.bubblePadding + 2 + (timeFits ? 0 : Theme.px(18))

    DrawnBubble {
        anchors.fill: parent
        visible: !bubble.emojiOnly
        fill: bubble.fill
        mine: bubble.mine
        firstOfGroup: bubble.firstOfGroup
    }
    MessageText {
        id: words
        x: isRightToLeft ? bubble.width - bubble.sidePadding - width : bubble.sidePadding
        y: bubble.emojiOnly ? 0 : Theme.bubblePadding - 2
        width: bubble.room
        visible: !bubble.selecting
        plain: bubble.plain
        styled: bubble.styled
        tint: bubble.mine ? Theme.ownAccent : Theme.accent
        color: bubble.deleted ? bubble.quiet : Theme.ink
        font: bubble.emojiOnly ? Theme.emoji : bubble.deleted ? Theme.bodyItalic : Theme.body
        onLinkActivated: link => bubble.linkActivated(link)
        HoverHandler {
            enabled: words.hoveredLink !== ""
            cursorShape: Qt.PointingHandCursor
        }
    }
    Loader {
        active: bubble.selecting
        x: words.x
        y: words.y
        width: words.width
        sourceComponent: TextEdit {
            id: selection
            objectName: "messageSelection"
            text: bubble.plain
            textFormat: TextEdit.PlainText
            font: words.font
            color: Theme.ink
            wrapMode: TextEdit.Wrap
            readOnly: true
            selectByMouse: true
            selectByKeyboard: true
            persistentSelection: true
            selectionColor: Theme.accent
            selectedTextColor: Theme.accentInk
            Accessible.role: Accessible.EditableText
            Accessible.name: qsTr("Text of the message")
            Keys.onEscapePressed: bubble.selectionEnded()
            // Not while the binding that made it is at work.
            Timer {
                interval: 0
                running: true
                onTriggered: {
                    selection.forceActiveFocus()
                    selection.selectAll()
                }
            }
            onActiveFocusChanged: {
                if (!activeFocus && bubble.selecting)
                    bubble.selectionEnded()
            }
        }
    }
    Row {
        id: stamp
        x: Theme.mirrored ? bubble.sidePadding : bubble.width - bubble.sidePadding - width
        y: bubble.height - height - (bubble.emojiOnly ? 0 : Theme.bubblePadding + 2)
        spacing: 4
        PlainText {
            text: bubble.timeText
            font: Theme.caption
            color: bubble.quiet
            elide: Text.ElideNone
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
        StatusMark {
            mark: bubble.mark
            muted: bubble.quiet
            readColor: bubble.emojiOnly ? Theme.accent : Theme.ownAccent
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
