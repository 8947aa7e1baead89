"""Peers on the instances of `rota-bench tours`: a compact program of the whole, shifts and breaks apart.

    python tours.py SECONDS FILE.json …

A flag for each person, day, start and length; being at work flows from starts to ends; breaks are flags by slot that need a
shift whose window holds them; people with several queues are split over them. Contracts are hard here.
"""

import json

import solvers
from program import total


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def windows(length):
    """(name, first, last, slots) of each break, offsets from the start."""
    half = length // 2
    if length < 24:
        return [("short", half - 2, half + 1, 1)]
    return [("first", 4, 7, 1), ("lunch", half - 4, half + 2, 2), ("last", length - 8, length - 5, 1)]


def build(data, program):
    slots, queues, groups = data["T"], data["Q"], data["groups"]
    present = [[[] for _ in range(slots)] for _ in groups]
    away = [[[] for _ in range(slots)] for _ in groups]
    cost = []
    for agent in data["agents"]:
        site = data["sites"][agent["site"]]
        offset, group = site["utc_offset_q"], agent["group"]
        works, starts, ends, hours = [], [], [], []
        for day in range(7):
            options = {}
            if day not in agent["unavail"]:
                for start in range(site["earliest_start"], site["latest_start"] + 1, data["grid"]):
                    if day == 0 and start < agent["mon_earliest"]:
                        continue
                    for length in range(agent["lmin"], agent["lmax"] + 1, data["len_step"]):
                        if start + length <= site["latest_end"]:
                            options[start, length] = program.flag()
            at_work = total(options.values())
            works.append(at_work)
            if not options:
                starts.append(total(()))
                ends.append(total(()))
                hours.append(total(()))
                continue
            program.add(at_work <= 1)
            starts.append(total(s * x for (s, _), x in options.items()))
            ends.append(total((s + n) * x for (s, n), x in options.items()))
            hours.append(total((n - 2 if n >= 24 else n) * x for (_, n), x in options.items()))
            beginning, ending, holds = {}, {}, {}
            for (start, length), x in options.items():
                beginning.setdefault(start, []).append(x)
                ending.setdefault(start + length, []).append(x)
                for name, first, last, _ in windows(length):
                    for slot in range(start + first, start + last + 1):
                        holds.setdefault((name, slot), []).append(x)
                paid = length - 2 if length >= 24 else length
                night = sum(
                    1 for q in range(start, start + length)
                    if q % 96 >= site["night_from"] or q % 96 < site["night_to"]
                )
                price = paid * site["rate"] + night * site["night_premium"] + agent["dayoff_cost"][day]
                if agent["pref_start"] >= 0:
                    price += agent["pref_w"] * abs(start - agent["pref_start"])
                cost.append(price * x)
            before = 0
            for slot in range(min(beginning), max(ending)):
                here = program.flag()
                program.add(here == before + total(beginning.get(slot, [])) - total(ending.get(slot, [])))
                present[group][(96 * day + slot - offset) % slots].append(here)
                before = here
            taken = {}
            for (name, slot), shifts in holds.items():
                flag = program.flag()
                program.add(flag <= total(shifts))
                taken.setdefault(name, []).append(flag)
                for covered in range(slot, slot + (2 if name == "lunch" else 1)):
                    away[group][(96 * day + covered - offset) % slots].append(flag)
            for name, flags in taken.items():
                long = name != "short"
                program.add(total(flags) == total(x for (_, n), x in options.items() if (n >= 24) == long))
        for day in range(6):
            program.add(starts[day + 1] + 96 + 240 * (1 - works[day + 1]) >= ends[day] + data["min_rest"])
        run = data["max_consec"]
        for day in range(7 - run):
            program.add(total(works[day : day + run + 1]) <= run)
        left = max(0, run - agent["hist"])
        if agent["hist"] > 0 and left < 7:
            program.add(total(works[: left + 1]) <= left)
        program.add(total(works) >= agent["dmin"])
        program.add(total(works) <= agent["dmax"])
        program.add(total(hours) >= agent["min_paid"])
        program.add(total(hours) <= agent["max_paid"])
    people, price = len(data["agents"]), data["cost"]
    served = [[[] for _ in range(slots)] for _ in range(queues)]
    for group, own in enumerate(groups):
        for slot in range(slots):
            shares = [program.count(people) for _ in own]
            for queue, share in zip(own, shares):
                served[queue][slot].append(share)
            program.add(total(shares) == total(present[group][slot]) - total(away[group][slot]))
    for queue in range(queues):
        for slot, need in enumerate(data["demand"][queue]):
            band = -int(-need * price["band"] // 1)
            first, more = program.count(band), program.count(need)
            extra, surplus = program.count(band), program.count(people)
            program.add(total(served[queue][slot]) + first + more - extra - surplus == need)
            cost += [price["under1"] * first, price["under2"] * more, price["over1"] * extra, price["over2"] * surplus]
    program.minimise(total(cost))


if __name__ == "__main__":
    solvers.run("tours", read, build)
