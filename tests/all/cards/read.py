"""Reads every card of a folder with a reader of others: each is whole and has the size that it should.

    read.py FOLDER
"""

import sys
from pathlib import Path

from PIL import Image


def main():
    """The command; returns its exit code."""
    cards = sorted(Path(sys.argv[1]).rglob("*card.png"))
    for card in cards:
        with Image.open(card) as picture:
            picture.verify()
        with Image.open(card) as picture:
            picture.load()
            assert (picture.size, picture.mode, picture.format) == ((1200, 630), "P", "PNG"), card
            colours = picture.convert("RGB").getcolors(maxcolors=1 << 16)
            assert 3 < len(colours) <= 64, (card, len(colours))
    assert cards, "there are cards"
    print(f"{len(cards)} cards")
    return 0


if __name__ == "__main__":
    sys.exit(main())
