"""A brand as it lies in a folder, and as the store keeps it: its own files and those packs of its own that it extends.

Must never leave a file half written, write outside the folder it was given, or take in a pack that travels along.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from voicekit import resources
from voicekit.config import Settings
from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.guideline.compiled import Guideline
from voicekit.guideline.files import SIGNALS, brand_folder, names_in, yaml_files
from voicekit.guideline.yamlfile import parse_yaml

Body = dict[str, str]
"""Each file of a guideline by its path below the guidelines folder (`brands/fernweh/terms.yaml`), the text as it is."""

_PATH = re.compile(r"(brands|packs)/([a-z0-9]+(?:[-_][a-z0-9]+)*)/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.ya?ml")
_STAGE = ".voicekit-"
"""How the folder begins in which files are written before they take their place."""


def brand_of(body: Body) -> str:
    """The brand a body is of. Raises GuidelineError for a path that is no guideline's, InputError but for one brand."""
    brands = set()
    for path in body:
        fits = _PATH.fullmatch(path)
        if fits is None:
            raise GuidelineError([Problem(path, 0, 0, "", "is no file of a guideline; give it a plain name")])
        if fits[1] == "brands":
            brands.add(fits[2])
    if len(brands) != 1:
        raise InputError(f"a body holds the files of one brand, got {len(brands)}; import a brand's folder")
    return brands.pop()


def read_body(root: str, brand: str) -> tuple[Body, list[Problem]]:
    """The body of `brand` in the guidelines folder `root`, and warnings: a pack there that is not as it travels along.

    Raises InputError for an unknown brand, GuidelineError with every file that cannot be read as YAML.
    """
    problems: list[Problem] = []
    body: Body = {}
    travelling = os.path.join(resources.guidelines_dir(), "packs")
    waiting = _take(root, brand_folder(root, brand), body, problems)
    seen: set[str] = set()
    changed: list[Problem] = []
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in names_in(os.path.join(root, "packs")):
            continue  # a pack that is not there is said, with its line, by whoever loads the guideline
        seen.add(name)
        own = os.path.join(root, "packs", name)
        if name not in names_in(travelling):
            waiting += _take(root, own, body, problems)
        elif _texts(own) != _texts(os.path.join(travelling, name)):
            reason = "is unlike the pack that travels along, which counts; give yours a name of its own"
            changed.append(Problem(f"packs/{name}", 0, 0, "", reason, level="warning"))
    if problems:
        raise GuidelineError(problems)
    brand_of(body)
    return body, changed


def _take(root: str, folder: str, body: Body, problems: list[Problem]) -> list[str]:
    """Put the YAML files of `folder` into `body`; gives the packs that they extend."""
    extends: list[str] = []
    for path in yaml_files(folder):
        shown = Path(path).relative_to(root).as_posix()
        try:
            with open(path, "rb") as file:
                raw = file.read()
            data = parse_yaml(raw, shown).data
        except OSError as error:
            problems.append(Problem(shown, 0, 0, "", f"cannot be read: {error.strerror}"))
            continue
        except GuidelineError as error:
            problems += error.problems
            continue
        # A checkout on Windows has other line ends, and nobody means anything by them.
        body[shown] = raw.decode("utf-8").replace("\r\n", "\n")
        if shown.endswith(("/rules.yaml", "/pack.yaml")) and isinstance(data.get("extends"), list):
            extends += [name for name in data["extends"] if isinstance(name, str)]
    return extends


def _texts(folder: str) -> dict[str, bytes]:
    return {os.path.basename(path): Path(path).read_bytes() for path in yaml_files(folder)}


def files_in(root: str, body: Body) -> dict[str, str | None]:
    """What lies in `root` where the files of `body` go, and beside them in the same folders, by path.

    A file that is not there is left out; None stands for one that cannot be read as text.
    """
    found: dict[str, str | None] = {}
    for folder in sorted({path.rpartition("/")[0] for path in body}):
        for path in yaml_files(os.path.join(root, *folder.split("/"))):
            shown = f"{folder}/{os.path.basename(path)}"
            try:
                found[shown] = Path(path).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                found[shown] = None
    return found


