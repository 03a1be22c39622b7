// SPDX-License-Identifier: Apache-2.0
// The reactions alone, beside the message that one points at.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

T.Popup {
    id: popup

    required property Conversation conversation
    property string messageId: ""

    objectName: "reactionPopup"
    width: Theme.px(232)
    padding: 2
    leftPadding: 6
    rightPadding: 6
    margins: 8
    implicitHeight: bar.implicitHeight + 2 * padding
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    function openFor(message: MessageRow, own: string, place: point) {
        messageId = message.messageId
        bar.own = own
        bar.isExpanded = false
        bar.current = 0
        x = place.x
        y = place.y
        open()
        bar.forceActiveFocus(Qt.PopupFocusReason)
    }

    background: Depth {
        level: Depth.Level.Mid
        radius: 22
    }
    contentItem: ReactionBar {
        id: bar
        onChosen: emoji => {
            popup.conversation.react(popup.messageId, emoji)
            popup.close()
        }
    }
}
