"""What the figures were taken on."""

import os
import platform
import subprocess
from pathlib import Path

from .tool import HERE


def facts(folder, tools):
    """Processor, memory, system, file system and versions, as a table of texts."""
    return {
        "processor": f"{_processor()}, {os.cpu_count()} threads",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "file system": _file_system(folder),
        "python": platform.python_version(),
        "commit": _commit(),
        **{tool.name: tool.version() for tool in tools},
    }


def line(facts_):
    """The facts in a line of prose."""
    return "; ".join(f"{name}: {value}" for name, value in facts_.items())


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def _file_system(folder):
    """The type of the file system that a folder is on: of the mounts above it, the innermost."""
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return "unknown"
    above = [(point, kind) for point, kind in mounts if folder.resolve().is_relative_to(point)]
    return max(above, key=lambda mount: len(mount[0]), default=("", "unknown"))[1]


def _commit():
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    answer = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    return answer.stdout.strip() or "unknown"
