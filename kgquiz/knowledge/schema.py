"""JSON Schema of the content and deck formats, so that editors complete and check while one types.

Made from the same classes that read the files: the two cannot disagree.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from kgquiz.cards.described import Field, fields_of
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.knowledge.content import Chapter
from kgquiz.knowledge.deck_value import Deck

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBERS: dict[Any, str] = {int: "integer", float: "number", bool: "boolean"}


def content_schema() -> Schema:
    """The schema of a content file."""
    return {"$schema": _DRAFT, "title": "kgquiz content", **_struct(Chapter)}


def deck_schema() -> Schema:
    """The schema of a deck file; a card is one of the types, told by its `type`."""
    deck = _struct(Deck)
    cards = [
        _struct(card_type, {"type": {"const": card_type.type, "description": card_type.caption}})
        for card_type in CARD_TYPES
    ]
    deck["properties"]["cards"] = {
        "type": "array",
        "items": {"oneOf": cards},
        "description": "What is asked, in the order of learning.",
    }
    deck["required"].append("cards")
    return {"$schema": _DRAFT, "title": "kgquiz deck", **deck}


def _struct(cls: type, extra: Mapping[str, Schema] | None = None) -> Schema:
    fields = fields_of(cls)
    properties = {**(extra or {}), **{key: _property(field) for key, field in fields.items()}}
    required = [*(extra or {}), *(key for key, field in fields.items() if field.required)]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _property(field: Field) -> Schema:
    """A field's schema with what it means; a pattern belongs to its texts."""
    schema = _value(field.type)
    if field.says.pattern:
        texts = schema["items"] if schema.get("type") == "array" else schema
        texts |= {"pattern": field.says.pattern}
    return schema | {"description": field.says.description} if field.says.description else schema


def _value(kind: Any) -> Schema:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in {typing.Union, types.UnionType}:
        return _value(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        return {"type": "array", "items": _value(arguments[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        struct = _struct(kind)
        return {"anyOf": [{"type": "string"}, struct]} if hasattr(kind, "from_text") else struct
    # Scalars are read as text, so a number where a text belongs is as good as its letters.
    return {"type": _NUMBERS[kind]} if kind in _NUMBERS else {"type": ["string", "number", "boolean"]}
