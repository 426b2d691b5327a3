"""A deck as YAML text: stable order, one field a line, nothing that changes without a reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import yaml

from kgquiz.cards.base import Card
from kgquiz.cards.described import fields_of
from kgquiz.cards.names import NamedThing
from kgquiz.knowledge.deck_value import Deck, NotTaken, Section

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDTH = 110
_LAST = ("note", "tags", "needs", "was", "language")


def deck_text(deck: Deck, made_from: str) -> str:
    """The deck file for a compiled deck; `made_from` names the content file in its head comment."""
    return f"# Compiled from {made_from} by `kgquiz build`: change that file, not this one.\n" + deck_yaml(deck)


def deck_yaml(deck: Deck) -> str:
    """A deck as YAML alone; what an import could not take stands at the end."""
    values = plain(deck)
    last = {"not-taken": values.pop("not-taken")} if "not-taken" in values else {}
    return yaml_of(values | {"cards": [_in_deck(card, deck) for card in deck.cards]} | last)


def yaml_of(values: dict[str, Any]) -> str:
    """Values as they are written to a file."""
    return str(
        yaml.dump(values, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False)
    )


def _in_deck(card: Card, deck: Deck) -> dict[str, Any]:
    """A card as it stands in its deck, whose language it need not repeat."""
    values = card_fields(card)
    if card.language == deck.language:
        values.pop("language", None)
    else:
        values["language"] = card.language
    return values


def card_fields(card: Card) -> dict[str, Any]:
    """A card as a mapping, as it stands in a deck file."""
    values = plain(card)
    last = {key: values.pop(key) for key in _LAST if key in values}
    return {"id": values.pop("id"), "type": card.type, **values, **last}


def plain(value: Deck | Card | Section | NamedThing | NotTaken) -> dict[str, Any]:
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
    if isinstance(value, (Section, NamedThing, NotTaken)):
        return plain(value)
    if isinstance(value, tuple):
        return [_plain_value(one) for one in value]
    return dict(value) if isinstance(value, Mapping) else value
