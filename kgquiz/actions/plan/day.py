"""plan: an exam date, minutes a day, and what follows from them for today."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, replace
from typing import Any

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import FINAL, ExamOptions, ReadyExam, blueprint_stamp, ready_exam
from kgquiz.actions.plan.aside import told_of_the_plan
from kgquiz.actions.plan.memories import memories
from kgquiz.actions.plan.setting import LONGEST_PLAN, PLAN, PlannedExam, PlanSetting, active_plan
from kgquiz.actions.plan.sharing import is_by_form, tau_in_use
from kgquiz.actions.study.hardness import HARDNESS
from kgquiz.actions.world import World
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.errors import NotFound, NothingToDo, UsageProblem
from kgquiz.exam.pool import Candidate
from kgquiz.exam.weighing import importance
from kgquiz.key import CardKey
from kgquiz.memory.hardness import beside_its_type, first_ease
from kgquiz.memory.pace import outcomes, seconds_spent
from kgquiz.memory.planning.costs import Seconds, measured
from kgquiz.memory.planning.values import LaterExam, NewOrder, Options, Plan, PlanCard, PlanInput
from kgquiz.memory.queue import Entry, Listed
from kgquiz.memory.study_day import as_date
from kgquiz.messages import N_
from kgquiz.storage.settings import Kept, struct
from kgquiz.storage.store import Store
from kgquiz.value import dataclass

DEFAULT_MINUTES = 25


def set_plan(desk: Desk, setting: PlanSetting) -> None:
    """Keep a plan. Raises where the date is past or too far, or the blueprint is not known."""
    for one in setting.exams:
        check_exam_day(desk.world, one.exam)
        ready_exam(desk, ExamOptions(one.names))
    desk.store.settings.set(PLAN, setting)
    desk.store.settings.set(TODAY, None)


def check_examined(desk: Desk, names: Sequence[str]) -> None:
    """Raises where what is to be examined is not known: that is said before anything else is asked for."""
    if names:
        ready_exam(desk, ExamOptions(tuple(names)))


def check_exam_day(world: World, exam: int) -> None:
    """Raises UsageProblem where a day is past or too far to plan for."""
    left = exam - world.today()
    if left < 1:
        raise UsageProblem(
            N_("{date} is past. Give the day of the exam, such as {example}.")
            if left
            else N_("{date} is today: a plan needs a day at least. Give the day of the exam, such as {example}."),
            date=as_date(exam),
            example=as_date(world.today() + 30).isoformat(),
        )
    if left > LONGEST_PLAN:
        raise UsageProblem(N_("The exam is {left} days away; plan at most {most} ahead."), left=left, most=LONGEST_PLAN)


def change_plan(desk: Desk, changes: Mapping[str, Any]) -> None:
    """Set a plan, or change the one there is: `changes` names fields of PlanSetting, the others stay.

    `exam` and `names` are those of the first exam ahead.
    """
    before = active_plan(desk)
    if before is None and "exam" not in changes:
        check_examined(desk, changes.get("names", ()))
        raise UsageProblem(N_("Give the day of the exam: kgquiz plan --exam DATE --minutes 25"))
    changed = replace(before or PlanSetting(0, DEFAULT_MINUTES), **changes)
    with nullcontext() if {"exam", "names"} & changes.keys() else told_of_the_plan(desk):
        set_plan(desk, changed.of(changed.exams))


def plan_exams(desk: Desk, exams: Sequence[PlannedExam], changes: Mapping[str, Any], *, add: bool) -> None:
    """Plan for these exams, or for them beside those there are; `changes` as above.

    Raises UsageProblem where several are planned and it is not said what becomes of them.
    """
    before = active_plan(desk)
    kept = () if before is None else before.exams
    if add:
        exams = (*(one for one in kept if one not in exams), *exams)
    elif len(kept) > 1:
        raise UsageProblem(
            N_("{n} exams are planned. Add one with --add, take one out with --drop, or begin anew with --clear."),
            n=len(kept),
        )
    elif len(kept) == len(exams) == 1 and not exams[0].names:
        exams = (replace(exams[0], names=kept[0].names),)
    setting = replace(before or PlanSetting(0, DEFAULT_MINUTES), **changes)
    set_plan(desk, setting.of(exams))


def drop_exam(desk: Desk, dropped: str, day: int | None) -> None:
    """Plan no more for the exam of this name, or of this day; the last one takes the plan with it. Raises NotFound."""
    before = active_plan(desk)
    if before is None:
        raise no_plan()
    kept = [one for one in before.exams if one.exam != day and dropped not in (one.names or (FINAL,))]
    if len(kept) == len(before.exams):
        known = ", ".join(f"{' '.join(one.names) or FINAL} {as_date(one.exam).isoformat()}" for one in before.exams)
        raise NotFound(N_("No exam '{name}' is planned. There are: {known}."), name=dropped, known=known)
    if kept:
        set_plan(desk, before.of(kept))
    else:
        clear_plan(desk)


def clear_plan(desk: Desk) -> None:
    """Forget the plan; the schedule goes back to plain retention."""
    if not desk.store.settings.is_set(PLAN):
        raise no_plan()
    desk.store.settings.set(PLAN, None)
    desk.store.settings.set(TODAY, None)


def no_plan() -> NothingToDo:
    """What is said where no plan is set."""
    return NothingToDo(N_("There is no plan. Set one: kgquiz plan --exam DATE --minutes 25"))


_ORDERS = {"mixed": NewOrder.MIXED, "best": NewOrder.BEST, "book": NewOrder.GIVEN}

ANSWERS_TIMED = 5_000
"""The newest answers, from which the student's own pace is measured."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a plan is worked out from; `spent` seconds of today are gone. `exams` stand by their days."""

    setting: PlanSetting
    exams: tuple[ReadyExam, ...]
    given: PlanInput
    spent: float

    @property
    def exam(self) -> ReadyExam:
        """The first exam."""
        return self.exams[0]

    @property
    def candidates(self) -> dict[CardKey, Candidate]:
        """All cards that any of the exams may ask."""
        return _candidates(self.exams)

    def with_minutes(self, minutes: int) -> PlanInput:
        """The same morning with other minutes a day, to see what they would bring."""
        other = replace(self.setting, minutes=minutes)
        today, *ahead = time_ahead(other, self.given.today, self.spent)
        return replace(self.given, seconds_today=today, seconds_ahead=tuple(ahead))


