"""The proof of equal work: the same claims, updates, lists and texts in every generator's site.

Pages are compared by what a reader sees: text, anchors, drawings and where links lead. Markup, and the
order of rows that a generator chooses itself, may differ.
"""

import re
from collections import Counter, defaultdict
from html.parser import HTMLParser
from urllib.parse import urljoin

from . import corpus

FOLDERS = {"status": "statuses", "sources": "publishers"}
"""Names of folders in onrecord's addresses, by what the others call them."""

OURS_ALONE = re.compile(r"methodology/|publishers/unattributed/|claims/[^/]+/\d{4}-\d{2}/")
"""Pages that onrecord makes besides: it cannot be asked not to."""

INLINE = {"a", "em", "strong", "span", "time", "code"}
VOID = {"br", "hr", "img", "link", "meta"}
ROWS = {"claims", "index", "sources", "counts"}
"""Classes of lists whose order is the generator's own."""


def differences(trees):
    """What differs between sites: lines that name the generator, the page and the difference.

    `trees` are folders by the names of their generators; the first is what the others are held against.
    """
    sites = {name: Site(folder) for name, folder in trees.items()}
    (first, reference), *others = sites.items()
    found = []
    for name, site in others:
        found += [f"{name}, {address}: {fault}, unlike {first}" for address, fault in site.unlike(reference)]
    return found


class Site:
    """The pages of a built site."""

    def __init__(self, folder):
        files = {common(str(path.parent.relative_to(folder))): path for path in folder.rglob("index.html")}
        pages = {address: Page(address, path) for address, path in files.items()}
        months = {address: page for address, page in pages.items() if OURS_ALONE.fullmatch(address)}
        counted = {address: page for address, page in pages.items() if page.counts()}
        self.pages = {address: page for address, page in counted.items() if address not in months}
        for address, page in months.items():
            # The text of an entry stands on the page of its month where a claim's own would get too long.
            if claim_of(address) != address:
                self.pages[claim_of(address)].complete(page)
        self.listed = listed(folder)

    def unlike(self, other):
        """Addresses and what differs there."""
        for address in sorted(self.pages.keys() ^ other.pages.keys()):
            yield address, "there is a page" if address in self.pages else "there is no page"
        for address in sorted(self.pages.keys() & other.pages.keys()):
            for fault in self.pages[address].unlike(other.pages[address]):
                yield address, fault
        for kind in ("rows", "links"):
            yield from _unlike_lists(self, other, kind)
        for address in sorted(self.listed ^ other.listed):
            yield "sitemap.xml", f"`{address}` is " + ("listed" if address in self.listed else "not listed")

    def lists(self, kind):
        """What lists hold, over all of their pages."""
        held = defaultdict(Counter)
        for address, page in self.pages.items():
            held[re.sub(r"page/\d+/$", "", address)].update(getattr(page, kind))
        return held


def _unlike_lists(one, other, kind):
    ours, theirs = one.lists(kind), other.lists(kind)
    for address in sorted(ours.keys() & theirs.keys()):
        more, less = ours[address] - theirs[address], theirs[address] - ours[address]
        if more or less:
            yield address, f"{kind} differ: {_some(more)} here, {_some(less)} there"


def _some(counter):
    return f"{sum(counter.values())} (such as `{next(iter(counter))}`)" if counter else "none"


def common(folder):
    """An address as the other generators have it: `status/done` is `statuses/done/`."""
    parts = [part for part in folder.split("/") if part not in ("", ".")]
    if parts:
        parts[0] = FOLDERS.get(parts[0], parts[0])
    return "".join(f"{part}/" for part in parts)


def claim_of(address):
    """The address of the claim that a page is of or below; its own where there is none."""
    claim = re.match(r"claims/c\d[^/]*/", address)
    return claim[0] if claim else address


def listed(folder):
    """The pages that a site's sitemap lists, but for later pages of lists, which not every one has."""
    found = set()
    for path in folder.glob("sitemap*.xml"):
        for address in re.findall(r"<loc>([^<]*)</loc>", path.read_text(encoding="utf-8")):
            address = common(address.removeprefix(corpus.BASE_URL))
            if not OURS_ALONE.fullmatch(address) and "/page/" not in address and not address.endswith("xml/"):
                found.add(address)
    # Every site gets a page for a status; with others it is there once a claim has it.
    return {address for address in found if not address.startswith("statuses/") or address == "statuses/"}


