// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Banter.Controls

Item {
    id: root
    width: 824
    height: 1120

    Gallery {
        id: gallery
        anchors.fill: parent
    }
    SignalSpy { id: clicks; signalName: "clicked" }

    TestCase {
        name: "Controls"
        when: windowShown

        function initTestCase() {
            root.Window.window.requestActivate()
            tryVerify(() => root.Window.active)
        }
        function control(name) {
            const found = findChild(gallery, name)
            verify(found, name)
            return found
        }
        function watch(name) {
            clicks.target = control(name)
            clicks.clear()
            return clicks.target
        }

        function test_chipsAndTilesAreClickedByMouseAndKey_data() {
            return [{tag: "chip"}, {tag: "tile"}]
        }
        function test_chipsAndTilesAreClickedByMouseAndKey(data) {
            const one = watch(data.tag)
            mouseClick(one)
            one.forceActiveFocus()
            keyClick(Qt.Key_Return)
            keyClick(Qt.Key_Space)
            compare(clicks.count, 3)
        }
        function test_tabLeadsOutOfANoteAndReturnBreaksItsLine() {
            const note = control("noteField")
            note.forceActiveFocus()
            keyClick("a")
            keyClick(Qt.Key_Return)
            keyClick("b")
            compare(note.text, "a\nb")
            keyClick(Qt.Key_Tab)
            verify(!note.activeFocus)
            keyClick(Qt.Key_Tab, Qt.ShiftModifier)
            verify(note.activeFocus)
            note.text = ""
        }
        function test_aButtonIsClickedByMouseKeyAndAssistant() {
            const button = watch("filled")
            mouseClick(button)
            compare(clicks.count, 1)
            control("tonal").forceActiveFocus()
            button.forceActiveFocus(Qt.TabFocusReason)
            verify(button.visualFocus)
            keyClick(Qt.Key_Space)
            keyClick(Qt.Key_Return)
            compare(clicks.count, 3)
            verify(bed.pressByName(root.Window.window, "Cancel"))
        }
        function test_aDisabledButtonIsNotClicked() {
            const button = watch("disabled")
            mouseClick(button)
            compare(clicks.count, 0)
        }
        function test_aButtonKeepsItsWidthWhileBusy() {
            const button = control("filled")
            const before = button.width
            button.busy = true
            compare(button.width, before)
            button.busy = false
        }
        function test_targetsAreLargeEnough() {
            for (const name of ["filled", "iconButton", "switchOn", "checkbox", "radioA", "slider"])
                verify(control(name).height >= 40, name)
        }
        function test_aSwitchFlips() {
            const flip = watch("switchOff")
            mouseClick(flip)
            verify(flip.checked)
            flip.forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_Space)
            verify(!flip.checked)
        }
        function test_radiosExcludeEachOther() {
            mouseClick(control("radioA"))
            verify(control("radioA").checked)
            verify(!control("radioB").checked)
        }
        function test_segmentedChooses() {
            const choice = control("segmented")
            mouseClick(findChild(choice, "segmented1"))
            compare(choice.current, 1)
        }
        function test_aFieldHidesAndShowsASecret() {
            const field = control("passwordField")
            compare(field.echoMode, TextInput.Password)
            mouseClick(control("passwordFieldReveal"))
            compare(field.echoMode, TextInput.Normal)
            mouseClick(control("passwordFieldReveal"))
            compare(field.echoMode, TextInput.Password)
        }
        function test_aFieldTakesText() {
            const field = control("usernameField")
            mouseClick(field)
            keyClick("e")
            keyClick("l")
            compare(field.text, "el")
        }
        function test_searchIsEmptiedByEscape() {
            const field = control("searchField")
            mouseClick(field)
            keyClick("x")
            compare(field.text, "x")
            verify(control("searchFieldClear").visible)
            keyClick(Qt.Key_Escape)
            compare(field.text, "")
        }
        function test_menuOpensAndCloses() {
            mouseClick(control("menuOpener"))
            const reply = findChild(gallery, "menu")
            tryVerify(() => reply.opened)
            keyClick(Qt.Key_Escape)
            tryVerify(() => !reply.visible)
        }
        function test_aMenuIsASheetOnAPhone() {
            const menu = findChild(gallery, "menu")
            Theme.phone = true
            menu.open()
            tryVerify(() => menu.opened)
            compare(menu.width, root.Window.window.width)
            compare(menu.y + menu.height, root.Window.window.height)
            keyClick(Qt.Key_Escape)
            tryVerify(() => !menu.visible)
            Theme.phone = false
            menu.open()
            tryVerify(() => menu.opened)
            verify(menu.width < root.Window.window.width)
            compare(Qt.point(menu.x, menu.y), Qt.point(424, 800))
            menu.close()
            tryVerify(() => !menu.visible)
        }
        function test_theSafeButtonOfADestructiveDialogHasTheFocus() {
            const dialog = findChild(gallery, "dialog")
            mouseClick(control("dialogOpener"))
            tryVerify(() => dialog.opened)
            compare(root.Window.window.activeFocusItem.objectName, "dialogCancel")
            verify(dialog.height > 100)
            compare(dialog.background.height, dialog.height)
            keyClick(Qt.Key_Return)
            tryVerify(() => !dialog.visible)
        }
        function test_toastShowsAndActs() {
            const toast = control("toast")
            toast.show("Chat archived", "Undo")
            tryCompare(toast, "opacity", 1)
            mouseClick(control("toastAction"))
            tryCompare(toast, "visible", false)
        }
        function test_everyControlHasAName() {
            compare(bed.nameless(root.Window.window), [])
        }
    }
}
