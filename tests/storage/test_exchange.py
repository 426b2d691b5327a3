"""What one device tells another arrives whole, once, and comes to the same whichever speaks first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from kgquiz.exam.attempt import Act, ExamStep, replay
from kgquiz.exam.scoring import mark_form
from kgquiz.exam.sitting import Sitting
from kgquiz.key import CardKey
from kgquiz.memory.log import Event, Kind, Mode
from kgquiz.memory.model import DEFAULT_RETENTION, DEFAULT_WEIGHTS, Rating
from kgquiz.storage.exchange import (
    event_of,
    events_after,
    finished_exams,
    newest,
    shared_settings,
    take_exam,
    take_settings,
    unite,
)
from kgquiz.storage.settings import Kept, one_of, whole
from kgquiz.storage.states import RETENTION, WEIGHTS
from kgquiz.storage.store import Store
from tests.exam.support import plan
from tests.storage.test_attempts import FORM, NINE, TERMS
from tests.storage.test_store import review

STEPS = [
    ExamStep(Act.START, NINE),
    ExamStep(Act.ANSWER, NINE + 1, 0, FORM[0].card.solution()),
    ExamStep(Act.HAND_IN, NINE + 2),
]
MARKS = mark_form(plan(), FORM, replay(STEPS), {})
BLANK = mark_form(plan(), FORM, replay(STEPS[:1]), {})


@pytest.fixture
def here() -> Iterator[Store]:
    with Store.open_in_memory() as store:
        yield store


@pytest.fixture
def there() -> Iterator[Store]:
    with Store.open_in_memory() as store:
        yield store


def begun(store: Store, name: str = "id-1") -> int:
    return store.attempts.begin(Sitting(0, name, plan(), "7@1", practice=True, started=NINE), FORM, TERMS)


def sat(store: Store, name: str = "id-1", *, marked: int = NINE + 9, marks: Any = MARKS) -> int:
    number = begun(store, name)
    for step in STEPS[1:]:
        store.attempts.append(number, step)
    store.attempts.finish(number, marks, marked, [])
    return number


def told(store: Store, *known: str) -> dict[str, Any]:
    """The exams that a device tells another, as they come out of a file."""
    found: dict[str, Any] = json.loads(json.dumps(dict(finished_exams(store, known))))
    return found


def all_of(store: Store, number: int) -> list[Any]:
    exams = store.attempts
    sitting = exams.get(number)
    assert sitting is not None
    parts = [exams.items(number), exams.terms(number), exams.steps(number), exams.marks(number), exams.asked(number)]
    return [replace(sitting, number=0), *parts]


def test_an_exam_arrives_whole_beside_those_that_are_there(here: Store, there: Store) -> None:
    number = sat(there)
    other = sat(here, "id-2")
    before = all_of(here, other)
    assert take_exam(here, told(there)["id-1"]) == "new"
    assert [sitting.id for sitting in here.attempts.all()] == ["id-2", "id-1"]
    assert all_of(here, here.attempts.all()[1].number) == all_of(there, number)
    assert all_of(here, other) == before
    assert here.attempts.steps(other) == STEPS


def test_an_exam_that_comes_twice_is_there_once(here: Store, there: Store) -> None:
    sat(there)
    entry = told(there)["id-1"]
    assert [take_exam(here, entry), take_exam(here, entry), take_exam(there, entry)] == ["new", "same", "same"]
    assert told(here) == told(there)
    assert not here.connection.in_transaction


def test_only_finished_exams_that_are_not_known_are_told_the_oldest_first(there: Store) -> None:
    for name in ("id-3", "id-1", "id-2"):
        sat(there, name)
    begun(there, "id-4")
    assert list(told(there)) == ["id-3", "id-1", "id-2"]
    assert list(told(there, "id-1")) == ["id-3", "id-2"]


@pytest.mark.parametrize(
    ("one", "other"),
    [((NINE + 9, MARKS), (NINE + 5, BLANK)), ((NINE + 9, MARKS), (NINE + 9, BLANK))],
    ids=["at two times", "at one time"],
)
def test_of_an_exam_marked_on_two_devices_both_keep_the_same_marking(
    here: Store, there: Store, one: tuple[int, Any], other: tuple[int, Any]
) -> None:
    numbers = []
    for store, (marked, marks) in ((here, one), (there, other)):
        sat(store, "before")
        numbers.append(sat(store, marked=marked, marks=marks))
    mine, theirs = told(here)["id-1"], told(there)["id-1"]
    assert {take_exam(here, theirs), take_exam(there, mine)} == {"new", "later"}
    assert told(here)["id-1"] == told(there)["id-1"]
    assert here.attempts.all()[1].marked == min(one[0], other[0])
    assert [sitting.number for sitting in here.attempts.all()] == [1, numbers[0]]


def test_an_exam_begun_here_and_finished_there_is_finished_under_its_number(here: Store, there: Store) -> None:
    sat(here, "before")
    number = begun(here)
    begun(here, "after")
    sat(there)
    assert take_exam(here, told(there)["id-1"]) == "new"
    found = here.attempts.get(number)
    assert found is not None
    assert (found.id, found.marked) == ("id-1", NINE + 9)
    assert here.attempts.steps(number) == STEPS
    assert len(here.attempts.all()) == 3


Harm = Callable[[dict[str, Any]], Any]


def in_exam(place: int, value: object) -> Harm:
    return lambda entry: entry["exam"].__setitem__(place, value)


def in_first(part: str, place: int, value: object) -> Harm:
    return lambda entry: entry[part][0].__setitem__(place, value)


HARM: dict[str, Harm] = {
    "no exam": lambda entry: entry.pop("exam"),
    "no items": lambda entry: entry.pop("items"),
    "no steps": lambda entry: entry.pop("steps"),
    "half an exam": lambda entry: entry.update(exam=entry["exam"][:6]),
    "more than an exam": lambda entry: entry["exam"].append(1),
    "items are a number": lambda entry: entry.update(items=5),
    "an empty item": lambda entry: entry["items"].append([]),
    "a short item": lambda entry: entry["items"].append(["QQ=="]),
    "a short step": lambda entry: entry["steps"].append([9]),
    "a step twice": lambda entry: entry["steps"].append(entry["steps"][0]),
    "no id": in_exam(0, None),
    "a list for an id": in_exam(1, ["x"]),
    "no moment": in_exam(5, 1 << 70),
    "another plan": in_exam(5, "[]"),
    "no names": in_exam(6, "5"),
    "not marked": in_exam(7, None),
    "marked in words": in_exam(7, "today"),
    "no marks": in_exam(10, "[]"),
    "marks of another kind": in_exam(10, '[{"x": 1}]'),
    "a section that is none": in_first("items", 5, 99),
    "a card that is no code": in_first("items", 9, "QQ==*"),
    "a card that is none": in_first("items", 9, "wQ=="),
    "an unknown act": in_first("steps", 1, "sleep"),
    "an item that is none": in_first("steps", 3, 99),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
@pytest.mark.parametrize("is_here", [False, True], ids=["not here", "here"])
def test_an_exam_that_could_not_be_shown_is_left_outside(
    here: Store, there: Store, harm: Harm, *, is_here: bool
) -> None:
    if is_here:
        begun(here)
    sat(here, "other")
    before = [all_of(here, sitting.number) for sitting in here.attempts.all()]
    sat(there)
    entry = told(there)["id-1"]
    harm(entry)
    assert take_exam(here, entry) == "unreadable"
    assert [all_of(here, sitting.number) for sitting in here.attempts.all()] == before
    assert not here.connection.in_transaction


PER_DAY: Kept[int] = Kept("new-per-day", 20, whole(0, 999))
LANGUAGE: Kept[str] = Kept("language", "en", one_of("en", "ky"))


def studied(store: Store) -> None:
    store.journal.record(*(review(n * 20) for n in range(1, 5)), *(review(n, card="d") for n in (5, 55)))


def test_settings_come_as_they_are_and_what_does_not_travel_stays(here: Store, there: Store) -> None:
    for store, count in ((there, 7), (here, 5)):
        store.settings.set(PER_DAY, count)
        store.settings.set(LANGUAGE, "ky")
    assert shared_settings(there) == {"new-per-day": "7"}
    take_settings(here, {**shared_settings(there), "order": '"lessons"'})
    assert shared_settings(here) == {"new-per-day": "7", "order": '"lessons"'}
    take_settings(here, {"new-per-day": None})
    assert shared_settings(here) == {"order": '"lessons"'}
    assert here.settings.get(LANGUAGE) == "ky"


def weights() -> tuple[float, ...]:
    return (0.5, *DEFAULT_WEIGHTS[1:])


@pytest.mark.parametrize("first", [{}, {"weights": json.dumps(weights())}, {"retention": "0.95"}], ids=str)
@pytest.mark.parametrize("come", [{"retention": "0.80"}, {"weights": json.dumps([*weights()])}], ids=str)
def test_what_decides_the_schedule_moves_every_card_as_if_it_were_set_here(
    here: Store, there: Store, first: dict[str, str], come: dict[str, str]
) -> None:
    studied(here)
    take_settings(here, first)
    take_settings(here, come)
    assert shared_settings(here) == first | come
    both = first | come
    studied(there)
    there.schedule.retune(
        weights=tuple(json.loads(both["weights"])) if "weights" in both else None,
        retention=float(both["retention"]) if "retention" in both else None,
    )
    assert here.schedule.all_states() == there.schedule.all_states()
    assert (here.schedule.scheduler.weights, here.schedule.scheduler.retention) == (
        there.schedule.scheduler.weights,
        there.schedule.scheduler.retention,
    )


@pytest.mark.parametrize("text", [None, '"much"'])
def test_a_target_that_is_taken_away_or_damaged_counts_as_not_set(here: Store, there: Store, text: str | None) -> None:
    for store in (here, there):
        studied(store)
    here.schedule.retune(retention=0.75)
    take_settings(here, {"retention": text})
    assert here.schedule.all_states() == there.schedule.all_states()
    assert here.schedule.scheduler.retention == DEFAULT_RETENTION
    assert shared_settings(here).get("retention") == text
    assert (here.settings.get(RETENTION), here.settings.get(WEIGHTS)) == (DEFAULT_RETENTION, DEFAULT_WEIGHTS)


def test_settings_that_cannot_be_put_in_change_nothing(here: Store) -> None:
    studied(here)
    here.settings.set(PER_DAY, 5)
    before = here.schedule.all_states()
    here.connection.execute("create temp trigger no before insert on memory begin select raise(abort, 'no'); end")
    with pytest.raises(Exception, match="no"):
        take_settings(here, {"new-per-day": "7", "retention": "0.8"})
    assert shared_settings(here) == {"new-per-day": "5"}
    assert here.schedule.all_states() == before


FULL = Event(
    id="full",
    kind=Kind.REVIEW,
    card=CardKey("ch1/a.typed"),
    at=NINE,
    day=739_677,
    mode=Mode.EXAM,
    rating=Rating.HARD,
    score=0.5,
    finding="slip",
    answer=("өкмөт", ""),
    spent=1234,
    target="before",
    attempt="id-9",
    sure=2,
)


def test_all_that_was_recorded_since_is_told_in_its_order(there: Store) -> None:
    assert newest(there) == 0
    there.journal.record(review(3), review(1))
    seen = newest(there)
    assert list(events_after(there, seen)) == []
    there.journal.record(FULL, review(2))
    there.connection.execute("update log set day = -4 where id = '0002'")
    (one,) = events_after(there, seen)
    assert one[0] == "full"
    assert event_of(json.loads(json.dumps(one[1]))) == FULL
    assert [name for name, _ in events_after(there, 0)] == ["0003", "0001", "full"]


@pytest.mark.parametrize("entry", [{}, {"event": None}, {"event": []}, {"event": ["x"] * 14}, {"event": "x" * 14}])
def test_an_entry_that_is_no_event_is_none(entry: dict[str, Any]) -> None:
    assert event_of(entry) is None


@pytest.mark.parametrize("cards", [3, 250])
def test_united_logs_give_the_states_of_one_log(here: Store, there: Store, cards: int) -> None:
    events = [review(day * 1000 + card, card=f"c{card}") for day in (1, 2) for card in range(cards)]
    there.journal.record(*events)
    here.journal.record(*events[::2])
    assert unite(here, events[::-1]) == len(events) - len(events[::2])
    assert unite(here, events) == 0
    assert list(here.journal.all()) == list(there.journal.all())
    assert here.schedule.all_states() == there.schedule.all_states()


def test_of_an_exam_marked_twice_the_first_markings_answers_count(here: Store, there: Store) -> None:
    first = replace(review(1, rating=Rating.AGAIN), mode=Mode.EXAM, attempt="id-1")
    second = replace(review(2, rating=Rating.EASY), mode=Mode.EXAM, attempt="id-1")
    study = review(3, card="other")
    there.journal.record(first, study)
    here.journal.record(second)
    assert unite(here, [first, study]) == 2
    assert here.schedule.all_states() == there.schedule.all_states()
    assert [event.id for event in here.journal.of_attempt("id-1")] == ["0001"]
    assert not here.journal.was_taken_back("id-1")


def test_a_log_that_cannot_be_united_whole_is_not_united_at_all(here: Store) -> None:
    here.connection.execute("create temp trigger no before insert on memory begin select raise(abort, 'no'); end")
    with pytest.raises(Exception, match="no"):
        unite(here, [review(1)])
    assert here.journal.count() == 0
