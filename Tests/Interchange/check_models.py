#!/usr/bin/env python3
"""What other programs make of the exported models.

    check_models.py FOLDER…

Reads every NAME.mps, NAME.lp and NAME.mod in the folders with each program that is here (GLPK, HiGHS, CBC, SCIP,
lp_solve, OR-tools, PuLP; `requirements.txt` and Debian's packages bring them) and solves it. A model's optimum must be
the same by every reader that reads the format. Prints a table; ends with 1 when two differ or a reader that should read
a format does not.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOLERANCE = 1e-6


def close(a, b):
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, timeout=120).stdout


def glpsol(path):
    option = {".mps": "--freemps", ".lp": "--lp", ".mod": "--model"}[path.suffix]
    with tempfile.NamedTemporaryFile(suffix=".txt") as answer:
        run("glpsol", option, str(path), "--write", answer.name)
        line = next(line for line in open(answer.name) if line.startswith("s "))
    fields = line.split()
    if fields[4] != ("o" if fields[1] == "mip" else "f"):
        raise ValueError(line.strip())
    return float(fields[-1])


def highs(path):
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    if solver.readModel(str(path)) == highspy.HighsStatus.kError:
        raise ValueError("not read")
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ValueError(str(solver.getModelStatus()))
    return solver.getInfo().objective_function_value


def cbc(path):
    with tempfile.NamedTemporaryFile(suffix=".txt") as answer:
        run("cbc", str(path), "-ratioGap", "0", "-solve", "-solution", answer.name)
        head = open(answer.name).readline()
    found = re.search(r"^Optimal.*objective value\s+(\S+)", head)
    if not found:
        raise ValueError(head.strip() or "not read")
    return float(found.group(1))


def scip(path):
    from pyscipopt import Model

    model = Model()
    model.hideOutput()
    model.readProblem(str(path))
    model.optimize()
    if model.getStatus() != "optimal":
        raise ValueError(model.getStatus())
    return model.getObjVal()


def lp_solve(path):
    option = {".mps": "-fmps", ".lp": "-lp"}[path.suffix]
    said = run("lp_solve", option, str(path), "-S4", "-e", "1e-9", "-ga", "0", "-gr", "0")
    found = re.search(r"Value of objective function:\s*(\S+)", said)
    if not found:
        raise ValueError(said.strip().splitlines()[-1] if said.strip() else "not read")
    return float(found.group(1))


def ortools(path):
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()
    if not model.import_from_mps_file(str(path)):
        raise ValueError("not read")
    solver = model_builder.Solver("scip")
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        raise ValueError("not optimal")
    return solver.objective_value


def pulp(path):
    import pulp as package

    _, problem = package.LpProblem.fromMPS(str(path))
    if package.LpStatus[problem.solve(package.PULP_CBC_CMD(msg=False, gapRel=0))] != "Optimal":
        raise ValueError(package.LpStatus[problem.status])
    return package.value(problem.objective)


def module(name):
    try:
        __import__(name)
        return True
    except ImportError:
        return False


# Reader, what it reads of ours, whether it is here. Formats that are left out here are said in docs/optimization.md.
READERS = [
    ("GLPK", glpsol, (".mps", ".lp", ".mod"), shutil.which("glpsol")),
    ("HiGHS", highs, (".mps", ".lp"), module("highspy")),
    ("CBC", cbc, (".mps", ".lp"), shutil.which("cbc")),
    ("SCIP", scip, (".mps", ".lp"), module("pyscipopt")),
    ("lp_solve", lp_solve, (".mps",), shutil.which("lp_solve")),
    ("OR-tools", ortools, (".mps",), module("ortools")),
    ("PuLP", pulp, (".mps",), module("pulp")),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--all", action="store_true", help="a reader that isn't here is a fault")
    options = parser.parse_args()
    faults = 0
    for name, _, _, here in READERS:
        if not here:
            print(f"{name} is not here", file=sys.stderr)
            faults += options.all
    models = {}
    for folder in options.folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in (".mps", ".lp", ".mod"):
                models.setdefault(path.with_suffix(""), []).append(path)
    for model, paths in models.items():
        expected = None
        for path in paths:
            for name, read, formats, here in READERS:
                if not here or path.suffix not in formats:
                    continue
                try:
                    found = read(path)
                except Exception as error:  # a reader's own words, whatever they are
                    print(f"FAULT {name} {path.name}: {type(error).__name__} {str(error)[:200]}")
                    faults += 1
                    continue
                expected = found if expected is None else expected
                agrees = close(found, expected)
                faults += not agrees
                print(f"{'ok   ' if agrees else 'FAULT'} {name:9} {path.name:16} {found:.6f}")
    if not models:
        print("no model was found", file=sys.stderr)
    return 1 if faults or not models else 0


if __name__ == "__main__":
    sys.exit(main())
