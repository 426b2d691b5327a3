"""exam: one sitting of a mock exam, each answer on disk before the next question shows."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.clock import ExamClock
from kgquiz.actions.exam.papers import ExamOptions, ReadyExam, draw_form, ready_exam
from kgquiz.actions.study.clock import note_zone
from kgquiz.actions.world import World
from kgquiz.cards.marker import EMPTY, Lexicon
from kgquiz.cards.prompts import Answer, says_something
from kgquiz.cards.verdict import Verdict
from kgquiz.errors import NotFound, NothingToDo
from kgquiz.exam.attempt import Act, Attempt, ExamStep, after, deadline, replay, time_left
from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.form import FormItem
from kgquiz.exam.scoring import ItemMark, by_the_rule, is_answered, mark_form, proposal, verdict_on
from kgquiz.exam.sitting import Sitting
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import rating_of
from kgquiz.messages import N_, message
from kgquiz.storage.attempts import DamagedExam
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

if TYPE_CHECKING:
    from kgquiz.cards.reading.written import WrittenReading


MOMENT = 1_000
"""Milliseconds after the end within which what was typed before it is still taken down."""


@dataclass(slots=True)
class ExamSitting:
    """A running sitting. The face shows items, hands in answers and asks for the time; times in milliseconds."""

    desk: Desk
    sitting: Sitting
    items: tuple[FormItem, ...]
    attempt: Attempt
    clock: ExamClock
    lexicons: dict[str, Lexicon] = field(default_factory=dict)

    @property
    def blueprint(self) -> Blueprint:
        """What it examines."""
        return self.sitting.blueprint

    @property
    def number(self) -> int:
        """What the student calls it by."""
        return self.sitting.number

    def time_left(self) -> int:
        """Milliseconds left."""
        return time_left(self.attempt, self.blueprint.minutes, self.blueprint.clock, self.clock.now())

    def _deadline(self) -> int:
        return deadline(self.attempt, self.blueprint.minutes, self.blueprint.clock, self.clock.now())

    def is_answered(self, position: int) -> bool:
        """Whether there is an answer to mark."""
        return is_answered(self.items[position].card, self.attempt.standing(position))

    def answered(self) -> int:
        """How many items have an answer."""
        return sum(map(self.is_answered, range(len(self.items))))

    def show(self, position: int) -> None:
        """An item is put before the student."""
        self._note(Act.SHOW, position)

    def answer(self, position: int, answer: Answer) -> bool:
        """An answer given or changed; False where time was up before. Without any text it is taken back."""
        if not self.attempt.is_over and self.time_left() == 0:
            self.draft(position, answer)
        if self.time_is_up():
            return False
        is_open = self.items[position].card.self_marked
        self._note(Act.ANSWER, position, answer if is_open or says_something(answer) else ())
        return True

    def draft(self, position: int, answer: Answer) -> None:
        """What is typed or ticked and not entered, kept as it stands; it may be a moment late, as the face looks."""
        now, end = self.clock.now(), self._deadline()
        if not self.attempt.is_over and now <= end + MOMENT:
            self._append(ExamStep(Act.DRAFT, min(now, end), position, answer if says_something(answer) else ()))

    def state_certainty(self, position: int, sure: int) -> None:
        """How sure she is, 1 to 3, before anything is revealed."""
        self._note(Act.SURE, position, sure=sure)

    def flag(self, position: int) -> None:
        """Flag an item, or take the flag away."""
        flagged = position in self.attempt.flagged
        self._note(Act.UNFLAG if flagged else Act.FLAG, position)

    def go_on(self) -> None:
        """Come back to it. A clock that stops meanwhile also did where the program was killed."""
        is_up = self.blueprint.clock == "running" and self.time_is_up()
        if not is_up and not self.attempt.is_over:
            self._note(Act.RESUME)
            self.time_is_up()

    def pause(self) -> None:
        """The program is left."""
        if not self.attempt.is_over:
            self._note(Act.PAUSE)
        self.clock.tell_of_jumps()

    def hand_in(self) -> None:
        """The end, by the student."""
        if not self.time_is_up():
            self._note(Act.HAND_IN)

    def time_is_up(self) -> bool:
        """Whether it is over; where the clock has just run out, it is handed in at the moment it did."""
        if not self.attempt.is_over and self.time_left() == 0:
            self._append(ExamStep(Act.TIME_UP, self._deadline()))
        return self.attempt.is_over

    def verdict(self, position: int) -> Verdict:
        """The finding on one answer, for feedback while practising."""
        given, ticked = self.attempt.given.get(position), self.attempt.ticked.get(position)
        item = self.items[position]
        return by_the_rule(self.blueprint, verdict_on(item.card, given, ticked, self._lexicon(item.deck)))

    def to_self_mark(self) -> list[int]:
        """Open questions that were answered and not yet marked by her."""
        return [
            position
            for position, item in enumerate(self.items)
            if item.card.self_marked and self.is_answered(position) and position not in self.attempt.ticked
        ]

    def proposal(self, position: int) -> WrittenReading | None:
        """What is read in a written answer to an open question; None where nothing was written."""
        return proposal(self.items[position].card, self.attempt.given.get(position))

    def self_mark(self, position: int, points: Answer) -> None:
        """The points she had."""
        self._note(Act.TICK, position, points)

    def finish(self) -> tuple[ItemMark, ...]:
        """Mark everything; marks and reviews reach the disk together, once."""
        lexicons = {item.deck: self._lexicon(item.deck) for item in self.items}
        marks = mark_form(self.blueprint, self.items, self.attempt, lexicons)
        marked = self.clock.now()
        pairs = zip(self.items, marks, strict=True)
        reviews = [event_of(self.sitting, item, mark, self.desk.world, marked) for item, mark in pairs if mark.seen]
        self.desk.store.attempts.finish(self.number, marks, marked, reviews)
        return marks

    def _lexicon(self, deck: str) -> Lexicon:
        if not self.lexicons:
            terms = self.desk.store.attempts.terms(self.number)
            self.lexicons = {name: Lexicon.of(names) for name, names in terms.items()}
        return self.lexicons.get(deck, EMPTY)

    def _note(self, act: Act, position: int = -1, answer: Answer = (), sure: int = 0) -> None:
        self._append(ExamStep(act, self.clock.now(), position, answer, sure))

    def _append(self, step: ExamStep) -> None:
        self.desk.store.attempts.append(self.number, step)
        self.attempt = after(self.attempt, step)


def event_of(sitting: Sitting, item: FormItem, mark: ItemMark, world: World, marked: int) -> Event:
    """What an item says to the memory. Its id follows from the sitting and the moment it was marked.

    So it cannot be logged twice, and of two markings (on copies of one progress file) the earlier has the lesser ids.
    """
    zone = world.now().tzinfo
    return Event(
        id=f"{sitting.id}-{mark.position:04d}-{marked:012x}",
        kind=Kind.REVIEW,
        card=item.key,
        at=mark.at,
        day=world.day_of(datetime.fromtimestamp(mark.at / 1000, zone)),
        mode=Mode.EXAM,
        rating=rating_of(mark.share),
        score=mark.share,
        finding=mark.verdict.finding.value,
        answer=mark.answer,
        spent=mark.spent,
        attempt=sitting.id,
        sure=mark.sure,
    )


@dataclass(frozen=True, slots=True)
class OpenExam:
    """An exam that was left: its number and title, how far it is. `time_left` in milliseconds."""

    number: int
    title: str
    answered: int
    items: int
    time_left: int
    is_handed_in: bool


def open_exams(desk: Desk) -> list[OpenExam]:
    """The exams that can be gone on with, newest first; looking changes nothing. A damaged one is named."""
    left = [_opened_if_whole(desk, one.number) for one in reversed(desk.store.attempts.all()) if one.is_open]
    return [
        OpenExam(
            sitting.number,
            sitting.blueprint.title,
            sitting.answered(),
            len(sitting.items),
            sitting.time_left(),
            sitting.attempt.is_over,
        )
        for sitting in left
        if sitting is not None
    ]


def _opened_if_whole(desk: Desk, number: int) -> ExamSitting | None:
    try:
        return _opened(desk, number)
    except DamagedExam as error:
        desk.world.notice(error.message)
        return None


@dataclass(frozen=True, slots=True)
class Prepared:
    """An exam about to begin: its form is drawn, its clock not yet started."""

    ready: ReadyExam
    seed: str
    items: tuple[FormItem, ...]
    practice: bool


def prepare_exam(desk: Desk, options: ExamOptions) -> Prepared:
    """Find the exam and draw a form."""
    ready = ready_exam(desk, options)
    seed, items = draw_form(desk, ready, options.seed)
    _refuse_outside(desk, ready, seed, practice=options.practice)
    return Prepared(_with_extra_time(desk, ready, options.name), seed, items, options.practice)


def _refuse_outside(desk: Desk, ready: ReadyExam, seed: str, *, practice: bool) -> None:
    """Raises NotNow where a paper may not be begun, not any more or not yet."""
    same = desk.store.attempts.of_exam(ready.blueprint.exam) if ready.conditions.attempts else []
    sat = sum(one.seed == seed and not one.practice for one in same)
    told = ready.conditions.refusal(desk.world.now(), sat)
    if told is None and practice and ready.conditions.are_any:
        told = message(N_("This paper is an examination: it is not practised."))
    if told is not None:
        raise NotNow(told.template, **dict(told.values))


def _with_extra_time(desk: Desk, ready: ReadyExam, name: str) -> ReadyExam:
    """The exam in the minutes that a person has."""
    if not name:
        return ready
    if not ready.conditions.knows(name):
        desk.world.notice(message(N_("The paper has no extra time written for {name}."), name=name))
    minutes = ready.conditions.minutes_for(name, ready.blueprint.minutes)
    return replace(ready, blueprint=replace(ready.blueprint, minutes=minutes))


class NotNow(NothingToDo):
    """A saved paper that may not be begun on its own terms."""


def begin_exam(desk: Desk, prepared: Prepared) -> ExamSitting:
    """The clock starts now."""
    note_zone(desk)
    ready, now = prepared.ready, desk.world.milliseconds()
    head = Sitting(0, desk.world.new_id(), ready.blueprint, prepared.seed, prepared.practice, now)
    number = desk.store.attempts.begin(head, prepared.items, ready.terms)
    attempt = replay([ExamStep(Act.START, now)])
    clock = ExamClock.starting(desk.world, attempt.last)
    return ExamSitting(desk, replace(head, number=number), prepared.items, attempt, clock)


def resume_exam(desk: Desk, number: int | None = None) -> ExamSitting:
    """A sitting that is not marked, where it stood; the newest where no number is given."""
    newest = desk.store.attempts.newest_open() if number is None else _open_one(desk.store, number)
    if newest is None:
        raise NothingToDo(N_("No exam was left unfinished. Begin one with 'kgquiz exam'."))
    sitting = _opened(desk, newest.number)
    sitting.go_on()
    return sitting


def _open_one(store: Store, number: int) -> Sitting:
    found = store.attempts.get(number)
    if found is None:
        raise NotFound(N_("There is no exam number {number}. See 'kgquiz exam list'."), number=number)
    if not found.is_open:
        raise NothingToDo(N_("Exam number {number} is finished. See 'kgquiz exam show {number}'."), number=number)
    return found


def _opened(desk: Desk, number: int) -> ExamSitting:
    found = desk.store.attempts.get(number)
    assert found is not None  # noqa: S101 - it was just begun or found
    attempt = replay(desk.store.attempts.steps(number))
    clock = ExamClock.starting(desk.world, attempt.last)
    return ExamSitting(desk, found, desk.store.attempts.items(number), attempt, clock)
