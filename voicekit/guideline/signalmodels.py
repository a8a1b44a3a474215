"""What a file of signals may say: words of a customer's message that show a risk, a mood, an intent or a scenario.

Pure shapes: nothing here reads a file or a message, and nothing on the warm path may import it (120 ms).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import Field

from voicekit.guideline.fields import Risk, Text, Version
from voicekit.guideline.rulemodels import Model

Shows = Annotated[str, Field(pattern=r"^(?:mood|intent|scenario)\.[a-z_]+$|^[a-z_]+$")]
"""A risk, or `mood.angry`, `intent.request`, `scenario.outage`."""
SignalId = Annotated[str, Field(pattern=r"^[a-z0-9_]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$")]
ListName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Weight = Annotated[float, Field(ge=-5, le=5)]
Raw = Annotated[str, Field(min_length=1)]
"""A pattern that may still name lists, as `<body>`; it is checked when they have been put in."""
Patterns = Annotated[list[Raw], Field(min_length=1)]


class SignalExamples(Model):
    """Messages the signal has to be seen in, and tempting ones it must not be seen in."""

    meant: Annotated[list[Text], Field(min_length=1)]
    unmeant: Annotated[list[Text], Field(min_length=1)]


class Signal(Model):
    """Words that show something. What it shows, it shows with a weight; 1 in one message is enough.

    `negated: keep` where "not" before the words does not take their meaning away; `quoted: keep` where the words
    count between quotation marks too. `bare: false` (Vietnamese): not looked for in messages typed without marks.
    """

    id: SignalId
    shows: Annotated[dict[Shows, Weight], Field(min_length=1)]
    tokens: Patterns
    unless: list[Raw] = Field(default_factory=list)
    negated: Literal["drop", "keep"] = "drop"
    quoted: Literal["drop", "keep"] = "drop"
    bare: bool = True
    examples: SignalExamples


class Unmeant(Model):
    """What takes a risk's words their meaning: in the same `sentence`, or anywhere in the `message`."""

    sentence: list[Raw] = Field(default_factory=list)
    message: list[Raw] = Field(default_factory=list)


if TYPE_CHECKING:
    Deniable = Risk | Literal["intent.wants_human"]
else:  # one list of values, so that one message names them all
    Deniable = Literal[(*get_args(Risk), "intent.wants_human")]


class Shapes(Model):
    """What the look of a message shows, with weights: shouting in capitals, runs of marks, a question mark."""

    caps: dict[Shows, Weight] = Field(default_factory=dict)
    marks: dict[Shows, Weight] = Field(default_factory=dict)
    question: dict[Shows, Weight] = Field(default_factory=dict)


class Signals(Model):
    """signals/<language>.yaml or <language>-<topic>.yaml: how customers of one language say things."""

    schema_version: Version
    words: dict[ListName, Patterns] = Field(default_factory=dict)
    negation: list[Raw] = Field(default_factory=list)
    unmeant: dict[Deniable, Unmeant] = Field(default_factory=dict)
    shapes: Shapes = Shapes()
    spelt: list[Text] = Field(default_factory=list)
    """Words that are spelt right though a word of a pattern is one slip away: kasse is not klasse."""
    signals: list[Signal] = Field(default_factory=list)
