"""Reads every citation and the linked data of every claim of a built site with readers of others.

    read.py SITE

Each file has to hold one entry, the three forms have to say the same, and the linked data has to expand, nowhere asking
the web for anything. Says how much was read; faults are told together, and end it with 1.
"""

import json
import re
import sys
import warnings
from html.parser import HTMLParser
from pathlib import Path

import bibtexparser
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string
from pyld import jsonld
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

warnings.simplefilter("error")
warnings.filterwarnings("ignore", category=DeprecationWarning)

CSL_FIELDS = {"id", "type", "title", "author", "container-title", "publisher", "issued", "URL", "language", "note"}
"""Of the schema of CSL-JSON 1.0.2, what a page of the web has here; other names are refused by it."""

STYLE = CitationStylesStyle("harvard-cite-them-right", validate=False)
"""Any style: that one can be set shows that the fields have the form they should."""

SIGNS = get_default_latex_context_db()
SIGNS.add_context_category(
    "signs",
    # Of LaTeX since 1994 (usrguide), which the reader does not know or sets as an accent.
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
        MacroTextSpec("textasciigrave", "`"),
    ],
    prepend=True,
)
TEX = LatexNodes2Text(latex_context=SIGNS, math_mode="verbatim", keep_comments=True)

RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - .*\Z", re.S)


def context(url, _options):
    """The context of schema.org as far as names need it: the test asks the web for nothing."""
    if url != "https://schema.org":
        raise ValueError(f"asks for {url}")
    document = {"@context": {"@vocab": "https://schema.org/"}}
    return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": "application/ld+json"}


jsonld.set_document_loader(context)


class Page(HTMLParser):
    """What a page says to programs."""

    def __init__(self, text):
        super().__init__()
        self.meta, self.data, self.sources, self.inside, self.canonical = {}, [], 0, False, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "meta" and attrs.get("name", "").startswith("citation_"):
            self.meta[attrs["name"]] = attrs["content"]
        if tag == "link" and attrs.get("rel") == "canonical":
            self.canonical = attrs["href"]
        # Scripts of the theme stand in files of their own.
        self.inside = tag == "script" and "src" not in attrs
        if self.inside:
            assert attrs == {"type": "application/ld+json"}, attrs
            self.data.append("")
        self.sources += tag == "li" and attrs.get("id", "").startswith("src-")

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.data[-1] += data


def one(entries, what):
    """The only entry."""
    assert len(entries) == 1, f"{len(entries)} entries in {what}"
    return next(iter(entries))


def plain(latex):
    """A text of TeX as readers see it."""
    return TEX.latex_to_text(latex)


def same(what, *texts):
    """Whether all say the same, however their spaces are set."""
    texts = {" ".join(str(text).split()) for text in texts}
    assert len(texts) == 1, f"{what}: {texts}"


def read_bibtex(text):
    """Title, author, address, note and date as two readers of BibTeX see them."""
    key, entry = one(parse_string(text, "bibtex").entries.items(), "BibTeX")
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks, library.failed_blocks
    other = one(library.entries, "BibTeX")
    assert len(library.blocks) == 1 and other.key == key, library.blocks
    fields = dict(entry.fields)
    people = entry.persons.get("author", [])
    assert len(people) < 2, people
    for name, value in fields.items():
        written = other.fields_dict[name].value
        # One of the two writes out the names of months.
        same(name, value[:3].lower() if name == "month" else value, written)
    author = plain(" ".join(people[0].last_names)) if people else None
    return key, plain(fields["title"]), author, fields.get("url"), plain(fields.get("note", "")), fields["date"]


