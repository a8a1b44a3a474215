"""Whole reports in each form, positions included, under a guideline that never changes.

Must never be mended by loosening: a change of a report is a visible change of a golden file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Cli

Golden = Callable[[str, str], None]

MESSY = (
    "Hi Ana \U0001f469\u200d\U0001f469\u200d\U0001f467,\r\n"
    "We apologize for any inconvenience. \u65e5\u672c\u8a9e \u202e and you can basically utilise the label\x00.\r\n"
    "\r\n"
    "\tUtili\u0301se, UTILISE and utilise it: it is your own fault. \U0001f44d\U0001f3fd Sorry for any "
    "inconvenience.\r\n"
)
CHAT = """\
id: c-7
channel: x
turns:
  - role: customer
    text: Where is my parcel?
  - role: agent
    text: You can basically utilise the tracking.
    at: 2026-11-20
draft:
  text: |-
    It is your own fault.
    It ships tomorrow.
"""
BULK = [
    {"text": "It ships tomorrow."},
    {"id": "b", "channel": "nowhere", "draft": {"text": "You can utilise it today."}},
    {
        "id": "c",
        "brand": "other",
        "draft": {"text": "You can utilise it today. Sorry for any inconvenience."},
    },
]


@pytest.fixture
def files(place: Path) -> Path:
    (place / "messy.txt").write_bytes(MESSY.encode())
    (place / "clean.txt").write_text("It ships tomorrow.\n", encoding="utf-8")
    (place / "chat.yaml").write_text(CHAT, encoding="utf-8")
    (place / "bulk.jsonl").write_text("\n\n".join(map(json.dumps, BULK)) + "\n", encoding="utf-8")
    return place


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("name", "argv", "code"),
    [
        ("messy.txt", ["lint", "messy.txt"], 1),
        ("messy-de.txt", ["lint", "messy.txt", "--ui", "de"], 1),
        ("messy.json", ["lint", "messy.txt", "--format", "json"], 1),
        ("messy.sarif.json", ["lint", "messy.txt", "--format", "sarif"], 1),
        ("messy.github.txt", ["lint", "messy.txt", "--format", "github"], 1),
        ("clean.txt", ["lint", "clean.txt"], 0),
        ("chat.txt", ["lint", "chat.yaml", "--turns"], 1),
        ("chat.github.txt", ["lint", "chat.yaml", "--format", "github"], 1),
        ("bulk.txt", ["lint", "bulk.jsonl"], 1),
        ("bulk.jsonl", ["lint", "bulk.jsonl", "--format", "json"], 1),
        ("bulk.sarif.json", ["lint", "bulk.jsonl", "--format", "sarif"], 1),
        ("files.txt", ["lint", "clean.txt", "messy.txt", "chat.yaml"], 1),
        ("messy.diff", ["fix", "messy.txt", "--diff"], 0),
        ("explain.txt", ["explain", "tiny.stock-apology"], 0),
        ("rules.txt", ["rules", "list"], 0),
    ],
)
def test_the_whole_output_is_as_it_was(
    cli: Cli, golden: Golden, name: str, argv: list[str], code: int
) -> None:
    ran = cli(*argv)
    out = re.sub(r'("sha256": ?)"[0-9a-f]{64}"', r'\1"0"', ran.out)
    out = re.sub(r'("(?:tool_version|version)": ?)"\d+\.\d+\.\d+"', r'\1"0"', out)
    golden(name, out.replace('"version": "0"', '"version": "2.1.0"', 1) if "sarif" in name else out)
    assert ran.code == code


def test_the_spans_of_the_golden_report_slice_the_draft(golden: Golden) -> None:
    report = json.loads((Path(__file__).parents[1] / "golden" / "messy.json").read_bytes())
    found = [finding for finding in report["findings"] if finding["span"] is not None]
    assert len(found) >= 6
    for finding in found:
        assert MESSY[finding["span"]["start"] : finding["span"]["end"]] == finding["matched"]
