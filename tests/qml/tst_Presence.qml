// SPDX-License-Identifier: Apache-2.0
// What one shows of oneself, and what is shown of others, on the real App and a real store, without a network.
import QtQuick
import QtTest
import Banter.Client
import Banter.Controls

Item {
    id: root
    width: 100
    height: 100

    TestCase {
        name: "Presence"
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
            let one = null
            tryVerify(() => (one = allVisible(window.contentItem, name, [])[0] ?? null) !== null, 5000, name)
            return one
        }
        function click(name) {
            mouseClick(item(name))
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
        function cleanup() {
            if (window)
                window.destroy()
            window = null
            wait(0)
            bed.stop()
        }

        function test_whoIsThereIsAskedForWhileItIsShown() {
            bed.startSignedIn(["Mira Okafor", "Leo Marchetti"], ["Hello"])
            open(1280, 832)
            item("conversationRow")
            tryVerify(() => bed.watched() === 2)
            bed.meet("Mira Okafor", true)
            tryVerify(() => allVisible(window.contentItem, "presenceDot", []).length === 1)
            bed.meet("Mira Okafor", false)
            tryVerify(() => allVisible(window.contentItem, "presenceDot", []).length === 0)
            bed.app.conversations.setArchived(bed.app.conversations.idAt(0), true)
            tryVerify(() => bed.watched() === 1)
        }
        function test_theHeaderSaysWhoIsThere() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("conversationRow")
            compare(item("conversationPresence").text, "@peer1")
            bed.meet("Mira Okafor", true)
            tryCompare(item("conversationPresence"), "text", "online")
            bed.meet("Mira Okafor", false)
            tryVerify(() => item("conversationPresence").text.startsWith("last seen"))
        }
        function test_aGroupSaysHowManyAreThere() {
            bed.startGroup("Design crit", ["Nadia Rahman", "Jonas Lindqvist", "Leo Marchetti"], ["1 Hello"], 1)
            open(1280, 832)
            click("conversationRow")
            tryCompare(item("conversationPresence"), "text", "4 members")
            bed.meet("Jonas Lindqvist", true)
            tryCompare(item("conversationPresence"), "text", "4 members, 2 online")
            click("conversationWho")
            tryVerify(() => allVisible(window.contentItem, "memberPresence", []).some(line => line.text === "online"))
        }
        function test_privacyIsMutualAndSaysSo() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("settingsButton")
            click("settings-privacy")
            verify(item("readReceiptsSwitch").checked)
            verify(item("presenceEverybody").checked)
            compare(bed.nameless(window), [])
            // Without a connection nothing changes, and it says why.
            click("readReceiptsSwitch")
            tryVerify(() => item("privacyError").text !== "")
            tryVerify(() => item("readReceiptsSwitch").checked)
            click("presenceNobody")
            tryVerify(() => item("presenceEverybody").checked && !item("presenceNobody").checked)
        }
        function test_contactsNeedAConnection() {
            bed.startSignedIn(["Mira Okafor"], ["Hello"])
            open(1280, 832)
            click("conversationRow")
            click("conversationWho")
            compare(item("detailsContact").label, "Add to contacts")
            click("detailsContact")
            tryVerify(() => item("detailsError").text !== "")
        }
    }
}
