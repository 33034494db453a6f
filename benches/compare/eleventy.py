"""Eleventy: one data file a claim, pages by pagination over them; content files would take it longer."""

import shutil

from . import corpus
from .tool import Missing, Tool, as_data, dress, run, said, write_json

PACKAGES = ("@11ty/eleventy@3.1.7", "markdown-it@14")


class Eleventy(Tool):
    """Eleventy of the npm registry, with Nunjucks templates."""

    serves = "eleventy --serve"
    previews = (("--incremental",), ())
    name, key, modules = "Eleventy", "eleventy", ("corpus.py", "words.py", "tool.py", "eleventy.py")

    def __init__(self, home):
        self.home = home / "eleventy"
        self.script = self.home / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
        self.node = shutil.which("node")
        if not self.node or not shutil.which("npm"):
            raise Missing("Eleventy is left out: it needs `node` and `npm`")
        if not self.script.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            npm = ["npm", "install", "--loglevel=error", "--no-audit", "--no-fund", "--prefix", self.home]
            run([*npm, *PACKAGES], "Eleventy is left out")

    def version(self):
        return f"{said([self.node, self.script, '--version'])}, node {said([self.node, '--version'])}"

    def write_project(self, root, claims):
        statuses = [{"id": status.id, "name": status.label, "mark": status.mark} for status in corpus.STATUSES]
        write_json(root / "statuses.json", {status["id"]: status for status in statuses})
        for claim in claims:
            self.write_claim(root, claim)

    def write_claim(self, root, claim):
        write_json(root / "claims" / f"{claim['id']}.json", as_data(claim))

    def dress(self, root):
        dress(root, "eleventy", "src/plain.css")
        modules = root / "node_modules"
        if not modules.is_symlink():
            modules.symlink_to(self.home / "node_modules")

    def command(self, root, out):
        # A folder inside the project: Eleventy takes the output's place relative to it.
        return [self.node, self.script, "--quiet", f"--output={out}"]

    def preview(self, out, port, options):
        return [self.node, self.script, "--serve", f"--port={port}", f"--output={out}", *options]
