# SPDX-License-Identifier: Apache-2.0
"""Pictures of every page and state, in each way the window can look. script/screenshots runs it."""
import os

from banterui import Failed, item, scenario

FOLDER = os.environ.get('BANTER_SCREENSHOTS', 'build/screenshots')
DESKTOP, PHONE = (1280, 832), (390, 844)
# theme: 1 light, 2 dark; right-to-left goes with the language.
WAYS = {
    'light': (DESKTOP, {'theme': 1}),
    'dark': (DESKTOP, {'theme': 2}),
    'phone': (PHONE, {'theme': 1}),
    'phone-dark': (PHONE, {'theme': 2}),
    'rtl': (DESKTOP, {'theme': 1, 'language': 'ar'}),
    'large-text': (DESKTOP, {'theme': 1, 'text_scale': 2}),
}
PEOPLE = {
    'lena': ('Lena Koch', ['Hello Mira!', 'Did you get home in time?', 'https://banter.example.org/walks has the map']),
    'omar': ('عمر حداد', ['مرحبا ميرا، كيف حالك؟ 😊']),
    'sofia': ('Sofia Marković', ['Grüße aus Köln 🎉', '🎈🎈']),
    'aiko': ('Aiko Tanaka 田中', ['The long way round is the nice one. ' * 6]),
    'tomas': ('Tomás', ['Bridge is open again']),
}


def make_a_world(stage, server):
    """Mira has chats, one of them long and of two sides."""
    mira = stage.terminal(server, device="Mira's laptop")
    mira.registers('mira', 'Mira Lind')
    friends = {}
    for username, (name, texts) in PEOPLE.items():
        friends[username] = stage.terminal(server, device=f"{name}'s phone")
        friends[username].registers(username, name)
        friends[username].sends('mira', texts)
    mira.sends('lena', ['I did, thank you 🙂', 'And what a view that was!', 'Shall we go again on Sunday? I would like to see the other side of the lake, if the weather holds.'])
    friends['lena'].sends('mira', ['Yes!', 'I bring the bread.'] + [f'Thing to remember {n}: socks' for n in range(1, 31)])
    make_a_group(mira, friends)
    change_messages(mira, friends)
    return friends


def change_messages(mira, friends):
    """Answers, edits, deletions and reactions between Mira and Tomás."""
    mira.run('wait synced 20', 'reply tomas 1 Always. I bring the map', 'send tomas See you at six', 'send tomas Not this', 'wait sent tomas 60')
    friends['tomas'].sends('mira', ['And sun all day', 'I told everybody'])
    friends['tomas'].run('wait synced 20', 'reply mira 2 Do that', 'wait sent mira 60')
    friends['tomas'].carries_out('react mira 2 😍', 'react mira 3 👍')
    mira.carries_out('edit tomas 3 See you at seven', 'delete tomas 4', 'react tomas 5 🔥', 'react tomas 2 😍')


def make_a_group(mira, friends):
    """Of four, with runs of several people, one's own, and lines of the system."""
    answers = mira.run('wait synced 20', 'group create lena,aiko Weekend Hikers')
    group = next(answer['conversation'] for answer in answers if answer.get('command') == 'group create')
    mira.run('wait synced 20', f'group describe {group} Slow walks, honest words. Sundays at nine.', f'group add {group} tomas', f'group role {group} lena admin',
             f'invite create {group} 168 10')
    friends['lena'].sends(group, ['The forecast turned around, sun all weekend ☀', 'Who drives?'])
    friends['tomas'].sends(group, ['Bridge is open again'])
    mira.sends(group, ['Shall we meet at nine?', 'I have the map'])
    friends['aiko'].sends(group, ['🎉'])


class Album:
    """Takes numbered pictures of one way to look."""

    def __init__(self, way, person):
        self.folder, self.person, self.number = os.path.join(FOLDER, way), person, 0

    def take(self, name):
        """When nothing moves any more: two pictures in a row are the same."""
        self.number += 1
        path = os.path.join(self.folder, f'{self.number:02}-{name}.png')

        def is_still():
            before = _bytes(path)
            self.person.grab(path)
            return before is not None and before == _bytes(path)
        try:
            self.person.wait_until(is_still, 'a still picture', 4)
        except Failed:
            pass  # a spinner turns: any moment is as good
        print(f'    {path}')


def _bytes(path):
    if not os.path.exists(path):
        return None
    with open(path, 'rb') as file:
        return file.read()


def sign_in_pages(album, server):
    mira = album.person
    album.take('sign-in')
    mira.replace_text(mira.SERVER_FIELD, '127.0.0.1:1')
    mira.wait_until(lambda: mira.shows('No server answers') or mira.shows('answers'), 'the server to be missed')
    album.take('no-server')
    mira.replace_text(mira.SERVER_FIELD, server.address)
    mira.goes_to('register')
    mira.replace_text(mira.NAME_FIELD, 'Mira Lind')
    mira.replace_text(mira.USERNAME_FIELD, 'mira')
    mira.replace_text(mira.PASSWORD_FIELD, 'short')
    album.take('register')
    mira.goes_to('signIn')
    mira.replace_text(mira.USERNAME_FIELD, 'mira')
    mira.replace_text(mira.PASSWORD_FIELD, 'not the password')
    mira.click(mira.SIGN_IN)
    mira.expect_to_show('do not match')
    album.take('wrong-password')


