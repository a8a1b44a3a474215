"""Reads docs/evidence.json: how often each rule fires, and how often it was right where a person read its hits.

It must never say a precision of fewer hits than ENOUGH, nor fill in what was not measured.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from voicekit.evals.precision import ENOUGH
from voicekit.evals.stats import Share

VERSION = 1


class Evidence(NamedTuple):
    """The figures of one rule in one language.

    `public` and `drafts`: the replies it fires in, of the public ones and of the invented drafts (`of` nothing where
    it could not be tried there: it needs a situation that is not stated). `read`: the hits judged right, of those
    that a person read and that still come up; `mended`: hits judged wrong that no longer come up.
    """

    public: Share
    drafts: Share
    read: Share
    mended: int = 0

    @property
    def per_1000(self) -> float | None:
        """Public replies it fires in, of 1,000; None where it was not tried."""
        return None if self.public.value is None else 1000 * self.public.value

    @property
    def precision(self) -> Share | None:
        """The share of hits that were right; None, unmeasured, under ENOUGH."""
        return self.read if self.read.n >= ENOUGH else None

    def to(self) -> dict[str, Any]:
        """As it stands in the file."""
        row = {
            name: [part.right, part.n] for name, part in (("public", self.public), ("drafts", self.drafts))
        }
        return (
            row | {"read": [self.read.right, self.read.n]} | ({"mended": self.mended} if self.mended else {})
        )


def evidence_from(value: Mapping[str, Any]) -> dict[str, dict[str, Evidence]]:
    """The figures by rule id and language, from the decoded file. ValueError for another version of it."""
    if value.get("schema_version") != VERSION:
        raise ValueError(f"evidence of version {value.get('schema_version')}; this is for {VERSION}")
    return {
        rule: {
            language: Evidence(
                Share(*row["public"]), Share(*row["drafts"]), Share(*row["read"]), row.get("mended", 0)
            )
            for language, row in rows.items()
        }
        for rule, rows in value["rules"].items()
    }


def load(path: str) -> dict[str, dict[str, Evidence]]:
    """The figures in the file at `path`."""
    with open(path, encoding="utf-8") as file:
        return evidence_from(json.load(file))


def fires(evidence: Evidence) -> str:
    """How often it fires, in words, with its n."""
    parts = []
    if evidence.per_1000 is not None:
        hits, n = evidence.public
        rate = f"{evidence.per_1000:.1f} of 1,000 public replies ({hits:,g} of {n:,})"
        parts.append(rate if hits else f"none of {n:,} public replies")
    if evidence.drafts.n:
        parts.append(f"{evidence.drafts.right:g} of {evidence.drafts.n} drafts")
    return ", ".join(parts) or "not tried"


def precision(evidence: Evidence) -> str:
    """Its precision in words, with n and the 95 % interval, or that it is unmeasured."""
    read = evidence.read
    if evidence.precision is None:
        return f"unmeasured ({read.right:g} of {read.n} hits read were right)" if read.n else "unmeasured"
    low, high = read.interval
    return f"{read.right:g} of {read.n} hits read were right (95 %: {100 * low:.0f} to {100 * high:.0f} %)"
