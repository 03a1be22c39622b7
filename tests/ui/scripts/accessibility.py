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