def write_body(body: Body, root: str, remove: Collection[str] = ()) -> None:
    """Write every file of `body` below `root` and take `remove` away: all of it, or on an error none of it.

    Raises OSError where the disk refuses, InputError and GuidelineError for paths that are none of a guideline.
    """
    brand_of(body)
    brand_of(dict.fromkeys(remove, "") | body)
    os.makedirs(root, exist_ok=True)
    stage = tempfile.mkdtemp(prefix=_STAGE, dir=root)
    try:
        new, old = os.path.join(stage, "new"), os.path.join(stage, "old")
        put_files(body, new)
        with _undone_on_error() as undo:
            for path in [*body, *remove]:
                parts = path.split("/")
                target, kept = os.path.join(root, *parts), os.path.join(old, *parts)
                os.makedirs(os.path.dirname(kept), exist_ok=True)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                if os.path.lexists(target):
                    shutil.copy2(target, kept, follow_symlinks=False)
                    undo.append((kept, target))
                else:
                    undo.append(("", target))
                if path in body:
                    os.replace(os.path.join(new, *parts), target)
                elif os.path.lexists(target):
                    os.remove(target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@contextlib.contextmanager
def _undone_on_error() -> Iterator[list[tuple[str, str]]]:
    """Give a list of (what was there, its place); on an error everything in it goes back."""
    undo: list[tuple[str, str]] = []
    try:
        yield undo
    except BaseException:
        for kept, target in reversed(undo):
            with contextlib.suppress(OSError):
                if kept:
                    os.replace(kept, target)
                else:
                    os.remove(target)
        raise


def put_files(body: Body, folder: str, *, durable: bool = True) -> None:
    """Write every file of `body` below `folder`; `durable`: each is on the disk before this returns. Raises OSError."""
    for path, text in body.items():
        target = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(text.encode("utf-8"))
            if durable:
                file.flush()
                os.fsync(file.fileno())


def lay_out(body: Body, folder: str, *, durable: bool = True) -> None:
    """A guidelines folder of `body` over a copy of the packs and signals that travel along, in the empty `folder`.

    Raises OSError, and for paths that are none of a guideline GuidelineError.
    """
    brand_of(body)
    put_travelling(body, folder, durable=durable)
    put_files(body, folder, durable=durable)


def lacking(body: Body, folder: str) -> list[str]:
    """What travels along and is not in `folder`: `signals` and `packs/<pack>`, but for packs `body` has its own of."""
    own = {path.split("/")[1] for path in body if path.startswith("packs/")}
    packs = [name for name in names_in(os.path.join(resources.guidelines_dir(), "packs")) if name not in own]
    parts = [SIGNALS, *(f"packs/{name}" for name in packs)]
    return [part for part in parts if not os.path.isdir(os.path.join(folder, *part.split("/")))]


def put_travelling(body: Body, folder: str, *, durable: bool = True) -> None:
    """Copy to `folder` what it is lacking of what travels along. Raises OSError."""
    for part in lacking(body, folder):
        source = os.path.join(resources.guidelines_dir(), *part.split("/"))
        texts = {f"{part}/{name}": raw.decode("utf-8") for name, raw in _texts(source).items()}
        put_files(texts, folder, durable=durable)


@contextlib.contextmanager
def as_folder(settings: Settings, body: Body) -> Iterator[Settings]:
    """Settings under which `body` is the guideline, in a folder that is gone afterwards."""
    brand = brand_of(body)
    with tempfile.TemporaryDirectory(prefix="voicekit-") as folder:
        lay_out(body, folder, durable=False)
        yield settings._replace(brand=brand, guidelines=folder, guideline_source="folder")


def checked(settings: Settings, body: Body) -> list[Problem]:
    """The warnings of `voicekit guideline check` on a body. Raises GuidelineError with every mistake, as that does."""
    from voicekit.service.rules import check_guideline

    with as_folder(settings, body) as here:
        return check_guideline(here)


def opened(settings: Settings, body: Body) -> Guideline:
    """The compiled guideline of a body. Raises GuidelineError with every mistake."""
    from voicekit.service.opening import open_guideline, open_signals

    with as_folder(settings, body) as here:
        for signals in open_signals(here).values():
            signals()  # they are read when a reply first needs them; by then the folder is gone
        return open_guideline(here)


def snapshot_name(body: Body) -> str:
    """16 hex digits that name what a published body is read with: itself, and the packs and signals beside it."""
    from voicekit.store.bodies import base_sha, sha_of

    return sha_of({"body": sha_of(body), "base": base_sha()})[:16]
