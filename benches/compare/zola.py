"""Zola: a short page a claim, whose template reads the rest from JSON; `[extra]` would take it longer."""

import json
import os
import shutil

from . import corpus
from .tool import HERE, Missing, Tool, as_data, dress, publishers, said, write, write_json


SECTION = """+++
title = "Claims"
sort_by = "weight"
paginate_by = 50
template = "claims.html"
page_template = "claim.html"
+++
"""


class Zola(Tool):
    """Zola where its program is given: no package registry has it."""

    name, key, modules = "Zola", "zola", ("corpus.py", "words.py", "tool.py", "zola.py")
    serves = "zola serve"
    previews = (("--fast",), ())
    wipes = True

    def __init__(self, given):
        program = given or os.environ.get("ZOLA") or "zola"
        self.program = shutil.which(program)
        if not self.program:
            raise Missing(f"Zola is left out: there is no `{program}`; give one with --zola PATH or in $ZOLA")
        self.program = os.path.abspath(self.program)

    def version(self):
        return said([self.program, "--version"])

    def write_project(self, root, claims):
        write(root / "content" / "claims" / "_index.md", SECTION)
        for claim in claims:
            self.write_claim(root, claim)

    def write_claim(self, root, claim):
        data = as_data(claim)
        write_json(root / "data" / f"{claim['id']}.json", data)
        lines = [
            "+++",
            f"title = {_text(claim['title'])}",
            f"description = {_text(claim['updates'][-1]['summary'])}",
            f"weight = {claim['weight']}",
            f"updated = {data['checked']}",
            "[taxonomies]",
            f"topics = {_list(topic['name'] for topic in claim['topics'])}",
            f"statuses = [{_text(corpus.LABELS[claim['status']])}]",
            f"claimants = [{_text(claim['claimant']['name'])}]",
            f"publishers = {_list(publishers(claim))}",
            # What lists and the pages of publishers show; the claim's own page reads the data.
            "[extra]",
            *(f"{key} = {_text(data[key])}" for key in ("status", "due", "checked")),
        ]
        for source in claim["sources"]:
            lines.append("[[extra.sources]]")
            lines += [f"{key} = {_text(source[key])}" for key in ("title", "url", "published", "archived")]
            lines.append(f"publisher = {_text(source['publisher']['name'])}")
        write(root / "content" / "claims" / f"{claim['id']}.md", "\n".join([*lines, "+++", ""]))

    def dress(self, root):
        dress(root, "zola", "static/plain.css")
        lines = [(HERE / "templates" / "zola" / "config.toml").read_text(encoding="utf-8")]
        for status in corpus.STATUSES:
            lines.append(f"\n[[extra.order]]\nid = {_text(status.id)}\nlabel = {_text(status.label)}\n")
            lines.append(f"\n[extra.statuses.{status.id}]\nlabel = {_text(status.label)}\n")
            lines.append(f"mark = {_text(status.mark)}\n")
        write(root / "config.toml", "".join(lines))

    def command(self, root, out):
        return [self.program, "build", "--output-dir", out]

    def preview(self, out, port, options):
        # Left alone it waits a whole second after each save, and takes no folder that it made itself.
        serve = [self.program, "serve", f"--port={port}", "--debounce=10", "--force"]
        return [*serve, "--output-dir", out, *options]


def _text(text):
    """A basic string: JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)


def _list(entries):
    return f"[{', '.join(_text(entry) for entry in entries)}]"
