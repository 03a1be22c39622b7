# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL cluster of its own for the measurement: durable, on a real disk, and with no checkpoint but those asked for."""
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

from .processes import BenchError

SETTINGS = {
    "listen_addresses": "", "max_connections": 50,
    "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "wal_compression": "lz4",
    "checkpoint_timeout": "30min", "max_wal_size": "16GB", "autovacuum": "on", "log_checkpoints": "on",
}


def find_programs():
    """The folder of initdb and postgres."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    if not found:
        raise BenchError("no PostgreSQL here: install postgresql (Debian 12: postgresql-15)")
    return Path(found).resolve().parent


class Postgres:
    """Started in the constructor. Runs as the user postgres if we are root, which PostgreSQL refuses."""

    def __init__(self, folder):
        self.programs = find_programs()
        self.folder = folder
        self.data = folder / "data"
        self.folder.mkdir(mode=0o755)
        self.prefix = []
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self._run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--data-checksums")
        buffers = 4096 if os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") > 12 << 30 else 1024
        with open(self.data / "postgresql.conf", "a") as conf:
            conf.write(f"shared_buffers = {buffers}MB\nunix_socket_directories = '{folder}'\n")
            conf.writelines(f"{key} = '{value}'\n" for key, value in SETTINGS.items())
        self.log = folder / "postgres.log"
        self._run("pg_ctl", "start", "-w", "-t", "60", "-D", self.data, "-l", self.log)
        self.pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
        self.sql("CREATE DATABASE banter", database="postgres")
        self.conninfo = f"host={folder} port=5432 user=postgres dbname=banter"

    def _run(self, program, *arguments):
        done = subprocess.run([*self.prefix, str(self.programs / program), *map(str, arguments)], cwd="/",
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=300)
        if done.returncode != 0:
            raise BenchError(f"{program} failed: {done.stderr.decode(errors='replace')}")

    def sql(self, text, database="banter", timeout=1800):
        """Runs statements; answers the rows as lists of text."""
        done = subprocess.run([self.programs / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U",
                               "postgres", "-d", database], input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=timeout)
        if done.returncode != 0:
            raise BenchError(f"psql: {done.stderr.decode(errors='replace')}")
        return [line.split("|") for line in done.stdout.decode().splitlines()]

    def version(self):
        return self.sql("SHOW server_version")[0][0]

    def checkpoints(self):
        """How many there have been."""
        return int(self.sql("SELECT checkpoints_timed + checkpoints_req FROM pg_stat_bgwriter")[0][0])

    def settle(self):
        """Statistics and a checkpoint, so that neither comes into the window; then a moment for autovacuum."""
        self.sql("VACUUM (ANALYZE); CHECKPOINT;")
        time.sleep(1)

    def close(self):
        self._run("pg_ctl", "stop", "-w", "-m", "fast", "-t", "120", "-D", self.data)