def time_ahead(setting: PlanSetting, today: int, spent: float) -> list[float]:
    """The seconds of study on each day from today to the eve of the last exam."""
    ahead = (setting.seconds_on(day) for day in range(today + 1, setting.last_exam))
    return [max(0.0, setting.seconds_on(today) - spent), *ahead]


def situation(desk: Desk, setting: PlanSetting) -> Situation:
    """The cards as they stand and the time ahead."""
    exams, today = tuple(ready_exam(desk, ExamOptions(one.names)) for one in setting.exams), desk.world.today()
    cards = _candidates(exams)
    weights = [importance(exam.blueprint, exam.candidates) for exam in exams]
    asked = _ordered(desk.store, [cards[key] for key in cards if any(key in of_exam for of_exam in weights)], setting)
    spent = seconds_spent(desk.store.journal.on_day(today))
    seconds_today, *seconds_ahead = time_ahead(setting, today, spent)
    given = PlanInput(
        cards=_plan_cards(desk.store, tuple(cards.values()), asked, weights[0]),
        today=today,
        exam_day=setting.exam,
        seconds_today=seconds_today,
        seconds_ahead=tuple(seconds_ahead),
        costs=measured(outcomes(desk.store.journal.newest(ANSWERS_TIMED), _types(cards)), usual_seconds()),
        weights=desk.store.schedule.scheduler.weights,
        options=_options(desk, setting),
        tau=tau_in_use(desk.store),
        later=tuple(
            LaterExam(one.exam, tuple(of_exam.get(candidate.key, 0.0) for candidate in asked))
            for one, of_exam in zip(setting.more, weights[1:], strict=True)
        ),
    )
    return Situation(setting, exams, given, spent)


def _candidates(exams: Sequence[ReadyExam]) -> dict[CardKey, Candidate]:
    return {candidate.key: candidate for exam in exams for candidate in exam.candidates}


AWAY, AGAIN_FIRST = 7, 15
"""Days without an answer after which a day begins with so many reviews: with what she knew, not with what is new."""


def _options(desk: Desk, setting: PlanSetting) -> Options:
    newest = desk.store.schedule.newest_day()
    was_away = newest is not None and desk.world.today() - newest >= AWAY
    first = max(setting.reviews_first, AGAIN_FIRST if was_away else 0)
    return Options(first, _ORDERS[setting.order], setting.rehearsal)


def usual_seconds() -> dict[str, Seconds]:
    """What a card of each type takes until the log tells."""
    return {card_type.type: Seconds(*card_type.seconds) for card_type in CARD_TYPES}


def _types(cards: Mapping[CardKey, Candidate]) -> dict[CardKey, str]:
    return {key: candidate.card.type for key, candidate in cards.items()}


def _ordered(store: Store, asked: Sequence[Candidate], setting: PlanSetting) -> list[Candidate]:
    """The cards in the order in which new ones are to come."""
    return _as_lessons(store, asked) if setting.order == "book" else _evenly(asked)


