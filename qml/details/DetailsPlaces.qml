// SPDX-License-Identifier: Apache-2.0
// Where the details stand: beside the chat where there is room, over it where there is less, instead of it on a phone.
import QtQuick
import Banter.Client
import Banter.Controls

Item {
    id: places

    required property App app
    required property Panes panes
    property bool hasDetails: false
    // On a phone: 0 beside the screen, 1 on it.
    property real slide: 0

    signal closed()
    signal dismissed()
    signal escaped()

    function place(x: real, paneWidth: real): real {
        return Theme.mirrored ? width - x - paneWidth : x
    }
    function focusPage() {
        page.forceActiveFocus(Qt.OtherFocusReason)
    }
    function focusDocked() {
        docked.forceActiveFocus(Qt.TabFocusReason)
    }

    Loader {
        id: docked
        x: places.place(places.width - width, width)
        width: places.panes.details
        height: parent.height
        active: places.panes.isDocked
        sourceComponent: details
    }
    SplitterHandle {
        objectName: "detailsSplitter"
        visible: places.panes.isDocked
        x: places.place(places.width - places.panes.details, 1)
        z: 1
        width: 1
        height: parent.height
        label: qsTr("Width of the details")
        value: places.panes.details
        atEnd: true
        onMoved: wanted => places.app.settings.detailsWidth = Math.round(wanted)
        onRestored: places.app.settings.detailsWidth = 0
    }
    Loader {
        id: page
        x: places.place((1 - places.slide) * places.width, width)
        z: 1
        width: places.width
        height: parent.height
        active: places.slide > 0 && places.app.conversation !== null
        sourceComponent: details
    }
    DetailsDrawer {
        app: places.app
        paneWidth: Theme.px(320)
        visible: places.hasDetails && !places.panes.isWide && !Theme.phone
        onClosed: {
            if (!places.panes.isWide && !Theme.phone)
                places.dismissed()
        }
    }
    Component {
        id: details
        DetailsPane {
            app: places.app
            conversation: places.app.conversation
            isPage: Theme.phone
            onClosed: places.closed()
            onEscaped: places.escaped()
            BackSwipe {
                enabled: Theme.phone
                onSwiped: places.closed()
            }
        }
    }
}
