"""The use case of measuring: what triage, the policy and the rules of the conversation are worth on what people wrote.

It must never be on the way of a reply, nor choose which entries count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicekit.config import Settings
from voicekit.errors import InputError
from voicekit.service.opening import open_guideline
from voicekit.service.replies import check_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from voicekit.evals.cases import Case
    from voicekit.evals.conversation import Measured
    from voicekit.evals.messages import Heard, Message
    from voicekit.evals.run import Outcome


def measure_conversation(
    settings: Settings,
    outcomes: Sequence[Outcome],
    paths: Iterable[Path],
    *,
    brand: str | None = None,
    language: str | None = None,
    split: str | None = None,
    jobs: int = 1,
) -> Measured:
    """The figures of the messages in `paths` and of those of `outcomes` that say what a thread shows.

    `language` and `split` keep those messages alone; `outcomes` are taken as they come. Messages name no brand: they
    are read by `brand`, or by that of the settings. Raises GuidelineError with every mistake in the files, InputError
    where nothing is left to measure.
    """
    from voicekit.evals.conversation import measure  # no other use case measures
    from voicekit.evals.messages import hear, read_messages
    from voicekit.evals.run import run
    from voicekit.triage.customer import triage

    name = brand or settings.brand
    messages = [
        one for one in read_messages(paths) if language in (None, one.language) and split in (None, one.split)
    ]
    threads = [one for one in outcomes if one.case.expect.measured]
    if not messages and not outcomes:
        raise InputError("no message is left; see --lang and --split")
    named = {one.case.conversation.brand or name for one in threads} | {name}
    guidelines = {one: open_guideline(settings, one) for one in sorted(named)}

    def heard(some: Sequence[Message]) -> Sequence[Heard]:
        return hear(some, lambda conversation: triage(guidelines[name], conversation))

    def checked(some: Sequence[Case]) -> Sequence[Outcome]:
        return run(some, guidelines, name, lambda one, items: check_many(one, items, jobs=jobs)).outcomes

    return measure(messages, threads, heard, checked)
