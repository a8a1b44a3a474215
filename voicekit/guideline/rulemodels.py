"""What a rule in a guideline file may say: the keys all rules share, and those of each kind.

Pure shapes: nothing here reads a file or judges a reply, and nothing on the warm path may import it (120 ms).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

from voicekit.guideline.fields import (
    CheckName,
    ContextValue,
    Count,
    DimensionName,
    Intent,
    Language,
    LocalText,
    Match,
    Must,
    MustNot,
    Name,
    Pattern,
    ReviewBy,
    Risk,
    RuleId,
    Text,
    rule_kind,
)
from voicekit.types import AttachmentKind, Mood, Role, Sender, Severity, Sureness, Visibility


class Model(BaseModel):
    """Common ground: strict types, no unknown keys, never changed after loading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Source(Model):
    """Where a rule's evidence stands."""

    title: Text
    year: Annotated[int, Field(ge=1800, le=2100)] | None = None
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None


class Range(Model):
    """At least `min` and at most `max`."""

    min: Count | None = None
    max: Count | None = None


class When(Model):
    """What must be known and true of a conversation; every key given must hold."""

    channel: Annotated[list[Name], Field(min_length=1)] | None = None
    visibility: Visibility | None = None
    scenario: Annotated[list[Name], Field(min_length=1)] | None = None
    mood: Annotated[list[Mood], Field(min_length=1)] | None = None
    intent: Annotated[list[Intent], Field(min_length=1)] | None = None
    risk: Annotated[list[Risk], Field(min_length=1)] | None = None
    escalated: bool | None = None
    bot_thread: bool | None = None
    must: Annotated[list[Must], Field(min_length=1)] | None = None
    must_not: Annotated[list[MustNot], Field(min_length=1)] | None = None
    sender: Annotated[list[Sender], Field(min_length=1)] | None = None
    language: Annotated[list[Language], Field(min_length=1)] | None = None
    customer_turns: Range | None = None
    agent_turns: Range | None = None
    context: dict[str, ContextValue] | None = None


def _list_or_one(value: Any) -> str:
    return "~list" if isinstance(value, list) else "~when"


Conditions = Annotated[
    Annotated[When, Tag("~when")] | Annotated[list[When], Field(min_length=1), Tag("~list")],
    Discriminator(_list_or_one),
]
"""What must hold: every key of one mapping, or every key of at least one of several."""


class Attachment(Model):
    """What hangs on an example's draft."""

    kind: AttachmentKind
    name: str = ""
    alt: str | None = None
    captions: bool | None = None
    has_text: bool | None = None
    text: str = ""


class ExampleTurn(Model):
    """One turn of the thread an example stands in."""

    role: Role
    text: str
    author: str | None = None
    at: str | None = None
    attachments: list[Attachment] | None = None


class Given(Model):
    """The circumstances an example is read in."""

    channel: Name | None = None
    visibility: Visibility | None = None
    scenario: Name | None = None
    mood: Mood | None = None
    intent: Intent | None = None
    risks: list[Risk] | None = None
    must: list[Must] | None = None
    must_not: list[MustNot] | None = None
    incident: Text | None = None
    sender: Sender | None = None
    language: Language | None = None
    context: dict[str, ContextValue] | None = None
    attachments: list[Attachment] | None = None
    turns: list[ExampleTurn] | None = None


class Example(Model):
    """A text the rule must see (`bad`, with `good` as its mend) or must let pass (`ok`)."""

    bad: Text | None = None
    good: Text | None = None
    ok: Text | None = None
    given: Given | None = None


class RuleFix(Model):
    """A mend for what an existence rule matched: `replace` (may use \\1) or `remove: true`."""

    replace: str | None = None
    remove: bool = False
    title: LocalText
    safety: Literal["safe", "unsafe", "display"] = "unsafe"


class RuleBase(Model):
    """What every rule says, whatever its kind."""

    id: RuleId
    languages: Annotated[list[Language], Field(min_length=1)] | None = None
    severity: Severity
    blocking: bool = False
    sureness: Sureness = "depends"
    dimension: DimensionName | None = None
    message: LocalText
    why: LocalText
    source: Source
    when: Conditions | None = None
    unless: When | None = None
    scope: Literal["prose", "text", "sentence", "paragraph"] = "prose"
    exceptions: list[Pattern] = Field(default_factory=list)
    ignorecase: bool = True
    limit: float | None = None
    enabled: bool = True
    review_by: ReviewBy | None = None
    renamed_from: list[RuleId] = Field(default_factory=list)
    examples: list[Example]

    @property
    def effective_limit(self) -> float | None:
        """The figure `{limit}` stands for; None where the rule has none."""
        return self.limit


