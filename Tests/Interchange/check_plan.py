#!/usr/bin/env python3
"""Reads a published plan with nothing but Python's standard library and asserts that its figures agree with one another.

    check_plan.py PLAN_DIR [--gap 0.03] [--uncovered 0.05]

Exit code 0 when everything holds; otherwise 1 and a line for each thing that doesn't.
"""
import argparse
import collections
import csv
import datetime
import json
import pathlib
import sys


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plan", type=pathlib.Path)
    parser.add_argument("--gap", type=float, help="the largest gap allowed")
    parser.add_argument("--uncovered", type=float, help="the largest share of required time that may be uncovered")
    options = parser.parse_args()
    faults = []

    def must(condition, text):
        if not condition:
            faults.append(text)

    plan = json.loads((options.plan / "plan.json").read_text(encoding="utf-8"))
    shifts = rows(options.plan / "shifts.csv")
    activities = rows(options.plan / "activities.csv")
    coverage = rows(options.plan / "coverage.csv")
    hours = rows(options.plan / "hours.csv")

    # The bound is below the objective, and the gap is what the two say.
    result = plan["result"]
    must(result["bound"] <= result["objective"] + 1e-6, "the bound lies above the objective")
    gap = result["objective"] / result["bound"] - 1 if result["bound"] > 0 else None
    stated = result["gap"]
    must(stated is None if gap is None else stated is not None and abs(gap - stated) < 1e-9,
         f"the gap is {gap}, the plan says {stated}")
    # Rules that were broken for a price are a list of their own.
    parts = dict(result["costs"])
    broken = sum(rule["cost"] for rule in parts.pop("rules", None) or [])
    must(abs(sum(parts.values()) + broken - result["objective"]) < 1e-6 * max(1, abs(result["objective"])),
         "the parts of the cost don't add up to the objective")

    # Every activity lies in a duty of its person, and they tile it.
    spans = collections.defaultdict(list)
    for row in activities:
        spans[row["agent_id"]].append((instant(row["start_utc"]), instant(row["end_utc"]), row["activity"]))
    for row in shifts:
        start, end = instant(row["start_utc"]), instant(row["end_utc"])
        must(instant(row["start_local"]) == start, f"local and UTC start differ: {row}")
        must(instant(row["end_local"]) == end, f"local and UTC end differ: {row}")
        must(row["start_local"].startswith(row["date"]), f"the date isn't the local date of the start: {row}")
        inside = sorted(span for span in spans[row["agent_id"]] if start <= span[0] < end)
        position = start
        for span in inside:
            must(span[0] == position, f"activities leave a hole at {position} in {row['agent_id']} {row['date']}")
            position = span[1]
        must(position == end, f"activities end at {position}, the shift at {end}: {row['agent_id']} {row['date']}")

    # Heads counted from activities are the heads that coverage.csv shows, where nobody was carried in.
    if not plan["request"]["carriedIn"]:
        interval = datetime.timedelta(minutes=plan["request"]["grid"]["interval"])
        counted = collections.Counter()
        for row in activities:
            if row["activity"] != "work" or not row["queue"]:
                continue
            at, end = instant(row["start_utc"]), instant(row["end_utc"])
            while at < end:
                counted[row["queue"], at] += 1
                at += interval
        for row in coverage:
            heads = counted[row["queue"], instant(row["start_utc"])]
            must(int(row["scheduled"]) == heads, f"coverage says {row['scheduled']}, activities {heads}: {row}")
            must(int(row["net"]) == int(row["scheduled"]) - int(row["required"]), f"net is off: {row}")

    # Hours add up.
    paid = collections.Counter()
    number = collections.Counter()
    for row in shifts:
        paid[row["agent_id"]] += int(row["paid_minutes"])
        number[row["agent_id"]] += 1
    for row in hours:
        must(int(row["planned_minutes"]) == paid[row["agent_id"]], f"planned minutes are off: {row}")
        must(int(row["shifts"]) == number[row["agent_id"]], f"the number of shifts is off: {row}")
    must(sum(paid.values()) == plan["summary"]["paidMinutes"], "the paid minutes of the summary are off")

    # Figures that a good plan keeps.
    minutes = plan["request"]["grid"]["interval"]
    required = sum(int(row["required"]) for row in coverage) * minutes
    missing = sum(max(0, -int(row["net"])) for row in coverage) * minutes
    must(plan["summary"]["uncoveredMinutes"] == missing, "uncovered minutes of the summary are off")
    share = missing / required if required else 0
    if options.gap is not None:
        must(gap is not None and gap <= options.gap, f"the gap is {gap}, wanted at most {options.gap:.2%}")
    if options.uncovered is not None:
        must(share <= options.uncovered, f"{share:.2%} of required time is uncovered, more than {options.uncovered:.2%}")

    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    if len(faults) > 20:
        print(f"... and {len(faults) - 20} more", file=sys.stderr)
    if not faults:
        print(f"{options.plan.name}: {len(shifts)} shifts, gap {'none' if gap is None else f'{gap:.2%}'}, uncovered {share:.2%}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
