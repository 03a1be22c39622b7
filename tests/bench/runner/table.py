# SPDX-License-Identifier: Apache-2.0
"""Prints the results for people."""
from .client import describe


def _spread(value):
    if value["min"] == value["max"]:
        return f"{value['median']:.1f}"
    return f"{value['median']:.1f} ({value['min']:.1f}-{value['max']:.1f})"


def _line(case):
    parts = []
    for key, label in (("per_second", "/s"), ("cpu_us_total", "us CPU"), ("cpu_us_server", "banterd"), ("cpu_us_postgres", "PostgreSQL"),
                       ("ratio_to_floor", "x floor"), ("ack_p50_ms", "ack p50 ms"), ("delivery_p50_ms", "delivery p50 ms"),
                       ("delivery_p99_ms", "p99"), ("deliveries_per_second", "deliveries/s"), ("last_member_p99_ms", "last member p99 ms"), ("delivery_p999_ms", "p99.9"), ("duration_p50_ms", "p50 ms")):
        if isinstance(case.get(key), dict):
            parts.append(f"{label} {_spread(case[key])}")
    if "kib_per_connection" in case:
        parts.append(f"{case['connections']} connections, {case['kib_per_connection']:.2f} KiB each")
    if isinstance(case.get("cpu_us"), dict):
        cpu = case["cpu_us"]
        parts.append(f"us CPU {cpu['total']:.1f} = banterd {cpu['server']:.1f} + PostgreSQL {cpu['postgres']:.1f}")
    if "argon2_share" in case:
        parts.append(f"Argon2 {100 * case['argon2_share']:.0f} %")
    if "checkpoint_seconds" in case:
        parts.append(f"checkpoint {case['checkpoint_seconds']} s, delivery p99 {case['delivery']['p99_ms']:.1f} ms, max "
                     f"{case['delivery']['max_ms']:.1f} ms")
    if "at_50" in case:
        parts += [f"{rate}/s: {at['rows']['receipt']} rows of receipts for {at['messages']} messages, {at['frames_per_message']:.0f} frames each"
                  for rate, at in ((5, case["at_5"]), (50, case["at_50"]))]
    if "settled_seconds" in case:
        parts.append(f"{case['clients']} clients settled after {case['settled_seconds']:.1f} s; {case['frames_per_client']:.1f} frames each, at most "
                     f"{case['frames_of_one_client_at_most']}; banterd {case['cpu_us_server_per_client']:.0f} us each")
    if "first_page_bytes" in case:
        parts.append(f"first page {case['first_page_bytes'] / 1000:.1f} KB, p50 {case['first_page']['p50_ms']:.1f} ms; all {case['all_bytes'] / 1000:.0f} KB")
    return "; ".join(parts)


def print_table(results):
    """Every case, then every bar. Answers whether all bars are met."""
    print("\nmedian (smallest-largest) of the repeats")
    for name, case in results["cases"].items():
        print(f"  {name:18} {_line(case) or describe(case)}")
    print("\nbars")
    met = True
    for name, case in results["cases"].items():
        for bar in case["bars"]:
            met = met and bar["met"]
            sign = "<=" if bar["kind"] == "max" else ">="
            print(f"  {'met   ' if bar['met'] else 'MISSED'} {name:18} {bar['what']}: {bar['value']} ({sign} {bar['limit']})")
    if results["quick"]:
        print("  (--quick: smaller stores and single runs; not what the bars are about)")
    return met
