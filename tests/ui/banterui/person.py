# SPDX-License-Identifier: Apache-2.0
"""Somebody who uses Banter: what a person does with it, and what a person sees of it."""
import os

from .app import App
from .failures import Failed
from .paths import item
from .processes import program

PASSWORD = 'the long way to Tipperary'
MARKS = ['none', 'pending', 'sent', 'delivered', 'read', 'failed']  # TimelineModel.Mark


class Person(App):
    """A Banter on a device. The only place that knows the names of the items in qml/."""

    # Welcome, sign in, register
    SERVER_FIELD, NAME_FIELD, USERNAME_FIELD, PASSWORD_FIELD = 'serverField', 'displayNameField', 'usernameField', 'passwordField'
    SIGN_IN, REGISTER, OTHER_FORM = 'signInButton', 'registerButton', 'switchFormButton'
    # The list
    WORKSPACE, LIST, ROW = 'workspace', 'conversationList', 'conversationRow'
    NEW_CHAT, PEOPLE_SEARCH, PEOPLE, PERSON = 'newChatButton', 'personSearchField', 'peopleList', 'personRow'
    SETTINGS, STRIP = 'settingsButton', 'connectionStrip'
    # A conversation
    TIMELINE, MESSAGE = 'timelineList', 'messageRow'
    COMPOSER, SEND, RETRY, EDIT, DELETE = 'composerField', 'sendButton', 'failedRetry', 'failedEdit', 'failedDelete'
    CLOSED, CLOSED_ACTION = 'closedText', 'closedAction'
    # Who one talks to
    WHO, DETAILS, MEMBERS, MEMBER = 'conversationWho', 'detailsPane', 'memberList', 'memberRow'
    PICKER_SEARCH, PICKER = 'pickerSearchField', 'pickerList'

    def __init__(self, name, folder, server=None, arguments=(), settings=None, **options):
        self.server = server
        self.username = ''
        if settings:
            self._choose(folder, settings)
        super().__init__(name, [program('banter'), '--data', folder + '/data', *arguments], folder, **options)

    @staticmethod
    def _choose(folder, settings):
        """As if it had been chosen in an earlier run."""
        os.makedirs(folder + '/data', mode=0o700, exist_ok=True)
        with open(folder + '/data/settings.ini', 'w', encoding='utf-8') as file:
            file.write('[General]\n' + ''.join(f'{key}={value}\n' for key, value in settings.items()))

    # -- signing in and out

    def registers(self, username, name=None, password=PASSWORD):
        self._chooses_the_server()
        self.goes_to('register')
        self.replace_text(self.NAME_FIELD, self.name if name is None else name)
        self.replace_text(self.USERNAME_FIELD, username)
        self.replace_text(self.PASSWORD_FIELD, password)
        self.click(self.REGISTER)
        self.username = username
        self.is_signed_in()

    def signs_in(self, username, password=PASSWORD):
        self._chooses_the_server()
        self.goes_to('signIn')
        self.replace_text(self.USERNAME_FIELD, username)
        self.replace_text(self.PASSWORD_FIELD, password)
        self.click(self.SIGN_IN)
        self.username = username
        self.is_signed_in()

    def _chooses_the_server(self):
        self.replace_text(self.SERVER_FIELD, self.server.address)

    def goes_to(self, page):
        """Register or sign in: the other one is a link away."""
        wanted = {'register': self.REGISTER, 'signIn': self.SIGN_IN}[page]
        # What is said about the server comes and goes above the link: it may move away under the pointer.
        if not self.sees(wanted):
            self.click_until(self.OTHER_FORM, lambda: self.sees(wanted), 'the other form')
        self.expect(wanted)

    def is_signed_in(self):
        self.expect(self.WORKSPACE)

    def is_signed_out(self):
        self.expect_gone(self.WORKSPACE)
        self.expect(self.SERVER_FIELD)

    # -- chats

    def opens_a_chat_with(self, username):
        """With somebody new."""
        self.click(self.NEW_CHAT)
        self.type_into(self.PEOPLE_SEARCH, username)
        self.click(self.person_found(username))
        self.expect(self.COMPOSER)

    def person_found(self, username):
        """The path of somebody in the search for people."""
        return item(self.PERSON, text='@' + username, whole=True, inside=self.PEOPLE)

    def opens_the_chat(self, title):
        """That is in the list."""
        self.click(item(self.ROW, text=title, inside=self.LIST))
        self.expect(self.COMPOSER)

    def chat(self, title):
        """The path of a chat in the list."""
        return item(self.ROW, text=title, inside=self.LIST)

    def lists(self, titles):
        """Waits until the list has exactly these chats, from the top."""
        def shown():
            rows = self.ask('rows', where=item(self.LIST))['count']
            # Asked at once: if the list has changed meanwhile, all of it is looked at anew.
            return [self.ask('get', where=item(self.ROW, index=number, inside=self.LIST), property='title')['value'] for number in range(rows)]
        self._expect_value(shown, list(titles), 'the list to be')

    def does_with_chat(self, title, what):
        """Read, Pin, MuteHour, MuteDay, MuteAlways, Unmute or Archive, from the menu of a chat in the list."""
        if self.windows()[0]['width'] < 720:
            self._do('press', self.chat(title))
            self.expect('rowMenu' + what)
            self._do('release', 'rowMenu' + what)
        else:
            self.right_click(self.chat(title))
        self.click('rowMenu' + what)
        self.expect_gone('rowMenu' + what)

    def searches(self, text):
        """In the list, for chats, people and messages."""
        self.replace_text('conversationSearchField', text)

    def writes(self, text):
        """Into the composer; sends nothing."""
        for number, line in enumerate(text.split('\n')):
            if number:
                self.press('Shift+Return')
            self.type_into(self.COMPOSER, line)

    def writes_until(self, test, what):
        """Goes on typing: that somebody types is told again every few seconds."""
        def goes_on():
            self.type_into(self.COMPOSER, 'o')
            return test()
        self.wait_until(goes_on, what)

    def says(self, text):
        """Writes and sends."""
        self.writes(text)
        self.press('Return')
        self.sees_message(text)

    def sees_message(self, text):
        self.expect(self.message(text))

    def reads(self, text, in_chat_with):
        """A message that came in, by opening its chat."""
        self.opens_the_chat(in_chat_with)
        self.sees_message(text)

    def message(self, text):
        """The path of the message with exactly this text."""
        return item(self.MESSAGE, text=text, whole=True, inside=self.TIMELINE)

    def row(self, number):
        """The path of a row of the open chat; 0 is the newest."""
        return item(self.MESSAGE, index=number, inside=self.TIMELINE)

    def mark_of(self, text):
        return MARKS[self.get(self.message(text), 'mark')]

    def sees_mark(self, mark, on):
        """The tick of a message of one's own: pending, sent, delivered, read or failed."""
        self._expect_value(lambda: self.mark_of(on), mark, f'the mark of {on[:60]!r} to be')

    def messages(self):
        """The texts of the open chat, as far as they are near what is in sight, the oldest first."""
        found = self.find(item(self.MESSAGE, inside=self.TIMELINE))
        # A row that was taken away rests in the list for later use; it has no number any more.
        return [one['text'] for one in sorted(found, key=lambda one: -one['row']) if one['row'] >= 0]

    def has_exactly(self, texts):
        """In this order, each once."""
        self._expect_value(self.messages, list(texts), 'the messages to be')

    def is_offline(self):
        # Qt says so when a port of this machine refuses a connection at once.
        self.expect_warning('QSocketNotifier: Invalid socket specified')
        self.expect(self.STRIP)
        self.wait_until(lambda: self.shows('Offline'), 'the strip to say that it is offline', 60)

    def is_back_online(self):
        self.expect_gone(self.STRIP)

    # -- what one does with a message

    BAR, BAR_TEXT = 'composerBar', 'composerBarText'

    def opens_menu_of(self, text):
        """As a screen reader does: where the message is drawn does not matter."""
        if not self.sees('messageMenuCopy'):
            self.press_like_a_screen_reader(self.message(text))
        self.expect('messageMenuCopy')

    def does_with_message(self, text, what):
        """Reply, Copy, Select, Change, Info or Remove, from its menu."""
        self.opens_menu_of(text)
        self.click('messageMenu' + what)
        self.expect_gone('messageMenuCopy')

    def answers(self, text, answer):
        self.does_with_message(text, 'Reply')
        self.expect_text(self.BAR_TEXT, text)
        self.expect_focus(self.COMPOSER)
        self.says(answer)
        self.expect_gone(self.BAR)

    def sees_answer(self, answer, to, of):
        """A message that quotes `to`, written by `of`."""
        self.expect_value(self.message(answer), 'replyText', to)
        self.expect_value(self.message(answer), 'replyName', of)

    def goes_to_what_is_quoted(self, answer):
        x, y, width, height = self.get(self.message(answer), 'quoteRect')
        self.click(self.message(answer), at=(x + width / 2, y + height / 2))

    def changes(self, text, into):
        """Edits a message of one's own."""
        self.does_with_message(text, 'Change')
        self.expect_text(self.COMPOSER, text)
        self.expect_focus(self.COMPOSER)
        self.press('Ctrl+A')
        self.says(into)
        self.expect_gone(self.BAR)

    def removes(self, text, for_everyone):
        self.does_with_message(text, 'Remove')
        self.click('dialogAccept' if for_everyone else 'dialogOther')
        self.expect_gone('dialogAccept')

    def reacts(self, text, emoji):
        self.opens_menu_of(text)
        self.click([{'name': 'reaction-' + emoji}])
        self.expect_gone('messageMenuCopy')

    def taps_reaction(self, text, number=0):
        """The first pill below a message, or another one: 44 wide, about."""
        x, y, _, height = self.get(self.message(text), 'reactionsRect')
        self.click(self.message(text), at=(x + 16 + 44 * number, y + height / 2))

    def sees_reactions(self, text, counts):
        """emoji: how many, of a message."""
        def read():
            return {one['emoji']: one['count'] for one in self.get(self.message(text), 'reactions')}
        self._expect_value(read, counts, f'the reactions to {text[:60]!r} to be')

    # -- groups

    def picks(self, usernames):
        """People, in a sheet that asks for some."""
        for username in usernames:
            self.replace_text(self.PICKER_SEARCH, username)
            self.click(item(self.PERSON, text='@' + username, whole=True, inside=self.PICKER))
        self.wait_until(lambda: len(self.find('pickerChip')) == len(usernames), f'{len(usernames)} chosen')

    def makes_a_group(self, title, usernames, about='', shows_history=True):
        self.click(self.NEW_CHAT)
        self.click('newGroupButton')
        self.picks(usernames)
        self.click('newGroupNext')
        self.type_into('groupTitleField', title)
        if about:
            self.type_into('groupAboutField', about)
        self.click('historyAll' if shows_history else 'historyFromJoining')
        self.click('newGroupCreate')
        self.expect_text('conversationTitle', title)

    def opens_details(self):
        if not self.sees(self.DETAILS):
            self.click(self.WHO)
        self.expect(self.DETAILS)

    def closes_details(self):
        self.click('detailsBack' if self.sees('detailsBack') else 'detailsClose')
        self.expect_gone(self.DETAILS)

    def member(self, name):
        """The path of somebody in the details of a group."""
        return item(self.MEMBER, text=name, inside=self.MEMBERS)

    def does_with_member(self, name, what, asked=False):
        """Write, Promote, Demote, HandOver, Block or Remove, from the menu of a member."""
        self.click_until(self.member(name), lambda: self.sees('memberMenu' + what), f'the menu of {name}')
        self.click('memberMenu' + what)
        if asked:
            self.click('dialogAccept')
            self.expect_gone('dialogAccept')

    def adds(self, usernames):
        """To the group whose details are open."""
        self.click('groupAdd')
        self.picks(usernames)
        self.click('addMembersGo')
        self.expect_gone(self.PICKER_SEARCH)

    def makes_an_invite(self):
        """Answers the link."""
        self.click('groupInvite')
        self.click('inviteMake')
        self.expect('inviteLink')
        link = self.text('inviteLink')
        self.click('inviteCopy')
        self._expect_value(self.clipboard, link, 'the clipboard to have')
        self.click('invitesClose')
        self.expect_gone('inviteMake')
        return link

    def looks_up(self, link):
        self.click(self.NEW_CHAT)
        self.click('joinGroupButton')
        self.type_into('joinLinkField', link)
        self.click('joinGo')

    def joins(self, link, title):
        self.looks_up(link)
        self.expect_text('joinTitle', title)
        self.click('joinGo')
        self.expect_text('conversationTitle', title)

    def opens_info_of(self, text):
        """Who has a message of one's own."""
        self.press_like_a_screen_reader(self.message(text))
        self.click('messageMenuInfo')
        self.expect('messageInfoList')

    # -- settings, and what leads away

    def keeps_the_sign_in(self):
        """In a file, since there is no keychain here."""
        self.click('secretStripAction')
        self.click('dialogAccept')
        self.expect_gone('secretStripAction')

    def opens_settings(self, page):
        """account, appearance, privacy, devices, language or about."""
        if self.sees(self.SETTINGS):
            self.click(self.SETTINGS)
        if not self.sees('settings-' + page):
            self.click('settingsPageBack')
        self.click('settings-' + page)
        self.expect(page + 'Page')

    def leaves_settings(self):
        if not self.sees('settingsBack'):
            self.click('settingsPageBack')
        self.click('settingsBack')
        self.expect(self.SETTINGS)

    def leaves_the_chat(self):
        """Back to the list, where that is a page of its own."""
        # Not by whether the list is seen: it still is while the chat slides over it.
        if self.sees('backButton'):
            self.click('backButton')
            self.expect_gone('backButton')
        self.expect(self.LIST)

    def signs_out(self):
        self.opens_settings('account')
        self.click('signOutButton')
        self.click('dialogAccept')

    def signs_out_the_device(self, name):
        self.opens_settings('devices')
        self.click_until(item('deviceRow', text=name) + [{'name': 'deviceSignOut'}], lambda: self.sees('dialogAccept'), 'the question')
        self.click('dialogAccept')
        self.expect_gone(item('deviceRow', text=name))

    # -- what fails

    def is_told_why_failed(self, text):
        """The sentence under a message that was refused."""
        self.sees_mark('failed', on=text)
        shown = [one['seen'] for one in self.texts(self.message(text))]
        reasons = [one for one in shown if one.startswith('Not sent.')]
        if not reasons:
            raise Failed(f'{self.name}: nothing under {text[:60]!r} says why it was not sent: {shown}')
        return reasons[0]

    def retries(self, text):
        self.click(self.message(text) + [{'name': self.RETRY}])

    def edits(self, text):
        self.click_until(self.message(text) + [{'name': self.EDIT}], lambda: not self.sees(self.message(text)), 'the message to be edited')

    def deletes(self, text):
        self.click(self.message(text) + [{'name': self.DELETE}])
