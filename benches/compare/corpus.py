"""The corpus: claims with updates, as plain dictionaries that no generator's format has shaped.

The same seed gives the same claims everywhere, and each claim depends on its own number alone, so
that a corpus of 10,000 begins with that of 1,000. Updates have about 160 words of Markdown each.
"""

import random
import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from . import words

BASE_URL = "https://tracker.example.org/"
TITLE = "Promises on record"
DESCRIPTION = "What was promised, and what became of it."
AS_OF = date(2026, 6, 30)
SOURCES = 8
MILESTONES = 6
CHECKS = 5
SPAN = timedelta(days=720)
"""From the first update of a claim to its last."""


class Size(NamedTuple):
    """How many claims, and how many updates each has."""

    claims: int
    updates: int

    def __str__(self):
        return f"{self.claims}x{self.updates}"

    @classmethod
    def parse(cls, text):
        """From `1000x30`."""
        match = re.fullmatch(r"([1-9]\d*)x([1-9]\d*)", text)
        if not match:
            raise ValueError(f"`{text}` is no size: write claims x updates, like 1000x30")
        return cls(int(match[1]), int(match[2]))


class Status(NamedTuple):
    """A word for where a claim stands."""

    id: str
    label: str
    meaning: str
    shape: str
    colour: str
    closes: bool
    path: str

    @property
    def mark(self):
        """A mark of the size of those that onrecord draws, for the other generators."""
        return (
            f'<svg class="mark st-{self.id}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">'
            f'<path d="{self.path}" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
        )


RING = "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z"
STATUSES = [
    Status("planned", "Planned", "It is announced.", "ring", "#5a5f66", False, RING),
    Status("started", "Started", "Work has begun.", "half", "#1f5a96", False, RING + "M8 2v12"),
    Status("stalled", "Stalled", "Work stands still.", "pause", "#8a5008", False, "M5 2v12M11 2v12"),
    Status("partial", "Partial", "A part can be used.", "three-quarters", "#1c6b6b", False, RING + "M8 2v6h6"),
    Status("done", "Done", "All of it is there.", "tick", "#1a6b3a", True, RING + "M4 8l3 3 5-6"),
    Status("dropped", "Dropped", "It was given up.", "bar", "#7a356e", True, RING + "M4 8h8"),
]
OPEN = [status.id for status in STATUSES if not status.closes]
LABELS = {status.id: status.label for status in STATUSES}


