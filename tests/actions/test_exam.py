from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import ExamOptions, check_blueprints, exam_files
from kgquiz.actions.exam.results import (
    attempt_document,
    attempt_rows,
    exam_result,
    exam_rows,
    export_attempt,
    missed_positions,
)
from kgquiz.actions.exam.sitting import ExamSitting, begin_exam, prepare_exam, resume_exam
from kgquiz.actions.library.decks import BadContent
from kgquiz.actions.study.due import due_report
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import start_study
from kgquiz.cards.choice import Choice
from kgquiz.cards.typed import Typed
from kgquiz.errors import NotFound, NothingToDo, UsageProblem
from kgquiz.exam.attempt import Attempt
from kgquiz.knowledge.deck import Deck
from kgquiz.knowledge.write import deck_text
from kgquiz.memory.log import Mode
from kgquiz.memory.model import Rating
from kgquiz.storage.store import Store
from tests.exam.support import PLAN, pool
from tests.support import ROOT, Person, write


@pytest.fixture
def candidate(tmp_path: Path) -> Person:
    """Someone with a deck of 60 items and an exam on it."""
    deck = Deck(deck="d1", title="Deck one", chapter=4, cards=tuple(c.card for c in pool(60)))
    write(tmp_path / "shipped", "d1.yaml", deck_text(deck, "a test"))
    write(tmp_path / "shipped", "mid.exam.yaml", PLAN)
    return Person(tmp_path / "home", tmp_path / "shipped")


def begin(person: Person, store: Store, *names: str, **options: object) -> ExamSitting:
    asked = ExamOptions(names or ("mid",), **options)  # type: ignore[arg-type]  # the options' own names
    return begin_exam(Desk(person.world, store), prepare_exam(Desk(person.world, store), asked))


def right_answer(sitting: ExamSitting, position: int) -> tuple[str, ...]:
    card = sitting.items[position].card
    return (card.answer,) if isinstance(card, (Choice, Typed)) else ("written",)


def answer(sitting: ExamSitting, position: int, *, right: bool = True, sure: int = 0) -> None:
    sitting.show(position)
    given = right_answer(sitting, position) if right else ("wrong",)
    assert sitting.answer(position, given)
    if sure:
        sitting.state_certainty(position, sure)


