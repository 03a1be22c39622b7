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

        function named(parent, name) {
            if (parent.objectName === name && parent.visible)
                return parent
            for (let i = 0; i < parent.children.length; ++i) {
                const found = named(parent.children[i], name)
                if (found)
                    return found
            }
            return null
        }
        function comparePlain() {
            waitForRendering(window.contentItem)
            for (const shown of texts(window.contentItem, []))
                verify(shown.textFormat === Text.PlainText || shown.text.indexOf("<img") < 0, shown.text)
        }

        function test_foreignTextInAGroup() {
            const hostile = bed.hostileTexts()
            const tag = hostile.find(text => text.indexOf("<img") >= 0)
            bed.startGroup(tag, hostile, hostile.map((text, i) => (i + 1) + " " + text), 3)
            const component = Qt.createComponent("qrc:/qt/qml/Banter/Ui/Main.qml")
            window = component.createObject(null, {app: bed.app})
            window.width = 1280
            window.height = 832
            bed.app.openConversation(bed.app.conversations.idAt(0))
            tryVerify(() => bed.app.conversation.timeline.count > 30)
            mouseClick(named(window.contentItem, "conversationWho"))
            const members = named(window.contentItem, "memberList")
            tryCompare(members, "count", hostile.length + 1)
            const timeline = named(window.contentItem, "timelineList")
            for (let i = 0; i < 12; ++i) {
                comparePlain()
                members.contentY += 400
                timeline.contentY -= 400
            }
            members.positionViewAtIndex(4, ListView.Beginning)
            wait(0)
            mouseClick(members.itemAtIndex(4))
            mouseClick(named(window.contentItem, "memberMenuRemove"))
            comparePlain()
            compare(bed.app.refusedRequests, 0)
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
                comparePlain()
            }
            compare(bed.app.refusedRequests, 0)
        }
    }
}
