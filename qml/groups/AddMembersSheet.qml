// SPDX-License-Identifier: Apache-2.0
// More people for a group.
import QtQuick
import Banter.Client
import Banter.Controls

TitledSheet {
    id: sheet

    required property App app
    required property Group group
    // Another change may fail while this is closed.
    property bool asked: false

    objectName: "addMembers"
    label: qsTr("Add people")
    wantedHeight: Theme.px(640)

    function show() {
        asked = false
        group.clearError()
        group.members.load()
        picker.reset()
        open()
    }

    onOpened: picker.takeFocus()
    onClosed: app.people.query = ""
    Connections {
        target: sheet.group
        enabled: sheet.visible && sheet.asked
        function onDone() { sheet.close() }
    }

    PeoplePicker {
        id: picker
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        focus: true
        app: sheet.app
        members: sheet.group.members
        most: Math.max(0, app.groups.mostOthers() + 1 - sheet.group.memberCount)
    }
    SheetFoot {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        errorName: "addMembersError"
        errorText: sheet.asked ? sheet.group.errorText : ""
        note: picker.chosen.length > 0 ? qsTr("%n chosen", "", picker.chosen.length) : ""
        verb: qsTr("Add")
        verbName: "addMembersGo"
        busy: sheet.group.busy
        ready: picker.chosen.length > 0
        onAccepted: {
            sheet.asked = true
            sheet.group.addMembers(picker.chosenIds)
        }
    }
}
