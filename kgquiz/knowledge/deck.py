"""What is asked: a deck of cards, compiled from content or written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from kgquiz.cards.base import Card
from kgquiz.cards.described import CARD_ID, LANGUAGE, fields_of
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.knowledge.called_elsewhere import field_meant
from kgquiz.knowledge.deck_value import FORMAT, Deck
from kgquiz.knowledge.decode import Decoder, card_type_suggestion, is_slug
from kgquiz.knowledge.problems import Path, Problem, Source, in_order
from kgquiz.knowledge.yaml_text import read_yaml
from kgquiz.messages import N_, message
from kgquiz.value import dataclass

__all__ = ["Deck", "ReadDeck", "parse_deck"]

Placed = tuple[Path, Card]
"""A card and its place in the file."""


@dataclass(frozen=True, slots=True)
class ReadDeck:
    """What came of reading a deck file: the deck (None when unusable), its places, its problems.

    The draft is the deck as far as it can be read.
    """

    deck: Deck | None
    draft: Deck
    source: Source
    placed: tuple[Placed, ...]
    problems: tuple[Problem, ...]


def parse_deck(data: bytes, file: str) -> ReadDeck:
    """A deck file's deck and all that is wrong with it."""
    document = read_yaml(data, file)
    decoder = Decoder(document.source, document.problems)
    placed: tuple[Placed, ...] = ()
    draft = Deck(deck="", title="")
    if isinstance(document.value, dict):
        placed = tuple(_cards(document.value, decoder))
        draft = _draft(document.value, placed, decoder)
    elif document.value is not None:
        decoder.refuse((), "type", N_("A deck is a mapping."), N_("Begin with 'deck:', 'title:' and 'cards:'."))
    broken = document.value is None or any(problem.is_error for problem in decoder.problems)
    return ReadDeck(None if broken else draft, draft, document.source, placed, in_order(decoder.problems))


def card_from(value: object, file: str) -> tuple[Card | None, tuple[Problem, ...]]:
    """A card from a mapping of texts, as a deck file has it; None and the problems where it is none."""
    decoder = Decoder(Source(file, {}))
    card = _card(value, (), set(), decoder)
    return (None if decoder.problems else card), tuple(decoder.problems)


def head_from(value: dict[str, Any], file: str) -> Deck:
    """The head of a deck from a mapping of texts, as far as it can be read; without its cards."""
    fields, _ = Decoder(Source(file, {})).fields(
        Deck, {key: given for key, given in value.items() if key != "cards"}, ()
    )
    return Deck(**{"deck": "", "title": "", **fields})


def _draft(value: dict[str, Any], placed: tuple[Placed, ...], decoder: Decoder) -> Deck:
    head = {key: given for key, given in value.items() if key != "cards"}
    fields, _ = decoder.fields(Deck, head, ())
    values: dict[str, Any] = {"deck": "", "title": "", **fields}
    deck = Deck(**values)
    if deck.format > FORMAT:
        why = N_("The deck has format {format}; this kgquiz knows {known}.")
        remedy = N_("Update kgquiz.")
        decoder.refuse(("format",), "format", why, remedy, format=deck.format, known=FORMAT)
    if deck.deck and not is_slug(deck.deck):
        why, remedy = N_("The deck's name '{name}' is not a slug."), N_("Use a-z, 0-9 and single hyphens.")
        decoder.refuse(("deck",), "id", why, remedy, name=deck.deck)
    if not placed and not value.get("cards"):
        decoder.refuse(("cards",), "no-cards", N_("The deck has no cards."), N_("List them under 'cards:'."))
    check_language(deck.language, decoder)
    return replace(deck, cards=tuple(card for _, card in placed))


def check_language(language: str, decoder: Decoder, path: Path = ()) -> None:
    """Note that a language is not written as ISO 639 has it."""
    if not re.fullmatch(LANGUAGE, language):
        why = N_("There is no language '{name}'.")
        remedy = N_("Write its code in two or three letters: ky, ru, en, de.")
        decoder.refuse((*path, "language"), "language", why, remedy, name=language)


