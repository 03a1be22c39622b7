// SPDX-License-Identifier: Apache-2.0
// What one does with the chats in the list, on the real App and a real store, without a network.
import QtQuick
import QtTest
import Banter.Client
import Banter.Controls

Item {
    id: root
    width: 100
    height: 100

    TestCase {
        name: "List"
        when: windowShown
        property var window: null
        readonly property var people: ["Mira Okafor", "Leo Marchetti", "Aiko Tanaka"]

        function open(width, height) {
            bed.startSignedIn(people, ["Still up for the lake?"])
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
            tryVerify(() => (found = allVisible(window.contentItem, name, [])[0] ?? null) !== null, 5000, name)
            return found
        }
        function gone(name) {
            tryVerify(() => allVisible(window.contentItem, name, []).length === 0, 5000, name)
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
        function allVisible(parent, name, found) {
            if (parent.objectName === name && parent.visible)
                found.push(parent)
            for (let i = 0; i < parent.children.length; ++i) {
                if (parent.children[i].visible)
                    allVisible(parent.children[i], name, found)
            }
            return found
        }
        function titles() {
            // Not those that the list keeps for later.
            return allVisible(window.contentItem, "conversationRow", []).filter(row => row.inSight).sort((a, b) => a.y - b.y).map(row => row.title)
        }
        function rowOf(title) {
            let found = null
            tryVerify(() => (found = allVisible(window.contentItem, "conversationRow", []).find(row => row.inSight && row.title === title)) !== undefined, 5000, title)
            return found
        }
        function choose(title, verb) {
            const row = rowOf(title)
            mouseClick(row, row.width / 2, row.height / 2, Qt.RightButton)
            click("rowMenu" + verb)
            gone("rowMenu" + verb)
        }
        function cleanup() {
            if (window)
                window.destroy()
            window = null
            wait(0)
            bed.stop()
        }

        function test_pinnedChatsComeFirst() {
            open(1280, 832)
            const last = titles()[2]
            choose(last, "Pin")
            tryCompare(rowOf(last), "pinned", true)
            tryVerify(() => titles()[0] === last)
            choose(last, "Pin")
            tryVerify(() => titles()[2] === last)
        }
        function test_mutedChatsAreQuiet() {
            open(1280, 832)
            const row = rowOf("Leo Marchetti")
            verify(row.isNew)
            const before = bed.app.conversations.unreadTotal
            choose("Leo Marchetti", "MuteHour")
            tryCompare(row, "muted", true)
            verify(!row.isNew)
            compare(bed.app.conversations.unreadTotal, before - 1)
            verify(row.accessibleText.includes("muted"))
            choose("Leo Marchetti", "Unmute")
            tryCompare(row, "muted", false)
            choose("Leo Marchetti", "MuteAlways")
            tryCompare(row, "muted", true)
        }
        function test_aChatIsReadAndMarkedUnread() {
            open(1280, 832)
            const row = rowOf("Mira Okafor")
            compare(row.unread, 1)
            choose("Mira Okafor", "Read")
            tryCompare(row, "unread", 0)
            gone("markedDot")
            choose("Mira Okafor", "Read")
            tryCompare(row, "markedUnread", true)
            item("markedDot")
            // Who opens it has seen it.
            mouseClick(row)
            tryCompare(row, "markedUnread", false)
        }
        function test_archivedChatsAreARowAway() {
            open(1280, 832)
            gone("archiveRow")
            choose("Aiko Tanaka", "Archive")
            tryVerify(() => titles().length === 2)
            compare(item("toastText").text, "Chat archived")
            compare(bed.nameless(window), [])
            click("archiveRow")
            tryCompare(rowOf("Aiko Tanaka"), "archived", true)
            compare(titles(), ["Aiko Tanaka"])
            click("archiveRow")
            tryVerify(() => titles().length === 2)
            click("toastAction")
            tryVerify(() => titles().length === 3)
            gone("archiveRow")
        }
        function test_theArchiveClosesWithItsLastChat() {
            open(1280, 832)
            choose("Aiko Tanaka", "Archive")
            click("archiveRow")
            choose("Aiko Tanaka", "Archive")
            tryVerify(() => titles().length === 3)
            verify(!bed.app.conversations.showsArchived)
        }
        function test_theKeyboardOpensTheMenu() {
            open(1280, 832)
            item("conversationList").forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_F10, Qt.ShiftModifier)
            item("rowMenuPin")
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Return)
            gone("rowMenuPin")
            tryVerify(() => allVisible(window.contentItem, "conversationRow", []).some(row => row.pinned))
            tryVerify(() => item("conversationList").activeFocus)
        }
        function test_aPhoneHoldsForTheMenu() {
            open(390, 844)
            const row = rowOf("Leo Marchetti")
            mousePress(row, row.width / 2, row.height / 2)
            wait(1000)
            mouseRelease(row, row.width / 2, row.height / 2)
            click("rowMenuPin")
            tryCompare(rowOf("Leo Marchetti"), "pinned", true)
            compare(bed.app.conversation, null)
        }
        function swipe(row, dx) {
            const x = dx > 0 ? 40 : row.width - 40
            mousePress(row, x, row.height / 2)
            for (let step = 1; step <= 10; ++step)
                mouseMove(row, x + dx * step / 10, row.height / 2)
            mouseRelease(row, x + dx, row.height / 2)
        }
        function test_aPhoneSwipesToReadAndToArchive() {
            open(390, 844)
            const row = rowOf("Leo Marchetti")
            swipe(row, 160)
            tryCompare(row, "unread", 0)
            compare(bed.app.conversation, null)
            swipe(row, 40)
            wait(50)
            verify(!row.markedUnread)
            swipe(row, -160)
            tryVerify(() => titles().length === 2)
            compare(bed.app.conversations.archivedCount, 1)
        }
        function test_whoTypesIsInTheList() {
            open(1280, 832)
            const row = rowOf("Mira Okafor")
            bed.type(row.conversationId, true)
            tryCompare(row, "previewText", "typing…")
            verify(row.isTyping)
            bed.type(row.conversationId, false)
            tryCompare(row, "previewText", "Still up for the lake?")
        }
    }
}
