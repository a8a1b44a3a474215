"""What escalation.yaml may say: who takes a thread over, by when, what the reply must hold; and known incidents.

Pure shapes: nothing here reads a file or a thread, and nothing on the warm path may import it (120 ms).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from voicekit.guideline.fields import IsoDate, Language, LocalText, Must, MustNot, Name, Text, Texts, Version
from voicekit.guideline.rulemodels import Conditions, Model, Source

Within = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}(?:min|h|d)$")]
"""A duration: 15min, 4h, 2d. A day is 24 hours of the line's clock."""
Span = Annotated[str, Field(pattern=r"^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$")]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
IsoTime = Annotated[
    str,
    Field(
        pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-][0-9]{2}:[0-9]{2})$"
    ),
]
Region = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


class Hours(Model):
    """When the brand works. A day that is not named is closed; holidays are days of the brand's time zone."""

    time_zone: Text
    open: Annotated[dict[Day, Span], Field(min_length=1)]
    holidays: list[IsoDate] = Field(default_factory=list)


class Route(Model):
    """Who takes a thread over, and who else is told."""

    title: LocalText
    tell: list[Text] = Field(default_factory=list)


class Line(Model):
    """One line of the policy; the first whose `when` holds decides, later ones that hold add to it."""

    id: Name
    when: Conditions
    route: Name
    within: Within
    clock: Literal["always", "business"] = "business"
    tell: list[Text] = Field(default_factory=list)
    may_send: bool = True
    must: list[Must] = Field(default_factory=list)
    must_not: list[MustNot] = Field(default_factory=list)
    contacts: list[Name] = Field(default_factory=list)


class Contact(Model):
    """Help outside the brand. Its source was read on `checked_on`; never from memory."""

    id: Name
    title: Text
    regions: list[Region] = Field(default_factory=list)
    languages: list[Language] = Field(default_factory=list)
    text: Text
    source: Source
    checked_on: IsoDate


class Incident(Model):
    """A known incident and what was approved to be said about it, by language; `signs` are plain phrases."""

    id: Name
    title: Text
    since: IsoTime
    until: IsoTime | None = None
    signs: dict[Language, Annotated[list[Text], Field(min_length=1)]]
    wording: Texts


class Escalation(Model):
    """brands/<brand>/escalation.yaml."""

    schema_version: Version
    hours: Hours
    routes: dict[Name, Route]
    lines: list[Line]
    contacts: list[Contact] = Field(default_factory=list)
    incidents: list[Incident] = Field(default_factory=list)