def read_ris(text):
    """The same of RIS."""
    assert text.endswith("ER  - \r\n") and text.startswith("TY  - ELEC\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert all(RIS_LINE.match(line) and len(line.splitlines()) == 1 for line in lines), lines
    entry = one(rispy.loads(text), "RIS")
    assert not entry.get("unknown_tag"), entry
    author = one(entry["authors"], "authors") if "authors" in entry else None
    address = one(entry["urls"], "addresses") if "urls" in entry else None
    notes = entry.get("notes", [""])
    return entry["id"], entry["title"], author, address, one(notes, "notes"), entry["date"]


def read_csl(text):
    """The same of CSL-JSON; a style can be set with it."""
    items = json.loads(text)
    item = one(items, "CSL-JSON")
    assert not set(item) - CSL_FIELDS and item["type"] == "webpage", item
    assert set(item["issued"]) <= {"date-parts", "circa"} and len(item["issued"]["date-parts"]) in (1, 2), item
    set_in_style = CitationStylesBibliography(STYLE, CiteProcJSON(items), formatter.plain)
    set_in_style.register(Citation([CitationItem(item["id"])]))
    assert one(set_in_style.bibliography(), "bibliography")
    author = one(item["author"], "authors")["literal"] if "author" in item else None
    date = item["issued"]["date-parts"][0]
    return item["id"], item["title"], author, item.get("URL"), item.get("note", ""), date


def read_citation(stem):
    """The three files of one citation."""
    texts = [stem.with_name(stem.name + ending).read_bytes().decode() for ending in (".bib", ".ris", ".json")]
    bibtex, ris, csl = read_bibtex(texts[0]), read_ris(texts[1]), read_csl(texts[2])
    for name, a, b, c in zip(("key", "title", "author", "address", "note"), bibtex, ris, csl):
        same(name, a, b, c)
    year, *rest = csl[5]
    digits = "-".join([f"{year:04}"] + [f"{part:02}" for part in rest])
    same("date", bibtex[5].split("/")[0].rstrip("?~%"), ris[5].rstrip("/").replace("/", "-"), digits)
    return csl


def read_linked_data(page, html):
    """The linked data of a claim's page."""
    data = json.loads(one(page.data, "scripts"))
    for sign in ("<!--", "]]>", "\u2028", "\u2029"):
        assert sign not in page.data[0], sign
    nodes = {}
    for node in jsonld.expand(data):
        nodes[one(node["@type"], "types").removeprefix("https://schema.org/")] = node
    jsonld.to_rdf(data)
    article = nodes["Article"]
    prefix = "https://schema.org/"
    review = nodes.get("ClaimReview")
    claim = review[prefix + "itemReviewed"][0] if review else nodes["Claim"]
    same("about", one(article[prefix + "about"], "subjects")["@id"], claim["@id"])
    cited = article.get(prefix + "citation", [])
    assert len(cited) == page.sources, f"{len(cited)} sources of {page.sources}"
    for node in cited:
        assert node["@id"].split("#")[0] == article["@id"], node
    if review:
        for name in ("claimReviewed", "reviewRating", "url"):
            assert review[prefix + name], name
        assert review[prefix + "reviewRating"][0][prefix + "alternateName"]
    return html.count("<script")


def read_way(page):
    """The way to a page: from the home page on, step by step, to the page itself."""
    if not page.data:
        return 0
    nodes = jsonld.expand(json.loads(one(page.data, "scripts")))
    prefix = "https://schema.org/"
    way = one([node for node in nodes if node["@type"] == [prefix + "BreadcrumbList"]], "ways")
    steps = way[prefix + "itemListElement"]
    assert [step[prefix + "position"][0]["@value"] for step in steps] == list(range(1, len(steps) + 1))
    assert all(one(step[prefix + "name"], "names")["@value"] for step in steps), steps
    items = [one(step[prefix + "item"], "items") for step in steps]
    items = [item.get("@id", item.get("@value")) for item in items]
    assert items[-1] == page.canonical and len(set(items)) == len(items), (items, page.canonical)
    assert all(item.startswith(items[0]) for item in items), items
    return 1


def main():
    """Everything of a site."""
    site = Path(sys.argv[1])
    faults, citations, pages = [], 0, 0

    def tried(what, read, *args):
        try:
            return read(*args)
        except Exception as fault:  # Each is told with its file; none may hide another.
            faults.append(f"{what}: {type(fault).__name__}: {fault}"[:600])
            return None

    for bib in sorted(site.rglob("*.bib")):
        stem = bib.with_suffix("")
        citation = tried(stem, read_citation, stem)
        citations += 1
        folder = stem.parent if stem.name == "cite" else stem.parent.parent / "u" / stem.name
        html = folder / "index.html"
        if citation and html.exists():
            text = html.read_bytes().decode()
            if 'http-equiv="refresh"' in text:
                continue  # An old address: its files are copies, its page leads on.
            page = tried(html, Page, text)
            if page and stem.name == "cite":
                pages += tried(html, read_linked_data, page, text) or 0
            if page:
                tried(html, same, "title", page.meta["citation_title"], citation[1])
    ways = 0
    for html in sorted(site.rglob("index.html")):
        text = html.read_bytes().decode()
        if 'http-equiv="refresh"' in text:
            continue
        page = tried(html, Page, text)
        ways += page and tried(html, read_way, page) or 0
    assert ways > pages, "lists say the way to them"
    for fault in faults[:20]:
        print(fault, file=sys.stderr)
    assert len(list(site.rglob("cite*.ris"))) and citations, "nothing was read"
    print(f"{citations} citations in three forms, {pages} pages with linked data, {ways} with their way, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
