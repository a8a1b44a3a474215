"""The texts that benchmarks read: public chat turns where they are at hand, else the packs' own examples.

It must never write a text of the corpus anywhere: a bench prints figures alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
STAR = ROOT.parent / "shared" / "data" / "conversations_star.jsonl"
LENGTH = 280
"""About how long a text is, in code points: the length of a reply on a social channel."""
ORIGINS = ("auto", "star", "examples", "handful")

_HANDFUL = """
Thank you for writing to us, Kim. Your parcel left our depot this morning and arrives tomorrow before noon.
I am sorry that the zip of your jacket broke on the second day. We mend it for free, and you keep the jacket meanwhile.
Would you like the refund on your card or as a voucher? Both take two days.
Your order has three parts, and one of them is late. The tent and the stove are on their way to you.
I have read your message and looked at the photos. The seam is our mistake.
Please take the boots back to the shop in your town. They have your size and know about the exchange.
The helmet is part of a recall, so please stop using it today. We send a new one at once.
You asked how long the guarantee lasts. It lasts five years, and it covers the poles as well.
Our team in the workshop has your rucksack on the table now. They will write to you when it is ready.
I cannot see the second payment on our side. Could you send me the date and the amount?
Everyone who bought the lamp gets the money back. You do not have to send it to us.
The shop opens at nine on weekdays and at ten on Saturdays. You can bring the dog.
"""


class Texts(NamedTuple):
    """What a bench reads: the texts, all different, and where they are from, in words."""

    items: list[str]
    origin: str

    @property
    def mean_length(self) -> float:
        """Mean length in code points."""
        return sum(map(len, self.items)) / len(self.items)


def texts(origin: str = "auto") -> Texts:
    """The texts of `origin`, one of ORIGINS; `auto` takes the public chats where they are, else the examples.

    Raises FileNotFoundError where the chats are asked for and are not on this machine.
    """
    if origin == "handful":
        return Texts(joined(_HANDFUL.strip().split("\n")), "a built-in handful")
    if origin == "star" or (origin == "auto" and STAR.is_file()):
        return Texts(
            joined(_star_turns()), f"distinct agent turns of STAR, joined to about {LENGTH} characters"
        )
    why = "" if origin == "examples" else f" ({STAR.name} is not on this machine)"
    return Texts(
        joined(_examples()), f"the packs' own English examples, joined to about {LENGTH} characters{why}"
    )


def joined(parts: Iterable[str], length: int = LENGTH) -> list[str]:
    """Distinct parts, in their order, put together with blanks to texts whose mean length comes near `length`."""
    made: list[str] = []
    text = ""
    for part in dict.fromkeys(one.strip() for one in parts):
        longer = f"{text} {part}".strip()
        # The part goes where the text ends nearer to the wanted length.
        if text and abs(len(longer) - length) > abs(len(text) - length):
            made.append(text)
            text = part
        else:
            text = longer
    return [*made, text] if text else made


def of_words(items: Iterable[str], words: int, count: int) -> list[str]:
    """`count` texts of exactly `words` words each, cut from `items` one after another and, where they end, again."""
    stock = [word for text in items for word in text.split()]
    made = []
    at = 0
    for _ in range(count):
        taken: list[str] = []
        while len(taken) < words:
            piece = stock[at : at + words - len(taken)]
            taken += piece
            at = (at + len(piece)) % len(stock)
        made.append(" ".join(taken))
    return made


def _star_turns() -> Iterator[str]:
    with STAR.open(encoding="utf-8") as lines:
        for line in lines:
            for turn in json.loads(line)["turns"]:
                if turn["role"] == "agent":
                    yield turn["text"]


def _examples() -> Iterator[str]:
    from voicekit.guideline.examples import examples_of
    from voicekit.guideline.loader import load_brand

    for example in examples_of(load_brand(ROOT / "guidelines", "fernweh").rules):
        if example.language in ("", "en") and example.draft.text.isascii():
            yield example.draft.text
