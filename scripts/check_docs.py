"""Checks that the documentation is true: links, commands, targets, settings, rule ids, README sessions.

    python -m scripts.check_docs            one line per untrue statement, exit code 1 if there is one
    python -m scripts.check_docs --write    first writes the real output into the README's sessions

It must never judge style, nor change anything but the output shown in a session.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
HISTORY = "CHANGELOG.md"
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>[\w-]*)[^\n]*\n(?P<body>.*?)^(?P=indent)```[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
CODE_SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\s*\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
COMMAND = re.compile(r"(?<![\w./=@-])voicekit +([a-z][a-z-]*)(?: +([a-z][a-z-]*)(?![\w=/.-]))?([^\n]*)")
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")
TARGET = re.compile(r"(?<![\w./-])make +(?:[A-Z_]+=\S+ +)*([a-z][a-z-]*)")
ENVIRONMENT = re.compile(r"\bVOICEKIT_([A-Z_]+)\b")
RULE_ID = re.compile(r"(?<![\w./-])([a-z][a-z0-9-]*)\.([^\W_][\w.-]*[^\W_])(?![\w/])")
NEW_RULE = re.compile(r"^ *- id: .*$", re.MULTILINE)
FILE_ENDINGS = (".cfg", ".json", ".jsonl", ".lock", ".md", ".py", ".sarif", ".toml", ".txt", ".yaml", ".yml")
ENDLESS = {"desk", "serve"}
ELISION = "..."


class Page(NamedTuple):
    """A Markdown file: its path from the root (with `/`) and its text."""

    path: str
    text: str

    @property
    def code(self) -> str:
        """Code spans and fences (not Python's), one below the other: where names are meant exactly."""
        fences = [match["body"] for match in FENCE.finditer(self.text) if match["language"] != "python"]
        return "\n".join([*fences, *CODE_SPAN.findall(FENCE.sub("", self.text))])


class Command(NamedTuple):
    """What may follow a command's name: words, as in `rules list`, and long options."""

    below: frozenset[str]
    options: frozenset[str]


class Step(NamedTuple):
    """One `$ command` of a session, and the output shown below it."""

    command: str
    shown: str


def pages_of(root: Path) -> list[Page]:
    """Every Markdown file git knows or would add."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z", "*.md"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode()
    paths = sorted({name for name in listed.split("\0") if name and (root / name).is_file()})
    return [Page(name, (root / name).read_text("utf-8")) for name in paths]


def slug(heading: str) -> str:
    """The anchor a Git forge makes of a heading."""
    plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return plain.replace(" ", "-")


def wrong_links(root: Path, pages: Iterable[Page]) -> Iterator[str]:
    """Relative links whose file, or whose heading, is not there."""
    for page in pages:
        for target in LINK.findall(FENCE.sub("", page.text)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (root / page.path).parent / name if name else root / page.path
            if not file.exists():
                yield f"{page.path}: link to {target}: no such file"
            elif anchor and file.suffix == ".md":
                headings = HEADING.findall(FENCE.sub("", file.read_text("utf-8")))
                if anchor not in map(slug, headings):
                    yield f"{page.path}: link to {target}: no such heading"


def wrong_commands(pages: Iterable[Page], commands: Mapping[str, Command]) -> Iterator[str]:
    """Commands and options that are named and do not exist, and those that docs/cli.md does not name."""
    described: set[str] = set()
    for page in pages:
        for match in COMMAND.finditer(page.code):
            first, second, rest = match.groups()
            command = commands.get(first)
            if command is None:
                yield f"{page.path}: there is no command 'voicekit {first}'"
                continue
            if command.below and second and second not in command.below:
                yield f"{page.path}: there is no command 'voicekit {first} {second}'"
            for option in OPTION.findall(rest.partition("|")[0]):
                if option not in command.options:
                    yield f"{page.path}: 'voicekit {first}' has no option {option}"
            if page.path == "docs/cli.md":
                described |= {first, f"{first} {second}"}
        if page.path == "docs/cli.md":
            described |= set(OPTION.findall(page.code))
    for first, command in sorted(commands.items()):
        for name in sorted(f"{first} {second}" for second in command.below) or [first]:
            if name not in described:
                yield f"docs/cli.md: 'voicekit {name}' is not described"
        for option in sorted(command.options - described - {"--help"}):
            yield f"docs/cli.md: option {option} of 'voicekit {first}' is not described"


def make_targets(makefile: str) -> frozenset[str]:
    """Targets of a Makefile that have a name, not a path."""
    return frozenset(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))


def wrong_targets(pages: Iterable[Page], targets: frozenset[str]) -> Iterator[str]:
    """Make targets that are named and do not exist."""
    for page in pages:
        for name in TARGET.findall(page.code):
            if name not in targets:
                yield f"{page.path}: there is no target 'make {name}'"


def wrong_settings(pages: Iterable[Page], settings: Iterable[str]) -> Iterator[str]:
    """Settings that docs/settings.md does not describe, and VOICEKIT_ names that are no setting."""
    known = tuple(settings)
    for page in pages:
        for name in ENVIRONMENT.findall(page.code):
            if name.lower() not in known:
                yield f"{page.path}: VOICEKIT_{name} is no setting"
        if page.path == "docs/settings.md":
            spans = set(CODE_SPAN.findall(page.text))
            yield from (f"docs/settings.md: `{name}` is not described" for name in known if name not in spans)


def wrong_rule_ids(pages: Iterable[Page], rule_ids: frozenset[str]) -> Iterator[str]:
    """Names that look like a rule of a known pack and are none; a line `- id: ...` shows a new one."""
    packs = {rule_id.partition(".")[0] for rule_id in rule_ids}
    for page in pages:
        for pack, rest in RULE_ID.findall(NEW_RULE.sub("", page.code)):
            name = f"{pack}.{rest}"
            if pack in packs and name not in rule_ids and not name.endswith(FILE_ENDINGS):
                close = difflib.get_close_matches(name, rule_ids, n=1)
                hint = f" (is it {close[0]}?)" if close else ""
                yield f"{page.path}: there is no rule '{name}'{hint}"


def steps_of(session: str) -> list[Step]:
    """The commands of one `console` fence with the output shown for each."""
    steps: list[Step] = []
    for line in session.splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append(Step(line[2:].strip(), ""))
        elif steps:
            steps[-1] = Step(steps[-1].command, steps[-1].shown + line)
    return steps


def runs_here(command: str) -> bool:
    """True for a command that ends by itself and is ours: voicekit, perhaps fed by echo, printf or cat."""
    match = re.fullmatch(r"(?:(?:echo|printf|cat) [^|;&<>$`]*\| *)?voicekit +([a-z-]+)[^|;&<>$`]*", command)
    return match is not None and match[1] not in ENDLESS


def output_of(command: str, root: Path, cache: str) -> str:
    """What a terminal of 100 columns without colour shows after `command`."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    keep = {name: value for name, value in os.environ.items() if not name.startswith("VOICEKIT_")}
    settings = {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": cache}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=root,
        env={**keep, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace")


def same(shown: str, real: str) -> bool:
    """True if the output is as shown; a shown line of three dots stands for any lines."""
    parts = [
        r"(?:.*\n)*?" if line.strip() == ELISION else re.escape(line.rstrip()) + r"[ \t]*\n"
        for line in shown.splitlines()
    ]
    return re.fullmatch("".join(parts), real if real.endswith("\n") or not real else real + "\n") is not None


def wrong_sessions(root: Path, pages: Iterable[Page], *, write: bool = False) -> Iterator[str]:
    """Sessions whose output is no longer what the tool prints; `write` puts the real output in its place.

    An output that a person shortened is left to a person.
    """
    with tempfile.TemporaryDirectory() as cache:
        for page in pages:
            text = page.text
            for fence in (match for match in FENCE.finditer(page.text) if match["language"] == "console"):
                for step in steps_of(fence["body"]):
                    if not runs_here(step.command):
                        continue
                    real = output_of(step.command, root, cache)
                    if same(step.shown, real):
                        continue
                    if write and ELISION not in map(str.strip, step.shown.splitlines()):
                        head = f"$ {step.command}\n"
                        text = text.replace(head + step.shown, head + real, 1)
                        continue
                    lines = difflib.unified_diff(step.shown.splitlines(), real.splitlines(), "shown", "real")
                    yield "\n".join([f"{page.path}: '{step.command}' prints something else:", *lines])
            if text != page.text:
                (root / page.path).write_text(text, "utf-8")


def command_of(parser: argparse.ArgumentParser) -> Command:
    """What can stand behind a command: its long options, and the words its first positional argument allows."""
    options = {name for action in parser._actions for name in action.option_strings if name.startswith("--")}
    positional = next((action for action in parser._actions if not action.option_strings), None)
    choices = positional.choices if positional is not None and positional.choices is not None else ()
    return Command(frozenset(map(str, choices)), frozenset(options))


def all_commands() -> dict[str, Command]:
    """The commands of the installed voicekit."""
    from voicekit.cli.main import COMMANDS, action_module

    found = {}
    for name in COMMANDS:
        module = importlib.import_module(f"voicekit.cli.{name}")
        actions: Mapping[str, str] | None = getattr(module, "ACTIONS", None)
        if actions is None:
            found[name] = command_of(_parser_of(module))
            continue
        parts = [action_module(name, one) for one in actions]
        options = [command_of(_parser_of(part)).options for part in parts]
        found[name] = Command(frozenset(actions), frozenset().union(*options))
    return found


def _parser_of(command: ModuleType) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    command.options(parser)
    return parser


def all_rule_ids() -> frozenset[str]:
    """Ids of every rule of every brand in the checkout."""
    from voicekit import config, service

    settings = config.load({})
    brands = service.brands(settings)
    return frozenset(card.id for brand in brands for card in service.list_rules(settings, brand))


def problems(root: Path, *, write: bool = False) -> Iterator[str]:
    """Every untrue statement in the documentation of `root`, one line or more each."""
    from voicekit.config import Settings

    everything = pages_of(root)
    yield from wrong_links(root, everything)
    pages = [page for page in everything if page.path != HISTORY and not page.path.startswith("prompts/")]
    yield from wrong_commands(pages, all_commands())
    yield from wrong_targets(pages, make_targets((root / "Makefile").read_text("utf-8")))
    yield from wrong_settings(pages, Settings._fields)
    yield from wrong_rule_ids(pages, all_rule_ids())
    yield from wrong_sessions(root, [page for page in pages if page.path == "README.md"], write=write)


def main() -> int:
    """Prints what is untrue; 0 when nothing is, 2 when it cannot be told."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the real output into the README's sessions")
    arguments = parser.parse_args()
    from voicekit.errors import VoicekitError

    try:
        found = list(problems(ROOT, write=arguments.write))
    except VoicekitError as error:
        print(f"the documentation cannot be checked: {error}", file=sys.stderr)
        return 2
    for line in found:
        print(line, file=sys.stderr)
    if not found:
        print("docs: all good")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
