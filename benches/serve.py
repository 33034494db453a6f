#!/usr/bin/env python3
"""Compares onrecord's preview with those of other generators, on the same records in the same run.

Makes corpora of claims, builds onrecord in release mode, installs Hugo and Eleventy below target/bench (Zola where it
is given), and starts one server after the other. Each is asked over HTTP: from its start to the first page, and from
the save of a record, whose words and status changed, to the claim's page and the lists that show it. See
benches/README.md.
"""

import argparse
import sys

from compare import machine, onrecord, report
from compare.command import count, installed, program, shared, size
from compare.corpus import Size
from compare.edits import Corpus, Demonstration
from compare.hugo import Hugo
from compare.measure import say
from compare.previews import Limits, measure, named
from compare.server import Broken
from compare.tool import Missing, write_json
from compare.workspace import Workspace

SIZES = [Size(1_000, 10), Size(10_000, 10)]
DEMONSTRATION = "the demonstration of this repository"


def main():
    """The command; returns its exit code."""
    options = arguments()
    workspace = Workspace(options.folder.resolve(), options.seed)
    try:
        ours = onrecord.Onrecord(program(options.onrecord)) if "onrecord" in options.only else None
        peers = [peer for peer in installed(workspace, options.zola) if peer.key in options.only]
        return compare(options, workspace, ours, peers)
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
    names = ["onrecord", "hugo", "zola", "eleventy"]
    sizes = f"claims x updates each [{' '.join(map(str, SIZES))}]"
    add("--sizes", nargs="*", type=size, metavar="NxU", default=SIZES, help=sizes)
    add("--only", nargs="+", choices=names, default=names, help="measure these only [all]")
    add("--no-demo", action="store_true", help="leave the demonstration out")
    add("--saves", type=count, default=20, metavar="N", help="records saved, whose median counts [20]")
    add("--budget", type=count, default=60, metavar="S", help="seconds after which no more records are saved [60]")
    add("--stale", type=count, default=10, metavar="S", help="seconds that lists may be later than the page [10]")
    add("--timeout", type=count, default=180, metavar="S", help="seconds after which a server is given up [180]")
    shared(add)
    return parser.parse_args()


def compare(options, workspace, ours, peers):
    """Measures and prints, table by table; returns the exit code."""
    tools = [*peers, ours] if ours else peers
    facts = machine.facts(workspace.root, tools)
    print(f"{machine.line(facts)}\n", flush=True)
    limits = Limits(options.saves, options.budget, options.stale, options.timeout)
    against, found, failures = named(Hugo, ()), [], []

    def preview(tool, way, edits, where):
        try:
            found.append(measure(workspace, tool, way, edits, where, limits))
        except Broken as broken:
            failures.append(f"{where}: {named(tool, way)} {broken}")
            say(failures[-1])

    for each in options.sizes:
        for tool in tools:
            for way in tool.previews:
                preview(tool, way, Corpus(workspace, tool, each), each)
        print(report.previews([one for one in found if one.size == str(each)], each, against), flush=True)
    if ours and not options.no_demo:
        preview(ours, (), Demonstration(workspace), DEMONSTRATION)
        print(report.previews([one for one in found if one.size == DEMONSTRATION], DEMONSTRATION, against), flush=True)
    if options.json:
        write_json(options.json, {"machine": facts, "previews": [one._asdict() for one in found], "failed": failures})
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
