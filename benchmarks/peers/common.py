"""What every peer script shares: the same week of demand as `rota-bench erlang`, and one JSON line a case."""

import json
import math
import resource

INTERVALS, QUEUES = 672, 20


def contacts(intervals=INTERVALS, queues=QUEUES):
    """Contacts of 300 s in each quarter-hour: queues from 2 to 400 erlangs at their peak, each day a hump."""
    for queue in range(queues):
        peak = 2 * 200 ** (queue / max(1, queues - 1))
        for interval in range(intervals):
            hour = (interval % 96) / 96
            value = peak * (0.05 + 0.95 * math.sin(math.pi * hour) ** 2) * 3 * 100
            yield math.floor(value + 0.5) / 100


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def exact(calls, handle_time=300, interval=900, level=0.8, within=20, cap=0.85):
    """Erlang C by the recursion on 1/B: the reference that both sides are held against."""
    load = calls * handle_time / interval
    if load == 0:
        return 0
    agents = max(math.floor(load) + 1, math.ceil(load / cap - 1e-9))
    inverse = 1.0
    for n in range(1, agents + 1):
        inverse = 1 + n / load * inverse
    while True:
        wait = agents / (agents + (inverse - 1) * (agents - load))
        if 1 - wait * math.exp(-(agents - load) * within / handle_time) >= level - 1e-12:
            return agents
        agents += 1
        inverse = 1 + agents / load * inverse


def report(peer, answer, every=1):
    """Times `answer(calls)` over the week (every `every`-th requirement) and says how often it is right."""
    calls = list(contacts())[::every]
    start = cpu_seconds()
    found, failed = [], 0
    for value in calls:
        try:
            found.append(answer(value))
        except Exception:
            found.append(None)
            failed += 1
    seconds = cpu_seconds() - start
    right = sum(1 for value, agents in zip(calls, found) if agents == exact(value))
    print(json.dumps({
        "subject": "erlang", "instance": "erlang-c 672x20", "peer": peer, "cases": len(calls),
        "cpu_seconds": seconds, "nanoseconds_a_case": seconds / len(calls) * 1e9,
        "cpu_seconds_for_13440": seconds / len(calls) * INTERVALS * QUEUES,
        "right": right, "failed": failed, "sum": sum(agents or 0 for agents in found),
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }))
