#!/usr/bin/env python3
"""Opens every calendar of a plan with two independent readers and compares it with shifts.csv.

    python3 Tests/Interchange/check_calendars.py PLAN_DIR

Needs the packages of requirements.txt beside this file. Each reader must find the same duties as the table: as many of
them, of the same people, with the same start and end in UTC. Cancelled events are not duties, must not be in the table,
and are called cancelled. Times are instants (`…Z`), since readers disagree about whose zone rules count: no time has a
zone, and a description gives the wall clock that the table gives. Prints one line when all is well; otherwise prints
every difference and exits 1.
"""

import csv
import datetime
import pathlib
import sys

UTC = datetime.timezone.utc


def undefused(text):
    """Takes off the apostrophe that keeps a spreadsheet from running a cell."""
    if len(text) > 1 and text[0] == "'" and (text[1] in "=+-@" or ord(text[1]) < 32 or ord(text[1]) == 127):
        return text[1:]
    return text


def instant(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)


def duties_of_table(folder):
    with open(folder / "shifts.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    clocks = {}
    for row in rows:
        clocks[undefused(row["agent_id"]), instant(row["start_utc"])] = (
            row["start_local"][11:16], row["end_local"][11:16], row["time_zone"])
    return sorted(
        (undefused(row["agent_id"]), instant(row["start_utc"]), instant(row["end_utc"])) for row in rows
    ), {undefused(row["agent_id"]): undefused(row["agent"]) for row in rows}, clocks


def with_icalendar(data):
    import icalendar

    calendar = icalendar.Calendar.from_ical(data)
    errors = list(calendar.errors) + [error for part in calendar.walk() for error in part.errors]
    if errors:
        raise ValueError(f"errors while reading: {errors[:3]}")
    return [
        {
            "uid": str(event["UID"]),
            "person": str(event["X-ROTA-AGENT-ID"]),
            "title": str(event["SUMMARY"]),
            "words": str(event.get("DESCRIPTION", "")),
            "start": event.decoded("DTSTART").astimezone(UTC),
            "end": event.decoded("DTEND").astimezone(UTC),
            "cancelled": str(event["STATUS"]) == "CANCELLED",
            "sequence": int(event["SEQUENCE"]),
        }
        for event in calendar.walk("VEVENT")
    ]


def with_vobject(data):
    import vobject

    calendars = list(vobject.readComponents(data.decode("utf-8")))
    if len(calendars) != 1:
        raise ValueError(f"{len(calendars)} calendars in one file")
    events = calendars[0].contents.get("vevent", [])
    return [
        {
            "uid": event.uid.value,
            "person": event.contents["x-rota-agent-id"][0].value.replace("\\,", ",").replace("\\;", ";")
            .replace("\\\\", "\\"),
            "title": event.summary.value,
            "words": event.description.value if hasattr(event, "description") else "",
            "start": event.dtstart.value.astimezone(UTC),
            "end": event.dtend.value.astimezone(UTC),
            "cancelled": event.status.value == "CANCELLED",
            "sequence": int(event.sequence.value),
        }
        for event in events
    ]


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    folder = pathlib.Path(sys.argv[1])
    faults = []
    wanted, names, clocks = duties_of_table(folder)
    files = sorted((folder / "calendars").glob("*.ics"))
    if not files:
        faults.append(f"{folder}/calendars: no calendars")
    for reader in (with_icalendar, with_vobject):
        own = []
        for file in files + [folder / "team.ics"]:
            data = file.read_bytes()
            try:
                events = reader(data)
            except Exception as error:  # whatever a reader stumbles over is our fault
                faults.append(f"{file}: {reader.__name__}: {type(error).__name__}: {error}")
                continue
            if b"TZID=" in data or b"BEGIN:VEVENT" in data and b"BEGIN:VTIMEZONE" in data:
                faults.append(f"{file}: a time has a zone")
            for event in events:
                if event["cancelled"] != event["title"].startswith("Cancelled: "):
                    faults.append(f"{file}: {reader.__name__}: '{event['title']}' doesn't say whether it is cancelled")
            live = [event for event in events if not event["cancelled"]]
            for event in live:
                start, end, zone = clocks.get((event["person"], event["start"]), ("", "", ""))
                ends = event["words"].split(",")[0].split("–")
                if [clock[:5] for clock in ends] != [start, end] or not event["words"].endswith(f"Times are {zone}."):
                    faults.append(f"{file}: {reader.__name__}: '{event['words']}' isn't {start}–{end}, {zone}")
            uids = [event["uid"] for event in events]
            if len(set(uids)) != len(uids):
                faults.append(f"{file}: {reader.__name__}: a UID is there twice")
            for event in live:
                name = names.get(event["person"])
                if name is not None and not event["title"].startswith(name.replace("\r\n", "\n")):
                    faults.append(f"{file}: {reader.__name__}: '{event['title']}' isn't about '{name}'")
            found = sorted((event["person"], event["start"], event["end"]) for event in live)
            if file.name == "team.ics" and file.parent == folder:
                faults += differences(f"{file}: {reader.__name__}", found, wanted)
            else:
                people = {event["person"] for event in events}
                if len(people) > 1:
                    faults.append(f"{file}: {reader.__name__}: {len(people)} people in one person's calendar")
                own += found
        faults += differences(f"{folder}/calendars: {reader.__name__}", sorted(own), wanted)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"check_calendars: {len(faults)} differences", file=sys.stderr)
        return 1
    print(f"check_calendars: {len(files) + 1} calendars say what shifts.csv says ({len(wanted)} duties)")
    return 0


def differences(place, found, wanted):
    if found == wanted:
        return []
    lines = []
    for sign, rows in (("only in shifts.csv", set(wanted) - set(found)), ("not in shifts.csv", set(found) - set(wanted))):
        for person, start, end in sorted(rows):
            lines.append(f"{place}: {sign}: {person} {start:%Y-%m-%dT%H:%MZ} to {end:%Y-%m-%dT%H:%MZ}")
    if not lines:
        lines.append(f"{place}: {len(found)} duties, {len(wanted)} in shifts.csv: one is there twice")
    return lines


if __name__ == "__main__":
    sys.exit(main())
