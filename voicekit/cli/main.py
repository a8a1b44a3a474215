"""The command line: picks the command, runs it, turns every failure into one line and an exit code.

Must never import a command that was not asked for, nor show a traceback, nor repeat a customer's words.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
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
    "rules": "list the rules of a guideline, or run their examples",
    "eval": "hold cases against a guideline: what was expected, what came",
    "guideline": "check the files of a guideline, each mistake with its line",
    "brands": "list the brands there are",
    "samples": "print a sample conversation to try things on",
    "desk": "start the page in the browser",
}
"""Each command with its line of help; the command `x` is the module `voicekit.cli.x`."""

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
        _say(f"{error.strerror or type(error).__name__}; check the disk and its permissions")
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
        parser = Parser(
            prog=f"voicekit {name}",
            description=COMMANDS[name],
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        command.options(parser)
        code: int = command.run(parser.parse_args(argv[1:]))
        return code
    if name in ("-h", "--help"):
        print(usage())
        return OK
    if name == "--version":
        import voicekit

        print(f"voicekit {voicekit.__version__}")
        return OK
    import difflib

    near = difflib.get_close_matches(name, COMMANDS, n=1)
    mend = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(COMMANDS)}"
    raise InputError(f"unknown command '{name[:40]}'; {mend}")


def usage() -> str:
    """What `voicekit --help` prints."""
    longest = max(map(len, COMMANDS))
    lines = [
        "usage: voicekit COMMAND [OPTIONS]",
        "       voicekit COMMAND --help",
        "       voicekit --version",
        "",
        "Checks a customer-care reply before it is sent.",
        "",
        *(f"  {name:<{longest}}  {line}" for name, line in COMMANDS.items()),
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
