# SPDX-License-Identifier: Apache-2.0
"""Nobody is left out: every control on every page has a name and a role, and a screen reader can press it."""
from banterui import Failed, complaints, scenario


class Walk:
    """Goes on after a complaint, so that one run tells them all."""

    def __init__(self, person):
        self.person, self.found = person, []

    def over(self, page):
        self.found += [f'{page}: {complaint}' for complaint in complaints(self.person.accessibility())]

    def end(self):
        if self.found:
            raise Failed(f'{len(self.found)} complaints:\n    ' + '\n    '.join(self.found))


@scenario
def every_page_can_be_used_with_a_screen_reader(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    walk = Walk(mira)
    walk.over('the first page')
    mira.registers('mira')
    walk.over('the empty list')
    stage.terminal(server).registers('lena', 'Lena Koch')
    mira.click(mira.NEW_CHAT)
    walk.over('a new chat')
    mira.type_into(mira.PEOPLE_SEARCH, 'lena')
    mira.expect(mira.PERSON)
    walk.over('people')
    mira.press('Return')
    mira.says('Hello')
    mira.sees_mark('sent', on='Hello')
    walk.over('a chat')
    mira.opens_details()
    walk.over('details of a person')
    mira.makes_a_group('Weekend Hikers', ['lena'])
    mira.says('Sunday?')
    mira.sees_mark('sent', on='Sunday?')
    mira.opens_details()
    mira.expect_rows(mira.MEMBERS, 2)
    walk.over('details of a group')
    mira.opens_info_of('Sunday?')
    mira.expect('recipientRow')
    walk.over('message info')
    mira.press('Esc')
    for button, page in (('groupAdd', 'adding people'), ('groupEdit', 'editing a group'), ('groupInvite', 'invite links')):
        mira.click(button)
        if button == 'groupInvite':
            mira.click('inviteMake')
            mira.expect('inviteRow')
        walk.over(page)
        mira.press('Esc')
        mira.expect(button)
    mira.click_until(mira.member('Lena Koch'), lambda: mira.sees('memberMenuRemove'), 'the menu of Lena')
    walk.over('the menu of a member')
    mira.click('memberMenuRemove')
    walk.over('a question')
    mira.click('dialogCancel')
    mira.expect_gone('dialogCancel')
    mira.closes_details()
    for page in ('account', 'appearance', 'devices', 'language', 'about'):
        mira.opens_settings(page)
        walk.over(f'settings, {page}')
    mira.resize(390, 844)
    walk.over('settings on a phone')
    server.kill()
    mira.leaves_settings()
    mira.is_offline()
    walk.over('offline')
    walk.end()
