"""`make bench`: what voicekit costs, side by side with proselint, textstat and one regex a rule, in one run.

It must never fail because a machine is slow: only findings that are not those of the reference end it with 1.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scripts.bench_bulk import memory, processes
from scripts.bench_clock import Sheet
from scripts.bench_cold import cold
from scripts.bench_impact import impact
from scripts.bench_rewrite import rewriting
from scripts.bench_texts import ORIGINS, ROOT, texts
from scripts.bench_textstat import ratio_textstat
from scripts.bench_thread import thread
from scripts.bench_warm import Workshop, growth, ratio_proselint, ratio_regexes, reply

# Cold first: a child is started from a process that is still small.
SECTIONS: dict[str, Callable[[Workshop, Sheet], None]] = {
    "cold": cold,
    "reply": reply,
    "thread": thread,
    "rewrite": rewriting,
    "proselint": ratio_proselint,
    "regexes": ratio_regexes,
    "textstat": ratio_textstat,
    "growth": growth,
    "memory": memory,
    "processes": processes,
    "impact": impact,
}


def machine() -> str:
    """The kind of machine, not its name."""
    model = platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {model}, {platform.system()}, {python}"


def commit() -> str:
    """The commit that is measured, with a + where files differ from it; empty outside a checkout."""

    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(ROOT), *words], capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout.strip()

    try:
        return git("rev-parse", "--short", "HEAD") + "+" * bool(git("status", "--porcelain", "-uno"))
    except OSError:
        return ""


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description="Measure speed and memory.")
    parser.add_argument("--quick", action="store_true", help="few rounds on few texts: does it run at all")
    parser.add_argument("--only", metavar="NAME", action="append", choices=SECTIONS, help=", ".join(SECTIONS))
    parser.add_argument(
        "--json", metavar="FILE", type=Path, help="append the figures to FILE, one record a line"
    )
    parser.add_argument("--texts", choices=ORIGINS, default="auto", help="what is read (default: auto)")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the sections; 1 where findings are not those of the reference, else 0."""
    args = options().parse_args(argv)
    shop = Workshop(texts(args.texts), args.quick)
    sheet = Sheet(lambda line: print(line, flush=True))
    known = shop.texts
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit(),
        "machine": machine(),
        "load": os.getloadavg()[0],
        "texts": {"origin": known.origin, "count": len(known.items)},
        "quick": args.quick,
    }
    print(f"voicekit at {about['commit'] or 'no commit'}; {about['machine']}; load {about['load']:.2f}")
    print(
        f"texts: {known.origin}: {len(known.items):,} texts of {known.mean_length:.0f} characters on average"
    )
    for name, section in SECTIONS.items():
        if not args.only or name in args.only:
            section(shop, sheet)
    if args.json is not None:
        with args.json.open("a", encoding="utf-8") as file:
            file.write(sheet.record(about) + "\n")
    if sheet.differences:
        print(f"\nfindings differ from the reference: {len(sheet.differences)} times", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
