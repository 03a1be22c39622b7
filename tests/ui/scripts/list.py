# SPDX-License-Identifier: Apache-2.0
"""What one does with a chat in the list, on a desktop and a phone of the same person."""
from banterui import item, scenario

PHONE = (390, 844)


def two_devices(stage, server):
    """Of Mira, with a chat with Lena and one with Omar; and Lena's terminal."""
    desk = stage.person("Mira's desk", server)
    desk.registers('mira', 'Mira Lind')
    lena = stage.terminal(server)
    omar = stage.terminal(server)
    lena.registers('lena', 'Lena Koch')
    omar.registers('omar', 'Omar Haddad')
    lena.sends('mira', ['Hello from Lena'])
    omar.sends('mira', ['Hello from Omar'])
    phone = stage.person("Mira's phone", server)
    phone.resize(*PHONE)
    phone.signs_in('mira')
    for device in (desk, phone):
        device.lists(['Omar Haddad', 'Lena Koch'])
    return desk, phone, lena


@scenario
def what_is_done_to_a_chat_shows_on_the_other_device(stage):
    server = stage.server()
    desk, phone, lena = two_devices(stage, server)
    desk.does_with_chat('Lena Koch', 'Pin')
    phone.lists(['Lena Koch', 'Omar Haddad'])
    phone.does_with_chat('Lena Koch', 'MuteHour')
    desk.expect_value(desk.chat('Lena Koch'), 'muted', True)
    desk.does_with_chat('Lena Koch', 'Read')
    phone.expect_value(phone.chat('Lena Koch'), 'unread', 0)
    desk.does_with_chat('Lena Koch', 'Read')
    phone.expect(phone.chat('Lena Koch') + [{'name': 'markedDot'}])
    # Marked by hand, until it is opened.
    phone.opens_the_chat('Lena Koch')
    phone.leaves_the_chat()
    desk.expect_gone(desk.chat('Lena Koch') + [{'name': 'markedDot'}])
    desk.does_with_chat('Lena Koch', 'Pin')
    phone.lists(['Omar Haddad', 'Lena Koch'])


@scenario
def a_phone_swipes_to_read_and_to_archive(stage):
    server = stage.server()
    desk, phone, lena = two_devices(stage, server)
    phone.swipe(phone.chat('Omar Haddad'), dx=180)
    desk.expect_value(desk.chat('Omar Haddad'), 'unread', 0)
    phone.swipe(phone.chat('Omar Haddad'), dx=-180)
    for device in (desk, phone):
        device.lists(['Lena Koch'])
    desk.click('archiveRow')
    desk.lists(['Omar Haddad'])
    desk.does_with_chat('Omar Haddad', 'Archive')
    for device in (desk, phone):
        device.lists(['Omar Haddad', 'Lena Koch'])


@scenario
def a_draft_follows_to_the_other_device(stage):
    server = stage.server()
    desk, phone, lena = two_devices(stage, server)
    desk.opens_the_chat('Lena Koch')
    desk.writes('Half a thought')
    phone.wait_until(lambda: phone.get(phone.chat('Lena Koch'), 'previewText') == 'Half a thought', 'the draft in the list')
    phone.expect(phone.chat('Lena Koch') + [{'name': 'previewLead'}])
    phone.opens_the_chat('Lena Koch')
    phone.expect_value(phone.COMPOSER, 'text', 'Half a thought')
    # What is being typed here is never overwritten from there.
    phone.type_into(phone.COMPOSER, '')
    phone.press('Ctrl+End')
    phone.type(' and the rest')
    desk.expect_value(desk.COMPOSER, 'text', 'Half a thought')
    phone.press('Return')
    phone.sees_message('Half a thought and the rest')
    phone.sees_mark('sent', on='Half a thought and the rest')
    said = lena.history_with('mira')
    assert said[-1] == ('mira', 'Half a thought and the rest'), said
