# SPDX-License-Identifier: Apache-2.0
"""The table of what is measured. Each case prepares what it needs and records its result; the order is the order of running."""
import threading
import time

from .bench import PAIRS, spread
from .groups import group_200, group_500_counts
from .processes import BenchError
from .returns import month_away, storm_15k


def saturation(bench):
    """1 000 pairs as fast as it goes, 1 million messages in the table."""
    bench.use_postgres()
    bench.start_server()
    result = bench.alternate("saturation")
    bench.record("saturation", result, [("messages/s", result["per_second"]["median"], 10000, "min"),
                                        ("CPU us/message", result["cpu_us_total"]["median"], 70, "max")])


def open_10k(bench):
    """10 000 messages a second, Poisson arrivals."""
    bench.use_postgres()
    bench.start_server()
    result = bench.alternate("open_10k", rate=10000)
    bench.record("open_10k", result, [("CPU us/message", result["cpu_us_total"]["median"], 95, "max")])


def open_1k(bench):
    """1 000 messages a second, Poisson arrivals: latency."""
    bench.use_postgres()
    bench.start_server()
    result = bench.alternate("open_1k", rate=1000)
    bench.record("open_1k", result, [("ack p50 ms", result["ack_p50_ms"]["median"], 5, "max"),
                                     ("delivery p50 ms", result["delivery_p50_ms"]["median"], 5, "max")])


def idle(bench, tls):
    bench.use_postgres()
    server = bench.start_server(tls=tls)
    process, held = bench.generator.hold(port=server.port, server_pid=server.pid, accounts=bench.accounts("pairs.tsv"), offset=PAIRS,
                                         count=bench.idle // 2, settle=bench.settle, tls=tls)
    return process, held


def release(process):
    process.stdin.close()
    if process.wait(60) != 0:
        raise BenchError("the idle connections did not hold")


def idle_plain(bench):
    """15 000 idle connections: memory of each, and what a message costs beside them."""
    process, held = idle(bench, tls=False)
    try:
        print(f"   {held['connections']} idle: {held['kib_per_connection']:.2f} KiB each", flush=True)
        beside = bench.alternate("beside_idle")
    finally:
        release(process)
    bench.record("idle_plain", held, [("KiB/connection", held["kib_per_connection"], 4, "max")])
    bars = []
    alone = bench.results["cases"].get("saturation")
    if alone:
        bars = [("ratio to floor, against that without idle ones", beside["ratio_to_floor"]["median"] / alone["ratio_to_floor"]["median"], 1.25,
                 "max")]
    bench.record("beside_idle", beside, bars)


def idle_tls(bench):
    """15 000 idle connections over TLS: memory of each."""
    process, held = idle(bench, tls=True)
    release(process)
    bench.record("idle_tls", held, [("KiB/connection", held["kib_per_connection"], 20, "max")])


def resume_runs(bench, file, count, cycles, tls=False, concurrency=64):
    bench.use_postgres()
    bench.start_server(tls=tls)
    runs = [bench.generator.run("resume", accounts=bench.accounts(file), count=count, cycles=cycles, tls=tls,
                                concurrency=concurrency, **bench.watched())
            for _ in range(min(3, bench.repeats))]
    if any(run["conversations_listed"] for run in runs):
        raise BenchError("something had changed for a user that resumed")
    return {"cpu_us_total": spread([run["cpu_us"]["total"] for run in runs]),
            "cpu_us_server": spread([run["cpu_us"]["server"] for run in runs]),
            "cpu_us_postgres": spread([run["cpu_us"]["postgres"] for run in runs]),
            "duration_p50_ms": spread([run["duration"]["p50_ms"] for run in runs]),
            "duration_p99_ms": spread([run["duration"]["p99_ms"] for run in runs]), "runs": runs}


def resume(bench):
    """Resume by token, nothing changed: 64 at a time as after an outage (20 conversations, plain and over TLS; 200), 8 and one at a time."""
    cycles = 1000 if bench.quick else 5000
    twenty = resume_runs(bench, "resume20.tsv", 200 if bench.quick else 500, cycles)
    bench.record("resume_20", twenty, [("CPU us/resume", twenty["cpu_us_total"]["median"], 300, "max")])
    secure = resume_runs(bench, "resume20.tsv", 200 if bench.quick else 500, cycles, tls=True)
    more = secure["cpu_us_total"]["median"] - twenty["cpu_us_total"]["median"]
    bench.record("resume_20_tls", secure, [("CPU us/resume, more than plain", more, 700, "max")])
    many = resume_runs(bench, "resume200.tsv", 220 if bench.quick else 400, cycles)
    bench.record("resume_200", many)
    for concurrency, name in ((8, "resume_20_by_8"), (1, "resume_20_alone")):
        few = resume_runs(bench, "resume20.tsv", 200 if bench.quick else 500, cycles, concurrency=concurrency)
        bench.record(name, few)


def login(bench):
    """Log in by password, and which part of it is the hash."""
    bench.use_postgres()
    bench.start_server()
    run = bench.generator.run("login", accounts=bench.accounts("login.tsv"), count=16, cycles=100 if bench.quick else 400,
                              concurrency=4, **bench.watched())
    run["argon2_us"] = bench.argon2_us
    run["argon2_share"] = round(bench.argon2_us / run["cpu_us"]["total"], 4)
    bench.record("login", run)


def checkpoint(bench):
    """5 000 messages a second across a checkpoint."""
    bench.use_postgres()
    bench.start_server()
    seconds = 10 if bench.quick else 30
    took = []

    def ask():
        time.sleep(bench.warmup + seconds / 3)
        began = time.monotonic()
        bench.postgres.sql("CHECKPOINT")
        took.append(time.monotonic() - began)

    asking = threading.Thread(target=ask)
    asking.start()
    result = bench.run_pairs(seconds=seconds, rate=5000)  # 10 000 are more than two cores can write twice
    asking.join()
    bench.check_store()
    result["checkpoint_seconds"] = round(took[0], 2)
    bench.record("checkpoint", result)


def rows_10m(bench):
    """Saturation with 10 million messages in the table."""
    bench.use_postgres()
    print("   filling up", flush=True)
    bench.fill(bench.more_rows)
    bench.start_server()
    bench.record("rows_10m", bench.alternate("rows_10m", repeats=1 if bench.quick else 3))


def sqlite(bench):
    """The embedded store, synchronous = FULL: saturation, and latency at 1 000 a second."""
    bench.use_sqlite()
    bench.start_server()
    repeats = 1 if bench.quick else 3
    bench.record("sqlite_saturation", bench.alternate("sqlite_saturation", repeats=repeats))
    bench.record("sqlite_1k", bench.alternate("sqlite_1k", rate=1000, repeats=repeats))


CASES = {"saturation": saturation, "open_10k": open_10k, "open_1k": open_1k, "idle_plain": idle_plain, "idle_tls": idle_tls,
         "resume": resume, "login": login, "checkpoint": checkpoint, "group_200": group_200,
         "group_500_counts": group_500_counts, "storm_15k": storm_15k, "month_away": month_away, "rows_10m": rows_10m, "sqlite": sqlite}
QUICK = ("saturation", "open_10k", "open_1k", "idle_plain", "resume", "login", "group_200", "group_500_counts", "storm_15k", "month_away")
