// SPDX-License-Identifier: Apache-2.0
// Joins a group by its invite link, after a look at what it is for.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

TitledSheet {
    id: sheet

    required property App app
    readonly property GroupStart groups: app.groups

    objectName: "joinGroup"
    label: qsTr("Join by a link")
    wantedHeight: Theme.px(480)

    function show() {
        groups.reset()
        link.text = ""
        open()
    }
    function go() {
        if (groups.busy)
            return
        if (groups.hasPreview)
            groups.join()
        else if (link.text.trim() !== "")
            groups.look(link.text.trim())
    }

    onOpened: link.forceActiveFocus(Qt.TabFocusReason)
    Connections {
        target: sheet.groups
        function onOpened() { sheet.close() }
    }

    Flickable {
        id: view
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        contentHeight: column.height + 16
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: column
            x: 24
            width: view.width - 48
            spacing: 20

            Field {
                id: link
                objectName: "joinLink"
                inputName: "joinLinkField"
                width: parent.width
                focus: true
                label: qsTr("Invite link")
                placeholder: qsTr("Paste the link or its code")
                glyph: "link"
                maximumLength: 1000
                inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase
                checking: sheet.groups.busy && !sheet.groups.hasPreview
                // What was found is not what this asks for any more.
                onEdited: sheet.groups.reset()
                onAccepted: sheet.go()
            }
            Column {
                objectName: "joinPreview"
                width: parent.width
                visible: sheet.groups.hasPreview
                spacing: 2
                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: 64
                    height: 64
                    radius: 32
                    color: Theme.accentSoft
                    Icon {
                        anchors.centerIn: parent
                        glyph: "users"
                        size: Theme.iconPx(28)
                        color: Theme.accent
                    }
                }
                PlainText {
                    objectName: "joinTitle"
                    width: parent.width
                    topPadding: 10
                    text: sheet.groups.previewTitle
                    font: Theme.title
                    wrapMode: Text.Wrap
                    horizontalAlignment: Text.AlignHCenter
                }
                PlainText {
                    objectName: "joinCount"
                    width: parent.width
                    text: sheet.groups.previewCountText
                    font: Theme.small
                    color: Theme.inkMuted
                    horizontalAlignment: Text.AlignHCenter
                }
                PlainText {
                    width: parent.width
                    topPadding: 8
                    visible: text !== ""
                    text: sheet.groups.previewDescription
                    font: Theme.preview
                    wrapMode: Text.Wrap
                    horizontalAlignment: Text.AlignHCenter
                }
            }
        }
    }
    SheetFoot {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        errorName: "joinError"
        errorText: sheet.groups.errorText
        note: sheet.groups.isPreviewJoined ? qsTr("You are in this group.") : ""
        verb: !sheet.groups.hasPreview ? qsTr("Look it up") : sheet.groups.isPreviewJoined ? qsTr("Open") : qsTr("Join")
        verbName: "joinGo"
        busy: sheet.groups.busy
        ready: sheet.groups.hasPreview || link.text.trim() !== ""
        onAccepted: sheet.go()
    }
}
