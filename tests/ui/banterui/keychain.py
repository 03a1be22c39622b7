# SPDX-License-Identifier: Apache-2.0
"""A desktop's keychain: gnome-keyring on a message bus of its own, so that nobody else's is touched."""
import os
import shutil
import subprocess
import time

from .failures import Failed

PATIENCE_S = 20


class Keychain:
    """Unlocked, and empty. `env` is what a program needs to find it."""

    def __init__(self, folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        self._folder, self._children = folder, []
        for name in ('dbus-daemon', 'gnome-keyring-daemon', 'secret-tool'):
            if not shutil.which(name):
                raise Failed(f'{name} is missing: run script/install')
        try:
            self._start()
        except BaseException:
            self.end()
            raise

    def _start(self):
        bus = self._run(['dbus-daemon', '--session', '--nofork', '--print-address=1', f'--address=unix:path={self._folder}/bus'], stdout=subprocess.PIPE)
        address = bus.stdout.readline().decode().strip()
        if not address:
            raise Failed('dbus-daemon does not start')
        self.env = {'DBUS_SESSION_BUS_ADDRESS': address}
        keyring = self._run(['gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets', f'--control-directory={self._folder}'],
                            stdin=subprocess.PIPE)
        keyring.stdin.write(b'the password of the desktop\n')
        keyring.stdin.close()
        deadline = time.monotonic() + PATIENCE_S
        while not self._answers():
            if time.monotonic() > deadline or keyring.poll() is not None:
                raise Failed('gnome-keyring does not answer')
            time.sleep(0.1)

    def _run(self, command, **options):
        env = {**os.environ, 'HOME': self._folder, 'XDG_RUNTIME_DIR': self._folder, 'XDG_DATA_HOME': self._folder, **getattr(self, 'env', {})}
        with open(os.path.join(self._folder, 'log'), 'ab') as log:
            child = subprocess.Popen(command, env=env, **{'stdin': subprocess.DEVNULL, 'stdout': log, 'stderr': log, **options})
        self._children.append(child)
        return child

    def _answers(self):
        """Stores, and finds again."""
        env = {**os.environ, **self.env}
        stored = subprocess.run(['secret-tool', 'store', '--label=probe', 'probe', 'probe'], input=b'probe', env=env, timeout=PATIENCE_S,
                                stderr=subprocess.DEVNULL, check=False)
        return stored.returncode == 0

    def secrets(self):
        """The names of what Banter keeps in it."""
        found = subprocess.run(['secret-tool', 'search', '--all', 'server', 'banter'], env={**os.environ, **self.env}, timeout=PATIENCE_S,
                               capture_output=True, check=False)
        lines = (found.stdout + found.stderr).decode(errors='replace').splitlines()
        return [line.split(' = ', 1)[1] for line in lines if line.startswith('attribute.user = ')]

    def secret(self, user):
        """What is kept under a name, as bytes."""
        return subprocess.run(['secret-tool', 'lookup', 'server', 'banter', 'user', user], env={**os.environ, **self.env}, timeout=PATIENCE_S,
                              capture_output=True, check=True).stdout.strip()

    def end(self):
        for child in reversed(self._children):
            if child.poll() is None:
                child.terminate()
                child.wait(10)
            if child.stdout:
                child.stdout.close()
