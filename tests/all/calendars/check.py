"""Reads every calendar of some sites with `icalendar`, and compares the entries with the sites' `claim.json` files.

`check.py SITES`: a folder of sites. Those called `hostile-…` must have the same number of entries in each place.
"""

import json
import re
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from icalendar import Calendar

ENTRY = ("UID", "DTSTAMP", "SUMMARY", "DESCRIPTION", "URL", "STATUS", "SEQUENCE", "LAST-MODIFIED")
DROPPED = ("cancelled", "dropped")


def main(sites):
    """The command; returns its exit code."""
    faults, counted, hostile = [], [0, 0], {}
    for site in sorted(sites.iterdir()):
        expected = expected_of(site)
        counts = {}
        for file in sorted(site.rglob("*.ics")):
            name = file.relative_to(site).as_posix()
            entries, found = entries_of(file)
            faults += [f"{site.name}/{name}: {fault}" for fault in found]
            faults += [f"{site.name}/{name}: {fault}" for fault in compared(name, entries, expected)]
            counts[name] = len(entries)
            counted = [counted[0] + 1, counted[1] + len(entries)]
        if site.name.startswith("hostile-"):
            hostile[site.name] = counts
    first = next(iter(hostile.values()))
    faults += [f"{name}: {counts}, not {first}" for name, counts in hostile.items() if counts != first]
    print("\n".join(faults) or f"icalendar: {counted[0]} calendars with {counted[1]} entries in all, as recorded")
    return 1 if faults or not counted[1] or not sum(first.values()) else 0


def entries_of(file):
    """The entries of a calendar by their fragment, and what is wrong with its form."""
    text = file.read_bytes()
    faults = []
    if b"\n" in text.replace(b"\r\n", b"") or b"\r" in text.replace(b"\r\n", b""):
        faults.append("a line does not end with CRLF")
    faults += [f"a line of {len(line)} octets" for line in text.split(b"\r\n") if len(line) > 75]
    calendar = Calendar.from_ical(text)
    faults += [f"{calendar.name}: {error}" for error in calendar.errors]
    entries = {}
    for event in calendar.events:
        faults += [f"{event.get('UID')}: {error}" for error in event.errors]
        faults += [f"{event.get('UID')}: {key} is missing" for key in ENTRY if not str(event.get(key, ""))]
        if event["UID"] in entries:
            faults.append(f"{event['UID']} stands twice")
        if event.get("LAST-MODIFIED").dt != event.get("DTSTAMP").dt:
            faults.append(f"{event['UID']}: two times of its last change")
        entries[str(event["UID"])] = event
    if len(calendar.events) != len(calendar.subcomponents):
        faults.append("something else than an entry")
    if len(calendar.events) != len(re.findall(rb"^BEGIN:VEVENT\r$", text, re.M)):
        faults.append("lines and entries do not go together")
    return entries, faults


def expected_of(site):
    """What the records say: start, end, whether dropped and how often moved, by the address of each entry."""
    expected = {}
    for file in site.glob("claims/*/claim.json"):
        claim = json.loads(file.read_text())
        items = [("due", "claim", {"date": claim["completion_due"], "moved": claim["due_moved"], "state": ""})]
        items = items if claim["completion_due"] else []
        items += [(f"m-{item['id']}", f"m-{item['id']}", item) for item in claim["milestones"]]
        items += [(f"f-{item['id']}", f"f-{item['id']}", item) for item in claim["follow_ups"]]
        for name, anchor, item in items:
            dates = [item["date"], *[move["from"] for move in reversed(item["moved"])]]
            full = next((place for place, text in enumerate(dates) if span(text)), None)
            if full is not None:
                gone = full > 0 or item["state"] in DROPPED or (item["state"] == "moved" and not item["moved"])
                entry = (*span(dates[full]), gone, len(item["moved"]), name, claim["title"])
                expected[f"{claim['url']}#{anchor}"] = entry
    return expected


def span(text):
    """The first day and the day after the last, or a time twice; nothing where no day is named."""
    if "/" in text:
        first, last = (span(half) for half in text.split("/"))
        return (first[0], last[1]) if first and last else None
    bare = text.rstrip("~?%")
    if "T" in bare:
        at = datetime.fromisoformat(bare.replace("Z", "+00:00")).astimezone(timezone.utc)
        return at, at
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", bare):
        return None
    day = date.fromisoformat(bare)
    return day, day if day == date.max else day + timedelta(days=1)


def compared(name, entries, expected):
    """What entries say that records do not, and the other way round."""
    faults = []
    spanish = "/es/" in f"/{name}"
    found = set()
    for uid, event in entries.items():
        address = str(event["URL"]).replace("/es/claims/", "/claims/") if spanish else str(event["URL"])
        if address not in expected:
            faults.append(f"{uid}: no record has {address}")
            continue
        found.add(address)
        start, end, gone, moved, item, title = expected[address]
        last = event["DTEND"].dt if "DTEND" in event else event["DTSTART"].dt
        if (event["DTSTART"].dt, last) != (start, end):
            faults.append(f"{uid}: {event['DTSTART'].dt} to {last}, not {start} to {end}")
        if (event["STATUS"] == "CANCELLED") != gone:
            faults.append(f"{uid}: is {event['STATUS']}")
        if event["SEQUENCE"] < moved:
            faults.append(f"{uid}: moved {moved} times, not {event['SEQUENCE']}")
        if not re.search(rf"#{re.escape(item)}(@|$)", uid):
            faults.append(f"{uid}: names something else than {item}")
        if not spanish and not said(title, str(event["SUMMARY"])):
            faults.append(f"{uid}: `{title:.60}` is not in its summary")
    claim = re.search(r"^(?:es/)?claims/([^/]+)/", name)
    wanted = {address for address in expected if name.count("/") - spanish == 0}
    # A calendar of many claims lets go of what is over for long: of nothing that ends after anything that it holds.
    first = min((day(expected[address][1]) for address in found), default=date.min)
    wanted = {address for address in wanted if day(expected[address][1]) > first}
    if claim and f"/claims/{claim[1]}/" in "".join(expected):
        wanted = {address for address in expected if f"/claims/{claim[1]}/#" in address}
    return faults + [f"{address} is missing" for address in wanted - found]


def day(at):
    """The day of a day or a time."""
    return at.date() if isinstance(at, datetime) else at


def said(title, summary):
    """Whether a summary holds a title: what is a line break to some is a space there."""
    plain = lambda text: re.sub(r"\s+", " ", text.replace("\u2028", " ").replace("\u2029", " "))
    return plain(title) in plain(summary)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
