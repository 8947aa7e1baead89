#!/usr/bin/env bash
# An event that was revised: two files with the same UID, SEQUENCE 0 (08:00) and 1 (09:00), as a calendar and its later
# version. Which one do readers show?
#
# Seen on 2026-11-30:
# - recurring-ical-events 3.8.2 (icalendar 7.3.2), both in one file: the one with the higher SEQUENCE, 09:00.
# - ics 0.7.3, both in one file: both events, 08:00 and 09:00.
# - khal 0.14.1, `khal import --batch` of 0, 1 and 0 again: 08:00, 09:00, 08:00. The file that was imported last counts,
#   whatever its SEQUENCE. One with STATUS:CANCELLED stays in the list with its time.
# So SEQUENCE alone doesn't bring everybody the last version: the newest file is to be imported last, and an event that is
# cancelled must say so in its summary.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "khal==${KHAL:-0.14.1}" \
  "recurring-ical-events==${RECURRING:-3.8.2}" "icalendar==${ICALENDAR:-7.3.2}" "ics==${ICS:-0.7.3}"
cat >"$work/look.py" <<'PY'
import os, pathlib, subprocess, sys
import icalendar, ics, recurring_ical_events

work = pathlib.Path(sys.argv[1])


def event(sequence, hour, status=""):
    return (
        f"BEGIN:VEVENT\nUID:1@example\nSEQUENCE:{sequence}\nDTSTAMP:2026110{sequence + 1}T000000Z\n"
        f"DTSTART:20261207T{hour:02}0000Z\nDTEND:20261207T160000Z\nSUMMARY:Duty\n{status}END:VEVENT\n"
    )


def calendar(*events):
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//EN\n" + "".join(events) + "END:VCALENDAR\n"
    return text.replace("\n", "\r\n")


both = calendar(event(1, 9), event(0, 8))
one = [
    e.decoded("DTSTART").strftime("%H:%M")
    for e in recurring_ical_events.of(icalendar.Calendar.from_ical(both)).between((2026, 12, 7), (2026, 12, 8))
]
two = sorted(e.begin.strftime("%H:%M") for e in ics.Calendar(both).events)

(work / ".config/khal").mkdir(parents=True)
(work / "calendar").mkdir()
(work / ".config/khal/config").write_text(
    f"""[calendars]
[[duties]]
path = {work}/calendar
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
)
environment = os.environ | {"HOME": str(work), "XDG_CONFIG_HOME": str(work / ".config"), "XDG_DATA_HOME": str(work)}


def khal(*words):
    program = str(pathlib.Path(sys.executable).parent / "khal")
    return subprocess.run([program, *words], env=environment, check=True, capture_output=True, text=True).stdout


three = []
for text in (event(0, 8), event(1, 9), event(0, 8), event(2, 9, "STATUS:CANCELLED\n")):
    (work / "import.ics").write_bytes(calendar(text).encode())
    khal("import", "--batch", "-a", "duties", str(work / "import.ics"))
    shown = khal("list", "2026-12-07", "1d", "--format", "{start-time} {status}").splitlines()[1:]
    three.append(" ".join(" ".join(shown).split()))
print(f"recurring-ical-events: {one}\nics: {two}\nkhal: {three}")
assert one == ["09:00"], "recurring-ical-events has changed"
assert two == ["08:00", "09:00"], "ics has changed"
assert three == ["08:00", "09:00", "08:00", "09:00 CANCELLED"], "khal has changed"
PY
"$work/venv/bin/python" "$work/look.py" "$work"
