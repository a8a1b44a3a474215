"""Draws hits of the rules for a person to judge blind, and puts the judged ones into eval/precision/<language>.yaml.

    python -m scripts.precision_sample --out DIR [--lang de] [--most 3] [--seed 1] [--rule ID ...]
    python -m scripts.precision_sample --merge DIR/precision-de.yaml [--judged 2026-11-22]

The sheet shows no rule, no severity and no earlier verdict. It holds public texts, so it must never lie in the
repository; what is merged is where a hit stands and whether it was right, never a text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from scripts.evidence_data import DATA, ROOT, Hit, cases, hits, public
from voicekit.errors import InputError, VoicekitError
from voicekit.evals.precision import Judged, read_judged
from voicekit.types import LANGUAGES
from voicekit.wire import yamlin

JUDGED = ROOT / "eval" / "precision"
HOW = """\
# Hits to judge: {count}, {language}. Fill in `verdict` with right or wrong, and a `note` where that needs a word.
# The hit stands between >>> and <<<; without them the message is about the whole reply.
# right: the message is true of this text, and a good agent would be glad to be told before sending.
# wrong: it is not true here, or nobody would change the text for it. In doubt: wrong.
# The note must not quote the text. Where a language is stated but no customer, only this one message is known.
"""
_OPEN, _CLOSE = ">>>", "<<<"
_WORD = re.compile(r"\w+")


def place(hit: Hit) -> tuple[int | None, int | None]:
    """Start and end of a hit; None twice for the whole reply."""
    span = hit.finding.span
    return (None, None) if span is None else (span.start, span.end)


def known(judged: Iterable[Judged], hit: Hit) -> bool:
    """True where this hit has been judged."""
    return any(row.meets(hit.finding.rule_id, hit.text.source, hit.text.id, *place(hit)) for row in judged)


def draw(found: Sequence[Hit], judged: Sequence[Judged], most: int, seed: int) -> list[Hit]:
    """At most `most` hits a rule and language, those judged before counted in; in random order.

    One of each text and of its versions, from the sources in turn: cases first, where the situation is known.
    """
    by_rule: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for hit in found:
        by_rule[hit.text.language, hit.finding.rule_id].append(hit)
    rows: dict[str, list[Judged]] = defaultdict(list)
    for row in judged:
        rows[row.rule].append(row)
    chosen: list[Hit] = []
    for (language, rule), group in sorted(by_rule.items()):
        random = Random(f"{seed} {language} {rule}")
        old = [hit for hit in group if known(rows[rule], hit)]
        taken = {hit.text.group or hit.text.id for hit in old}
        wanted = most - len(old)
        heaps: dict[str, list[Hit]] = defaultdict(list)
        for hit in random.sample(group, len(group)):
            heaps[hit.text.source].append(hit)
        while wanted > 0 and any(heaps.values()):
            for source in sorted(heaps):
                while heaps[source] and wanted > 0:
                    hit = heaps[source].pop()
                    if (hit.text.group or hit.text.id) not in taken:
                        taken.add(hit.text.group or hit.text.id)
                        chosen.append(hit)
                        wanted -= 1
                        break
    Random(seed).shuffle(chosen)
    return chosen


def sheet_of(chosen: Sequence[Hit], language: str) -> tuple[str, list[dict[str, Any]]]:
    """The sheet for the judge, and the key that leads its numbers back to rules and places."""
    entries, key = [], []
    for number, hit in enumerate(chosen, 1):
        text = hit.text
        start, end = place(hit)
        shown = text.reply.text
        if start is not None and end is not None:
            shown = f"{shown[:start]}{_OPEN}{shown[start:end]}{_CLOSE}{shown[end:]}"
        entry: dict[str, Any] = {"n": number, "verdict": None, "note": None, "message": hit.finding.message}
        context = text.conversation.context
        known_of = [text.conversation.brand, text.conversation.channel, text.conversation.visibility]
        known_of += [str(context[name]) for name in ("mood", "scenario") if name in context]
        about = ", ".join(one for one in known_of if one)
        if about:
            entry["where"] = about
        turns = text.conversation.turns
        if len(turns) > 1:
            entry["thread"] = "\n".join(f"{turn.role}: {turn.text}" for turn in turns)
        elif text.customer:
            entry["customer"] = text.customer
        if text.reply.attachments:
            entry["attachments"] = [repr(one._asdict()) for one in text.reply.attachments]
        entry["reply"] = shown
        entries.append(entry)
        key.append(
            {"n": number, "rule": hit.finding.rule_id, "source": text.source, "id": text.id}
            | {"start": start, "end": end}
        )
    head = HOW.format(count=len(entries), language=language)
    return head + yamlin.dump({"language": language, "hits": entries}), key


def merged(sheet: Path, judged_on: str, reading: int = 1) -> tuple[str, list[Judged], int]:
    """Language, judged rows and the number left open of a sheet whose key lies beside it. InputError if it is off."""
    value = yamlin.load(sheet.read_text("utf-8"), str(sheet))
    key = {row.pop("n"): row for row in json.loads(key_of(sheet).read_text("utf-8"))}
    found, left = [], 0
    for entry in value["hits"]:
        number, verdict, note = entry["n"], entry["verdict"], entry["note"] or ""
        if verdict is None:
            left += 1
            continue
        if verdict not in ("right", "wrong"):
            raise InputError(f"{sheet}: hit {number}: verdict must be right or wrong")
        if key[number]["source"] != "cases" and quotes(note, entry["reply"]):
            raise InputError(f"{sheet}: hit {number}: the note quotes the text; say it in other words")
        found.append(
            Judged(**key[number], right=verdict == "right", judged=judged_on, note=str(note), reading=reading)
        )
    return value["language"], found, left


def quotes(note: str, text: str, run: int = 4) -> bool:
    """True where `run` words of the text stand in the note, one after another."""
    said, there = _WORD.findall(note.casefold()), _WORD.findall(text.casefold())
    parts = {tuple(there[at : at + run]) for at in range(len(there) - run + 1)}
    return any(tuple(said[at : at + run]) in parts for at in range(len(said) - run + 1))


def key_of(sheet: Path) -> Path:
    """Where the key of a sheet lies."""
    return sheet.with_suffix(".key.json")


def write_judged(path: Path, rows: Iterable[Judged]) -> int:
    """Add rows to a file of judged hits; one for the same rule and place replaces the old one. Their number now."""
    old = read_judged(path) if path.is_file() else []
    kept = {(row.rule, row.source, row.id, row.start, row.end): row for row in (*old, *rows)}
    lines = [
        "# Hits of rules, judged blind; see eval/README.md. Rows say where a hit stands, never what stands there.",
        "schema_version: 1",
        "rows:",
    ]
    for _, row in sorted(kept.items(), key=lambda item: tuple(str(part).rjust(8) for part in item[0])):
        shown = {name: part for name, part in row._asdict().items() if name != "note" or part}
        if row.reading == 1:
            del shown["reading"]
        pairs = (f"{name}: {json.dumps(part, ensure_ascii=False)}" for name, part in shown.items())
        lines.append(f"  - {{{', '.join(pairs)}}}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return len(kept)


def main(argv: Sequence[str] | None = None) -> int:
    """Write sheets, or merge one; 2 where it cannot be done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, help="folder for the sheets, outside the repository")
    parser.add_argument("--merge", type=Path, help="a judged sheet, with its key beside it")
    parser.add_argument("--lang", choices=LANGUAGES, action="append", help="only this language")
    parser.add_argument("--rule", action="append", help="only this rule")
    parser.add_argument(
        "--most", type=int, default=3, help="hits a rule and language, judged ones counted in"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of public rows")
    parser.add_argument("--judged", default=date.today().isoformat(), help="day of the judging")
    parser.add_argument("--reading", type=int, default=1, help="which round of judging a merged sheet is")
    given = parser.parse_args(argv)
    try:
        if given.merge is not None:
            language, rows, left = merged(given.merge, given.judged, given.reading)
            total = write_judged(JUDGED / f"{language}.yaml", rows)
            right = sum(row.right for row in rows)
            print(f"{language}: {len(rows)} merged, {right} right, {left} left open; {total} judged in all")
            return 0
        if given.out is None:
            raise InputError("give --out FOLDER for new sheets or --merge SHEET for a judged one")
        if given.out.resolve().is_relative_to(ROOT):
            raise InputError(
                f"{given.out}: lies in the repository; sheets hold texts that must not be committed"
            )
        wanted = set(given.lang or LANGUAGES)
        texts = [text for text in (*cases(), *public(given.data)) if text.language in wanted]
        everything, crashed = hits(texts)
        for rule in crashed:
            print(f"crashed, so nothing of it is drawn: {rule}", file=sys.stderr)
        found = [hit for hit in everything if not given.rule or hit.finding.rule_id in given.rule]
        given.out.mkdir(parents=True, exist_ok=True)
        for language in sorted(wanted):
            path = JUDGED / f"{language}.yaml"
            judged = read_judged(path) if path.is_file() else []
            own = [hit for hit in found if hit.text.language == language]
            chosen = draw(own, judged, given.most, given.seed)
            sheet = given.out / f"precision-{language}.yaml"
            text, key = sheet_of(chosen, language)
            sheet.write_text(text, "utf-8")
            key_of(sheet).write_text(json.dumps(key, indent=1, ensure_ascii=False) + "\n", "utf-8")
            rules = len({row["rule"] for row in key})
            print(f"{sheet}: {len(chosen)} hits of {rules} rules (of {len(own)} hits)")
    except FileNotFoundError as error:
        print(f"{error.filename}: not there; see --data", file=sys.stderr)
        return 2
    except VoicekitError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
