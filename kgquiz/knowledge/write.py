"""A deck as YAML text: stable order, one field a line, nothing that changes without a reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import yaml

from kgquiz.cards.base import Card
from kgquiz.cards.described import fields_of
from kgquiz.cards.names import NamedThing
from kgquiz.knowledge.deck_value import Deck, Section

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDTH = 110
_LAST = ("note", "tags", "needs", "was")


def deck_text(deck: Deck, made_from: str) -> str:
    """The deck file for a compiled deck; `made_from` names the content file in its head comment."""
    head = f"# Compiled from {made_from} by `kgquiz build`: change that file, not this one.\n"
    values = plain(deck) | {"cards": [_card(card) for card in deck.cards]}
    return head + yaml.dump(
        values, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )


def _card(card: Card) -> dict[str, Any]:
    values = plain(card)
    last = {key: values.pop(key) for key in _LAST if key in values}
    return {"id": values.pop("id"), "type": card.type, **values, **last}


def plain(value: Deck | Card | Section | NamedThing) -> dict[str, Any]:
    """A dataclass as a mapping of file keys; fields at their defaults are left out."""
    defaults = {
        f.name: f.default if f.default_factory is dataclasses.MISSING else f.default_factory()
        for f in dataclasses.fields(value)
    }
    return {
        key: _plain_value(given)
        for key, field in fields_of(type(value)).items()
        if (given := getattr(value, field.name)) != defaults[field.name] or field.name == "format"
    }


def _plain_value(value: object) -> Any:
    if isinstance(value, (Section, NamedThing)):
        return plain(value)
    if isinstance(value, tuple):
        return [_plain_value(one) for one in value]
    return dict(value) if isinstance(value, Mapping) else value
