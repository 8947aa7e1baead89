"""pyworkforce's ErlangC on the week of `rota-bench erlang`; every tenth requirement, since it restarts the recursion for
each staff that it tries."""

from pyworkforce.queuing import ErlangC

from common import report


def answer(calls):
    queue = ErlangC(transactions=calls, aht=5, asa=20 / 60, interval=15)
    return queue.required_positions(service_level=0.8, max_occupancy=0.85)["raw_positions"]


report("pyworkforce", answer, every=10)
