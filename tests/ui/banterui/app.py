# SPDX-License-Identifier: Apache-2.0
"""A program with a window, and what a person can do with it."""
import os
import time

from .failures import Failed, Gone, Refused
from .paths import shown, steps
from .processes import Program
from .wire import Wire

PATIENCE_S = 20  # so long a thing may take to happen, on a machine that has other things to do
POLL_S = 0.03


class App:
    """Starts `command` with data of its own in `folder`; start() again after kill() finds the same data. Whatever is done to
    an item waits until there is exactly one of that name, in sight and enabled."""

    def __init__(self, name, command, folder, env=None, patience_s=PATIENCE_S):
        self.name, self.command, self.folder = name, list(command), folder
        self.patience_s = patience_s
        os.makedirs(folder, exist_ok=True)
        self.log_path = os.path.join(folder, 'log')
        self._socket_path = os.path.join(folder, 's')
        self._env = self._environment(env or {})
        self._expected_warnings = []
        self.program = self._wire = None
        try:
            self.start()
        except BaseException:
            self.end()  # nobody else knows of it yet
            raise

    # -- its life

    def _environment(self, more):
        env = {key: value for key, value in os.environ.items() if not key.startswith(('XDG_', 'DBUS_', 'QT_', 'QML'))}
        home = os.path.join(self.folder, 'home')
        os.makedirs(home, mode=0o700, exist_ok=True)
        platform = os.environ.get('QT_QPA_PLATFORM', 'offscreen')
        env.update(HOME=home, LC_ALL='C.UTF-8', LANGUAGE='', TZ='UTC', QT_QPA_PLATFORM=platform,
                   XDG_RUNTIME_DIR=home, BANTER_TEST_SOCKET=self._socket_path)
        if platform == 'offscreen':
            env['QT_QUICK_BACKEND'] = 'software'
        env.update(more)
        return env

    def start(self, *more_arguments):
        if os.path.exists(self._socket_path):
            os.unlink(self._socket_path)
        self.program = Program(self.name, self.command + list(more_arguments), self.log_path, self._env)
        self._wire = Wire(self._socket_path, self.program)
        self.wait_until(lambda: self.windows(), 'its window')
        if not any(window['active'] for window in self.windows()):
            self.ask('activate')
            self.wait_until(lambda: any(window['active'] for window in self.windows()), 'an active window')

    def kill(self):
        """kill -9."""
        self._wire.close()
        self.program.kill()

    def quit(self):
        """Ends as if the person had closed it; fails if it does not, or crashes on the way."""
        self.ask('quit')
        self.program.wait(self.patience_s)
        self._wire.close()

    def end(self):
        """However it takes; for the end of a script."""
        if self._wire:
            self._wire.close()
        if self.program:
            self.program.end()

    def expect_warning(self, part):
        """A log line of this run is meant to be there. Any other warning fails the script."""
        self._expected_warnings.append(part)

    def trouble(self):
        """Crashes and unexpected warnings of all its runs, one text each."""
        found = []
        if self.program and self.program.has_crashed:
            found.append(f'{self.name} {self.program.describe_end()}')
        for line in self.program.log().splitlines() if self.program else []:
            if line.startswith('ui-test-warning: ') and not any(part in line for part in self._expected_warnings):
                found.append(f'{self.name} warned: {line[len("ui-test-warning: "):]}')
        return found

    # -- waiting

    def ask(self, what, **request):
        return self._wire.ask(what, **request)

    def wait_until(self, test, what, patience_s=None):
        """Waits until test() is true and returns what it returned. `what` completes "waited in vain for …"."""
        deadline = time.monotonic() + (patience_s or self.patience_s)
        why = ''
        while True:
            try:
                result = test()
                if result:
                    return result
            except Gone:
                raise
            except Refused as refused:
                if not refused.may_pass:
                    raise
                why = str(refused)
            if time.monotonic() > deadline:
                why = why or self.last_seen
                raise Failed(f'{self.name}: waited {patience_s or self.patience_s} s in vain for {what}' + (f'; {why}' if why else ''))
            time.sleep(POLL_S)

    last_seen = ''

    def _do(self, what, where, **request):
        """Does something to an item as soon as that is possible."""
        return self.wait_until(lambda: self.ask(what, where=steps(where), **request), f'{what} on {shown(where)}')

    # -- hands

    def click(self, where, at=None, modifiers='', force=False):
        self._do('click', where, modifiers=modifiers, force=force, **_at(at))

    def click_until(self, where, test, what):
        """For what is made anew while one aims at it: clicks again until test() is true."""
        def worked():
            if not test() and self.sees(where):
                try:
                    self.click(where)
                except Failed:
                    if not test():  # else it has gone meanwhile: the click before was enough
                        raise
                time.sleep(0.3)
            return test()
        self.wait_until(worked, what)

    def right_click(self, where, at=None):
        self._do('click', where, button='right', **_at(at))

    def double_click(self, where, at=None):
        self._do('doubleClick', where, **_at(at))

    def hover(self, where, at=None):
        self._do('hover', where, **_at(at))

    def hold(self, where, seconds=1.2, touch=False):
        """Presses and holds."""
        self._do('touchPress' if touch else 'press', where)
        time.sleep(seconds)
        self._do('touchRelease' if touch else 'release', where)

    def drag(self, where, dx=0, dy=0, ms=300, at=None):
        self._do('drag', where, by=[dx, dy], ms=ms, **_at(at))

    def swipe(self, where, dx=0, dy=0, ms=200, at=None):
        """With a finger."""
        self._do('drag', where, by=[dx, dy], ms=ms, touch=True, **_at(at))

    def wheel(self, where, notches):
        """Turns the wheel over an item; positive = up."""
        for _ in range(abs(notches)):
            self._do('wheel', where, dy=120 if notches > 0 else -120)

    def show_row(self, where, row):
        """Brings a row of a list in sight."""
        self._do('showRow', where, index=row)

    def type(self, text):
        """Types where the keyboard focus is."""
        self.wait_until(lambda: self.ask('type', text=text), 'the keyboard focus')

    def type_into(self, where, text):
        """Clicks an item, unless it has the focus, and types."""
        def focused():
            # A page that is just being laid out may move away under the pointer: then one clicks once more.
            if not self.has_focus(where):
                self.click(where)
                time.sleep(0.2)
            return self.has_focus(where)
        self.wait_until(focused, f'the keyboard focus on {shown(where)}')
        self.type(text)

    def replace_text(self, where, text):
        self.type_into(where, '')
        self.press('Ctrl+A')
        self.press('Delete')
        self.type(text)

    def press(self, keys, times=1):
        """A key, with what is held: 'Return', 'Ctrl+K', 'Shift+Tab'."""
        for _ in range(times):
            self.ask('key', keys=keys)

    def press_like_a_screen_reader(self, where, action='Press'):
        self._do('accessiblePress', where, action=action)

    def tab_to(self, where, keys='Tab', limit=60):
        """Goes on with the Tab key until the focus is there; fails if it never comes by. Returns the stops on the way."""
        stops = []
        while not self.has_focus(where):
            if len(stops) >= limit:
                raise Failed(f'{self.name}: {keys} does not lead to {shown(where)}; it stopped at {", ".join(stops[:20])}')
            self.press(keys)
            stops.append(self.focus())
        return stops

    # -- eyes

    def find(self, where):
        """Facts about each visible item there: path, class, row, rect, enabled, focus, text."""
        return self.ask('find', where=steps(where))['items']

    def sees(self, where):
        return bool(self.find(where))

    def is_enabled(self, where):
        found = self.find(where)
        return bool(found) and found[0]['enabled']

    def has_focus(self, where):
        found = self.find(where)
        return bool(found) and found[0]['focus']

    def focus(self):
        """The path of what has the keyboard."""
        return self.ask('focus')['path']

    def get(self, where, name):
        return self._do('get', where, property=name)['value']

    def text(self, where):
        """What an item shows, as the eye reads it."""
        found = self.wait_until(lambda: self.find(where), f'{shown(where)}')
        if 'text' not in found[0]:
            raise Failed(f"{self.name}: {found[0]['path']} ({found[0]['class']}) shows no text of its own")
        return found[0]['text']

    def texts(self, where=None):
        """Everything that shows text: path, text, seen (as the eye reads it), format."""
        return self.ask('texts', **({'where': steps(where)} if where else {}))['texts']

    def shows(self, part):
        """Whether some visible text contains this."""
        return any(part in text['seen'] for text in self.texts())

    def rows(self, where):
        """The number of rows of a list, seen or not."""
        return self._do('rows', where)['count']

    def windows(self):
        return self.ask('windows')['windows']

    def clipboard(self):
        return self.ask('clipboard')['text']

    def copy_to_clipboard(self, text):
        self.ask('clipboard', text=text)

    def tree(self):
        return self.ask('tree')['tree']

    def accessibility(self):
        """What the walker saw; see complaints()."""
        return self.ask('accessibility')

    def grab(self, file, where=None, window=0):
        os.makedirs(os.path.dirname(os.path.abspath(file)), exist_ok=True)
        self.ask('grab', file=os.path.abspath(file), window=window, **({'where': steps(where)} if where else {}))

    def resize(self, width, height, window=0):
        self.ask('resize', width=width, height=height, window=window)
        self.wait_until(lambda: [self.windows()[window][k] for k in ('width', 'height')] == [width, height], f'{width}x{height}')

    # -- expectations: they wait

    def expect(self, where):
        """There is one, in sight."""
        self.wait_until(lambda: self.find(where), f'{shown(where)} to be there')

    def expect_gone(self, where):
        self.wait_until(lambda: not self.find(where), f'{shown(where)} to go')

    def expect_text(self, where, text):
        self._expect_value(lambda: self.text(where), text, f'{shown(where)} to show')

    def expect_value(self, where, name, value):
        self._expect_value(lambda: self.get(where, name), value, f'{name} of {shown(where)} to be')

    def expect_rows(self, where, count):
        self._expect_value(lambda: self.rows(where), count, f'the rows of {shown(where)} to be')

    def expect_focus(self, where):
        self.wait_until(lambda: self.has_focus(where), f'the keyboard focus on {shown(where)} (it is on {self.focus() or "nothing"})')

    def expect_to_show(self, part):
        self.wait_until(lambda: self.shows(part), f'a text with {part!r}')

    def _expect_value(self, read, wanted, what):
        def is_it():
            value = read()
            self.last_seen = f'it is {value!r}'
            return value == wanted
        try:
            self.wait_until(is_it, f'{what} {wanted!r}')
        finally:
            self.last_seen = ''


def _at(at):
    return {'at': list(at)} if at else {}
