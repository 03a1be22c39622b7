// SPDX-License-Identifier: Apache-2.0
// Who has read a message of one's own, who has it, and who does not yet.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

TitledSheet {
    id: sheet

    required property App app
    required property Conversation conversation
    readonly property MessageInfo info: conversation.messageInfo

    objectName: "messageInfo"
    label: qsTr("Message info")

    onClosed: info.close()
    onOpened: list.forceActiveFocus(Qt.TabFocusReason)
    Connections {
        target: sheet.info
        function onOpened() {
            if (sheet.info.messageId !== "")
                sheet.open()
        }
    }

    Column {
        id: facts
        x: 24
        width: parent.width - 48
        spacing: 2
        bottomPadding: 12
        Repeater {
            model: [sheet.info.sentText, sheet.info.deliveredText, sheet.info.readText]
            PlainText {
                required property string modelData
                objectName: "messageInfoFact"
                width: facts.width
                visible: modelData !== ""
                text: modelData
                font: Theme.preview
                color: Theme.inkMuted
                wrapMode: Text.Wrap
            }
        }
        ErrorLine {
            textName: "messageInfoError"
            width: parent.width
            text: sheet.info.errorText
        }
        LinkButton {
            objectName: "messageInfoRetry"
            visible: sheet.info.errorText !== "" && !sheet.info.loading
            label: qsTr("Try again")
            labelFont: Theme.button
            onClicked: sheet.info.refresh()
        }
    }
    ListView {
        id: list
        readonly property bool byKeyboard: sheet.app.inputMode.isKeyboard

        objectName: "messageInfoList"
        anchors.top: facts.bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 8
        x: 8
        width: parent.width - 16
        focus: true
        activeFocusOnTab: true
        clip: true
        model: sheet.info
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        section.property: "stateText"
        section.delegate: PlainText {
            required property string section
            width: ListView.view.width
            leftPadding: 12
            rightPadding: 12
            line: Theme.px(36)
            text: section
            font: Theme.smallStrong
            color: Theme.inkMuted
            Accessible.role: Accessible.Heading
        }
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Recipients")
        T.ScrollBar.vertical: ScrollBar {}
        onCurrentIndexChanged: {
            if (byKeyboard && currentIndex >= 0)
                positionViewAtIndex(currentIndex, ListView.Contain)
        }
        onContentYChanged: {
            if (sheet.info.hasMore && originY + contentHeight - contentY < 2 * height)
                sheet.info.loadMore()
        }
        delegate: RecipientRow {
            width: ListView.view.width
            hasRing: list.activeFocus && list.byKeyboard && ListView.isCurrentItem
        }
        footer: Item {
            width: ListView.view.width
            height: Theme.px(56)
            Spinner {
                anchors.centerIn: parent
                visible: sheet.info.loading
                size: Theme.iconPx(20)
                label: qsTr("Asking who has it")
            }
        }
    }
}
