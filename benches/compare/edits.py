"""Edits of records while a server watches, and what its pages must show then."""

import html
import re
import shutil
import time
from typing import NamedTuple

from . import corpus, onrecord
from .server import Broken
from .workspace import seal, unseal

ROW = re.compile(r'([a-z0-9-]+)/"[^>]*>[^<]*</a> <span class="st-([a-z]+)">')
"""A claim and where it stands, in a list."""

COUNT = re.compile(r">([^<]+)</a>: (\d+)<")
"""A status and how many claims have it, on the home page."""


class Save(NamedTuple):
    """Files to write, in this order, and the pages that change with them: an address and a test each."""

    files: list
    pages: dict


class Corpus:
    """Edits of an invented claim each, spread over the corpus; undone at the end of the `with`."""

    def __init__(self, workspace, tool, size):
        self.tool, self.size, self.seed = tool, size, workspace.seed
        self.root = workspace.project(tool, size)
        self.scratch = workspace.fresh("save")
        self.first = corpus.claim(self.seed, 0, size.updates)
        self.edited, self.lists, self.counts = {}, {}, {}

    def __enter__(self):
        unseal(self.root)
        return self

    def __exit__(self, *_):
        for number in self.edited:
            self.tool.write_claim(self.root, corpus.claim(self.seed, number, self.size.updates))
        seal(self.root, self.tool)

    def started(self):
        """The page that shows that the server has started."""
        summary = self.first["updates"][-1]["summary"]
        return {"page": (_page(self.first["id"]), lambda text: summary in html.unescape(text))}

    def look_around(self, server):
        """Notes on which page of the list of claims each stands, and how many have each status."""
        address, number = "/claims/", 1
        while rows := ROW.findall(server.get(address)):
            self.lists.update((claim, address) for claim, _ in rows)
            number += 1
            address = f"/claims/page/{number}/"
        self.counts = {label: int(count) for label, count in COUNT.findall(server.get("/"))}
        if len(self.lists) != self.size.claims or sum(self.counts.values()) != self.size.claims:
            raise Broken("the lists do not hold every claim once")

    def save(self, turn, of):
        """The edit of a turn; every `of` turns the same claims are edited."""
        number = turn % of * self.size.claims // of
        before = self.edited.get(number) or corpus.claim(self.seed, number, self.size.updates)
        after = self.edited[number] = corpus.reworded(before, turn)
        key, status = before["id"], after["status"]
        self._count(before["status"], -1)
        self._count(status, 1)
        counts, word = dict(self.counts), corpus.word(turn)
        pages = {
            "page": (_page(key), lambda text: word in text),
            "list": (self.lists[key], lambda text: (key, status) in ROW.findall(text)),
            "home": ("/", lambda text: {label: int(count) for label, count in COUNT.findall(text)} == counts),
        }
        return Save(self._files(after), pages)

    def _count(self, status, by):
        label = corpus.LABELS[status]
        left = self.counts.pop(label, 0) + by
        if left:
            self.counts[label] = left

    def _files(self, claim):
        """The files that differ: what the generator would have for the claim, but for what is there."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.tool.write_claim(self.scratch, claim)
        files = []
        for made in sorted(path for path in self.scratch.rglob("*") if path.is_file()):
            there, text = self.root / made.relative_to(self.scratch), made.read_bytes()
            if there.read_bytes() != text:
                files.append((there, text))
        # Zola looks at `content` alone, and reads `data` when it does.
        return sorted(files, key=lambda file: file[0].parent.name == "claims")


class Demonstration:
    """Edits of one claim of this repository's own records, in a copy; it goes from one status to the other and back."""

    CLAIM = "regular-meetings"
    RECORD = f"content/claims/{CLAIM}/updates/2026-02-13-1700.md"
    STATUSES = ("kept_so_far", "stalled")

    def __init__(self, workspace):
        self.root = workspace.fresh("demonstration")
        for folder in ("content", "themes"):
            shutil.copytree(onrecord.SOURCE / folder, self.root / folder)
        self.record = self.root / self.RECORD
        self.text = self.record.read_text(encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.root, ignore_errors=True)

    def started(self):
        """The page that shows that the server has started."""
        return {"page": (_page(self.CLAIM), lambda text: "Three meetings in four months" in text)}

    def look_around(self, server):
        """Nothing is needed."""

    def save(self, turn, of):
        """The edit of a turn."""
        old, new = self.STATUSES[turn % 2], self.STATUSES[(turn + 1) % 2]
        word = corpus.word(turn)
        record = self.text.replace(f'status = "{self.STATUSES[0]}"', f'status = "{new}"') + f"\nEdited: {word}.\n"
        row = f'{self.CLAIM}/"'
        pages = {
            "page": (_page(self.CLAIM), lambda text: word in text),
            "list": (f"/status/{new}/", lambda text: row in text),
            "left": (f"/status/{old}/", lambda text: text and row not in text),
        }
        return Save([(self.record, record.encode())], pages)


def write(save):
    """Writes the files as a plain editor does; returns the moment at which the last was closed."""
    for path, text in save.files:
        path.write_bytes(text)
    return time.monotonic()


def _page(claim):
    return f"/claims/{claim}/"
