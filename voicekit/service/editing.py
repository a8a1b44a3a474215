"""The use cases of changing a guideline's files: edits, overrides, tables in and out, the canonical form.

It must never leave a file half written, nor write what the loader would refuse.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from voicekit import resources
from voicekit.config import Settings
from voicekit.errors import GuidelineError, InputError, Problem
from voicekit.guideline.files import brand_folder, brands_in, names_in, yaml_files
from voicekit.service.opening import root_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from voicekit.guideline.edit import Body, Edit
    from voicekit.guideline.edit.table import Refused
    from voicekit.guideline.edit.templatecsv import FoundTemplates
    from voicekit.guideline.edit.termcsv import FoundTerms


class Edited(NamedTuple):
    """Files as they are and as they would be, by their path in the guidelines folder; nothing is written yet."""

    root: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    warnings: tuple[Problem, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """The paths whose text differs."""
        return tuple(
            sorted(n for n in {*self.before, *self.after} if self.before.get(n) != self.after.get(n))
        )


class Imported(NamedTuple):
    """What a table brought: the files with it in, how many entries are new, changed and the same, rows left out."""

    edited: Edited
    new: int
    changed: int
    same: int
    refused: tuple[Refused, ...]
    unknown: tuple[str, ...]
    encoding: str


_OURS = re.compile(r"^schema_version:", re.MULTILINE)
"""What every file of a guideline has: others that lie in a folder are nobody's business here."""
Made = TypeVar("Made", bound=Edited | Imported)


def edit_guideline(settings: Settings, brand: str, edits: Iterable[Edit]) -> Edited:
    """The brand's files after `edits`, validated as files are. Raises what `guideline.edit.apply` raises."""
    from pathlib import Path

    from voicekit.guideline.edit import check, edited

    root = _root(settings)
    before = _files(root, brand)
    after = edited(before, edits)
    own = f"brands/{brand}/"
    for name in after:
        if not name.startswith(own):
            raise InputError(f"{name[:80]} is no file of the brand '{brand}'")
    return Edited(root, before, after, check(after, Path(root)))


def set_value(settings: Settings, brand: str, file: str, path: str, value: str | None) -> Edited:
    """One value at `path` in one of the brand's files; None takes it away.

    `file` is a name such as `terms` or `terms.yaml`, `path` keys, positions and ids split by `/`, `value` as a person
    types it: YAML where it begins with a bracket or a quote, a number or true or false where it is one, else text.
    """
    from voicekit.guideline.edit import REMOVE, Edit, place_of
    from voicekit.guideline.yamlfile import parse_yaml

    files = _files(_root(settings), brand)
    name = f"brands/{brand}/{file.removesuffix('.yaml')}.yaml"
    data = parse_yaml(files[name].encode("utf-8"), name).data if name in files else {}
    place = place_of(data, path.strip("/").split("/"), name)
    return edit_guideline(settings, brand, [Edit(name, place, REMOVE if value is None else _typed(value))])


def override_rule(settings: Settings, brand: str, rule_id: str, changes: Mapping[str, Any]) -> Edited:
    """Another severity, message, limit or `enabled` for one rule."""
    from voicekit.guideline.edit.operations import override

    return edit_guideline(settings, brand, override(_files(_root(settings), brand), brand, rule_id, changes))


def export_terms(settings: Settings, brand: str) -> str:
    """The brand's terms as CSV."""
    from voicekit.guideline.edit.termcsv import written_terms

    name = f"brands/{brand}/terms.yaml"
    files = _files(_root(settings), brand)
    if name not in files:
        raise InputError(f"{name}: there is no such file; the brand has no terms")
    return written_terms(files[name], name)


def import_terms(
    settings: Settings, brand: str, raw: bytes, shown: str, mapped: Mapping[str, str] | None = None
) -> Imported:
    """The terms of a CSV file in the brand's terms.yaml; rows the loader would refuse are left out and listed."""
    from voicekit.guideline.edit.termcsv import merged_terms, read_terms

    name = f"brands/{brand}/terms.yaml"
    found = read_terms(raw, shown, mapped)
    text = _files(_root(settings), brand).get(name, "schema_version: 1\n")
    terms, lines, twins, same = merged_terms(text, name, found)
    return _taken(settings, brand, "terms", terms, lines, same, [*found.refused, *twins], found)


