// SPDX-License-Identifier: Apache-2.0
// Groups, their details and members, on the real App and a real store, without a network.
import QtQuick
import QtTest
import Banter.Client
import Banter.Controls

Item {
    id: root
    width: 100
    height: 100

    TestCase {
        name: "Groups"
        when: windowShown
        property var window: null
        readonly property var people: ["Nadia Rahman", "Jonas Lindqvist", "Leo Marchetti"]
        readonly property var lines: ["1 Second pass, bigger type", "1 And the map", "0 Much better", "2 Agree", "0 On it"]

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
        function openGroup(role, width, height) {
            bed.startGroup("Design crit", people, lines, role)
            open(width ?? 1280, height ?? 832)
            click("conversationRow")
            tryVerify(() => item("timelineList").count === lines.length + 1)
        }
        function openDetails(role, width, height) {
            openGroup(role, width, height)
            click("conversationWho")
            tryCompare(item("memberList"), "count", people.length + (role > 0 ? 1 : 0))
        }
        function item(name) {
            let found = null
            tryVerify(() => (found = findVisible(window.contentItem, name)) !== null, 5000, name)
            return found
        }
        function gone(name) {
            tryVerify(() => findVisible(window.contentItem, name) === null, 5000, name)
        }
        function click(name) {
            const target = item(name)
            let before = Qt.point(-1, -1)
            tryVerify(() => {
                const at = target.mapToItem(null, target.width, target.height), last = before
                before = at
                return at.y <= window.height && at.x <= window.width && at.x === last.x && at.y === last.y
            }, 5000, name)
            mouseClick(target)
        }
        function findVisible(parent, name) {
            const all = allVisible(parent, name, [])
            return all.length > 0 ? all[0] : null
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
        function member(name) {
            let row = null
            tryVerify(() => (row = allVisible(window.contentItem, "memberRow", []).find(one => one.name === name)) !== undefined, 5000, name)
            return row
        }
        function row(text) {
            let found = null
            tryVerify(() => (found = allVisible(window.contentItem, "messageRow", []).find(one => one.text === text)) !== undefined, 5000, text)
            return found
        }
        // What a menu offers, as it stands there.
        function offers(prefix, names) {
            return names.filter(name => findVisible(window.contentItem, prefix + name) !== null)
        }
        function cleanup() {
            if (window)
                window.destroy()
            window = null
            wait(0)
            bed.stop()
        }

        function test_aRunHasItsAuthorsNameAndDisc() {
            openGroup(1)
            const first = row("Second pass, bigger type"), last = row("And the map"), own = row("Much better")
            compare(first.senderName, "Nadia Rahman")
            verify(first.discRect.width === 0)
            verify(last.discRect.width > 0)
            verify(first.bubbleRect.x >= last.discRect.x + 40)
            verify(own.discRect.width === 0)
            // A line more than the one below it.
            compare(first.bubbleRect.height - last.bubbleRect.height, Theme.smallLine)
        }
        function test_directChatsShowNoAuthors() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("conversationRow")
            verify(row("Hello").discRect.width === 0)
        }
        function test_theListSaysWhoWroteIt() {
            bed.startGroup("Design crit", people, ["2 Agree"], 1)
            open(1280, 832)
            compare(item("conversationRow").previewSender, "Jonas Lindqvist")
        }
        function test_theHeaderCountsMembersAndOpensTheDetails() {
            openGroup(1)
            compare(item("conversationPresence").text, "4 members")
            click("conversationInfo")
            compare(item("detailsTitle").text, "Group info")
            compare(item("detailsName").text, "Design crit")
            compare(bed.nameless(window), [])
            click("detailsClose")
            gone("detailsPane")
        }
        function test_detailsStandBesideTheChatWhereThereIsRoom() {
            openDetails(1)
            const pane = item("detailsPane"), list = item("timelineList")
            verify(list.mapToItem(null, list.width, 0).x <= pane.mapToItem(null, 0, 0).x + 1)
            const splitter = item("detailsSplitter")
            splitter.forceActiveFocus()
            keyClick(Qt.Key_Left)
            tryCompare(pane, "width", 336)
            compare(bed.app.settings.detailsWidth, 336)
        }
        function test_detailsSlideOverANarrowWindowAndEscapeClosesThem() {
            openDetails(1, 900, 700)
            const list = item("timelineList"), pane = item("detailsPane")
            tryVerify(() => pane.mapToItem(null, 0, 0).x === 900 - pane.width)
            verify(list.mapToItem(null, list.width, 0).x > pane.mapToItem(null, 0, 0).x)
            keyClick(Qt.Key_Escape)
            gone("detailsPane")
            tryVerify(() => item("conversationWho").activeFocus)
            click("conversationWho")
            item("memberList")
        }
        function test_detailsAreAPageOnAPhone() {
            openDetails(1, 390, 844)
            compare(item("detailsPane").width, 390)
            gone("timelineList")
            click("detailsBack")
            item("timelineList")
            gone("detailsPane")
            verify(bed.app.conversation !== null)
        }
        function test_membersMayDoWhatTheirRoleAllows_data() {
            return [
                {tag: "member", role: 1, tiles: [], of: ["Write", "Block"]},
                {tag: "admin", role: 2, tiles: ["Add", "Invite", "Edit"], of: ["Write", "Block", "Remove"]},
                {tag: "owner", role: 3, tiles: ["Add", "Invite", "Edit"], of: ["Write", "Promote", "HandOver", "Block", "Remove"]}]
        }
        function test_membersMayDoWhatTheirRoleAllows(data) {
            openDetails(data.role)
            compare(offers("group", ["Add", "Invite", "Edit"]), data.tiles)
            mouseClick(member("Leo Marchetti"))
            item("memberMenuWrite")
            compare(offers("memberMenu", ["Write", "Promote", "Demote", "HandOver", "Block", "Remove"]), data.of)
            compare(bed.nameless(window), [])
        }
        function test_removingIsAskedForAndSaysWhyItFailed() {
            openDetails(3)
            mouseClick(member("Leo Marchetti"))
            click("memberMenuRemove")
            tryVerify(() => item("dialogCancel").activeFocus)
            click("dialogCancel")
            gone("dialogCancel")
            mouseClick(member("Leo Marchetti"))
            click("memberMenuRemove")
            click("dialogAccept")
            verify(item("groupError").text !== "")
        }
        function test_membersAreFoundByName() {
            openDetails(1)
            click("memberFind")
            tryVerify(() => item("memberSearchField").activeFocus)
            for (const key of "leo")
                keyClick(key)
            tryCompare(item("memberList"), "count", 1)
            member("Leo Marchetti")
            for (const key of "xx")
                keyClick(key)
            verify(item("membersNobody").text.includes("leoxx"))
            click("memberFind")
            tryCompare(item("memberList"), "count", 4)
        }
        function test_membersAreReachedByKeyboard() {
            openDetails(3)
            item("memberList").forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Return)
            item("memberMenuWrite")
            keyClick(Qt.Key_Escape)
            gone("memberMenuWrite")
            tryVerify(() => item("memberList").activeFocus)
        }
        function test_leavingIsAskedForAndAnOwnerIsToldWhatToDo() {
            openDetails(1)
            click("groupLeave")
            click("dialogAccept")
            verify(item("groupError").text !== "")
            window.destroy()
            wait(0)
            bed.stop()
            openDetails(3)
            verify(!item("groupLeave").enabled)
            verify(item("groupLeaveHint").text !== "")
        }
        function test_whoWasRemovedCanReadAndDeleteIt() {
            openGroup(0)
            gone("composerField")
            verify(item("closedText").text !== "")
            row("And the map")
            click("closedAction")
            click("dialogAccept")
            tryVerify(() => bed.app.conversation === null)
            tryCompare(item("conversationList"), "count", 0)
        }
        function test_aBlockedPersonCanBeUnblockedInPlaceOfTheComposer() {
            bed.startGroup("Design crit", people, lines, 1, ["Sofia Brandt"])
            open(1280, 832)
            const chats = bed.app.conversations
            const at = chats.data(chats.index(0, 0), ConversationListModel.TitleRole) === "Sofia Brandt" ? 0 : 1
            bed.app.openConversation(chats.idAt(at))
            verify(item("closedText").text.includes("Sofia Brandt"))
            gone("composerField")
            click("conversationWho")
            compare(item("detailsBlock").label, "Unblock")
            click("closedAction")
            verify(item("detailsError").text !== "")
            bed.app.closeConversation()
            click("settingsButton")
            click("settings-account")
            compare(item("blockedRow").name, "Sofia Brandt")
            compare(bed.nameless(window), [])
        }
        function test_aGroupIsMadeOfPeopleAndAName() {
            bed.startSignedIn(["Mira Okafor", "Leo Marchetti"], ["Hello"])
            open(1280, 832)
            click("newChatButton")
            click("newGroupButton")
            tryVerify(() => item("pickerSearchField").activeFocus)
            tryCompare(item("pickerList"), "count", 2)
            mouseClick(findVisible(item("pickerList"), "personRow"))
            item("pickerChip")
            compare(bed.nameless(window), [])
            click("newGroupNext")
            tryVerify(() => item("groupTitleField").activeFocus)
            verify(!item("newGroupCreate").enabled)
            for (const key of "hikers")
                keyClick(key)
            verify(item("newGroupCreate").enabled)
            click("historyFromJoining")
            compare(bed.nameless(window), [])
            click("newGroupCreate")
            verify(item("newGroupError").text !== "")
            // Nothing of it is lost on the way back.
            click("newGroupBack")
            item("pickerChip")
            click("newGroupNext")
            compare(item("groupTitleField").text, "hikers")
        }
        function test_aNameThatIsTooLongIsToldBeforeItIsSent() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(390, 844)
            click("newChatButton")
            click("newGroupButton")
            click("newGroupNext")
            const field = item("groupTitleField")
            field.text = "x".repeat(110)
            const left = bed.app.groups.titleLeft(field.text)
            field.text = "x".repeat(110 + left)
            verify(item("newGroupCreate").enabled)
            verify(item("groupTitleFieldHint").text !== "")
            field.text += "xx"
            verify(!item("newGroupCreate").enabled)
            verify(item("groupTitleFieldHint").text.startsWith("2 "))
        }
        function test_joiningAsksWhatALinkIsFor() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("newChatButton")
            click("joinGroupButton")
            tryVerify(() => item("joinLinkField").activeFocus)
            verify(!item("joinGo").enabled)
            keyClick("x")
            click("joinGo")
            tryVerify(() => item("joinError").text !== "")
            compare(bed.nameless(window), [])
            keyClick(Qt.Key_Escape)
            gone("joinLinkField")
        }
        function test_addingEditingAndInvitingSayWhyTheyFailed() {
            openDetails(3)
            click("groupEdit")
            tryVerify(() => item("groupTitleField").activeFocus)
            verify(!item("editGroupSave").enabled)
            keyClick(Qt.Key_End)
            keyClick("s")
            click("editGroupSave")
            tryVerify(() => item("editGroupError").text !== "")
            compare(bed.nameless(window), [])
            click("editGroupClose")
            gone("groupTitleField")
            click("groupInvite")
            tryVerify(() => item("invitesError").text !== "")
            click("inviteMake")
            tryVerify(() => item("invitesError").text !== "")
            compare(bed.nameless(window), [])
            click("invitesClose")
            gone("inviteMake")
            click("groupAdd")
            tryVerify(() => item("pickerSearchField").activeFocus)
            verify(!item("addMembersGo").enabled)
            const known = findVisible(item("pickerList"), "personRow")
            verify(!known.enabled)
        }
        function test_infoSaysThatItCanNotBeHadOffline() {
            openGroup(1)
            const own = row("On it"), rect = own.bubbleRect
            mouseClick(own, rect.x + rect.width / 2, rect.y + rect.height / 2, Qt.RightButton)
            click("messageMenuInfo")
            tryVerify(() => item("messageInfoError").text !== "")
            item("messageInfoRetry")
            compare(bed.nameless(window), [])
            keyClick(Qt.Key_Escape)
            gone("messageInfoList")
            const other = row("Agree"), at = other.bubbleRect
            mouseClick(other, at.x + at.width / 2, at.y + at.height / 2, Qt.RightButton)
            item("messageMenuCopy")
            verify(findVisible(window.contentItem, "messageMenuInfo") === null)
        }
    }
}
