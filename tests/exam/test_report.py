from __future__ import annotations

from dataclasses import replace

import pytest

from kgquiz.cards.choice import Choice
from kgquiz.cards.outline import Outline
from kgquiz.cards.typed import Typed
from kgquiz.exam.attempt import Act, ExamStep, replay
from kgquiz.exam.blueprint import Blueprint, Class, PaperSection
from kgquiz.exam.chances import USUAL, Students, chance_of_passing, effective_items
from kgquiz.exam.form import FormItem
from kgquiz.exam.report import Report, report, share_of, students_of
from kgquiz.exam.scoring import ItemMark, mark_form
from tests.exam.support import form_of

CARDS = (
    Choice(id="c1", item="c1", prompt="?", answer="r", wrong=("w", "v")),
    Choice(id="c2", item="c2", prompt="?", answer="r", wrong=("w", "v")),
    Typed(id="t1", item="t1", prompt="?", answer="кеңеш"),
    Outline(id="q1", item="q1", prompt="?", points=("a", "b")),
)
PLAN = Blueprint(
    exam="e",
    title="E",
    minutes=10,
    sections=(PaperSection(decks=("d1",), count=3, title="Short"), PaperSection(decks=("d1",), count=1, title="Long")),
)


def items() -> tuple[FormItem, ...]:
    """Two choices and a typed one of a point each (the last from chapter 2), an open one of four."""
    first, second, third, last = form_of(*CARDS)
    return first, second, replace(third, chapter=2), replace(last, section=1, points=4.0)


def reported(plan: Blueprint, *steps: ExamStep) -> Report:
    head = [ExamStep(Act.START, 0), *(ExamStep(Act.SHOW, n * 1000, n) for n in range(4))]
    attempt = replay([*head, *steps, ExamStep(Act.HAND_IN, 9000), ExamStep(Act.TICK, 9500, 3, ("a",))])
    return report(plan, items(), mark_form(plan, items(), attempt, {}))


ANSWERS = (
    ExamStep(Act.ANSWER, 4000, 0, ("r",)),
    ExamStep(Act.ANSWER, 4000, 1, ("w",)),
    ExamStep(Act.ANSWER, 4000, 2, ("кенеш",)),
    ExamStep(Act.ANSWER, 4000, 3, ("something",)),
)


def test_the_mark_adds_points_and_can_be_read_without_the_self_marked_ones() -> None:
    found = reported(PLAN, *ANSWERS)
    assert (found.mark.points, found.mark.worth) == (1 + 0 + 1 + 2, 7)
    assert (found.machine.points, found.machine.worth) == (2, 3)
    assert (found.self_marked.points, found.self_marked.worth) == (2, 4)
    assert (found.passed, found.pass_share, found.answered, found.items) == (False, 0.6, 4, 4)


def test_chapters_are_reported_as_they_follow_in_the_book_and_decks_without_one_last() -> None:
    first, second, third, last = items()
    form = replace(first, chapter=10), replace(second, chapter=0), replace(third, chapter=2), last
    attempt = replay([ExamStep(Act.START, 0), ExamStep(Act.HAND_IN, 9000)])
    found = report(PLAN, form, mark_form(PLAN, form, attempt, {}))
    assert [bar.name for bar in found.by_chapter] == ["1", "2", "10", "d1"]


def test_a_mark_at_the_pass_mark_passes() -> None:
    found = reported(replace(PLAN, pass_mark=400 / 7), *ANSWERS)
    assert found.passed


def test_sections_and_types_are_reported_in_the_order_of_the_form_and_chapters_in_theirs() -> None:
    found = reported(PLAN, *ANSWERS)
    assert [(b.name, b.score.points, b.score.worth) for b in found.by_section] == [("Short", 2, 3), ("Long", 2, 4)]
    assert [(b.name, b.score.points) for b in found.by_chapter] == [("1", 3), ("2", 1)]
    assert [(b.name, b.score.items) for b in found.by_type] == [("choice", 2), ("typed", 1), ("outline", 1)]


def test_time_is_counted_to_the_item_that_showed() -> None:
    found = reported(PLAN, *ANSWERS)
    assert (found.spent, found.longest) == (9000, (3, 6000))


def test_what_was_not_fully_right_is_missed_with_answer_and_reason() -> None:
    found = reported(PLAN, *ANSWERS)
    assert [(m.position, m.answer, m.verdict.score) for m in found.missed] == [(1, ("w",), 0), (3, ("something",), 0.5)]


def test_certainty_is_held_against_truth() -> None:
    sure = [ExamStep(Act.SURE, 5000, n, sure=level) for n, level in ((0, 3), (1, 3), (2, 1))]
    found = reported(replace(PLAN, certainty=True), *ANSWERS, *sure)
    assert [(c.sure, c.items, c.share) for c in found.calibration] == [(1, 1, 1.0), (2, 0, 0.0), (3, 2, 0.5)]
    assert found.mark.points == pytest.approx(3 / 3 - 6 / 3 + 1 / 3 + 2)
    assert found.plain_share == pytest.approx(4 / 7)
    assert found.interval.method == "normal"


def test_a_mark_never_falls_below_nothing() -> None:
    wrong = [ExamStep(Act.ANSWER, 4000, n, ("w",)) for n in (0, 1)] + [
        ExamStep(Act.SURE, 5000, n, sure=3) for n in (0, 1)
    ]
    found = reported(replace(PLAN, certainty=True), *wrong)
    assert (found.mark.points, found.mark.share) == (-4 + 2, 0)
    nothing = chance_of_passing(USUAL, [m.worth for m in found.missed], PLAN.pass_share)
    assert found.chance_to_pass.share < nothing.share / 1.5