def import_templates(
    settings: Settings,
    brand: str,
    raw: bytes,
    shown: str,
    mapped: Mapping[str, str] | None = None,
    *,
    scenario: str | None = None,
    language: str | None = None,
) -> Imported:
    """The macros of a CSV file in the brand's templates.yaml; rows the loader would refuse are left out and listed."""
    from voicekit.guideline.edit.templatecsv import merged_templates, read_templates

    name = f"brands/{brand}/templates.yaml"
    found = read_templates(raw, shown, mapped, scenario=scenario, language=language)
    text = _files(_root(settings), brand).get(name, "schema_version: 1\n")
    templates, lines, same = merged_templates(text, name, found)
    return _taken(settings, brand, "templates", templates, lines, same, found.refused, found)


def format_files(
    settings: Settings, named: Sequence[str], brand: str | None = None
) -> list[tuple[str, str, str]]:
    """(path, text as it is, text in canonical form) of files and folders, or of the files of brands.

    Nothing named: the files of `brand`, or of the settings' brand. Raises InputError for what is neither a path nor a
    brand, GuidelineError with every mistake in files that are not YAML we read.
    """
    from voicekit.guideline.edit.canon import canonical

    out: list[tuple[str, str, str]] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(_paths(settings, list(named) or [brand or settings.brand])):
        try:
            text = _read(path)
            out.append((path, text, canonical(text, path)))
        except GuidelineError as error:
            problems += error.problems
    if problems:
        raise GuidelineError(problems)
    return out


def change_draft(settings: Settings, brand: str, change: Callable[[Settings], Made], *, dry: bool) -> Made:
    """What `change` makes of the open draft's files; saved into the draft unless `dry`.

    `change` is given settings under which the draft is the guidelines folder. Raises InputError where no draft is open,
    Conflict where somebody saved it meanwhile, and what `change` raises.
    """
    from voicekit.service.bodies import as_folder
    from voicekit.service.storing import store_with, user_of

    by = user_of(settings)
    with store_with(settings, brand) as store:
        from voicekit.store import drafts

        draft = drafts.get(store, brand)
        if draft is None:
            raise InputError(
                f"guideline '{brand}': no draft is open; 'voicekit guideline draft start {brand}' opens one"
            )
        with as_folder(settings, draft.body) as here:
            made = change(here)
        edited = made.edited if isinstance(made, Imported) else made
        if edited.changed and not dry:
            left = {path: text for path, text in draft.body.items() if path not in edited.changed}
            new = {path: edited.after[path] for path in edited.changed if path in edited.after}
            drafts.save(store, brand, draft.revision, {**left, **new}, by)
        return made


def save(edited: Edited) -> None:
    """Write the changed files: all of them or none. Raises InputError where one cannot be written, or is not what it
    was when it was read.
    """
    for name in edited.changed:
        path = os.path.join(edited.root, name)
        now = _read(path) if os.path.exists(path) else None
        if now != edited.before.get(name):
            raise InputError(
                f"{name}: was changed by someone else just now; nothing was written, do it again"
            )
    _refuse_installed(edited.root)
    if edited.changed:
        from voicekit.service.bodies import write_body

        body = {name: edited.after[name] for name in edited.changed if name in edited.after}
        write_body(body, edited.root, [name for name in edited.changed if name not in edited.after])


