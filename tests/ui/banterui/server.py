# SPDX-License-Identifier: Apache-2.0
"""A real server on SQLite, on a port of its own, that can be killed and comes back."""
import json
import os
import re
import subprocess
import time

from .failures import Failed
from .processes import Program, program

PATIENCE_S = 20


class Server:
    def __init__(self, folder, *flags):
        self.folder, self.flags = folder, flags
        os.makedirs(folder, exist_ok=True)
        self._log = os.path.join(folder, 'server.log')
        self._admin = os.path.join(folder, 'a')
        self.port, self._program, self._runs = 0, None, 0
        self.start()

    @property
    def address(self):
        """As a person types it."""
        return f'ws://127.0.0.1:{self.port}'

    @property
    def is_running(self):
        return self._program is not None and self._program.is_running

    def start(self):
        """On the same data and port as before. Answers when it listens."""
        self._runs += 1
        log = f'{self._log}.{self._runs}'
        self._program = Program('banterd', [
            program('banterd'), '--data', os.path.join(self.folder, 'data'), '--database', 'sqlite', '--listen', f'127.0.0.1:{self.port}',
            '--registration', 'open', '--tls', 'off', '--rate-limits', 'off', '--reconnect-spread-ms', '100', '--admin-socket', self._admin,
            *self.flags], log)
        deadline = time.monotonic() + PATIENCE_S
        while True:
            match = re.search(r'listening on wss?://[\d.]+:(\d+)', self._program.log())
            if match:
                self.port = int(match[1])
                return
            if not self._program.is_running or time.monotonic() > deadline:
                raise Failed(f'banterd {self._program.describe_end()}\n{self._program.log_tail()}')
            time.sleep(0.05)

    def kill(self):
        """kill -9."""
        self._program.kill()

    def stop(self):
        """SIGTERM; must end cleanly."""
        code = self._program.end()
        if code != 0:
            raise Failed(f'banterd did not stop cleanly ({code})\n{self._program.log_tail()}')

    def ctl(self, *arguments):
        """banterctl; returns what it answers."""
        done = subprocess.run([program('banterctl'), '--socket', self._admin, *arguments, '--json'], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False, timeout=PATIENCE_S)
        if done.returncode != 0:
            raise Failed(f"banterctl {' '.join(arguments)}: {done.stderr.decode().strip()}")
        return json.loads(done.stdout)

    def end(self):
        if self._program:
            self._program.end()
