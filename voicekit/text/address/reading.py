"""What the four language modules share: the words of one draft with their places, and the marks they find.

It knows no language and never decides a form.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, chain
from typing import NamedTuple

from voicekit.text.document import Document
from voicekit.text.lazyre import lazy
from voicekit.text.once import once
from voicekit.types import Span

STRONG, WEAK, ASIDE = 2, 1, 0
"""A strong mark decides, a weak one where there is no strong one; one aside never tells formal from informal."""
BEYOND = 6
"""How far past either end of a draft its words may be asked for: "" stands there."""
_WORD = lazy(r"(\w+)")
_SENTENCE = 300
_KEPT_RUN, _KEPT_RUNS = 40, 20_000
_BLANKS = " \"'()[]“”„«»‘’"
_STOPS = ".!?…:;•*·|>-–—\ufffc"
_PAUSES = _STOPS + ","
_ABBREVIATIONS = frozenset("bzw ca inkl nr evtl ggf vgl etc usw zzgl".split())


class Found(NamedTuple):
    """One mark: words `first` to `last` (both in) show `form`; `why` names the kind of evidence."""

    first: int
    last: int
    form: str
    why: str
    strength: int


# A word, in lower case, what stands before and behind it in its run, the width of all three, and its kind.
_Piece = tuple[str, str, str, str, int, int]
_PADDING: tuple[_Piece, ...] = (("", "", "", "", 0, 0),) * BEYOND


class Kinds(dict[str, tuple[_Piece, ...]]):
    """A run without white space -> its words with their kinds by `sort`; most runs have been met before."""

    def __init__(self, sort: Callable[[str], int]) -> None:
        super().__init__()
        self._sort = sort

    def __missing__(self, run: str) -> tuple[_Piece, ...]:
        pieces = self.cut(run)
        if len(run) <= _KEPT_RUN:
            if len(self) >= _KEPT_RUNS:
                self.clear()
            self[run] = pieces
        return pieces

    def cut(self, run: str) -> tuple[_Piece, ...]:
        """The words of `run`, which follows a blank; what stands between two words belongs to the first."""
        parts = _WORD.split(run)
        pieces = []
        lead = " " + parts[0]
        for at in range(1, len(parts), 2):
            word, trail = parts[at], parts[at + 1]
            pieces.append(
                (word, word.lower(), lead, trail, len(lead) + len(word) + len(trail), self._sort(word))
            )
            lead = ""
        return tuple(pieces)


def _with_words(text: str, kinds: Kinds) -> list[str]:
    """The runs of `text`; one that holds marks only goes with the run before it, at the start with the one behind."""
    runs: list[str] = []
    waiting = " " if text[:1].isspace() else ""
    for run in text.split():
        if kinds[run]:
            runs.append(waiting + run)
            waiting = ""
        elif runs:
            runs[-1] += " " + run
        else:
            waiting += run + " "
    return runs


class Reading:
    """The words of a draft without links, quotes and other masks, in NFKC, with capitals and straight apostrophes.

    `words[i]` as written, `low[i]` in lower case, `kinds[i]` by the language's own table; there are `count` of them,
    and nothing ("", 0) for BEYOND places past either end.
    """

    def __init__(self, document: Document, kinds: Kinds) -> None:
        self._document = document
        if document.masks or document.quotes or document.prose.starts is not None:
            self._folded = document.prose_cased
            text = self._folded.text
        else:  # Nothing to leave out and every place the same: folding it once more with its capitals is not needed.
            self._folded = document.prose
            text = document.text
            if "’" in text:
                text = text.replace("’", "'")
        self.text = text
        runs = list(map(kinds.__getitem__, text.split()))
        if () in runs or text[:1].isspace():
            runs = [kinds[run] for run in _with_words(text, kinds)]
        columns = tuple(zip(*chain.from_iterable(runs), *_PADDING, strict=True))
        self.words: tuple[str, ...] = columns[0]
        self.low: tuple[str, ...] = columns[1]
        self._leads: tuple[str, ...] = columns[2]
        self._trails: tuple[str, ...] = columns[3]
        self._widths: tuple[int, ...] = columns[4]
        self.kinds: tuple[int, ...] = columns[5]
        self.count = len(self.words) - BEYOND

    @once
    def _begins(self) -> list[int]:
        # The first run has no blank before it.
        return list(accumulate(self._widths, initial=-1))

    @once
    def characters(self) -> frozenset[str]:
        """The different characters of `text`, in lower case."""
        return frozenset(self.text.lower())

    def start(self, at: int) -> int:
        """Where the word at `at` begins in `text`."""
        return self._begins[at] + len(self._leads[at])

    def end(self, at: int) -> int:
        """Where the word at `at` ends in `text`."""
        return self._begins[at] + len(self._leads[at]) + len(self.words[at])

    def before(self, at: int) -> str:
        """What stands between the word at `at` and the one before it."""
        return self._trails[at - 1] + self._leads[at]

    def after(self, at: int) -> str:
        """What stands between the word at `at` and the next one."""
        return self._trails[at] + self._leads[at + 1]

    def opens(self, at: int) -> bool:
        """Whether the word at `at` opens the text, a sentence, an item or a line."""
        if at == 0:
            return True
        gap = self.before(at)
        if gap != " ":
            mark = gap.strip(_BLANKS)
            if mark and mark[-1] in _STOPS and not (mark == "." and self._abbreviation(at - 1)):
                return mark != "-" or " " in gap
        return "\n" in self._document.text and self._opens_line(at)

    def pauses(self, at: int) -> bool:
        """Whether a mark of any kind, a comma too, or a line break stands before the word at `at`."""
        gap = self.before(at).strip(_BLANKS)
        return at == 0 or bool(gap and gap[-1] in _PAUSES) or self.opens(at)

    def asks(self, at: int) -> bool:
        """Whether the sentence of the word at `at` ends in a question mark."""
        end = self.end(at)
        for mark in self.text[end : end + _SENTENCE]:
            if mark in "?!.…":
                return mark == "?"
        return False

    def near(self, at: int) -> str:
        """Up to 40 characters before the word at `at`, in lower case."""
        start = self.start(at)
        return self.text[max(0, start - 40) : start].lower()

    @property
    def original(self) -> str:
        """The text as it was written."""
        return self._document.text

    def span(self, first: int, last: int) -> Span:
        """Code points of the original for the words `first` to `last`."""
        begins, leads = self._begins, self._leads
        start = begins[first] + len(leads[first])
        end = begins[last] + len(leads[last]) + len(self.words[last])
        return self._folded.source(start, end) if self._folded.starts is not None else Span(start, end)

    def _abbreviation(self, at: int) -> bool:
        return len(self.words[at]) == 1 or self.low[at] in _ABBREVIATIONS

    def _opens_line(self, at: int) -> bool:
        place = self.span(at, at).start
        return self._document.text[max(0, place - 40) : place].rstrip(' \t"„«“*-–•>').endswith("\n")