def chat_pages(album, server):
    mira = album.person
    album.take('chats')
    mira.click(mira.NEW_CHAT)
    album.take('new-chat')
    mira.type_into(mira.PEOPLE_SEARCH, 'nobody-of-this-name')
    mira.expect_to_show('Nobody is called')
    album.take('nobody')
    mira.press('Esc', times=2)
    mira.expect_gone(mira.PEOPLE_SEARCH)
    mira.opens_the_chat('Lena Koch')
    album.take('conversation')
    mira.show_row(mira.TIMELINE, 20)
    album.take('further-up')
    mira.leaves_the_chat()
    mira.opens_the_chat('عمر')
    mira.says('بخير، شكرا! And you? 🎈')
    mira.sees_mark('sent', on='بخير، شكرا! And you? 🎈')
    mira.writes('A draft\nof two lines')
    album.take('mixed-directions')
    mira.replace_text(mira.COMPOSER, 'x' * 200)
    mira.press('Ctrl+A')
    mira.press('Ctrl+C')
    for _ in range(83):
        mira.press('Ctrl+V')
    album.take('too-long')
    mira.replace_text(mira.COMPOSER, '')
    mira.leaves_the_chat()
    group_pages(album)
    message_pages(album)
    mira.opens_the_chat('عمر')
    server.kill()
    mira.is_offline()
    mira.says('Written without a connection')
    album.take('offline')
    mira.leaves_the_chat()


def message_pages(album):
    """What was done to messages, and what can be."""
    mira = album.person
    mira.opens_the_chat('Tomás')
    mira.sees_answer('Always. I bring the map', to='Bridge is open again', of='Tomás')
    album.take('changed-messages')
    if mira.windows()[0]['width'] > 720:
        mira.hover(mira.message('And sun all day'), at=_middle(mira, 'And sun all day'))
        mira.expect('messageTools')
        album.take('message-tools')
    mira.opens_menu_of('See you at seven')
    album.take('message-menu')
    mira.click('reactionMore')
    album.take('more-reactions')
    mira.press('Esc')
    mira.expect_gone('messageMenuCopy')
    mira.does_with_message('Bridge is open again', 'Reply')
    mira.writes('Good to know')
    album.take('answering')
    mira.press('Esc')
    mira.replace_text(mira.COMPOSER, '')
    mira.does_with_message('See you at seven', 'Change')
    mira.expect_text(mira.COMPOSER, 'See you at seven')
    album.take('editing')
    mira.press('Esc')
    mira.does_with_message('See you at seven', 'Remove')
    mira.expect('dialogOther')
    album.take('deleting')
    mira.click('dialogCancel')
    mira.expect_gone('dialogCancel')
    mira.leaves_the_chat()


def _middle(person, text):
    x, y, width, height = person.get(person.message(text), 'bubbleRect')
    return x + width / 2, y + height / 2


def group_pages(album):
    mira = album.person
    mira.opens_the_chat('Weekend Hikers')
    mira.sees_message('Bridge is open again')
    album.take('group')
    mira.opens_details()
    mira.expect_rows(mira.MEMBERS, 4)
    album.take('group-details')
    mira.click('groupInvite')
    mira.expect('inviteRow')
    mira.click('inviteMake')
    mira.expect('inviteLink')
    album.take('invites')
    mira.press('Esc')
    mira.expect_gone('inviteMake')
    mira.click('groupEdit')
    mira.expect('groupTitleField')
    album.take('edit-group')
    mira.press('Esc')
    mira.expect_gone('groupTitleField')
    mira.click_until(mira.member('Lena Koch'), lambda: mira.sees('memberMenuRemove'), 'the menu of Lena')
    album.take('member-menu')
    mira.click('memberMenuRemove')
    album.take('remove-member')
    mira.click('dialogCancel')
    mira.expect_gone('dialogAccept')
    mira.closes_details()
    mira.opens_info_of('Shall we meet at nine?')
    mira.expect('recipientRow')
    album.take('message-info')
    mira.press('Esc')
    mira.expect_gone('messageInfoList')
    mira.leaves_the_chat()
    mira.opens_the_chat('Sofia')
    mira.opens_details()
    album.take('person-details')
    mira.click('detailsBlock')
    mira.click('dialogAccept')
    mira.expect('detailsBlock')
    mira.closes_details()
    mira.expect(mira.CLOSED)
    album.take('blocked')
    mira.click(mira.CLOSED_ACTION)
    mira.expect(mira.COMPOSER)
    mira.leaves_the_chat()
    mira.click(mira.NEW_CHAT)
    mira.click('newGroupButton')
    mira.picks(['lena', 'aiko'])
    album.take('new-group-who')
    mira.click('newGroupNext')
    mira.type_into('groupTitleField', 'Book club')
    album.take('new-group-name')
    mira.click('newGroupClose')
    mira.expect_gone('groupTitleField')
    mira.click(mira.NEW_CHAT)
    mira.click('joinGroupButton')
    mira.expect('joinLinkField')
    album.take('join')
    mira.click('joinGroupClose')
    mira.expect_gone('joinLinkField')


def settings_pages(album):
    mira = album.person
    for page in ('account', 'appearance', 'devices', 'language', 'about'):
        mira.opens_settings(page)
        album.take(f'settings-{page}')
    mira.leaves_settings()


@scenario
def every_page_in_every_way(stage):
    server = stage.server('--max-devices', '20')
    make_a_world(stage, server)
    chosen = os.environ.get('BANTER_SCREENSHOT_WAYS', ' '.join(WAYS)).split()
    for way in chosen:
        size, settings = WAYS[way]
        mira = stage.person('Mira Lind', server, settings=settings)
        mira.resize(*size)
        album = Album(way, mira)
        sign_in_pages(album, server)
        mira.signs_in('mira')
        mira.expect(item(mira.ROW, text='Lena Koch', inside=mira.LIST))
        settings_pages(album)
        chat_pages(album, server)
        mira.quit()
        server.start()
