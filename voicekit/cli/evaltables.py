"""The tables of `voicekit eval run`: figures of messages, threads and rules beside their aims, in text and as JSON.

Must never show a figure without its n, nor a word of a customer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voicekit.evals.conversation import Measured
    from voicekit.evals.figures import Counted, Figure, Lost
    from voicekit.evals.stats import Share

WIDE = ("all", "test")
"""Scopes that have room for the whole interval; a language shows the end that an aim is about."""
_HEAD = "right/n share [95 %]; a language: right/n share, > its lower or < its upper end; ! misses its aim"


def tables(measured: Measured) -> list[str]:
    """One table for messages, threads, contextual rules and other ways of typing, each where there is something."""
    lines = []
    for title, figures in (("messages", measured.messages), ("threads", measured.threads)):
        if figures:
            lines += ["", f"{title}  ({_HEAD})", *_grid(_figure_rows(figures))]
    if measured.rules:
        lines += ["", f"contextual rules  ({_HEAD}; F1: value/n)", *_grid(_rule_rows(measured.rules))]
    if measured.lost:
        head = "typed otherwise: figure as typed > typed otherwise, over the entries this changes; ! loses over 0.05"
        lines += ["", head, *_grid(_lost_rows(measured.lost)), *_lost_lines(measured.lost)]
    if lines:
        lines += ["", f"{measured.missed} figures miss their aim" if measured.missed else "every aim is met"]
    return lines


def _grid(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _figure_rows(figures: Sequence[Figure]) -> list[list[str]]:
    scopes = list(dict.fromkeys(figure.scope for figure in figures))
    at = {(figure.name, figure.scope): figure for figure in figures}
    rows = [["", "aim", *scopes, "missed"]]
    for name in dict.fromkeys(figure.name for figure in figures):
        own = [at.get((name, scope)) for scope in scopes]
        aim = next((_aim(figure) for figure in own if figure is not None and figure.aim is not None), "")
        cells = [_cell(figure) if figure is not None else "-" for figure in own]
        rows.append([name, aim, *cells, _missed(own)])
    return rows


def _rule_rows(rules: Sequence[Counted]) -> list[list[str]]:
    scopes = list(dict.fromkeys(count.scope for count in rules))
    at = {(count.rule, count.scope): count for count in rules}
    rows = [["", "aim", "F1", "precision", "recall", "elsewhere", *scopes[1:], "missed"]]
    for name in dict.fromkeys(count.rule for count in rules):
        own = [at.get((name, scope)) for scope in scopes]
        first = own[0]
        figures = [count.f1 if count is not None else None for count in own]
        aim = next((_aim(figure) for figure in figures if figure is not None and figure.aim is not None), "")
        head = ["-"] * 4
        if first is not None:
            head = [
                _f1(first.f1, wide=True),
                share_cell(first.precision),
                share_cell(first.recall),
                str(first.unsaid),
            ]
        rest = [_f1(figure, wide=False) if figure is not None else "-" for figure in figures[1:]]
        rows.append([name, aim, *head, *rest, _missed(figures)])
    return rows


def _lost_rows(lost: Sequence[Lost]) -> list[list[str]]:
    from voicekit.evals.perturb import VARIANTS

    at = {(one.variant, one.table, one.name, one.scope): one for one in lost}
    rows = [["", "", *VARIANTS.values()]]
    for scope in WIDE:
        names = dict.fromkeys((one.table, one.name) for one in lost if one.scope == scope)
        for table, name in names:
            cells = [at.get((variant, table, name, scope)) for variant in VARIANTS]
            rows.append(
                [f"{table}: {name}", scope, *(_lost(one) if one is not None else "-" for one in cells)]
            )
    return rows


def _lost_lines(lost: Sequence[Lost]) -> list[str]:
    """What is lost in a single language, where it is too much."""
    from voicekit.evals.perturb import VARIANTS

    return [
        f"  {one.scope}: {one.table}: {one.name}, {VARIANTS[one.variant]}: {_lost(one)}"
        for one in lost
        if one.scope not in WIDE and one.met is False
    ]


def _lost(one: Lost) -> str:
    return f"{one.plain:.2f} > {one.typed:.2f} of {one.n}{_mark(one.met)}"


def _aim(figure: Figure) -> str:
    return f"{'<=' if figure.at_most else '>='} {figure.aim:g}"


def _cell(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "-"
    head = f"{figure.right:g}/{figure.n} {figure.value:.2f}"
    if figure.scope in WIDE:
        return f"{head} [{figure.low:.2f}, {figure.high:.2f}]{_mark(figure.met)}"
    end = f"<{figure.high:.2f}" if figure.at_most else f">{figure.low:.2f}"
    return f"{head} {end}{_mark(figure.met)}"


def _f1(figure: Figure, *, wide: bool) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "-"
    between = f"[{figure.low:.2f}, {figure.high:.2f}]" if wide else f">{figure.low:.2f}"
    return f"{figure.value:.2f}/{figure.n} {between}{_mark(figure.met)}"


def _missed(figures: Sequence[Figure | None]) -> str:
    wrong = [figure.scope for figure in figures if figure is not None and figure.met is False]
    return f"missed: {', '.join(wrong)}" if wrong else ""


def _mark(met: bool | None) -> str:
    return " !" if met is False else ""


def share_cell(share: Share) -> str:
    """A share with its n and its interval."""
    if not share.n:
        return "-"
    low, high = share.interval
    return f"{share.right:g}/{share.n} {share.right / share.n:.2f} [{low:.2f}, {high:.2f}]"


def measured_to(measured: Measured) -> dict[str, Any]:
    """The figures as JSON-ready values, with every scope of every table."""
    from voicekit.evals.stats import share_to

    return {
        "messages": [_figure_to(figure) for figure in measured.messages],
        "threads": [_figure_to(figure) for figure in measured.threads],
        "rules": [
            {
                **count._asdict(),
                "precision": share_to(count.precision),
                "recall": share_to(count.recall),
                "f1": _figure_to(count.f1),
            }
            for count in measured.rules
        ],
        "typed_otherwise": [one._asdict() | {"met": one.met} for one in measured.lost],
        "missed": measured.missed,
    }


def _figure_to(figure: Figure) -> dict[str, Any]:
    return figure._asdict() | {"name": figure.name.strip(), "met": figure.met}
