"""Five edits in a sheet of `rota export --format edit-csv`, and whether they have come to be.

    edit_round_trip.py change IN.xlsx OUT.xlsx PLAN.json   prints what was changed
    edit_round_trip.py check ANSWER.json EXPECTED.json DRAFT.json STATUS
"""

import json
import sys
from datetime import date, datetime

import openpyxl


def iso(value):
    """The header's date, which a spreadsheet may have made a date of its own."""
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def change(source, target, plan_path):
    plan = json.load(open(plan_path))
    book = openpyxl.load_workbook(source)
    sheet = book["edit"] if "edit" in book.sheetnames else book.active
    rows = list(sheet.iter_rows())
    header = next(number for number, row in enumerate(rows) if row[0].value == "agent_id")
    dates = [cell.value for cell in rows[header][2:]]
    people = rows[header + 1 :]
    shifts = [
        (row[0].value, iso(day), cell) for row in people for day, cell in zip(dates, row[2:]) if "-" in str(cell.value)
    ]
    expected = []

    def edit(who, day, cell, text):
        expected.append({"person": who, "date": day, "before": cell.value, "after": text})
        cell.value = text

    used = set()

    def take(condition=lambda who, day, cell: True):
        for who, day, cell in shifts:
            if who not in used and condition(who, day, cell):
                used.add(who)
                return who, day, cell
        raise SystemExit("the plan has too few duties to change")

    # A duty less, a day of leave, another queue, a duty on a day off, another's times.
    who, day, cell = take()
    edit(who, day, cell, "OFF")
    who, day, cell = take()
    edit(who, day, cell, "leave")
    queues = {person["id"]: person["queues"] for person in plan["request"]["people"]}
    who, day, cell = take(lambda who, day, cell: len(queues[who]) > 1 and "+" not in cell.value and "[" in cell.value)
    times, known = cell.value.rstrip("]").split(" [")
    edit(who, day, cell, f"{times} [{next(queue for queue in queues[who] if queue != known)}]")
    giver, day, cell = take(
        lambda who, day, cell: any(
            row[0].value not in used | {who} and other.value == "off"
            for row in people
            for column, other in zip(dates, row[2:])
            if iso(column) == day and date.fromisoformat(day).weekday() < 5
        )
    )
    used.discard(giver)
    taker = next(
        (row[0].value, other)
        for row in people
        for column, other in zip(dates, row[2:])
        if iso(column) == day and other.value == "off" and row[0].value not in used | {giver}
    )
    times = cell.value.split(" ")[0]
    used.add(taker[0])
    edit(taker[0], day, taker[1], times.replace("-", " – ").removeprefix("0"))
    # Somebody else's times of the same day and site, which some shift has.
    for who, day, cell in shifts:
        other = next(
            (
                text.split(" ")[0]
                for mate, on, found in shifts
                for text in [found.value]
                if on == day and mate != who and text.split(" ")[0] != cell.value.split(" ")[0]
            ),
            None,
        )
        if who not in used and other:
            start, end = other.split("-")
            edit(who, day, cell, f"{start}:00-{end}:00")
            break
    assert len(expected) == 5, expected
    book.save(target)
    json.dump({"edits": expected, "people": len(plan["request"]["people"])}, sys.stdout)


def check(answer_path, expected_path, draft_path, status):
    answer, expected = json.load(open(answer_path)), json.load(open(expected_path))["edits"]
    draft = json.load(open(draft_path))
    changed = {(change["person"], change["date"]) for change in answer["changes"] + answer["queues"]}
    assert len(answer["queues"]) == 1, answer["queues"]
    wanted = {(edit["person"], edit["date"]) for edit in expected}
    assert changed == wanted, f"changed {changed}, wanted {wanted}"
    absent = {(entry["person"], entry["absence"]["first"]) for entry in answer["absences"]}
    leave = {(edit["person"], edit["date"]) for edit in expected if edit["after"].strip().lower() == "leave"}
    assert absent == leave, f"absent {absent}, wanted {leave}"
    pins = {(pin["person"], pin["date"]) for pin in draft["revised"]["pins"]}
    assert pins == wanted, f"pinned {pins}"
    duties = {(entry["person"], entry["duty"]["date"]) for entry in draft["rota"]["duties"]}
    for edit in expected:
        is_duty = "-" in edit["after"] or "–" in edit["after"]
        assert is_duty == ((edit["person"], edit["date"]) in duties), edit
    assert answer["accepted"] == (status == "0"), (answer["accepted"], status)
    print(f"edit sheet through LibreOffice: 5 edits are the draft's {len(changed)} changes, status {status}")


if sys.argv[1] == "change":
    change(*sys.argv[2:5])
else:
    check(*sys.argv[2:6])
