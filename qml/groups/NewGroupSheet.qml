// SPDX-License-Identifier: Apache-2.0
// Makes a group: first who is in it, then what it is called.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

TitledSheet {
    id: sheet

    required property App app
    property bool naming: false

    objectName: "newGroup"
    label: naming ? qsTr("New group") : qsTr("Who is in the group?")
    wantedHeight: Theme.px(640)
    hasBack: naming && !app.groups.busy

    function show() {
        naming = false
        fields.title = ""
        fields.about = ""
        fields.showsHistory = true
        app.groups.reset()
        picker.reset()
        open()
    }
    function goOn() {
        naming = true
        fields.takeFocus()
    }
    function create() {
        if (fields.areGood && !app.groups.busy)
            app.groups.create(fields.title.trim(), fields.about.trim(), picker.chosenIds, fields.showsHistory)
    }

    onOpened: picker.takeFocus()
    onClosed: app.people.query = ""
    onBacked: {
        naming = false
        picker.takeFocus()
    }
    Connections {
        target: sheet.app.groups
        function onOpened() { sheet.close() }
    }

    PeoplePicker {
        id: picker
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        visible: !sheet.naming
        app: sheet.app
        most: app.groups.mostOthers()
    }
    Flickable {
        id: view
        anchors.top: parent.top
        anchors.bottom: foot.top
        width: parent.width
        visible: sheet.naming
        contentHeight: fields.height + 24
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}
        GroupFields {
            id: fields
            x: 24
            width: view.width - 48
            groups: sheet.app.groups
            readOnly: sheet.app.groups.busy
            onAccepted: sheet.create()
        }
    }
    SheetFoot {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        errorName: "newGroupError"
        errorText: sheet.naming ? sheet.app.groups.errorText : ""
        note: picker.chosen.length > 0 ? qsTr("%n chosen", "", picker.chosen.length) : ""
        verb: sheet.naming ? qsTr("Create group") : qsTr("Next")
        verbName: sheet.naming ? "newGroupCreate" : "newGroupNext"
        busy: sheet.naming && sheet.app.groups.busy
        ready: !sheet.naming || fields.areGood
        onAccepted: sheet.naming ? sheet.create() : sheet.goOn()
    }
}
