#!/usr/bin/env bash
# An event whose VTIMEZONE differs from the reader's own zone database: icalendar 7.3.2 goes by its own rules and ignores
# the file's VTIMEZONE, vobject 0.9.9 goes by the file's. One file, two moments, both readers content.
#
# Seen on 2026-11-30: the file says that America/Vancouver is at -08:00 in December 2026 (as tz 2025b did), the database
# of release 2026f (PyPI's tzdata 2026.6) says -07:00. icalendar reads 2026-12-07 08:00 as 15:00Z, vobject as 16:00Z.
# So a calendar that must mean the same everywhere holds UTC instants.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check "icalendar==${ICALENDAR:-7.3.2}" "vobject==${VOBJECT:-0.9.9}" "tzdata==2026.6"
cat >"$work/look.py" <<'PY'
import datetime, zoneinfo, pathlib, tzdata
zoneinfo.reset_tzpath([str(pathlib.Path(tzdata.__file__).parent / "zoneinfo")])
import icalendar, vobject
lines = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
BEGIN:VTIMEZONE
TZID:America/Vancouver
BEGIN:STANDARD
DTSTART:20251102T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example
DTSTAMP:20261130T000000Z
DTSTART;TZID=America/Vancouver:20261207T080000
DTEND;TZID=America/Vancouver:20261207T160000
SUMMARY:Duty
END:VEVENT
END:VCALENDAR
"""
data = lines.replace("\n", "\r\n")
utc = datetime.timezone.utc
show = lambda moment: moment.astimezone(utc).strftime("%Y-%m-%dT%H:%MZ")
one = show(icalendar.Calendar.from_ical(data).walk("VEVENT")[0].decoded("DTSTART"))
two = show(vobject.readOne(data).vevent.dtstart.value)
print(f"icalendar {icalendar.__version__}: {one}\nvobject {vobject.VERSION if hasattr(vobject, 'VERSION') else ''}: {two}")
assert (one, two) == ("2026-12-07T15:00Z", "2026-12-07T16:00Z"), "the readers have changed"
PY
"$work/venv/bin/python" "$work/look.py"
