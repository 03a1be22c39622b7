# SPDX-License-Identifier: Apache-2.0
"""The programs under measurement and the generator, each started, awaited and ended by what started it."""
import json
import os
import re
import select
import signal
import subprocess
import time
from pathlib import Path

LISTENING = re.compile(r"listening on \S+:(\d+)\s*$")


class BenchError(Exception):
    """Says what a person has to mend."""


def stop(process, patience=30.0):
    """Asks a process to end, then ends it."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


def await_port(process, what, log, seconds=60.0):
    """Reads the line 'listening on ws://address:port' from a process's standard output."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if select.select([process.stdout], [], [], 0.2)[0]:
            line = process.stdout.readline().decode(errors="replace")
            match = LISTENING.search(line)
            if match:
                return int(match.group(1))
            if not line:
                break
    tail = Path(log).read_text(errors="replace")[-2000:] if log and Path(log).exists() else ""
    raise BenchError(f"{what} did not start to listen; the end of its log:\n{tail}")


class Floor:
    """The relay that everything is compared with."""

    def __init__(self, build):
        self.process = subprocess.Popen([build / "bin" / "banter_bench_floor"], stdout=subprocess.PIPE)
        self.port = await_port(self.process, "banter_bench_floor", None)
        self.pid = self.process.pid

    def close(self):
        stop(self.process)


class Banterd:
    """One banterd. `database`: what --database takes; None: the embedded store in `data`."""

    def __init__(self, build, data, database=None, tls=False, extra=(), port=0):
        data.mkdir(parents=True, exist_ok=True)
        self.log = data / "banterd.log"
        command = [build / "bin" / "banterd", "--data", data, "--listen", f"127.0.0.1:{port}", "--registration", "open",
                   "--tls", "self" if tls else "off", "--rate-limits", "off", "--admin-socket", data / "admin.sock"]
        if database:
            command += ["--database", database]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([str(part) for part in [*command, *extra]], stdout=subprocess.PIPE, stderr=log)
        self.port = await_port(self.process, "banterd", self.log)
        self.pid = self.process.pid

    def kill(self):
        """As a machine that dies."""
        self.process.kill()
        self.process.wait(10)

    def close(self):
        stop(self.process)
        self.process.stdout.close()


class Generator:
    """Runs banter_bench_load and reads the JSON object that it prints."""

    def __init__(self, build):
        self.program = build / "bin" / "banter_bench_load"

    def command(self, mode, **options):
        command = [str(self.program), mode]
        for name, value in options.items():
            flag = "--" + name.replace("_", "-")
            if value is True:
                command.append(flag)
            elif value is not None and value is not False:
                command += [flag, str(value)]
        return command

    def run(self, mode, timeout=600, **options):
        """One whole run. Raises unless it was sound: nothing lost, doubled, disordered or refused."""
        done = subprocess.run(self.command(mode, **options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)
        return self.read(done.stdout, done.stderr)

    def hold(self, **options):
        """Starts an idle load that stays; answers the process and what it printed. Ends when its input is closed."""
        process = subprocess.Popen(self.command("idle", hold=True, **options), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if not select.select([process.stdout], [], [], 600)[0]:
            process.kill()
            raise BenchError("the idle connections took longer than ten minutes")
        return process, self.read(process.stdout.readline(), b"")

    @staticmethod
    def read(output, errors):
        try:
            result = json.loads(output)
        except json.JSONDecodeError:
            raise BenchError(f"the generator printed no result: {errors.decode(errors='replace')}") from None
        if result.get("sound") != "yes":
            raise BenchError(f"a run was not sound: {json.dumps(result)}")
        return result


def raise_open_files(wanted=40000):
    """What 15 000 connections need, if the hard limit (or being root) allows it."""
    import resource
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(wanted, soft), max(wanted, hard)))
    except (ValueError, PermissionError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def own_cpu_seconds(pid):
    """User and system time of a process so far (proc(5), fields 14 and 15)."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def machine():
    """What the figures were measured on."""
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown")
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal"))
    return {"cpu": model, "cores": os.cpu_count(), "memory_gib": round(memory / 1048576, 1), "kernel": os.uname().release,
            "load_at_start": os.getloadavg()[0]}
