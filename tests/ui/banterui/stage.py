# SPDX-License-Identifier: Apache-2.0
"""Where a script plays: a temporary folder, the programs it started, and a report if it fails."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from .app import App
from .canary import Canary
from .failures import Failed
from .headless import Headless
from .keychain import Keychain
from .person import Person
from .server import Server

SCENARIOS = []


def scenario(function):
    """Makes a function a test: it is given a Stage."""
    SCENARIOS.append(function)
    return function


class Stage:
    """Starts what a script needs, and ends all of it, whatever happens."""

    def __init__(self, name, reports):
        self.name, self.reports = name, os.path.join(reports, re.sub(r'\W+', '_', name))
        self._folder = tempfile.mkdtemp(prefix='bui-')  # short: the path of a socket has at most 107 bytes
        self._children, self._apps = [], []
        self._env = {}

    def server(self, *flags):
        return self._keep(Server(self._new_folder('server'), *flags))

    def person(self, name, server=None, more_env=None, **options):
        """Somebody at a device with Banter on it; not signed in yet."""
        return self._keep_app(Person(name, self._new_folder('p'), server, env={**self._env, **(more_env or {})}, **options))

    def keychain(self):
        """A desktop's; give its env to the person."""
        return self._keep(Keychain(self._new_folder('k')))

    def terminal(self, server, device='A terminal'):
        """Somebody whose Banter has no window; not signed in yet."""
        return Headless(tempfile.mkdtemp(prefix='t', dir=self._folder), server, device)

    def app(self, name, *command, env=None):
        return self._keep_app(App(name, command, self._new_folder('p'), env={**self._env, **(env or {})}))

    def canary(self):
        """A web server that must not be asked. That it was not is checked at the end."""
        return self._keep(Canary())

    def picture_path(self, name):
        os.makedirs(self.reports, exist_ok=True)
        return os.path.join(self.reports, name + '.png')

    def _new_folder(self, stem):
        return os.path.join(self._folder, f'{stem}{len(self._children)}')

    def _keep(self, child):
        self._children.append(child)
        return child

    def _keep_app(self, app):
        self._apps.append(app)
        return self._keep(app)

    def __enter__(self):
        shutil.rmtree(self.reports, ignore_errors=True)
        if os.environ.get('BANTER_UI_XVFB'):
            self._start_xvfb()
        return self

    def _start_xvfb(self):
        """A display of its own, with the window system that people have, rendered by Mesa's software."""
        read, write = os.pipe()
        xvfb = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], pass_fds=[write],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        self._children.append(_Ended(xvfb))
        self._env = {'DISPLAY': f':{number}', 'QT_QPA_PLATFORM': 'xcb'}

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self._report(error)
        trouble = []
        for child in reversed(self._children):
            if isinstance(child, Canary) and child.hits:
                trouble.append(f'the canary was asked for {child.hits}')
            child.end()
        for app in self._apps:
            trouble += app.trouble()
        if trouble and kind is None:
            self._report(None)
        shutil.rmtree(self._folder, ignore_errors=True)
        if trouble:
            raise Failed('\n'.join(trouble)) from error

    def _report(self, error):
        """What a person needs to see why: a picture, the tree and the log of each window."""
        os.makedirs(self.reports, exist_ok=True)
        for number, app in enumerate(self._apps):
            stem = os.path.join(self.reports, f'{number}-{re.sub(r"[^a-zA-Z0-9]+", "_", app.name)}')
            if app.program and app.program.is_running:
                try:
                    app.grab(stem + '.png')
                    with open(stem + '.tree.txt', 'w', encoding='utf-8') as file:
                        file.write(app.tree() + '\n')
                except Failed as failure:
                    print(f'    no picture of {app.name}: {failure}')
            if os.path.exists(app.log_path):
                shutil.copyfile(app.log_path, stem + '.log')
        for child in self._children:
            if isinstance(child, Server):
                for name in os.listdir(child.folder):
                    if name.startswith('server.log'):
                        shutil.copyfile(os.path.join(child.folder, name), os.path.join(self.reports, name))
        if error is not None:
            with open(os.path.join(self.reports, 'failure.txt'), 'w', encoding='utf-8') as file:
                file.write(f'{error}\n')
        print(f'    pictures, trees and logs: {self.reports}')


class _Ended:
    def __init__(self, process):
        self._process = process

    def end(self):
        self._process.terminate()
        self._process.wait(10)


def run_all(scenarios, reports, pattern=''):
    """Runs each on a stage of its own; returns the number of failures."""
    failures, chosen = 0, [s for s in scenarios if re.search(pattern, s.__name__)]
    for function in chosen:
        started = time.monotonic()
        try:
            with Stage(function.__name__, reports) as stage:
                function(stage)
            verdict = 'ok'
        except Exception as error:  # whatever it is: the next scenario runs
            failures += 1
            verdict = 'FAILED'
            if not isinstance(error, Failed):
                traceback.print_exc(file=sys.stdout)
            else:
                line = next((f.lineno for f in reversed(traceback.extract_tb(error.__traceback__)) if f.name == function.__name__), '?')
                print(f'    line {line}: {error}' + (f'\n    after: {error.__cause__}' if error.__cause__ else ''))
        print(f'{verdict:6} {function.__name__.replace("_", " ")} ({time.monotonic() - started:.1f} s)', flush=True)
    if not chosen:
        print('there is no such scenario')
    return failures or (0 if chosen else 1)
