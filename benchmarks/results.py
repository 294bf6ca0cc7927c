"""Writes a benchmark's table into RESULTS.md: its part begins with a mark and ends where the next mark stands."""

import datetime
import os
import platform
import re
from pathlib import Path

FILE = Path(__file__).resolve().parent / "RESULTS.md"
HEAD = """# What the benchmarks measured

Written by the benchmarks themselves, ratios first; do not edit. Each table is of one run, in which all that is compared took
turns: ratios say something on any machine, times only on this one, and both the less the higher the load.
"""


def processor():
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found.group(1) if found else platform.processor() or platform.machine()


def begin():
    """What a table says of the machine; to be asked before the run."""
    load = os.getloadavg()[0]
    return f"{datetime.date.today()}, {processor()}, {os.cpu_count()} processors, load {load:.1f} before"


def record(mark, title, machine, lines):
    """Replaces the part of one benchmark."""
    machine += f" and {os.getloadavg()[0]:.1f} after the run"
    part = "\n".join([f"<!-- {mark} -->", "", f"## {title}", "", f"`benchmarks/{mark}`, {machine}.", "", *lines, ""])
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    parts = dict(re.findall(r"(?s)<!-- ([a-z-]+) -->(.*?)(?=<!-- |\Z)", text))
    whole = {name: f"<!-- {name} -->{body.rstrip()}\n" for name, body in parts.items()}
    whole[mark] = part
    FILE.write_text(HEAD + "\n" + "\n".join(whole[name] for name in sorted(whole)), encoding="utf-8")
