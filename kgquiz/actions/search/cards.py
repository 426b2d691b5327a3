"""cards: the cards of all decks that fit a query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import decks_in_use, ids
from kgquiz.actions.library.sources import meant, near
from kgquiz.errors import NotFound, UsageProblem
from kgquiz.key import CardKey
from kgquiz.memory.log import undone_ids
from kgquiz.messages import N_
from kgquiz.search.forms import words
from kgquiz.search.found import FoundCard
from kgquiz.search.own import Confusion, own, repeated
from kgquiz.search.own import confusions as matched
from kgquiz.search.query import MISSED_DAYS, Filter, Query, State, parse_query
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.storage.search import ORDERS, SearchHits
from kgquiz.storage.search_conditions import Now
from kgquiz.value import dataclass

ALL = -1
"""No limit."""
WATCHED = 1000
"""Cards at most, those that slip most often, of whose wrong answers it is looked up what they would be right for."""


@dataclass(frozen=True, slots=True)
class CardList:
    """The cards that were asked for, as far as they are shown, and how many there are."""

    found: int
    cards: tuple[FoundCard, ...]


def find_cards(desk: Desk, parts: Sequence[str], *, order: str | None = None, limit: int = ALL) -> CardList:
    """The cards of the decks in use that fit, best first where words are looked for, else as the book has them.

    Raises UsageProblem for a mistake in the query, NotFound for a deck, section or tag that there is not.
    """
    if order is not None and order not in ORDERS:
        raise UsageProblem(
            N_("Cards cannot be sorted by '{name}'. There are: {known}."), name=order, known=", ".join(ORDERS)
        )
    query = parse_query(" ".join(parts))
    decks = decks_in_use(desk)
    query = checked(desk, query, decks)
    desk.store.search.index.refresh(ids(decks))
    found: SearchHits = desk.store.search.find(query, ids(decks), now_for(desk, query, decks), order=order, limit=limit)
    return CardList(found.total, found.cards)


def fitting_keys(desk: Desk, text: str, decks: Sequence[CachedDeck]) -> frozenset[CardKey]:
    """The keys of the cards of some decks that fit a query. Raises as `find_cards`."""
    query = checked(desk, parse_query(text), decks)
    desk.store.search.index.refresh(ids(decks))
    return frozenset(desk.store.search.keys(query, ids(decks), now_for(desk, query, decks)))


def now_for(desk: Desk, query: Query, decks: Sequence[CachedDeck]) -> Now:
    """What the query is judged by; wrong answers are read as far back as it asks."""
    today, journal = desk.world.today(), desk.store.journal
    since = _looks_back(query, today)
    misses = () if since is None else journal.misses(since)
    said = own(journal.changes(), misses)
    if State.CONFUSED in {*query.named("is"), *query.named("state")}:
        said = replace(said, confused=_confused(desk, decks))
    schedule = desk.store.schedule
    return Now(today, schedule.scheduler.weights, said, schedule.owed(ids(decks), today))


def _confused(desk: Desk, decks: Sequence[CachedDeck]) -> frozenset[CardKey]:
    undone = undone_ids(desk.store.journal.changes())
    return frozenset(card for one in confusions(desk, decks, undone) for card in (one.card, *one.meant))


def confusions(desk: Desk, decks: Sequence[CachedDeck], undone: Collection[str]) -> tuple[Confusion, ...]:
    """What she takes for what in these decks, most often first. The search index must be up to date."""
    repeats = repeated(desk.store.journal.repeated_answers(undone, WATCHED))
    solved = desk.store.search.solved_by({" ".join(words(one.given)) for one in repeats}, ids(decks))
    return matched(repeats, solved)


def _looks_back(query: Query, today: int) -> int | None:
    """The study day from which on wrong answers count; None where none are asked for."""
    if any(one.field == "missed" for one in query.filters):
        signs = [one for part in query.filters if part.field == "missed" for span in part.spans for one in span]
        if all(one.sign in {"<", "<="} for one in signs):
            return today - int(max(one.number for one in signs))
        return 0
    asked = {*query.named("is"), *query.named("state")}
    return today - MISSED_DAYS if State.MISSED in asked else None


def checked(desk: Desk, query: Query, decks: Sequence[CachedDeck]) -> Query:
    """The query with decks by the names they keep progress under. Raises NotFound for what there is not."""
    known = {deck.slug for deck in decks}
    filters = tuple(_with_deck(one, known) if one.field == "deck" else one for one in query.filters)
    for field in ("section", "tag"):
        wanted = set(query.named(field))
        if wanted:
            _check_named(field, wanted, _in_use(desk, field, decks))
    return Query(query.texts, filters)


def _with_deck(one: Filter, known: Collection[str]) -> Filter:
    return Filter(one.field, tuple(_deck(word, known) for word in one.words), negated=one.negated)


def _deck(word: str, known: Collection[str]) -> str:
    found = meant(word, sorted(known))
    if found is None:
        raise NotFound(
            N_("No deck in use is named '{name}'. There are: {known}."), name=word, known=", ".join(sorted(known))
        )
    return found


def _in_use(desk: Desk, field: str, decks: Sequence[CachedDeck]) -> set[str]:
    if field == "section":
        return {section.id for deck in decks for section in desk.store.decks.head(deck.id).sections}
    desk.store.search.index.refresh(ids(decks))
    return desk.store.search.tags(ids(decks))


def _check_named(field: str, wanted: set[str], known: set[str]) -> None:
    for word in sorted(wanted - known):
        alike = near(word, known)
        if alike:
            template = N_("No card has {field}:{name}. Did you mean {field}:{near}?")
            raise NotFound(template, field=field, name=word, near=alike)
        if not known:
            raise NotFound(N_("No card has a {field} here, so {field}:{name} finds nothing."), field=field, name=word)
        template = N_("No card has {field}:{name}. There are: {known}.")
        raise NotFound(template, field=field, name=word, known=", ".join(sorted(known)))
