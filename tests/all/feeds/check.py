"""Holds every feed of some sites against what others say of feeds; run by feeds.rs.

Atom against the RELAX NG of RFC 4287 and its two further rules, and read by feedparser; JSON Feed against a schema
made from its specification. Sites are folders named on the command line, published at https://example.org/NAME/; one
named `hostile` must tell as much as one named `plain`.
"""

import json
import sys
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import rnc2rng
from jsonschema import Draft202012Validator
from lxml import etree

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"


def relax_ng():
    """The schema of the RFC, as lxml reads it: a prefix that stands for no namespace is none in XML."""
    schema = rnc2rng.dumps(rnc2rng.load(str(HERE / "atom.rnc"))).replace('xmlns:local=""', "")
    return etree.RelaxNG(etree.fromstring(schema.encode()))


class Addresses(HTMLParser):
    """The addresses in a piece of HTML, and the elements that have no place in a feed."""

    def __init__(self, text):
        super().__init__()
        self.found, self.faults = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style", "iframe", "form", "object", "link", "meta", "base"):
            self.faults.append(f"a `{tag}` element")
        for name, value in attributes:
            if name in ("href", "src"):
                self.found.append(value)
            if name.startswith("on") or name == "style":
                self.faults.append(f"`{tag}` has `{name}`")


def instant(text):
    """A point in time, as RFC 3339 writes it."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def content_faults(html):
    """What is wrong with the HTML of an entry."""
    addresses = Addresses(html)
    whole = ("https://", "http://", "mailto:")
    return addresses.faults + [f"address `{one}`" for one in addresses.found if not (one or "").startswith(whole)]


def atom_faults(path, site, base, schema):
    """What is wrong with an Atom file."""
    tree = etree.parse(path)
    if not schema.validate(tree):
        yield f"schema: {schema.error_log.last_error}"
    feed = tree.getroot()
    if feed.find(ATOM + "author") is None:
        yield "no author"
    for rel in ("self", "current", "prev-archive", "next"):
        if len(feed.findall(f"{ATOM}link[@rel='{rel}']")) > 1:
            yield f"two links `{rel}`"
    own = feed.find(f"{ATOM}link[@rel='self']").get("href")
    # An old address holds the same file as the new one.
    if not own.startswith(base) or (site / own.removeprefix(base)).read_bytes() != path.read_bytes():
        yield f"its own address is `{own}`"
    entries = feed.findall(ATOM + "entry")
    parsed = feedparser.parse(path.read_bytes())
    if parsed.bozo:
        yield f"feedparser: {parsed.bozo_exception}"
    if parsed.version != "atom10" or len(parsed.entries) != len(entries):
        yield f"feedparser: {parsed.version}, {len(parsed.entries)} entries of {len(entries)}"
    if any(not entry.get("published_parsed") or not entry.get("updated_parsed") for entry in parsed.entries):
        yield "feedparser: an entry without dates"
    ids = [entry.findtext(ATOM + "id") for entry in entries]
    if len(set(ids)) != len(ids):
        yield "an id stands twice"
    dates = [instant(entry.findtext(ATOM + "published")) for entry in entries]
    if dates != sorted(dates, reverse=True):
        yield "entries are out of order"
    updated = [instant(entry.findtext(ATOM + "updated")) for entry in entries]
    if any(updated < published for updated, published in zip(updated, dates)):
        yield "an entry was updated before it was published"
    if updated and instant(feed.findtext(ATOM + "updated")) != max(updated):
        yield "the feed's date is not that of its entries"
    for entry in entries:
        for fault in content_faults(entry.findtext(ATOM + "content")):
            yield f"{entry.findtext(ATOM + 'id')}: {fault}"


def json_faults(path, schema):
    """What is wrong with a JSON Feed, and where it says other than its Atom twin."""
    feed = json.loads(path.read_text(encoding="utf-8"))
    for error in schema.iter_errors(feed):
        yield f"schema: {error.json_path}: {error.message:.200}"
    twin = etree.parse(path.with_suffix(".xml")).getroot()
    fields = {"id": "id", "title": "title", "date_published": "published", "date_modified": "updated"}
    for entry, item in zip(twin.findall(ATOM + "entry"), feed["items"], strict=True):
        for key, name in fields.items():
            # What XML cannot hold is replaced there; it reads a line end of any form as one.
            if printable(entry.findtext(ATOM + name)) != printable(item[key]):
                yield f"{item['id']}: `{key}` is not what the Atom feed says"
    for item in feed["items"]:
        for fault in content_faults(item["content_html"]):
            yield f"{item['id']}: {fault}"


def printable(text):
    """A text without what XML cannot hold."""
    return "".join(c for c in text if c >= " " and c not in "\ufffd\ufffe\uffff")


def archive_faults(site, base):
    """What is wrong with the pages of the feed of everything: each entry stands in one of them, once."""
    for start in [site / "feed/all.xml", *site.glob("*/feed/all.xml")]:
        seen, path, dates = set(), start, []
        while path:
            feed = etree.parse(path).getroot()
            archived = feed.find(HISTORY + "archive") is not None
            if archived != (path != start):
                yield f"{path}: marked as archive: {archived}"
            for entry in feed.findall(ATOM + "entry"):
                if entry.findtext(ATOM + "id") in seen:
                    yield f"{path}: {entry.findtext(ATOM + 'id')} stands in another page"
                seen.add(entry.findtext(ATOM + "id"))
                dates.append(instant(entry.findtext(ATOM + "published")))
            link = feed.find(f"{ATOM}link[@rel='prev-archive']")
            path = site / link.get("href").removeprefix(base) if link is not None else None
        if dates != sorted(dates, reverse=True):
            yield f"{start}: pages are out of order"


def main(sites):
    """Tells every fault; returns the exit code."""
    atom, data = relax_ng(), Draft202012Validator(json.loads((HERE / "feed.schema.json").read_text()))
    faults, counts = [], {}
    for site in map(Path, sites):
        base = f"https://example.org/{site.name}/"
        feeds = sorted([*site.rglob("feed.xml"), *site.rglob("feed/**/all*.xml"), *site.rglob("feed/all/*.xml")])
        feeds = list(dict.fromkeys(feeds))
        if not feeds:
            faults.append(f"{site}: no feeds")
        for path in feeds:
            told = [*atom_faults(path, site, base, atom)]
            told += json_faults(path.with_suffix(".json"), data)
            faults += [f"{path}: {fault}" for fault in told]
            entries = len(etree.parse(path).getroot().findall(ATOM + "entry"))
            counts.setdefault(site.name, {})[path.relative_to(site).as_posix()] = entries
        faults += archive_faults(site, base)
    if counts.get("plain") != counts.get("hostile"):
        faults.append("the hostile project has other entries than the plain one")
    for name, entries in counts.items():
        print(f"{name}: {2 * len(entries)} feeds, {2 * sum(entries.values())} entries")
    print("\n".join(faults) or "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
