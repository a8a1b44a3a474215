"""The life of a guideline in the store: it comes in, is reviewed, goes live, is rolled back, and goes out again.

Must never publish what does not load or holds a stale crisis contact, nor write over what a person has changed.
"""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from voicekit import resources
from voicekit.config import Settings
from voicekit.errors import GuidelineError, InputError, Problem, StoreError
from voicekit.service import live
from voicekit.service.bodies import (
    checked,
    files_in,
    lacking,
    put_travelling,
    read_body,
    write_body,
)
from voicekit.service.gates import contact_problems, fit_to_publish, refuse_blocked, refuse_early
from voicekit.service.merging import Clash, Merged, three_way
from voicekit.service.storing import has_store, store_of, store_with, user_of

if TYPE_CHECKING:
    from voicekit.store.engine import Store
    from voicekit.store.versions import Version


class Imported(NamedTuple):
    """What came of an import or a submitted draft. `version` is None where files are in conflict: nothing was written.

    `new`: a version was made. `head`: the newest version before. `merged`: files taken from the store, where somebody
    changed them meanwhile.
    """

    version: Version | None
    new: bool
    head: int
    merged: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    warnings: tuple[Problem, ...] = ()


class Published(NamedTuple):
    """What is live now, and the number of the version that was before. `again`: it was live already.

    `withdrawn`: versions that waited for review and went with a rollback.
    """

    version: Version
    before: int | None
    again: bool = False
    warnings: tuple[Problem, ...] = ()
    withdrawn: tuple[int, ...] = ()


class Exported(NamedTuple):
    """What was written: version `number`, or the draft made from it at `revision`; `removed` are files it has not.

    `lacks_packs`: some of those that travel along are not beside it, so that nothing can be checked there.
    """

    number: int
    state: str
    revision: int | None
    written: tuple[str, ...]
    removed: tuple[str, ...]
    lacks_packs: bool


def import_guideline(
    settings: Settings, brand: str, *, base: int | None = None, note: str = "", key: str | None = None
) -> Imported:
    """Take the brand of the settings' guidelines folder into the store.

    A brand the store does not know is published at once. Another one needs `base`, the version its folder was made
    from: what changed in the store since is merged file by file, and the result waits for review; a file that changed
    on both sides is a clash, and then nothing is written. Raises GuidelineError with every mistake, InputError.
    """
    root = resources.guidelines_dir() if settings.guidelines is None else os.fspath(settings.guidelines)
    body, warnings = read_body(root, brand)
    by = user_of(settings)
    if brand not in stored_names(settings):
        if base is not None:
            raise InputError(f"guideline '{brand}' is not in the store yet; leave out --base {base}")
        warnings += fit_to_publish(settings, body)
        live.prepare(settings, brand, body)
        with store_of(settings) as store:
            from voicekit.store import versions

            version = versions.create(store, brand, body, by, note, key)
            _follow(settings, store, version)
            return Imported(version, True, 0, warnings=tuple(warnings))
    with store_of(settings) as store:
        from voicekit.store import versions

        head = versions.get(store, brand)
        if body == head.body:
            return Imported(head, False, head.number, warnings=tuple(warnings))
        if base is None:
            raise InputError(
                f"guideline '{brand}' is in the store, version {head.number} is the newest; "
                "add --base N with the version this folder was exported as"
            )
        merged = three_way(versions.get(store, brand, base).body, head.body, body)
        return _saved(settings, store, head, merged, by, note, key, warnings)


def _saved(
    settings: Settings,
    store: Store,
    head: Version,
    merged: Merged,
    by: str,
    note: str,
    key: str | None,
    warnings: list[Problem],
) -> Imported:
    from voicekit.store import versions

    if merged.clashes:
        return Imported(None, False, head.number, merged.from_theirs, merged.clashes, tuple(warnings))
    if merged.body == head.body:
        return Imported(head, False, head.number, merged.from_theirs, warnings=tuple(warnings))
    warnings += checked(settings, merged.body)
    version = versions.save(store, head.name, head.number, merged.body, by, note, key)
    return Imported(version, True, head.number, merged.from_theirs, warnings=tuple(warnings))


