"""The folder in which everything is made: peers, projects, and the sites that they build.

Nothing large is removed before the end. On ext4, folders that were emptied a moment ago make new
ones slow for minutes, and the next build would be charged with it.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from . import corpus
from .tool import HERE

MARK = ".made-of"
"""In a project that is whole: the hash of what it was made with."""


class Workspace:
    """A folder below `target/`, so that it is never committed."""

    def __init__(self, root, seed):
        self.root, self.seed = root, seed
        self.peers = root / "peers"
        (root / "sites").mkdir(parents=True, exist_ok=True)
        self.sites = Path(tempfile.mkdtemp(dir=root / "sites"))
        self.log = self.sites / "last.log"
        self._made = 0

    def project(self, tool, size):
        """The project of a generator at a size, with today's templates; what is there is kept."""
        root = self.root / "projects" / f"{size}-seed{self.seed}" / tool.key
        mark = fingerprint(tool)
        if not (root / MARK).exists() or (root / MARK).read_text() != mark:
            self.discard(root)
            root.mkdir(parents=True)
            tool.write_project(root, corpus.claims(size, self.seed))
        tool.dress(root)
        seal(root, tool)
        return root

    def fresh(self, name):
        """A place for a site where none has been."""
        self._made += 1
        return self.sites / f"{self._made:04}-{name}"

    def discard(self, folder):
        """Moves a folder out of the way."""
        if folder.exists():
            folder.rename(self.fresh("discarded"))

    def clear(self):
        """Removes every site and what was discarded; projects and peers stay for the next time."""
        shutil.rmtree(self.sites, ignore_errors=True)


def fingerprint(tool):
    """What a generator's projects depend on, in a word."""
    return hashlib.sha256(b"".join((HERE / name).read_bytes() for name in tool.modules)).hexdigest()


def seal(root, tool):
    """Says that a project is whole."""
    (root / MARK).write_text(fingerprint(tool))


def unseal(root):
    """Says that a project is being changed: if this is interrupted, it is made again next time."""
    (root / MARK).unlink()


def extent(site):
    """How many files a site has, and how many bytes; what onrecord notes for itself is not counted."""
    files = size = 0
    for folder, folders, names in os.walk(site):
        folders[:] = [name for name in folders if name != ".onrecord"]
        files += len(names)
        size += sum(os.path.getsize(os.path.join(folder, name)) for name in names)
    return files, size
