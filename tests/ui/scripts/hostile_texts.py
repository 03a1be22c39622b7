# SPDX-License-Identifier: Apache-2.0
"""Whatever somebody writes is shown as written: it crashes nothing, and fetches nothing."""
from banterui import Failed, scenario
from banterui.canary import hostile_texts
from banterui.literal import short_enough, shown_literally


@scenario
def hostile_messages_are_shown_as_written(stage):
    server, canary = stage.server(), stage.canary()
    texts = hostile_texts(canary.url)
    eve = stage.terminal(server)
    eve.registers('eve', '<img src=x>')
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    eve.sends('mira', [text for text in texts if '\n' not in text])
    taken = [text for _, text in eve.history_with('mira')]
    mira.opens_the_chat('<img src=x>')
    for row, text in enumerate(reversed(taken)):
        mira.show_row(mira.TIMELINE, row)
        mira.expect(mira.row(row))
        seen = [one['seen'] for one in mira.texts(mira.row(row))]
        if text not in seen:
            raise Failed(f'message {row} is {text!r}; on the screen is {seen}')
    for text in texts[:8]:
        mira.writes(text)
        mira.press('Return')
        mira.expect_text(mira.COMPOSER, '')
    mira.quit()


@scenario
def hostile_device_names_are_shown_as_written(stage):
    server, canary = stage.server(), stage.canary()
    names = short_enough(hostile_texts(canary.url))[:9]
    mira = stage.person('Mira Lind', server, arguments=['--device', names[0]])
    mira.registers('mira')
    for name in names[1:]:
        stage.terminal(server, device=name).signs_in('mira')
    mira.opens_settings('devices')
    for name in names:
        mira.expect_to_show(name)
    shown_literally(mira, names, 'the devices')
    mira.quit()


@scenario
def what_one_types_oneself_is_shown_as_written(stage):
    server, canary = stage.server(), stage.canary()
    texts = [text for text in hostile_texts(canary.url) if '\n' not in text]
    mira = stage.person(f'<img src="{canary.url}/own">', server)
    mira.replace_text(mira.SERVER_FIELD, f'<img src="{canary.url}/server">')
    mira.registers('mira')
    for text in texts[:20]:
        mira.click(mira.NEW_CHAT)
        mira.type_into(mira.PEOPLE_SEARCH, text)
        mira.expect_text(mira.PEOPLE_SEARCH, text)
        mira.press('Esc', times=2)
    mira.opens_settings('account')
    shown_literally(mira, [f'<img src="{canary.url}/own">'], 'the account')
    mira.quit()
