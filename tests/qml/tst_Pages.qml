// SPDX-License-Identifier: Apache-2.0
// The pages on the real App and a real store, without a network.
import QtQuick
import QtTest
import Banter.Client
import Banter.Controls

Item {
    id: root
    width: 100
    height: 100


    TestCase {
        id: tests
        name: "Pages"
        when: windowShown
        property var window: null

        function open(width, height) {
            const component = Qt.createComponent("qrc:/qt/qml/Banter/Ui/Main.qml")
            compare(component.errorString(), "")
            window = component.createObject(null, {app: bed.app})
            verify(window)
            window.width = width
            window.height = height
            window.requestActivate()
            tryVerify(() => window.active)
            wait(0)
        }
        function item(name) {
            let found = null
            tryVerify(() => (found = findVisible(window.contentItem, name)) !== null, 5000, name)
            return found
        }
        // Once it has found its place.
        function click(name) {
            const target = item(name)
            let before = -1
            tryVerify(() => {
                const y = target.mapToItem(null, 0, target.height).y, last = before
                before = y
                return y <= window.height && y === last
            }, 5000, name)
            mouseClick(target)
        }
        function findVisible(parent, name) {
            if (parent.objectName === name && parent.visible)
                return parent
            for (let i = 0; i < parent.children.length; ++i) {
                const found = parent.children[i].visible ? findVisible(parent.children[i], name) : null
                if (found)
                    return found
            }
            return null
        }
        function cleanup() {
            if (window)
                window.destroy()
            window = null
            wait(0)
            bed.stop()
        }

        function test_aFirstStartAsksForServerAndName() {
            bed.startSignedOut()
            open(1280, 832)
            item("serverField")
            verify(!item("signInButton").enabled)
            click("switchFormButton")
            item("displayNameField")
            item("registerButton")
            compare(bed.nameless(window), [])
        }
        function test_whatIsTypedAsServerGoesToTheModel() {
            bed.startSignedOut()
            open(390, 844)
            click("serverField")
            keyClick("x")
            compare(bed.app.signIn.serverText, "x")
        }
        function test_theListOpensChats() {
            bed.startSignedIn(["Mira Okafor", "Leo Marchetti"], ["Still up for the lake?"])
            open(1280, 832)
            compare(item("conversationList").count, 2)
            click("conversationRow")
            compare(item("conversationTitle").text, bed.app.conversation.title)
            tryCompare(item("timelineList"), "count", 1)
            compare(bed.nameless(window), [])
        }
        function test_writingOfflineShowsAtOnceAndWaits() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("conversationRow")
            click("composerField")
            keyClick("h")
            keyClick("i")
            compare(bed.app.conversation.draft, "hi")
            keyClick(Qt.Key_Return, Qt.ShiftModifier)
            compare(item("composerField").lineCount, 2)
            keyClick(Qt.Key_Backspace)
            keyClick(Qt.Key_Return)
            tryCompare(item("timelineList"), "count", 2)
            compare(item("composerField").text, "")
        }
        function test_draftsStayWithTheirChat() {
            bed.startSignedIn(["Mira Okafor", "Leo Marchetti"], ["Hello"])
            open(1280, 832)
            bed.app.openConversation(bed.app.conversations.idAt(0))
            click("composerField")
            keyClick("a")
            const first = bed.app.conversation.conversationId
            bed.app.openConversation(bed.app.conversations.idAt(bed.app.conversations.rowOf(first) === 0 ? 1 : 0))
            compare(item("composerField").text, "")
            bed.app.openConversation(first)
            tryCompare(item("composerField"), "text", "a")
        }
        function test_aPhoneShowsOnePageAtATime() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(390, 844)
            verify(Theme.phone)
            click("conversationRow")
            item("conversationTitle")
            tryVerify(() => findVisible(window.contentItem, "conversationList") === null)
            click("backButton")
            item("conversationList")
            tryVerify(() => bed.app.conversation === null)
        }
        function test_theTimelineOpensAtItsEndAndJumpsBack() {
            bed.startLongTalks(["Mira Okafor"], 300)
            open(1280, 832)
            click("conversationRow")
            const list = item("timelineList")
            tryVerify(() => list.count > 20)
            tryVerify(() => list.atYEnd)
            list.contentY -= 3000
            click("jumpToLatest")
            tryVerify(() => list.atYEnd)
        }
        // The rows in sight, from the top; as they are drawn, not as the model has them.
        function rowsInSight() {
            const list = item("timelineList"), rows = []
            for (let i = 0; i < list.contentItem.children.length; ++i) {
                const row = list.contentItem.children[i]
                const top = row.y - list.contentY
                if (row.objectName === "messageRow" && row.visible && top + row.height > 0 && top < list.height)
                    rows.push(row)
            }
            return rows.sort((a, b) => a.y - b.y).map(row => row.text)
        }
        // They follow each other, and are of the chat that is open.
        function compareRows(name) {
            const rows = rowsInSight()
            verify(rows.length > 5, rows.length)
            const first = Number(rows[0].split(" ").pop())
            compare(rows, rows.map((text, i) => name + " " + (first + i)))
        }
        function scrollAbout(steps, px) {
            const list = item("timelineList")
            for (let i = 0; i < steps; ++i) {
                list.contentY += px
                wait(0)
            }
        }
        function test_aChatShowsNoRowOfAnother() {
            bed.startLongTalks(["Mira Okafor", "Leo Marchetti"], 300)
            open(1280, 832)
            for (const name of ["Mira Okafor", "Leo Marchetti", "Mira Okafor"]) {
                const chats = bed.app.conversations
                const mira = chats.data(chats.index(0, 0), ConversationListModel.TitleRole) === "Mira Okafor" ? 0 : 1
                bed.app.openConversation(chats.idAt(name === "Mira Okafor" ? mira : 1 - mira))
                tryVerify(() => item("timelineList").count > 20)
                wait(0)
                compareRows(name)
                scrollAbout(20, -200)
                compareRows(name)
                scrollAbout(10, 150)
                compareRows(name)
            }
        }
        function test_rowsFollowEachOtherAfterAJump() {
            bed.startLongTalks(["Mira Okafor"], 900)
            open(1280, 832)
            click("conversationRow")
            tryVerify(() => item("timelineList").count > 20)
            const timeline = bed.app.conversation.timeline
            for (let i = 0; i < 300 && timeline.atNewest; ++i)
                scrollAbout(5, -300)
            verify(!timeline.atNewest)
            compareRows("Mira Okafor")
            click("jumpToLatest")
            tryVerify(() => rowsInSight().pop() === "Mira Okafor 900")
            compareRows("Mira Okafor")
        }
        function test_aMessageIsSelectedAndCopied() {
            bed.startSignedIn(["Mira Okafor"], ["Hello there"])
            open(1280, 832)
            click("conversationRow")
            const row = item("messageRow")
            const rect = row.bubbleRect
            const beside = rect.x > row.width / 2 ? 20 : row.width - 20
            mouseClick(row, beside, rect.y + rect.height / 2, Qt.RightButton)
            wait(0)
            compare(findVisible(window.contentItem, "messageMenuSelect"), null)
            mouseClick(row, rect.x + rect.width / 2, rect.y + rect.height / 2, Qt.RightButton)
            click("messageMenuSelect")
            const selection = item("messageSelection")
            compare(selection.selectedText, "Hello there")
            keyClick(Qt.Key_Escape)
            tryVerify(() => !row.selecting)
        }
        function test_signingOutIsAskedFor() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("settingsButton")
            click("signOutButton")
            click("dialogCancel")
            compare(bed.app.state, App.SignedIn)
            item("settingsNav")
        }
        function test_settingsTakeEffectAtOnce() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("settingsButton")
            click("themeDark")
            verify(Theme.dark)
            click("accent-cobalt")
            compare(Theme.accentName, "cobalt")
            click("reducedMotionSwitch")
            tryVerify(() => bed.app.settings.reducedMotion)
            verify(Theme.reducedMotion)
            for (const page of ["account", "privacy", "devices", "language", "about"]) {
                click("settings-" + page)
                item(page + "Page")
                compare(bed.nameless(window), [])
            }
            keyClick(Qt.Key_Escape)
            item("conversationList")
        }
        function test_panesAreWalkedByF6AndEscapeLeadsToTheComposer() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("conversationRow")
            item("composerField").forceActiveFocus()
            keyClick(Qt.Key_F6)
            tryVerify(() => !item("composerField").activeFocus)
            keyClick(Qt.Key_F6)
            item("timelineList").forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_Escape)
            tryVerify(() => item("composerField").activeFocus)
        }
        function test_nothingIsCutAtTwiceTheTextSize() {
            bed.startSignedIn(["Mira Okafor"], ["A message of some length that wraps at this size of text"])
            bed.app.settings.textScale = 2
            open(1280, 832)
            const row = item("conversationRow")
            verify(row.height >= row.contentItem.childrenRect.height)
            mouseClick(row)
            const message = item("messageRow")
            verify(message.bubbleRect.x >= 0)
            verify(message.bubbleRect.x + message.bubbleRect.width <= item("timelineList").width)
            verify(message.bubbleRect.height > 2 * Theme.bodyLine)
        }
        function test_germanSpeaksGerman() {
            bed.useLanguage("de")
            bed.startSignedOut()
            open(1280, 832)
            compare(item("signInButton").label, "Anmelden")
            bed.useLanguage("en")
        }
    }
}
