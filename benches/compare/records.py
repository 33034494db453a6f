"""The corpus as records of onrecord, in each spelling that docs/records.md gives."""

import json

from . import corpus

SPELLINGS = ("updates-file", "file-per-update", "one-file")
"""`claim.md` and one file of updates, `claim.md` and a file an update, everything in `claims/ID.md`."""

OFF = {
    "badge": "enabled = false",
    "calendar": "enabled = false",
    "card": "enabled = false",
    "changes": "enabled = false",
    "cite": "enabled = false",
    "data": "enabled = false",
    "embed": "enabled = false",
    "feed": "enabled = false",
    "list": "source_kinds = false, years = false, filter = false",
    "milestones": "enabled = false",
    "search": "enabled = false",
    "updates": "enabled = false",
}
"""Settings of the outputs that the other generators are not asked for."""

ASKED = {"hosting": 'host = "netlify", compressed = true'}
"""Settings of what no site has unless it asks for it."""

OUTPUTS = sorted([*OFF, *ASKED])
"""What can be shown besides."""


def look(shown=()):
    """The part of site.toml that shows what the other generators show, and these of `OUTPUTS` besides."""
    settings = {name: text for name, text in OFF.items() if name not in shown}
    settings |= {name: text for name, text in ASKED.items() if name in shown}
    lines = [f"{name} = {{ {text} }}" for name, text in sorted(settings.items())]
    return "\n".join(['theme = "plain"', "", "[outputs]", *lines, ""])


PLAIN = look()


def write_project(root, claims, spelling, shown=PLAIN):
    """Writes a whole project; `shown` is the part of site.toml that says what it shows."""
    content = root / "content"
    (content / "claims").mkdir(parents=True)
    used = Used()
    for claim in claims:
        used.add(claim)
        write_claim(root, claim, spelling)
    _write(content / "site.toml", _site(used, shown))
    _write(content / "people.toml", _people(used))
    _write(content / "sources.toml", _publishers(used))


def write_claim(root, claim, spelling):
    """Writes one claim, over what was there before."""
    claims = root / "content" / "claims"
    if spelling == "one-file":
        head = _head(claim)
        for update in claim["updates"]:
            head += f"\n[[updates]]\n{_fields(update)}body = {_block(update['body'])}\n"
        _write(claims / f"{claim['id']}.md", f"+++\n{head}+++\n\n{claim['summary']}\n")
        return
    folder = claims / claim["id"]
    (folder / "updates").mkdir(parents=True, exist_ok=True)
    _write(folder / "claim.md", f"+++\n{_head(claim)}+++\n\n{claim['summary']}\n")
    entries = {update["id"]: f"+++\n{_fields(update)}+++\n\n{update['body']}\n" for update in claim["updates"]}
    if spelling == "updates-file":
        entries = {"all": "\n".join(entries.values())}
    for name, text in entries.items():
        _write(folder / "updates" / f"{name}.md", text)


class Used:
    """What claims name, so that nothing is declared that nobody needs."""

    def __init__(self):
        self.people, self.publishers, self.topics = {}, {}, {}

    def add(self, claim):
        """Notes what this claim names."""
        self.people[claim["claimant"]["id"]] = claim["claimant"]
        self.topics.update((topic["id"], topic) for topic in claim["topics"])
        self.publishers.update((source["publisher"]["id"], source["publisher"]) for source in claim["sources"])


def _head(claim):
    lines = [
        f"title = {_text(claim['title'])}",
        f"claim = {_text(claim['claim'])}",
        f"claimants = [{_text(claim['claimant']['id'])}]",
        f"quote = {_text(claim['quote'])}",
        f"made_on = {claim['made_on']}",
        f"completion_due = {claim['due']}",
        f"topics = {_list(topic['id'] for topic in claim['topics'])}",
    ]
    for milestone in claim["milestones"]:
        lines += ["", "[[milestones]]", f"id = {_text(milestone['id'])}", f"date = {milestone['date']}"]
        lines += [f"title = {_text(milestone['title'])}", f"state = {_text(milestone['state'])}"]
    for day in claim["checks"]:
        lines += ["", "[[follow_ups]]", f"date = {day}"]
    for source in claim["sources"]:
        lines += ["", "[[sources]]", f"id = {_text(source['id'])}", f"title = {_text(source['title'])}"]
        lines += [f"url = {_text(source['url'])}", f"publisher = {_text(source['publisher']['id'])}"]
        lines += [f"published = {source['published']}", f"archives = [{{ url = {_text(source['archived'])} }}]"]
    return "\n".join(lines) + "\n"


def _fields(update):
    return (
        f"published = {_text(update['at'])}\n"
        f"status = {_text(update['status'])}\n"
        f"method = {_text(update['method'])}\n"
        f"author = {_text(update['author'])}\n"
        f"summary = {_text(update['summary'])}\n"
        f"sources = {_list(update['sources'])}\n"
    )


def _site(used, shown):
    lines = [
        f"title = {_text(corpus.TITLE)}",
        f"description = {_text(corpus.DESCRIPTION)}",
        f"base_url = {_text(corpus.BASE_URL)}",
        f"as_of = {corpus.AS_OF.isoformat()}",
    ]
    # Keys of the top level come before the first table.
    keys, _, tables = shown.partition("\n[")
    lines.append(keys.strip())
    for topic in sorted(used.topics.values(), key=lambda topic: topic["id"]):
        lines += ["", "[[topics]]", f"id = {_text(topic['id'])}", f"title = {_text(topic['name'])}"]
    for status in corpus.STATUSES:
        lines += ["", "[[statuses]]", f"id = {_text(status.id)}", f"label = {_text(status.label)}"]
        lines += [f"meaning = {_text(status.meaning)}", f"shape = {_text(status.shape)}"]
        lines += [f"colour = {_text(status.colour)}", f"terminal = {json.dumps(status.closes)}"]
    return "\n".join(lines) + "\n" + (f"\n[{tables}" if tables else "")


def _people(used):
    tables = [
        f"[[people]]\nid = {_text(person['id'])}\nname = {_text(person['name'])}\n"
        f"roles = [{{ title = {_text(person['role'])} }}]\n"
        for person in sorted(used.people.values(), key=lambda person: person["id"])
    ]
    return "\n".join(tables)


def _publishers(used):
    tables = [
        f"[[publishers]]\nid = {_text(publisher['id'])}\nname = {_text(publisher['name'])}\n"
        for publisher in sorted(used.publishers.values(), key=lambda publisher: publisher["id"])
    ]
    return "\n".join(tables)


def _text(text):
    """A basic string: JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)


def _block(text):
    """A literal block, so that no backslash has a meaning."""
    return f"'''\n{text}'''"


def _list(entries):
    return f"[{', '.join(_text(entry) for entry in entries)}]"


def _write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")
