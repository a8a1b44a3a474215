"""What became of each file of a Vale style: taken, taken in part, or not, and why.

It must never drop a rule, or a part of one, without saying so.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

State = Literal["taken", "in part", "not taken"]


class NotTakenError(Exception):
    """A rule, or one pattern of it, that cannot be taken; the text says why. It never leaves the import."""


class Outcome(NamedTuple):
    """One Vale rule: its file (relative to the folder), `Style.Rule`, kind, the ids of our rules it became.

    `lost` are the parts that were not taken (all of it where `ids` is empty), `notes` where it behaves otherwise here.
    """

    file: str
    rule: str
    kind: str
    ids: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Whether all of it was taken."""
        if not self.ids:
            return "not taken"
        return "in part" if self.lost else "taken"


class ImportReport(NamedTuple):
    """What an import made: the pack's name, its title, where it was written (None: nothing was), each rule's outcome.

    `rules` counts our own rules; one of Vale's may become several.
    """

    pack: str
    title: str
    folder: str | None
    rules: int
    outcomes: tuple[Outcome, ...]

    def count(self, state: State) -> int:
        """How many Vale rules came out so."""
        return sum(outcome.state == state for outcome in self.outcomes)
