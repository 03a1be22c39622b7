// SPDX-License-Identifier: Apache-2.0
// What a group says of itself, and what new members see.
import QtQuick
import Banter.Client
import Banter.Controls

Column {
    id: fields

    // Knows the limits.
    required property GroupStart groups
    property alias title: name.text
    property alias about: note.text
    property bool showsHistory: true
    property bool canSetHistory: true
    property bool readOnly: false
    readonly property int titleLeft: groups.titleLeft(title)
    readonly property int aboutLeft: groups.descriptionLeft(about)
    readonly property bool areGood: groups.isTitleGood(title) && aboutLeft >= 0

    signal accepted()

    function takeFocus() {
        name.forceActiveFocus(Qt.TabFocusReason)
    }
    function hintOf(left: int): string {
        return left >= 0 && left <= 30 ? qsTr("%n bytes left", "", left) : ""
    }
    function errorOf(left: int): string {
        return left < 0 ? qsTr("%n bytes too long", "", -left) : ""
    }

    spacing: 16

    Field {
        id: name
        objectName: "groupTitle"
        inputName: "groupTitleField"
        width: parent.width
        focus: true
        label: qsTr("Name")
        placeholder: qsTr("What the group is called")
        glyph: "users"
        readOnly: fields.readOnly
        hint: fields.hintOf(fields.titleLeft)
        errorText: fields.errorOf(fields.titleLeft)
        onAccepted: fields.accepted()
    }
    NoteField {
        id: note
        objectName: "groupAbout"
        inputName: "groupAboutField"
        width: parent.width
        label: qsTr("Description")
        placeholder: qsTr("What it is about, if you like")
        readOnly: fields.readOnly
        hint: fields.hintOf(fields.aboutLeft)
        errorText: fields.errorOf(fields.aboutLeft)
    }
    Column {
        width: parent.width
        visible: fields.canSetHistory
        PlainText {
            text: qsTr("What new members see")
            font: Theme.smallMedium
            bottomPadding: 4
            Accessible.role: Accessible.Heading
        }
        Radio {
            objectName: "historyAll"
            width: parent.width
            label: qsTr("Everything that was written before")
            checked: fields.showsHistory
            enabled: !fields.readOnly
            onClicked: fields.showsHistory = true
        }
        Radio {
            objectName: "historyFromJoining"
            width: parent.width
            label: qsTr("Only what is written after they came")
            checked: !fields.showsHistory
            enabled: !fields.readOnly
            onClicked: fields.showsHistory = false
        }
    }
}
