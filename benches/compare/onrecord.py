"""onrecord itself: built from this source, with a theme that shows what the other generators show."""

import json
import shutil
import subprocess
from urllib.parse import quote

from . import records
from .tool import HERE, Missing, Tool, said

SOURCE = HERE.parent.parent
THEME = HERE / "theme"


def build(profile="release"):
    """Builds the program with a profile of Cargo; returns its path."""
    command = ["cargo", "build", "--profile", profile, "--message-format=json-render-diagnostics"]
    try:
        answer = subprocess.run(command, cwd=SOURCE, stdout=subprocess.PIPE, text=True)
    except FileNotFoundError:
        raise Missing("there is no `cargo`: install Rust, or give a program with --onrecord PATH") from None
    if answer.returncode:
        raise Missing(f"`cargo build --profile {profile}` failed: mend it first")
    made = [json.loads(line) for line in answer.stdout.splitlines()]
    return next(message["executable"] for message in made if message.get("executable"))


class Onrecord(Tool):
    """onrecord with one spelling of records and one look."""

    modules = ("corpus.py", "words.py", "records.py", "onrecord.py")
    serves = "onrecord serve"
    notes = (".onrecord",)

    def __init__(self, program, spelling=records.SPELLINGS[0], everything=False, shown=()):
        self.program, self.spelling, self.everything, self.shown = program, spelling, everything, shown
        self.key = "-".join(["onrecord", spelling, *(["everything"] if everything else []), *shown])
        self.name = "onrecord"
        if shown:
            self.name += f" with {' and '.join(shown)}"
        if everything:
            self.name += ", everything on"
        if spelling != records.SPELLINGS[0]:
            self.name += f", {spelling.replace('-', ' ')}"

    def version(self):
        return said([self.program, "--version"])

    def write_project(self, root, claims):
        records.write_project(root, claims, self.spelling, "" if self.everything else records.look(self.shown))

    def write_claim(self, root, claim):
        records.write_claim(root, claim, self.spelling)

    def dress(self, root):
        if not self.everything:
            shutil.copytree(THEME, root / "themes" / "plain", dirs_exist_ok=True)

    def command(self, root, out):
        return [self.program, "build", "--output", out]

    def events(self, address):
        return f"/-/events?at={quote(address[1:], safe='')}"

    def preview(self, out, port, options):
        return [self.program, "serve", f"--port={port}", "--verbose", *options]