def submit_draft(settings: Settings, brand: str, *, note: str = "", key: str | None = None) -> Imported:
    """Make the draft a version in review, under the name of who saved it last.

    Where versions were saved since the draft began it is merged with the newest, as an import is; with a clash the
    draft stays. Raises GuidelineError with every mistake, InputError where there is no draft or it changes nothing.
    """
    by = user_of(settings)
    with store_with(settings, brand) as store:
        from voicekit.store import drafts, versions

        draft = drafts.get(store, brand)
        if draft is None:
            raise InputError(
                f"guideline '{brand}': no draft is open; 'voicekit guideline draft start {brand}' opens one"
            )
        head = versions.get(store, brand)
        if head.number == draft.base:
            warnings = checked(settings, draft.body) if draft.body != head.body else []
            version = drafts.submit(store, brand, draft.revision, by, note, key)
            return Imported(version, True, head.number, warnings=tuple(warnings))
        merged = three_way(versions.get(store, brand, draft.base).body, head.body, draft.body)
        if merged.clashes:
            return Imported(None, False, head.number, merged.from_theirs, merged.clashes)
        warnings = checked(settings, merged.body) if merged.body != head.body else []
        version = drafts.submit(store, brand, draft.revision, by, note, key, (head.number, merged.body))
        return Imported(version, True, head.number, merged.from_theirs, warnings=tuple(warnings))


def publish(
    settings: Settings, brand: str, number: int | None = None, *, yes: bool = False, key: str | None = None
) -> Published:
    """Make version `number` (default: the newest) the live one, and write the copy that replies are judged by.

    The live version itself: its copy is made again, with the packs of this installation. Raises GuidelineError where
    it does not load or a crisis contact is stale; InputError where `user` may not publish it, or where it would block
    a reply that is known to be good and `yes` was not said.
    """
    by = user_of(settings)
    with store_with(settings, brand) as store:
        from voicekit.store import versions

        version, before = versions.get(store, brand, number), versions.live(store, brand)
        if version.number != before.number:
            refuse_early(settings, version, by)
        warnings = fit_to_publish(settings, version.body)
        if version.number == before.number:
            live.follow(settings, store, brand, again=True)
            return Published(version, before.number, True, tuple(warnings))
        if not yes:
            warnings += refuse_blocked(settings, before, version)
        live.prepare(settings, brand, version.body)
        version = versions.publish(
            store, brand, version.number, by, anyone=settings.approve == "anyone", yes=yes, key=key
        )
        _follow(settings, store, version)
        return Published(version, before.number, warnings=tuple(warnings))


def rollback(
    settings: Settings, brand: str, number: int | None = None, *, note: str = "", yes: bool = False,
    key: str | None = None,
) -> Published:  # fmt: skip
    """Publish the files of version `number` (default: what was live before) as a new version, at once.

    Where they are live already nothing is done. Raises GuidelineError where they do not load any more, or a crisis
    contact in them is stale and `yes` was not said; InputError where `number` is missing and nothing was live before,
    or what is live is a rollback itself: the same command sent twice must not undo it.
    """
    by = user_of(settings)
    with store_with(settings, brand) as store:
        from voicekit.store import versions

        before = versions.live(store, brand)
        old = versions.get(store, brand, _live_before(store, before) if number is None else number)
        if old.body == before.body:
            live.follow(
                settings, store, brand
            )  # an earlier try may have ended before this machine's copy was there
            return Published(before, before.number, True)
        warnings = checked(settings, old.body)
        stale = contact_problems(old.body, date.today())
        if stale and not yes:
            raise GuidelineError([*stale, _say_yes()])
        live.prepare(settings, brand, old.body)
        waiting = [one.number for one in versions.history(store, brand) if one.state == "in_review"]
        version = versions.rollback(
            store, brand, old.number, by, note or f"back to version {old.number}", key
        )
        _follow(settings, store, version)
        return Published(version, before.number, False, tuple(warnings), tuple(sorted(waiting)))


def _follow(settings: Settings, store: Store, version: Version) -> None:
    """`live.follow` after the store has taken a version: where the disk refuses, what is done has to be said."""
    try:
        live.follow(settings, store, version.name)
    except OSError as error:
        raise StoreError(
            f"guideline '{version.name}': version {version.number} is live in the store, but this machine's copy could "
            f"not be written ({error.strerror}); mend that, then 'voicekit guideline publish {version.name} --version "
            f"{version.number}' makes it"
        ) from None


def _say_yes() -> Problem:
    return Problem(
        "rollback", 0, 0, "", "brings back what stands above; add --yes if that is better than what is live"
    )


