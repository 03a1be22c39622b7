# SPDX-License-Identifier: Apache-2.0
"""A group of three people at three windows: what one does ends in what the others see."""
from banterui import item, scenario

PHONE = (390, 844)


def three_people(stage, server):
    people = [stage.person(name, server) for name in ('Mira Lind', 'Lena Koch', 'Omar Haddad')]
    for person, username in zip(people, ('mira', 'lena', 'omar')):
        person.registers(username)
    return people


@scenario
def a_group_is_made_and_everybody_writes(stage):
    server = stage.server()
    mira, lena, omar = three_people(stage, server)
    mira.makes_a_group('Weekend Hikers', ['lena', 'omar'], about='Slow walks')
    mira.expect_text('conversationPresence', '3 members, 3 online')
    mira.says('Sunday at nine?')
    lena.reads('Sunday at nine?', in_chat_with='Weekend Hikers')
    mira.sees_mark('sent', on='Sunday at nine?')  # the lowest of all counts
    omar.reads('Sunday at nine?', in_chat_with='Weekend Hikers')
    mira.sees_mark('read', on='Sunday at nine?')
    lena.says('I bring the bread')
    omar.sees_message('I bring the bread')
    omar.expect_value(omar.message('I bring the bread'), 'senderName', 'Lena Koch')
    mira.opens_info_of('Sunday at nine?')
    for name in ('Lena Koch', 'Omar Haddad'):
        mira.expect(item('recipientRow', text=name))
    mira.expect_to_show('Read by 2 of 2')
    mira.press('Esc')
    mira.expect_gone('messageInfoList')


@scenario
def roles_and_members_change_for_everybody(stage):
    server = stage.server()
    mira, lena, omar = three_people(stage, server)
    stage.terminal(server).registers('aiko', 'Aiko Tanaka')
    mira.makes_a_group('Book club', ['lena', 'omar'])
    lena.opens_the_chat('Book club')
    lena.opens_details()
    lena.expect_rows(lena.MEMBERS, 3)
    mira.opens_details()
    mira.does_with_member('Lena Koch', 'Promote')
    lena.expect('groupAdd')
    lena.adds(['aiko'])
    mira.expect_rows(mira.MEMBERS, 4)
    omar.opens_the_chat('Book club')
    mira.does_with_member('Omar Haddad', 'Remove', asked=True)
    omar.expect(omar.CLOSED)
    omar.expect_gone(omar.COMPOSER)
    lena.expect_rows(lena.MEMBERS, 3)
    mira.does_with_member('Lena Koch', 'HandOver', asked=True)
    mira.wait_until(lambda: mira.is_enabled('groupLeave'), 'the way out')
    mira.click('groupLeave')
    mira.click('dialogAccept')
    mira.expect(mira.CLOSED)
    lena.expect_text('memberCount', '2 members')
    omar.click(omar.CLOSED_ACTION)
    omar.click('dialogAccept')
    omar.expect_gone(item('conversationRow', text='Book club'))


@scenario
def a_link_leads_into_a_group_on_a_phone(stage):
    server = stage.server()
    mira, lena, omar = three_people(stage, server)
    for person in (mira, omar):
        person.resize(*PHONE)
    mira.makes_a_group('دوستان', ['lena'], shows_history=False)
    mira.says('Before you came')
    mira.opens_details()
    link = mira.makes_an_invite()
    omar.looks_up(link + 'x')
    omar.expect('joinError')
    omar.click('joinGroupClose')
    omar.joins(link, 'دوستان')
    omar.says('Hello from the phone')
    lena.reads('Hello from the phone', in_chat_with='دوستان')
    lena.sees_message('Before you came')
    assert 'Before you came' not in omar.messages()
    mira.expect_rows(mira.MEMBERS, 3)
    mira.closes_details()
    mira.sees_message('Hello from the phone')


@scenario
def somebody_is_blocked_and_unblocked(stage):
    server = stage.server()
    mira, lena = (stage.person(name, server) for name in ('Mira Lind', 'Lena Koch'))
    mira.registers('mira')
    lena.registers('lena')
    lena.opens_a_chat_with('mira')
    lena.says('Hello Mira')
    mira.reads('Hello Mira', in_chat_with='Lena Koch')
    mira.opens_details()
    mira.click('detailsBlock')
    mira.click('dialogAccept')
    mira.expect(mira.CLOSED)
    lena.says('Are you there?')
    lena.sees_mark('failed', on='Are you there?')
    mira.opens_settings('account')
    mira.click(item('blockedRow', text='Lena Koch') + [{'name': 'unblockButton'}])
    mira.expect('blockedNobody')
    mira.leaves_settings()
    mira.expect(mira.COMPOSER)
    lena.retries('Are you there?')
    mira.sees_message('Are you there?')
    lena.sees_mark('read', on='Are you there?')
