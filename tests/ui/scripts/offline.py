# SPDX-License-Identifier: Apache-2.0
"""Without a server: everything can be read and written, and goes out later, once."""
from banterui import scenario

WAITING = ['offline 1', 'offline 2 🎈', 'offline 3']


@scenario
def what_is_written_offline_goes_out_once_also_after_kill_9(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    lena = stage.person('Lena Koch', server)
    mira.registers('mira')
    lena.registers('lena')
    mira.keeps_the_sign_in()
    mira.opens_a_chat_with('lena')
    mira.says('before')
    lena.reads('before', in_chat_with='Mira Lind')
    mira.sees_mark('read', on='before')

    server.kill()
    mira.is_offline()
    lena.is_offline()
    for text in WAITING:
        mira.says(text)
        mira.sees_mark('pending', on=text)

    mira.kill()
    mira.start()
    mira.is_signed_in()
    mira.opens_the_chat('Lena Koch')
    mira.has_exactly(['before'] + WAITING)
    for text in WAITING:
        mira.sees_mark('pending', on=text)

    server.start()
    for text in WAITING:
        mira.sees_mark('read', on=text)
    mira.is_back_online()
    for person in (mira, lena):
        person.has_exactly(['before'] + WAITING)
    # And what the server holds, seen by somebody who does not look through these windows.
    witness = stage.terminal(server)
    witness.signs_in('lena')
    assert [text for _, text in witness.history_with('mira')] == ['before'] + WAITING
