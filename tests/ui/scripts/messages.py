# SPDX-License-Identifier: Apache-2.0
"""What one does with a message: reply, jump, edit, react, delete; ends in what the other one sees."""
from banterui import scenario

PHONE = (390, 844)


def two_people(stage, size=None):
    server = stage.server()
    mira, lena = stage.person('Mira Lind', server), stage.person('Lena Koch', server)
    for person, username in ((mira, 'mira'), (lena, 'lena')):
        if size:
            person.resize(*size)
        person.registers(username)
    mira.opens_a_chat_with('lena')
    mira.says('Still up for the lake?')
    mira.sees_mark('delivered', on='Still up for the lake?')
    lena.reads('Still up for the lake?', in_chat_with='Mira Lind')
    return mira, lena


def answer_edit_react_delete(mira, lena):
    lena.answers('Still up for the lake?', 'Always')
    mira.sees_message('Always')
    mira.sees_answer('Always', to='Still up for the lake?', of='You')

    mira.says('Pick you up at 7?')
    lena.sees_message('Pick you up at 7?')
    mira.changes('Pick you up at 7?', into='Pick you up at 8?')
    lena.sees_message('Pick you up at 8?')
    lena.expect_value(lena.message('Pick you up at 8?'), 'edited', True)
    assert 'Pick you up at 7?' not in lena.messages()
    mira.changes('Still up for the lake?', into='Still up for the sea?')
    lena.sees_answer('Always', to='Still up for the sea?', of='Mira Lind')

    lena.reacts('Pick you up at 8?', '👍')
    mira.sees_reactions('Pick you up at 8?', {'👍': 1})
    mira.taps_reaction('Pick you up at 8?')
    lena.sees_reactions('Pick you up at 8?', {'👍': 2})
    lena.taps_reaction('Pick you up at 8?')
    mira.sees_reactions('Pick you up at 8?', {'👍': 1})

    lena.removes('Always', for_everyone=True)
    mira.wait_until(lambda: mira.get(mira.row(1), 'deleted'), 'the message to be deleted')
    mira.has_exactly(['Still up for the sea?', '', 'Pick you up at 8?'])
    mira.removes('Pick you up at 8?', for_everyone=False)
    mira.has_exactly(['Still up for the sea?', ''])
    lena.has_exactly(['Still up for the sea?', '', 'Pick you up at 8?'])


@scenario
def messages_are_answered_changed_and_deleted(stage):
    mira, lena = two_people(stage)
    answer_edit_react_delete(mira, lena)


@scenario
def and_so_they_are_on_a_phone(stage):
    mira, lena = two_people(stage, PHONE)
    answer_edit_react_delete(mira, lena)
    x, y, width, height = lena.get(lena.message('Still up for the sea?'), 'bubbleRect')
    lena.swipe(lena.message('Still up for the sea?'), dx=120, ms=400, at=(x + width / 2, y + height / 2))
    lena.expect_text(lena.BAR_TEXT, 'Still up for the sea?')
    lena.says('Yes')
    mira.sees_answer('Yes', to='Still up for the sea?', of='You')


@scenario
def a_quote_leads_to_its_message(stage):
    mira, lena = two_people(stage)
    for number in range(8):
        mira.says(f'Thing to remember {number}: socks')
    lena.sees_message('Thing to remember 7: socks')
    lena.answers('Still up for the lake?', 'I am')
    mira.sees_message('I am')
    mira.goes_to_what_is_quoted('I am')
    mira.expect('messageFlash')
    mira.expect_gone('messageFlash')


@scenario
def what_is_changed_offline_goes_out_later(stage):
    mira, lena = two_people(stage)
    server = mira.server
    mira.says('Pick you up at 7?')
    mira.sees_mark('read', on='Pick you up at 7?')
    server.kill()
    for person in (mira, lena):
        person.is_offline()
    mira.changes('Pick you up at 7?', into='Pick you up at 8?')
    lena.reacts('Still up for the lake?', '🙏')
    mira.answers('Still up for the lake?', 'Just asking')
    server.start()
    lena.sees_message('Pick you up at 8?')
    lena.sees_answer('Just asking', to='Still up for the lake?', of='Mira Lind')
    mira.sees_reactions('Still up for the lake?', {'🙏': 1})
    mira.wait_until(lambda: not mira.get(mira.message('Pick you up at 8?'), 'isChanging'), 'the change to be confirmed', 60)
