"""Joins what `rota-bench forecast` and `forecast.sh` print into a Markdown table, a row a method, a column a history.

usage: beside.py OURS.jsonl THEIRS.jsonl
"""

import json
import sys


def records(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.startswith("{")]


ours, theirs = (records(path) for path in sys.argv[1:3])
cells, seconds, histories, methods = {}, {}, [], []
for record in ours + theirs:
    peer = "rota " + record["method"] if "method" in record else record.get("peer")
    if peer is None or "wape" not in record and "failed" not in record:
        continue
    history = record["instance"]
    if history not in histories:
        histories.append(history)
    if peer not in methods:
        methods.append(peer)
    cells[peer, history] = f"{record['wape']:.2f}" if "wape" in record else "failed"
    seconds[peer] = seconds.get(peer, 0) + record.get("cpu_seconds", 0) / record.get("origins", 1) / 4
print("| method | " + " | ".join(histories) + " | CPU ms a forecast |")
print("| --- |" + " --- |" * (len(histories) + 1))
for method in methods:
    row = [cells.get((method, history), "") for history in histories]
    print(f"| {method} | " + " | ".join(row) + f" | {1000 * seconds[method]:.0f} |")
