"""What a whole process costs that reads one short reply and ends: Python alone, voicekit, proselint.

It must never measure a first run: bytecode and the compiled guideline lie ready, as on anyone's second command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

from scripts.bench_clock import CPU, MILLI, WALL, Sample, Sheet, ratios, rounds
from scripts.bench_warm import Workshop

REPLY = (
    "We apologize for any inconvenience. Your parcel left our depot today and arrives tomorrow before noon.\n"
)
PLAIN, MINE, OTHER = "python -c pass", "voicekit lint --format json FILE", "proselint check FILE"


def environment(folder: str) -> dict[str, str]:
    """The environment of a child: bytecode may be written, the caches are its own, no setting leaks in."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("VOICEKIT_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return kept | {"XDG_CACHE_HOME": folder, "XDG_CONFIG_HOME": folder, "HOME": folder}


def children(work: Callable[[], object]) -> Sample:
    """What one call of `work` costs in child processes, and by the wall."""
    before, wall = getrusage(RUSAGE_CHILDREN), perf_counter()
    work()
    spent, after = perf_counter() - wall, getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Sample(cpu, spent)


def cold(shop: Workshop, sheet: Sheet) -> None:
    """CPU of whole processes in interleaved rounds, and the quotients round by round."""
    scripts = Path(sys.executable).parent
    count = 3 if shop.quick else 21
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "reply.txt")
        file.write_text(REPLY, encoding="utf-8")
        commands = {
            PLAIN: [sys.executable, "-c", "pass"],
            MINE: [str(scripts / "voicekit"), "lint", "--format", "json", str(file)],
            OTHER: [str(scripts / "proselint"), "check", str(file)],
        }
        env = environment(folder)

        def started(command: Sequence[str]) -> Callable[[int], object]:
            return lambda _: subprocess.run(
                command,
                cwd=folder,
                env=env,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )

        said = ""
        for (
            command
        ) in commands.values():  # writes bytecode and the guideline's cache, and shows that all of them work
            for _ in range(2):
                done = subprocess.run(
                    command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
                )
                if done.returncode not in (0, 1):
                    raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]}")
            said = done.stdout if command is commands[MINE] else said
        found = len(json.loads(said)["findings"])
        contenders = {name: started(command) for name, command in commands.items()}
        samples = rounds(contenders, range(count), clock=children)
    sheet.head(
        f"cold: milliseconds a whole process, one reply of {len(REPLY)} characters, {count} rounds",
        CPU,
        WALL,
        "findings",
    )
    for name, spent in samples.items():
        sheet.cost(name, spent, 1, found if name == MINE else None, MILLI)
    sheet.against("voicekit over python -c pass", ratios(samples[MINE], samples[PLAIN]), most=6)
    sheet.against("voicekit over proselint", ratios(samples[MINE], samples[OTHER]), most=1)