def test_a_sitting_from_cover_to_marks_becomes_reviews_of_mode_exam(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        for position in range(12):
            if position != 4:
                answer(sitting, position, right=position % 3 != 0)
                candidate.clock.go_on(seconds=30)
        sitting.hand_in()
        for position in sitting.to_self_mark():
            sitting.self_mark(position, ("one",))
        marks = sitting.finish()
        events = list(store.journal.all())
    assert [mark.answered for mark in marks].count(True) == 11
    assert len(events) == 11  # the item that was never shown says nothing
    assert {event.mode for event in events} == {Mode.EXAM}
    assert {event.attempt for event in events} == {sitting.sitting.id}
    by_card = {event.card: event for event in events}
    for item, mark in zip(sitting.items, marks, strict=True):
        if mark.answered:
            logged = by_card[item.key]
            assert (logged.score, logged.answer, logged.spent) == (mark.share, mark.answer, mark.spent)
            wanted = {0.0: Rating.AGAIN, 0.5: Rating.HARD, 1.0: Rating.GOOD}[mark.share]
            assert logged.rating == wanted


def test_marking_twice_logs_once(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        answer(sitting, 0)
        sitting.hand_in()
        assert sitting.finish() == sitting.finish()
        assert store.journal.count() == 1


def test_a_left_sitting_goes_on_with_everything_that_was_said(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        answer(sitting, 0)
        sitting.flag(2)
        sitting.show(5)
        sitting.pause()
    candidate.clock.go_on(minutes=10)
    with Store.open(candidate.world.database) as store:
        again = resume_exam(Desk(candidate.world, store))
        assert again.items == sitting.items
        assert again.attempt.given == sitting.attempt.given
        assert (again.attempt.flagged, again.attempt.position) == (frozenset({2}), 5)
        assert 19 * 60_000 < again.time_left() < 20 * 60_000


def test_with_a_stopping_clock_time_away_costs_nothing(candidate: Person) -> None:
    write(candidate.shipped, "slow.exam.yaml", PLAN.replace("mid-term", "slow") + "clock: paused\n")
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store, "slow")
        candidate.clock.go_on(minutes=1)
        sitting.pause()
    candidate.clock.go_on(days=2)
    with Store.open(candidate.world.database) as store:
        assert 28.9 * 60_000 < resume_exam(Desk(candidate.world, store)).time_left() <= 29 * 60_000


def test_time_up_hands_in_at_the_moment_it_ran_out_and_refuses_answers(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        answer(sitting, 0)
        candidate.clock.go_on(hours=3)
        assert not sitting.answer(1, right_answer(sitting, 1))
        assert sitting.attempt.by_clock
        assert sitting.attempt.ended == sitting.attempt.started + 30 * 60_000
        assert sitting.attempt.given.keys() == {0}
    with Store.open(candidate.world.database) as store:
        again = resume_exam(Desk(candidate.world, store))
        assert again.attempt.is_over
        again.finish()
        with pytest.raises(NothingToDo):
            resume_exam(Desk(candidate.world, store))


def test_an_answer_can_be_taken_back(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store)
        answer(sitting, 0)
        sitting.answer(0, ())
        assert sitting.answered() == 0


def test_the_printed_seed_gives_the_same_paper_and_avoids_what_the_last_one_asked(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        first = begin(candidate, store)
        second = begin(candidate, store)
        assert second.sitting.seed.endswith(f"@{first.number}")
        assert not {i.item for i in first.items} & {i.item for i in second.items}
        same = begin(candidate, store, seed=second.sitting.seed)
        assert [i.key for i in same.items] == [i.key for i in second.items]
        assert [i.prompt() for i in same.items] == [i.prompt() for i in second.items]
        plain = begin(candidate, store, seed=first.sitting.seed)
        assert [i.key for i in plain.items] == [i.key for i in first.items]
        with pytest.raises(NotFound, match="was not sat here"):
            begin(candidate, store, seed="5@99")


def test_an_exam_can_be_made_of_decks_without_a_file(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store, "d1", items=9, minutes=5, pass_mark=75)
        plan = sitting.blueprint
        assert (plan.items, plan.minutes, plan.pass_mark, len(sitting.items)) == (9, 5, 75, 9)
        assert {item.card.type for item in sitting.items} <= {"choice", "typed"}
        with pytest.raises(UsageProblem, match="46 items are asked for; 45 exist in d1"):
            begin(candidate, store, "d1", items=46)


def test_options_change_the_minutes_and_pass_mark_of_a_blueprint(candidate: Person) -> None:
    with Store.open(candidate.world.database) as store:
        plan = begin(candidate, store, minutes=7, pass_mark=90).blueprint
    assert (plan.exam, plan.minutes, plan.pass_mark) == ("mid-term-7min-pass90", 7, 90)


def test_a_blueprint_file_of_ones_own_finds_decks_beside_it(candidate: Person, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    deck = Deck(deck="other", title="Other", cards=tuple(c.card for c in pool(24)))
    write(folder, "o.yaml", deck_text(deck, "a test"))
    file = write(folder, "mine.exam.yaml", PLAN.replace("[d1]", "[o]"))
    with Store.open(candidate.world.database) as store:
        sitting = begin(candidate, store, str(file))
    assert {item.deck for item in sitting.items} == {"other"}


def test_a_blueprint_that_asks_for_too_much_is_refused_with_the_numbers(candidate: Person) -> None:
    write(candidate.shipped, "big.exam.yaml", PLAN.replace("count: 2", "count: 40"))
    with Store.open(candidate.world.database) as store, pytest.raises(BadContent) as raised:
        begin(candidate, store, "big")
    assert "asks for 40 items; 15 exist" in str(raised.value.problems[0])


def test_the_check_finds_shortages_and_missing_decks_in_blueprints(candidate: Person) -> None:
    files = [
        candidate.shipped / "mid.exam.yaml",
        write(candidate.shipped, "big.exam.yaml", PLAN.replace("count: 2", "count: 40")),
        write(candidate.shipped, "lost.exam.yaml", PLAN.replace("decks: [d1], types: [typed]", "decks: [d9]")),
        write(candidate.shipped, "bad.exam.yaml", PLAN.replace("minutes: 30", "minutes: 0")),
    ]
    found = [(Path(p.file).name, p.line, p.rule) for p in check_blueprints(candidate.world, files)]
    assert found == [
        ("big.exam.yaml", 8, "too-few-items"),
        ("lost.exam.yaml", 7, "unknown-deck"),
        ("bad.exam.yaml", 3, "out-of-range"),
    ]


@pytest.mark.skipif(not (ROOT / "decks" / "final.exam.yaml").is_file(), reason="the decks are not here")
def test_the_shipped_blueprints_ask_for_no_more_than_the_decks_hold(candidate: Person) -> None:
    files = sorted((ROOT / "decks").glob("*.exam.yaml"))
    assert len(files) == 12
    assert check_blueprints(candidate.world, files) == []


def finished(person: Person, sure: dict[int, int] | None = None) -> ExamSitting:
    """A sitting in which the items of `sure` were wrong, with that certainty, and all others right."""
    wrong = sure or {}
    with Store.open(person.world.database) as store:
        sitting = begin(person, store)
        for position in range(12):
            answer(sitting, position, right=position not in wrong, sure=wrong.get(position, 1))
            person.clock.go_on(seconds=10)
        sitting.hand_in()
        for position in sitting.to_self_mark():
            sitting.self_mark(position, ("one", "two"))
        sitting.finish()
        return sitting


@pytest.mark.parametrize("days", [0, 1, 2])
def test_missed_items_come_first_in_the_next_study_sitting_confident_errors_before_all(
    candidate: Person, days: int
) -> None:
    sitting = finished(candidate, {2: 1, 5: 3, 7: 2})
    candidate.clock.go_on(days=days)
    assert candidate.asks(due_report).due >= 3
    with Store.open(candidate.world.database) as store:
        study = start_study(Desk(candidate.world, store), StudyOptions(new=0))
        asked = []
        for _ in range(3):
            current = study.current()
            assert current is not None
            asked.append(current.entry.card)
            study.mark(current, (current.card.answer,), 1.0)  # type: ignore[attr-defined]  # choice and typed alike
        assert asked == [sitting.items[position].key for position in (5, 7, 2)]
        assert store.schedule.missed_in_exams((1,)) == []


def test_an_undone_miss_is_missed_no_more(candidate: Person) -> None:
    finished(candidate, {2: 1})
    with Store.open(candidate.world.database) as store:
        missed = store.schedule.missed_in_exams((1,))
        assert len(missed) == 1
    candidate.types("undo")
    while candidate.types("undo").code == 0:
        pass
    with Store.open(candidate.world.database) as store:
        assert store.schedule.missed_in_exams((1,)) == []


def test_the_export_holds_the_whole_sitting_and_says_its_version(candidate: Person, tmp_path: Path) -> None:
    sitting = finished(candidate, {2: 1})
    path = candidate.asks(export_attempt, None, tmp_path)
    held = json.loads(path.read_text(encoding="utf-8"))
    assert (held["format"], held["version"], held["attempt"]) == ("kgquiz-exam-attempt", 1, sitting.sitting.id)
    assert [item["card"] for item in held["items"]] == [item.key for item in sitting.items]
    assert [item["answer"] for item in held["items"]][2] == ["wrong"]
    assert sum(item["points"] for item in held["items"]) == pytest.approx(held["mark"]["points"])
    assert held == attempt_document(candidate.asks(exam_result, sitting.number))


def test_the_lists_show_what_can_be_sat_and_what_was_sat(candidate: Person) -> None:
    assert [(row.name, row.items, row.minutes) for row in exam_rows(candidate.world)] == [("mid", 12, 30)]
    finished(candidate)
    with Store.open(candidate.world.database) as store:
        begin(candidate, store)
    rows = candidate.asks(attempt_rows)
    assert [(row.number, row.state, row.share, row.passed) for row in rows] == [
        (1, "marked", 1.0, True),
        (2, "open", None, None),
    ]
    with pytest.raises(NothingToDo):
        candidate.asks(exam_result, 2)
    with pytest.raises(NotFound):
        candidate.asks(exam_result, 9)
    assert candidate.asks(exam_result).sitting.number == 1


def test_ones_own_blueprint_goes_before_a_shipped_one_of_the_same_name(candidate: Person) -> None:
    own = write(candidate.home / "decks", "mid.exam.yaml", PLAN)
    assert exam_files(candidate.world)["mid"] == own


def test_the_review_walks_through_confident_errors_first(candidate: Person) -> None:
    finished(candidate, {2: 1, 5: 3, 7: 2})
    assert list(missed_positions(candidate.asks(exam_result))) == [5, 7, 2]


@pytest.mark.parametrize("points", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_no_acknowledged_answer_is_lost_at_any_point_of_a_power_cut(
    candidate: Person, tmp_path: Path, points: int
) -> None:
    """After each step the files are copied; then the write-ahead log is cut at chance bytes of what came next."""
    database, copies = candidate.world.database, list[tuple[Attempt, bytes, bytes]]()
    with Store.open(database) as store:
        store.connection.execute("pragma wal_autocheckpoint = 0")  # what is cut here is the log, not yet folded in
        sitting = begin(candidate, store)
        chance = Random(4)
        wal = database.with_name(database.name + "-wal")

        def copy() -> None:
            copies.append((sitting.attempt, database.read_bytes(), wal.read_bytes()))

        for position in [chance.randrange(12) for _ in range(60)]:
            answer(sitting, position, right=chance.random() < 0.6)
            copy()
        sitting.hand_in()
        copy()
        sitting.finish()
        copies.append((sitting.attempt, database.read_bytes(), wal.read_bytes()))
    for number in range(points):
        place = chance.randrange(len(copies) - 1)
        (acknowledged, main, before), (_, _, then) = copies[place], copies[place + 1]
        assert then.startswith(before[:32])  # one generation of the log: nothing was folded back in between
        cut = chance.randrange(len(before), len(then) + 1)
        folder = tmp_path / f"cut{number}"
        folder.mkdir()
        (folder / "progress.db").write_bytes(main)
        (folder / "progress.db-wal").write_bytes(then[:cut])
        survivor = Person(folder, candidate.shipped, candidate.clock)
        check_survivor(survivor, acknowledged, sitting)


def check_survivor(survivor: Person, acknowledged: Attempt, sitting: ExamSitting) -> None:
    """What was acknowledged is there, and the sitting can be gone on with or is wholly marked."""
    with Store.open(survivor.world.database) as store:
        found = store.attempts.get(sitting.number)
        assert found is not None
        if not found.is_open:
            assert len(store.attempts.marks(found.number)) == 12
            assert store.journal.count() == len(sitting.attempt.spent)
            return
        assert store.journal.count() == 0
        again = resume_exam(Desk(survivor.world, store))
        kept = {p: (g.answer, g.at) for p, g in again.attempt.given.items()}
        known = {p: (g.answer, g.at) for p, g in acknowledged.given.items()}
        later = {p: (g.answer, g.at) for p, g in sitting.attempt.given.items()}
        assert known.keys() <= kept.keys()
        assert all(kept[p] == known[p] or kept[p][1] > known[p][1] for p in known)
        assert kept.keys() <= later.keys() | known.keys()
        again.finish()
        assert len(store.attempts.marks(found.number)) == 12
