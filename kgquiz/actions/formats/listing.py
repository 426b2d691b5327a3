"""formats: what can be taken in and given out, and what each format holds."""

from __future__ import annotations

from kgquiz.formats.base import ALL_TYPES, Format
from kgquiz.formats.registry import FORMATS
from kgquiz.value import dataclass

FEATURES: dict[str, frozenset[str]] = {
    "notes": frozenset({"note"}),
    "tags": frozenset({"tags"}),
    "pages": frozenset({"page", "section"}),
    "accept": frozenset({"accept"}),
}
"""What is asked of a format, and the fields of cards that make it up."""


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format: read or written, by which file names, with which extra; card types as they come back; what is kept."""

    name: str
    title: str
    reads: bool
    writes: bool
    suffixes: tuple[str, ...]
    extra: str
    types: dict[str, str]
    """Card type → the type it comes back as; "" where it cannot be written."""
    holds: dict[str, bool]
    """ids, notes, tags, pages, accept, partial credit, history."""


def format_rows() -> tuple[FormatRow, ...]:
    """All formats, in the order of the registry."""
    return tuple(_row(one) for one in FORMATS)


def _row(one: Format) -> FormatRow:
    fields = {name: fields <= one.holds for name, fields in FEATURES.items()}
    return FormatRow(
        name=one.name,
        title=one.title,
        reads=one.reads,
        writes=one.writes,
        suffixes=one.suffixes,
        extra="kgquiz[formats]" if one.needs_extra else "",
        types={name: one.types.get(name, "") for name in ALL_TYPES} if one.writes else {},
        holds={"ids": one.ids, **fields, "partial": one.partial, "history": one.history},
    )
