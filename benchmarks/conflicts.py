#!/usr/bin/env python3
"""How long `rota explain PLAN --conflict` takes on over-constrained teams.

usage: conflicts.py ROTA [TEAMS [PEOPLE]]

Makes projects of invented teams (seeds 1 … TEAMS, 100 of 30 people by default) whose rules, leave and days off leave less
than contracts ask for, plans a week of each with 300 moves, asks for its conflicts, and prints the processor and wall time
of the questions and what they found. That each is true and minimal is shown by `ConflictTeamsTests`.
"""
import collections
import datetime
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROTA = """{
  name: "Desk %d", timeZone: "Europe/Warsaw",
  queues: [ { id: "phone", channel: "phone", hours: { "mon-sun": "07:00-22:00" }, handleTime: "5m", skills: "phone",
    target: { serviceLevel: 0.8, within: "30s" } } ],
  sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
  shifts: [
    { id: "early", start: "07:00-08:00", step: "30m", lengths: ["8h30m"] },
    { id: "late", start: "13:00-13:30", step: "30m", lengths: ["8h30m"] },
    { id: "night", start: "21:30-22:00", step: "30m", lengths: ["6h"] },
  ],
  rules: { maximumConsecutiveDays: %d, minimumRest: "%dh" },
  tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
}
"""


def project(folder, seed, people):
    chance = random.Random(seed)
    monday = datetime.date(2026, 11, 30)
    with open(f"{folder}/rota.json", "w") as out:
        out.write(ROTA % (seed, chance.choice([3, 4, 5]), chance.choice([11, 12, 16])))
    weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    absences = []
    with open(f"{folder}/agents.csv", "w") as out:
        out.write("agent_id,site,skills,contract_hours,min_hours,days_off,shifts,min_days_off\n")
        for number in range(1, people + 1):
            hours = chance.choice([24, 32, 40, 40, 40])
            off = " ".join(sorted(chance.sample(weekdays, chance.choice([0, 0, 1, 2, 3])), key=weekdays.index))
            shifts = chance.choice(["", "", "", "early", "late", "night"])
            out.write(f"a{number:03},s,phone,{hours},{hours},{off},{shifts},{chance.choice([2, 2, 3])}\n")
            if chance.random() < 0.3:
                first = monday + datetime.timedelta(days=chance.randrange(7))
                last = first + datetime.timedelta(days=chance.randrange(3))
                absences.append(f"a{number:03},{first},{last},leave,{chance.choice(['yes', 'no'])}\n")
    with open(f"{folder}/absences.csv", "w") as out:
        out.write("agent_id,first_date,last_date,kind,paid\n" + "".join(absences))
    with open(f"{folder}/tickets.csv", "w") as out:
        out.write("ts_local,queue,calls\n")
        for day in range(-42, 0):
            date = monday + datetime.timedelta(days=day)
            for hour in range(7, 22):
                for half in ("00", "30"):
                    mean = people * (1.6 if date.weekday() < 5 else 0.9)
                    out.write(f"{date} {hour:02}:{half},phone,{round(chance.gauss(mean, mean ** 0.5))}\n")


def main():
    rota = os.path.abspath(sys.argv[1])
    teams = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    people = int(sys.argv[3]) if len(sys.argv) > 3 else 30
    processor, wall, kinds, counts = [], [], collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, teams + 1):
            desk = f"{folder}/{seed}"
            os.mkdir(desk)
            project(desk, seed, people)
            subprocess.run(
                [rota, "plan", desk, "--week", "2026-W49", "--iterations", "300", "--threads", "1", "--quiet"],
                check=True, stdout=subprocess.DEVNULL)
            before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            answer = subprocess.run(
                [rota, "explain", f"{desk}/plans/2026-W49", "--conflict", "--json"], capture_output=True, text=True)
            wall.append(time.monotonic() - begin)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            if answer.returncode not in (0, 1):
                sys.exit(f"team {seed}: {answer.stderr}")
            conflicts = json.loads(answer.stdout)["conflict"]["conflicts"]
            counts.append(len(conflicts))
            kinds.update(conflict["kind"] for conflict in conflicts)
    print(f"{teams} teams of {people}: {sum(counts)} conflicts ({min(counts)} to {max(counts)} a team): {dict(kinds)}")
    for name, values in (("processor", processor), ("wall", wall)):
        print(f"{name} time: median {statistics.median(values):.2f} s, most {max(values):.2f} s")


main()
