"""What the commands beside this folder share: how sizes and counts are written, and which generators can be had."""

import argparse
import shutil
from pathlib import Path

from . import onrecord
from .corpus import Size
from .eleventy import Eleventy
from .hugo import Hugo
from .measure import say
from .tool import Missing
from .zola import Zola

FOLDER = onrecord.SOURCE / "target" / "bench"


def shared(add):
    """Adds the options that every command has; `add` is a parser's `add_argument`."""
    add("--seed", type=int, default=1, help="of the corpus [1]")
    add("--json", type=Path, metavar="FILE", help="write every single run there")
    add("--onrecord", type=Path, metavar="PATH", help="measure this program instead of building one")
    add("--zola", metavar="PATH", help="Zola's program [$ZOLA, or zola on the search path]")
    add("--folder", type=Path, default=FOLDER, metavar="DIR", help="where all is made [target/bench]")


def size(text):
    """A size, for the command line."""
    try:
        return Size.parse(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def count(text):
    """A whole number from 1, for the command line."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is no whole number from 1")
    return int(text)


def program(given):
    """The path of the onrecord to measure."""
    if not given:
        return onrecord.build()
    if not shutil.which(given):
        raise Missing(f"--onrecord: `{given}` is no program")
    return given.resolve()


def installed(workspace, zola):
    """The peers that can be had here; says which cannot, and why."""
    peers = []
    for peer, place in ((Hugo, workspace.peers), (Eleventy, workspace.peers), (Zola, zola)):
        try:
            peers.append(peer(place))
        except Missing as missing:
            say(str(missing))
    return peers
