#!/usr/bin/env python3
"""Opens an exported workbook with openpyxl, and with LibreOffice where it is, and compares its sheets with the plan's
tables and the wall's weeks with shifts.csv.

    check_workbook.py PLAN_DIR WORKBOOK.xlsx

Exit code 0 when everything agrees; otherwise 1 and a line for each thing that doesn't.
"""
import csv
import datetime
import pathlib
import shutil
import subprocess
import sys
import tempfile

import openpyxl

TABLES = ["shifts", "activities", "coverage", "hours"]


def said(value):
    """A cell of the workbook as the CSV writes it, times without offset or mark."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def agree(text, found):
    # A date is midnight in a workbook, and an offset has no place there.
    text = text[1:] if text[:1] == "'" else text
    return text == found or (len(found) == 16 and found[10] == "T" and (text[:16] == found or text + "T00:00" == found))


def main():
    plan, path = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    faults = []
    book = openpyxl.load_workbook(path)
    cells = 0
    for name in TABLES:
        with open(plan / f"{name}.csv", newline="", encoding="utf-8") as file:
            table = list(csv.reader(file))
        sheet = list(book[name].iter_rows(values_only=True))
        if len(sheet) != len(table):
            faults.append(f"{name}: {len(sheet)} rows in the workbook, {len(table)} in the table")
        for number, (row, found) in enumerate(zip(table, sheet), start=1):
            for column, text, value in zip(table[0], row, found):
                cells += 1
                if not agree(text, said(value)):
                    faults.append(f"{name}, row {number}, {column}: {said(value)!r}, not {text!r}")
    # The weeks for the wall: a duty is on its date in its person's row, nothing else is.
    duties = {}
    with open(plan / "shifts.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            duties[(row["agent_id"], row["date"])] = f"{row['start_local'][11:16]}–{row['end_local'][11:16]}"
    with open(plan / "hours.csv", newline="", encoding="utf-8") as file:
        people = [row["agent_id"] for row in csv.DictReader(file)]
    shown = 0
    for sheet in [sheet for sheet in book if "-W" in sheet.title]:
        rows = list(sheet.iter_rows(values_only=True))
        for person, row in zip(people, rows[1:]):
            for date, text in zip(rows[0][1:], row[1:]):
                duty = duties.get((person, date.date().isoformat()))
                shown += duty is not None
                # Where a clock change repeats the hour an offset stands there, too.
                if (duty is None) != (text in ("off", "leave")) or (duty and not text.startswith(duty[:5])):
                    faults.append(f"{sheet.title}, {person}, {date:%Y-%m-%d}: {text!r}, not {duty!r}")
    if shown != len(duties):
        faults.append(f"{shown} of {len(duties)} duties are in the sheets of the weeks")

    office = shutil.which("soffice")
    opened = 0
    if office:
        with tempfile.TemporaryDirectory() as folder:
            # Every sheet, as shown.
            subprocess.run(
                [office, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to",
                 "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1", "--outdir", folder,
                 str(path)], check=True, capture_output=True, timeout=300)
            for name in TABLES:
                with open(plan / f"{name}.csv", newline="", encoding="utf-8") as file:
                    table = list(csv.reader(file))
                with open(f"{folder}/{path.stem}-{name}.csv", newline="", encoding="utf-8") as file:
                    sheet = [[cell.replace(" ", "T") if cell[4:5] == "-" and len(cell) == 16 else cell.replace("TRUE", "true")
                              .replace("FALSE", "false") for cell in row] for row in csv.reader(file)]
                opened += len(sheet)
                if len(sheet) != len(table) or not all(
                        agree(text, value) for row, found in zip(table, sheet) for text, value in zip(row, found)):
                    faults.append(f"{name}: LibreOffice shows something else")
    for fault in faults[:20]:
        print(fault)
    print(f"{path.name}: {len(book.sheetnames)} sheets, {cells} cells by openpyxl {openpyxl.__version__}, "
          + (f"{opened} rows by LibreOffice" if office else "LibreOffice (soffice) isn't here")
          + f"; {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
