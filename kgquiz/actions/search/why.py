"""why: one card's history, what is remembered of it, why it is due then and why its last answer was marked so."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import decks_in_use
from kgquiz.actions.library.sources import near
from kgquiz.actions.plan.aside import set_aside_if_gone
from kgquiz.actions.plan.setting import active_plan
from kgquiz.actions.study.resting import resting
from kgquiz.cards.base import Card
from kgquiz.cards.names import known_names
from kgquiz.cards.prompts import Type
from kgquiz.cards.verdict import Verdict
from kgquiz.errors import KgquizError, NotFound
from kgquiz.key import CardKey, card_key, deck_of_key, name_of_key
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import SAID_RIGHT, SAID_WRONG, Event, Kind, Mode, undone_ids
from kgquiz.memory.model import Rating, interval
from kgquiz.messages import N_
from kgquiz.search.found import CardPlace, FoundCard, asked_on, recall_today, states_of
from kgquiz.search.own import own
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.value import dataclass

NEIGHBOURS = 8
"""Other cards of the page that are named."""


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One answer: its study day, what was said, what it came to; `spent` in seconds."""

    day: int
    answer: str
    rating: Rating
    score: float | None
    finding: str
    spent: float
    mode: Mode
    taken_back: bool = False
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the marker says of the last answer: the typed text, the finding, and what it was held against."""

    typed: str
    verdict: Verdict
    is_typed: bool
    """Whether the ladder for typed answers was gone down."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another card of the same page."""

    card: CardKey
    question: str


@dataclass(frozen=True, slots=True)
class Why:
    """All that is known of a card. `plain_days` is the interval before it is spread; `weight` a share of the exam."""

    card: FoundCard
    lines: tuple[str, ...]
    """The right answer, line by line."""
    title: str
    section: str
    author_note: str
    target: float
    plain_days: float | None
    history: tuple[PastAnswer, ...]
    told: Told | None
    exam: str
    weight: float | None
    neighbours: tuple[Neighbour, ...]
    waits: bool = False
    """Whether it is due by its own memory, but another card of its item was asked since and does for it."""
    owed: bool = False
    """Whether it was missed and not right since, and is asked today though its memory names a later day."""


def why(desk: Desk, name: str, *, decks: Sequence[CachedDeck] | None = None) -> Why:
    """All about one card, by its key or the part after the slash. Raises NotFound, with what is near."""
    known = decks_with(desk, name) if decks is None else decks
    deck, key, card = _card(desk, name, known)
    events = desk.store.journal.of_card(key)
    head = desk.store.decks.head(deck.id)
    state, today = desk.store.schedule.state(key), desk.world.today()
    memory = state.memory
    scheduler = desk.store.schedule.scheduler
    exam, weight = _weight(desk, key)
    history = _history(events, card)
    found = _found(desk, deck, key, card, events)
    return Why(
        card=found,
        lines=card.solution(),
        title=head.title,
        section=head.section_title(card.section),
        author_note=card.note,
        target=scheduler.retention,
        plain_days=None if memory is None else interval(memory.stability, scheduler.retention, scheduler.weights),
        history=history,
        told=_told(desk, deck, head, card, events),
        exam=exam,
        weight=weight,
        neighbours=_neighbours(desk, deck, key, card),
        waits=memory is not None and state.due <= today and key in resting(desk.store, (deck.id,), today),
        owed=found.due is not None and found.due < state.due,
    )


def find_card(desk: Desk, name: str) -> CardKey:
    """The key of the card that is meant by its key, or the part after the slash. Raises NotFound."""
    return _card(desk, name, decks_with(desk, name))[1]


def decks_with(desk: Desk, card: str) -> list[CachedDeck]:
    """The decks in use, and the one that a key names: a deck of the folder one stands in is used where it is named."""
    if "/" in card:
        with suppress(KgquizError):
            return decks_in_use(desk, [deck_of_key(card)])
    return decks_in_use(desk)


