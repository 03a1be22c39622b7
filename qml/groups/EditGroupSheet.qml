// SPDX-License-Identifier: Apache-2.0
// Name, description and history of a group. Each is a request of its own: what changed is sent one after the other.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

TitledSheet {
    id: sheet

    required property App app
    required property Conversation conversation
    readonly property Group group: conversation.group
    property bool saving: false
    readonly property bool changed: fields.title.trim() !== conversation.title || fields.about.trim() !== group.description
        || fields.showsHistory !== group.showsHistory

    objectName: "editGroup"
    label: qsTr("Edit the group")
    wantedHeight: Theme.px(560)

    function show() {
        saving = false
        group.clearError()
        fields.title = conversation.title
        fields.about = group.description
        fields.showsHistory = group.showsHistory
        open()
    }
    // The next thing that is not as it is wanted; closes when there is none.
    function save(done: int) {
        saving = true
        if (done < 1 && fields.title.trim() !== conversation.title)
            step(1, () => group.rename(fields.title.trim()))
        else if (done < 2 && fields.about.trim() !== group.description)
            step(2, () => group.setDescription(fields.about.trim()))
        else if (done < 3 && group.canSetHistory && fields.showsHistory !== group.showsHistory)
            step(3, () => group.setShowsHistory(fields.showsHistory))
        else
            close()
    }
    property int stepDone: 0
    function step(number: int, act: var) {
        stepDone = number
        act()
    }

    onOpened: fields.takeFocus()
    onClosed: saving = false
    Connections {
        target: sheet.group
        enabled: sheet.saving
        function onDone() { sheet.save(sheet.stepDone) }
    }

    Flickable {
        id: view
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        contentHeight: fields.height + 24
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}
        GroupFields {
            id: fields
            x: 24
            width: view.width - 48
            groups: sheet.app.groups
            canSetHistory: sheet.group.canSetHistory
            readOnly: sheet.group.busy
            onAccepted: {
                if (areGood)
                    sheet.save(0)
            }
        }
    }
    SheetFoot {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        errorName: "editGroupError"
        errorText: sheet.saving ? sheet.group.errorText : ""
        verb: qsTr("Save")
        verbName: "editGroupSave"
        busy: sheet.group.busy
        ready: fields.areGood && sheet.changed
        onAccepted: sheet.save(0)
    }
}
