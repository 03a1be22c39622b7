// SPDX-License-Identifier: Apache-2.0
// What one does with a message: reply, edit, delete, react; on the real App and a real store, without a network.
import QtQuick
import QtTest
import Banter.Client
import Banter.Controls

Item {
    id: root
    width: 100
    height: 100

    TestCase {
        name: "Messages"
        when: windowShown
        property var window: null
        readonly property var talk: [
            {text: "Still up for the lake?"},
            {text: "Always. I'll drive", mine: true, replyTo: 1, edited: true},
            {text: "The spot Tomás found", reactions: {"😍": 2, "🔥": 1}, own: "😍"},
            {text: "See you there", mine: true},
            {text: "Pick you up at 7?", mine: true}]

        function openChat(messages, width, height) {
            bed.startChat("Mira Okafor", messages ?? talk)
            const component = Qt.createComponent("qrc:/qt/qml/Banter/Ui/Main.qml")
            compare(component.errorString(), "")
            window = component.createObject(null, {app: bed.app})
            window.width = width ?? 1280
            window.height = height ?? 832
            window.requestActivate()
            tryVerify(() => window.active)
            bed.app.openConversation(bed.app.conversations.idAt(0))
            tryVerify(() => item("timelineList").count > 0)
            wait(0)
        }
        function item(name) {
            let found = null
            tryVerify(() => (found = allVisible(window.contentItem, name, [])[0] ?? null) !== null, 5000, name)
            return found
        }
        function sees(name) {
            return allVisible(window.contentItem, name, []).length > 0
        }
        function gone(name) {
            tryVerify(() => !sees(name), 5000, name)
        }
        function click(name) {
            const target = item(name)
            let before = Qt.point(-1, -1), looks = 0
            // Once it has found its place: a menu that has just grown may still move.
            tryVerify(() => {
                const at = target.mapToItem(null, target.width, target.height)
                looks = at.x === before.x && at.y === before.y ? looks + 1 : 0
                before = at
                return at.y <= window.height + 1 && at.x <= window.width + 1 && looks >= 6
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
        function row(text) {
            let found = null
            tryVerify(() => (found = allVisible(window.contentItem, "messageRow", []).find(one => one.text === text)) !== undefined, 5000, text)
            return found
        }
        function openMenu(text) {
            const message = row(text), rect = message.bubbleRect
            mouseClick(message, rect.x + 20, rect.y + rect.height - 14, Qt.RightButton)
            tryVerify(() => sees("messageMenuCopy"))
        }
        function offers(names) {
            return names.filter(name => sees("messageMenu" + name))
        }
        function point(text) {
            const message = row(text), rect = message.bubbleRect
            mouseMove(message, rect.x + 10, rect.y + rect.height / 2)
            mouseMove(message, rect.x + 12, rect.y + rect.height / 2)
            tryVerify(() => sees("messageTools"))
        }
        function cleanup() {
            if (window)
                window.destroy()
            window = null
            wait(0)
            bed.stop()
        }

        function test_anAnswerIsBegunInTheMenuAndGivenUpByEscape() {
            openChat()
            const before = item("composer").height
            openMenu("Still up for the lake?")
            click("messageMenuReply")
            compare(item("composerBarTitle").text, "Reply to \u2068Mira Okafor\u2069")
            compare(item("composerBarText").text, "Still up for the lake?")
            tryVerify(() => item("composerField").activeFocus)
            verify(item("composer").height >= before + 44)
            compare(bed.nameless(window), [])
            keyClick("y")
            keyClick(Qt.Key_Escape)
            gone("composerBar")
            compare(item("composerField").text, "y")
            tryCompare(item("composer"), "height", before)
        }
        function test_anAnswerIsSentWithItsQuote() {
            openChat()
            openMenu("Still up for the lake?")
            click("messageMenuReply")
            tryVerify(() => item("composerField").activeFocus)
            keyClick("y")
            keyClick(Qt.Key_Return)
            const sent = row("y")
            tryCompare(sent, "replySeq", 1)
            compare(sent.replyText, "Still up for the lake?")
            verify(sent.quoteRect.height > 30)
            gone("composerBar")
        }
        function test_theBarIsClosedByItsButton() {
            openChat()
            item("timelineList").forceActiveFocus(Qt.TabFocusReason)
            item("timelineList").currentIndex = 4
            keyClick(Qt.Key_R)
            click("composerBarClose")
            gone("composerBar")
            compare(bed.app.conversation.bar, Conversation.NoBar)
        }
        function test_aQuoteLeadsToItsMessage() {
            const talked = [{text: "The first of all"}]
            for (let i = 2; i <= 400; ++i)
                talked.push({text: "Message " + i, mine: i % 2 === 0})
            talked.push({text: "About that", replyTo: 1})
            openChat(talked)
            const reply = row("About that"), quote = reply.quoteRect
            tryVerify(() => item("timelineList").atYEnd)
            mouseClick(reply, quote.x + 30, quote.y + quote.height / 2)
            const first = row("The first of all")
            const y = first.mapToItem(item("timelineList"), 0, first.bubbleRect.y).y
            verify(y >= 0 && y < item("timelineList").height)
            item("messageFlash")
            gone("messageFlash")
        }
        function test_aQuoteOfWhatWasDeletedSaysSo() {
            openChat([{deleted: true}, {text: "What was that?", replyTo: 1}])
            compare(row("What was that?").replyText, "Message deleted")
        }
        function test_upEditsTheLastAndTheDraftComesBack() {
            openChat()
            click("composerField")
            keyClick(Qt.Key_Up)
            compare(item("composerBarTitle").text, "Edit message")
            compare(item("composerField").text, "Pick you up at 7?")
            verify(item("sendButton").isEdit)
            compare(item("sendButton").label, "Save changes")
            keyClick("!")
            keyClick(Qt.Key_Return)
            const message = row("Pick you up at 7?!")
            verify(message.edited)
            verify(message.accessibleText.includes("edited"))
            gone("composerBar")
            compare(item("composerField").text, "")
            keyClick("d")
            openMenu("Always. I'll drive")
            click("messageMenuChange")
            tryCompare(item("composerField"), "text", "Always. I'll drive")
            tryVerify(() => item("composerField").activeFocus)
            keyClick(Qt.Key_Escape)
            tryCompare(item("composerField"), "text", "d")
            verify(!item("sendButton").isEdit)
        }
        function test_theMenuOffersWhatMayBeDone() {
            openChat([{text: "Theirs"}, {text: "Old", mine: true, daysOld: 3}, {text: "Mine", mine: true}])
            const all = ["Reply", "Copy", "Select", "Change", "Remove", "Delete"]
            openMenu("Theirs")
            compare(offers(all), ["Reply", "Copy", "Select", "Remove"])
            compare(bed.nameless(window), [])
            keyClick(Qt.Key_Escape)
            gone("messageMenuCopy")
            openMenu("Old")
            compare(offers(all), ["Reply", "Copy", "Select", "Remove"])
            keyClick(Qt.Key_Escape)
            gone("messageMenuCopy")
            openMenu("Mine")
            compare(offers(all), ["Reply", "Copy", "Select", "Change", "Remove"])
        }
        function test_deletingForEveryoneKeepsItsPlace() {
            openChat()
            openMenu("Pick you up at 7?")
            click("messageMenuRemove")
            tryVerify(() => item("dialogCancel").activeFocus)
            compare(item("dialogAccept").label, "Delete for everyone")
            compare(item("dialogOther").label, "Delete for me")
            compare(bed.nameless(window), [])
            click("dialogAccept")
            tryVerify(() => allVisible(window.contentItem, "messageRow", []).some(one => one.deleted))
            compare(item("timelineList").count, talk.length)
            gone("dialogAccept")
        }
        function test_deletingForOneselfTakesItAway() {
            openChat()
            openMenu("Still up for the lake?")
            click("messageMenuRemove")
            compare(item("dialogAccept").label, "Delete for me")
            verify(!sees("dialogOther"))
            click("dialogCancel")
            gone("dialogAccept")
            compare(item("timelineList").count, talk.length)
            openMenu("Pick you up at 7?")
            click("messageMenuRemove")
            click("dialogOther")
            tryCompare(item("timelineList"), "count", talk.length - 1)
        }
        function test_aTapOnAReactionTogglesIt() {
            openChat()
            const message = row("The spot Tomás found"), pills = message.reactionsRect
            verify(message.accessibleText.includes("3 reaction"))
            mouseClick(message, pills.x + 12, pills.y + pills.height / 2)
            tryVerify(() => message.reactions[0].count === 1 && !message.reactions[0].own)
            mouseClick(message, message.reactionsRect.x + message.reactionsRect.width - 14, pills.y + pills.height / 2)
            tryVerify(() => message.reactions.some(one => one.own))
            compare(message.reactions.filter(one => one.own).length, 1)
        }
        function test_theMenuReactsAndHasMore() {
            openChat()
            openMenu("Still up for the lake?")
            click("reaction-👍")
            gone("messageMenuCopy")
            const message = row("Still up for the lake?")
            tryCompare(message, "reactions", [{emoji: "👍", count: 1, own: true}])
            openMenu("Still up for the lake?")
            click("reactionMore")
            click("reaction-🎉")
            tryVerify(() => message.reactions.length === 1 && message.reactions[0].emoji === "🎉")
        }
        function test_toolsStandBesideTheMessageUnderThePointer() {
            openChat()
            point("Still up for the lake?")
            const tools = item("messageTools"), theirs = row("Still up for the lake?")
            verify(tools.x >= theirs.bubbleRect.x + theirs.bubbleRect.width)
            mouseMove(item("toolReply"))
            wait(300)
            verify(sees("messageTools"))
            click("toolReply")
            compare(item("composerBarText").text, "Still up for the lake?")
            tryVerify(() => item("composerField").activeFocus)
            point("Pick you up at 7?")
            tryVerify(() => item("messageTools").x + item("messageTools").width <= row("Pick you up at 7?").bubbleRect.x)
            compare(bed.nameless(window), [])
            click("toolReact")
            click("reaction-❤️")
            tryVerify(() => row("Pick you up at 7?").reactions.length === 1)
            gone("reactionPopup")
            point("Pick you up at 7?")
            click("toolMore")
            item("messageMenuChange")
        }
        function test_theKeyboardDoesAllOfIt() {
            openChat()
            const list = item("timelineList")
            list.forceActiveFocus(Qt.TabFocusReason)
            list.currentIndex = 0
            keyClick(Qt.Key_F10, Qt.ShiftModifier)
            tryVerify(() => sees("messageMenuReply"))
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Right)
            keyClick(Qt.Key_Return)
            const last = row("Pick you up at 7?")
            tryVerify(() => last.reactions.length === 1 && last.reactions[0].emoji === "❤️")
            gone("messageMenuReply")
            tryVerify(() => list.activeFocus)
            keyClick(Qt.Key_Menu)
            tryVerify(() => sees("messageMenuReply"))
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Return)
            item("composerBar")
            tryVerify(() => item("composerField").activeFocus)
            keyClick(Qt.Key_Escape)
            list.forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_Delete)
            tryVerify(() => item("dialogCancel").activeFocus)
        }
        function test_aPhoneHasASheetAndNoTools() {
            openChat(talk, 390, 844)
            const message = row("Still up for the lake?"), rect = message.bubbleRect
            mouseMove(message, rect.x + 10, rect.y + 10)
            verify(!sees("messageTools"))
            mousePress(message, rect.x + 20, rect.y + 14)
            tryVerify(() => sees("messageMenuReply"), 3000)
            mouseRelease(message, rect.x + 20, rect.y + 14)
            verify(sees("reaction-👍"))
            click("messageMenuReply")
            item("composerBar")
        }
        function test_aFingerPullsAnAnswer() {
            openChat(talk, 390, 844)
            const message = row("Still up for the lake?"), rect = message.bubbleRect
            const touch = touchEvent(message), y = rect.y + 14
            touch.press(0, message, rect.x + 40, y).commit()
            for (let dx = 10; dx <= 100; dx += 10)
                touch.move(0, message, rect.x + 40 + dx - message.x, y).commit()
            touch.release(0, message, rect.x + 140 - message.x, y).commit()
            compare(item("composerBarText").text, "Still up for the lake?")
            compare(message.x, 0)
        }
    }
}
