// SPDX-License-Identifier: Apache-2.0
// Finds people and keeps those that are chosen, as chips above the search. Enter takes the first that was found.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: picker

    required property App app
    // How many may be chosen.
    property int most: 0
    // Who is in already; null: nobody.
    property MemberListModel members: null
    // {userId, name} in the order in which they were chosen
    property var chosen: []
    readonly property var chosenIds: chosen.map(person => person.userId)
    readonly property bool isFull: chosen.length >= most
    readonly property PeopleSearch people: app.people

    function reset() {
        chosen = []
        field.text = ""
        people.reset()
    }
    function takeFocus() {
        field.forceActiveFocus(Qt.TabFocusReason)
    }
    function isIn(userId: string): bool {
        return members !== null && members.contains(userId)
    }
    function flip(userId: string, name: string) {
        if (chosenIds.includes(userId))
            chosen = chosen.filter(person => person.userId !== userId)
        else if (!isFull && !isIn(userId)) {
            chosen = chosen.concat([{userId: userId, name: name}])
            field.text = ""
        }
    }
    function flipRow(row: int) {
        const person = list.itemAtIndex(row) as PersonRow
        if (person)
            flip(person.userId, person.name)
    }

    SearchField {
        id: field
        objectName: "pickerSearch"
        inputName: "pickerSearchField"
        x: 18
        width: parent.width - 36
        focus: true
        placeholder: qsTr("Name or @username")
        onTextChanged: picker.people.query = text
        onAccepted: picker.flipRow(0)
        onMovedDown: list.forceActiveFocus(Qt.TabFocusReason)
    }
    Flickable {
        id: chips
        x: 18
        anchors.top: field.bottom
        anchors.topMargin: visible ? 8 : 0
        width: parent.width - 36
        height: visible ? Math.min(flow.height, Theme.px(84)) : 0
        visible: picker.chosen.length > 0
        contentHeight: flow.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}
        Flow {
            id: flow
            width: chips.width
            spacing: 4
            Repeater {
                model: picker.chosen
                Chip {
                    required property var modelData
                    objectName: "pickerChip"
                    label: modelData.name
                    onClicked: picker.flip(modelData.userId, modelData.name)
                }
            }
        }
    }
    PlainText {
        id: limit
        objectName: "pickerLimit"
        x: 20
        anchors.top: chips.bottom
        anchors.topMargin: visible ? 8 : 0
        width: parent.width - 40
        height: visible ? implicitHeight : 0
        visible: picker.most - picker.chosen.length <= 10
        text: picker.isFull ? qsTr("The group is full.") : qsTr("%n more fit in the group.", "", picker.most - picker.chosen.length)
        font: Theme.small
        color: picker.isFull ? Theme.danger : Theme.inkMuted
        wrapMode: Text.Wrap
    }
    ListView {
        id: list
        readonly property bool byKeyboard: picker.app.inputMode.isKeyboard

        objectName: "pickerList"
        anchors.top: limit.bottom
        anchors.topMargin: 8
        anchors.bottom: parent.bottom
        x: 8
        width: parent.width - 16
        activeFocusOnTab: count > 0
        clip: true
        model: picker.people
        // Rows beyond the edge are not made ahead: Qt 6.4 would go on with one that a shorter list no longer has, and warn.
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("People")
        T.ScrollBar.vertical: ScrollBar {}
        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0)
                currentIndex = 0
        }
        onCurrentIndexChanged: {
            if (byKeyboard && currentIndex >= 0)
                positionViewAtIndex(currentIndex, ListView.Contain)
        }
        Keys.onReturnPressed: picker.flipRow(currentIndex)
        Keys.onEnterPressed: picker.flipRow(currentIndex)
        Keys.onSpacePressed: picker.flipRow(currentIndex)

        delegate: PersonRow {
            width: ListView.view.width
            hasRing: list.activeFocus && list.byKeyboard && ListView.isCurrentItem
            picking: true
            picked: picker.chosenIds.includes(userId)
            note: picker.isIn(userId) ? qsTr("Already in the group") : ""
            enabled: note === "" && (picked || !picker.isFull)
            onClicked: picker.flip(userId, name)
        }
        footer: PlainText {
            objectName: "pickerHint"
            width: ListView.view.width
            visible: text !== ""
            padding: 12
            text: picker.people.hintText
            font: Theme.preview
            color: picker.people.state === PeopleSearch.Failed ? Theme.danger : Theme.inkMuted
            wrapMode: Text.Wrap
        }
    }
}
