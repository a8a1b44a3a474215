"""Writes guidelines/schema.json, which editors use to complete and check guideline files, from the models.

Run it after a change to what a guideline file may say; a test compares. It must never write anything else.
"""

from __future__ import annotations

from pathlib import Path

from voicekit.guideline.jsonschema import guideline_schema_text


def main() -> None:
    """Write the schema next to the guidelines of this checkout."""
    target = Path(__file__).resolve().parent.parent / "guidelines" / "schema.json"
    target.write_text(guideline_schema_text(), encoding="utf-8", newline="\n")
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
