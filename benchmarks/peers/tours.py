"""Peers on the instances of `rota-bench tours`: a compact program of the whole, shifts and breaks apart.

    python tours.py SECONDS FILE.json …

A flag for each person, day, start and length; being at work flows from starts to ends; breaks are flags by slot that need a
shift whose window holds them; people with several queues are split over them. Contracts are hard here.
"""

import json

import solvers


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def windows(length):
    """(name, first, last, slots) of each break, offsets from the start."""
    half = length // 2
    if length < 24:
        return [("short", half - 2, half + 1, 1)]
    return [("first", 4, 7, 1), ("lunch", half - 4, half + 2, 2), ("last", length - 8, length - 5, 1)]


def build(data, to):
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
                            options[start, length] = to.flag()
            at_work = sum(options.values())
            works.append(at_work)
            if not options:
                starts.append(0)
                ends.append(0)
                hours.append(0)
                continue
            to.add(at_work <= 1)
            starts.append(sum(s * x for (s, _), x in options.items()))
            ends.append(sum((s + n) * x for (s, n), x in options.items()))
            hours.append(sum((n - 2 if n >= 24 else n) * x for (_, n), x in options.items()))
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
                here = to.flag()
                to.add(here == before + sum(beginning.get(slot, [])) - sum(ending.get(slot, [])))
                present[group][(96 * day + slot - offset) % slots].append(here)
                before = here
            taken = {}
            for (name, slot), shifts in holds.items():
                flag = to.flag()
                to.add(flag <= sum(shifts))
                taken.setdefault(name, []).append(flag)
                for covered in range(slot, slot + (2 if name == "lunch" else 1)):
                    away[group][(96 * day + covered - offset) % slots].append(flag)
            for name, flags in taken.items():
                long = name != "short"
                to.add(sum(flags) == sum(x for (_, n), x in options.items() if (n >= 24) == long))
        for day in range(6):
            to.add(starts[day + 1] + 96 + 240 * (1 - works[day + 1]) >= ends[day] + data["min_rest"])
        run = data["max_consec"]
        for day in range(7 - run):
            to.add(sum(works[day : day + run + 1]) <= run)
        left = max(0, run - agent["hist"])
        if agent["hist"] > 0 and left < 7:
            to.add(sum(works[: left + 1]) <= left)
        to.add(sum(works) >= agent["dmin"])
        to.add(sum(works) <= agent["dmax"])
        to.add(sum(hours) >= agent["min_paid"])
        to.add(sum(hours) <= agent["max_paid"])
    people, price = len(data["agents"]), data["cost"]
    served = [[[] for _ in range(slots)] for _ in range(queues)]
    for group, own in enumerate(groups):
        for slot in range(slots):
            shares = [to.count(people) for _ in own]
            for queue, share in zip(own, shares):
                served[queue][slot].append(share)
            to.add(sum(shares) == sum(present[group][slot]) - sum(away[group][slot]))
    for queue in range(queues):
        for slot, need in enumerate(data["demand"][queue]):
            band = -int(-need * price["band"] // 1)
            first, more = to.count(band), to.count(need)
            extra, surplus = to.count(band), to.count(people)
            to.add(sum(served[queue][slot]) + first + more - extra - surplus == need)
            cost += [price["under1"] * first, price["under2"] * more, price["over1"] * extra, price["over2"] * surplus]
    to.minimise(sum(cost))


if __name__ == "__main__":
    solvers.run("tours", read, build)
