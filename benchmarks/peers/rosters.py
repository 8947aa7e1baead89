"""Other solvers on the instances of `rota-bench roster`: CP-SAT and CBC (OR-Tools), HiGHS, and glpsol.

    python rosters.py SECONDS FILE.txt …

The compact integer program of Curtois & Qu (2014), the same for all; CP-SAT gets 2 workers, the others run as they come.
One JSON line a case and solver: subject, instance, program, objective, bound, seconds, status.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model


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


class Linear:
    """The program through pywraplp."""

    def __init__(self, solver):
        self.solver = solver

    def flag(self):
        return self.solver.BoolVar("")

    def count(self, most):
        return self.solver.IntVar(0, most, "")

    def add(self, constraint):
        self.solver.Add(constraint)

    def minimise(self, cost):
        self.solver.Minimize(cost)


class Constraint:
    """The same through CP-SAT."""

    def __init__(self, model):
        self.model = model

    def flag(self):
        return self.model.NewBoolVar("")

    def count(self, most):
        return self.model.NewIntVar(0, most, "")

    def add(self, constraint):
        self.model.Add(constraint)

    def minimise(self, cost):
        self.model.Minimize(cost)


def build(data, to):
    days = int(data["SECTION_HORIZON"][0][0])
    length, after = {}, {}
    for row in data["SECTION_SHIFTS"]:
        length[row[0]] = int(row[1])
        after[row[0]] = [name for name in row[2].split("|") if name] if len(row) > 2 else []
    shifts, staff = list(length), data["SECTION_STAFF"]
    x = {(row[0], day, s): to.flag() for row in staff for day in range(days) for s in shifts}
    cost = []
    for row in staff:
        person = row[0]
        most, least, run, least_run, least_off, weekends = (int(value) for value in row[2:8])
        worked = [sum(x[person, day, s] for s in shifts) for day in range(days)]
        for day in range(days):
            to.add(worked[day] <= 1)
            for s in shifts:
                for follower in after[s]:
                    if day + 1 < days:
                        to.add(x[person, day, s] + x[person, day + 1, follower] <= 1)
        for part in row[1].split("|"):
            s, cap = part.split("=")
            to.add(sum(x[person, day, s] for day in range(days)) <= int(cap))
        total = sum(length[s] * x[person, day, s] for day in range(days) for s in shifts)
        to.add(total <= most)
        to.add(total >= least)
        for day in range(days - run):
            to.add(sum(worked[day : day + run + 1]) <= run)
        for short in range(1, least_run):
            for day in range(days - short - 1):
                inside = sum(worked[day + 1 : day + short + 1])
                to.add(worked[day] + (short - inside) + worked[day + short + 1] >= 1)
        for short in range(1, least_off):
            for day in range(days - short - 1):
                inside = sum(worked[day + 1 : day + short + 1])
                to.add((1 - worked[day]) + inside + (1 - worked[day + short + 1]) >= 1)
        used = []
        for week in range(days // 7):
            weekend = to.flag()
            used.append(weekend)
            for day in (7 * week + 5, 7 * week + 6):
                to.add(worked[day] <= weekend)
        to.add(sum(used) <= weekends)
    for row in data.get("SECTION_DAYS_OFF", []):
        for day in row[1:]:
            if day:
                for s in shifts:
                    to.add(x[row[0], int(day), s] == 0)
    for person, day, s, price in data.get("SECTION_SHIFT_ON_REQUESTS", []):
        cost.append(int(price) * (1 - x[person, int(day), s]))
    for person, day, s, price in data.get("SECTION_SHIFT_OFF_REQUESTS", []):
        cost.append(int(price) * x[person, int(day), s])
    for day, s, required, under, over in data["SECTION_COVER"]:
        missing, surplus = to.count(len(staff) + int(required)), to.count(len(staff))
        to.add(sum(x[row[0], int(day), s] for row in staff) + missing - surplus == int(required))
        cost.append(int(under) * missing + int(over) * surplus)
    to.minimise(sum(cost))


def report(path, program, objective, bound, seconds, status):
    name = os.path.splitext(os.path.basename(path))[0]
    print(
        json.dumps(
            {
                "subject": "roster",
                "instance": name,
                "program": program,
                "objective": objective,
                "bound": bound,
                "seconds": round(seconds, 2),
                "status": status,
            }
        ),
        flush=True,
    )


def cp_sat(path, data, seconds):
    model = cp_model.CpModel()
    build(data, Constraint(model))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    start = time.time()
    status = solver.Solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    report(
        path, "CP-SAT", solver.ObjectiveValue() if found else None, solver.BestObjectiveBound(), time.time() - start,
        solver.StatusName(status),
    )


def cbc(path, data, seconds):
    solver = pywraplp.Solver.CreateSolver("CBC")
    build(data, Linear(solver))
    solver.SetTimeLimit(int(1000 * seconds))
    start = time.time()
    status = solver.Solve()
    found = status in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE)
    report(
        path, "CBC", solver.Objective().Value() if found else None, solver.Objective().BestBound() if found else None,
        time.time() - start, ["OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNBOUNDED", "ABNORMAL", "", "NOT_SOLVED"][status],
    )


def from_file(path, data, seconds):
    """HiGHS and glpsol read the same program from an MPS file."""
    solver = pywraplp.Solver.CreateSolver("CBC")
    build(data, Linear(solver))
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "roster.mps")
        with open(file, "w", encoding="utf-8") as out:
            out.write(solver.ExportModelAsMpsFormat(False, False))
        constant = solver.Objective().offset()
        try:
            import highspy

            highs = highspy.Highs()
            highs.setOptionValue("output_flag", False)
            highs.setOptionValue("time_limit", float(seconds))
            highs.setOptionValue("threads", 2)
            highs.readModel(file)
            start = time.time()
            highs.run()
            info = highs.getInfo()
            found = info.objective_function_value < 1e20
            # The sign of the constant in MPS files differs between programs; the export may leave it out.
            shift = constant if abs(highs.getLp().offset_) < 1e-9 else 0
            report(
                path, "HiGHS", info.objective_function_value + shift if found else None, info.mip_dual_bound + shift,
                time.time() - start, str(highs.getModelStatus()).split(".")[-1],
            )
        except ImportError:
            print("highspy is not here; HiGHS is left out", file=sys.stderr)
        if shutil.which("glpsol"):
            start = time.time()
            run = subprocess.run(
                ["glpsol", "--freemps", file, "--tmlim", str(int(seconds)), "-o", os.path.join(folder, "out")],
                capture_output=True, text=True, timeout=20 * seconds + 60, check=False,
            )
            out = os.path.join(folder, "out")
            text = open(out, encoding="utf-8").read() if os.path.exists(out) else ""
            status = re.search(r"^Status:\s+(.*)$", text, re.M)
            value = re.search(r"^Objective:.*= *([-+.e0-9]+)", text, re.M)
            found = status and "INTEGER" in status[1] and "UNDEFINED" not in status[1] and value
            has_constant = "RHS" in open(file, encoding="utf-8").read() and constant == 0
            report(
                path, "glpsol", float(value[1]) + (0 if has_constant else constant) if found else None, None,
                time.time() - start, status[1].strip() if status else f"exit {run.returncode}",
            )


if __name__ == "__main__":
    limit = float(sys.argv[1])
    for path in sys.argv[2:]:
        data = read(path)
        cp_sat(path, data, limit)
        cbc(path, data, limit)
        from_file(path, data, limit)
