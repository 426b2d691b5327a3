"""study: one sitting with the cards, each answer on disk before anything else is shown."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, ClassVar

from kgquiz.actions.desk import Desk
from kgquiz.actions.library.decks import ids
from kgquiz.actions.plan.setting import is_planned_tomorrow, plan_state
from kgquiz.actions.study.clock import check_clock, note_zone
from kgquiz.actions.study.due import due_count
from kgquiz.actions.study.queue import StudyOptions, chosen_queue
from kgquiz.cards.base import Card
from kgquiz.cards.names import known_names
from kgquiz.cards.prompts import Answer, Prompt
from kgquiz.cards.verdict import Finding, Verdict
from kgquiz.key import CardKey
from kgquiz.knowledge.deck_value import Deck
from kgquiz.memory.log import SAID_RIGHT, SAID_WRONG, Event, Kind, Mode, undone_ids
from kgquiz.memory.model import HALF, Memory, Rating, rating_of
from kgquiz.memory.order import RECOGNISED, easier
from kgquiz.memory.queue import Entry
from kgquiz.memory.session import BESIDE, Session, StepKind, StudyStep, after
from kgquiz.storage.deck_cache import CachedDeck
from kgquiz.value import dataclass

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
    is_own: bool = False
    """Whether the deck is the student's own, not one that comes with the program."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer, marked and (unless she must rate herself) recorded. `spent` is in milliseconds."""

    asked: Asked
    answer: Answer
    verdict: Verdict
    rating: Rating | None
    event: str
    spent: int

    @property
    def is_right(self) -> bool:
        """Whether the marking (her own rating, where she marks herself) calls it right, half a share and more."""
        if self.verdict.finding is Finding.SELF:
            return self.rating is not Rating.AGAIN
        return self.verdict.score >= HALF

    @property
    def is_partly_right(self) -> bool:
        """Whether it passes, and a part of it was missing or wrong."""
        return self.is_right and self.verdict.finding is not Finding.SELF and self.verdict.score < 1

    def ratings(self) -> tuple[Rating, ...]:
        """The ratings it may be given: what was marked wrong is none above "again", unless she says she was right."""
        if self.verdict.finding is Finding.SELF or self.verdict.score >= 1:
            return tuple(Rating)
        return (Rating.AGAIN, Rating.HARD, Rating.GOOD) if self.is_right else (Rating.AGAIN,)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the question of its card; `answer` is an answer that stands as it was marked before."""

    deed: StepKind
    question: str
    answer: Marked | None = None


@dataclass(frozen=True, slots=True)
class MissedCard:
    """A card that was not right at once: its key, what it asks, what is right."""

    card: CardKey
    question: str
    solution: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sitting came to. Times in seconds; `right` counts first answers.

    `due_tomorrow` is None after a drill, and where a plan will choose tomorrow's cards in the morning.
    """

    answered: int
    cards: int
    right: int
    new: int
    seconds: float
    left: int
    due_tomorrow: int | None
    missed: tuple[CardKey, ...]
    set_aside: tuple[CardKey, ...]
    missed_cards: tuple[MissedCard, ...] = ()
    partly: int = 0
    """How many of the right ones were so in part."""
    is_drill: bool = False
    """Whether it left the schedule alone."""


