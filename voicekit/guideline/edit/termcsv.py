"""Terms from a table and back: as Writer, Acrolinx and plain spreadsheets hold them, and as we write them.

It must never take a row it has to guess at: such a row is listed with its line and why.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from voicekit.errors import GuidelineError, InputError
from voicekit.guideline.edit.operations import term_id_of
from voicekit.guideline.edit.table import Refused, Row, joined, language_of, read_table, split, write_table
from voicekit.guideline.yamlfile import parse_yaml
from voicekit.types import LANGUAGES

FIELDS = (
    "avoid",
    "prefer",
    "term",
    "status",
    "languages",
    "channels",
    "severity",
    "note",
    "entry",
    "examples",
)
"""What a column may be mapped to; `note` also by language (`note_de`)."""
_ALIASES = {
    "avoid": "avoid|don't use|do not use|dont use|deprecated term|deprecated|forbidden term|banned term|not preferred",
    "variants": "mistakes|incorrect|incorrect usage|incorrect variants|variants|wrong|instead of|avoid terms|"
    "deprecated terms",
    "prefer": "prefer|preferred|preferred term|use|use instead|replacement|replace with|suggestion|suggested term|"
    "alternative|alternatives|approved term|correct|say instead|better|recommended",
    "term": "term|terms|word|phrase|name|term name|headword|head term|source term",
    "status": "status|term status|type|term type|usage|usage status|approval|state|administrative status",
    "languages": "languages|language|lang|locale|term language|language code",
    "channels": "channels|channel",
    "severity": "severity|level",
    "note": "note|notes|description|definition|usage note|usage notes|comment|comments|explanation|reason|why|guidance",
    "entry": "entry|entry id|term entry id|term entry|concept id|concept|termentry|uuid|entry uuid|term entry uuid",
    "examples": "examples",
}
_FIELD_OF = {name: field for field, names in _ALIASES.items() for name in names.split("|")}
_GOOD = frozenset("preferred|approved|allowed|use|use this|ok|recommended|correct|standard".split("|"))
_BAD = frozenset(
    "deprecated|don't use|do not use|dont use|not allowed|forbidden|banned|prohibited|avoid|obsolete|superseded|"
    "unapproved|not recommended|not approved|incorrect|not preferred".split("|")
)
_NO_NOTE = "Our word list says so."
_COLUMNS = (
    "avoid",
    "prefer",
    "languages",
    "channels",
    "severity",
    "note",
    *(f"note_{c}" for c in LANGUAGES),
    "examples",
)


class FoundTerms(NamedTuple):
    """What a table holds: terms as terms.yaml would have them, each with its line; rows left; unknown columns."""

    terms: list[tuple[int, dict[str, Any]]]
    refused: list[Refused]
    unknown: list[str]
    encoding: str


def field_of(name: str) -> str:
    """The field of a column; `name` in small letters with single blanks."""
    if name.startswith("note ") and name[5:] in LANGUAGES:
        return name.replace(" ", "_")
    return _FIELD_OF.get(name, "")


def read_terms(raw: bytes, shown: str, mapped: Mapping[str, str] | None = None) -> FoundTerms:
    """The terms of a CSV file. Raises InputError where it is no table, or `mapped` names a field there is not."""
    for field in (mapped or {}).values():
        if field not in (*FIELDS, "variants") and not field.startswith("note_"):
            raise InputError(f"--map: there is no field '{field[:40]}'; there are: {', '.join(FIELDS)}")
    table = read_table(raw, shown, field_of, mapped)
    refused: list[Refused] = []
    terms: list[tuple[int, dict[str, Any]]] = []
    partners = _partners(table.rows)
    joint: dict[tuple[str, str], dict[str, Any]] = {}
    for row in table.rows:
        if _status(row) == "good" and "avoid" not in row.cells and "variants" not in row.cells:
            if partners.get(_entry(row), (row, 0))[1] == 0:
                refused.append(Refused(row.line, "is only a word to use, with none to avoid beside it"))
            continue
        try:
            term = _term(row, partners)
        except InputError as error:
            refused.append(Refused(row.line, str(error)))
            continue
        known = joint.get(_entry(row)) if row.cells.get("entry") else None
        if known is not None and {**known, "avoid": None} == {**term, "avoid": None}:
            known["avoid"] += (phrase for phrase in term["avoid"] if phrase not in known["avoid"])
            continue
        joint[_entry(row)] = term
        terms.append((row.line, term))
    return FoundTerms(terms, refused, table.unknown, table.encoding)


def merged_terms(
    text: str, shown: str, found: FoundTerms
) -> tuple[list[dict[str, Any]], dict[int, int], list[Refused], int]:
    """The list of terms.yaml with those of a table in it, the line of each that is new or other by its position there,
    rows left out, and how many are as they were.

    A term with the same first phrase in the same languages changes the one there is; what the table does not say of
    it stays.
    """
    terms = [dict(term) for term in parse_yaml(text.encode("utf-8"), shown).data.get("terms") or []]
    lines: dict[int, int] = {}
    refused: list[Refused] = []
    same = 0
    for line, term in found.terms:
        twins = [index for index, one in enumerate(terms) if _overlap(one, term)]
        if not twins:
            lines[len(terms)] = line
            terms.append(term if "note" in term else {**term, "note": _NO_NOTE})
        elif any(index in lines for index in twins):
            refused.append(Refused(line, f"'{term['avoid'][0]}' stands on line {lines[twins[-1]]} already"))
        elif len(twins) > 1 or set(terms[twins[0]].get("languages") or ()) != set(
            term.get("languages") or ()
        ):
            reason = f"'{term['avoid'][0]}' is in {shown} for other languages; change it there"
            refused.append(Refused(line, reason))
        elif terms[twins[0]] == {**terms[twins[0]], **term}:
            same += 1
        else:
            lines[twins[0]] = line
            terms[twins[0]] = {**terms[twins[0]], **term}
    return terms, lines, refused, same


def written_terms(text: str, shown: str) -> str:
    """The terms of a terms.yaml as CSV, which `read_terms` reads back as the same terms."""
    rows: list[list[str]] = []
    for term in parse_yaml(text.encode("utf-8"), shown).data.get("terms") or []:
        note = term.get("note")
        notes = note if isinstance(note, dict) else {}
        rows.append(
            [
                joined(term.get("avoid") or ()),
                term.get("prefer") or "",
                joined(term.get("languages") or ()),
                joined(term.get("channels") or ()),
                term.get("severity") or "",
                "" if notes else str(note or ""),
                *(notes.get(code, "") for code in LANGUAGES),
                json.dumps(term["examples"], ensure_ascii=False) if term.get("examples") else "",
            ]
        )
    return write_table(_COLUMNS, rows)


def dropped(error: GuidelineError, lines: Collection[int], file: str, key: str) -> dict[int, str]:
    """Positions in the list `key` of `file` that the loader finds fault with, each with why; only ones from a table.

    Raises the error itself where something else is wrong, too.
    """
    out: dict[int, str] = {}
    for problem in error.problems:
        if problem.level != "error":
            continue
        first, _, rest = problem.field.partition(".")
        position, _, inner = rest.partition(".")
        if problem.path != file or first != key or not position.isdigit() or int(position) not in lines:
            raise error
        out.setdefault(int(position), f"{inner}: {problem.reason}" if inner else problem.reason)
    if not out:
        raise error
    return out


def _term(row: Row, partners: Mapping[tuple[str, str], tuple[Row, int]]) -> dict[str, Any]:
    cells = row.cells
    status = _status(row)
    if status.startswith("?"):
        raise InputError(f"status '{status[1:40]}' is neither one to use nor one to avoid")
    avoid = split(cells.get("avoid", "")) + split(cells.get("variants", ""), loosely=True)
    prefer = cells.get("prefer", "").strip()
    word = cells.get("term", "").strip()
    if word and (status == "bad" or (not avoid and prefer)):
        avoid = [word, *avoid]
        if not prefer and _entry(row) in partners:
            prefer = partners[_entry(row)][0].cells["term"].strip()
    elif word and avoid:
        prefer = prefer or word
    elif word:
        raise InputError(
            f"'{word[:40]}': the row says neither that it is to be avoided nor what to say instead"
        )
    if not avoid:
        raise InputError("names no phrase to avoid")
    term: dict[str, Any] = {"prefer": prefer} if prefer else {}
    term["avoid"] = list(dict.fromkeys(avoid))
    languages = _languages(cells)
    if languages:
        term["languages"] = languages
    if cells.get("channels"):
        term["channels"] = split(cells["channels"], loosely=True)
    if cells.get("severity"):
        term["severity"] = cells["severity"].strip().lower()
    notes = {code: cells[f"note_{code}"].strip() for code in LANGUAGES if cells.get(f"note_{code}")}
    note = notes or cells.get("note", "").strip()
    if note:
        term["note"] = note
    if cells.get("examples"):
        try:
            term["examples"] = json.loads(cells["examples"])
        except ValueError:
            raise InputError(
                "examples: is not the JSON that 'terms export' writes; leave the cell empty"
            ) from None
    return term


def _languages(cells: Mapping[str, str]) -> list[str]:
    codes: list[str] = []
    for name in split(cells.get("languages", ""), loosely=True):
        code = language_of(name)
        if not code:
            raise InputError(f"language '{name[:40]}' is none of {', '.join(LANGUAGES)}")
        codes.append(code)
    return list(dict.fromkeys(codes))


def _status(row: Row) -> str:
    """`good`, `bad`, nothing where the row has no status, or `?` and what it says."""
    said = row.cells.get("status", "").strip().casefold().replace("\u2019", "'")
    if not said:
        return ""
    if said in _GOOD:
        return "good"
    return "bad" if said in _BAD else "?" + said


def _entry(row: Row) -> tuple[str, str]:
    return row.cells.get("entry", "").strip(), language_of(row.cells.get("languages", ""))


def _partners(rows: Sequence[Row]) -> dict[tuple[str, str], tuple[Row, int]]:
    """The word to use of each entry and language, and how many words to avoid stand beside it."""
    out = {
        _entry(row): (row, 0)
        for row in reversed(rows)
        if _status(row) == "good" and row.cells.get("entry") and row.cells.get("term")
    }
    for row in rows:
        if _status(row) == "bad" and _entry(row) in out:
            partner, count = out[_entry(row)]
            out[_entry(row)] = (partner, count + 1)
    return out


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    mine, theirs = set(one.get("languages") or ()), set(other.get("languages") or ())
    return term_id_of(one) == term_id_of(other) and (not mine or not theirs or bool(mine & theirs))
