"""`voicekit guideline impact`: past replies under a changed guideline, and what would be judged otherwise.

Must never print a customer's or an agent's words but with `--texts`, nor say yes in somebody's place.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from voicekit.cli import common, inputs
from voicekit.cli.guideline import shared
from voicekit.errors import InputError

if TYPE_CHECKING:
    from voicekit.evals.compare import Flip, Impact, ReplaySet, Used


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline impact`."""
    shared.brand_option(parser)
    parser.add_argument("--guidelines", metavar="DIR", help="a guideline folder of your own")
    named = "a guidelines folder, a brand's folder, a version's number, 'draft' or 'live'"
    parser.add_argument(
        "--draft", metavar="WHAT", help=f"the changed guideline: {named} (default: the store's draft)"
    )
    parser.add_argument(
        "--against", metavar="WHAT", help="what it is compared with, named alike (default: live)"
    )
    parser.add_argument(
        "--on",
        metavar="FILE",
        action="append",
        default=[],
        help="conversations to replay as well; again for more",
    )
    parser.add_argument(
        "--texts", action="store_true", help="print the replies whose verdict would be another"
    )
    parser.add_argument(
        "--limit", metavar="N", type=int, default=10, help="most lines of a list (default: 10)"
    )
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="processes (default: 1)")
    shared.format_option(parser)


def run(args: argparse.Namespace) -> int:
    """Print the impact; 1 where a reply that is known to be good would be blocked."""
    if not 1 <= args.jobs <= 256:
        raise InputError(f"--jobs {args.jobs}: expected 1 to 256")
    if args.limit < 0:
        raise InputError(f"--limit {args.limit}: expected 0 or more")
    settings = common.settings_from(args)
    brand = shared.brand_of(args, settings)
    from voicekit.cli.progress import shown
    from voicekit.service import impact

    sets = [_set(file, brand) for file in args.on]
    shared.working()
    found = impact.impact(
        settings, brand, draft=args.draft, against=args.against, on=sets, jobs=args.jobs, watch=shown
    )
    if args.format == "json":
        shared.write_json(brand, **impact_to(found, texts=args.texts))
    else:
        shared.write_lines(told(found, args.limit, texts=args.texts))
    if found.blocked_good:
        shared.tell("publishing this wants --yes: replies that are known to be good would be blocked")
    return int(bool(found.blocked_good))


def _set(file: str, brand: str) -> ReplaySet:
    from voicekit.evals.compare import entries_of

    items = inputs.read([file], draftless=True)
    return entries_of(file, [(item.name, item.conversation, item.draft) for item in items], brand)


def told(found: Impact, limit: int, *, texts: bool) -> Iterator[str]:
    """The impact for a person; no list is longer than `limit`."""
    yield f"replayed: {_count(found.n, 'reply', 'replies')}"
    for one in found.sets:
        yield f"  {one.name}: n {one.n:,}{_left(one)}"
    yield from _flips(found, limit, texts)
    came, went = (f"{found.per_1000(count) or 0:.1f}" for count in (found.came, found.went))
    yield ""
    yield f"findings: {found.came:,} new ({came} per 1,000 replies), {found.went:,} gone ({went} per 1,000)"
    if found.rules:
        longest = max(len(one.rule) for one in found.rules[: limit or None])
        yield f"  {'rule':<{longest}}  {'new':>6}{'gone':>7}{'graver or milder':>18}{'verdicts':>10}"
        rows = (
            f"  {one.rule:<{longest}}  {one.came:>6,}{one.went:>7,}{one.turned:>18,}{one.flips:>10,}"
            for one in found.rules
        )
        yield from _cut(rows, limit, len(found.rules))
    if found.hands:
        yield ""
        yield f"handed over otherwise: {_count(len(found.hands), 'thread', 'threads')}"
        kinds = Counter((one.old or "nobody", one.new or "nobody") for one in found.hands)
        rows = (f"  {old} -> {new}: {n:,}" for (old, new), n in kinds.most_common())
        yield from _cut(rows, limit, len(kinds))
    yield ""
    more = f"; {found.unheard:,} more are for languages these replies are not in" if found.unheard else ""
    yield f"rules that never fired here: {len(found.never):,}{more}"
    yield from _cut((f"  {rule}" for rule in found.never), limit, len(found.never))
    if found.errors:
        yield ""
        yield "rules that could not be run: " + ", ".join(
            f"{rule} ({n:,})" for rule, n in found.errors.most_common()
        )
    if found.blocked_good:
        yield ""
        yield f"known to be good, and blocked: {_count(len(found.blocked_good), 'reply', 'replies')}"
        yield from _cut((f"  {name}" for name in found.blocked_good), limit, len(found.blocked_good))


def _flips(found: Impact, limit: int, texts: bool) -> Iterator[str]:
    yield ""
    if not found.flips:
        yield "no verdict would be another"
        return
    share = found.per_1000(len(found.flips)) or 0
    yield f"verdicts that would be others: {len(found.flips):,} ({share:.1f} per 1,000 replies)"
    kinds: dict[tuple[str, str], list[Flip]] = {}
    for flip in found.flips:
        kinds.setdefault((flip.old, flip.new), []).append(flip)
    for (old, new), flips in kinds.items():
        yield f"  {old} -> {new}: {len(flips):,}"
        rows = (f"    {flip.name}: {', '.join(flip.rules)}{_quoted(flip) if texts else ''}" for flip in flips)
        yield from _cut(rows, limit, len(flips), "    ")


def _quoted(flip: Flip) -> str:
    return f"\n      {' '.join(flip.text.split())}"


def _left(one: Used) -> str:
    said = f"; {one.unread:,} in no language that is checked" if one.unread else ""
    whys = Counter(why for _, why in one.unusable)
    return said + "".join(f"; left out {n:,}: {why}" for why, n in whys.most_common())


def _cut(rows: Iterable[str], limit: int, total: int, indent: str = "  ") -> Iterator[str]:
    for number, row in enumerate(rows):
        if number == limit:
            yield f"{indent}... and {total - limit:,} more; see --limit"
            return
        yield from row.split("\n")


def _count(n: int, one: str, many: str) -> str:
    return f"{n:,} {one if n == 1 else many}"


def impact_to(found: Impact, *, texts: bool) -> dict[str, Any]:
    """The impact as JSON-ready values, whole."""

    def flip_to(flip: Flip) -> dict[str, Any]:
        value = flip._asdict()
        return value if texts else {key: one for key, one in value.items() if key != "text"}

    def dicts(rows: Sequence[Any]) -> list[dict[str, Any]]:
        return [row._asdict() for row in rows]

    return {
        "replies": found.n,
        "sets": [
            one._asdict() | {"unusable": [{"name": name, "reason": why} for name, why in one.unusable]}
            for one in found.sets
        ],
        "flips": [flip_to(flip) for flip in found.flips],
        "findings": {
            "new": found.came,
            "gone": found.went,
            "new_per_1000": found.per_1000(found.came),
            "gone_per_1000": found.per_1000(found.went),
        },
        "rules": dicts(found.rules),
        "hand_overs": dicts(found.hands),
        "never_fired": list(found.never),
        "other_languages": found.unheard,
        "rule_errors": dict(found.errors),
        "known_good_blocked": list(found.blocked_good),
    }
