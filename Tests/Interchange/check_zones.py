#!/usr/bin/env python3
"""Compares rota's clocks with Python's zoneinfo, zone by zone, and plans of a few teams with what their clocks show.

    python3 Tests/Interchange/check_zones.py ROTA FOLDER [FOLDER …] [--every-hour]

ROTA is the program; each FOLDER holds TZif files with a release of its own, as PyPI's tzdata does (`tzdata/zoneinfo`).
Offsets are compared from 2020 to 2032, every six hours and hourly around each change; with --every-hour at every hour.
Then Vancouver, Edmonton, Winnipeg, Havana and Casablanca are planned in 2026-W50, and Casablanca in every week of 2026
and 2027: each duty must begin in its window by zoneinfo's clock, and calendars must hold instants. Prints one line a
folder when all is well; otherwise every difference, and exits 1.
"""

import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import zoneinfo

UTC = datetime.timezone.utc
FIRST, LAST = datetime.datetime(2020, 1, 1, tzinfo=UTC), datetime.datetime(2033, 1, 1, tzinfo=UTC)
HOUR = 3600


def names(folder):
    """IANA names with a place in them; bare ones such as EST name no place, and rota refuses them."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and "/" in name and name.split("/")[0] not in ("posix", "right"):
            with open(path, "rb") as file:
                if file.read(4) == b"TZif":
                    found.append(name)
    return found


def survey(rota, folder, zones):
    command = [rota, "zones", "--zone-rules", str(folder), "--json", "--from", f"{FIRST:%Y-%m-%d}", "--to", f"{LAST:%Y-%m-%d}"]
    for zone in zones:
        command += ["--zone", zone]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def check_offsets(rota, folder, every_hour, faults):
    zones = names(folder)
    answer = survey(rota, folder, zones)
    rows = {row["zone"]: row for row in answer["zones"]}
    compared, done = 0, {}
    for name in zones:
        data = (folder / name).read_bytes()
        # UTC under its other names has one row.
        row = rows.get(name) or rows["UTC"]
        own = (row["offset"], [(change["at"], change["to"]) for change in row["changes"]])
        if data in done:
            if done[data] != own:
                faults.append(f"{name}: its file is another zone's, its clock isn't: {own}")
            continue
        done[data] = own
        with open(folder / name, "rb") as file:
            zone = zoneinfo.ZoneInfo.from_file(file)
        moments = set(range(int(FIRST.timestamp()), int(LAST.timestamp()), HOUR if every_hour else 6 * HOUR))
        for at, _ in own[1]:
            moments.update(range(at - 30 * HOUR, at + 30 * HOUR, HOUR))
            moments.update((at - 1, at, at + 1))
        offset, changes, place = own[0], own[1], 0
        for moment in sorted(moments):
            while place < len(changes) and changes[place][0] <= moment:
                offset = changes[place][1]
                place += 1
            if moment < FIRST.timestamp() or moment >= LAST.timestamp():
                continue
            true = datetime.datetime.fromtimestamp(moment, zone).utcoffset()
            compared += 1
            if true.total_seconds() != offset:
                faults.append(f"{name}: {moment} is at {offset}, zoneinfo says {true}")
                break
    release = answer["used"].get("release")
    print(f"check_zones: {release}: {len(zones)} names, {len(done)} clocks, {compared} offsets compared", flush=True)


def project(folder, zone):
    """A small desk in the zone, whose people start between eight and nine."""
    folder.mkdir()
    (folder / "rota.json").write_text(json.dumps({
        "name": "Desk", "timeZone": zone, "tickets": [{"file": "tickets.csv", "timeZone": zone}],
        "queues": [{"id": "phone", "hours": {"mon-sun": "08:00-17:30"}, "target": {"serviceLevel": 0.8, "within": "20s"}}],
        "sites": [{"id": "main", "timeZone": zone}],
        "shifts": [{"id": "day", "start": "08:00-09:00", "lengths": ["8h30m"]}],
    }))
    people = "".join(f"a{number},Agent 0{number},main,phone,40\n" for number in range(1, 3))
    (folder / "agents.csv").write_text("agent_id,name,site,skills,contract_hours\n" + people)
    rows = ["ts_local,queue,calls"]
    day = datetime.date(2025, 11, 3)
    for number in range(28):
        for half in range(16, 35):
            rows.append(f"{day + datetime.timedelta(number)} {half // 2:02}:{half % 2 * 30:02},phone,{4 + half % 3}")
    (folder / "tickets.csv").write_text("\n".join(rows) + "\n")


def check_plan(rota, rules, folder, zone_name, week, faults):
    with open(rules / zone_name, "rb") as file:
        zone = zoneinfo.ZoneInfo.from_file(file)
    out = folder / "plans" / week
    made = subprocess.run(
        [rota, "plan", str(folder), "--week", week, "--iterations", "20", "--zone-rules", str(rules), "-q"],
        capture_output=True, text=True)
    if made.returncode != 0:
        faults.append(f"{zone_name} {week}: exit {made.returncode}: {made.stderr.strip()}")
        return 0
    with open(out / "shifts.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        faults.append(f"{zone_name} {week}: nobody works")
    for row in rows:
        start, end = (datetime.datetime.fromisoformat(row[key].replace("Z", "+00:00")) for key in ("start_utc", "end_utc"))
        local = start.astimezone(zone)
        if local.isoformat(timespec="minutes") != row["start_local"]:
            faults.append(f"{zone_name} {week}: {row['start_utc']} is {local.isoformat()}, not {row['start_local']}")
        if end.astimezone(zone).isoformat(timespec="minutes") != row["end_local"]:
            faults.append(f"{zone_name} {week}: {row['end_utc']} is not {row['end_local']}")
        if str(local.date()) != row["date"] or not 8 * 60 <= local.hour * 60 + local.minute <= 9 * 60:
            faults.append(f"{zone_name} {week}: a duty of {row['date']} begins at {local.isoformat()}")
    text = (out / "team.ics").read_text(encoding="utf-8")
    if "TZID=" in text or rows and "VTIMEZONE" in text:
        faults.append(f"{zone_name} {week}: team.ics has times of a zone")
    return len(rows)


def weeks(year):
    return [f"{year}-W{week:02}" for week in range(1, datetime.date(year, 12, 28).isocalendar().week + 1)]


def main():
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 64
    rota, folders = arguments[0], [pathlib.Path(name) for name in arguments[1:]]
    faults = []
    for rules in folders:
        check_offsets(rota, rules, "--every-hour" in sys.argv, faults)
        with tempfile.TemporaryDirectory() as work:
            duties, plans = 0, 0
            for place in ("America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Havana", "Africa/Casablanca"):
                desk = pathlib.Path(work) / place.replace("/", "-")
                project(desk, place)
                for week in ["2026-W50"] + (weeks(2026) + weeks(2027) if place == "Africa/Casablanca" else []):
                    duties += check_plan(rota, rules, desk, place, week, faults)
                    plans += 1
            print(f"check_zones: {rules}: {plans} plans, {duties} duties begin when zoneinfo says", flush=True)
    for fault in faults[:40]:
        print(fault, file=sys.stderr)
    if faults:
        print(f"check_zones: {len(faults)} differences", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