def _cards(value: dict[str, Any], decoder: Decoder) -> Iterator[Placed]:
    entries = value.get("cards", [])
    if not isinstance(entries, list):
        decoder.refuse(("cards",), "cards", N_("A list belongs here."), N_("Begin each entry with '- '."))
        return
    seen: set[str] = set()
    of_deck = value.get("language", KYRGYZ)
    for index, entry in enumerate(entries):
        path: Path = ("cards", index)
        card = _card(entry, path, seen, decoder)
        if card is not None:
            own = "language" in entry or not isinstance(of_deck, str)
            yield path, card if own or card.language == of_deck else replace(card, language=of_deck)


def _card(entry: object, path: Path, seen: set[str], decoder: Decoder) -> Card | None:
    if not isinstance(entry, dict):
        decoder.refuse(path, "type", N_("A card is a mapping of fields."), N_("Write 'field: value' lines."))
        return None
    key = _key_of_type(entry, path, decoder)
    if key is None:
        return None
    name = entry[key]
    card_type = CARD_TYPE_BY_NAME.get(name) if isinstance(name, str) else None
    if card_type is None:
        refuse_card_type(str(name), (*path, key), decoder)
        return None
    taken, sound = decoder.fields(card_type, entry, path, known=frozenset({_TYPE, key}))
    _check_place(taken, path, seen, decoder)
    if not sound or key != _TYPE:
        return None
    card = card_type(**taken)
    for fault in card.faults():
        decoder.problems.append(decoder.source.problem((*path, fault.field), fault.rule, fault.why, fault.remedy))
    return card if card.item else replace(card, item=card.id)


def refuse_card_type(name: str, path: Path, decoder: Decoder) -> None:
    """Note that there is no such card type."""
    why = message(N_("There is no card type '{name}'."), name=name)
    decoder.problems.append(decoder.source.problem(path, "card-type", why, card_type_suggestion(name)))


def _key_of_type(entry: dict[Any, Any], path: Path, decoder: Decoder) -> Any:
    """Under which key a card says its type; None, and a problem, where it does not say it.

    Another key than ours is a problem too, but by it the rest of the card can be read and told in the same round.
    """
    if _TYPE in entry:
        return _TYPE
    key = next((one for one in entry if field_meant(str(one), [_TYPE]) and one not in _ALL_FIELDS), None)
    if key is not None:
        why, remedy = N_("The field '{key}' is unknown."), N_("Did you mean '{near}'?")
        decoder.refuse((*path, key), "unknown-field", why, remedy, key=key, near=_TYPE)
        return key
    why, remedy = N_("The field '{key}' is missing."), N_("Write 'type:' with one of: {known}.")
    decoder.refuse(path, "card-type", why, remedy, key=_TYPE, known=", ".join(CARD_TYPE_BY_NAME))
    return None


_TYPE = "type"
_ALL_FIELDS = frozenset(key for kind in CARD_TYPE_BY_NAME.values() for key in fields_of(kind))


def _check_place(taken: Mapping[str, Any], path: Path, seen: set[str], decoder: Decoder) -> None:
    """What holds of a card's id, language and page, whatever else of it can be read."""
    name, page = taken.get("id"), taken.get("page", 0)
    if name is not None and not re.fullmatch(CARD_ID, name):
        why, remedy = (
            N_("The id '{id}' is not usable."),
            N_("Use letters a-z, digits, and single '.', '-' or '_'."),
        )
        decoder.refuse((*path, "id"), "id", why, remedy, id=name)
    if name in seen:
        why, remedy = N_("The id '{id}' is taken by an earlier card."), N_("Give each card its own id.")
        decoder.refuse((*path, "id"), "duplicate-id", why, remedy, id=name)
    seen.update([name] if name is not None else ())
    check_language(taken.get("language", KYRGYZ), decoder, path)
    if page < 0:
        why, remedy = N_("There is no page {page}."), N_("Give the printed page.")
        decoder.refuse((*path, "page"), "page-range", why, remedy, page=page)
