#!/usr/bin/env python3
"""Compares onrecord with what people would use instead, on the same work in the same run.

Makes corpora of claims, builds onrecord in release mode, installs Hugo and Eleventy below target/bench
(Zola where it is given), proves that all of them make the same pages, then builds side by side and
prints medians and ratios. See benches/README.md.
"""

import argparse
import sys

from compare import equal, machine, measure, onrecord, report
from compare.command import count, installed, program, shared, size
from compare.corpus import Size
from compare.records import OUTPUTS, SPELLINGS
from compare.tool import Missing, write_json
from compare.workspace import Workspace

SIZES = ["1000x30", "10000x10", "10000x30", "1x3000", "100x1000"]
QUICK = ["1000x30", "1x3000"]
PARTS = ["peers", "everything", "spellings", "growth", "outputs"]
LONG = ["growth", "outputs"]
PROOF = [Size(120, 4), Size(1, 110)]
"""Several pages of a list, and a history so long that onrecord divides it."""
CLAIMS = [Size(claims, 3) for claims in (1_000, 10_000, 50_000)]
UPDATES = [Size(100, updates) for updates in (10, 100, 1_000)]
KINDS = ["cold", "unchanged", "changed"]


def main():
    """The command; returns its exit code."""
    options = arguments()
    workspace = Workspace(options.folder.resolve(), options.seed)
    try:
        ours = onrecord.Onrecord(program(options.onrecord))
        peers = installed(workspace, options.zola) if "peers" in options.parts else []
        if "peers" in options.parts and not proved(workspace, [ours, *peers]):
            return 1
        if not options.check:
            compare(options, workspace, ours, peers)
        return 0
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    finally:
        workspace.clear()


def arguments():
    """What the user asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    sizes = f"claims x updates each, such as {', '.join(SIZES)} [{' '.join(QUICK)}]"
    everything = f"{', '.join(SIZES)} growth and each output; takes about two hours and 60 GB"
    parts = (
        "peers: the generators side by side; everything: onrecord with all it has; spellings: onrecord's ways "
        "of writing records; growth: time by number of claims and of updates; outputs: what each output adds "
        "[the first three]"
    )
    add("--sizes", nargs="+", type=size, metavar="NxU", help=sizes)
    add("--all", action="store_true", help=everything)
    add("--parts", nargs="+", choices=PARTS, help=parts)
    add("--runs", type=count, default=3, metavar="K", help="builds of each kind, whose median counts [3]")
    add("--timeout", type=count, default=600, metavar="S", help="seconds after which a build is given up [600]")
    add("--check", action="store_true", help="only prove, on small corpora, that all make the same pages")
    shared(add)
    options = parser.parse_args()
    options.sizes = options.sizes or [Size.parse(text) for text in (SIZES if options.all else QUICK)]
    options.parts = options.parts or (PARTS if options.all else [part for part in PARTS if part not in LONG])
    return options


def proved(workspace, tools):
    """Whether every generator makes the same pages of the same corpus; prints what differs."""
    for each in PROOF:
        results = measure.Results()
        sites = measure.Bench(workspace, results, rounds=1, limit=120).measure("proof", each, tools, ["cold"])
        found = [f"{failure.build.name} failed: {failure.why}" for failure in results.failures]
        if found := found or equal.differences(sites, each):
            print(f"{each}: not the same work\n" + "\n".join(found[:40]), file=sys.stderr)
            return False
        measure.say(f"{each}: {', '.join(sites)} make the same pages")
    return True


def compare(options, workspace, ours, peers):
    """Measures and prints, table by table."""
    results = measure.Results()
    bench = measure.Bench(workspace, results, options.runs, options.timeout)
    facts = machine.facts(workspace.root, [ours, *peers])
    print(f"{machine.line(facts)}\n\nMedians of {options.runs} runs.\n", flush=True)
    everything = onrecord.Onrecord(ours.program, everything=True)
    spellings = [onrecord.Onrecord(ours.program, spelling) for spelling in SPELLINGS[1:]]
    outputs = [onrecord.Onrecord(ours.program, shown=(output,)) for output in OUTPUTS]
    tables = {
        "peers": ("The same work (a peer has full builds only)", [ours, *peers], KINDS),
        "everything": ("Everything on, default theme", [everything], KINDS),
        "spellings": ("Ways of writing records", [ours, *spellings], ["cold", "unchanged"]),
        "outputs": ("What each output adds", [ours, *outputs], ["cold", "unchanged"]),
    }
    for each in options.sizes:
        for part, (title, tools, kinds) in tables.items():
            if part in options.parts:
                names = [tool.name for tool in tools]
                bench.measure(part, each, tools, kinds)
                print(report.sites(results, part, title, each, names), flush=True)
    if "growth" in options.parts:
        grow(bench, results, ours)
    print(report.failures(results), end="", flush=True)
    if options.json:
        write_json(options.json, {"machine": facts, **results.as_json()})


def grow(bench, results, ours):
    """How onrecord's own time grows with claims and with updates."""
    for sizes, unit in ((CLAIMS, "claims"), (UPDATES, "updates")):
        for each in sizes:
            bench.measure("growth", each, [ours], ["cold"])
        print(report.growth(results, sizes, ours.name, unit), flush=True)


if __name__ == "__main__":
    sys.exit(main())