@dataclass(slots=True)
class StudySitting:
    """A running sitting: each deed of the student is on disk before it becomes a step of the session."""

    repeats: ClassVar[bool] = True
    """Whether what was missed comes again before the end."""

    desk: Desk
    decks: list[CachedDeck]
    mode: Mode
    session: Session
    by_plan: bool = False
    """Whether the day's minutes count."""
    ends: float | None = None
    """The tick after which no further card is put; None where there is no such end."""
    said: dict[str, Marked] = field(default_factory=dict)
    """What an answer came to by each step about it, by the step's id."""
    asked: dict[CardKey, Asked] = field(default_factory=dict)
    """Each card as it was put last."""
    shown: tuple[Session, Asked] | None = None
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    heads: dict[str, Deck] = field(default_factory=dict)
    deck_ids: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.deck_ids = ids(self.decks)

    def current(self) -> Asked | None:
        """The card to ask now; None when all is done. One that its author takes out meanwhile is left out.

        As long as nothing was done it is the same one, its options in the same order.
        """
        if self.shown is not None and self.shown[0] is self.session:
            return self.shown[1]
        if self.ends is not None and self.desk.world.ticks() >= self.ends:
            return None
        while (entry := self.session.line.next()) is not None:
            card = self.desk.store.decks.card(entry.card, self.deck_ids)
            if card is not None:
                asked = self._asked(entry, card)
                self.shown, self.asked[entry.card] = (self.session, asked), asked
                return asked
            self._do(StudyStep(StepKind.GONE, entry.card))
        return None

    def _asked(self, entry: Entry, card: Card) -> Asked:
        memory = self.desk.store.schedule.state(entry.card).memory
        prompt = card.ask(self.desk.world.chance)
        return Asked(
            entry,
            card,
            self._head(entry.deck),
            prompt,
            memory,
            self._returns(entry, memory),
            self.mode is not Mode.CRAM,
            self._is_own(entry.deck),
        )

    def _is_own(self, slug: str) -> bool:
        return any(deck.slug == slug and not deck.path.is_relative_to(self.desk.world.shipped) for deck in self.decks)

    def mark(self, asked: Asked, answer: Answer, spent: float) -> Marked:
        """Mark an answer and put it on disk, unless the student must rate it herself. `spent` in seconds."""
        verdict = asked.card.mark(answer, self._lexicon(asked))
        rating = None if verdict.finding is Finding.SELF else rating_of(verdict.score)
        marked = Marked(asked, answer, verdict, rating, self.desk.world.new_id(), round(spent * 1000))
        return marked if rating is None else self._answered(marked, rating)

    def rate(self, marked: Marked, rating: Rating) -> Marked:
        """The student's own rating: recorded, or noted as an amendment where an answer was marked already.

        A rating that the marking does not allow changes nothing.
        """
        if marked.rating is None:
            return self._answered(marked, rating)
        if rating is marked.rating or rating not in marked.ratings():
            return marked
        return self._amended(replace(marked, rating=rating), marked.verdict.finding.value)

    def overrule(self, marked: Marked, *, right: bool) -> Marked:
        """Note "I was right" or "I was wrong": logged as such, for the author to see later."""
        verdict = replace(marked.verdict, score=float(right), finding=Finding.OVERRULED)
        rating = Rating.GOOD if right else Rating.AGAIN
        return self._amended(replace(marked, rating=rating, verdict=verdict), SAID_RIGHT if right else SAID_WRONG)

    def last_answer(self) -> Marked | None:
        """The answer before the card on show, as it stands."""
        steps = [step for step in self.session.steps if step.deed is StepKind.ANSWER]
        return self._standing(steps[-1].id) if steps else None

    def undo(self) -> Undone | None:
        """Take back what was done last, whatever it was; None when nothing is left to take back."""
        last = self.session.last()
        if last is None:
            return None
        asked = self.asked[last.card]
        if last.id:
            self._record(self._event(Kind.UNDO, last.card, target=last.id))
        self._do(StudyStep(StepKind.UNDO))
        answer = self._standing(last.target) if last.deed in BESIDE else None
        return Undone(last.deed, asked.card.question(), answer)

    def skip(self, asked: Asked) -> None:
        """Put the card at the end of the sitting, unmarked."""
        self._do(StudyStep(StepKind.SKIP, asked.entry.card))

    def suspend(self, asked: Asked) -> None:
        """Ask this card no more until it is resumed."""
        event = self._event(Kind.SUSPEND, asked.entry.card)
        self._record(event)
        self._do(StudyStep(StepKind.SUSPEND, event.card, event.id))

    def star(self, marked: Marked, *, starred: bool) -> None:
        """Star the card of an answer, or take its star away."""
        self._say_beside(marked, Kind.STAR if starred else Kind.UNSTAR)

    def note(self, marked: Marked, text: str) -> None:
        """Keep a note of hers on the card of an answer, in place of the one before; an empty one takes it away."""
        self._say_beside(marked, Kind.NOTE, tuple(text.split("\n")) if text.strip() else ())

    def _say_beside(self, marked: Marked, kind: Kind, text: tuple[str, ...] = ()) -> None:
        event = replace(self._event(kind, marked.asked.entry.card), answer=text)
        self._record(event)
        self.said[event.id] = marked
        self._do(StudyStep(StepKind(kind.value), event.card, event.id, target=marked.event))

    def _answered(self, marked: Marked, rating: Rating) -> Marked:
        marked = replace(marked, rating=rating)
        self._record_review(marked, rating)
        card = marked.asked.entry.card
        self.said[marked.event], self.asked[card] = marked, marked.asked
        if rating is Rating.AGAIN and self.mode is Mode.STUDY:
            self._put_back(marked.asked.entry)
        self._do(StudyStep(StepKind.ANSWER, card, marked.event, rating, easier=self._easier(marked.asked.entry)))
        return marked

    def _put_back(self, entry: Entry) -> None:
        """One wrong answer takes the head start from the other cards of its item, as far as they were not asked yet."""
        for sibling in self.desk.store.schedule.siblings(self.deck_ids, entry.card):
            events = self.desk.store.journal.of_card(sibling.card)
            undone = undone_ids(events)
            ahead = [event.id for event in events if event.kind is Kind.KNOWN and event.id not in undone]
            if ahead and not any(event.kind is Kind.REVIEW for event in events):
                self._record(self._event(Kind.UNDO, sibling.card, target=ahead[-1]))

    def _easier(self, entry: Entry) -> Entry | None:
        """A card of the same item in an easier form; a drill asks every card as it comes."""
        if self.mode is Mode.CRAM or entry.type in RECOGNISED:
            return None
        siblings = self.desk.store.schedule.siblings(self.deck_ids, entry.card)
        kind = easier(entry.type, (sibling.type for sibling in siblings))
        return next((sibling for sibling in siblings if sibling.type == kind), None)

    def _amended(self, marked: Marked, finding: str) -> Marked:
        event = replace(
            self._event(Kind.AMEND, marked.asked.entry.card, target=marked.event),
            rating=marked.rating,
            score=marked.verdict.score,
            finding=finding,
        )
        self._record(event)
        self.said[event.id] = marked
        self._do(StudyStep(StepKind.AMEND, event.card, event.id, marked.rating, target=marked.event))
        return marked

    def _standing(self, answer: str) -> Marked:
        """An answer with what was said about it since."""
        about = next(step for step in reversed(self.session.steps) if answer in {step.id, step.target})
        return self.said[about.id]

    def _do(self, step: StudyStep) -> None:
        self.session = after(self.session, step)

    def progress(self) -> tuple[int, int]:
        """(cards done, cards in all)."""
        line = self.session.line
        return line.done, line.done + line.left

    def seconds_left(self) -> float | None:
        """What is left of the sitting's time, or of the day's by the plan; None where no time is set."""
        if self.ends is not None:
            return max(0.0, self.ends - self.desk.world.ticks())
        state = plan_state(self.desk) if self.by_plan else None
        return None if state is None else state.seconds_left

    def summary(self) -> Summary:
        """What the sitting came to so far; cramming schedules nothing, so it meets no new card."""
        cramming = self.mode is Mode.CRAM
        answers = [self._standing(answer) for answer in self.session.ratings()]
        first: dict[CardKey, Marked] = {}
        for marked in answers:
            first.setdefault(marked.asked.entry.card, marked)
        missed = [marked.asked for marked in first.values() if not marked.is_right]
        return Summary(
            answered=len(answers),
            cards=len(first),
            right=len(first) - len(missed),
            new=0 if cramming else sum(1 for marked in first.values() if marked.asked.memory is None),
            seconds=sum(marked.spent for marked in answers) / 1000,
            left=self.session.line.left,
            due_tomorrow=None if cramming else self._due_tomorrow(),
            is_drill=cramming,
            missed=tuple(asked.entry.card for asked in missed),
            set_aside=tuple(self.session.line.leeches()),
            missed_cards=tuple(
                MissedCard(asked.entry.card, asked.card.question(), asked.card.in_short()) for asked in missed
            ),
            partly=sum(marked.is_partly_right for marked in first.values()),
        )

    def _due_tomorrow(self) -> int | None:
        if is_planned_tomorrow(self.desk):
            return None
        return due_count(self.desk.store, self.deck_ids, self.desk.world.today() + 1)

    def _record_review(self, marked: Marked, rating: Rating) -> None:
        if not self.session.steps:
            note_zone(self.desk)
        review = self._event(Kind.REVIEW, marked.asked.entry.card, event_id=marked.event)
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

    def _event(self, kind: Kind, card: CardKey, *, event_id: str = "", target: str = "") -> Event:
        return Event(
            id=event_id or self.desk.world.new_id(),
            kind=kind,
            card=card,
            at=self.desk.world.milliseconds(),
            day=self.desk.world.today(),
            mode=self.mode,
            target=target,
        )

    def _record(self, event: Event) -> None:
        self.desk.store.journal.record(event)

    def _returns(self, entry: Entry, memory: Memory | None) -> dict[Rating, int]:
        today, scheduler = self.desk.world.today(), self.desk.store.schedule.scheduler
        after = {rating: scheduler.after(memory, rating, today) for rating in Rating}
        return {rating: scheduler.due(entry.card, then) - today for rating, then in after.items()}

    def _head(self, slug: str) -> Deck:
        if slug not in self.heads:
            self.heads |= {deck.slug: self.desk.store.decks.head(deck.id) for deck in self.decks if deck.slug == slug}
        return self.heads[slug]

    def _lexicon(self, asked: Asked) -> Lexicon:
        """The terms of the card's deck, gathered when the first answer is typed."""
        slug = asked.entry.deck
        if slug not in self.lexicons:
            from kgquiz.cards.marker import Lexicon  # noqa: PLC0415 - the first card need not wait for it

            cards = self.desk.store.decks.cards(deck.id for deck in self.decks if deck.slug == slug)
            self.lexicons[slug] = Lexicon.of(known_names(cards.values(), self._head(slug).names))
        return self.lexicons[slug]


def missed_again(sitting: StudySitting) -> StudySitting:
    """What a sitting missed once more, as a drill: each of these cards has its place in the schedule by now."""
    missed = set(sitting.summary().missed)
    again = [entry for entry in sitting.session.start if entry.card in missed]
    return StudySitting(sitting.desk, sitting.decks, Mode.CRAM, Session.of(again))


def start_study(desk: Desk, options: StudyOptions) -> StudySitting:
    """A sitting by the plan or over the chosen decks. Raises NothingToDo when there is nothing to ask."""
    check_clock(desk)
    chosen = chosen_queue(desk, options)
    mode = Mode.CRAM if options.cram else Mode.STUDY
    ends = None if options.minutes is None else desk.world.ticks() + 60 * options.minutes
    return StudySitting(desk, chosen.decks, mode, Session.of(chosen.queue), by_plan=chosen.by_plan, ends=ends)