class Page(HTMLParser):
    """What a reader sees of the main part of a page."""

    def __init__(self, address, path):
        super().__init__()
        self.address = address
        self.anchors, self.drawings, self.links, self.rows = [], 0, Counter(), Counter()
        self.entries = {}
        self._text, self._open, self._entry, self._row = [], [], None, None
        source = path.read_text(encoding="utf-8")
        self.moved = 'http-equiv="refresh"' in source
        main = re.search(r"<main>(.*)</main>", source, re.DOTALL)
        self.feed(main[1] if main else "")

    @property
    def text(self):
        """The text outside of entries and rows."""
        return fold(self._text)

    def counts(self):
        """Whether it is compared: no redirect, and no list of nothing."""
        return not self.moved and not re.search(r"\b0 on record", self.text)

    def complete(self, month):
        """Takes entries from the page of a month where they are cut short here."""
        for anchor, (texts, links) in month.entries.items():
            if "The whole entry" in fold(self.entries[anchor][0]):
                self.links -= self.entries[anchor][1]
                self.links += links
                self.entries[anchor] = (texts, links)

    def unlike(self, other):
        """What differs, in words."""
        ours = {anchor: fold(entry[0]) for anchor, entry in self.entries.items()}
        theirs = {anchor: fold(entry[0]) for anchor, entry in other.entries.items()}
        if self.anchors != other.anchors:
            yield f"anchors differ: {len(self.anchors)} here, {len(other.anchors)} there"
        if self.drawings != other.drawings:
            yield f"{self.drawings} drawings, {other.drawings} there"
        if self.text != other.text:
            yield f"the text differs: {_fork(self.text, other.text)}"
        for anchor in ours.keys() & theirs.keys():
            if ours[anchor] != theirs[anchor]:
                yield f"entry {anchor} differs: {_fork(ours[anchor], theirs[anchor])}"

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in VOID:
            self._open.append((tag, attrs))
        if tag not in INLINE:
            self._write(" ")
        if tag == "svg":
            self.drawings += 1
        if "id" in attrs and attrs["id"].startswith(("u-", "m-", "src-")):
            self.anchors.append(attrs["id"])
        if tag == "li":
            self._begin(attrs)
        if "href" in attrs:
            self._link(attrs["href"])

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag not in INLINE:
            self._write(" ")
        if tag == "li" and len(self._open) == self._depth(self._entry):
            self._entry = None
        if tag == "li" and len(self._open) == self._depth(self._row):
            self.rows[fold(self._row[1])] += 1
            self._row = None

    def handle_data(self, data):
        self._write(data)

    def _begin(self, attrs):
        depth = len(self._open) - 1
        if attrs.get("id", "").startswith("u-"):
            self.entries[attrs["id"]] = ([], Counter())
            self._entry = (depth, *self.entries[attrs["id"]])
        elif self._row is None and depth and ROWS & set(self._open[depth - 1][1].get("class", "").split()):
            self._row = (depth, [])

    def _link(self, href):
        target = urljoin(corpus.BASE_URL + self.address, href)
        if target.startswith(corpus.BASE_URL):
            path, _, anchor = target.removeprefix(corpus.BASE_URL).partition("#")
            # An entry on the page of a month leads to the claim's sources, as it does on the claim's own.
            path = "" if claim_of(path) == claim_of(self.address) else common(path)
            target = f"{path}#{anchor}"
        if not self._paging():
            self.links[target] += 1
            if self._entry:
                self._entry[2][target] += 1

    def _paging(self):
        return any(attrs.get("class") == "pager" for _, attrs in self._open)

    def _write(self, text):
        (self._entry or self._row or (0, self._text))[1].append(text)

    @staticmethod
    def _depth(item):
        return item[0] if item else -1


def fold(texts):
    """A text with its white space folded."""
    return " ".join("".join(texts).split())


def _fork(one, other):
    """Where two texts part."""
    same = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    start = max(0, same - 20)
    return f"`…{one[start:same + 40]}` here, `…{other[start:same + 40]}` there"
