"""Measures previews: from the start to the first page, and from a saved record to every page that shows it."""

import re
import time
from typing import NamedTuple

from .edits import write
from .measure import into_memory, say
from .server import Broken, Server, free_port

DEBOUNCE = re.compile(r"\bdebounce\D{0,20}(\d+) ?ms")
"""How onrecord says, when asked to say more, how long it waits for further changes."""

PAUSE = 1.0
"""Seconds from one save to the next at the least: people save no faster."""

FEWEST = 3
"""Saves that are made however long they take."""


class Preview(NamedTuple):
    """What was seen of one server on one corpus: seconds and KiB."""

    size: str
    name: str
    start: float
    saves: list
    """Seconds from the save to each page that shows it, by the page's name; a page that stayed old is left out."""

    pages: list
    """The names of these pages."""

    told: list
    """Seconds from further saves until a browser was told of them, while nobody asked for anything."""

    now_kib: int | None
    peak_kib: int | None
    debounce: float | None


class Limits(NamedTuple):
    """How much is measured: saves, and seconds."""

    saves: int
    budget: int
    """After which no further save is made."""

    stale: int
    """After which a list that is still old, where the page is new, is called stale."""

    timeout: int
    """After which a server is given up."""


def measure(workspace, tool, options, edits, size, limits):
    """Starts a server with these options, edits records and stops it.

    Raises `Broken` where it does not start or a page stays old.
    """
    port = free_port()
    command = tool.preview(workspace.fresh("preview"), port, options)
    name = named(tool, options)
    say(f"{size}: {name}")
    for note in tool.notes:
        workspace.discard(edits.root / note)
    into_memory(edits.root)
    with edits, Server(command, edits.root, port, workspace.log) as server:
        start = server.watch(edits.started(), server.begun, limits.timeout)
        if not start:
            raise Broken(f"shows no page after {limits.timeout} s: {server.said()}")
        edits.look_around(server)
        saves, pages = _saves(server, edits, limits)
        told = _told(server, tool, edits, limits)
        debounce = DEBOUNCE.search(server.said())
        waited = int(debounce[1]) / 1000 if debounce else None
        return Preview(str(size), name, start["page"], saves, pages, told, *server.memory(), waited)


def named(tool, options):
    """A way of previewing, as the table prints it."""
    return " ".join([tool.serves, *options])


def _saves(server, edits, limits):
    saves, begun = [], time.monotonic()
    for turn in range(limits.saves):
        if turn >= FEWEST and time.monotonic() - begun > limits.budget:
            break
        save = edits.save(turn, limits.saves)
        _calm(server, save, limits)
        passed = server.watch(save.pages, write(save), limits.timeout, limits.stale)
        if "page" not in passed:
            raise Broken(f"still shows the old page {limits.timeout} s after a save: {server.said()}")
        saves.append(passed)
    return saves, list(save.pages)


def _told(server, tool, edits, limits):
    told = []
    for turn in range(limits.saves, 2 * limits.saves):
        save = edits.save(turn, limits.saves)
        address, test = save.pages["page"]
        stream = tool.events(address)
        if not stream:
            break
        _calm(server, save, limits)
        with server.listen(stream) as events:
            begun = write(save)
            told.append(events.next() - begun)
            if not test(server.get(address)):
                raise Broken(f"told of a change at {address}, where the old page still stood")
    return told


def _calm(server, save, limits):
    """Waits until nothing is left to do; the pages are open in a browser."""
    for address, _ in save.pages.values():
        server.get(address)
    server.rest(limits.timeout)
    time.sleep(PAUSE)