def write_file(path: str, text: str) -> None:
    """Write one file: beside its place, then renamed over it. Raises InputError; the file is then as it was."""
    _refuse_installed(path)
    real = os.path.realpath(path)  # a link stays a link
    beside = f"{real}.voicekit-{os.urandom(6).hex()}"
    try:
        with open(beside, "xb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, os.stat(real).st_mode & 0o7777)
        os.replace(beside, real)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from None
    finally:
        if os.path.exists(beside):
            os.unlink(beside)


def _refuse_installed(path: str) -> None:
    """The guidelines inside an installed package are gone with its next version: nobody's own words belong there."""
    installed = os.path.join(os.path.dirname(os.path.abspath(resources.__file__)), "_data")
    if os.path.realpath(path).startswith(os.path.realpath(installed) + os.sep):
        raise InputError(
            "these guidelines came with voicekit; copy the folder, and name the copy with --guidelines"
        )


def _taken(
    settings: Settings,
    brand: str,
    key: str,
    entries: list[dict[str, Any]],
    lines: Mapping[int, int],
    same: int,
    refused: Iterable[Refused],
    found: FoundTerms | FoundTemplates,
) -> Imported:
    """The brand's files with `entries` under `key`; those from a table (`lines`) that the loader refuses stay out."""
    from voicekit.guideline.edit import Edit
    from voicekit.guideline.edit.table import Refused
    from voicekit.guideline.edit.termcsv import dropped
    from voicekit.guideline.yamlfile import parse_yaml

    name = f"brands/{brand}/{key}.yaml"
    text = _files(_root(settings), brand).get(name)
    before = [] if text is None else list(parse_yaml(text.encode("utf-8"), name).data.get(key) or [])
    bad: dict[int, str] = {}
    while True:
        kept: list[dict[str, Any]] = []
        origin: list[int] = []
        for index, entry in enumerate(entries):
            if index not in bad or index < len(before):  # a changed entry stays as it was
                kept.append(before[index] if index in bad else entry)
                origin.append(index)
        try:
            edits = [Edit(name, (key,), kept)] if kept != before else []
            edited = edit_guideline(settings, brand, edits)
            break
        except GuidelineError as error:
            known = {at for at, index in enumerate(origin) if index in lines and index not in bad}
            bad |= {origin[at]: why for at, why in dropped(error, known, name, key).items()}
    new = [index for index in lines if index >= len(before)]
    left = [*refused, *(Refused(lines[index], why) for index, why in bad.items())]
    return Imported(
        edited,
        len(set(new) - bad.keys()),
        len(lines.keys() - set(new) - bad.keys()),
        same,
        tuple(sorted(left)),
        tuple(found.unknown),
        found.encoding,
    )


def _root(settings: Settings) -> str:
    """The folder with the files people edit, also where the store says what is live."""
    return root_of(settings._replace(guideline_source="folder"))


def _files(root: str, brand: str) -> Body:
    """The brand's own files, exactly as they are."""
    return {
        f"brands/{brand}/{os.path.basename(path)}": _read(path)
        for path in yaml_files(brand_folder(root, brand))
        if path.endswith(".yaml")
    }


def _read(path: str) -> str:
    from voicekit.guideline.yamlfile import MAX_BYTES, parse_yaml

    try:
        with open(path, "rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    try:
        if len(raw) <= MAX_BYTES:
            return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    parse_yaml(raw, path)  # says what is wrong and where
    raise InputError(f"{path}: is not UTF-8; save it as UTF-8")


def _paths(settings: Settings, named: Iterable[str]) -> Iterable[str]:
    for name in named:
        if os.path.isdir(name):
            for folder, folders, _ in os.walk(name):
                folders[:] = sorted(one for one in folders if one[0] not in "._")
                yield from (path for path in yaml_files(folder) if _OURS.search(_read(path)))
        elif os.path.exists(name) or name.endswith((".yaml", ".yml")) or os.sep in name:
            yield name
        else:
            root = _root(settings)
            if name not in brands_in(root) and name in names_in(os.path.join(root, "packs")):
                yield from yaml_files(os.path.join(root, "packs", name))
            else:
                yield from yaml_files(brand_folder(root, name))


def _typed(value: str) -> Any:
    from voicekit.guideline.yamlfile import parse_yaml

    said = value.strip()
    if said[:1] in "[{\"'" or said in ("true", "false") or said.lstrip("+-").replace(".", "", 1).isdigit():
        return parse_yaml(f"value: {said}".encode("utf-8", "surrogatepass"), "VALUE").data["value"]
    return value
