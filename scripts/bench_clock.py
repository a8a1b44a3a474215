"""Times contenders in short interleaved rounds, so that what else the machine does falls on all of them alike.

It must never give one number without its spread.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple, TypeVar

T = TypeVar("T")
Figures = dict[str, float]
"""What goes into the history: plain names and numbers."""
MICRO = ("us", 1e6)
MILLI = ("ms", 1e3)
CPU, WALL, SPREAD = "CPU median (min .. max)", "wall median (min .. max)", "median (min .. max)"


class Sample(NamedTuple):
    """What one turn of one contender cost, in seconds."""

    cpu: float
    wall: float


class Spread(NamedTuple):
    """Median, least and most of some numbers."""

    median: float
    low: float
    high: float

    def shown(self, digits: int = 1) -> str:
        """For people: `12.3 (11.0 .. 15.9)`."""
        return f"{self.median:,.{digits}f} ({self.low:,.{digits}f} .. {self.high:,.{digits}f})"


def spread(numbers: Sequence[float]) -> Spread:
    """The spread of at least one number."""
    return Spread(median(numbers), min(numbers), max(numbers))


def timed(work: Callable[[], object]) -> Sample:
    """What one call of `work` costs this process."""
    cpu, wall = process_time(), perf_counter()
    work()
    return Sample(process_time() - cpu, perf_counter() - wall)


def rounds(
    contenders: Mapping[str, Callable[[T], object]],
    feeds: Sequence[T],
    clock: Callable[[Callable[[], object]], Sample] = timed,
    before: Callable[[], None] = lambda: None,
) -> dict[str, list[Sample]]:
    """One round a feed: every contender works on that same feed, in an order that moves on from round to round.

    Rubbish is collected before each turn, and what the bench itself holds is taken out of the collector's sight.
    """
    names = list(contenders)
    samples: dict[str, list[Sample]] = {name: [] for name in names}
    gc.collect()
    gc.freeze()
    try:
        for number, feed in enumerate(feeds):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                work = contenders[name]
                before()
                gc.collect()
                samples[name].append(clock(lambda work=work, feed=feed: work(feed)))  # type: ignore[misc]
    finally:
        gc.unfreeze()
    return samples


def slices(items: Sequence[T], size: int, count: int) -> list[list[T]]:
    """`count` stretches of `size` items, each where the last one ended, from the start again at the end."""
    size = min(size, len(items))
    return [[items[(number * size + at) % len(items)] for at in range(size)] for number in range(count)]


def ratios(over: Sequence[Sample], under: Sequence[Sample]) -> Spread:
    """The spread of CPU quotients, round by round."""
    return spread([one.cpu / other.cpu for one, other in zip(over, under, strict=True)])


class Sheet:
    """Prints the lines of a run and keeps their figures."""

    def __init__(self, say: Callable[[str], None] = print) -> None:
        self._say = say
        self.figures: dict[str, Figures] = {}
        self.differences: list[str] = []
        """Where findings were not those of the reference: the run has failed."""

    def head(self, title: str, *columns: str) -> None:
        """A section's title; `columns` stand over the figures."""
        self._say(f"\n{title}")
        if columns:
            self._say(f"{'':54}{''.join(f'{column:<32}' for column in columns)}".rstrip())

    def note(self, text: str) -> None:
        """A line in words."""
        self._say(f"  {text}")

    def row(self, name: str, text: str, **figures: float) -> None:
        """A line of figures, and the numbers themselves for the history."""
        self._say(f"  {name:<52}{text}")
        if figures:
            self.figures[name.strip()] = {key: float(f"{value:.6g}") for key, value in figures.items()}

    def cost(
        self,
        name: str,
        samples: Sequence[Sample],
        share: float,
        findings: float | None = None,
        unit: tuple[str, float] = MICRO,
    ) -> None:
        """CPU and wall time in `unit`, divided by `share` (replies, words)."""
        short, factor = unit
        cpu = spread([sample.cpu / share * factor for sample in samples])
        wall = spread([sample.wall / share * factor for sample in samples])
        said = f"{cpu.shown():<32}{wall.shown():<32}"
        figures = {
            f"cpu_{short}": cpu.median,
            f"cpu_{short}_min": cpu.low,
            f"cpu_{short}_max": cpu.high,
            f"wall_{short}": wall.median,
        }
        if findings is not None:
            said += f"{findings:.2f}"
            figures["findings"] = findings
        self.row(name, said.rstrip(), rounds=len(samples), **figures)

    def against(
        self,
        name: str,
        found: Spread,
        *,
        least: float | None = None,
        most: float | None = None,
        digits: int = 2,
    ) -> None:
        """A figure beside its aim, which it must reach (`least`) or stay under (`most`)."""
        aim = ""
        if least is not None:
            aim = f"aim >= {least:g}: {'met' if found.median >= least else 'MISSED'}"
        elif most is not None:
            aim = f"aim <= {most:g}: {'met' if found.median <= most else 'MISSED'}"
        self.row(
            name,
            f"{found.shown(digits):<32}{aim}".rstrip(),
            median=found.median,
            min=found.low,
            max=found.high,
        )

    def record(self, about: Mapping[str, object]) -> str:
        """One line of JSON for the history."""
        return json.dumps({**about, "figures": self.figures}, ensure_ascii=False)
