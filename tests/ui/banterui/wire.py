# SPDX-License-Identifier: Apache-2.0
"""The line to the driver inside a program: one JSON object per line, one answer each."""
import json
import os
import socket
import time

from .failures import Gone, Refused

ANSWER_S = 30


class Wire:
    def __init__(self, path, program, patience_s=30):
        self.program = program
        self._socket = self._connect(path, time.monotonic() + patience_s)
        self._rest = b''

    def _connect(self, path, deadline):
        while True:
            if not self.program.is_running:
                raise Gone(f'{self.program.name} {self.program.describe_end()} before it could be used\n{self.program.log_tail()}')
            if os.path.exists(path):
                line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                line.settimeout(ANSWER_S)
                try:
                    line.connect(path)
                    return line
                except OSError:
                    line.close()
            if time.monotonic() > deadline:
                raise Gone(f'{self.program.name} opens no test socket: was it built with BANTER_TEST_DRIVER, and has it a window?\n'
                           + self.program.log_tail())
            time.sleep(0.02)

    def ask(self, what, **request):
        """Sends a command and returns the answer, or raises Refused."""
        try:
            self._socket.sendall(json.dumps({'do': what, **request}).encode() + b'\n')
            answer = json.loads(self._line())
        except (OSError, EOFError) as error:
            raise self._gone(what, error) from None
        if not answer.get('ok'):
            raise Refused(answer.get('kind', 'script'), f"{self.program.name}: {what}: {answer.get('error')}")
        return answer

    def _line(self):
        while b'\n' not in self._rest:
            got = self._socket.recv(1 << 16)
            if not got:
                raise EOFError('the line is closed')
            self._rest += got
        line, _, self._rest = self._rest.partition(b'\n')
        return line

    def _gone(self, what, error):
        deadline = time.monotonic() + 2
        while self.program.is_running and time.monotonic() < deadline and not isinstance(error, TimeoutError):
            time.sleep(0.02)
        return Gone(f"{self.program.name} {self.program.describe_end()} while it was asked to {what} ({error})\n"
                    + self.program.log_tail())

    def close(self):
        self._socket.close()
