#!/usr/bin/env python3
"""What a sick call moves, how fast, and what is proven about it.

usage: sick_call.py ROTA SAMPLES [LIMIT …]

Plans and publishes a week of the samples help desk, team and contact centre, and of the contact centre five and seventeen
times as large, for ten seconds each. One person who works on Tuesday is sick on that day; `rota replan` is asked with each
time limit (10ms and 10s by default), in a copy of the project of its own. Prints the time of the whole command, the duties
changed of others and their breaks, service before and after, what is proven, and the rounds of the bound in a second of
search beside those of the plan.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

WEEK, TUESDAY = "2026-W48", "2026-11-24"
TEAMS = [("helpdesk", 1), ("team", 1), ("contact-centre", 1), ("contact-centre", 5), ("contact-centre", 17)]


def enlarge(folder, factor):
    """As many times the people, their leave and wishes, and the contacts."""
    for name in ("agents.csv", "absences.csv", "requests.csv"):
        path = f"{folder}/{name}"
        if not os.path.exists(path):
            continue
        with open(path, newline="") as file:
            header, *rows = csv.reader(file)
        with open(path, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            for copy in range(1, factor + 1):
                writer.writerows([f"{row[0]}-{copy:02}"] + row[1:] for row in rows)
    path = f"{folder}/tickets/contacts-30min.csv"
    with open(path, newline="") as file:
        header, *rows = csv.reader(file)
    calls = header.index("calls")
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(row[:calls] + [int(row[calls]) * factor] + row[calls + 1 :] for row in rows)


def run(*words, allowed=(0, 1)):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stderr}")
    return done.stdout


def sick(plan):
    """The one in the middle of those who work on Tuesday, by name."""
    people = sorted(one["person"] for one in plan["rota"]["duties"] if one["duty"]["date"] == TUESDAY)
    return people[len(people) // 2]


def rounds(result):
    return result["boundRounds"] / max(result["seconds"], 1e-9)


def main():
    rota, samples = os.path.abspath(sys.argv[1]), sys.argv[2]
    limits = sys.argv[3:] or ["10ms", "10s"]
    with tempfile.TemporaryDirectory() as folder:
        for sample, factor in TEAMS:
            desk = f"{folder}/{sample}-{factor}"
            shutil.copytree(f"{samples}/{sample}", desk, ignore=shutil.ignore_patterns("plans", "history"))
            if factor > 1:
                enlarge(desk, factor)
            run(rota, "plan", desk, "--week", WEEK, "--time-limit", "10s", "--quiet")
            run(rota, "publish", f"{desk}/plans/{WEEK}")
            with open(f"{desk}/plans/{WEEK}/plan.json") as file:
                plan = json.load(file)
            person = sick(plan)
            people = len(plan["request"]["people"])
            print(f"{sample}, {people} people, plan: {rounds(plan['result']):.0f} rounds a second")
            for limit in limits:
                copy = f"{desk}.{limit}"
                shutil.copytree(desk, copy)
                begin = time.monotonic()
                text = run(
                    rota, "replan", f"{copy}/plans/{WEEK}", "--absent", f"{person}:{TUESDAY}", "--from", TUESDAY,
                    "--time-limit", limit)
                wall = time.monotonic() - begin
                with open(f"{copy}/plans/{WEEK}.draft/plan.json") as file:
                    result = json.load(file)["result"]
                changes = re.findall(r"^  \w+ \d{4}-\d\d-\d\d  .*\((\S+)\): (.*)$", text, re.M)
                others = [what for who, what in changes if who != person]
                breaks = sum(what.startswith("breaks") for what in others)
                told = dict(re.findall(r"^(service level|proof) +(.*)$", text, re.M))
                print(
                    f"  {limit}: {wall:.2f} s; duties of others {len(others) - breaks}, breaks {breaks}; "
                    f"service {told.get('service level')}; {told.get('proof')}; {rounds(result):.0f} rounds a second")


main()
