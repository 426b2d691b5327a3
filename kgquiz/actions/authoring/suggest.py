"""suggest: what the answers in the log, and in exams that students exported, teach the author of the decks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.statistics import exported_documents
from kgquiz.actions.library.decks import chosen_decks, ids
from kgquiz.actions.library.sources import as_path
from kgquiz.cards.marker import Lexicon
from kgquiz.cards.names import NamedThing, known_names
from kgquiz.key import CardKey, deck_of_key
from kgquiz.knowledge.suggest import Said, Sent, Suggestion, suggestions
from kgquiz.memory.log import SAID_RIGHT, SAID_WRONG, Event, Kind, undone_ids


def suggested(desk: Desk, names: Sequence[str] = ()) -> tuple[Suggestion, ...]:
    """What to add to the named decks (all in use where none is named); exported exams among the names count too."""
    exports = [name for name in names if _is_export(as_path(name))]
    decks = chosen_decks(desk, [name for name in names if name not in exports])
    cards = desk.store.decks.cards(ids(decks))
    things = {deck.slug: desk.store.decks.head(deck.id).names for deck in decks}

    @cache
    def marker_of(slug: str) -> Lexicon:
        own = (card for key, card in cards.items() if deck_of_key(key) == slug)
        empty: tuple[NamedThing, ...] = ()
        return Lexicon.of(known_names(own, things.get(slug, empty)))

    sent = [*_sent(desk.store.journal.all()), *_exported(map(as_path, exports))]
    return suggestions(sent, cards, marker_of)


def _is_export(path: Path) -> bool:
    return path.suffix == ".json" or (path.is_dir() and any(path.glob("*.json")))


def _sent(events: Iterable[Event]) -> Iterator[Sent]:
    """The typed answers of the log that were not taken back, each with what she said to its marking."""
    held = [event for event in events if event.answer or event.kind in {Kind.AMEND, Kind.UNDO}]
    undone = undone_ids(held)
    alive = [event for event in held if event.id not in undone]
    said = {
        event.target: _SAID[event.finding] for event in alive if event.kind is Kind.AMEND and event.finding in _SAID
    }
    for event in alive:
        if event.kind is Kind.REVIEW:
            sitting = event.attempt or f"{event.mode.value}-{event.day}"
            yield Sent(event.card, event.answer, sitting, said.get(event.id, Said.NOTHING))


_SAID = {SAID_RIGHT: Said.RIGHT, SAID_WRONG: Said.WRONG}


def _exported(paths: Iterable[Path]) -> Iterator[Sent]:
    for document in exported_documents(list(paths)):
        for item in document["items"]:
            answer = item.get("answer")
            if isinstance(answer, list) and all(isinstance(text, str) for text in answer):
                yield Sent(CardKey(str(item["card"])), tuple(answer), str(document["attempt"]))
