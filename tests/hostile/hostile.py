#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hostile peers against a running server: every one must end with the right close code or HTTP status within its deadline,
the server's memory must stay flat, and honest clients beside must not notice.

  hostile.py --echo BIN                               starts hostile_echo, plain and with TLS, and tests it
  hostile.py --address HOST:PORT --pid N [--path /]   tests a server that runs (limits per address must be off there)
             [--tls-address HOST:PORT]
  --only TEXT runs the cases whose name contains it, --list names them. Exit code 0 = all as it must be."""
import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
import time

import cases
import tls_cases
from peer import PING, Failed, Peer, Target, frame

CASE_LIMIT = 55  # seconds, for the case of a bug in the case
AT_ONCE = 40
PONG_LIMIT = 5   # seconds that an honest client waits at most: a busy machine, not a starved server


class Memory:
    """Resident memory of the server, sampled all the time."""

    def __init__(self, pids):
        self.pids = pids
        self.before = self.now()
        self.peak = self.before

    def now(self):
        total = 0
        for pid in self.pids:
            with open(f"/proc/{pid}/status", encoding="ascii") as status:
                total += next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        return total / 1024

    async def watch(self):
        while True:
            self.peak = max(self.peak, self.now())
            await asyncio.sleep(0.1)


class Honest:
    """A client that keeps to the rules and pings at a decent pace; counts what went wrong."""

    def __init__(self, target):
        self.target = target
        self.pongs = 0
        self.slowest = 0.0
        self.troubles = []

    async def live(self):
        while True:
            try:
                peer = await Peer.open(self.target)
                await self.ping_on(peer)
            except Failed as error:
                self.troubles.append(str(error))
                await asyncio.sleep(0.5)

    async def ping_on(self, peer):
        try:
            while True:
                await asyncio.sleep(1.1)
                started = time.monotonic()
                await peer.send(frame(PING, b"honest"))
                received = await peer.frame(PONG_LIMIT)
                if received is not None and received[0] == 8 and received[1][:2] == cases.UNGREETED.to_bytes(2, "big"):
                    return  # a server that wants a greeting; come again
                if received != (10, b"honest"):
                    raise Failed(f"a ping was answered with {received}")
                self.pongs += 1
                self.slowest = max(self.slowest, time.monotonic() - started)
        finally:
            peer.abort()


class Echo:
    """hostile_echo as a child process."""

    def __init__(self, binary, *options):
        self.process = subprocess.Popen([binary, *options], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().split()
        if not line:
            raise SystemExit(f"{binary} did not start")
        self.target = Target("127.0.0.1", int(line[1]), "/")

    def stop(self):
        """Its exit code: not 0 if a sanitizer found something, too."""
        self.process.terminate()
        return self.process.wait(timeout=20)


async def run_case(name, function, target, gate):
    async with gate:
        started = time.monotonic()
        try:
            await asyncio.wait_for(function(target), CASE_LIMIT)
            problem = None
        except Failed as error:
            problem = str(error)
        except asyncio.TimeoutError:
            problem = f"did not end within {CASE_LIMIT} s"
        except Exception as error:  # a case must never hide that it broke
            problem = repr(error)
        print(f"{'ok  ' if problem is None else 'FAIL'} {time.monotonic() - started:5.1f} s  {name}"
              + (f": {problem}" if problem else ""), flush=True)
        return problem is None


async def run(arguments, plain, secure, pids):
    memory = Memory(pids)
    clients = [Honest(plain) for _ in range(5)]
    helpers = [asyncio.ensure_future(client.live()) for client in clients] + [asyncio.ensure_future(memory.watch())]
    gate = asyncio.Semaphore(AT_ONCE)
    # The long ones first, so that the short ones run beside them.
    chosen = [(name, function, plain) for name, function in reversed(cases.CASES)]
    if secure:
        chosen = [(name, function, secure) for name, function in tls_cases.CASES] + chosen
    chosen = [entry for entry in chosen if arguments.only in entry[0]]
    passed = await asyncio.gather(*[run_case(*entry, gate) for entry in chosen])
    await asyncio.sleep(9)  # the last ones linger, and memory is given back
    for helper in helpers:
        helper.cancel()
    after = memory.now()
    print(f"memory: {memory.before:.1f} MiB before, {memory.peak:.1f} at most, {after:.1f} after")
    pongs = sum(client.pongs for client in clients)
    troubles = [trouble for client in clients for trouble in client.troubles]
    print(f"honest clients: {pongs} pongs, the slowest after {max(client.slowest for client in clients) * 1000:.0f} ms")
    problems = [f"{passed.count(False)} of {len(passed)} cases failed"] if not all(passed) or not passed else []
    if memory.peak - memory.before > arguments.peak_limit:
        problems.append(f"memory grew by more than {arguments.peak_limit} MiB")
    if after - memory.before > arguments.rest_limit:
        problems.append(f"more than {arguments.rest_limit} MiB were not given back")
    if troubles:
        problems.append(f"honest clients noticed, {len(troubles)} times: {troubles[0]}")
    if pongs < 5:
        problems.append("honest clients were not served")
    return problems


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--echo", metavar="BIN")
    parser.add_argument("--address", metavar="HOST:PORT")
    parser.add_argument("--tls-address", metavar="HOST:PORT")
    parser.add_argument("--pid", type=int)
    parser.add_argument("--path", default="/")
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--peak-limit", type=float, default=40, metavar="MiB")
    parser.add_argument("--rest-limit", type=float, default=16, metavar="MiB")
    arguments = parser.parse_args()
    if not arguments.list and not arguments.echo and not (arguments.address and arguments.pid):
        parser.error("needs --echo, or --address and --pid")
    return arguments


def target_of(address, path):
    host, _, port = address.rpartition(":")
    return Target(host.strip("[]"), int(port), path)


def main():
    arguments = parse_arguments()
    if arguments.list:
        print("\n".join(name for name, _ in cases.CASES + tls_cases.CASES))
        return 0
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if not arguments.echo:
        secure = target_of(arguments.tls_address, arguments.path) if arguments.tls_address else None
        problems = asyncio.run(run(arguments, target_of(arguments.address, arguments.path), secure, [arguments.pid]))
    else:
        with tempfile.TemporaryDirectory() as directory:
            servers = [Echo(arguments.echo), Echo(arguments.echo, "--tls", directory)]
            try:
                problems = asyncio.run(run(arguments, servers[0].target, servers[1].target,
                                           [server.process.pid for server in servers]))
            finally:
                codes = [server.stop() for server in servers]
        if any(codes):
            problems.append(f"the server ended with {codes}")
    for problem in problems:
        print(f"FAIL: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
