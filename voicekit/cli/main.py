"""The command line: picks the command, runs it, turns every failure into one line and an exit code.

Must never import a command that was not asked for, nor show a traceback, nor repeat a customer's words.
"""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
import sys
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any, NoReturn

from voicekit.errors import GuidelineError, InputError, VoicekitError

COMMANDS: dict[str, str] = {
    "lint": "check drafts: text files, conversations as JSON or YAML, JSONL in bulk, standard input",
    "triage": "read the customer's side of a thread: mood, intent, risks, and where policy hands it on to",
    "fix": "print a draft with its safe fixes applied, or write them back",
    "rewrite": 'suggest how to say a draft better, checked for changed facts, promises and "not"',
    "prompt": "print exactly what a model would be sent for a draft",
    "metrics": "count and score a text, each figure with its reason where there is none",
    "tone": "say how formal, polite, warm, empathetic, direct and lively a draft sounds, and which words make it so",
    "listen": "say a draft as a screen reader would, and mark what is unlike the writing",
    "explain": "say what a rule finds and why, with its source and examples",
    "rules": "list the rules of a guideline, run their examples, or see what became of their findings",
    "eval": "hold cases against a guideline: what was expected, what came",
    "guideline": "check, change, compare and publish a guideline",
    "fmt": "bring a guideline's YAML into its canonical form",
    "brands": "list the brands there are",
    "samples": "print a sample conversation to try things on",
    "desk": "start the page in the browser",
    "review": "record what became of a draft's findings, for the health of the rules",
    "doctor": "look the store over: what is not well with it, and the mend",
    "backup": "write the store to one file",
    "restore": "bring the store back from such a file",
    "purge": "delete what is no longer to be kept, and its traces",
}
"""Each command with its line of help; the command `x` is the module `voicekit.cli.x`.

A package there holds a command of several actions: its `ACTIONS` name them, `action_module` is where each lies.
"""

OK, FOUND, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
_MOST_PROBLEMS = 20


class Parser(argparse.ArgumentParser):
    """Raises InputError where argparse would print its usage and leave."""

    def error(self, message: str) -> NoReturn:
        """`message` with the mend."""
        raise InputError(f"{message}; see '{self.prog} --help'")


class _Formatter(argparse.HelpFormatter):
    """Knows its width, where argparse would import shutil for it: 6 ms, at the first option of every run."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        super().__init__(prog, width=int(columns[:4]) - 2 if columns.isascii() and columns.isdigit() else 98)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (default: the process's own) and return its exit code: 0, 1, 2, 130 or 141."""
    argv = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A lone surrogate, or a letter the terminal's encoding lacks, is shown as \ud800, never a crash.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except GuidelineError as error:
        problems = [p for p in error.problems if p.level == "error"] or list(error.problems)
        for problem in problems[:_MOST_PROBLEMS]:
            _say(str(problem._replace(source_line="")))
        if len(problems) > _MOST_PROBLEMS:
            _say(f"{len(problems) - _MOST_PROBLEMS} more mistakes; see 'voicekit guideline check'")
        return FAILED
    except VoicekitError as error:
        _say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except SystemExit as leave:  # argparse, after --help
        return leave.code if isinstance(leave.code, int) else OK
    except OSError as error:
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        _say(f"{where}{error.strerror or type(error).__name__}; check the disk and its permissions")
        return FAILED
    except Exception as error:
        # Neither the message nor a traceback: both may hold a customer's words.
        _say(
            f"internal error: {type(error).__name__} at {_places(error)}; this is a fault in voicekit, please report it"
        )
        return FAILED


def _run(argv: list[str]) -> int:
    name = argv[0] if argv else "--help"
    if name in COMMANDS:
        command = importlib.import_module(f"voicekit.cli.{name}")
        actions: dict[str, str] | None = getattr(command, "ACTIONS", None)
        if actions is None:
            return _started(command, f"voicekit {name}", COMMANDS[name], argv[1:])
        action = argv[1] if len(argv) > 1 else "--help"
        if action in ("-h", "--help"):
            print("\n".join((f"usage: voicekit {name} ACTION [OPTIONS]", "", *_listed(actions))))
            return OK
        if action not in actions:
            raise InputError(f"unknown action '{action[:40]}' of '{name}'; {_mend(action, actions)}")
        return _started(action_module(name, action), f"voicekit {name} {action}", actions[action], argv[2:])
    if name in ("-h", "--help"):
        print(usage())
        return OK
    if name == "--version":
        import voicekit

        print(f"voicekit {voicekit.__version__}")
        return OK
    raise InputError(f"unknown command '{name[:40]}'; {_mend(name, COMMANDS)}")


def action_module(command: str, action: str) -> ModuleType:
    """The module of one action: `-` is `_` there, and a word of Python's own has a `_` at its end (`import_`)."""
    name = action.replace("-", "_")
    return importlib.import_module(f"voicekit.cli.{command}.{name}{'_' * keyword.iskeyword(name)}")


def _started(command: Any, called: str, description: str, argv: list[str]) -> int:
    parser = Parser(prog=called, description=description, allow_abbrev=False, formatter_class=_Formatter)
    command.options(parser)
    code: int = command.run(parser.parse_args(argv))
    return code


def _mend(name: str, known: Iterable[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"


def _listed(lines: dict[str, str]) -> list[str]:
    longest = max(map(len, lines))
    return [f"  {name:<{longest}}  {line}" for name, line in lines.items()]


def usage() -> str:
    """What `voicekit --help` prints."""
    lines = [
        "usage: voicekit COMMAND [OPTIONS]",
        "       voicekit COMMAND --help",
        "       voicekit --version",
        "",
        "Checks a customer-care reply before it is sent.",
        "",
        *_listed(COMMANDS),
        "",
        "Exit codes: 0 clean, 1 findings at or over --fail-on, 2 could not do the job.",
    ]
    return "\n".join(lines)


def _say(line: str) -> None:
    from voicekit.cli.cells import visible  # an error may quote a file name or key with anything in it

    print(f"voicekit: {visible(line)}", file=sys.stderr)


def _places(error: BaseException) -> str:
    """The last calls, innermost first, as `engine.py:120 in run`."""
    places: list[str] = []
    trace: Any = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return ", ".join(reversed(places[-3:]))
