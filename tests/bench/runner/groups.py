# SPDX-License-Identifier: Apache-2.0
"""Cases with groups: what a delivery costs, how long the last member waits, and what acknowledgements cost."""
from .bench import spread
from .processes import BenchError

SENDERS = 4  # who write at once; each waits until everybody has its last message
WRITTEN = ("message", "conversation_head", "receipt", "user_conversation", "followup")


def run_group(bench, size, **options):
    return bench.generator.run("group", accounts=bench.accounts(f"group{size}.tsv"), count=size, window=SENDERS, warmup=bench.warmup,
                               seconds=bench.seconds, **bench.watched(), **options)


def run_floor(bench, size):
    return bench.generator.run("group", dialect="relay", port=bench.floor.port, server_pid=bench.floor.pid, count=size,
                               window=SENDERS, warmup=1, seconds=bench.seconds / 2)


def summary(runs):
    record = {f"cpu_us_{key}": spread([run["cpu_us"][key] for run in runs]) for key in ("total", "server", "postgres", "generator")}
    record["deliveries_per_second"] = spread([run["deliveries_per_second"] for run in runs])
    for key in ("p50_ms", "p99_ms", "max_ms"):
        record[f"last_member_{key}"] = spread([run["last_member"][key] for run in runs])
    record["runs"] = runs
    return record


def group_200(bench):
    """A group of 200, all connected: CPU of a delivery without acknowledgements and with them, beside a relay to 200; latency at 20/s."""
    bench.use_postgres()
    bench.start_server()
    floors, runs = [], []
    for turn in range(bench.repeats):
        floors.append(run_floor(bench, 200))
        runs.append(run_group(bench, 200, silent=True))
        cpu, floor = runs[-1]["cpu_us"], floors[-1]["cpu_us"]["server"]
        print(f"   group_200 {turn + 1}: {runs[-1]['deliveries_per_second']:.0f} deliveries/s, CPU us each: banterd {cpu['server']:.2f} + "
              f"PostgreSQL {cpu['postgres']:.2f} = {cpu['total']:.2f}, floor {floor:.2f}", flush=True)
    result = summary(runs)
    result["floor_cpu_us"] = spread([run["cpu_us"]["server"] for run in floors])
    result["ratio_to_floor"] = spread([run["cpu_us"]["total"] / floor["cpu_us"]["server"] for floor, run in zip(floors, runs)])
    bench.record("group_200", result, [("CPU of a delivery, to the floor's", result["ratio_to_floor"]["median"], 1.5, "max")])
    few = min(3, bench.repeats)
    bench.record("group_200_acks", summary([run_group(bench, 200) for _ in range(few)]))
    paced = summary([run_group(bench, 200, rate=20) for _ in range(few)])
    bench.record("group_200_paced", paced, [("last member p99 ms", paced["last_member_p99_ms"]["median"], 30, "max")])


def rows_written(bench):
    listed = ", ".join(f"'{table}'" for table in WRITTEN)
    bench.postgres.sql("SELECT pg_stat_force_next_flush()")
    return {table: int(count) for table, count in bench.postgres.sql(
        f"SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_user_tables WHERE relname IN ({listed})")}


def group_500_counts(bench):
    """A group of 500 whose members all acknowledge, at 5 and at 50 messages a second: rows written and frames sent for it."""
    bench.use_postgres()
    record = {}
    for rate in (5, 50):
        bench.start_server()
        before = rows_written(bench)
        run = run_group(bench, 500, rate=rate)
        bench.stop_server()  # its connections report what they wrote when they end
        after = rows_written(bench)
        seconds = bench.warmup + bench.seconds
        messages = after["message"] - before["message"]
        if messages < rate * seconds * 0.8:
            raise BenchError(f"{messages} messages were stored in {seconds} s at {rate}/s")
        rows = {table: after[table] - before[table] for table in after}
        record[f"at_{rate}"] = {"messages": messages, "rows": rows, "frames_per_message": run["frames"] / max(1, run["messages"]),
                                "receipt_rows_per_member_second": rows["receipt"] / 500 / seconds,
                                "watermark_frames_per_member_second": run["watermark_events"] / 500 / run["seconds"], "run": run}
        print(f"   group_500 at {rate}/s: {rows}; a member and second: {record[f'at_{rate}']['receipt_rows_per_member_second']:.2f} rows of "
              f"receipts, {record[f'at_{rate}']['watermark_frames_per_member_second']:.2f} frames with watermarks", flush=True)
    slow, fast = record["at_5"], record["at_50"]
    bench.record("group_500_counts", record, [
        ("rows of receipts per member and second, at 50/s", fast["receipt_rows_per_member_second"], 1.3, "max"),
        ("frames with watermarks per member and second, at 50/s", fast["watermark_frames_per_member_second"], 1.3, "max"),
        ("the same rows, ten times the messages", fast["receipt_rows_per_member_second"] / max(0.01, slow["receipt_rows_per_member_second"]),
         2, "max")])
