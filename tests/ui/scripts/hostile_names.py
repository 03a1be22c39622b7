# SPDX-License-Identifier: Apache-2.0
"""Whatever somebody calls himself is shown as written, in the search, the list and the head of the chat."""
from banterui import scenario
from banterui.canary import hostile_texts
from banterui.literal import short_enough, shown_literally


@scenario
def hostile_names_are_shown_as_written(stage):
    server, canary = stage.server(), stage.canary()
    names = short_enough(hostile_texts(canary.url))[::3]  # all of them, but without a server: tests/qml/tst_Hostile.qml
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    for number, name in enumerate(names):
        # As the server keeps it: it takes what turns the direction of writing out of names.
        name = server.ctl('user', 'add', f'eve{number}', '--display', name)['display']
        mira.click(mira.NEW_CHAT)
        mira.type_into(mira.PEOPLE_SEARCH, f'eve{number}')
        found = mira.person_found(f'eve{number}')
        mira.expect(found)
        shown_literally(mira, [name], 'the search for people')
        mira.click(found)
        mira.expect(mira.COMPOSER)
        shown_literally(mira, [name], 'the head of the chat')
        mira.says(name)
        shown_literally(mira, [name], 'the list')
    mira.quit()
