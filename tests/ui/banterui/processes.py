# SPDX-License-Identifier: Apache-2.0
"""Children that are always ended, by their own pid."""
import os
import signal
import subprocess

from .failures import Gone


class Program:
    """A child process that logs into a file. Its end is noticed; a crash is told as one."""

    def __init__(self, name, command, log_path, env=None):
        self.name, self.log_path = name, log_path
        self._was_killed = False
        with open(log_path, 'ab') as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env)

    @property
    def is_running(self):
        return self._process.poll() is None

    @property
    def pid(self):
        return self._process.pid

    def kill(self):
        """kill -9: without a chance to say goodbye."""
        self._was_killed = True
        if self.is_running:
            self._process.kill()
        self._process.wait(10)

    def end(self, patience_s=20):
        """SIGTERM, and SIGKILL if that does not help. Returns the exit code; negative: the signal that ended it."""
        if self.is_running:
            self._was_killed = True
            self._process.terminate()
        return self._wait(patience_s)

    def wait(self, patience_s=20):
        """Waits for it to end by itself."""
        code = self._wait(patience_s)
        if code != 0:
            raise Gone(f'{self.name} {self.describe_end()}\n{self.log_tail()}')

    def _wait(self, patience_s):
        try:
            return self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._was_killed = True
            self._process.kill()
            self._process.wait(10)
            return None

    @property
    def has_crashed(self):
        code = self._process.poll()
        return code is not None and code != 0 and not self._was_killed

    def describe_end(self):
        code = self._process.poll()
        if code is None:
            return 'is running'
        return f'was ended by {signal.Signals(-code).name}' if code < 0 else f'ended with exit code {code}'

    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as file:
            return file.read()

    def log_tail(self, lines=15):
        return '\n'.join('    ' + line for line in self.log().splitlines()[-lines:])


def program(name):
    """A program of the build under test: BANTER_BIN is the folder."""
    folder = os.environ.get('BANTER_BIN') or os.path.normpath(
        os.path.join(os.path.dirname(__file__), '../../../build/dev/bin'))
    path = os.path.join(folder, name)
    if not os.access(path, os.X_OK):
        raise FileNotFoundError(f'{path} is missing: build it, or set BANTER_BIN to the folder of the programs')
    return path
