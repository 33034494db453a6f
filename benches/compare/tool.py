"""What every generator is to this comparison: something that gets a project and builds it."""

import json
import shutil
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path

HERE = Path(__file__).parent
STYLE = HERE / "theme" / "assets" / "plain.css"
"""The stylesheet of every site that is compared."""


class Missing(Exception):
    """A generator cannot be had here; the message says why and what to do."""


class Tool(ABC):
    """A generator in one way of using it."""

    name: str
    """As the tables print it."""

    key: str
    """Names its projects and outputs on disk."""

    modules: tuple[str, ...]
    """The files beside this one that decide what its projects hold."""

    notes: tuple[str, ...] = ()
    """What it leaves in a project to be faster the next time: taken away before each cold build."""

    serves: str
    """Its preview server, as the tables print it."""

    previews: tuple[tuple[str, ...], ...] = ((),)
    """Ways of watching a project and showing it to a browser, as options of its server."""

    wipes = False
    """It removes the whole site before each build. It is then given a new folder each time: see `workspace`."""

    @abstractmethod
    def version(self):
        """The generator's own word on its version."""

    @abstractmethod
    def write_project(self, root, claims):
        """Writes the whole project but for its templates."""

    @abstractmethod
    def write_claim(self, root, claim):
        """Writes one claim over what was there before."""

    @abstractmethod
    def dress(self, root):
        """Puts the templates into a project."""

    @abstractmethod
    def command(self, root, out):
        """The command that builds the project in `root`, which is the working folder, into `out`."""

    def events(self, address):
        """Where the preview tells a browser that the page at an address changed; `None` where that is not measured."""
        return None

    @abstractmethod
    def preview(self, out, port, options):
        """The command that shows the project in the working folder on a port of this machine.

        What it must write goes into `out`; `options` are one of its `previews`.
        """


def dress(root, templates, style):
    """Puts a folder of templates into a project, and the stylesheet where the generator looks for it."""
    shutil.copytree(HERE / "templates" / templates, root, dirs_exist_ok=True)
    (root / style).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(STYLE, root / style)


def as_data(claim):
    """A claim as the other generators take it: sources by their id, moments with seconds and zone."""
    shown = ("id", "status", "summary", "sources", "body")
    updates = [
        {"at": f"{update['at']}:00Z", **{key: update[key] for key in shown}} for update in claim["updates"]
    ]
    return claim | {
        "checked": f"{claim['checked']}:00Z",
        "sources": {source["id"]: source for source in claim["sources"]},
        "updates": updates,
    }


def publishers(claim):
    """The names of those who published the claim's sources, each once."""
    return sorted({source["publisher"]["name"] for source in claim["sources"]})


def write_json(path, value):
    """Writes a value as JSON."""
    write(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def write(path, text):
    """Writes a text, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def said(command):
    """The first line that a command prints; its failure is the caller's matter."""
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()[0].strip()


def run(command, what, cwd=None):
    """Runs a command that prepares something.

    Raises `Missing` with the end of what it printed where it fails.
    """
    try:
        answer = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    except FileNotFoundError:
        raise Missing(f"{what}: there is no `{command[0]}` on this machine") from None
    if answer.returncode:
        last = "\n".join((answer.stderr or answer.stdout).strip().splitlines()[-5:])
        raise Missing(f"{what}: `{' '.join(map(str, command))}` failed:\n{last}")
