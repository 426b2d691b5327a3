"""study: one sitting with the cards, each answer on disk before anything else is shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kgquiz.actions.library import ids
from kgquiz.actions.plan_setting import plan_state
from kgquiz.actions.study_queue import StudyOptions, chosen_queue
from kgquiz.actions.world import World
from kgquiz.cards.base import Card
from kgquiz.cards.names import known_names
from kgquiz.cards.prompts import Answer, Prompt
from kgquiz.cards.verdict import Finding, Verdict
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import SAID_RIGHT, SAID_WRONG, Event, Kind, Mode
from kgquiz.memory.model import Memory, Rating
from kgquiz.memory.queue import Entry
from kgquiz.memory.rating import rating_of
from kgquiz.memory.sitting import Sitting
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.storage.store import Store

if TYPE_CHECKING:
    from kgquiz.cards.marker import Lexicon


@dataclass(frozen=True, slots=True)
class Asked:
    """A card put before the student."""

    entry: Entry
    card: Card
    deck: Deck
    prompt: Prompt
    memory: Memory | None
    returns: dict[Rating, int]
    """Days until the card would come back, by rating."""
    schedules: bool = True
    """Whether the answer moves the schedule; cramming does not."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer, marked and (unless she must rate herself) recorded."""

    asked: Asked
    answer: Answer
    verdict: Verdict
    rating: Rating | None
    event: str
    spent: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting came to. Times in seconds; `right` counts first answers."""

    answered: int
    cards: int
    right: int
    new: int
    seconds: float
    left: int
    due_tomorrow: int | None
    missed: tuple[str, ...]
    set_aside: tuple[str, ...]


@dataclass(slots=True)
class StudySitting:
    """A running sitting. The face asks for `current`, hands in answers, and may take them back."""

    world: World
    store: Store
    decks: list[CachedDeck]
    mode: Mode
    sitting: Sitting
    by_plan: bool = False
    """Whether the day's minutes count."""
    history: list[tuple[Marked, bool]] = field(default_factory=list)
    """(answer, whether it was right and its card done), oldest first."""
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    heads: dict[str, Deck] = field(default_factory=dict)

    def current(self) -> Asked | None:
        """The card to ask now; None when all is done. One that its author takes out meanwhile is left out."""
        while (entry := self.sitting.next()) is not None:
            card = self.store.decks.card(entry.card, ids(self.decks))
            if card is not None:
                return self._asked(entry, card)
            self.sitting.dropped(entry)
        return None

    def _asked(self, entry: Entry, card: Card) -> Asked:
        memory = self.store.schedule.state(entry.card).memory
        prompt = card.ask(self.world.chance)
        return Asked(
            entry,
            card,
            self._head(entry.deck),
            prompt,
            memory,
            self._returns(entry, memory),
            self.mode is not Mode.CRAM,
        )

    def mark(self, asked: Asked, answer: Answer, spent: float) -> Marked:
        """Mark an answer and put it on disk, unless the student must rate it herself. `spent` in seconds."""
        verdict = asked.card.mark(answer, self._lexicon(asked))
        rating = None if verdict.finding is Finding.SELF else rating_of(verdict.score)
        marked = Marked(asked, answer, verdict, rating, self.world.new_id(), round(spent * 1000))
        if rating is not None:
            self._record_review(marked, rating)
        return marked

    def rate(self, marked: Marked, rating: Rating) -> Marked:
        """The student's own rating: recorded, or noted as an amendment where an answer was marked already."""
        if marked.rating is None:
            self._record_review(replace(marked, rating=rating), rating)
        elif marked.rating is not rating:
            self._amend(marked, rating, marked.verdict.score, marked.verdict.finding.value)
        return replace(marked, rating=rating)

    def overrule(self, marked: Marked, *, right: bool) -> Marked:
        """Note "I was right" or "I was wrong": logged as such, for the author to see later."""
        rating = Rating.GOOD if right else Rating.AGAIN
        self._amend(marked, rating, float(right), SAID_RIGHT if right else SAID_WRONG)
        verdict = replace(marked.verdict, score=float(right), finding=Finding.OVERRULED)
        return replace(marked, rating=rating, verdict=verdict)

    def overrule_last(self, *, right: bool) -> None:
        """The same for the answer before the card on show."""
        if self.history:
            marked, was_right = self.history.pop()
            self.sitting.brought_back(marked.asked.entry, was_done=was_right)
            self.settle(self.overrule(marked, right=right))

    def settle(self, marked: Marked) -> None:
        """Go on to the next card; this one returns in the sitting unless it was answered right."""
        right = marked.rating is not Rating.AGAIN
        self.sitting.answered(marked.asked.entry, right=right)
        self.history.append((marked, right))

    def undo(self, open_answer: Marked | None = None) -> bool:
        """Take back the answer on show, or else the last one; False when there is none left."""
        if open_answer is not None:
            if open_answer.rating is not None:
                self._record(self._event(Kind.UNDO, open_answer.asked.entry, target=open_answer.event))
            return True
        if not self.history:
            return False
        marked, was_right = self.history.pop()
        self._record(self._event(Kind.UNDO, marked.asked.entry, target=marked.event))
        self.sitting.brought_back(marked.asked.entry, was_done=was_right)
        return True

    def skip(self, asked: Asked) -> None:
        """Put the card at the end of the sitting, unmarked."""
        self.sitting.postponed(asked.entry)

    def suspend(self, asked: Asked) -> None:
        """Ask this card no more until it is resumed."""
        self._record(self._event(Kind.SUSPEND, asked.entry))
        self.sitting.dropped(asked.entry)

    def progress(self) -> tuple[int, int]:
        """(cards done, cards in all)."""
        return self.sitting.done, self.sitting.done + self.sitting.left

    def seconds_left(self) -> float | None:
        """What is left of the day's time by the plan; None where no plan is followed."""
        state = plan_state(self.world, self.store) if self.by_plan else None
        return None if state is None else state.seconds_left

    def summary(self) -> Summary:
        """What the sitting came to so far; cramming schedules nothing, so it meets no new card."""
        cramming = self.mode is Mode.CRAM
        first: dict[str, Marked] = {}
        for marked, _ in self.history:
            first.setdefault(marked.asked.entry.card, marked)
        missed = [card for card, marked in first.items() if marked.rating is Rating.AGAIN]
        return Summary(
            answered=len(self.history),
            cards=len(first),
            right=len(first) - len(missed),
            new=0 if cramming else sum(1 for marked in first.values() if marked.asked.memory is None),
            seconds=sum(marked.spent for marked, _ in self.history) / 1000,
            left=self.sitting.left,
            due_tomorrow=None if cramming else self._due_tomorrow(),
            missed=tuple(missed),
            set_aside=tuple(self.sitting.leeches()),
        )

    def _due_tomorrow(self) -> int:
        return self.store.schedule.due_count(ids(self.decks), self.world.today() + 1)

    def _record_review(self, marked: Marked, rating: Rating) -> None:
        review = self._event(Kind.REVIEW, marked.asked.entry, event_id=marked.event)
        self._record(
            replace(
                review,
                rating=rating,
                score=None if marked.verdict.finding is Finding.SELF else marked.verdict.score,
                finding=marked.verdict.finding.value,
                answer=marked.answer,
                spent=marked.spent,
            )
        )

    def _amend(self, marked: Marked, rating: Rating, score: float, finding: str) -> None:
        event = self._event(Kind.AMEND, marked.asked.entry, target=marked.event)
        self._record(replace(event, rating=rating, score=score, finding=finding))

    def _event(self, kind: Kind, entry: Entry, *, event_id: str = "", target: str = "") -> Event:
        return Event(
            id=event_id or self.world.new_id(),
            kind=kind,
            card=entry.card,
            at=self.world.milliseconds(),
            day=self.world.today(),
            mode=self.mode,
            target=target,
        )

    def _record(self, event: Event) -> None:
        self.store.journal.record(event)

    def _returns(self, entry: Entry, memory: Memory | None) -> dict[Rating, int]:
        today, scheduler = self.world.today(), self.store.schedule.scheduler
        after = {rating: scheduler.after(memory, rating, today) for rating in Rating}
        return {rating: scheduler.due(entry.card, then) - today for rating, then in after.items()}

    def _head(self, slug: str) -> Deck:
        if slug not in self.heads:
            self.heads |= {deck.slug: self.store.decks.head(deck.id) for deck in self.decks if deck.slug == slug}
        return self.heads[slug]

    def _lexicon(self, asked: Asked) -> Lexicon:
        """The terms of the card's deck, gathered when the first answer is typed."""
        slug = asked.entry.deck
        if slug not in self.lexicons:
            from kgquiz.cards.marker import Lexicon  # noqa: PLC0415 - the first card need not wait for it

            cards = self.store.decks.cards(deck.id for deck in self.decks if deck.slug == slug)
            self.lexicons[slug] = Lexicon.of(known_names(cards.values(), self._head(slug).names))
        return self.lexicons[slug]


def start_study(world: World, store: Store, options: StudyOptions) -> StudySitting:
    """A sitting by the plan or over the chosen decks. Raises NothingToDo when there is nothing to ask."""
    chosen = chosen_queue(world, store, options)
    mode = Mode.CRAM if options.cram else Mode.STUDY
    return StudySitting(world, store, chosen.decks, mode, Sitting.of(chosen.queue), by_plan=chosen.by_plan)
