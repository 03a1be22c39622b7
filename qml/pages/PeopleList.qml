// SPDX-License-Identifier: Apache-2.0
// People that were found, or are known; below them what the search says.
import QtQuick
import QtQuick.Templates as T
import Banter.Client
import Banter.Controls

FocusScope {
    id: area

    required property App app
    readonly property PeopleSearch people: app.people

    signal chosen(int row)

    PlainText {
        id: section
        x: 18
        width: parent.width - 36
        height: visible ? Theme.px(36) : 0
        visible: area.people.count > 0
        text: qsTr("People")
        font: Theme.smallStrong
        color: Theme.inkMuted
        Accessible.role: Accessible.Heading
    }
    ListView {
        id: list
        readonly property bool byKeyboard: area.app.inputMode.isKeyboard

        objectName: area.objectName === "" ? "peopleList" : area.objectName + "List"
        anchors.fill: parent
        anchors.topMargin: section.height
        anchors.leftMargin: 8
        anchors.rightMargin: 8
        focus: true
        activeFocusOnTab: count > 0
        clip: true
        model: area.people
        // Rows beyond the edge are not made ahead: Qt 6.4 would go on with one that a shorter list no longer has, and warn.
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        highlightFollowsCurrentItem: false
        Accessible.role: Accessible.List
        Accessible.name: qsTr("People")
        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0)
                currentIndex = 0
        }
        onCurrentIndexChanged: {
            if (byKeyboard && currentIndex >= 0)
                positionViewAtIndex(currentIndex, ListView.Contain)
        }
        Keys.onReturnPressed: area.chosen(currentIndex)
        Keys.onEnterPressed: area.chosen(currentIndex)
        T.ScrollBar.vertical: ScrollBar {}

        delegate: PersonRow {
            width: ListView.view.width
            hasRing: list.activeFocus && list.byKeyboard && ListView.isCurrentItem
            onClicked: area.chosen(index)
        }
        footer: Item {
            width: ListView.view.width
            height: hint.visible ? hint.implicitHeight + 24 : 0
            PlainText {
                id: hint
                objectName: "peopleHint"
                visible: text !== ""
                x: 10
                y: 12
                width: parent.width - 20
                text: area.people.hintText
                font: Theme.preview
                color: area.people.state === PeopleSearch.Failed ? Theme.danger : Theme.inkMuted
                wrapMode: Text.Wrap
            }
        }
    }
    Spinner {
        anchors.horizontalCenter: parent.horizontalCenter
        y: section.height + 24
        visible: area.people.state === PeopleSearch.Asking && area.people.count === 0
        size: Theme.iconPx(20)
        label: qsTr("Searching")
    }
}
