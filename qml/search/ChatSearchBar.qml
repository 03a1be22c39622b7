// SPDX-License-Identifier: Apache-2.0
// In place of the header: the words, which hit of how many, to the older and the newer one, and out.
import QtQuick
import Banter.Client
import Banter.Controls

Rectangle {
    id: bar

    required property App app
    required property Conversation conversation
    readonly property SearchModel hits: app.chatSearch
    // The hit that is shown, from the newest; -1: none.
    property int at: -1
    property var seq: 0
    readonly property string countText: {
        if (hits.count > 0)
            return hits.hasMore ? qsTr("%1 of %2 or more").arg(at + 1).arg(hits.count) : qsTr("%1 of %2").arg(at + 1).arg(hits.count)
        return hits.query.trim() === "" || !hits.searched || hits.busy ? "" : qsTr("Nothing found")
    }

    signal closed()

    objectName: "chatSearch"
    implicitHeight: Theme.headerHeight + (error.visible ? error.height : 0)
    color: Theme.surface

    function go(row: int) {
        if (row < 0 || row >= hits.count)
            return
        at = row
        seq = hits.seqAt(row)
        conversation.timeline.jumpTo(seq)
        if (row >= hits.count - 2)
            hits.loadMore()
    }
    // More came in between: the hit that is shown stays the one.
    function settle() {
        const row = seq > 0 ? hits.rowOfSeq(seq) : -1
        if (row >= 0)
            at = row
        else if (hits.count > 0)
            go(0)
        else
            at = -1
    }

    Component.onCompleted: {
        hits.query = ""
        hits.conversationId = conversation.conversationId
        field.forceActiveFocus(Qt.TabFocusReason)
    }
    Component.onDestruction: hits.query = ""
    Keys.onEscapePressed: closed()

    Connections {
        target: bar.hits
        function onQueryChanged() { bar.seq = 0 }
        function onCountChanged() { bar.settle() }
    }
    SearchField {
        id: field
        objectName: "chatSearchFieldBox"
        inputName: "chatSearchField"
        anchors.left: parent.left
        anchors.leftMargin: Theme.phone ? 8 : 16
        anchors.right: count.left
        anchors.rightMargin: 8
        y: Math.round((Theme.headerHeight - height) / 2)
        focus: true
        placeholder: qsTr("Search in this chat")
        onTextChanged: bar.hits.query = text
        onAccepted: bar.go(bar.at + 1)
        onMovedUp: bar.go(bar.at + 1)
        onMovedDown: bar.go(bar.at - 1)
    }
    PlainText {
        id: count
        objectName: "chatSearchCount"
        anchors.right: older.left
        anchors.rightMargin: 4
        y: 0
        height: Theme.headerHeight
        text: bar.countText
        font: Theme.small
        color: Theme.inkMuted
        elide: Text.ElideNone
        Accessible.role: Accessible.AlertMessage
    }
    Spinner {
        anchors.centerIn: count
        visible: bar.countText === "" && bar.hits.query.trim() !== ""
        size: Theme.iconPx(18)
        label: qsTr("Searching")
    }
    IconButton {
        id: older
        objectName: "chatSearchOlder"
        anchors.right: newer.left
        y: Math.round((Theme.headerHeight - height) / 2)
        enabled: bar.at + 1 < bar.hits.count
        glyph: "arrow-up"
        label: qsTr("Older hit")
        onClicked: bar.go(bar.at + 1)
    }
    IconButton {
        id: newer
        objectName: "chatSearchNewer"
        anchors.right: out.left
        y: older.y
        enabled: bar.at > 0
        glyph: "arrow-down"
        label: qsTr("Newer hit")
        onClicked: bar.go(bar.at - 1)
    }
    IconButton {
        id: out
        objectName: "chatSearchClose"
        anchors.right: parent.right
        anchors.rightMargin: Theme.phone ? 4 : 12
        y: older.y
        glyph: "close"
        label: qsTr("Close the search")
        onClicked: bar.closed()
    }
    PlainText {
        id: error
        objectName: "chatSearchError"
        x: 16
        y: Theme.headerHeight - 6
        width: parent.width - 32
        bottomPadding: 8
        visible: text !== ""
        text: bar.hits.errorText === "" ? "" : qsTr("Only what is on this device was searched. %1").arg(bar.hits.errorText)
        font: Theme.small
        color: Theme.warning
        wrapMode: Text.Wrap
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.outline
    }
}
