"""Shares with their intervals, rank correlation and F1, by the plain formulas.

It must never hand out a share without the number it was taken of, nor import anything heavy.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, sqrt, tanh
from typing import NamedTuple

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution: 95 % lie within."""


class Share(NamedTuple):
    """`right` of `n`, with the 95 % Wilson interval (Wilson 1927)."""

    right: float
    n: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.right / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end; 0 and 1 of nothing."""
        return wilson(self.right, self.n)

    def __str__(self) -> str:
        if not self.n:
            return "nothing of 0"
        low, high = self.interval
        return f"{self.right / self.n:.3f} [{low:.3f}, {high:.3f}] of {self.n}"


def wilson(right: float, n: int, z: float = Z) -> tuple[float, float]:
    """The Wilson score interval of `right` successes in `n` tries; (0, 1) of nothing. A half counts as a half."""
    if not n:
        return 0.0, 1.0
    share, square = right / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def share_to(share: Share) -> dict[str, float | int | None]:
    """A share as JSON-ready values; without an n there is no figure and no interval."""
    low, high = share.interval if share.n else (None, None)
    return {"right": share.right, "n": share.n, "value": share.value, "low": low, "high": high}


def f1(true: int, false: int, missed: int) -> float | None:
    """2 tp / (2 tp + fp + fn); None where there was nothing to find and nothing was found."""
    both = 2 * true + false + missed
    return 2 * true / both if both else None


def f1_interval(true: int, false: int, missed: int) -> tuple[float, float]:
    """95 % interval of F1: that of tp / (tp + fp + fn) by Wilson, of which F1 is a rising function, carried over."""
    low, high = (2 * end / (1 + end) for end in wilson(true, true + false + missed))
    return low, high


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1; equal values share the mean of their places."""
    order = sorted(range(len(values)), key=values.__getitem__)
    out = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            out[place] = (start + end) / 2 + 1
        start = end + 1
    return out


def pearson(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The product-moment correlation; None where one side does not vary."""
    n = len(first)
    if n != len(second):
        raise ValueError(f"{n} values against {len(second)}")
    if n < 2:
        return None
    one, two = sum(first) / n, sum(second) / n
    across = sum((a - one) * (b - two) for a, b in zip(first, second, strict=True))
    spread = sqrt(sum((a - one) ** 2 for a in first) * sum((b - two) ** 2 for b in second))
    return across / spread if spread else None


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Rank correlation, ties with their mean rank; None where one side does not vary."""
    return pearson(ranks(first), ranks(second))


def spearman_interval(rho: float, n: int) -> tuple[float, float]:
    """95 % interval of a rank correlation of `n` pairs, with the error of Bonett and Wright (2000)."""
    if n < 4 or abs(rho) >= 1:
        return (-1.0, 1.0) if n < 4 else (rho, rho)
    reach = Z * sqrt((1 + rho * rho / 2) / (n - 3))
    return tanh(atanh(rho) - reach), tanh(atanh(rho) + reach)


def difference_interval(
    target: Sequence[float],
    first: Sequence[float],
    second: Sequence[float],
    *,
    rounds: int = 400,
    seed: int = 7,
) -> tuple[float, float]:
    """95 % bootstrap interval of spearman(target, first) minus spearman(target, second), the same rows in both.

    Ranks are taken once, over all rows: drawing them anew each round changes the third digit and costs a minute.
    """
    from random import Random

    goal, one, two = ranks(target), ranks(first), ranks(second)
    random, places, found = Random(seed), range(len(goal)), []
    for _ in range(rounds):
        drawn = random.choices(places, k=len(goal))
        aim = [goal[place] for place in drawn]
        a = pearson(aim, [one[place] for place in drawn])
        b = pearson(aim, [two[place] for place in drawn])
        if a is not None and b is not None:
            found.append(a - b)
    found.sort()
    if not found:
        return -2.0, 2.0
    return found[int(0.025 * len(found))], found[min(len(found) - 1, int(0.975 * len(found)))]
