"""Runs one command and prints what it cost, as JSON: `timed.py SECONDS LOG COMMAND…`.

A program of its own because the system counts the memory of whoever starts a process towards that
process's peak: this one stays below 10 MiB.
"""

import json
import os
import signal
import sys
import time


def main(limit, log, *command):
    """Starts the command, kills it after `limit` seconds, and waits for it."""
    sink = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    streams = [(os.POSIX_SPAWN_DUP2, sink, 1), (os.POSIX_SPAWN_DUP2, sink, 2)]
    begun = time.monotonic()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=streams)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, float(limit))
    _, status, usage = os.wait4(child, 0)
    cost = {
        "wall": time.monotonic() - begun,
        "user": usage.ru_utime,
        "system": usage.ru_stime,
        "peak_kib": usage.ru_maxrss,
        "code": os.waitstatus_to_exitcode(status),
    }
    print(json.dumps(cost))


main(*sys.argv[1:])