def _card(desk: Desk, name: str, decks: Sequence[CachedDeck]) -> tuple[CachedDeck, CardKey, Card]:
    cache = desk.store.decks
    for deck in decks:
        key = CardKey(name) if deck_of_key(name) == deck.slug else card_key(deck.slug, name)
        card = cache.card(key, (deck.id,))
        if card is not None:
            return deck, key, card
    keys = cache.keys([deck.id for deck in decks])
    alike = near(name, keys) or near(name, [name_of_key(key) for key in keys])
    if alike:
        raise NotFound(N_("There is no card '{name}'. Did you mean '{near}'?"), name=name, near=alike)
    raise NotFound(N_("There is no card '{name}'. Look for it by its words: kgquiz cards WORD"), name=name)


def _found(desk: Desk, deck: CachedDeck, key: CardKey, card: Card, events: Sequence[Event]) -> FoundCard:
    state, today = desk.store.schedule.state(key), desk.world.today()
    owed = key in desk.store.schedule.owed((deck.id,), today)
    said = own(event for event in events if event.kind is not Kind.REVIEW)
    solution = card.solution()
    return FoundCard(
        card=key,
        type=card.type,
        question=card.question(),
        solution=solution[0] if solution else "",
        place=CardPlace(deck.slug, desk.store.decks.head(deck.id).chapter, card.section, card.page),
        memory=state,
        states=states_of(state, today, owed=owed),
        due=asked_on(state, today, owed=owed),
        recall=recall_today(state, today, desk.store.schedule.scheduler.weights),
        starred=key in said.starred,
        note=said.notes.get(key, ""),
    )


def _history(events: Sequence[Event], card: Card) -> tuple[PastAnswer, ...]:
    undone = undone_ids(events)
    amends = {e.target: e for e in events if e.kind is Kind.AMEND and e.id not in undone}
    return tuple(
        PastAnswer(
            day=event.day,
            answer=card.reply(event.answer),
            rating=(amends[event.id].rating if event.id in amends else None) or event.rating,
            score=event.score,
            finding=event.finding,
            spent=event.spent / 1000,
            mode=event.mode,
            taken_back=event.id in undone,
            overruled=event.id in amends and amends[event.id].finding in {SAID_RIGHT, SAID_WRONG},
        )
        for event in events
        if event.kind is Kind.REVIEW and event.rating is not None
    )


def _told(desk: Desk, deck: CachedDeck, head: Deck, card: Card, events: Sequence[Event]) -> Told | None:
    """The last answer marked once more, as the deck is now."""
    undone = undone_ids(events)
    last = next((e for e in reversed(events) if e.kind is Kind.REVIEW and e.id not in undone and e.answer), None)
    if last is None or card.self_marked:
        return None
    from kgquiz.cards.marker import EMPTY, Lexicon  # noqa: PLC0415 - only where an answer is looked into

    is_typed = isinstance(card.ask(desk.world.chance), Type)
    lexicon = EMPTY
    if is_typed:
        lexicon = Lexicon.of(known_names(desk.store.decks.cards([deck.id]).values(), head.names))
    try:
        verdict = card.mark(last.answer, lexicon)
    except (IndexError, KeyError, ValueError):  # the card asks something else since
        return None
    return Told(card.reply(last.answer), verdict, is_typed)


def _weight(desk: Desk, key: CardKey) -> tuple[str, float | None]:
    """The exam of the plan and the share of its points that this card is expected to carry."""
    setting = active_plan(desk)
    if setting is None:
        return "", None
    from kgquiz.actions.exam.papers import ExamOptions, ready_exam  # noqa: PLC0415 - only where a plan is set
    from kgquiz.exam.weighing import importance  # noqa: PLC0415 - the same

    exam = set_aside_if_gone(desk, lambda: ready_exam(desk, ExamOptions(setting.names)))
    if exam is None:
        return "", None
    return exam.blueprint.title, importance(exam.blueprint, exam.candidates).get(key, 0.0)


def _neighbours(desk: Desk, deck: CachedDeck, key: CardKey, card: Card) -> tuple[Neighbour, ...]:
    """One card of each other item of the page."""
    if not card.page:
        return ()
    keys = desk.store.decks.of_page(deck.id, card.page, key)
    held = desk.store.decks.held(keys[:NEIGHBOURS])
    return tuple(Neighbour(one, held[one].question()) for one in keys[:NEIGHBOURS] if one in held)