def _live_before(store: Store, now: Version) -> int:
    from voicekit.store import versions

    before, to = versions.live_before(store, now.name, now.number)
    if to is not None:
        raise InputError(
            f"guideline '{now.name}': version {now.number} is live, and is itself back to version {to}; "
            "name the version you want with --to"
        )
    if before is None:
        raise InputError(
            f"guideline '{now.name}': nothing was live before version {now.number}; name a version with --to"
        )
    return before


def retire(settings: Settings, brand: str, number: int, *, key: str | None = None) -> Version:
    """Take a version out of review. Raises InputError where it is not in review."""
    by = user_of(settings)
    with store_with(settings, brand) as store:
        from voicekit.store import versions

        return versions.retire(store, brand, number, by, key)


def history(settings: Settings, brand: str) -> list[Version]:
    """Every version of the brand, newest first."""
    with store_with(settings, brand) as store:
        from voicekit.store import versions

        return versions.history(store, brand)


def approvals(settings: Settings, brand: str) -> dict[int, str]:
    """Who made each version live, by its number."""
    with store_with(settings, brand) as store:
        from voicekit.store import versions

        return versions.approvals(store, brand)


def hands(settings: Settings, version: Version) -> list[str]:
    """Who may not approve `version`, because something that goes live with it is theirs."""
    with store_with(settings, version.name) as store:
        from voicekit.store import versions

        return versions.hands(store, version.name, version.number)


def stored_names(settings: Settings) -> list[str]:
    """The brands in the store, sorted; none where there is no store."""
    if not has_store(settings):
        return []
    with store_of(settings) as store:
        from voicekit.store import versions

        return versions.names(store)


def verify(settings: Settings, brand: str) -> tuple[int, list[str]]:
    """How many versions there are, and what is wrong with them or with this machine's copy of the live one."""
    with store_with(settings, brand) as store:
        from voicekit.store import versions

        found = versions.verify(store, brand)
        version = versions.live(store, brand)
        count = versions.get(store, brand).number
    again = f"'voicekit guideline publish {brand} --version {version.number}' makes it again"
    here = live.pointed(settings, brand)
    if here is None:
        found.append(f"version {version.number} is live, but this machine has no copy of it; {again}")
    elif here.number != version.number:
        found.append(f"this machine's copy is of version {here.number}, live is {version.number}; {again}")
    else:
        there = files_in(here.root, version.body)
        found += [
            f"this machine's copy of {path} is not that of version {version.number}; {again}"
            for path in sorted({*there, *version.body})
            if there.get(path) != version.body.get(path)
        ]
    return count, found


def export(
    settings: Settings, brand: str, folder: str, number: int | None = None, *, draft: bool = False,
    packs: bool = False, force: bool = False,
) -> Exported:  # fmt: skip
    """Write version `number` (default: the newest), or the open draft, into the guidelines folder `folder`.

    A file there whose text is in no version of the store was changed by a person: InputError names it, unless `force`.
    Files of older versions that this one does not have are removed. `packs`: those that travel along, and the signals,
    are put beside it where there are none. OSError where the disk refuses: then no file of the brand has changed.
    """
    with store_with(settings, brand) as store:
        from voicekit.store import drafts, versions

        opened = drafts.get(store, brand) if draft else None
        if draft and opened is None:
            raise InputError(
                f"guideline '{brand}': no draft is open; leave out --draft for the newest version"
            )
        version = versions.get(store, brand, opened.base if opened else number)
        body = opened.body if opened else version.body
        there = files_in(folder, body)
        differs = [path for path, text in there.items() if text != body.get(path)]
        if differs and not force:
            known = {*body.items()}
            known.update(item for one in versions.history(store, brand) for item in one.body.items())
            changed = [path for path in differs if (path, _plain_ends(there[path])) not in known]
            if changed:
                raise InputError(
                    f"{', '.join(changed)}: changed in {folder} and in no version of the store; import it "
                    "first, or add --force to lose these changes"
                )
    removed = tuple(path for path in differs if path not in body)
    written = tuple(path for path, text in body.items() if there.get(path) != text)
    if packs:
        put_travelling(body, folder)
    write_body(body, folder, removed)
    lacks = bool(lacking(body, folder)) and not packs
    if opened is not None:
        return Exported(version.number, "draft", opened.revision, written, removed, lacks)
    return Exported(version.number, version.state, None, written, removed, lacks)


def _plain_ends(text: str | None) -> str | None:
    """A checkout on Windows changes every line end: that is nothing a person did."""
    return text and text.replace("\r\n", "\n")
