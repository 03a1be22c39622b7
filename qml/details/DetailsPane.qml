// SPDX-License-Identifier: Apache-2.0
// Who or what one is talking to: a person, or a group with its members.
import QtQuick
import Banter.Client
import Banter.Controls

FocusScope {
    id: pane

    required property App app
    required property Conversation conversation
    // It has the window to itself.
    property bool isPage: false

    signal closed()
    signal escaped()

    objectName: "detailsPane"
    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: title.text
    Keys.onEscapePressed: escaped()

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    IconButton {
        id: back
        objectName: "detailsBack"
        visible: pane.isPage
        focus: pane.isPage
        anchors.left: parent.left
        anchors.verticalCenter: title.verticalCenter
        implicitWidth: 40
        glyph: "back"
        label: qsTr("Back to the chat")
        onClicked: pane.closed()
    }
    PlainText {
        id: title
        objectName: "detailsTitle"
        anchors.left: back.visible ? back.right : parent.left
        anchors.leftMargin: back.visible ? 4 : 20
        anchors.right: out.left
        height: Theme.headerHeight
        text: pane.conversation.isGroup ? qsTr("Group info") : qsTr("Contact info")
        font: Theme.header
        Accessible.role: Accessible.Heading
    }
    IconButton {
        id: out
        objectName: "detailsClose"
        visible: !pane.isPage
        focus: !pane.isPage
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: title.verticalCenter
        glyph: "close"
        label: qsTr("Close")
        onClicked: pane.closed()
    }
    // Nothing of one chat stays in another one's.
    Repeater {
        model: pane.conversation ? [pane.conversation] : []
        Loader {
            required property Conversation modelData
            y: Theme.headerHeight
            width: pane.width
            height: pane.height - y
            sourceComponent: modelData.isGroup ? group : person
        }
    }
    Component {
        id: group
        GroupDetails {
            app: pane.app
            conversation: pane.conversation
        }
    }
    Component {
        id: person
        PersonDetails {
            app: pane.app
            conversation: pane.conversation
        }
    }
}
