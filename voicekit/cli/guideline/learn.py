"""`voicekit guideline learn FILE`: proposals from replies that were approved, to read and to copy from.

Must never write into a brand, nor print a word that redaction took out.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from voicekit.cli import common, inputs
from voicekit.cli.cells import visible
from voicekit.errors import InputError
from voicekit.types import Conversation, Draft

if TYPE_CHECKING:
    from voicekit.service.learning import Learned

_TEXT_COLUMNS = ("text", "reply", "body", "message", "content")
_MOST_BYTES = 256 << 20


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline learn`."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="approved replies: JSONL, JSON, YAML, CSV or text; - is stdin",
    )
    parser.add_argument(
        "--brand", metavar="NAME", help="the brand they are of: its own addresses and ids are known"
    )
    parser.add_argument("--guidelines", metavar="DIR", help="a guideline folder of your own")
    parser.add_argument("--lang", metavar="CODE", help="language of all replies, where it should not be told")
    parser.add_argument("--channel", metavar="NAME", help="where replies went that do not say it")
    parser.add_argument("--as", dest="kind", choices=(*inputs.KINDS, "csv"), help="what the input is")
    parser.add_argument("--out", metavar="FOLDER", help="write the proposals there as pieces of YAML")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Read, count, and print or write what is proposed."""
    settings = common.settings_from(args)
    language = common.language_of(args)
    if args.out is not None and os.path.lexists(args.out):
        raise InputError(f"{args.out}: is there already; name a folder that is not")
    threads = list(_threads(args.files, args.kind, args.channel))
    if not threads:
        raise InputError("no reply of an agent is there; add drafts or agent turns")
    from voicekit import service
    from voicekit.cli.progress import shown
    from voicekit.service.learning import learn, written

    guideline = service.open_guideline(settings, brand=args.brand)
    learned = learn(guideline, shown(iter(threads), len(threads)), language=language)
    if args.out is not None:
        written(learned, args.brand or settings.brand, args.out)
        sys.stdout.write(visible(args.out) + "\n")
    elif args.format == "json":
        import json

        sys.stdout.write(json.dumps(_to_json(learned), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(_table(learned))
    total = sum(learned.replies.values())
    read = ", ".join(f"{code} {count}" for code, count in learned.replies.items())
    proposed = sum(one.state == "proposed" for one in learned.proposals)
    left = f"; {learned.unread} in no language that is read" if learned.unread else ""
    print(f"{total} replies read ({read}){left}: {proposed} proposals", file=sys.stderr)
    return 0


def _threads(
    files: Sequence[str], kind: str | None, channel: str | None
) -> Iterator[tuple[Conversation, Sequence[Draft]]]:
    """Each conversation with the replies of its agents, in the order of the files."""
    for file in files or ["-"]:
        if kind == "csv" or (kind is None and file.lower().endswith(".csv")):
            yield from _csv(file, channel)
            continue
        last: tuple[Conversation, list[Draft]] | None = None
        before = ""
        for item in inputs.read([file], kind, turns=True):
            if item.draft.sender == "bot" or not item.draft.text.strip():
                continue
            base = item.name.partition(" turn ")[0]
            conversation = item.conversation
            if channel is not None and conversation.channel is None:
                conversation = conversation._replace(channel=channel)
            if last is not None and base == before:
                last = (conversation, [*last[1], item.draft])
            else:
                if last is not None:
                    yield last
                last = (conversation, [item.draft])
            before = base
        if last is not None:
            yield last


def _csv(file: str, channel: str | None) -> Iterator[tuple[Conversation, Sequence[Draft]]]:
    import csv
    import io

    name = "standard input" if file == inputs.STDIN else file
    text = inputs.text_of(file, _MOST_BYTES)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)  # a German Excel writes semicolons
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = {str(one).strip().lower(): one for one in rows.fieldnames or ()}
        column = next((columns[one] for one in _TEXT_COLUMNS if one in columns), None)
        if column is None:
            raise InputError(f"{name}: no column of texts; call one of them {' or '.join(_TEXT_COLUMNS)}")
        for row in rows:
            text = (row.get(column) or "").strip()
            place = {
                key: (row.get(columns[key]) or "").strip() or None
                for key in ("channel", "locale")
                if key in columns
            }
            if text:
                from voicekit.wire import conversation_from

                value = {
                    "channel": place.get("channel") or channel,
                    "locale": place.get("locale"),
                    "draft": {"text": text},
                }
                conversation, draft = conversation_from(
                    {key: part for key, part in value.items() if part is not None}, f"{name}:{rows.line_num}"
                )
                if draft is not None:
                    yield conversation, [draft]
    except csv.Error as error:
        raise InputError(f"{name}:{rows.line_num}: not CSV ({error}); mend it there") from None


def _to_json(learned: Learned) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "replies": learned.replies,
        "unread": learned.unread,
        "proposals": [
            {
                "kind": one.kind,
                "channel": one.channel or None,
                "language": one.language or None,
                "value": one.value,
                "low": one.low,
                "instead_of": [{"text": text, "n": count} for text, count in one.other],
                "n": one.n,
                "share": round(one.share, 4),
                "state": one.state,
            }
            for one in learned.proposals
        ],
    }


def _table(learned: Learned) -> str:
    from voicekit.service.learning import evidence, heading, value_of

    lines = []
    for state, title in (("proposed", "Proposed"), ("split", "No agreement"), ("too few", "Too few replies")):
        some = [one for one in learned.proposals if one.state == state]
        if some:
            lines += [title, ""]
            for one in some:
                said = f": {visible(value_of(one))}" if state != "too few" else ""
                lines += [f"  {heading(one)}{said}", f"      {evidence(one)}"]
            lines.append("")
    return "\n".join(lines)