def slug(name):
    """The address of a name, as every generator makes it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def named(name):
    """A name with its id."""
    return {"id": slug(name), "name": name}


TOPICS = [named(name) for name in words.TOPICS]
PUBLISHERS = [named(f"{paper} {title}") for paper in words.PAPERS for title in words.TITLES]
PEOPLE = [
    {**named(f"{first} {last}"), "role": words.ROLES[(at + place) % len(words.ROLES)]}
    for at, first in enumerate(words.FIRST_NAMES)
    for place, last in enumerate(words.LAST_NAMES)
    if (at + place) % 2 == 0
]


def claims(size, seed):
    """Every claim of a corpus, in the order of their ids."""
    return (claim(seed, number, size.updates) for number in range(size.claims))


def claim(seed, number, updates):
    """One claim; `number` decides everything about it but how many updates it has."""
    r = random.Random(f"{seed}/{number}")
    made = date(2021, 1, 4) + timedelta(days=r.randrange(1150))
    promise = r.choice(words.PROMISES).format(**_fillings(r))
    person = r.choice(PEOPLE)
    key = f"c{number:05d}"
    sources = [_source(r, f"{key}-s{place}", made) for place in range(1, SOURCES + 1)]
    history = _history(r, made, updates, [source["id"] for source in sources])
    return {
        "id": f"{key}-{slug(promise)[:48].strip('-')}",
        "weight": number + 1,
        "title": f"{person['name']} will {promise}",
        "claim": f"{person['name']}, {person['role'].lower()}, undertook to {promise}.",
        "quote": f"We will {promise}, and you may count the days.",
        "claimant": person,
        "made_on": made.isoformat(),
        "due": (made + timedelta(days=r.randrange(500, 1500))).isoformat(),
        "summary": f"{_sentence(r)} {_sentence(r)} It was first noted from {_link(r)}.",
        "topics": sorted(r.sample(TOPICS, r.randint(1, 3)), key=lambda topic: topic["id"]),
        "milestones": _milestones(r, made),
        "checks": [_after(r, made, 150 * place, 30) for place in range(1, CHECKS + 1)],
        "sources": sources,
        **_standing(history),
    }


def amended(original, times):
    """The claim after one more update, which changes how it stands; `times` tells edits apart."""
    last = original["updates"][-1]
    at = datetime.fromisoformat(last["at"]) + timedelta(days=1, minutes=times)
    other = [status for status in OPEN if status != last["status"]]
    update = {
        "id": _update_id(at),
        "at": _minute(at),
        "status": other[times % len(other)],
        "method": "human",
        "author": words.DESKS[0],
        "summary": f"Edit {times} of this record changes how it stands.",
        "sources": last["sources"],
        "body": f"This entry was added as edit {times}, to see how long one changed record takes.",
    }
    return {**original, **_standing([*original["updates"], update])}


def reworded(original, times):
    """The claim after its last update was written anew: another status, and a body that has `word(times)`."""
    *earlier, last = original["updates"]
    other = [status for status in OPEN if status != last["status"]]
    body = f"In words of edit {word(times)}. {last['body']}"
    return {**original, **_standing([*earlier, {**last, "status": other[times % len(other)], "body": body}])}


def word(times):
    """A word that stands in no claim; `times` tells edits apart."""
    return f"reworded{times:04}"


def _standing(history):
    """What follows from the updates: the claim stands where the last one says."""
    return {"updates": history, "status": history[-1]["status"], "checked": history[-1]["at"]}


def _history(r, made, count, sources):
    """Updates in order, spread over the span; a claim closes with its last update or not at all."""
    step = SPAN / count
    status, history = "planned", []
    for place in range(count):
        at = datetime(made.year, made.month, made.day, 8) + step * (place + 0.8 * r.random())
        if r.random() < 0.25:
            status = r.choice(OPEN)
        if place == count - 1 and r.random() < 0.3:
            status = r.choice(["done", "done", "dropped"])
        history.append({
            "id": _update_id(at),
            "at": _minute(at),
            "status": status,
            "method": "human" if r.random() < 0.25 else "assisted",
            "author": r.choice(words.DESKS),
            "summary": _capital(r.choice(words.SUMMARIES).format(**_fillings(r))),
            "sources": sorted(r.sample(sources, r.randint(1, 3))),
            "body": _body(r),
        })
    return history


def _source(r, key, made):
    publisher = r.choice(PUBLISHERS)
    published = made - timedelta(days=r.randrange(90))
    title = _capital(f"{r.choice(words.WORKS)} in {r.choice(words.PLACES)} {r.choice(words.STATES)}")
    archive = f"https://archive.example.net/{published:%Y%m%d}/{r.randrange(10**8, 10**9)}"
    return {
        "id": key,
        "title": title,
        "url": f"https://{publisher['id']}.example.org/{published:%Y/%m}/{slug(title)[:40].strip('-')}",
        "publisher": publisher,
        "published": published.isoformat(),
        "archived": archive,
    }


def _milestones(r, made):
    milestones = []
    for place in range(1, MILESTONES + 1):
        day = _after(r, made, 210 * place, 60)
        past = day <= AS_OF.isoformat()
        state = r.choices(["happened", "missed", "cancelled"], [6, 3, 1])[0] if past else "planned"
        milestones.append({"id": f"step-{place}", "title": r.choice(words.STEPS), "date": day, "state": state})
    return milestones


def _after(r, made, days, spread):
    return (made + timedelta(days=days + r.randrange(spread))).isoformat()


def _minute(at):
    return at.strftime("%Y-%m-%dT%H:%M")


def _update_id(at):
    """The same id that onrecord makes of the minute."""
    return at.strftime("%Y-%m-%d-%H%M")


# Texts.


def _fillings(r):
    return {
        "work": r.choice(words.WORKS),
        "place": r.choice(words.PLACES),
        "state": r.choice(words.STATES),
        "year": r.randint(2024, 2030),
        "few": r.randint(3, 39),
        "many": r.randint(40, 98),
    }


def _capital(text):
    return text[0].upper() + text[1:]


def _sentence(r):
    if r.random() < 0.4:
        return r.choice(words.REMARKS).format(**_fillings(r))
    body, says = r.choice(words.BODIES), r.choice(words.SAYS)
    work, place, state = r.choice(words.WORKS), r.choice(words.PLACES), r.choice(words.STATES)
    aside = f", {r.choice(words.ASIDES)}" if r.random() < 0.6 else ""
    return f"{_capital(body)} {says} that {work} in {place} {state}{aside}."


def _link(r):
    document = r.choice(words.DOCUMENTS)
    place = f"{slug(document)}/{r.randrange(100, 99999)}?page={r.randint(1, 60)}"
    return f"[{document}](https://files.example.org/{place})"


def _body(r):
    """Paragraphs, some with a bold label, now and then a list or a quotation, and one or two links."""
    target = r.randint(90, 195)
    blocks = [_paragraph(r, None), _paragraph(r, r.choice(words.LABELS))]
    while sum(block.count(" ") for block in blocks) < target:
        kind = r.random()
        if kind < 0.15 and not blocks[-1].startswith("- "):
            blocks.append("\n".join(f"- {_sentence(r)}" for _ in range(r.randint(2, 3))))
        elif kind < 0.22:
            blocks.append(f"> {_sentence(r)}")
        elif kind < 0.55:
            blocks.append(_paragraph(r, r.choice(words.LABELS)))
        else:
            blocks.append(_paragraph(r, None))
    blocks[-2 if r.random() < 0.5 else 0] += f"\n\nSee {_link(r)}."
    if r.random() < 0.5:
        blocks.append(f"The figures are from {_link(r)}.")
    return "\n\n".join(blocks)


def _paragraph(r, label):
    text = " ".join(_sentence(r) for _ in range(r.randint(1, 3)))
    return f"**{label}** {text}" if label else text
