# SPDX-License-Identifier: Apache-2.0
"""The whole way without a mouse: every step is a key, and the Tab key leads to everything."""
from banterui import scenario
from banterui.person import PASSWORD

WAITING = ['offline 1', 'offline 2 🎈', 'offline 3']


class OnlyKeys:
    """What a person without a mouse does. Nothing in here clicks."""

    def __init__(self, person):
        self.person = person

    def fills(self, field, text):
        self.person.tab_to(field)
        self.person.press('Ctrl+A')
        self.person.press('Delete')
        self.person.type(text)

    def activates(self, button, keys='Space'):
        self.person.wait_until(lambda: self.person.is_enabled(button), f'{button} to be enabled')
        self.person.tab_to(button)
        self.person.press(keys)

    def registers(self, username):
        person = self.person
        self.fills(person.SERVER_FIELD, person.server.address)
        if not person.sees(person.REGISTER):
            self.activates(person.OTHER_FORM)
        self.fills(person.NAME_FIELD, person.name)
        self.fills(person.USERNAME_FIELD, username)
        self.fills(person.PASSWORD_FIELD, PASSWORD)
        self.activates(person.REGISTER, 'Return')
        person.is_signed_in()

    def opens_a_chat_with(self, username):
        person = self.person
        person.press('Ctrl+N')
        person.expect_focus(person.PEOPLE_SEARCH)
        person.type(username)
        person.expect(person.person_found(username))
        person.press('Return')
        person.expect_focus(person.COMPOSER)

    def says(self, text):
        self.person.expect_focus(self.person.COMPOSER)
        self.person.type(text)
        self.person.press('Return')
        self.person.sees_message(text)


@scenario
def a_day_without_a_mouse(stage):
    server = stage.server()
    lena = stage.person('Lena Koch', server)
    lena.registers('lena')
    mira = stage.person('Mira Lind', server)
    keys = OnlyKeys(mira)
    keys.registers('mira')
    keeps_the_sign_in_by_keys(keys)
    keys.opens_a_chat_with('lena')
    keys.says('Hello from the keyboard 🎈 مرحبا')
    lena.reads('Hello from the keyboard 🎈 مرحبا', in_chat_with='Mira Lind')
    mira.sees_mark('read', on='Hello from the keyboard 🎈 مرحبا')

    server.kill()
    mira.is_offline()
    lena.is_offline()
    for text in WAITING:
        keys.says(text)
    mira.kill()
    mira.start()
    mira.is_signed_in()
    mira.tab_to(mira.LIST)
    mira.press('Return')
    mira.expect(mira.COMPOSER)
    mira.has_exactly(['Hello from the keyboard 🎈 مرحبا'] + WAITING)
    server.start()
    for text in WAITING:
        mira.sees_mark('read', on=text)
    lena.has_exactly(['Hello from the keyboard 🎈 مرحبا'] + WAITING)
    signs_out_by_keys(keys)
    mira.is_signed_out()


def keeps_the_sign_in_by_keys(keys):
    keys.activates('secretStripAction')
    keys.person.expect('dialogAccept')
    keys.activates('dialogAccept')
    keys.person.expect_gone('secretStripAction')
    keys.person.expect_gone('dialogAccept')


def signs_out_by_keys(keys):
    keys.person.press('Ctrl+,')
    keys.activates('settings-account', 'Return')
    keys.activates('accountSignOut')
    keys.person.expect('dialogAccept')
    keys.activates('dialogAccept')
