"""Builds projects side by side and notes what each build costs.

Generators take turns, A B C A B C, so that a slow spell of the machine meets all of them. Every round of
cold builds goes into new folders.
"""

import json
import os
import subprocess
import sys
import time
from typing import NamedTuple

from . import corpus
from .tool import HERE
from .workspace import extent, seal, unseal

COPY = "cp -r of the first"
"""What the file system alone costs: a copy of the first tool's site."""

COPIED = "peers"
"""The table that has it."""


class Build(NamedTuple):
    """Which build: for which table, of which size, by whom, and `cold`, `unchanged` or `changed`."""

    part: str
    size: str
    name: str
    kind: str


class Run(NamedTuple):
    """A build and what it cost: seconds, and KiB of memory at its peak."""

    build: Build
    wall: float
    user: float
    system: float
    peak_kib: int


class Written(NamedTuple):
    """What a site holds."""

    files: int
    size: int


class Failure(NamedTuple):
    """A build that came to nothing."""

    build: Build
    why: str


class Results:
    """Everything that was measured."""

    def __init__(self):
        self.runs, self.written, self.failures = [], {}, []

    def of(self, build):
        """The runs of a build."""
        return [run for run in self.runs if run.build == build]

    def as_json(self):
        """As plain data."""
        return {
            "runs": [{**run.build._asdict(), **_costs(run)} for run in self.runs],
            "written": [{**build._asdict(), **held._asdict()} for build, held in self.written.items()],
            "failures": [{**failure.build._asdict(), "why": failure.why} for failure in self.failures],
        }


def into_memory(root):
    """Reads every file once, so that no build is charged with fetching it from the disk."""
    for folder, _, names in os.walk(root):
        for name in names:
            with open(os.path.join(folder, name), "rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass


class Job:
    """A project with the site that was last built of it."""

    def __init__(self, tool, root):
        self.tool, self.root, self.site = tool, root, None

    def command(self):
        """What builds it."""
        return self.tool.command(self.root, self.site)


class Bench:
    """Measures; `rounds` times each, and no build longer than `limit` seconds."""

    def __init__(self, workspace, results, rounds, limit):
        self.workspace, self.results, self.rounds, self.limit = workspace, results, rounds, limit

    def measure(self, part, size, tools, kinds):
        """Builds the corpus of a size with each tool, for one table.

        Returns the folders of the sites by the names of the tools that finished.
        """
        say(f"{size}: projects for {', '.join(tool.name for tool in tools)}")
        jobs = [Job(tool, self.workspace.project(tool, size)) for tool in tools]
        for job in jobs:
            into_memory(job.root)
        # onrecord takes nothing for granted that was written within the last second.
        time.sleep(2)
        for kind in kinds:
            say(f"{size}: {kind} builds")
            jobs = getattr(self, f"_{kind}")(part, size, jobs)
            for job in jobs:
                self.results.written[self._named(part, size, job.tool.name, kind)] = Written(*extent(job.site))
        return {job.tool.name: job.site for job in jobs}

    def _cold(self, part, size, jobs):
        for _ in range(self.rounds):
            jobs = self._round(part, size, jobs, "cold")
            if jobs and part == COPIED:
                copy = ["cp", "-r", jobs[0].site, self.workspace.fresh("copy")]
                self._run(self._named(part, size, COPY, "cold"), copy, self.workspace.root)
        return jobs

    def _unchanged(self, part, size, jobs):
        for _ in range(self.rounds):
            jobs = self._round(part, size, jobs, "unchanged")
        return jobs

    def _changed(self, part, size, jobs):
        every, original = jobs, corpus.claim(self.workspace.seed, size.claims // 2, size.updates)
        for job in every:
            unseal(job.root)
        for turn in range(1, self.rounds + 1):
            for job in jobs:
                job.tool.write_claim(job.root, corpus.amended(original, turn))
            jobs = self._round(part, size, jobs, "changed")
        for job in every:
            job.tool.write_claim(job.root, original)
            seal(job.root, job.tool)
        return jobs

    def _round(self, part, size, jobs, kind):
        """One build each; returns those that finished."""
        finished = []
        for job in jobs:
            if kind == "cold" or job.tool.wipes:
                job.site = self.workspace.fresh(job.tool.key)
            if kind == "cold":
                for name in job.tool.notes:
                    self.workspace.discard(job.root / name)
            if self._run(self._named(part, size, job.tool.name, kind), job.command(), job.root):
                finished.append(job)
        return finished

    @staticmethod
    def _named(part, size, name, kind):
        return Build(part, str(size), name, kind)

    def _run(self, build, command, folder):
        # Writing back what others wrote is not to be charged to this one.
        os.sync()
        log = self.workspace.log
        launcher = [sys.executable, "-I", "-S", HERE / "timed.py", str(self.limit), log, *command]
        answer = subprocess.run(launcher, cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
        cost = json.loads(answer.stdout)
        code = cost.pop("code")
        if code == 0:
            self.results.runs.append(Run(build, **cost))
            return True
        why = f"exit code {code}: {log.read_text(encoding='utf-8', errors='replace').strip()[-600:]}"
        if cost["wall"] >= self.limit:
            why = f"took longer than {self.limit} s"
        self.results.failures.append(Failure(build, why))
        say(f"{build.size}: {build.name}, {build.kind}: {why}")
        return False


def _costs(run):
    costs = run._asdict()
    del costs["build"]
    return costs


def say(text):
    """Tells the user what is going on."""
    print(text, file=sys.stderr, flush=True)