class Existence(RuleBase):
    """Finds each of `tokens`."""

    kind: Literal["existence"]
    tokens: Annotated[list[Pattern], Field(min_length=1)]
    nonword: bool = False
    fix: RuleFix | None = None


class Substitution(RuleBase):
    """Finds each key of `swap` and offers its value."""

    kind: Literal["substitution"]
    swap: Annotated[dict[Pattern, Text], Field(min_length=1)]
    nonword: bool = False
    safety: Literal["safe", "unsafe", "display"] = "unsafe"
    title: LocalText | None = None


class Occurrence(RuleBase):
    """Counts `token`: over `max` or under `min` is a finding."""

    kind: Literal["occurrence"]
    token: Pattern
    nonword: bool = False
    max: Count | None = None
    min: Count | None = None

    @property
    def effective_limit(self) -> float | None:
        """`max`, or `min` where there is no `max`."""
        return self.max if self.max is not None else self.min


class Repetition(RuleBase):
    """Finds the same match of `tokens` twice in a row."""

    kind: Literal["repetition"]
    tokens: Annotated[list[Pattern], Field(min_length=1)]
    alpha: bool = False


class Consistency(RuleBase):
    """Finds both sides of a pair in `either` used in one draft."""

    kind: Literal["consistency"]
    either: Annotated[dict[Pattern, Pattern], Field(min_length=1)]
    nonword: bool = False


class Conditional(RuleBase):
    """Where `first` is seen, `second` has to be too."""

    kind: Literal["conditional"]
    first: Pattern
    second: Pattern


class Capitalization(RuleBase):
    """`match` is title, sentence, lower, upper or a regex."""

    kind: Literal["capitalization"]
    match: Match
    tokens: Annotated[list[Pattern], Field(min_length=1)] | None = None


class MetricRule(RuleBase):
    """Compares a figure computed from metrics."""

    kind: Literal["metric"]
    formula: Text
    condition: Text


class Requirement(RuleBase):
    """Speaks when none of `tokens` is in the draft."""

    kind: Literal["requirement"]
    tokens: Annotated[list[Pattern], Field(min_length=1)]
    nonword: bool = False


class CheckRule(RuleBase):
    """Runs a Python check; `words` are patterns it reads, by list and then by language (`any`: every language)."""

    kind: Literal["check"]
    check: CheckName
    words: dict[Name, dict[Language | Literal["any"], Annotated[list[Pattern], Field(min_length=1)]]] = Field(
        default_factory=dict
    )
    safety: Literal["safe", "unsafe", "display"] = "unsafe"


Rule = Annotated[
    Annotated[Existence, Tag("~existence")]
    | Annotated[Substitution, Tag("~substitution")]
    | Annotated[Occurrence, Tag("~occurrence")]
    | Annotated[Repetition, Tag("~repetition")]
    | Annotated[Consistency, Tag("~consistency")]
    | Annotated[Conditional, Tag("~conditional")]
    | Annotated[Capitalization, Tag("~capitalization")]
    | Annotated[MetricRule, Tag("~metric")]
    | Annotated[Requirement, Tag("~requirement")]
    | Annotated[CheckRule, Tag("~check")],
    Discriminator(rule_kind),
]
AnyRule = (
    Existence | Substitution | Occurrence | Repetition | Consistency | Conditional
    | Capitalization | MetricRule | Requirement | CheckRule
)  # fmt: skip


RULE_MODELS: dict[str, type[RuleBase]] = {
    "existence": Existence, "substitution": Substitution, "occurrence": Occurrence, "repetition": Repetition,
    "consistency": Consistency, "conditional": Conditional, "capitalization": Capitalization, "metric": MetricRule,
    "requirement": Requirement, "check": CheckRule,
}  # fmt: skip
RULE: TypeAdapter[AnyRule] = TypeAdapter(Rule)
