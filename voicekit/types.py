"""The values that travel through the house: immutable, slotted, cheap to make.

They are named tuples, not dataclasses: on the cold command line the twenty classes cost 9 ms of CPU this way
and 48 ms as frozen slotted dataclasses (measured with CPython 3.11), and a finding is built three times faster.
Annotations are evaluated here, not postponed: as strings each would be compiled again to make its class.
Nothing here may import anything beyond the standard library's `typing`, nor read or judge text.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["suggestion", "warning", "error"]
Sureness = Literal["sure", "depends"]
Safety = Literal["safe", "unsafe", "display"]
Role = Literal["customer", "agent", "bot"]
Sender = Literal["agent", "bot"]
Visibility = Literal["public", "private"]
Verdict = Literal["ready", "revise", "blocked"]
Mood = Literal["calm", "frustrated", "angry"]
RewriteState = Literal[
    "ok", "off", "local_only", "slow", "down", "wrong", "over_budget", "cancelled", "refused", "nothing"
]
GrammarHealth = Literal["ok", "off", "absent", "down", "unsupported"]
AttachmentKind = Literal["image", "gif", "video", "audio", "file"]
ContextValue = str | int | float | bool | list[str]

LANGUAGES: tuple[str, ...] = ("en", "de", "fr", "ru", "vi")
SEVERITIES: tuple[Severity, ...] = ("suggestion", "warning", "error")
DIMENSIONS: tuple[str, ...] = ("readable", "inclusive", "voice", "care", "accessible", "private")
MAX_TEXT = 20_000
"""Longest text that is read, in code points; a longer one is refused, never cut."""
REPORT_SCHEMA_VERSION = 1


class Span(NamedTuple):
    """Half-open range `[start, end)` in code points of the original text."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace `span` of the original text by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A mend on offer. `safe` may be applied unread, `unsafe` wants a look, `display` only shows the way."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = "unsafe"


class Source(NamedTuple):
    """Where a rule's evidence stands. `url` is empty for print."""

    title: str
    year: int | None = None
    url: str = ""


class Finding(NamedTuple):
    """What one rule saw in a draft. `span=None` speaks of the whole draft; `matched` is the text under `span`.

    `message` and `why` are in the reader's interface language. `sentence` is the sentence around the span
    (empty for the whole draft): it makes the fingerprint and never leaves the machine in a stored review.
    """

    rule_id: str
    category: str
    dimension: str
    severity: Severity
    blocking: bool
    sureness: Sureness
    message: str
    why: str
    source: Source | None
    span: Span | None
    matched: str = ""
    fixes: tuple[Fix, ...] = ()
    value: float | None = None
    limit: float | None = None
    sentence: str = ""

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits of rule and normalised sentence: a dismissal survives edits elsewhere."""
        import hashlib  # 4 ms of a cold start, and most findings are never dismissed

        normal = " ".join(self.sentence.casefold().split())
        raw = f"{self.rule_id}\0{normal}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(raw).hexdigest()[:16]


class RuleError(NamedTuple):
    """A rule that crashed or ran out of time on this draft: reported, never fatal, never silent."""

    rule_id: str
    reason: str


class Attachment(NamedTuple):
    """What hangs on a turn or draft. `None` means nobody said; `text` is what can be read in the picture."""

    kind: AttachmentKind
    name: str = ""
    alt: str | None = None
    captions: bool | None = None
    has_text: bool | None = None
    text: str = ""


class Turn(NamedTuple):
    """One message of a thread. `at` is an ISO 8601 time, as it was given."""

    role: Role
    text: str
    at: str | None = None
    author: str | None = None
    attachments: tuple[Attachment, ...] = ()


class Conversation(NamedTuple):
    """A thread, oldest turn first. `context` holds what the desk knows besides the words (orders, mood, scenario)."""

    id: str = ""
    channel: str | None = None
    visibility: Visibility | None = None
    locale: str | None = None
    turns: tuple[Turn, ...] = ()
    context: Mapping[str, ContextValue] = {}
    brand: str | None = None


class Draft(NamedTuple):
    """The reply that is about to be sent. `sender` stays None while nobody said who sends it."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    sender: Sender | None = None


class LanguageGuess(NamedTuple):
    """What language a text is in, and how that is known (`stated`, `script`, `words`, `model`, `thread`: the
    customer's, `default`: the guideline's, `unknown`).

    `code` is an ISO 639-1 code, also for a language voicekit does not check; None where it could not be told.
    """

    code: str | None
    name: str
    sure: bool
    how: str

    @property
    def supported(self) -> bool:
        """True for the five languages voicekit checks."""
        return self.code in LANGUAGES


class Metric(NamedTuple):
    """A measured figure, or the reason there is none. Never a zero that means "unknown"."""

    name: str
    value: float | None
    reason: str = ""