def _plan_cards(
    store: Store, candidates: Sequence[Candidate], asked: Sequence[Candidate], weights: Mapping[CardKey, float]
) -> tuple[PlanCard, ...]:
    """The cards `asked`; what is remembered of them hangs on all `candidates`. Weights are those of the first exam."""
    known, by_form = memories(store, candidates), is_by_form(store)
    eases = _eases(store, asked) if by_form else {}
    return tuple(
        PlanCard(
            card=candidate.key,
            item=candidate.item,
            memory=found.own if (found := known.get(candidate.key)) else None,
            importance=weights.get(candidate.key, 0.0),
            type=candidate.card.type,
            guess=candidate.card.chance_of_guessing(),
            item_memory=found.item if found else None,
            ease=eases.get(candidate.key, 0.0),
            known=found.known if found else None,
        )
        for candidate in asked
    )


def _eases(store: Store, asked: Sequence[Candidate]) -> dict[str, float]:
    """By how many logits each card is easier than producing: by its form, and at first by what a class found."""
    hardness = store.settings.get(HARDNESS)
    harder = beside_its_type(hardness, {one.key: one.card.type for one in asked}) if hardness else {}
    states = store.schedule.states(harder)
    return {
        one.key: first_ease(one.card.ease, harder.get(one.key, 0.0), states[one.key].reps if one.key in states else 0)
        for one in asked
    }


def _as_lessons(store: Store, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Deck by deck as given, each in the order in which it is learnt."""
    decks = {deck: place for place, deck in enumerate(dict.fromkeys(candidate.deck for candidate in candidates))}
    lessons = store.decks.lessons()
    return sorted(candidates, key=lambda one: (decks[one.deck], lessons.get(one.key, 0)))


def _evenly(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Every item's first card before any item's second; all decks and types side by side, each from its beginning.

    Cards worth the same are taken in this order, so what time leaves out is spread over the book.
    """
    ranks: Counter[str] = Counter()
    places: Counter[tuple[str, str]] = Counter()
    sizes = Counter((candidate.deck, candidate.card.type) for candidate in candidates)
    keyed = []
    for candidate in candidates:
        lane = candidate.deck, candidate.card.type
        keyed.append((ranks[candidate.item], places[lane] / sizes[lane], candidate.key, candidate))
        ranks[candidate.item] += 1
        places[lane] += 1
    return [candidate for *_, candidate in sorted(keyed, key=lambda row: row[:3])]


@dataclass(frozen=True, slots=True)
class PlannedCard(Listed):
    """A card of today's work, why it is there, and the seconds to expect."""

    reason: str
    seconds: float
    question: str = ""

    def entry(self) -> Entry:
        """The card as a sitting takes it."""
        return Entry(self.card, self.item, self.deck, self.type, is_new=self.reason == "new")


@dataclass(frozen=True, slots=True)
class DaysWork:
    """What a morning's plan ranked, and what that hangs on."""

    key: str
    work: tuple[PlannedCard, ...]


TODAY: Kept[DaysWork | None] = Kept("plan-today", None, struct(DaysWork), derived=True)


def kept_work(desk: Desk, setting: PlanSetting) -> tuple[PlannedCard, ...] | None:
    """What the morning ranked; None where it is not remembered, or something changed that it hangs on."""
    kept = desk.store.settings.get(TODAY)
    return kept.work if kept is not None and kept.key == _key(desk, setting) else None


def keep_work(desk: Desk, now: Situation, solved: Plan) -> tuple[PlannedCard, ...]:
    """Remember for the day what a plan ranked."""
    work = _work(now, solved)
    key = _key(desk, now.setting)
    desk.store.settings.set(TODAY, DaysWork(key, work))
    return work


def _key(desk: Desk, setting: PlanSetting) -> str:
    """What today's work hangs on but for today's own answers."""
    blueprint = [blueprint_stamp(desk.world, ExamOptions(one.names)) for one in setting.exams]
    hangs_on = [
        desk.world.today(),
        asdict(setting),
        blueprint,
        desk.store.decks.stamp(),
        desk.store.schedule.scheduler.weights,
        tau_in_use(desk.store),
        is_by_form(desk.store),
        sorted(desk.store.settings.get(HARDNESS).items()),
    ]
    return json.dumps(hangs_on)


def _work(now: Situation, solved: Plan) -> tuple[PlannedCard, ...]:
    cards = now.candidates
    return tuple(
        PlannedCard(
            task.card,
            cards[task.card].item,
            cards[task.card].deck,
            cards[task.card].card.type,
            task.reason.value,
            task.seconds,
        )
        for task in solved.ranked
    )
