# SPDX-License-Identifier: Apache-2.0
"""From one chat to another: nothing of the first stays."""
from banterui import scenario


@scenario
def nothing_of_the_chat_before_is_left(stage):
    server = stage.server()
    mira = stage.person('Mira Lind', server)
    mira.registers('mira')
    for username, name, texts in (('lena', 'Lena Koch', [f'Thing {n}' for n in range(1, 41)]), ('omar', 'Omar Haddad', ['Hello from Omar'])):
        friend = stage.terminal(server)
        friend.registers(username, name)
        friend.sends('mira', texts)
    mira.reads('Thing 40', in_chat_with='Lena Koch')
    mira.show_row(mira.TIMELINE, 20)
    mira.opens_the_chat('Omar Haddad')
    mira.has_exactly(['Hello from Omar'])
    mira.quit()
