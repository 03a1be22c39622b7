# SPDX-License-Identifier: Apache-2.0
"""Finding chats, people and messages: here, on the server, and in one chat; and the quick way to another chat."""
from banterui import item, scenario

PHONE = (390, 844)
TEXTS = ['A picnic by the lake'] + [f'Thing to remember {n}' for n in range(1, 13)] + ['The lake was cold', '<b>Lake</b> house']


def mira_and_friends(stage, server):
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    for username, name, texts in (('lena', 'Lena Koch', TEXTS), ('omar', 'Omar Lake', ['Hello from Omar'])):
        friend = stage.terminal(server)
        friend.registers(username, name)
        friend.sends('mira', texts)
    mira.lists(['Omar Lake', 'Lena Koch'])
    return mira


@scenario
def chats_people_and_messages_are_found(stage):
    server = stage.server()
    mira = mira_and_friends(stage, server)
    mira.searches('lake')
    mira.expect(item('foundChat', text='Omar Lake'))
    for section in ('foundChats', 'foundPeople', 'foundMessages'):
        mira.expect(section)
    mira.wait_until(lambda: len(mira.find('foundMessage')) == 3, 'three messages')
    mira.expect(item('foundMessage', text='<b>Lake</b> house'))  # as it was written
    mira.click(item('foundMessage', text='A picnic by the lake'))
    mira.expect_text('conversationTitle', 'Lena Koch')
    mira.sees_message('A picnic by the lake')
    mira.searches('zebra')
    mira.expect_to_show('Nothing found for')
    server.kill()
    mira.is_offline()
    mira.searches('cold')
    mira.expect(item('foundMessage', text='The lake was cold'))
    mira.expect_to_show('Only what is on this device was searched')


@scenario
def a_new_phone_finds_what_only_the_server_has(stage):
    server = stage.server()
    mira_and_friends(stage, server)
    phone = stage.person("Mira's phone", server)
    phone.resize(*PHONE)
    phone.signs_in('mira')
    phone.lists(['Omar Lake', 'Lena Koch'])
    phone.searches('picnic')
    phone.click(item('foundMessage', text='A picnic by the lake'))
    phone.expect_text('conversationTitle', 'Lena Koch')
    phone.sees_message('A picnic by the lake')
    phone.click('backButton')
    phone.expect(item('foundMessage', text='A picnic by the lake'))


@scenario
def hits_in_a_chat_are_walked(stage):
    server = stage.server()
    mira = mira_and_friends(stage, server)
    mira.opens_the_chat('Lena Koch')
    mira.press('Ctrl+F')
    mira.expect_focus('chatSearchField')
    mira.type('lake')
    mira.expect_text('chatSearchCount', '1 of 3')
    mira.click('chatSearchOlder')
    mira.expect_text('chatSearchCount', '2 of 3')
    mira.press('Return')
    mira.expect_text('chatSearchCount', '3 of 3')
    mira.sees_message('A picnic by the lake')
    mira.click('chatSearchNewer')
    mira.expect_text('chatSearchCount', '2 of 3')
    mira.press('Esc', times=2)
    mira.expect_gone('chatSearchField')
    mira.expect_focus(mira.COMPOSER)


@scenario
def the_switcher_leads_to_a_chat(stage):
    server = stage.server()
    mira = mira_and_friends(stage, server)
    mira.press('Ctrl+K')
    mira.expect_focus('switcherField')
    mira.type('le')
    mira.wait_until(lambda: len(mira.find('foundChat')) == 1, 'one chat')
    mira.press('Return')
    mira.expect_text('conversationTitle', 'Lena Koch')
    mira.expect_focus(mira.COMPOSER)
