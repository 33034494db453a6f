"""Builds a project, serves it, and has oEmbedPy find and read the document of every claim from its page.

Called by embeds.rs: read.py ONRECORD PROJECT SITE
"""

import functools
import http.server
import pathlib
import subprocess
import sys
import threading
import urllib.request

from bs4 import BeautifulSoup
from oembedpy import consumer, discovery, types

onrecord, project, site = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])


class Server(http.server.SimpleHTTPRequestHandler):
    """Files as a plain host serves them."""

    def log_message(self, *_):
        """Says nothing."""


site.mkdir(parents=True)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=site))
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}/"
subprocess.run([onrecord, "-r", project, "-q", "build", "-u", base, "-o", site], check=True)

read = 0
for document in sorted(site.glob("**/oembed.json")):
    page = base + document.parent.relative_to(site).as_posix() + "/"
    try:
        request, parameters = discovery.find_from_content(page)
    except ValueError:
        # A redirect of a renamed claim has no head to look at; its document stands all the same.
        assert 'http-equiv="refresh"' in (document.parent / "index.html").read_text(), page
        request, parameters = page + "oembed.json", consumer.RequestParameters(url=page)
    else:
        assert request == page + "oembed.json", request
        assert parameters.url == page, parameters.url
    content = consumer.fetch_content(request, parameters)
    assert isinstance(content, types.Rich), content
    assert content.version == "1.0" and content._extra == {}, content
    frames = BeautifulSoup(content.html, "lxml").find_all(True)
    assert [frame.name for frame in frames if frame.name not in ("html", "head", "body")] == ["iframe"], content.html
    frame = BeautifulSoup(content.html, "lxml").iframe
    assert frame["title"] == content.title, content.html
    assert (int(frame["width"]), int(frame["height"])) == (content.width, content.height), content.html
    with urllib.request.urlopen(frame["src"]) as card:
        assert b'<main class="embed-card">' in card.read(), frame["src"]
    read += 1

server.shutdown()
assert read > 2, read
print(f"{read} oEmbed documents were found and read")
