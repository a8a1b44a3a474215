"""The formulas agree with worked examples; it must never compare them with themselves."""

from __future__ import annotations

import random

import pytest

from voicekit.evals.stats import (
    Share,
    difference_interval,
    f1,
    pearson,
    ranks,
    share_to,
    spearman,
    spearman_interval,
    wilson,
)


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (0, 0, 0, 1),
    ],
)
def test_wilson_is_as_published(right: int, n: int, low: float, high: float) -> None:
    # 81 of 263 is the worked example of Newcombe 1998 (method 3: 0.2553 to 0.3662).
    assert wilson(right, n) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_covers_the_true_share_about_95_times_of_100() -> None:
    draw = random.Random(3)
    for share in (0.1, 0.5, 0.9):
        inside = 0
        for _ in range(600):
            low, high = wilson(sum(draw.random() < share for _ in range(40)), 40)
            inside += low <= share <= high
        assert 0.92 <= inside / 600 <= 0.985


def test_a_share_says_its_n_and_nothing_of_nothing() -> None:
    assert str(Share(19, 20)) == "0.950 [0.764, 0.991] of 20"
    assert (Share(0, 0).value, str(Share(0, 0))) == (None, "nothing of 0")
    assert share_to(Share(0, 0)) == {"right": 0, "n": 0, "value": None, "low": None, "high": None}


def test_f1_by_hand() -> None:
    assert f1(8, 2, 4) == pytest.approx(16 / 22)
    assert f1(0, 0, 0) is None
    assert f1(0, 3, 0) == 0


def test_ranks_share_the_mean_place() -> None:
    assert ranks([10, 20, 20, 5]) == [2, 3.5, 3.5, 1]


def test_spearman_by_hand() -> None:
    # sum of squared rank differences 6, n 5: 1 - 6 * 6 / (5 * 24)
    assert spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 7.5]) == pytest.approx(0.8)
    assert spearman([1, 2, 3, 4, 5], [2, 3, 1, 5, 4]) == pytest.approx(1 - 6 * 8 / 120)
    # With ties: ranks 1 2.5 2.5 4 against 1 2 3 4.
    assert spearman([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(4.5 / (4.5 * 5) ** 0.5)
    assert spearman([1, 1, 1], [1, 2, 3]) is None
    with pytest.raises(ValueError, match="2 values against 3"):
        pearson([1, 2], [1, 2, 3])


def test_the_interval_of_a_rank_correlation() -> None:
    # atanh(0.5) = 0.5493; error sqrt(1.125 / 97) = 0.1077; tanh(0.5493 -+ 0.2111)
    assert spearman_interval(0.5, 100) == pytest.approx((0.3260, 0.6412), abs=5e-4)
    assert spearman_interval(0.5, 3) == (-1.0, 1.0)


def test_the_interval_of_a_difference_tells_better_from_as_good() -> None:
    draw = random.Random(1)
    target = [draw.random() for _ in range(300)]
    close = [value + draw.gauss(0, 0.1) for value in target]
    loose = [value + draw.gauss(0, 1.0) for value in target]
    low, high = difference_interval(target, close, loose, rounds=100)
    assert 0.3 < low < high
    low, high = difference_interval(target, close, list(close), rounds=50)
    assert low == high == 0
