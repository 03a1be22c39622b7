# SPDX-License-Identifier: Apache-2.0
"""The client's window: cold start, memory, opening and scrolling a long conversation. Under Xvfb, drawn with OpenGL."""
import json
import os
import subprocess
import time
from pathlib import Path

from .bench import spread
from .processes import BenchError, stop

PATIENCE_S = 600


class Screen:
    """A screen in memory."""

    def __init__(self):
        read, write = os.pipe()
        try:
            self._process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
                                             pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except FileNotFoundError:
            raise BenchError("Xvfb is missing: run script/install") from None
        finally:
            os.close(write)
        with os.fdopen(read) as said:
            number = said.readline().strip()
        if not number:
            raise BenchError("Xvfb does not start")
        self.name = f":{number}"

    def close(self):
        stop(self._process)


class Desk:
    """Somebody's data folder, and the client that starts with it."""

    def __init__(self, build, folder, screen, conversations, messages, longest, *more):
        self.build, self.folder, self.screen = build, folder, screen
        folder.mkdir(parents=True, mode=0o700)
        filled = subprocess.run([build / "bin/banter_bench_client", "--fill", folder / "data", "--conversations", str(conversations),
                                 "--messages", str(messages), "--long", str(longest), *more],
                                stdout=subprocess.PIPE, env=self._env(QT_QPA_PLATFORM="offscreen"), timeout=PATIENCE_S, check=True)
        self.longest = filled.stdout.decode().split()[1]

    def _env(self, **more):
        env = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "DBUS_", "QT_", "QML", "QSG"))}
        return {**env, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder), "LC_ALL": "C.UTF-8", "DISPLAY": self.screen.name, **more}

    def start(self, steps=0):
        """One life of the window. What the probe measured, and `start_ms`: from the start of the process to the list on the screen."""
        began = time.clock_gettime(time.CLOCK_MONOTONIC)
        done = subprocess.run([self.build / "bin/banter_bench_window", "--data", self.folder / "data", "--geometry", "1280x832+0+0"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE_S,
                              env=self._env(QT_QPA_PLATFORM="xcb", BANTER_BENCH_OPEN=self.longest, BANTER_BENCH_STEPS=str(steps)))
        if done.returncode != 0:
            raise BenchError(f"the client ended with {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
        result = json.loads(done.stdout)
        result["start_ms"] = result["usable_at_ms"] - began * 1000
        return result


def _bar(what, value, limit):
    return {"what": what, "value": round(value, 3), "limit": limit, "kind": "max", "met": value <= limit}


def _scroll(one, what):
    return {"older": one["older"], "newer": one["newer"], "threaded": one["threaded"], "bars": [
        bar for way in ("older", "newer") for bar in (
            _bar(f"{what}, {way}, mean ms", one[way]["mean"], 1),
            _bar(f"{what}, {way}, p95 ms", one[way]["p95"], 8))]}


def measure(build, folder, quick):
    """Case by case, as the server's; see docs/benchmarks.md."""
    steps = 300 if quick else 4000
    screen = Screen()
    try:
        many = Desk(build, Path(folder) / "many", screen, 200, 100_000, 50_000)
        few = Desk(build, Path(folder) / "few", screen, 200, 55_000, 5_000)
        many.start()  # files and fonts into the cache: a warm start is asked for
        starts = [many.start() for _ in range(3 if quick else 7)]
        group = Desk(build, Path(folder) / "group", screen, 200, 100_000, 50_000, "--group")
        long_one, short_one, group_one = many.start(steps), few.start(steps), group.start(steps)
    finally:
        screen.close()
    if starts[0]["rows"] != 200:
        raise BenchError(f"{starts[0]['rows']} conversations in the list instead of 200")
    start = {key: spread([one[key] for one in starts]) for key in ("start_ms", "list_rss_mib", "list_anonymous_mib", "open_ms")}
    growth = long_one["scrolled_rss_mib"] - short_one["scrolled_rss_mib"]
    return {
        "window_start": {**start, "bars": [
            _bar("start to the list on the screen, warm, ms", start["start_ms"]["median"], 1000),
            _bar("resident memory with the list, MiB", start["list_rss_mib"]["median"], 170 * 1e6 / 2**20)]},
        "window_open": {"open_ms": start["open_ms"], "bars": [
            _bar("open a conversation of 50 000 messages, ms", start["open_ms"]["median"], 300)]},
        "window_scroll": _scroll(long_one, "GUI work of a step"),
        "window_group": _scroll(group_one, "GUI work of a step in a group"),
        "window_memory": {"long": long_one, "short": short_one, "bars": [
            _bar("resident memory after scrolling, 50 000 messages less 5 000, MiB", growth, 8)]},
    }


def describe(case):
    """The figures that have no bar."""
    parts = []
    for key in ("start_ms", "open_ms", "list_rss_mib", "list_anonymous_mib"):
        if key in case:
            parts.append(f"{key} {case[key]['median']:.1f} ({case[key]['min']:.1f}-{case[key]['max']:.1f})")
    for way in ("older", "newer"):
        if way in case:
            parts.append(f"{way} " + " ".join(f"{key} {case[way][key]:.2f}" for key in ("mean", "p50", "p95", "p99", "max")))
    if "long" in case:
        for name in ("long", "short"):
            parts.append(f"{name}: " + " ".join(f"{when} {case[name][when + '_rss_mib']:.1f}" for when in ("list", "open", "scrolled", "back")))
    return "; ".join(parts)
