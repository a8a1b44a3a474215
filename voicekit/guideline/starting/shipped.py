"""What a new brand takes from a shipped one: channel limits, readability bands, policy lines, crisis contacts.

It must never change what stands there: a contact keeps its text, its source and the day it was read.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from voicekit.guideline.policyfile import read_policy
from voicekit.guideline.policymodels import Contact, Escalation
from voicekit.guideline.reading import Reading
from voicekit.guideline.schema import Band, Channel, Channels, Voice
from voicekit.resources import guidelines_dir

EVERYDAY, FORMAL = "fernweh", "corvenna"
"""The shipped brands that an everyday and a formal brand start from."""
PACKS = (
    "human", "care", "commitments", "plain", "inclusive", "accessible", "private", "address", "thread", "escalation",
)  # fmt: skip
"""The packs a new brand extends, where they are there."""


class Shipped(NamedTuple):
    """What a shipped brand says that holds for others too."""

    channels: dict[str, Channel]
    readability: dict[str, Band]
    policy: Escalation


def shipped(formality: str) -> Shipped:
    """The parts of the shipped brand next to `formality`; channels are the everyday brand's, their notes left out.

    Raises InputError where the guidelines that travel along are missing, GuidelineError where they are broken.
    """
    root = Path(guidelines_dir())
    reading = Reading(root)
    everyday = root / "brands" / EVERYDAY
    voice = root / "brands" / (FORMAL if formality == "formal" else EVERYDAY) / "voice.yaml"
    file, voice_file = reading.read(everyday / "channels.yaml"), reading.read(voice)
    channels = reading.shape(file, Channels) if file else None
    said = reading.shape(voice_file, Voice) if voice_file else None
    policy = read_policy(reading, everyday / "escalation.yaml", (), (), date.today())
    reading.finish()
    assert channels is not None and said is not None and policy is not None  # else `finish` has raised
    plain = {
        name: one.model_copy(update={"note": None, "address": {}}) for name, one in channels.channels.items()
    }
    return Shipped(plain, {str(code): band for code, band in said.readability.items()}, policy[1])


def contacts_for(
    policy: Escalation, languages: tuple[str, ...], countries: tuple[str, ...]
) -> tuple[list[Contact], list[str]]:
    """The policy's contacts for these countries in these languages, and the countries for which there is none."""
    found = [
        one
        for one in policy.contacts
        if set(one.regions) & set(countries) and (not one.languages or set(one.languages) & set(languages))
    ]
    helped = {region for one in found for region in one.regions}
    return found, [code for code in countries if code not in helped]
