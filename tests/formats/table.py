"""The table of docs/formats.md, made from the registry: `python -m tests.formats.table` writes it."""

from __future__ import annotations

from kgquiz.actions.formats.listing import FormatRow, format_rows
from kgquiz.formats.base import ALL_TYPES
from tests.support import ROOT

PAGE = ROOT / "docs" / "formats.md"
SHOWN = {"gift": ".gift", "moodle-xml": ".xml"}
FEATURES = ("ids", "notes", "tags", "pages", "accept", "partial", "history")


def table() -> str:
    """A row a format."""
    head = ("format", "in", "out", *ALL_TYPES, *FEATURES)
    rows = [head, ("---",) * len(head), *map(_row, format_rows())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(one: FormatRow) -> tuple[str, ...]:
    ways = tuple("✓" if there else "–" for there in (one.reads, one.writes))
    types = tuple(_type(name, one.types.get(name, "")) if one.writes else "" for name in ALL_TYPES)
    kept = tuple(("✓" if one.holds[name] else "–") if one.writes else "" for name in FEATURES)
    return (f"`{one.name}`", *ways, *types, *kept)


def _type(name: str, back: str) -> str:
    return "–" if not back else "✓" if back == name else back


if __name__ == "__main__":
    before, mark, rest = PAGE.read_text(encoding="utf-8").partition("<!-- table -->\n")
    after = rest.partition("<!-- /table -->")[2]
    PAGE.write_text(f"{before}{mark}{table()}<!-- /table -->{after}", encoding="utf-8", newline="\n")
