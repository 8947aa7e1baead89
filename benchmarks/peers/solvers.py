"""Other solvers on an instance: CP-SAT and CBC (OR-Tools), HiGHS, and glpsol.

The program is stated once, by a function `build(data, to)`, and handed to each; CP-SAT and HiGHS get two threads, the
others run as they come. One JSON line a case and solver: subject, instance, program, objective, bound, seconds, status.
Seconds are those of the solve; stating the program is not counted.
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


def report(subject, path, program, objective, bound, seconds, status):
    name = os.path.splitext(os.path.basename(path))[0]
    print(
        json.dumps(
            {
                "subject": subject,
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


def cp_sat(subject, path, data, build, seconds):
    model = cp_model.CpModel()
    build(data, Constraint(model))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    start = time.time()
    status = solver.Solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    report(
        subject, path, "CP-SAT", solver.ObjectiveValue() if found else None, solver.BestObjectiveBound(), time.time() - start,
        solver.StatusName(status),
    )


def cbc(subject, path, data, build, seconds):
    solver = pywraplp.Solver.CreateSolver("CBC")
    build(data, Linear(solver))
    solver.SetTimeLimit(int(1000 * seconds))
    start = time.time()
    status = solver.Solve()
    found = status in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE)
    report(
        subject, path, "CBC", solver.Objective().Value() if found else None, solver.Objective().BestBound() if found else None,
        time.time() - start, ["OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNBOUNDED", "ABNORMAL", "", "NOT_SOLVED"][status],
    )


def from_file(subject, path, data, build, seconds):
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
                subject, path, "HiGHS", info.objective_function_value + shift if found else None, info.mip_dual_bound + shift,
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
                subject, path, "glpsol", float(value[1]) + (0 if has_constant else constant) if found else None, None,
                time.time() - start, status[1].strip() if status else f"exit {run.returncode}",
            )


def run(subject, read, build):
    """`SCRIPT SECONDS FILE …`: every solver on every file."""
    limit = float(sys.argv[1])
    for path in sys.argv[2:]:
        data = read(path)
        cp_sat(subject, path, data, build, limit)
        cbc(subject, path, data, build, limit)
        from_file(subject, path, data, build, limit)
