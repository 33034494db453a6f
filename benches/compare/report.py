"""Tables of medians and ratios, in Markdown."""

from statistics import median

from .measure import COPY, Build

KINDS = {
    "cold": "Cold full build",
    "unchanged": "Second build, nothing changed",
    "changed": "One record changed, its status too",
}


def sites(results, part, title, size, names):
    """The tables of one size: a build of each kind, each held against the first of `names`."""
    lines = [f"## {title}: {size.claims:,} × {size.updates:,}", ""]
    for kind, heading in KINDS.items():
        rows = [_row(results, Build(part, str(size), name, kind), names[0]) for name in [*names, COPY]]
        if any(rows):
            width = len(HEAD) - (kind == "cold")
            table = _table(HEAD[:width], [row[:width] for row in rows if row])
            lines += [f"### {heading}", "", *table, ""]
    return "\n".join(lines)


HEAD = [
    "", "wall s", "user+sys s", "peak MiB", "files", "MB", "wall ÷ first", "peak ÷ first", "of its cold build"
]


def _row(results, build, against):
    """A line of a table; `None` where there was no such build."""
    cost, first = _medians(results.of(build)), _medians(results.of(build._replace(name=against)))
    if not cost:
        return None
    whole, held = _medians(results.of(build._replace(kind="cold"))), results.written.get(build)
    return [
        build.name,
        _seconds(cost["wall"]),
        _seconds(cost["cpu"]),
        f"{cost['peak']:,.0f}",
        f"{held.files:,}" if held else "",
        f"{held.size / 1e6:,.1f}" if held else "",
        _ratio(cost["wall"], first["wall"]) if first else "",
        _ratio(cost["peak"], first["peak"]) if first and build.name != COPY else "",
        f"{cost['wall'] / whole['wall']:.1%}",
    ]


PREVIEW = [
    "", "start s", "page ms", "lists ms", "worst ms", "stale", "told ms", "saves", "MiB", "peak MiB",
    "start ÷ Hugo", "page ÷ Hugo", "lists ÷ Hugo", "peak ÷ Hugo",
]


def previews(found, size, against):
    """The table of one size: each preview server, held against the one that is named `against`."""
    first = next((_preview(each) for each in found if each.name == against), None)
    rows = [[each.name, *_previewed(_preview(each), len(each.saves), first)] for each in found]
    lines = [f"## Previews: {size}", "", *_table(PREVIEW, rows), ""]
    for each in found:
        if each.debounce is not None:
            cost, waits = _preview(each), f"{each.debounce * 1000:,.0f} ms for further changes"
            known = [key for key in ("page", "lists", "told") if cost[key]]
            rest = ", ".join(f"{key} {(cost[key] - each.debounce) * 1000:,.1f} ms" for key in known)
            lines += [f"{each.name} waits {waits}; without that: {rest}.", ""]
    return "\n".join(lines)


def _preview(each):
    """The figures of a preview in its table; `None` where there is none."""
    whole = [save for save in each.saves if len(save) == len(each.pages)]
    return {
        "start": each.start,
        "page": median(save["page"] for save in each.saves),
        "lists": median(max(save.values()) for save in whole) if whole else None,
        "worst": max(max(save.values()) for save in whole) if whole else None,
        "stale": 1 - len(whole) / len(each.saves),
        "told": median(each.told) if each.told else None,
        "now": each.now_kib,
        "peak": each.peak_kib,
    }


def _previewed(cost, saves, first):
    def text(value, per, form="{:,.0f}"):
        return "" if value is None else form.format(value * per)

    def ratio(key):
        return "" if not first or first[key] is None or cost[key] is None else _ratio(cost[key], first[key])

    milliseconds = "{:,.1f}" if (cost["lists"] or cost["page"]) < 1 else "{:,.0f}"
    return [
        _seconds(cost["start"]),
        *(text(cost[key], 1000, milliseconds) for key in ("page", "lists", "worst")),
        f"{cost['stale']:.0%}",
        text(cost["told"], 1000, "{:,.1f}"),
        str(saves),
        *(text(cost[key], 1 / 1024) for key in ("now", "peak")),
        *(ratio(key) for key in ("start", "page", "lists", "peak")),
    ]


def growth(results, sizes, name, unit):
    """How the time of a cold build grows; `unit` tells what it is divided by: `claims` or `updates`."""
    rows, first = [], None
    for size in sizes:
        cost = _medians(results.of(Build("growth", str(size), name, "cold")))
        if not cost:
            continue
        count = size.claims if unit == "claims" else size.claims * size.updates
        each = cost["wall"] / count * 1e6
        first = first or each
        figures = f"{cost['peak']:,.0f}", f"{each:,.1f}", f"{each / first:.2f}"
        rows.append([str(size), _seconds(cost["wall"]), *figures])
    head = ["claims × updates", "wall s", "peak MiB", f"µs for each of the {unit}", "÷ the first"]
    return "\n".join([f"## Growth with {unit}", "", *_table(head, rows), ""])


def failures(results):
    """What came to nothing, and why."""
    builds = [(failed.build, failed.why) for failed in results.failures]
    lines = [f"- {build.size}, {build.name}, {build.kind}: {why}" for build, why in builds]
    return "\n".join(["## Failed", "", *lines, ""]) if lines else ""


def _medians(runs):
    if not runs:
        return None
    return {
        "wall": median(run.wall for run in runs),
        "cpu": median(run.user + run.system for run in runs),
        "peak": median(run.peak_kib for run in runs) / 1024,
    }


def _seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def _ratio(cost, ours):
    return f"{cost / ours:.2f}" if cost < 10 * ours else f"{cost / ours:.1f}"


def _table(head, rows):
    columns = list(zip(head, *rows))
    widths = [max(map(len, column)) for column in columns]
    lines = [_line(head, widths), "| " + " | ".join(_rule(at, width) for at, width in enumerate(widths)) + " |"]
    return lines + [_line(row, widths) for row in rows]


def _rule(at, width):
    return "-" * width if at == 0 else "-" * (width - 1) + ":"


def _line(cells, widths):
    first, *others = zip(cells, widths)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return f"| {' | '.join(padded)} |"
