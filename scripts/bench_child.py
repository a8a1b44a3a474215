"""Checks texts with a compiled guideline in a process of its own and prints what that took, as one line of JSON.

Usage: bench_child.py GUIDELINE TEXTS COUNT JOBS: a marshalled guideline, a JSON list of texts, how many drafts to
make of them, in how many processes. It must never import more than such a process needs: that is what is measured.
"""

from __future__ import annotations

import json
import marshal
import sys
from itertools import cycle, islice
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from voicekit.guideline.compiled import Guideline
from voicekit.service import check_many
from voicekit.types import Conversation, Draft


def peak() -> int:
    """Most memory this process has held, in KiB."""
    try:
        with open("/proc/self/status", encoding="ascii") as lines:  # getrusage would count the parent's, too
            return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        most = getrusage(RUSAGE_SELF).ru_maxrss
        return most // 1024 if sys.platform == "darwin" else most


def used() -> float:
    """CPU seconds of this process and of those it has ended."""
    spent = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def main() -> None:
    with open(sys.argv[2], encoding="utf-8") as file:
        texts: list[str] = json.load(file)
    with open(sys.argv[1], "rb") as raw:
        judged = Guideline(marshal.loads(raw.read()))
    count, jobs = int(sys.argv[3]), int(sys.argv[4])
    talk = Conversation()
    items = [(talk, Draft(text)) for text in islice(cycle(texts), count)]
    cpu, wall = used(), perf_counter()
    found = sum(len(report.findings) for report in check_many(judged, items, jobs=jobs))
    wall = perf_counter() - wall
    print(json.dumps({"cpu": used() - cpu, "wall": wall, "findings": found, "peak_kib": peak()}))


if __name__ == "__main__":
    main()