class Step(NamedTuple):
    """One line of a dimension's arithmetic: what it was, how many points it added or took."""

    label: str
    points: float


class Dimension(NamedTuple):
    """One side of a reply, 0 to 100, with its arithmetic; `score` is None with a `reason` where it is not scored."""

    name: str
    score: int | None
    level: str
    reason: str = ""
    steps: tuple[Step, ...] = ()


class GuidelineRef(NamedTuple):
    """Which guideline judged: its id, the version its owner gave it, and the hash of everything it was built from."""

    id: str
    version: str
    sha256: str


class Evidence(NamedTuple):
    """Words of a customer's turn and what they show: a risk's name, `mood.angry`, `intent.request`, `scenario.outage`.

    `turn` counts from 0 over all turns of the thread; `span` is in that turn's text, `text` the words under it.
    """

    shows: str
    turn: int
    span: Span
    text: str


class Triage(NamedTuple):
    """What the customer's turns say: intent, mood, scenario and risks, with the words that show it.

    None where it could not be read. `unread` holds the numbers of the customer's turns in a language voicekit does
    not read.
    """

    intent: str | None = None
    mood: Mood | None = None
    scenario: str | None = None
    risks: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unread: tuple[int, ...] = ()


class Contact(NamedTuple):
    """Who helps in a crisis: `text` is what a reply may quote; the source was read on `checked_on` (ISO date)."""

    title: str
    text: str
    source: Source
    checked_on: str


class Escalation(NamedTuple):
    """Where a thread is handed on to, by when, who is told, and what its holding reply must and must not contain.

    `line` is the policy line's id, `place` its file and line, `also` the ids of further lines that hold. `within` is
    the line's limit in minutes, on a clock of `always` or `business` hours; `deadline` the ISO 8601 time that comes to,
    None where the thread has no time to count from. `must` and `must_not` name contents that rules speak of.
    """

    route: str
    title: str
    line: str
    place: str
    within: int
    clock: Literal["always", "business"]
    deadline: str | None
    tell: tuple[str, ...]
    may_send: bool
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    also: tuple[str, ...] = ()


class Incident(NamedTuple):
    """A known incident the customer writes about, and the wording that was approved for it in the draft's language."""

    id: str
    title: str
    wording: str
    place: str
    evidence: tuple[Evidence, ...] = ()


class GrammarState(NamedTuple):
    """How the reading by a grammar engine went: `engine` and, where it is not `ok`, the reason in one line.

    `off`: not wanted; `absent`: something has to be installed or set; `down`: no usable answer in time;
    `unsupported`: the engine cannot read this language.
    """

    engine: str
    state: GrammarHealth
    reason: str = ""


class Report(NamedTuple):
    """Everything voicekit says of one draft. `notes` are one-line remarks (unknown channel, unsure language).

    `grammar` is None as long as no grammar engine was asked for.
    """

    guideline: GuidelineRef
    language: LanguageGuess
    channel: str
    findings: tuple[Finding, ...]
    metrics: tuple[Metric, ...]
    dimensions: tuple[Dimension, ...]
    verdict: Verdict
    rule_errors: tuple[RuleError, ...] = ()
    notes: tuple[str, ...] = ()
    triage: Triage | None = None
    escalation: Escalation | None = None
    incident: Incident | None = None
    schema_version: int = REPORT_SCHEMA_VERSION
    tool_version: str = ""
    grammar: GrammarState | None = None


class Refusal(NamedTuple):
    """One reason why a rewrite may not be shown: the check that speaks, a sentence for the reader, and the words.

    `check` is a name such as `amount.changed`; `draft` and `rewrite` are the words there, empty where there are none.
    """

    check: str
    reason: str
    draft: str = ""
    rewrite: str = ""


class Suggestion(NamedTuple):
    """A rewrite that passed the guard. `text` has slots `⟨…⟩` where a person has to fill in; `slots` are in `text`.

    `edits` turn the draft into `text`, word by word; `mended` are the ids of rules that no longer speak; `kept` is the
    share of the draft's words that stay, 0 to 1; `report` is the one on `text`.
    """

    text: str
    source: Literal["model", "offline"]
    edits: tuple[Edit, ...]
    mended: tuple[str, ...]
    kept: float
    slots: tuple[Span, ...]
    report: Report


class Usage(NamedTuple):
    """What asking a model took: tokens as the server counted them, and the cost by the operator's prices."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None


class Rewrite(NamedTuple):
    """What came of asking for a rewrite: at most two suggestions, best first, or `state` and `reason` why not.

    `refused` are the texts that were not shown, each with why. `sent` is exactly what left this process, empty where
    nothing did.
    """

    state: RewriteState
    reason: str
    source: Literal["model", "offline"]
    suggestions: tuple[Suggestion, ...] = ()
    refused: tuple[tuple[str, tuple[Refusal, ...]], ...] = ()
    sent: str = ""
    usage: Usage = Usage()
