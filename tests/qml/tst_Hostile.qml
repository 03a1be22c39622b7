// SPDX-License-Identifier: Apache-2.0
// Names and messages that have crashed programs, or made them ask a server, in every place that shows them.
import QtQuick
import QtTest
import Banter.Client

Item {
    id: root
    width: 100
    height: 100

    TestCase {
        name: "Hostile"
        when: windowShown
        property var window: null

        function cleanup() {
            if (window)
                window.destroy()
            window = null
            wait(0)
            bed.stop()
        }
        function texts(parent, found) {
            if (parent.visible && parent.textFormat !== undefined && parent.text !== undefined)
                found.push(parent)
            for (let i = 0; i < parent.children.length; ++i)
                texts(parent.children[i], found)
            return found
        }

        function test_foreignTextIsShownAndNothingElse() {
            const hostile = bed.hostileTexts()
            verify(hostile.length >= 60)
            bed.startSignedIn(hostile, hostile)
            const component = Qt.createComponent("qrc:/qt/qml/Banter/Ui/Main.qml")
            window = component.createObject(null, {app: bed.app})
            window.width = 1280
            window.height = 832
            for (let row = 0; row < bed.app.conversations.count; ++row) {
                bed.app.openConversation(bed.app.conversations.idAt(row))
                tryVerify(() => bed.app.conversation.timeline.count === 1)
                waitForRendering(window.contentItem)
                for (const shown of texts(window.contentItem, []))
                    verify(shown.textFormat === Text.PlainText || shown.text.indexOf("<img") < 0, shown.text)
            }
            compare(bed.app.refusedRequests, 0)
        }
    }
}
