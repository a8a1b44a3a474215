"""Memory of a process that checks all texts, and one process against two.

It must never hand a child more than it would have in real life: a compiled guideline and the texts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from scripts.bench_clock import SPREAD, WALL, Sample, Sheet, spread
from scripts.bench_warm import Workshop
from voicekit.guideline.compiled import Guideline

_CHILD = Path(__file__).with_name("bench_child.py")


class Run(NamedTuple):
    """What one child said of itself: seconds, findings, KiB."""

    cpu: float
    wall: float
    findings: int
    peak_kib: int

    @property
    def sample(self) -> Sample:
        """Its times."""
        return Sample(self.cpu, self.wall)


class Nest:
    """Starts children that read the same texts."""

    def __init__(self, folder: str, texts: Sequence[str]) -> None:
        self._folder = folder
        self._texts = Path(folder, "texts.json")
        self._texts.write_text(json.dumps(texts), encoding="utf-8")

    def run(self, judged: Guideline, count: int, jobs: int = 1) -> Run:
        """A new process that checks `count` drafts in `jobs` processes. Raises RuntimeError where it fails."""
        stored = Path(self._folder, f"guideline-{id(judged)}")
        if not stored.exists():
            stored.write_bytes(judged.dumped())
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        command = [sys.executable, str(_CHILD), str(stored), str(self._texts), str(count), str(jobs)]
        done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise RuntimeError(f"a child ended with {done.returncode}: {done.stderr[-1000:]}")
        return Run(**json.loads(done.stdout))


@contextmanager
def _nest(texts: Sequence[str]) -> Iterator[Nest]:
    with tempfile.TemporaryDirectory() as folder:
        yield Nest(folder, texts)


def memory(shop: Workshop, sheet: Sheet) -> None:
    """Peak memory of processes that check every text with few and with many rules, and what 1,000 rules add."""
    few, most, many = shop.sizes[0], shop.sizes[-1], shop.many_rules
    items = shop.texts.items
    peaks: dict[int, float] = {}
    sheet.head(f"memory: peak MB of a new process that checks {len(items):,} texts", SPREAD)
    with _nest(items) as nest:
        for size in sorted({few, many, most}):
            runs = [nest.run(shop.tuned(size)[1], len(items)) for _ in range(1 if shop.quick else 3)]
            found = spread([run.peak_kib / 1024 for run in runs])
            peaks[size] = found.median
            sheet.row(f"{size:,} rules", found.shown(), peak_mb=found.median)
            if size == many:
                first = [run.sample for run in runs]
    added = (peaks[most] - peaks[few]) / (most - few) * 1000
    sheet.row("per 1,000 rules", f"{added:.1f}", mb=added)
    sheet.note(
        "what a new process pays while every word and rule is new to it, microseconds a reply, CPU and wall:"
    )
    sheet.cost(f"first pass, {many:,} rules", first, len(items))


def processes(shop: Workshop, sheet: Sheet) -> None:
    """One process and two on the same drafts: all of it, and the slope from fewer drafts to more, free of start-up."""
    short = 200 if shop.quick else 8_000
    sizes = (short, 3 * short)
    runs: dict[tuple[int, int], list[Run]] = {(jobs, size): [] for size in sizes for jobs in (1, 2)}
    with _nest(shop.texts.items) as nest:
        for _ in range(1 if shop.quick else 5):
            for (jobs, size), kept in runs.items():
                kept.append(nest.run(shop.many, size, jobs))
    sheet.head(
        f"processes: {shop.many_rules:,} rules, seconds for {sizes[1]:,} drafts, {os.cpu_count()} cores",
        WALL,
        "CPU median (min .. max), all processes",
    )
    slopes: dict[int, list[Sample]] = {}
    for jobs in (1, 2):
        near, far = (runs[jobs, size] for size in sizes)
        # Three times the drafts have one start-up, too: what is between the two has none.
        slopes[jobs] = [Sample(b.cpu - a.cpu, b.wall - a.wall) for a, b in zip(near, far, strict=True)]
        starts = [
            Sample(run.cpu - slope.cpu / 2, run.wall - slope.wall / 2)
            for run, slope in zip(near, slopes[jobs], strict=True)
        ]
        name = f"{jobs} process{'es' * (jobs > 1)}"
        for label, found in ((name, [run.sample for run in far]), (f"  of it start-up, {name}", starts)):
            wall, cpu = spread([one.wall for one in found]), spread([one.cpu for one in found])
            sheet.row(label, f"{wall.shown(2):<32}{cpu.shown(2)}", wall_s=wall.median, cpu_s=cpu.median)
    one, two = ([run.wall for run in runs[jobs, sizes[1]]] for jobs in (1, 2))
    sheet.against("two are as fast as one, times", spread(_quotients(one, two)))
    steady = [[slope.wall for slope in slopes[jobs]] for jobs in (1, 2)]
    sheet.against("  without start-up", spread(_quotients(*steady)))
    work = [[slope.cpu / jobs for slope in slopes[jobs]] for jobs in (1, 2)]
    sheet.against("  without start-up, had each a core to itself", spread(_quotients(*work)))


def _quotients(over: Sequence[float], under: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(over, under, strict=True) if other > 0] or [0.0]
