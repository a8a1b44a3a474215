"""`voicekit guideline new`: a few questions, each also an option, become a brand that passes its own checks.

Must never write before the last answer, nor take an answer for an option that was given.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from voicekit.cli import common
from voicekit.cli import new_answers as read
from voicekit.cli.cells import visible
from voicekit.cli.new_words import LANGUAGE_NAMES, word, working_hours
from voicekit.errors import InputError
from voicekit.types import LANGUAGES

if TYPE_CHECKING:
    from voicekit.service.starting import Started

T = TypeVar("T")


def options(parser: common.Options) -> None:
    """The options of `voicekit guideline new`."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="the brand's folder, such as tea-house")
    parser.add_argument(
        "--guidelines", metavar="DIR", help="the guideline folder it goes to (default: guidelines)"
    )
    parser.add_argument(
        "--ui", choices=LANGUAGES, help="language of the questions and of the files' comments"
    )
    parser.add_argument(
        "--yes", action="store_true", help="ask nothing: the usual answer where no option gives one"
    )
    parser.add_argument("--title", metavar="TEXT", help="what the brand is called")
    parser.add_argument(
        "--languages", metavar="LIST", help="languages it answers in, the main one first: de,en"
    )
    parser.add_argument("--countries", metavar="LIST", help="countries its customers live in: de,at,ch")
    parser.add_argument("--channels", metavar="LIST", help="channels it answers on: email,chat,instagram")
    parser.add_argument("--formality", metavar="WORD", help="how formal: relaxed, everyday or formal")
    parser.add_argument("--warmth", metavar="WORD", help="how warm: factual, friendly or warm")
    parser.add_argument(
        "--address", metavar="LANG=FORM", action="append", default=[], help="form of address, such as de=sie"
    )
    parser.add_argument("--person", metavar="WORD", help="who speaks to upset customers: I or we")
    parser.add_argument(
        "--sign-off",
        metavar="LANG=TEXT",
        action="append",
        default=[],
        help="how a letter ends, such as en=Best",
    )
    parser.add_argument(
        "--team",
        metavar="PART=NAME",
        action="append",
        default=[],
        help="who takes threads over: lead=NAME for all, or urgent=, legal=, data=",
    )
    parser.add_argument("--hours", metavar="TEXT", help="working hours: mon-fri 09:00-18:00, sat 10:00-14:00")
    parser.add_argument("--time-zone", metavar="NAME", help="their time zone, such as Europe/Berlin")
    parser.add_argument("--own", metavar="LIST", help="own domains, e-mail addresses and @handles")
    parser.add_argument("--order-number", metavar="LIST", help="examples of order numbers, such as AB-12345")


def run(args: argparse.Namespace) -> int:
    """Ask what no option answers, write the brand, and print its folder."""
    settings = common.settings_from(args)
    from voicekit.service import starting

    ui = settings.ui
    ask = Asking(ui, asked=not args.yes)
    root = starting.new_root(settings)
    taken = starting.taken_names(root)
    if args.name is not None:
        ask.given("NAME", args.name, read.name(taken, ""))
    if ask.asked:
        if sys.stdin is None or not sys.stdin.isatty():
            raise InputError(word(ui, "unasked"))
        ask.say(word(ui, "intro"))
    pairs = {
        option: _pairs(option, getattr(args, option.replace("-", "_")))
        for option in ("address", "sign-off", "team")
    }
    title = ask.one("title", args.title, args.name or "", read.text)
    usual = starting.usual_name(title)
    name = args.name or ask.one("name", None, usual if usual not in taken else "", read.name(taken, usual))
    spoken = ask.one("languages", args.languages, ui, read.languages, known=", ".join(LANGUAGES))
    for option, known in (("address", starting.ADDRESS), ("sign-off", LANGUAGES), ("team", starting.TEAMS)):
        for key in pairs[option]:
            if key not in known or (option != "team" and key not in spoken):
                fit = ", ".join(known if option == "team" else spoken)
                raise InputError(f"--{option} {key[:40]}=: {word(ui, 'unknown', value=key[:40], known=fit)}")
    countries = ask.one(
        "countries", args.countries, ",".join(starting.usual_countries(spoken)), read.countries
    )
    there = starting.known_channels()
    channels = ask.one(
        "channels",
        args.channels,
        ",".join(starting.usual_channels(spoken)),
        read.some_of(there),
        known=", ".join(there),
    )
    formality = ask.choice("formality", args.formality, "everyday", tuple(starting.FORMALITY))
    warmth = ask.choice("warmth", args.warmth, "friendly", tuple(starting.WARMTH))
    names = LANGUAGE_NAMES[ui]
    address = {
        code: ask.one(
            "address",
            pairs["address"].get(code),
            starting.usual_address(code, formality),
            read.one_of(starting.ADDRESS[code]),
            offered=starting.ADDRESS[code],
            language=names[code],
        )
        for code in spoken
        if code in starting.ADDRESS
    }
    person = ask.choice("person", args.person, "I", starting.PERSONS)
    sign_off = {
        code: ask.one(
            "sign_off",
            pairs["sign-off"].get(code),
            starting.usual_sign_off(code, formality, address.get(code, "")),
            read.text,
            language=names[code],
        )
        for code in spoken
    }
    teams: dict[str, str] = {}
    for group in starting.TEAMS:
        usual_team = teams.get("lead", word(ui, "lead_team"))
        teams[group] = ask.one(group, pairs["team"].get(group), usual_team, read.text, option="team")
    answers = starting.Answers(
        name=name, title=title, languages=spoken, countries=countries, channels=channels, formality=formality,
        warmth=warmth, address=address, person=person, sign_off=sign_off, teams=teams,
        hours=ask.one("hours", args.hours, working_hours(ui), read.hours),
        time_zone=ask.one("time_zone", args.time_zone, starting.ZONES[spoken[0]], read.zone),
        own=ask.one("own", args.own, read.NOTHING, read.own),
        ids=ask.one("order_number", args.order_number, read.NOTHING, read.order_numbers),
        ui=ui,
    )  # fmt: skip
    ask.say(word(ui, "checking"))
    started = starting.start_brand(root, answers)
    _tell(ask, started, root, name)
    return 0


