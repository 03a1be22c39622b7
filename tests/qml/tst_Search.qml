// SPDX-License-Identifier: Apache-2.0
// Search over all, search in a chat, and the quick switcher, on the real App and a real store, without a network.
import QtQuick
import QtTest
import Banter.Client
import Banter.Controls

Item {
    id: root
    width: 100
    height: 100

    SignalSpy { id: found; signalName: "found" }

    TestCase {
        name: "Search"
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
        function all(name) {
            return allVisible(window.contentItem, name, [])
        }
        function item(name) {
            let one = null
            tryVerify(() => (one = all(name)[0] ?? null) !== null, 5000, name)
            return one
        }
        function gone(name) {
            tryVerify(() => all(name).length === 0, 5000, name)
        }
        // When it stands still: a menu that opens is laid out over some frames.
        function click(name) {
            let target = null, before = -1, still = 0
            tryVerify(() => {
                target = allVisible(window.contentItem, name, [])[0] ?? null
                if (target === null)
                    return false
                const at = target.mapToItem(null, 0, target.height).y
                still = at === before && at <= window.height ? still + 1 : 0
                before = at
                return still >= 3
            }, 5000, name)
            mouseClick(target)
        }
        function allVisible(parent, name, list) {
            if (parent.objectName === name && parent.visible)
                list.push(parent)
            for (let i = 0; i < parent.children.length; ++i) {
                if (parent.children[i].visible)
                    allVisible(parent.children[i], name, list)
            }
            return list
        }
        function type(text) {
            for (const letter of text)
                keyClick(letter)
        }
        function cleanup() {
            if (window)
                window.destroy()
            window = null
            wait(0)
            bed.stop()
        }

        function test_chatsPeopleAndMessagesAreFound() {
            bed.startSignedIn(["Mira Okafor", "Leo Marchetti"], ["Still up for the lake?", "Mirabelle jam is ready"])
            open(1280, 832)
            click("conversationSearch")
            type("mira")
            compare(item("foundTitle").text, "Mira Okafor")
            compare(item("foundTitle").hitStart, 0)
            compare(item("foundTitle").hitLength, 4)
            item("foundChats")
            item("foundPeople")
            item("foundMessages")
            const message = item("foundMessage")
            compare(message.text, "Mirabelle jam is ready")
            compare([message.hitStart, message.hitLength], [0, 4])
            compare(message.title, "Leo Marchetti")
            // Without a connection it says that this is not all.
            verify(item("searchError").text.includes("on this device"))
            compare(bed.nameless(window), [])
            mouseClick(message)
            tryCompare(bed.app.conversation, "title", "Leo Marchetti")
            // The search stays, for the next hit; a chat ends it.
            compare(item("conversationSearchField").text, "mira")
            click("foundChat")
            tryCompare(bed.app.conversation, "title", "Mira Okafor")
            compare(item("conversationSearchField").text, "")
            item("conversationList")
        }
        function test_theKeyboardWalksWhatWasFound() {
            bed.startSignedIn(["Mira Okafor", "Leo Marchetti"], ["Still up for the lake?", "Mirabelle jam is ready"])
            open(1280, 832)
            click("conversationSearch")
            type("mira")
            item("foundMessage")
            verify(item("foundChat").current)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Down)
            verify(item("foundMessage").current)
            keyClick(Qt.Key_Up)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Return)
            tryCompare(bed.app.conversation, "title", "Leo Marchetti")
        }
        function test_nothingFoundIsSaid() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(390, 844)
            click("conversationSearch")
            type("zebra")
            tryVerify(() => item("searchNothing").text.includes("zebra"))
            keyClick(Qt.Key_Escape)
            item("conversationRow")
        }
        function test_foreignTextIsNoMarkup() {
            const hostile = "<b>lake</b> <img src=http://127.0.0.1:9/canary.png>"
            bed.startSignedIn([hostile], [hostile])
            open(1280, 832)
            click("conversationSearch")
            type("lake")
            compare(item("foundTitle").text, hostile)
            compare(item("foundText").text.replace(/^…/, ""), hostile)
            compare(bed.app.refusedRequests, 0)
        }
        function test_aHitIsGoneToInItsChat() {
            bed.startLongTalks(["Mira Okafor"], 300)
            open(1280, 832)
            click("conversationSearch")
            type("okafor 17")
            const message = item("foundMessage")
            mouseClick(message)
            tryVerify(() => bed.app.conversation !== null)
            // Read when it is told: rows move while pages come in.
            const timeline = bed.app.conversation.timeline
            let text = ""
            timeline.found.connect(row => text = timeline.data(timeline.index(row, 0), TimelineModel.TextRole))
            mouseClick(message)
            tryVerify(() => text !== "")
            compare(text, message.text)
        }
        function test_hitsInAChatAreCounted() {
            bed.startLongTalks(["Mira Okafor", "Leo Marchetti"], 30)
            open(1280, 832)
            click("conversationRow")
            item("timelineList")
            const who = bed.app.conversation.title
            keyClick(Qt.Key_F, Qt.ControlModifier)
            tryVerify(() => item("chatSearchField").activeFocus)
            gone("conversationHeader")
            found.target = bed.app.conversation.timeline
            found.clear()
            type(who.split(" ")[0].toLowerCase())
            tryCompare(item("chatSearchCount"), "text", "1 of 30")
            found.wait()
            verify(!item("chatSearchNewer").enabled)
            click("chatSearchOlder")
            tryCompare(item("chatSearchCount"), "text", "2 of 30")
            keyClick(Qt.Key_Return)
            tryCompare(item("chatSearchCount"), "text", "3 of 30")
            click("chatSearchNewer")
            tryCompare(item("chatSearchCount"), "text", "2 of 30")
            const timeline = bed.app.conversation.timeline
            const row = found.signalArguments[found.count - 1][0]
            compare(timeline.data(timeline.index(row, 0), TimelineModel.TextRole), who + " 29")
            compare(bed.nameless(window), [])
            item("chatSearchField").forceActiveFocus()
            type("zzz")
            tryCompare(item("chatSearchCount"), "text", "Nothing found")
            keyClick(Qt.Key_Escape)
            keyClick(Qt.Key_Escape)
            item("conversationHeader")
            tryVerify(() => item("composerField").activeFocus)
        }
        function test_theHeaderLeadsToTheSearchOnAPhone() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(390, 844)
            click("conversationRow")
            click("conversationMore")
            click("conversationMenuSearch")
            gone("conversationMenuSearch")
            tryVerify(() => item("chatSearchField").activeFocus)
            click("chatSearchClose")
            item("conversationTitle")
        }
        function test_theSwitcherLeadsToAChat() {
            bed.startSignedIn(["Mira Okafor", "Leo Marchetti", "Milan Novak", "Aiko Tanaka"], ["Hello"])
            open(1280, 832)
            keyClick(Qt.Key_K, Qt.ControlModifier)
            tryVerify(() => item("switcherField").activeFocus)
            tryVerify(() => all("foundChat").length === 4)
            compare(item("switcherSearch").mapToItem(null, 0, 0).y, 96 + 8)
            type("mi")
            tryVerify(() => all("foundChat").length === 2)
            const rows = all("foundChat").sort((a, b) => a.y - b.y)
            verify(rows[0].current && !rows[1].current)
            compare(bed.nameless(window), [])
            keyClick(Qt.Key_Down)
            const wanted = rows[1].title
            verify(rows[1].current)
            keyClick(Qt.Key_Return)
            tryVerify(() => bed.app.conversation !== null && bed.app.conversation.title === wanted)
            gone("switcherField")
            tryVerify(() => item("composerField").activeFocus)
            keyClick(Qt.Key_K, Qt.ControlModifier)
            tryVerify(() => item("switcherField").activeFocus)
            type("zebra")
            tryVerify(() => item("switcherNothing").text.includes("zebra"))
            keyClick(Qt.Key_Escape)
            keyClick(Qt.Key_Escape)
            gone("switcherField")
        }
        function test_theSwitcherFindsArchivedChats() {
            bed.startSignedIn(["Mira Okafor", "Leo Marchetti"], ["Hello"])
            open(1280, 832)
            bed.app.conversations.setArchived(bed.app.conversations.idAt(0), true)
            tryCompare(bed.app.conversations, "archivedCount", 1)
            keyClick(Qt.Key_K, Qt.ControlModifier)
            tryVerify(() => all("foundChat").length === 2)
            verify(all("foundChat").some(row => row.archived))
        }
    }
}
