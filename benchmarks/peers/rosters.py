"""Peers on the instances of `rota-bench roster`: the compact integer program of Curtois & Qu (2014).

    python rosters.py SECONDS FILE.txt …
"""

import solvers
from program import total


def read(path):
    sections, name = {}, None
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            name = line
            sections[name] = []
        else:
            sections[name].append([field.strip() for field in line.split(",")])
    return sections


def build(data, program):
    days = int(data["SECTION_HORIZON"][0][0])
    length, after = {}, {}
    for row in data["SECTION_SHIFTS"]:
        length[row[0]] = int(row[1])
        after[row[0]] = [name for name in row[2].split("|") if name] if len(row) > 2 else []
    shifts, staff = list(length), data["SECTION_STAFF"]
    x = {(row[0], day, s): program.flag() for row in staff for day in range(days) for s in shifts}
    cost = []
    for row in staff:
        person = row[0]
        most, least, run, least_run, least_off, weekends = (int(value) for value in row[2:8])
        worked = [total(x[person, day, s] for s in shifts) for day in range(days)]
        for day in range(days):
            program.add(worked[day] <= 1)
            for s in shifts:
                for follower in after[s]:
                    if day + 1 < days:
                        program.add(x[person, day, s] + x[person, day + 1, follower] <= 1)
        for part in row[1].split("|"):
            s, cap = part.split("=")
            program.add(total(x[person, day, s] for day in range(days)) <= int(cap))
        minutes = total(length[s] * x[person, day, s] for day in range(days) for s in shifts)
        program.add(minutes <= most)
        program.add(minutes >= least)
        for day in range(days - run):
            program.add(total(worked[day : day + run + 1]) <= run)
        for short in range(1, least_run):
            for day in range(days - short - 1):
                inside = total(worked[day + 1 : day + short + 1])
                program.add(worked[day] + (short - inside) + worked[day + short + 1] >= 1)
        for short in range(1, least_off):
            for day in range(days - short - 1):
                inside = total(worked[day + 1 : day + short + 1])
                program.add((1 - worked[day]) + inside + (1 - worked[day + short + 1]) >= 1)
        used = []
        for week in range(days // 7):
            weekend = program.flag()
            used.append(weekend)
            for day in (7 * week + 5, 7 * week + 6):
                program.add(worked[day] <= weekend)
        program.add(total(used) <= weekends)
    for row in data.get("SECTION_DAYS_OFF", []):
        for day in row[1:]:
            if day:
                for s in shifts:
                    program.add(x[row[0], int(day), s] == 0)
    for person, day, s, price in data.get("SECTION_SHIFT_ON_REQUESTS", []):
        cost.append(int(price) * (1 - x[person, int(day), s]))
    for person, day, s, price in data.get("SECTION_SHIFT_OFF_REQUESTS", []):
        cost.append(int(price) * x[person, int(day), s])
    for day, s, required, under, over in data["SECTION_COVER"]:
        missing, surplus = program.count(len(staff) + int(required)), program.count(len(staff))
        program.add(total(x[row[0], int(day), s] for row in staff) + missing - surplus == int(required))
        cost.append(int(under) * missing + int(over) * surplus)
    program.minimise(total(cost))


if __name__ == "__main__":
    solvers.run("roster", read, build)
