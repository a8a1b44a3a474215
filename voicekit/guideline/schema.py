"""What each file of a guideline may say: one pydantic model per file kind, read strictly, unknown keys refused.

Pure shapes: nothing here reads a file or judges a reply, and nothing on the warm path may import it (120 ms).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from voicekit.guideline.fields import (
    CHECKS,
    FORMULAS,
    KINDS,
    METRICS,
    Count,
    DimensionName,
    Formula,
    Language,
    LocalText,
    Name,
    Pattern,
    ReviewBy,
    Share,
    Text,
    TextOrList,
    Texts,
    Version,
)
from voicekit.guideline.policymodels import Escalation
from voicekit.guideline.rulemodels import (
    RULE,
    RULE_MODELS,
    AnyRule,
    Capitalization,
    CheckRule,
    Conditional,
    Conditions,
    Consistency,
    Example,
    Existence,
    Given,
    MetricRule,
    Model,
    Occurrence,
    Repetition,
    Requirement,
    Rule,
    RuleBase,
    RuleFix,
    Substitution,
    When,
)
from voicekit.guideline.signalmodels import Signals
from voicekit.types import Severity, Visibility

__all__ = [
    "CHECKS",
    "FILES",
    "FORMULAS",
    "KINDS",
    "METRICS",
    "RULE",
    "RULE_MODELS",
    "AnyRule",
    "Axes",
    "Band",
    "BrandRules",
    "Capitalization",
    "Channel",
    "Channels",
    "CheckRule",
    "Conditional",
    "Conditions",
    "Consistency",
    "Example",
    "Existence",
    "GenderForm",
    "Given",
    "Language",
    "LocalText",
    "MetricRule",
    "Model",
    "Occurrence",
    "Override",
    "Pack",
    "PackRules",
    "Repetition",
    "Requirement",
    "Rule",
    "RuleBase",
    "RuleFix",
    "Scenario",
    "Scenarios",
    "Substitution",
    "Template",
    "Templates",
    "Term",
    "TermExample",
    "Terms",
    "Texts",
    "Voice",
    "When",
]


class Axes(Model):
    """Targets of tone, 0 to 100."""

    formality: Share | None = None
    warmth: Share | None = None
    empathy: Share | None = None
    directness: Share | None = None
    energy: Share | None = None


class Band(Model):
    """Where a readability figure should lie."""

    formula: Formula
    min: float | None = None
    max: float | None = None


class GenderForm(Model):
    """How a language's words for people name all genders."""

    de: Literal["neutral", "star", "colon", "underscore", "slash", "inner-i", "pairs"] | None = None
    fr: Literal["neutral", "pairs", "point-median", "parentheses"] | None = None


class Voice(Model):
    """voice.yaml: who speaks, in which languages, how."""

    schema_version: Version
    id: Name
    title: Text
    version: Text
    owner: Text | None = None
    languages: Annotated[list[Language], Field(min_length=1)]
    default_language: Language
    revise_at: Severity = "warning"
    readability: dict[Language, Band] = Field(default_factory=dict)
    axes: Axes = Axes()
    person: Literal["I", "we"] | None = None
    address: dict[Language, TextOrList] = Field(default_factory=dict)
    gender_form: GenderForm = GenderForm()
    keep: list[Text] = Field(default_factory=list)
    sign_off: dict[Language, list[Text]] = Field(default_factory=dict)
    own: list[Text] = Field(default_factory=list)
    ids: list[Pattern] = Field(default_factory=list)
    model: Literal["any", "local", "never-send"] = "any"


class Channel(Model):
    """One place a reply is sent to."""

    title: Text
    visibility: Visibility
    max_length: Annotated[int, Field(ge=1)] | None = None
    max_emoji: Count | None = None
    max_hashtags: Count | None = None
    address: dict[Language, TextOrList] = Field(default_factory=dict)
    note: LocalText | None = None
    review_by: ReviewBy | None = None


class Channels(Model):
    """channels.yaml: the places a reply is sent to; `default` stands for a channel that is not named."""

    schema_version: Version
    channels: dict[Name, Channel]


class Scenario(Model):
    """One situation a reply answers."""

    title: Text
    description: Text
    axes: Axes = Axes()
    template_ok: bool = True
    review_by: ReviewBy | None = None


class Scenarios(Model):
    """scenarios.yaml: the situations a reply answers."""

    schema_version: Version
    scenarios: dict[Name, Scenario]


def _text_or_example(value: Any) -> str:
    return "~text" if isinstance(value, str) else "~example"


TermExample = Annotated[
    Annotated[Text, Tag("~text")] | Annotated[Example, Tag("~example")], Discriminator(_text_or_example)
]
"""A sentence that says it right, or an example as rules have them."""


class Term(Model):
    """One entry of terms.yaml: plain phrases to avoid, and what to say instead (nothing: never say it)."""

    prefer: Text | None = None
    avoid: Annotated[list[Text], Field(min_length=1)]
    languages: Annotated[list[Language], Field(min_length=1)] | None = None
    channels: Annotated[list[Name], Field(min_length=1)] | None = None
    severity: Severity = "suggestion"
    note: LocalText
    review_by: ReviewBy | None = None
    examples: list[TermExample] = Field(default_factory=list)


class Terms(Model):
    """terms.yaml: words to avoid and to prefer."""

    schema_version: Version
    terms: list[Term]


class Template(Model):
    """A ready-made reply; `{{name}}` is a blank the agent fills in."""

    id: Name
    scenario: Name
    channels: Annotated[list[Name], Field(min_length=1)] | None = None
    language: Language
    text: Text
    review_by: ReviewBy | None = None


class Templates(Model):
    """templates.yaml: ready-made replies."""

    schema_version: Version
    templates: list[Template]


class Override(Model):
    """A brand's change to a rule of a pack, one field at a time; what is not named stays as the pack has it."""

    enabled: bool | None = None
    severity: Severity | None = None
    blocking: bool | None = None
    limit: float | None = None
    message: LocalText | None = None
    when: Conditions | None = None
    review_by: ReviewBy | None = None


class BrandRules(Model):
    """brands/<brand>/rules.yaml."""

    schema_version: Version
    extends: list[Name] = Field(default_factory=list)
    overrides: dict[str, Override] = Field(default_factory=dict)
    rules: list[Rule] = Field(default_factory=list)


class Pack(Model):
    """packs/<pack>/pack.yaml."""

    schema_version: Version
    title: Text
    dimension: DimensionName
    extends: list[Name] = Field(default_factory=list)


class PackRules(Model):
    """packs/<pack>/<language>.yaml or <language>-<topic>.yaml, or any.yaml for every language."""

    schema_version: Version
    rules: list[Rule]


FILES: dict[str, type[Model]] = {
    "pack": Pack, "pack_rules": PackRules, "voice": Voice, "channels": Channels, "scenarios": Scenarios,
    "terms": Terms, "templates": Templates, "brand_rules": BrandRules, "signals": Signals, "escalation": Escalation,
}  # fmt: skip
