"""Peers on the instances of `rota-bench shifts`: the compact program with break flow.

    python shifts.py SECONDS FILE.json …

Breaks of one length are pooled: whoever's window opens waits, and leaves by taking the break or has to by the end of the
window. As windows of one kind have the same width, this is exact (Bechtold and Jacobs 1990).
"""

import json

import solvers
from program import total


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def build(data, program):
    slots, shifts = data["slots"], data["shifts"]
    caps = {(site, day): 0 for site, day, *_ in shifts}
    for site, day in caps:
        caps[site, day] = data["sites"][site]["max_starts_per_day"]
    x = [program.count(caps[shift[0], shift[1]]) for shift in shifts]
    for (site, day), cap in caps.items():
        program.add(total(x[i] for i, shift in enumerate(shifts) if (shift[0], shift[1]) == (site, day)) <= cap)
    present = [[] for _ in range(slots)]
    kinds = {}
    for i, (_, _, start, length, _, breaks) in enumerate(shifts):
        for slot in range(start, start + length):
            present[slot % slots].append(x[i])
        for earliest, latest, size in breaks:
            kinds.setdefault((size, latest - earliest), []).append((earliest % slots, x[i]))
    most = sum(caps.values())
    away = [[] for _ in range(slots)]
    for (size, width), windows in kinds.items():
        opened = [[] for _ in range(slots)]
        for earliest, count in windows:
            opened[earliest].append(count)
        waiting = [program.count(most) for _ in range(slots)]
        begun = [program.count(most) for _ in range(slots)]
        for slot in range(slots):
            program.add(waiting[slot] == waiting[slot - 1] + total(opened[slot]) - begun[slot])
            program.add(waiting[slot] <= total(total(opened[slot - back]) for back in range(width)))
            for covered in range(slot, slot + size):
                away[covered % slots].append(begun[slot])
    for slot in range(slots):
        program.add(total(present[slot]) - total(away[slot]) >= data["demand"][slot])
    program.minimise(total(shift[4] * x[i] for i, shift in enumerate(shifts)))


if __name__ == "__main__":
    solvers.run("shifts", read, build)
