"""A format is declared once: the fields of its dataclasses, each with what it means.

From them files are decoded, written and linted, and the JSON Schema is made that editors complete by.
"""

from __future__ import annotations

import dataclasses
import typing
from typing import Annotated, Any, ClassVar, get_args, get_origin

from kgquiz.value import dataclass

ALIASES = {"from": "item", "taken-from": "taken_from", "not-taken": "not_taken"}
"""Keys in files whose name is taken in Python, or is none there."""


@dataclass(frozen=True, slots=True)
class Says:
    """What a field means to an author; the pattern its texts follow; whether the student is shown it."""

    description: str
    pattern: str = ""
    shown: bool = True


UNSAID = Says("")


@dataclass(frozen=True, slots=True)
class Field:
    """A dataclass field as files know it."""

    name: str
    type: Any
    required: bool
    says: Says = UNSAID


def fields_of(cls: type) -> dict[str, Field]:
    """The fields of a dataclass by their key in files."""
    cached = _FIELDS.get(cls)
    if cached is None:
        cached = _FIELDS[cls] = _read_fields(cls)
    return cached


_FIELDS: dict[type, dict[str, Field]] = {}


def _read_fields(cls: Any) -> dict[str, Field]:
    hints = typing.get_type_hints(cls, include_extras=True)
    keys = {name: key for key, name in ALIASES.items()}
    return {
        keys.get(f.name, f.name): _field(f, hints[f.name])
        for f in dataclasses.fields(cls)
        if get_origin(hints[f.name]) is not ClassVar
    }


def _field(field: dataclasses.Field[Any], hint: Any) -> Field:
    required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    if get_origin(hint) is not Annotated:
        return Field(field.name, hint, required)
    kind, *notes = get_args(hint)
    return Field(field.name, kind, required, next((note for note in notes if isinstance(note, Says)), UNSAID))


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CARD_ID = r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$"

Page = Annotated[int, Says("The printed page.", shown=False)]
Note = Annotated[str, Says("Shown after the answer: a contradiction in the book, a later law.")]
Tags = Annotated[tuple[str, ...], Says("ASCII slugs by which exam blueprints choose.", SLUG, shown=False)]
Needs = Annotated[
    tuple[str, ...], Says("Ids of items it rests on (chN.id elsewhere): it is learnt after them.", shown=False)
]
Was = Annotated[
    tuple[str, ...],
    Says(
        "Ids it had before, or of what it was made from (deck.id elsewhere): it takes over their history.", shown=False
    ),
]
LANGUAGE = r"^[a-z]{2,3}$"
Language = Annotated[
    str,
    Says(
        "By whose rules typed answers are marked: ky (the default), ru, en; of another only slips are asked about.",
        LANGUAGE,
        shown=False,
    ),
]
SectionId = Annotated[
    str, Says("The id of one of the 'sections'; by default the last that starts on or before the page.", shown=False)
]
Russian = Annotated[str, Says("The term in Russian, shown after the answer.", shown=False)]
English = Annotated[str, Says("The term in English, shown after the answer.", shown=False)]
Question = Annotated[str, Says("What is asked.")]
Accepted = Annotated[tuple[str, ...], Says("Other right answers: synonyms, abbreviations. Endings need no entry.")]
Rejected = Annotated[tuple[str, ...], Says("Near answers that must not pass.")]
Wrong = Annotated[tuple[str, ...], Says("Wrong options, of the same kind and length, none of them right.")]
Last = Annotated[tuple[str, ...], Says("Options that are not shuffled but stand at the end, in this order.")]
Points = Annotated[
    tuple[str, ...], Says("What a full answer holds: short, separately checkable; their share is the score.")
]
Forgiveness = "What is forgiven: see docs/decks.md."
