"""Templates from a table: Zendesk's macros and dynamic content, canned replies of other desks, plain spreadsheets.

It must never take a macro that holds logic, nor turn a placeholder into words.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from voicekit.errors import InputError
from voicekit.guideline.edit.table import Refused, Row, language_of, read_table, split
from voicekit.guideline.yamlfile import parse_yaml

FIELDS = ("id", "title", "text", "language", "scenario", "channels")
"""What a column may be mapped to; `text` also by language (`text_de`)."""
_ALIASES = {
    "id": "id|key|identifier|slug|macro id",
    "title": "title|name|macro|macro title|macro name|template|template name|shortcut|subject",
    "text": "text|body|comment|comment/description|comment value|comment value html|comment value plain|reply|content|"
    "message|macro text|response|canned response|saved reply|answer|default text|plain text",
    "language": "language|lang|locale|default language",
    "scenario": "scenario|situation",
    "channels": "channels|channel",
    "active": "active|enabled|is active",
}
_FIELD_OF = {name: field for field, names in _ALIASES.items() for name in names.split("|")}
_BLANKS = {
    "ticket.requester.first_name": "first_name", "ticket.requester.last_name": "last_name",
    "ticket.requester.name": "full_name", "ticket.requester.email": "email", "ticket.requester.phone": "phone",
    "user.first_name": "first_name", "user.name": "full_name", "customer.first_name": "first_name",
    "ticket.requester.firstname": "first_name", "ticket.requester.lastname": "last_name",
    "current_user.first_name": "agent_name", "current_user.name": "agent_name", "agent.name": "agent_name",
    "ticket.assignee.first_name": "agent_name", "ticket.assignee.name": "agent_name", "ticket.title": "subject",
    "ticket.id": "ticket_id", "ticket.link": "ticket_link", "ticket.brand.name": "brand_name",
    "ticket.account": "brand_name",
}  # fmt: skip
_PLACEHOLDER = re.compile(r"\{\{\{?\s*([^{}]*?)\s*\}?\}\}")
_OTHER_PLACEHOLDER = re.compile(r"\{%\s*([A-Za-z][A-Za-z0-9_.]*)\s*%\}")
_LOGIC = re.compile(r"\{%-?\s*\w+")
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|blockquote|table|tr|td)\b[^>]*>", re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br\b[^>]*|/p|/div|/li|/h[1-6]|/tr)>", re.IGNORECASE)


class FoundTemplates(NamedTuple):
    """What a table holds: templates as templates.yaml would have them, each with its line; rows left out."""

    templates: list[tuple[int, dict[str, Any]]]
    refused: list[Refused]
    unknown: list[str]
    encoding: str


def field_of(name: str) -> str:
    """The field of a column; `name` in small letters with single blanks. `German text` is one of a language."""
    if name.endswith(" text") and language_of(name):
        return f"text_{language_of(name)}"
    if name.startswith("text ") and language_of(name[5:]):
        return f"text_{language_of(name[5:])}"
    return _FIELD_OF.get(name, "")


def read_templates(
    raw: bytes,
    shown: str,
    mapped: Mapping[str, str] | None = None,
    *,
    scenario: str | None = None,
    language: str | None = None,
) -> FoundTemplates:
    """The templates of a CSV file; `scenario` and `language` count where a row names none.

    Raises InputError where it is no table, or `mapped` names a field there is not.
    """
    for field in (mapped or {}).values():
        if field not in (*FIELDS, "active") and not field.startswith("text_"):
            raise InputError(f"--map: there is no field '{field[:40]}'; there are: {', '.join(FIELDS)}")
    table = read_table(raw, shown, field_of, mapped)
    refused: list[Refused] = []
    templates: list[tuple[int, dict[str, Any]]] = []
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    for row in table.rows:
        try:
            found = _templates(row, scenario, language)
        except InputError as error:
            refused.append(Refused(row.line, str(error)))
            continue
        for template in found:
            key = template["id"], template["language"]
            first = seen.setdefault(key, (row.line, template["text"]))
            if first == (row.line, template["text"]):
                templates.append((row.line, template))
            elif first[1] != template["text"]:  # the default text comes once for each language of a table
                reason = f"'{key[0]}' in '{key[1]}' stands on line {first[0]} already, with another text"
                refused.append(Refused(row.line, reason))
    return FoundTemplates(templates, refused, table.unknown, table.encoding)


def merged_templates(
    text: str, shown: str, found: FoundTemplates
) -> tuple[list[dict[str, Any]], dict[int, int], int]:
    """The list of templates.yaml with those of a table in it, the line of each that is new or other by its position
    there, and how many are as they were. Id and language say which is which.
    """
    templates = [dict(one) for one in parse_yaml(text.encode("utf-8"), shown).data.get("templates") or []]
    places = {(one.get("id"), one.get("language")): index for index, one in enumerate(templates)}
    lines: dict[int, int] = {}
    same = 0
    for line, template in found.templates:
        index = places.get((template["id"], template["language"]))
        if index is None:
            lines[len(templates)] = line
            templates.append(template)
        elif {**templates[index], **template} == templates[index]:
            same += 1
        else:
            lines[index] = line
            templates[index] = {**templates[index], **template}
    return templates, lines, same


def blanks(text: str) -> str:
    """A macro's text with its placeholders as our blanks: `{{ticket.requester.first_name}}` as `{{first_name}}`.

    Raises InputError for what no blank can say: Liquid's logic, and other dynamic content by its name.
    """

    def blank(match: re.Match[str]) -> str:
        name = match[1].partition("|")[0].strip()  # a filter only dresses the value
        if name.casefold().startswith("dc."):
            raise InputError(f"refers to dynamic content '{name[:60]}'; put its text in the row")
        known = _BLANKS.get(name.casefold())
        slug = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.removeprefix("ticket."))
        slug = known or re.sub(r"[^a-z0-9]+", "_", slug.casefold()).strip("_")
        if not re.match(r"[a-z]", slug):
            raise InputError(f"placeholder '{match[0][:60]}' has no name a blank could have")
        return "{{" + slug + "}}"

    text = _OTHER_PLACEHOLDER.sub(lambda match: "{{" + match[1] + "}}" if "." in match[1] else match[0], text)
    if _LOGIC.search(text):
        raise InputError("holds Liquid logic ({% ... %}); split it into one row for each case")
    return _PLACEHOLDER.sub(blank, text)


def _templates(row: Row, scenario: str | None, language: str | None) -> list[dict[str, Any]]:
    cells = row.cells
    if cells.get("active", "").strip().casefold() in ("false", "no", "0", "inactive"):
        raise InputError("is switched off where it comes from")
    about = (cells.get("scenario") or scenario or "").strip()
    if not about:
        raise InputError("names no scenario; add a column 'scenario', or give --scenario")
    name = _slug(cells.get("id") or cells.get("title") or "") or f"row-{row.line}"
    texts: dict[str, str] = {}
    if cells.get("text"):
        said = cells.get("language") or language or ""
        code = language_of(said)
        if not code:
            raise InputError(
                f"language '{said[:40]}' is not known" if said else "names no language; give --lang"
            )
        texts[code] = cells["text"]
    texts |= {field[5:]: cell for field, cell in cells.items() if field.startswith("text_")}
    if not texts:
        raise InputError("has no text")
    channels = split(cells.get("channels", ""), loosely=True)
    more = {"channels": channels} if channels else {}
    return [
        {"id": name, "scenario": about, **more, "language": code, "text": blanks(_untagged(text))}
        for code, text in texts.items()
    ]


def _untagged(text: str) -> str:
    """Plain text, also of a macro that is kept as HTML."""
    if _TAG.search(text):
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).replace("\u00a0", " ")
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