def test_former_sittings_and_the_class_have_their_say_in_the_chance() -> None:
    attempt = replay(
        [ExamStep(Act.START, 0), *ANSWERS, ExamStep(Act.HAND_IN, 9000), ExamStep(Act.TICK, 9500, 3, ("a",))]
    )
    marks = mark_form(PLAN, items(), attempt, {})
    alone = report(PLAN, items(), marks).chance_to_pass.share
    assert report(PLAN, items(), marks, [(0.95, 40.0)]).chance_to_pass.share > alone
    assert report(PLAN, items(), marks, [(0.2, 40.0)]).chance_to_pass.share < alone
    strong = replace(PLAN, students=Class(mean=85, deviation=6))
    assert report(strong, items(), marks).chance_to_pass.share > alone


def test_what_was_missed_tells_where_it_stands_and_what_it_was_worth() -> None:
    sure = ExamStep(Act.SURE, 5000, 1, sure=3)
    first, last = reported(replace(PLAN, certainty=True), *ANSWERS, sure).missed
    one, other = items()[first.position], items()[last.position]
    assert (one.card, one.deck, one.chapter, first.worth, first.sure) == (CARDS[1], "d1", 1, 1.0, 3)
    assert (first.points, first.answered) == (-2.0, True)
    assert (other.card, other.deck, last.points, last.worth, last.sure) == (CARDS[3], "d1", 2.0, 4.0, 0)


def test_what_was_left_open_is_missed_and_not_counted_as_answered() -> None:
    found = reported(PLAN, ANSWERS[0])
    assert [(m.position, m.answered, m.answer) for m in found.missed] == [(1, False, ()), (2, False, ()), (3, True, ())]
    assert (found.answered, found.items) == (2, 4)


def test_a_certainty_is_held_against_the_chances_for_which_it_is_best() -> None:
    found = reported(replace(PLAN, certainty=True), *ANSWERS)
    assert [(c.sure, c.least, c.most) for c in found.calibration] == [(1, 0.0, 0.67), (2, 0.67, 0.8), (3, 0.8, 1.0)]
    assert [(c.items, c.share) for c in found.calibration] == [(3, pytest.approx(2 / 3)), (0, 0.0), (0, 0.0)]
    assert reported(PLAN, *ANSWERS).calibration == ()


def test_items_of_a_deck_without_a_chapter_are_counted_under_the_deck() -> None:
    bare = tuple(replace(item, chapter=0) for item in items())
    attempt = replay([ExamStep(Act.START, 0), *ANSWERS, ExamStep(Act.HAND_IN, 9000)])
    found = report(PLAN, bare, mark_form(PLAN, bare, attempt, {}))
    assert [(bar.name, bar.score.items) for bar in found.by_chapter] == [("d1", 4)]


def test_nothing_to_earn_is_no_mark() -> None:
    assert share_of(0, 0) == 0
    assert (share_of(3, 4), share_of(-1, 4), share_of(5, 4)) == (0.75, 0, 1)


def test_the_points_read_in_answers_and_those_marked_otherwise_add_up() -> None:
    marks = mark_form(PLAN, items(), replay([ExamStep(Act.START, 0), *ANSWERS, ExamStep(Act.HAND_IN, 9000)]), {})
    read = [replace(mark, proposed=n, changed=2 * n) for n, mark in enumerate(marks)]
    found = report(PLAN, items(), read)
    assert (found.proposed, found.changed) == (6, 12)


def test_a_former_sitting_fades_with_each_one_since() -> None:
    marks = mark_form(PLAN, items(), replay([ExamStep(Act.START, 0), *ANSWERS, ExamStep(Act.HAND_IN, 9000)]), {})

    def chance(*earlier: tuple[float, float]) -> float:
        return report(PLAN, items(), marks, earlier).chance_to_pass.share

    assert chance((0.2, 40.0), (0.95, 40.0)) > chance((0.95, 40.0), (0.2, 40.0))
    known = USUAL.after(0.95, 40.0, 0.5).after(marks_share(marks), effective_items([1, 1, 1, 4]))
    assert chance((0.95, 40.0)) == pytest.approx(chance_of_passing(known, [1, 1, 1, 4], 0.6).share)


def marks_share(marks: tuple[ItemMark, ...]) -> float:
    return sum(mark.points for mark in marks) / sum(mark.worth for mark in marks)


@pytest.mark.parametrize(
    ("rule", "method"), [({}, "wilson"), ({"penalty": True}, "normal"), ({"certainty": True}, "normal")]
)
def test_the_interval_is_wilsons_where_nothing_is_taken_away(rule: dict[str, bool], method: str) -> None:
    found = reported(replace(PLAN, **rule), *ANSWERS)  # type: ignore[arg-type]  # rules are yes or no
    assert found.interval.method == method
    assert 0 <= found.interval.low < found.mark.share < found.interval.high <= 1


def test_the_class_that_the_blueprint_describes_is_taken_as_percentages() -> None:
    assert students_of(PLAN) is USUAL
    assert students_of(replace(PLAN, students=Class(mean=70, deviation=12))) == Students.spread(0.70, 0.12)
