# SPDX-License-Identifier: Apache-2.0
"""What every case needs: the programs, the stores with their people, and how a result is recorded."""
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from .postgres import Postgres
from .processes import Banterd, BenchError, Floor, Generator, machine
from .world import PostgresWorld, SqliteWorld, make_world

PAIRS = 1000
ARGON2 = {"memory": 19456 * 1024, "iterations": 2}  # the server's defaults (server/ops/Config.h)


def spread(values):
    """Median, smallest and largest."""
    return {"median": round(statistics.median(values), 4), "min": round(min(values), 4), "max": round(max(values), 4),
            "all": [round(value, 4) for value in values]}


class Bench:
    """One run of the bench. close() ends everything that was started and removes the scratch folder."""

    def __init__(self, build, scratch, quick, banterd_arguments):
        self.build = build
        self.quick = quick
        self.arguments = banterd_arguments
        self.repeats = 1 if quick else 7
        self.seconds = 4 if quick else 8
        self.warmup = 3 if quick else 4
        self.idle = 2000 if quick else 15000
        self.rows = 100_000 if quick else 1_000_000
        self.more_rows = 300_000 if quick else 10_000_000
        self.settle = 5 if quick else 30
        self.scratch = Path(tempfile.mkdtemp(prefix="banter-bench-", dir=scratch))
        os.chmod(self.scratch, 0o755)
        self.generator = Generator(build)
        self.floor = Floor(build)
        self.postgres = None
        self.world = None
        self.server = None
        self.results = {"machine": machine(), "quick": quick, "cases": {}}

    def close(self):
        for part in (self.server, self.postgres, self.floor):
            if part:
                try:
                    part.close()
                except BenchError as error:
                    print(f"   while ending: {error}", flush=True)
        shutil.rmtree(self.scratch, ignore_errors=True)

    # --- stores and servers ------------------------------------------------------------------------------------------

    def accounts(self, name):
        return self.scratch / name

    def _people(self, server_id):
        argon2 = self.generator.run("argon2", **ARGON2)
        self.argon2_us = argon2["argon2_us"]
        few = self.quick
        return make_world(server_id, argon2["hash"], self.scratch, PAIRS + self.idle // 2,
                          {"resume20.tsv": (200 if few else 500, 20), "resume200.tsv": (220 if few else 400, 200)})

    def use_postgres(self):
        """A cluster with a migrated, filled and settled database; made once."""
        if isinstance(self.world, PostgresWorld):
            return
        self.stop_server()
        print("   preparing PostgreSQL", flush=True)
        began = time.monotonic()
        if not self.postgres:
            self.postgres = Postgres(self.scratch / "pg")
            self.results["machine"]["postgresql"] = self.postgres.version()
        self.start_server()
        self.stop_server()  # the schema is there now
        self.world = PostgresWorld(self.postgres)
        self.world.load(*self._people(self.world.server_id()))
        self.fill(self.rows)
        print(f"   prepared in {time.monotonic() - began:.0f} s", flush=True)

    def fill(self, rows):
        self.stop_server()
        self.world.fill(rows)
        self.postgres.settle()

    def use_sqlite(self):
        self.stop_server()
        print("   preparing SQLite", flush=True)
        if self.postgres:
            self.postgres.close()
            self.postgres = None
        self.start_server()
        self.stop_server()
        path = next(path for path in (self.scratch / "data").glob("*.db"))
        self.world = SqliteWorld(path)
        self.world.load(*self._people(self.world.server_id()))
        self.world.fill(self.rows)

    def start_server(self, tls=False, port=0):
        """A fresh banterd on the current store."""
        self.stop_server()
        self.server = Banterd(self.build, self.scratch / "data", self.postgres.conninfo if self.postgres else None, tls, self.arguments, port)
        return self.server

    def stop_server(self):
        if self.server:
            self.server.close()
            self.server = None

    def watched(self):
        return {"port": self.server.port, "server_pid": self.server.pid, "postmaster_pid": self.postgres.pid if self.postgres else None}

    # --- measuring -------------------------------------------------------------------------------------------------

    def run_floor(self, **options):
        return self.generator.run("pairs", dialect="relay", port=self.floor.port, server_pid=self.floor.pid, count=PAIRS,
                                  warmup=1, **options)

    def run_pairs(self, **options):
        """1 000 pairs against banterd, and whether the store holds exactly what was accepted and acknowledged."""
        before = self.world.count_messages()
        checkpoints = self.postgres.checkpoints() if self.postgres else 0
        result = self.generator.run("pairs", accounts=self.accounts("pairs.tsv"), count=PAIRS, warmup=self.warmup,
                                    **self.watched(), **options)
        result["checkpoints"] = (self.postgres.checkpoints() if self.postgres else 0) - checkpoints
        stored = self.world.count_messages() - before
        if stored != result["sent"]:
            raise BenchError(f"{result['sent']} messages were sent and accepted, {stored} are in the store")
        return result

    def check_store(self):
        """After the last run of a case: rows as the heads say, and every delivery acknowledgement stored."""
        time.sleep(1.5)
        if self.world.uneven() or self.world.undelivered():
            raise BenchError(f"the store is not what it should be: {self.world.uneven()} heads without their rows, "
                             f"{self.world.undelivered()} receipts behind")

    def alternate(self, name, rate=0, repeats=None):
        """Floor and banterd in turn; the case's record."""
        floors, servers = [], []
        for turn in range(repeats or self.repeats):
            floors.append(self.run_floor(seconds=self.seconds / 2, rate=rate))
            servers.append(self.run_pairs(seconds=self.seconds, rate=rate))
            result = servers[-1]
            cpu = result["cpu_us"]
            print(f"   {name} {turn + 1}: {result['per_second']:.0f}/s, CPU us per message: banterd {cpu['server']:.1f} + PostgreSQL "
                  f"{cpu['postgres']:.1f} = {cpu['total']:.1f}, floor {floors[-1]['cpu_us']['server']:.1f}, generator "
                  f"{cpu['generator']:.1f}; delivery p50 {result['delivery']['p50_ms']:.1f} ms, p99 {result['delivery']['p99_ms']:.1f} ms",
                  flush=True)
        self.check_store()
        return self.summary(floors, servers)

    @staticmethod
    def summary(floors, servers):
        record = {"floor_cpu_us": spread([run["cpu_us"]["server"] for run in floors]),
                  "floor_per_second": spread([run["per_second"] for run in floors]),
                  "per_second": spread([run["per_second"] for run in servers])}
        for key in ("total", "server", "postgres", "generator"):
            record[f"cpu_us_{key}"] = spread([run["cpu_us"][key] for run in servers])
        record["ratio_to_floor"] = spread([server["cpu_us"]["total"] / floor["cpu_us"]["server"] for floor, server in zip(floors, servers)])
        for kind in ("ack", "delivery", "generator_lag"):
            for key in ("p50_ms", "p99_ms", "p999_ms", "max_ms"):
                record[f"{kind}_{key}"] = spread([run[kind][key] for run in servers])
        record["checkpoints_in_window"] = sum(run["checkpoints"] for run in servers)
        record["runs"] = servers
        return record

    def record(self, name, result, bars=()):
        """Keeps a case's result; each bar is (what, value, limit, 'max' or 'min')."""
        result["bars"] = [{"what": what, "value": round(value, 3), "limit": limit, "kind": kind,
                           "met": value <= limit if kind == "max" else value >= limit} for what, value, limit, kind in bars]
        self.results["cases"][name] = result
