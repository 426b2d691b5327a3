"""JSON: a deck as kgquiz has it, field by field (`kgquiz schema deck` describes it)."""

from __future__ import annotations

import json
from typing import Any

from kgquiz.formats.base import MOST_QUESTIONS, CannotTake, Found, Given, Left, Made, Taken, Wanted
from kgquiz.formats.gather import no_more
from kgquiz.formats.text import decoded
from kgquiz.knowledge.deck import card_from, head_from
from kgquiz.knowledge.write import card_fields, plain
from kgquiz.messages import N_, message

VERSION = 1


def read(given: Given) -> Taken:
    """The cards of one deck, or of several under "decks"."""
    text, guesses = decoded(given)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise CannotTake(
            N_("{place} is not JSON: something is out of place here. Look at this line and the one before."),
            place=given.at(line),
        ) from error
    decks = _decks(document, given)
    found: list[Found] = []
    left: list[Left] = []
    for deck in decks:
        for number, entry in enumerate(no_more(deck["cards"], given, MOST_QUESTIONS), 1):
            place = given.at(f"{deck.get('deck', '')}#{number}")
            card, problems = card_from(_as_text(entry), place)
            if card is None:
                told = [problem.why for problem in problems]
                left.append(Left(place, str(entry)[:200], told[0] if told else message(N_("It is no card."))))
            else:
                found.append(Found(card=card, place=place, key=card.id, group=str(deck.get("deck", ""))))
    head = decks[0] if len(decks) == 1 else {}
    return Taken(
        found=tuple(found),
        left=tuple(left),
        guesses=guesses,
        deck=str(head.get("deck", "")),
        title=str(head.get("title", "")),
        head=head_from({key: _as_text(value) for key, value in head.items() if key != "cards"}, given.file),
    )


def _decks(document: Any, given: Given) -> list[dict[str, Any]]:
    decks = document.get("decks", [document]) if isinstance(document, dict) else None
    if not isinstance(decks, list) or not all(
        isinstance(deck, dict) and isinstance(deck.get("cards"), list) for deck in decks
    ):
        told = N_('{file} is JSON, but no deck: a deck has "deck", "title" and a list of "cards".')
        raise CannotTake(told, file=given.file)
    return decks


def _as_text(value: Any) -> Any:
    """As YAML decks are read: every scalar is text."""
    if isinstance(value, dict):
        return {str(key): _as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value if isinstance(value, str) else str(value)


def write(wanted: Wanted) -> Made:
    """One deck as it is, several under "decks"."""
    decks = [plain(deck) | {"cards": [card_fields(card) for card in deck.cards]} for deck in wanted.decks]
    document = {"kgquiz": VERSION, **(decks[0] if len(decks) == 1 else {"decks": decks})}
    return Made((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
