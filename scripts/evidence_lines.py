"""One measured line of the evidence: a figure with its n and 95 % interval, and whether it holds what it must.

It must never call a line met that was not measured.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from voicekit.evals.stats import Share, f1, f1_interval


class Line(NamedTuple):
    """A figure. `least` is what must be reached (None: reported as it is); `met` follows from the figure itself, not
    from the ends of its interval. `value` is None where there was nothing to measure.
    """

    section: str
    name: str
    language: str
    value: float | None
    n: int
    low: float | None
    high: float | None
    least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """True or False against `least`; None where nothing must be reached."""
        if self.least is None:
            return None
        return self.value is not None and self.value >= self.least

    def to(self) -> dict[str, Any]:
        """JSON-ready, rounded to four places."""
        out: dict[str, Any] = {
            "section": self.section,
            "name": self.name,
            "language": self.language,
            "n": self.n,
        }
        for name in ("value", "low", "high", "least"):
            figure = getattr(self, name)
            if figure is not None:
                out[name] = round(figure, 4)
        if self.met is not None:
            out["met"] = self.met
        return out | ({"note": self.note} if self.note else {})

    def __str__(self) -> str:
        mark = {True: "met", False: "MISSED", None: ""}[self.met]
        figure = "nothing to measure" if self.value is None else f"{self.value:.3f}"
        between = "" if self.low is None or self.high is None else f" [{self.low:.3f}, {self.high:.3f}]"
        aim = "" if self.least is None else f"  at least {self.least:g}"
        head = f"{self.language:<3} {self.name}"
        note = f"  ({self.note})" if self.note else ""
        return f"  {head:<58} {figure}{between} n {self.n}{aim}  {mark}{note}".rstrip()


def of_share(
    section: str, name: str, language: str, share: Share, least: float | None = None, note: str = ""
) -> Line:
    """A line of a share, with its Wilson interval."""
    low, high = share.interval if share.n else (None, None)
    return Line(section, name, language, share.value, share.n, low, high, least, note)


def of_f1(
    section: str, name: str, language: str, true: int, false: int, missed: int, least: float | None = None
) -> Line:
    """A line of an F1, with its interval; `n` is all that was found or should have been."""
    n = true + false + missed
    if not n:
        return Line(section, name, language, None, 0, None, None, least)
    low, high = f1_interval(true, false, missed)
    return Line(section, name, language, f1(true, false, missed), n, low, high, least)
