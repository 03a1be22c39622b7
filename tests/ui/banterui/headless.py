# SPDX-License-Identifier: Apache-2.0
"""Somebody whose Banter has no window: quick, and a witness who does not look through the window under test."""
import json
import os
import subprocess
import time

from .failures import Failed
from .processes import program

PASSWORD = 'the long way to Tipperary'


class Headless:
    """`banter --headless`: runs commands, one process for each batch, with data that stays."""

    def __init__(self, folder, server, device='A terminal'):
        self._folder, self._server, self._device = folder, server, device
        os.makedirs(folder, exist_ok=True)

    def run(self, *lines):
        """The answers to some commands, in order; each must succeed. A password is a line of its own, after its command."""
        done = subprocess.run(
            [program('banter'), '--headless', '--json', '--server', self._server.address, '--device', self._device,
             '--data', os.path.join(self._folder, 'data')],
            input=''.join(line + '\n' for line in (*lines, 'quit')).encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, 'HOME': self._folder, 'LC_ALL': 'C.UTF-8'}, check=False, timeout=90)
        answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
        answers = [answer for answer in answers if 'event' not in answer]
        for answer in answers:
            if not answer['ok']:
                raise Failed(f"banter --headless: {answer.get('command')} was answered {answer.get('error')}: {answer.get('text')}")
        if done.returncode != 0:
            raise Failed(f'banter --headless ended with {done.returncode}: {done.stderr.decode()[-500:]}')
        return answers

    def registers(self, username, name):
        self.run(f'register {username} {name}', PASSWORD, 'wait synced 20')

    def signs_in(self, username):
        self.run(f'login {username}', PASSWORD, 'wait synced 20')

    def sends(self, username, texts):
        """Each text is one line; answers when the server has all of them."""
        self.run('wait synced 20', *(f'send {username} {text}' for text in texts), f'wait sent {username} 60')

    def carries_out(self, *lines):
        """Edits, deletions, reactions: waits until the server has them all."""
        self.run('wait synced 20', *lines)
        deadline = time.monotonic() + 60
        while next(answer['operations'] for answer in self.run('wait synced 20', 'operations') if answer.get('command') == 'operations'):
            if time.monotonic() > deadline:
                raise Failed('banter --headless: changes are still to be carried out')

    def history_with(self, username):
        """(who, text) of every message, the oldest first, as the server has them."""
        answers = self.run('wait synced 20', f'history {username} 1000')
        messages = next(answer['messages'] for answer in answers if answer.get('command') == 'history')
        return [(message['sender_name'], message['text']) for message in sorted(messages, key=lambda m: m['seq'])]
