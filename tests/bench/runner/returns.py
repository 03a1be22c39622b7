# SPDX-License-Identifier: Apache-2.0
"""Cases of coming back: all clients at once after the server died, and one device after a month."""
import json
import subprocess
import threading

from .processes import BenchError, own_cpu_seconds


def storm_15k(bench):
    """All connected clients lose the server (kill -9) at once and come back as the protocol wants it: until all are settled."""
    bench.use_postgres()
    server = bench.start_server()
    port = server.port
    process = subprocess.Popen(bench.generator.command("storm", port=port, accounts=bench.accounts("pairs.tsv"), count=bench.idle // 2),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(600, process.kill)
    watchdog.start()
    try:
        if process.stderr.readline().strip() != "ready":
            raise BenchError(f"the clients did not sign in: {process.stdout.read()}")
        server.kill()
        back = bench.start_server(port=port)
        output, errors = process.communicate()
    finally:
        watchdog.cancel()
        process.kill()
    result = bench.generator.read(output, errors.encode())
    result["cpu_us_server_per_client"] = own_cpu_seconds(back.pid) * 1e6 / result["clients"]
    print(f"   {result['clients']} clients: settled after {result['settled_seconds']:.1f} s (half of them after "
          f"{result['back']['p50_ms'] / 1000:.1f} s), {result['frames_per_client']:.1f} frames and {result['bytes_per_client']:.0f} bytes each, "
          f"banterd {result['cpu_us_server_per_client']:.0f} us each", flush=True)
    bench.record("storm_15k", result, [("seconds until all are settled", result["settled_seconds"], 30, "max"),
                                       ("frames of one client at most", result["frames_of_one_client_at_most"], 12, "max")])


def month_away(bench):
    """A device with 1 000 conversations that changed in the month that it was away: its first page of the list, and all of it."""
    bench.use_postgres()
    bench.start_server()
    result = bench.generator.run("away", port=bench.server.port, accounts=bench.accounts("away.tsv"), cycles=20)
    if result["conversations"] != 1000:
        raise BenchError(f"listed {result['conversations']} of 1 000 conversations: {json.dumps(result)}")
    print(f"   first page: {result['first_page_conversations']} conversations, {result['first_page_bytes'] / 1000:.1f} KB, p50 "
          f"{result['first_page']['p50_ms']:.1f} ms; all of it: {result['all_bytes'] / 1000:.0f} KB, {result['all_pages']['p50_ms']:.0f} ms",
          flush=True)
    bench.record("month_away", result, [("first page, max ms", result["first_page"]["max_ms"], 1000, "max"),
                                        ("first page, KB", result["first_page_bytes"] / 1000, 200, "max")])
