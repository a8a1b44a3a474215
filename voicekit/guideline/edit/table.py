"""Tables as spreadsheets and other tools write them: encoding, separator and header found out; formulas made harmless.

It must never guess a cell's meaning, nor write a cell that a spreadsheet would run.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from voicekit.errors import InputError

MAX_BYTES = 4 * 1024 * 1024
_DELIMITERS = ",;\t"
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NAMES = {
    "en": ("english", "englisch", "anglais", "английский", "tiếng anh"),
    "de": ("german", "deutsch", "allemand", "немецкий", "tiếng đức"),
    "fr": ("french", "französisch", "français", "francais", "французский", "tiếng pháp"),
    "ru": ("russian", "russisch", "russe", "русский", "tiếng nga"),
    "vi": ("vietnamese", "vietnamesisch", "vietnamien", "вьетнамский", "tiếng việt"),
}


class Row(NamedTuple):
    """One row: the line it begins on, from 1, and its cells by field; a column of no known field is left out."""

    line: int
    cells: dict[str, str]


class Table(NamedTuple):
    """A table's rows, the columns nobody asked for, and how the file was read ("utf-8", "cp1252", ...)."""

    rows: list[Row]
    unknown: list[str]
    encoding: str


class Refused(NamedTuple):
    """A row that was not taken: its line, from 1, and why."""

    line: int
    reason: str


def read_table(
    raw: bytes, shown: str, field_of: Callable[[str], str], mapped: Mapping[str, str] | None = None
) -> Table:
    """The table in the bytes of a CSV file called `shown` in messages.

    `field_of` gives the field of a column's name, which comes in small letters with single blanks, or "" where it
    has none; `mapped` says it for columns by their own names, before that. Raises InputError where it is no table.
    """
    text, encoding = _decoded(raw, shown)
    text, wanted = _told_separator(text)
    fields = {_plain(name): field for name, field in (mapped or {}).items()}

    def known(name: str) -> str:
        return fields.get(_plain(name)) or field_of(_plain(name))

    delimiter = wanted or max(
        _DELIMITERS,
        key=lambda sign: (sum(map(bool, map(known, _header(text, sign)))), text[:2000].count(sign)),
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    header: list[str] | None = None
    line = 1 + bool(wanted)
    skipped = bool(wanted)
    try:
        for cells in reader:
            begun, line = line, reader.line_num + 1 + skipped
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = cells
                continue
            found: dict[str, str] = {}
            for name, cell in zip(header, cells, strict=False):
                field = known(name)
                if field and cell.strip():
                    found.setdefault(field, _bare(cell))
            rows.append(Row(begun, found))
    except csv.Error as error:
        raise InputError(f"{shown}:{line}: is no table of comma-separated values: {error}") from None
    if header is None:
        raise InputError(f"{shown}: is empty; the first line names the columns")
    for name in fields:
        if name not in map(_plain, header):
            raise InputError(f"{shown}: there is no column '{name[:60]}'; there are: {_listed(header)}")
    if not any(map(known, header)):
        raise InputError(f"{shown}: no column is known; name one with --map, there are: {_listed(header)}")
    return Table(rows, [name.strip() for name in header if name.strip() and not known(name)], encoding)


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV text that spreadsheets read as text alone: a cell that would be a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def joined(values: Iterable[str]) -> str:
    """Several values in one cell, split by ` | `."""
    return " | ".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def split(cell: str, *, loosely: bool = False) -> list[str]:
    """The values of a cell: split at `|` and line ends; `loosely` at commas and semicolons where it has neither."""
    if loosely and not re.search(r"[|\n]", cell):
        return [value for value in map(str.strip, re.split(r"[,;]", cell)) if value]
    parts = re.findall(r"(?:\\[\\|]|[^|\n])+", cell)
    return [value for value in (re.sub(r"\\([\\|])", r"\1", part.strip()) for part in parts) if value]


def language_of(name: str) -> str:
    """The code of a language as tables name it ("de-AT", "German", "Deutsch (Schweiz)"); empty for any other."""
    said = _plain(name)
    for code, names in _NAMES.items():
        if said.startswith(names) or re.split(r"[ -]", said)[0] == code:
            return code
    return ""


def _decoded(raw: bytes, shown: str) -> tuple[str, str]:
    if len(raw) > MAX_BYTES:
        raise InputError(f"{shown}: is over {MAX_BYTES >> 20} MiB; split it")
    encodings = ["utf-8", "cp1252"]
    if raw.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, encoding
    raise InputError(f"{shown}: is no text; save it as CSV in UTF-8")


def _told_separator(text: str) -> tuple[str, str]:
    """The text without the line `sep=;` that Excel puts first, and the separator it names."""
    told = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    return (text[told.end() :], told[1]) if told else (text, "")


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(
            (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row), []
        )
    except csv.Error:
        return []


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]+", " ", name.casefold()).strip(" *:")


def _listed(header: Sequence[str]) -> str:
    return ", ".join(name.strip()[:40] for name in header[:12] if name.strip())


def _harmless(cell: str) -> str:
    return "'" + cell if _FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    """A cell without the apostrophe that `_harmless` put before it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
