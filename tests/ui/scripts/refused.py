# SPDX-License-Identifier: Apache-2.0
"""A message that the server does not take: it says so, and there is a way on."""
from banterui import scenario

LONG = 'This is too long for the server that comes back. ' * 8  # 392 bytes
SHORT = 'Short enough.'


def write_what_will_be_refused(stage, texts):
    """While the server is away; it comes back with a lower limit."""
    server = stage.server()
    stage.terminal(server).registers('lena', 'Lena Koch')
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    mira.opens_a_chat_with('lena')
    mira.says('before')
    mira.sees_mark('sent', on='before')
    server.kill()
    mira.is_offline()
    for text in texts:
        mira.says(text)
    server.flags = ('--text-max-bytes', '256')
    server.start()
    return server, mira


@scenario
def a_refused_message_says_why_and_is_edited(stage):
    server, mira = write_what_will_be_refused(stage, [LONG.strip(), SHORT])
    reason = mira.is_told_why_failed(LONG.strip())
    assert 'too long' in reason, reason
    mira.sees_mark('sent', on=SHORT)
    mira.retries(LONG.strip())
    mira.sees_mark('failed', on=LONG.strip())
    mira.edits(LONG.strip())
    mira.expect_gone(mira.message(LONG.strip()))
    mira.expect_text(mira.COMPOSER, LONG.strip())
    mira.replace_text(mira.COMPOSER, 'Now it is short.')
    mira.press('Return')
    mira.sees_mark('sent', on='Now it is short.')
    witness = stage.terminal(server)
    witness.signs_in('lena')
    assert [text for _, text in witness.history_with('mira')] == ['before', SHORT, 'Now it is short.']


@scenario
def a_refused_message_is_deleted(stage):
    _, mira = write_what_will_be_refused(stage, [LONG.strip()])
    mira.sees_mark('failed', on=LONG.strip())
    mira.deletes(LONG.strip())
    mira.expect_gone(mira.message(LONG.strip()))
    mira.has_exactly(['before'])
    mira.says('The composer still works.')
    mira.sees_mark('sent', on='The composer still works.')
