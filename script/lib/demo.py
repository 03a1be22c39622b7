# SPDX-License-Identifier: Apache-2.0
"""A server and two clients: in two windows, or in the terminal, where each message is followed from pending to read.

demo.py <folder with banterd and banter> [--headless]      called by script/demo
"""
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

WAIT_S = 20
WAY = ['pending', 'sent', 'delivered', 'read']
TALK = [
    ('mira', 'lena', 'Hello Lena! Is this thing on?'),
    ('lena', 'mira', 'It is. Grüße aus Köln 🎉'),
    ('mira', 'lena', 'Then nothing that was acknowledged is ever lost.'),
]
# Written while there is no server: it was killed, without a chance to say goodbye.
WHILE_AWAY = ('lena', 'mira', 'And this waits in my outbox until the server is back.')


class Failed(Exception):
    pass


class Program:
    """A child process whose lines arrive in a queue; ended by its own pid."""

    def __init__(self, name, command, folder):
        self.name, self.lines = name, queue.Queue()
        self.log_path = os.path.join(folder, name + '.log')
        with open(self.log_path, 'wb') as log:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, bufsize=0)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.decode(errors='replace').rstrip('\n'))
        self.lines.put(None)

    def say(self, line):
        try:
            self.process.stdin.write(line.encode() + b'\n')
        except BrokenPipeError:
            raise Failed(f'{self.name} has ended') from None

    def hear(self, deadline, what):
        try:
            line = self.lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise Failed(f'{self.name}: waited {WAIT_S} s in vain for {what}') from None
        if line is None:
            raise Failed(f'{self.name} ended (exit code {self.process.wait(5)}) while it was asked for {what}')
        return line

    def end(self):
        """Asks it to end; returns the exit code, or None if it had to be killed."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
            return None

    def log_tail(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as log:
            return log.read().splitlines()[-15:]


class Client(Program):
    """`banter --headless --json`: one answer per command, events in between."""

    def __init__(self, name, program, server, folder, transcript):
        super().__init__(name, [program, '--headless', '--json', '--trust-first-use', '--server', server,
                                '--device', f"{name}'s terminal", '--data', os.path.join(folder, name)], folder)
        self.transcript, self.seen = transcript, {}

    def ask(self, command, *more):
        """Sends a command (and the lines that it asks for) and returns its answer."""
        for line in (command, *more):
            self.say(line)
        deadline = time.monotonic() + WAIT_S
        while True:
            answer = self.take(deadline, f"the answer to '{command.split()[0]}'")
            if 'event' in answer or answer.get('command') != command.split()[0]:
                continue
            if not answer['ok']:
                raise Failed(f"{self.name}: '{command}' was answered {answer.get('error')}: {answer.get('text')}")
            return answer

    def take(self, deadline, what):
        line = self.hear(deadline, what)
        try:
            heard = json.loads(line)
        except json.JSONDecodeError:
            raise Failed(f'{self.name} said something that is not JSON: {line}') from None
        if heard.get('event') == 'message':
            self.note(heard)
        return heard

    def note(self, message):
        states = self.seen.setdefault(message['client_id'] if message['mine'] else message['seq'], [])
        state = message['state'] if message['mine'] else 'received'
        if state not in states:
            states.append(state)
            self.transcript(self.name, message, state)

    def wait_state(self, message, state):
        deadline = time.monotonic() + WAIT_S
        while state not in self.seen.get(message, []):
            self.take(deadline, f'"{state}" of its message')


class Demo:
    def __init__(self, programs):
        self.programs, self.started = programs, []
        self.folder = tempfile.mkdtemp(prefix='banter-demo-')
        self.zero = time.monotonic()

    def line(self, who, text):
        print(f'{(time.monotonic() - self.zero) * 1000:8.0f} ms  {who:8}{text}', flush=True)

    def message_line(self, who, message, state):
        self.line(who, f'{state:10} #{message["seq"] or "-"} "{message["text"]}"')

    def start(self, program):
        self.started.append(program)
        return program

    def start_server(self, port=0):
        data = os.path.join(self.folder, 'server')
        server = self.start(Program('banterd', [os.path.join(self.programs, 'banterd'), '--data', data, '--database', 'sqlite',
                                                '--listen', f'127.0.0.1:{port}', '--registration', 'open'], self.folder))
        deadline = time.monotonic() + WAIT_S
        while True:
            text = server.hear(deadline, 'the address it listens on')
            if text.startswith('listening on '):
                self.line('banterd', text)
                return server, text.split()[-1]

    def start_client(self, name, display, address):
        client = self.start(Client(name, os.path.join(self.programs, 'banter'), address, self.folder, self.message_line))
        client.ask(f'register {name} {display}', 'the long way to Tipperary')
        client.ask('follow')
        client.ask('wait synced')
        self.line(name, 'registered, signed in, in step with the server')
        return client

    def arrive(self, clients, sender_name, receiver_name, text, message):
        """Follows a message that was written to "read", on both sides."""
        sender, receiver = clients[sender_name], clients[receiver_name]
        sender.wait_state(message, 'sent')
        got = receiver.ask(f'wait message {sender_name}')
        if got['text'] != text:
            raise Failed(f'{receiver_name} received "{got["text"]}" instead of "{text}"')
        receiver.note({**got, 'mine': False})
        # Only then is it read: so "delivered" is seen by itself.
        sender.wait_state(message, 'delivered')
        receiver.ask(f'read {sender_name}')
        self.line(receiver_name, f'reads      #{got["seq"]}')
        sender.wait_state(message, 'read')
        if sender.seen[message] != WAY:
            raise Failed(f'{sender_name} saw {" -> ".join(sender.seen[message])} instead of {" -> ".join(WAY)}')

    def talk(self, clients):
        for sender, receiver, text in TALK:
            message = clients[sender].ask(f'send {receiver} {text}')['client_id']
            self.arrive(clients, sender, receiver, text, message)

    def talk_while_away(self, clients, server, address):
        """Kills the server, writes, and starts it again; returns the new server."""
        sender, receiver, text = WHILE_AWAY
        server.process.kill()
        server.process.wait(WAIT_S)
        self.line('banterd', 'killed')
        for client in clients.values():
            client.ask('wait offline')
        message = clients[sender].ask(f'send {receiver} {text}')['client_id']
        server, _ = self.start_server(port=int(address.rsplit(':', 1)[1]))
        self.arrive(clients, sender, receiver, text, message)
        return server

    def compare(self, clients):
        """Both hold the same messages in the same order, and nothing is unread or unsent."""
        histories = {}
        for name, other in (('mira', 'lena'), ('lena', 'mira')):
            messages = clients[name].ask(f'history {other}')['messages']
            histories[name] = sorted((m['seq'], m['sender_name'], m['text']) for m in messages)
            row = clients[name].ask('list')['conversations'][0]
            if row['unread'] or row['pending'] or row['failed']:
                raise Failed(f'{name} still has something unread or unsent: {row}')
        expected = [(seq, sender, text) for seq, (sender, _, text) in enumerate(TALK + [WHILE_AWAY], 1)]
        for name, history in histories.items():
            if history != expected:
                raise Failed(f'{name} holds {history} instead of {expected}')
        self.line('both', f'hold the same {len(expected)} messages in the same order; nothing unread, nothing unsent')

    def run(self):
        server, address = self.start_server()
        clients = {name: self.start_client(name, display, address) for name, display in (('mira', 'Mira Lind'), ('lena', 'Lena Koch'))}
        self.talk(clients)
        server = self.talk_while_away(clients, server, address)
        self.compare(clients)
        for client in clients.values():
            client.ask('quit')
            if client.process.wait(WAIT_S) != 0:
                raise Failed(f'{client.name} ended with exit code {client.process.returncode}')
        code = server.end()
        if code != 0:
            raise Failed(f'banterd did not stop cleanly (exit code {code})')
        self.line('banterd', 'stopped cleanly')

    def show(self):
        """Two people who have met, each in a window; returns when both are closed."""
        _, address = self.start_server()
        clients = {name: self.start_client(name, display, address) for name, display in (('mira', 'Mira Lind'), ('lena', 'Lena Koch'))}
        self.talk(clients)
        for client in clients.values():
            client.ask('quit')
            client.process.wait(WAIT_S)
        windows = [self.start(Program(f'{name} in a window', [
            os.path.join(self.programs, 'banter'), '--data', os.path.join(self.folder, name), '--server', address,
            '--device', f"{name}'s window", '--geometry', geometry], self.folder))
            for name, geometry in (('mira', '640x800+0+0'), ('lena', '640x800+640+0'))]
        self.line('both', 'have a window now: write to each other. Close both (or press Ctrl+C) to end the demo.')
        for window in windows:
            if window.process.wait() != 0:
                raise Failed(f'{window.name} ended with exit code {window.process.returncode}')

    def clean(self, keep_logs):
        for program in reversed(self.started):
            program.end()
        if keep_logs:
            for program in self.started:
                for text in program.log_tail():
                    print(f'    {program.name}: {text}', file=sys.stderr)
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    programs, headless = sys.argv[1], sys.argv[2:] == ['--headless']
    for name in ('banterd', 'banter'):
        if not os.access(os.path.join(programs, name), os.X_OK):
            print(f'demo: {os.path.join(programs, name)} is missing', file=sys.stderr)
            return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    demo, ok = Demo(programs), False
    try:
        if headless:
            demo.run()
        else:
            demo.show()
        ok = True
    except KeyboardInterrupt:
        ok = True
    except Failed as failure:
        print(f'demo: {failure}', file=sys.stderr)
    finally:
        demo.clean(keep_logs=not ok)
    if headless or not ok:
        print('demo: each message went pending -> sent -> delivered -> read, both ways' if ok else 'demo: FAILED')
    return 0 if ok else 1


if __name__ == '__main__':
    sys.exit(main())
