# SPDX-License-Identifier: Apache-2.0
"""Leaving a device, and being made to leave."""
from banterui import scenario


@scenario
def mira_signs_out_and_in_again(stage):
    server = stage.server()
    stage.terminal(server).registers('lena', 'Lena Koch')
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    mira.opens_a_chat_with('lena')
    mira.says('Before I go')
    mira.sees_mark('sent', on='Before I go')
    assert len(server.ctl('device', 'list', 'mira')['devices']) == 1
    mira.signs_out()
    mira.is_signed_out()
    assert server.ctl('device', 'list', 'mira')['devices'] == []
    mira.signs_in('mira')
    mira.opens_the_chat('Lena Koch')
    mira.has_exactly(['Before I go'])


@scenario
def a_device_is_revoked_from_elsewhere(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    device = server.ctl('device', 'list', 'mira')['devices'][0]['id']
    server.ctl('device', 'revoke', 'mira', device)
    mira.is_signed_out()
    mira.expect_to_show('This device was signed out')
    mira.signs_in('mira')
    mira.is_signed_in()


@scenario
def mira_revokes_another_device(stage):
    server = stage.server()
    laptop = stage.person('Mira Lind', server, arguments=['--device', "Mira's laptop"])
    laptop.registers('mira')
    phone = stage.person('Mira Lind', server, arguments=['--device', "Mira's phone"])
    phone.signs_in('mira')
    laptop.signs_out_the_device("Mira's phone")
    phone.is_signed_out()
    phone.expect_to_show('This device was signed out')
    laptop.is_signed_in()
    names = [device['name'] for device in server.ctl('device', 'list', 'mira')['devices']]
    assert names == ["Mira's laptop"], names
