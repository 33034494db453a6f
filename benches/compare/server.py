"""A preview server that is being measured: its process, what it answers over HTTP, and its memory."""

import http.client
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

POLL = 0.002
"""Seconds between two looks, until they are few against what has gone by already."""

QUIET = 0.3
"""Seconds without work after which a server is taken to have finished."""

IDLE = 0.1
"""The share of a processor's time below which it does not work."""


class Broken(Exception):
    """The server ended or does not answer as it should; the message says how."""


class Server:
    """A server that was started in a folder; used in a `with`, at whose end it is stopped."""

    def __init__(self, command, folder, port, log):
        self.port, self.log = port, log
        with open(log, "wb") as sink:
            self.begun = time.monotonic()
            # A session of its own, by which the processes that it starts are found too.
            self.process = subprocess.Popen(
                [str(part) for part in command],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for word, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, None)):
            try:
                os.killpg(self.process.pid, word)
                self.process.wait(patience)
            except (ProcessLookupError, PermissionError):
                self.process.wait()
            except subprocess.TimeoutExpired:
                continue

    def get(self, address):
        """The text of a page; nothing where there is none, or no server yet."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            connection.request("GET", address)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace") if answer.status == 200 else ""
            connection.close()
            return text
        except (OSError, http.client.HTTPException):
            if self.process.poll() is not None:
                raise Broken(f"ended with exit code {self.process.returncode}: {self.said()}") from None
            return ""

    def watch(self, pages, begun, limit, grace=None):
        """Asks for pages until each is as it should be.

        `pages` holds an address and a test of its text, by name. Returns the seconds since `begun` at which each
        passed its test: without those that did not in `limit` seconds, or in `grace` seconds after the first of
        `pages` did.
        """
        passed, first = {}, next(iter(pages))
        while True:
            for name, (address, test) in pages.items():
                if name not in passed and test(self.get(address)):
                    passed[name] = time.monotonic() - begun
            gone = time.monotonic() - begun
            late = grace is not None and gone > passed.get(first, gone) + grace
            if len(passed) == len(pages) or gone > limit or late:
                return passed
            time.sleep(max(POLL, gone / 100))

    def listen(self, address):
        """A stream of events (`text/event-stream`), behind the first, which says how things stand."""
        events = Events(self.port, address)
        events.next()
        return events

    def rest(self, limit):
        """Waits until the server has nothing more to do.

        Raises `Broken` where it works on for longer than `limit` seconds.
        """
        end, before = time.monotonic() + limit, self._worked()
        while time.monotonic() < end:
            time.sleep(QUIET)
            now = self._worked()
            if now - before <= IDLE * QUIET:
                return
            before = now
        raise Broken(f"still works {limit} s after everything was shown: {self.said()}")

    def memory(self):
        """KiB of resident memory of all of its processes: now, and the sum of their peaks; `None` where unknown."""
        found = [0, 0]
        for process, _ in self._processes():
            try:
                lines = (process / "status").read_text().splitlines()
            except OSError:
                continue
            values = dict(line.split(":", 1) for line in lines)
            for place, key in enumerate(("VmRSS", "VmHWM")):
                found[place] += int(values.get(key, "0").split()[0])
        return found if all(found) else (None, None)

    def said(self):
        """The end of what it printed."""
        return self.log.read_text(encoding="utf-8", errors="replace").strip()[-1000:]

    def _worked(self):
        """Seconds that its processes have worked."""
        ticks = sum(sum(map(int, fields[11:13])) for _, fields in self._processes())
        return ticks / os.sysconf("SC_CLK_TCK")

    def _processes(self):
        """Its processes, as folders of `/proc` and the fields of `stat` from the third on."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[3] == str(self.process.pid):
                found.append((process, fields))
        return found


class Events:
    """A stream that a server keeps open; used in a `with`, at whose end it is closed."""

    def __init__(self, port, address):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            self.connection.request("GET", address)
            self.answer = self.connection.getresponse()
        except (OSError, http.client.HTTPException) as fault:
            raise Broken(f"tells nothing at {address}: {fault}") from None
        if self.answer.status != 200:
            raise Broken(f"tells nothing at {address}: answer {self.answer.status}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def next(self):
        """Waits for the next event; returns the moment at which it came."""
        try:
            while line := self.answer.readline():
                if line.startswith(b"data:"):
                    return time.monotonic()
        except OSError:
            pass
        raise Broken("tells nothing any more")


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
