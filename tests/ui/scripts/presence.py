# SPDX-License-Identifier: Apache-2.0
"""Who is there and who writes, and who shows it."""
from banterui import item, scenario

PHONE = (390, 844)


def two_people(stage, server):
    mira = stage.person('Mira Lind', server)
    lena = stage.person('Lena Koch', server)
    mira.registers('mira')
    lena.registers('lena')
    mira.opens_a_chat_with('lena')
    mira.says('Hello Lena')
    return mira, lena


@scenario
def online_typing_and_last_seen(stage):
    server = stage.server()
    mira, lena = two_people(stage, server)
    lena.resize(*PHONE)
    mira.expect_text('conversationPresence', 'online')
    mira.expect(mira.chat('Lena Koch') + [{'name': 'presenceDot'}])
    # In the list, without opening the chat.
    lena.expect(lena.chat('Mira Lind') + [{'name': 'presenceDot'}])
    mira.writes_until(lambda: lena.get(lena.chat('Mira Lind'), 'previewText') == 'typing…', 'typing in the list')
    lena.reads('Hello Lena', in_chat_with='Mira Lind')
    mira.writes_until(lambda: lena.text('conversationPresence') == 'typing…', 'typing in the header')
    mira.replace_text(mira.COMPOSER, 'On my way')
    mira.press('Return')
    lena.sees_message('On my way')
    lena.expect_text('conversationPresence', 'online')
    lena.leaves_the_chat()
    lena.quit()
    mira.wait_until(lambda: mira.text('conversationPresence').startswith('last seen'), 'last seen', 60)
    mira.expect_gone(mira.chat('Lena Koch') + [{'name': 'presenceDot'}])


@scenario
def who_shows_nothing_sees_nothing(stage):
    server = stage.server()
    mira, lena = two_people(stage, server)
    lena.reads('Hello Lena', in_chat_with='Mira Lind')
    lena.expect_text('conversationPresence', 'online')
    mira.opens_settings('privacy')
    mira.click('presenceNobody')
    lena.expect_text('conversationPresence', '@mira')
    mira.leaves_settings()
    mira.expect_text('conversationPresence', '@lena')
    mira.opens_settings('privacy')
    mira.click('presenceContacts')
    mira.expect_value('presenceContacts', 'checked', True)
    mira.leaves_settings()
    assert lena.text('conversationPresence') == '@mira'
    # Only contacts: whom she adds sees her again.
    mira.opens_details()
    mira.click('detailsContact')
    lena.expect_text('conversationPresence', 'online')
    mira.expect_text('conversationPresence', 'online')
    mira.expect_to_show('Remove from contacts')
    mira.click('detailsContact')
    lena.expect_text('conversationPresence', '@mira')


@scenario
def read_receipts_can_be_off(stage):
    server = stage.server()
    mira, lena = two_people(stage, server)
    lena.opens_settings('privacy')
    lena.click('readReceiptsSwitch')
    lena.expect_value('readReceiptsSwitch', 'checked', False)
    lena.expect_to_show('Nobody sees what you have read')
    lena.leaves_settings()
    lena.reads('Hello Lena', in_chat_with='Mira Lind')
    lena.says('I have read it')
    mira.sees_message('I have read it')
    mira.sees_mark('delivered', on='Hello Lena')
    # It is mutual.
    lena.sees_mark('delivered', on='I have read it')


@scenario
def a_group_says_who_is_there(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    lena = stage.person('Lena Koch', server)
    mira.registers('mira')
    lena.registers('lena')
    stage.terminal(server).registers('omar', 'Omar Haddad')
    mira.makes_a_group('Weekend Hikers', ['lena', 'omar'])
    mira.expect_text('conversationPresence', '3 members, 2 online')
    mira.opens_details()
    mira.expect(mira.member('Lena Koch') + [{'name': 'presenceDot'}])
    mira.expect_gone(mira.member('Omar Haddad') + [{'name': 'presenceDot'}])
    lena.opens_the_chat('Weekend Hikers')
    lena.writes_until(lambda: 'Lena Koch' in mira.text('conversationPresence') and 'typing' in mira.text('conversationPresence'), 'who types')
