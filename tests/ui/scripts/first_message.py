# SPDX-License-Identifier: Apache-2.0
"""Two people meet: register, the first message, emoji and Arabic, and the ticks."""
from banterui import scenario

HELLO = 'Hello Lena, is this thing on?'
EMOJI = 'Grüße 🎈👩\u200d👩\u200d👧 🇩🇪'
ARABIC = 'مرحبا بالعالم 👋 (hello) 123'
TWO_LINES = 'one line\nand another ✓'


@scenario
def two_people_meet(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    lena = stage.person('Lena Koch', server)
    mira.registers('mira')
    lena.registers('lena')

    mira.opens_a_chat_with('lena')
    mira.says(HELLO)
    mira.sees_mark('delivered', on=HELLO)
    lena.reads(HELLO, in_chat_with='Mira Lind')
    mira.sees_mark('read', on=HELLO)

    for text in (EMOJI, ARABIC, TWO_LINES):
        lena.says(text)
        mira.sees_message(text)
        lena.sees_mark('read', on=text)
    for person in (mira, lena):
        person.has_exactly([HELLO, EMOJI, ARABIC, TWO_LINES])
    mira.quit()
    lena.quit()


@scenario
def a_message_is_read_only_when_it_is_seen(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    lena = stage.person('Lena Koch', server)
    mira.registers('mira')
    lena.registers('lena')
    mira.opens_a_chat_with('lena')
    mira.says('Are you there?')
    mira.sees_mark('delivered', on='Are you there?')
    # Lena's list shows it; she has not opened the chat.
    lena.expect(lena.LIST + '/' + lena.ROW + '{Are you there?}')
    mira.says('Hello?')
    mira.sees_mark('delivered', on='Hello?')
    assert mira.mark_of('Are you there?') == 'delivered'
    lena.opens_the_chat('Mira Lind')
    mira.sees_mark('read', on='Hello?')
    mira.sees_mark('read', on='Are you there?')


@scenario
def a_draft_waits(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    for username, name in (('lena', 'Lena Koch'), ('omar', 'Omar Haddad')):
        stage.terminal(server).registers(username, name)
    mira.registers('mira')
    mira.opens_a_chat_with('lena')
    mira.says('Hello Lena')
    mira.writes('not finished 🎈')
    mira.opens_a_chat_with('omar')
    mira.expect_text(mira.COMPOSER, '')
    mira.opens_the_chat('Lena Koch')
    mira.expect_text(mira.COMPOSER, 'not finished 🎈')


@scenario
def the_view_follows_what_is_written(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    stage.terminal(server).registers('lena', 'Lena Koch')
    mira.opens_a_chat_with('lena')
    for number in range(30):
        mira.says(f'Line {number}')
        mira.wait_until(lambda: mira.sees(mira.row(0)), f'line {number} to be in sight')
    mira.quit()
