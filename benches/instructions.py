#!/usr/bin/env python3
"""Counts the instructions of each stage of a build on a fixed corpus, and compares them with a baseline.

Instructions repeat where seconds do not: the same program, records and machine give the same number, whatever
else the machine does. They are counted by valgrind's callgrind, with one thread. What may not grow is kept in
benches/instructions.json; a change that needs more than 3 percent above that writes a new baseline (--write)
and gives the reason in its commit.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from compare import onrecord, records
from compare.corpus import Size, amended, claims
from compare.tool import Missing, said

HERE = Path(__file__).parent
BASELINE = HERE / "instructions.json"
FOLDER = onrecord.SOURCE / "target" / "bench" / "instructions"
SIZE, SEED = Size(60, 30), 1
BOUND = 1.03
"""How much more than the baseline is let pass."""

PROGRAM = onrecord.SOURCE / "target" / "debug" / "onrecord"
"""The program whose counts are the baseline: the one that tests use, as `cargo test` leaves it, with CARGO_INCREMENTAL=0: what is
compiled in small pieces takes some percent more. A released program takes fewer instructions, and minutes to be made."""

REST = 4
"""Seconds after which what was written is old enough to be trusted."""

ENVIRONMENT = {"PATH": os.environ["PATH"], "TZ": "UTC"}
"""What counted programs see of the machine: each variable more costs them instructions to look through."""

STAGES = {
    "load": "onrecord::load::load_with",
    "resolve": "onrecord::resolve::again",
    "check": "onrecord::checks::check",
    "plan": "onrecord::plan::plan",
    "publish": "onrecord::publish::publish",
}
"""The stages as the program's symbols name them; publishing renders."""


def main():
    """The command; returns its exit code."""
    options = arguments()
    try:
        counts = measured(onrecord.build(options.profile) if options.profile else tested())
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    if options.profile:
        print(json.dumps(counts, indent=1))
        return 0
    if options.write:
        BASELINE.write_text(json.dumps(counts, indent=1) + "\n")
        return 0
    return compared(counts, json.loads(BASELINE.read_text()))


def arguments():
    """What the user asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--write", action="store_true", help="make what is counted now the baseline")
    said = "build a program with this profile of Cargo, and only say what it took"
    choice.add_argument("--profile", metavar="NAME", help=said)
    return parser.parse_args()


def tested():
    """The program of the tests."""
    if not PROGRAM.exists():
        raise Missing(f"there is no {PROGRAM}: run `cargo test` first")
    return PROGRAM


def measured(program):
    """Instructions by what they are spent on."""
    if not shutil.which("valgrind"):
        raise Missing("there is no `valgrind` on this machine: install it, for instance with apt")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    corpus = list(claims(SIZE, SEED))
    counts = {}
    for name, look in {"lean": records.PLAIN, "default": ""}.items():
        project = FOLDER / name
        records.write_project(project, corpus, records.SPELLINGS[0], look)
        if look:
            shutil.copytree(onrecord.THEME, project / "themes" / "plain")
        cold, stages = counted(program, project)
        counts |= {f"{name}: {stage}": count for stage, count in stages.items()}
        counts[f"{name}: cold build"] = cold
        # Files that are younger than a moment are not trusted to be what they were, and the clock is read in seconds.
        time.sleep(REST)
        subprocess.run([program, "build", "-q", "-r", project], check=True, env=ENVIRONMENT)
        time.sleep(REST)
        counts[f"{name}: unchanged build"] = counted(program, project)[0]
        records.write_claim(project, amended(corpus[SIZE.claims // 2], 1), records.SPELLINGS[0])
        counts[f"{name}: one claim changed"] = counted(program, project)[0]
    counts["compiler"] = said(["rustc", "--version"])
    return counts


def counted(program, project):
    """Instructions of one build in all, and of its stages."""
    out = FOLDER / "callgrind.out"
    build = [program, "build", "-q", "-j", "1", "-r", project]
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *build]
    answer = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    if answer.returncode:
        raise Missing(f"the build failed under valgrind:\n{answer.stderr[-2000:]}")
    command = ["callgrind_annotate", "--inclusive=yes", "--threshold=100", out]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    total = next(number(line) for line in lines if "PROGRAM TOTALS" in line)
    symbols = {symbol: stage for stage, symbol in STAGES.items()}
    stages = dict.fromkeys(STAGES, 0)
    for line in lines:
        found = re.search(r":(onrecord::[a-z_:]+)(?: \[|$)", line)
        if found and found[1] in symbols:
            stage = symbols[found[1]]
            stages[stage] = max(stages[stage], number(line))
    return total, stages


def number(line):
    """The count that a line of the report begins with."""
    return int(line.split()[0].replace(",", ""))


def compared(counts, baseline):
    """Prints every count beside its baseline; 1 where one of them is above the bound, else 0."""
    compiler = (counts.pop("compiler"), baseline.pop("compiler"))
    above = []
    for name, count in counts.items():
        before = baseline.get(name, 0)
        ratio = count / before if before else float("inf")
        mark = "" if ratio <= BOUND else "  above the bound"
        print(f"{name:28} {count / 1e6:10.2f} million, baseline {before / 1e6:10.2f}: {ratio - 1:+7.1%}{mark}")
        if mark:
            above.append(name)
    if compiler[0] != compiler[1]:
        print(f"the baseline is of another compiler: {compiler[1]}, here {compiler[0]}")
    if above:
        print(
            f"error: {', '.join(above)} took more than {BOUND - 1:.0%} above the baseline\n"
            "  help: mend it, or run with --write and give the reason in the commit",
            file=sys.stderr,
        )
    return 1 if above else 0


if __name__ == "__main__":
    sys.exit(main())