class Asking:
    """Asks on the terminal what no option answers, in the language `ui`; not `asked`: takes the usual answer."""

    def __init__(self, ui: str, *, asked: bool) -> None:
        self.ui = ui
        self.asked = asked

    def say(self, text: str) -> None:
        """A line on standard error."""
        print(visible(text), file=sys.stderr, flush=True)

    def given(self, option: str, value: str, reader: Callable[[str], T]) -> T:
        """The answer an option gives. InputError says why it cannot be one."""
        try:
            return reader(value)
        except read.BadAnswer as bad:
            raise InputError(f"{option} {value[:40]}: {word(self.ui, bad.key, **bad.values)}") from None

    def one(
        self,
        key: str,
        value: str | None,
        usual: str,
        reader: Callable[[str], T],
        *,
        offered: Sequence[str] = (),
        option: str = "",
        **blanks: str,
    ) -> T:
        """The answer to the question `key`: that of the option's `value`, else the usual one, else what is typed.

        InputError where an option or the usual answer cannot be one, or the questions are left.
        """
        called = f"--{(option or key).replace('_', '-')}"
        if value is not None:
            return self.given(called, value, reader)
        if not self.asked:
            return self.given(called, usual, reader)
        self.say("")
        lines = [f"  {number} {one}" for number, one in enumerate(offered, start=1)]
        for line in [word(self.ui, key, **blanks), *lines]:
            self.say(line)
        while True:
            try:
                return reader(self._typed(usual))
            except read.BadAnswer as bad:
                self.say(word(self.ui, "refused", reason=word(self.ui, bad.key, **bad.values)))

    def choice(self, key: str, value: str | None, usual: str, known: Sequence[str]) -> str:
        """One of `known`, each shown with a sentence that is written that way."""
        if value is None and self.asked:
            longest = max(map(len, known))
            shown = [f"{one:<{longest}}  {word(self.ui, one)}" for one in known]
            return self.one(key, None, usual, read.one_of(known), offered=shown)
        return self.one(key, value, usual, read.one_of(known))

    def _typed(self, usual: str) -> str:
        sys.stderr.write(visible(f"[{usual}] > " if usual else "> "))
        sys.stderr.flush()
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            raise read.BadAnswer("sign") from None
        if not line:
            self.say("")
            raise InputError(word(self.ui, "gone"))
        return line.strip() or usual


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        key = key.strip()
        if not equals or not key:
            raise InputError(
                f"--{option} {pair[:40]}: expected KEY=VALUE; see 'voicekit guideline new --help'"
            )
        if key in found:
            raise InputError(f"--{option} {key[:40]}: given twice; keep one")
        found[key] = value.strip()
    return found


def _tell(ask: Asking, started: Started, root: str, name: str) -> None:
    sys.stdout.write(visible(started.folder) + "\n")
    ui = ask.ui
    ask.say(word(ui, "written", folder=started.folder))
    if started.made:
        ask.say(word(ui, "made", root=root))
    if started.lacking:
        ask.say(word(ui, "lacking", root=root, packs=", ".join(started.lacking)))
    if started.unhelped:
        ask.say(word(ui, "no_contacts", places=", ".join(started.unhelped)))
    ask.say(word(ui, "next", name=name, root=root))
