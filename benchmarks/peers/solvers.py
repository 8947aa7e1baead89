"""Other solvers on an instance: CP-SAT (OR-Tools), HiGHS, CBC (the one that PuLP brings) and glpsol.

The program is stated once, by a function `build(data, program)`, and handed to each, each in a process of its own with the
same seconds of the wall: CP-SAT, HiGHS and CBC with two threads, glpsol with its one. One JSON line a case and solver:
subject, instance, program, objective, bound, seconds, status. Stating the program is not counted.
"""

import json
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from program import Program


def cp_sat(program, file, seconds):
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [model.new_int_var(0, most, "") for most in program.upper]
    for column in program.fixed:
        model.add(columns[column] == 1)
    for row in program.rows:
        model.add_linear_constraint(
            cp_model.LinearExpr.weighted_sum([columns[c] for c in row.terms], list(row.terms.values())),
            -(10**12) if row.least is None else row.least,
            10**12 if row.most is None else row.most,
        )
    model.minimize(cp_model.LinearExpr.weighted_sum([columns[c] for c in program.cost], list(program.cost.values())))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    start = time.time()
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (
        solver.objective_value if found else None,
        solver.best_objective_bound,
        time.time() - start,
        solver.status_name(status).lower(),
    )


def highs(program, file, seconds):
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("threads", 2)
    solver.readModel(file)
    start = time.time()
    solver.run()
    info = solver.getInfo()
    found = info.objective_function_value < 1e20
    status = str(solver.getModelStatus()).split(".")[-1].removeprefix("k")
    return (
        info.objective_function_value if found else None,
        info.mip_dual_bound if abs(info.mip_dual_bound) < 1e20 else None,
        time.time() - start,
        status.lower(),
    )


def number(pattern, text):
    found = re.search(pattern + r"\s*=?\s*([-+.e0-9]+)", text, re.M)
    return float(found[1]) if found else None


def cbc(program, file, seconds):
    import pulp

    start = time.time()
    run = subprocess.run(
        [pulp.PULP_CBC_CMD().path, file, "-timeMode", "elapsed", "-sec", str(seconds), "-threads", "2", "-solve"],
        capture_output=True, text=True, timeout=10 * seconds + 60, check=False,
    )
    used = time.time() - start
    value = number(r"^Objective value:", run.stdout)
    bound = number(r"^Lower bound:", run.stdout)
    result = re.search(r"^Result - (.*)$", run.stdout, re.M)
    status = result[1].strip().lower() if result else f"exit {run.returncode}"
    if value is not None and bound is None and "optimal" in status:
        bound = value
    if value is not None and "no feasible" in run.stdout.lower():
        value = None
    return value, bound, used, status


def glpsol(program, file, seconds):
    if not shutil.which("glpsol"):
        raise ImportError("glpsol")
    start = time.time()
    with tempfile.TemporaryDirectory() as folder:
        answer = os.path.join(folder, "answer")
        run = subprocess.run(
            ["glpsol", "--mps", file, "--tmlim", str(int(seconds)), "-o", answer],
            capture_output=True, text=True, timeout=20 * seconds + 60, check=False,
        )
        used = time.time() - start
        text = ""
        if os.path.exists(answer):
            with open(answer, encoding="utf-8") as source:
                text = source.read()
    status = re.search(r"^Status:\s+(.*)$", text, re.M)
    word = status[1].strip().lower() if status else f"exit {run.returncode}"
    value = number(r"^Objective:.*=", text)
    found = "integer" in word and "undefined" not in word and "empty" not in word
    return value if found else None, value if word == "integer optimal" else None, used, word


SOLVERS = [("CP-SAT", cp_sat), ("HiGHS", highs), ("CBC", cbc), ("glpsol", glpsol)]


def attempt(solve, program, file, seconds, answers):
    try:
        answers.put(solve(program, file, seconds))
    except ImportError as missing:
        answers.put((None, None, 0, f"not here: {missing}"))
    except subprocess.TimeoutExpired:
        answers.put((None, None, 0, "did not stop at its limit"))


def run(subject, read, build):
    """`SCRIPT SECONDS FILE …`: every solver on every file."""
    limit = float(sys.argv[1])
    for path in sys.argv[2:]:
        program = Program()
        build(read(path), program)
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "program.mps")
            program.write_mps(file)
            for name, solve in SOLVERS:
                # A fork: two of the solvers bring libraries that do not bear each other in one process.
                context = multiprocessing.get_context("fork")
                answers = context.Queue()
                child = context.Process(target=attempt, args=(solve, program, file, limit, answers))
                child.start()
                try:
                    objective, bound, seconds, status = answers.get(timeout=20 * limit + 120)
                except Exception:
                    objective, bound, seconds, status = None, None, 20 * limit + 120, "no answer"
                    child.kill()
                child.join()
                print(
                    json.dumps(
                        {
                            "subject": subject,
                            "instance": os.path.splitext(os.path.basename(path))[0],
                            "program": name,
                            "columns": len(program.upper),
                            "rows": len(program.rows),
                            "objective": objective,
                            "bound": bound,
                            "seconds": round(seconds, 2),
                            "status": status,
                        }
                    ),
                    flush=True,
                )
