"""What answers are worth, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from math import factorial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.marker import Lexicon
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.prompts import Answer
from kgquiz.cards.recall import Recall
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.cards.verdict import Finding
from kgquiz.exam.attempt import Act, ExamStep, award, replay
from kgquiz.exam.blueprint import Foreign
from kgquiz.exam.scoring import ItemMark, certainty_marks, corrected, mark_form, points_of
from tests.exam.support import blueprint, form_of

CHOICE = Choice(id="c", prompt="?", answer="right", wrong=("w1", "w2", "w3"))
TRUE_FALSE = TrueFalse(id="tf", statement="!", answer="true")
MULTI = Multi(id="m", prompt="?", answers=("a", "b", "c"), wrong=("x", "y"))
TYPED = Typed(id="t", prompt="?", answer="башкаруу")
CLOZE = Cloze(id="z", text="{{Бишкек}} жана {{Ош}} шаарлары.")
ORDER = Order(id="o", prompt="?", items=("1", "2", "3"))
MATCH = Match(id="p", prompt="?", pairs={"a": "1", "b": "2", "c": "3", "d": "4"})
OUTLINE = Outline(id="q", prompt="?", points=("p1", "p2", "p3", "p4"))
RECALL = Recall(id="r", term="Ижара", meaning="акы үчүн пайдалануу")
RECALL_POINTS = Recall(id="rp", term="Ижара", meaning="…", points=("убактылуу", "акы"))

NOTHING: Answer = ()
PAIRS = ("a → 1", "b → 2", "c → 3", "d → 4")

# card, answer, share right, credit with penalty, worked as R − W/(k−1) and its kin
CASES: list[tuple[Card, Answer, float, float]] = [
    (CHOICE, ("right",), 1, 1),
    (CHOICE, ("w2",), 0, -1 / 3),  # four options: 0 − 1/3
    (CHOICE, NOTHING, 0, 0),
    (TRUE_FALSE, ("true",), 1, 1),
    (TRUE_FALSE, ("false",), 0, -1),  # two options: 0 − 1/1
    (MULTI, ("a", "b", "c"), 1, 1),
    (MULTI, ("a", "b"), 2 / 3, 2 / 3),
    (MULTI, ("a", "b", "x"), 1 / 3, 1 / 3),  # 2 right − 1 wrong of 3: its own penalty, no second one
    (MULTI, ("x", "y"), 0, 0),
    (TYPED, ("башкаруу",), 1, 1),
    (TYPED, ("БАШКАРУУНУ",), 1, 1),  # an ending is forgiven
    (TYPED, ("башкару",), 0, 0),  # a slip is not asked about: 0
    (TYPED, ("өкмөт",), 0, 0),
    (TYPED, ("  ",), 0, 0),
    (CLOZE, ("Бишкек", "Ош"), 1, 1),
    (CLOZE, ("Бишкек", ""), 1 / 2, 1 / 2),
    (ORDER, ("1", "2", "3"), 1, 1),
    (ORDER, ("2", "1", "3"), 2 / 3, 1 / 3),  # 2 of 3 pairs: τ = 2·2/3 − 1
    (ORDER, ("3", "2", "1"), 0, -1),  # τ = −1
    (MATCH, PAIRS, 1, 1),
    (MATCH, ("a → 1", "b → 2", "c → 4", "d → 3"), 1 / 2, 1 / 3),  # 2/4 right − (2/4 wrong)/3
    (MATCH, ("a → 1", "b → 2"), 1 / 2, 1 / 2),  # what is left open costs nothing
    (MATCH, ("a → 2", "b → 1"), 0, -1 / 6),  # 0 − (2/4)/3
]


def marked(card: Card, answer: Answer, *, sure: int = 0, penalty: bool = False, certainty: bool = False) -> ItemMark:
    steps = [ExamStep(Act.START, 0), ExamStep(Act.SHOW, 0, 0), ExamStep(Act.ANSWER, 1, 0, answer)]
    if sure:
        steps.append(ExamStep(Act.SURE, 2, 0, sure=sure))
    attempt = replay([*steps, ExamStep(Act.HAND_IN, 9)])
    plan = blueprint(penalty=penalty, certainty=certainty)
    return mark_form(plan, form_of(card, points=2), attempt, {"d1": Lexicon.of(["башкаруу"])})[0]


@pytest.mark.parametrize(("card", "answer", "share"), [case[:3] for case in CASES])
def test_an_answer_earns_the_share_its_type_defines(card: Card, answer: Answer, share: float) -> None:
    mark = marked(card, answer)
    assert (mark.share, mark.credit, mark.points) == pytest.approx((share, share, 2 * share))


@pytest.mark.parametrize(("card", "answer", "share", "penalised"), CASES)
def test_with_the_penalty_a_guess_is_worth_nothing(card: Card, answer: Answer, share: float, penalised: float) -> None:
    mark = marked(card, answer, penalty=True)
    assert (mark.share, mark.credit, mark.points) == pytest.approx((share, penalised, 2 * penalised))


def test_every_type_has_a_case_or_is_self_marked() -> None:
    assert {type(card) for card, *_ in CASES} == {t for t in CARD_TYPES if not t.self_marked}


def test_the_penalty_takes_away_on_average_what_blind_choosing_gives() -> None:
    options = [CHOICE.answer, *CHOICE.wrong]
    credits_ = [marked(CHOICE, (option,), penalty=True).credit for option in options]
    assert sum(credits_) == pytest.approx(0)


@pytest.mark.parametrize(
    ("share", "sure", "marks"),
    [
        (1, 1, 1), (1, 2, 2), (1, 3, 3),
        (0, 1, 0), (0, 2, -2), (0, 3, -6),
        (0.5, 1, 0.5), (0.5, 2, 0), (0.5, 3, -1.5),
        (1, 0, 1), (0, 0, 0),  # not stated: taken as the lowest
    ],
)  # fmt: skip
def test_certainty_pays_one_two_three_and_costs_nothing_two_six(share: float, sure: int, marks: float) -> None:
    assert certainty_marks(share, sure) == marks


@pytest.mark.parametrize(
    ("answer", "sure", "credit"), [("right", 3, 1), ("right", 1, 1 / 3), ("w1", 2, -2 / 3), ("w1", 3, -2)]
)
def test_certainty_marks_are_out_of_three(answer: str, sure: int, credit: float) -> None:
    assert marked(CHOICE, (answer,), sure=sure, certainty=True).credit == pytest.approx(credit)


def test_an_open_item_costs_nothing_under_any_rule() -> None:
    assert marked(CHOICE, NOTHING, certainty=True).credit == 0
    assert marked(CHOICE, NOTHING, penalty=True).credit == 0
    assert not marked(CHOICE, NOTHING).answered


def test_a_slip_is_found_and_scores_nothing() -> None:
    assert marked(TYPED, ("башкару",)).verdict.finding is Finding.SLIP


@pytest.mark.parametrize(
    ("card", "ticked", "share"),
    [
        (OUTLINE, ("p1", "p2", "p3"), 3 / 4),
        (OUTLINE, (), 0),
        (RECALL_POINTS, ("акы",), 1 / 2),
        (RECALL, ("акы үчүн пайдалануу",), 1),  # without points the meaning is the one point
    ],
)
@pytest.mark.parametrize("rule", ["plain", "penalty", "certainty"])
def test_open_questions_earn_the_share_of_points_ticked_under_any_rule(
    card: Card, ticked: Answer, share: float, rule: str
) -> None:
    steps = [
        ExamStep(Act.START, 0),
        ExamStep(Act.SHOW, 0, 0),
        ExamStep(Act.ANSWER, 1, 0, ("",)),  # answered in thought
        ExamStep(Act.HAND_IN, 2),
        ExamStep(Act.TICK, 3, 0, ticked),
    ]
    plan = blueprint(penalty=rule == "penalty", certainty=rule == "certainty")
    mark = mark_form(plan, form_of(card, points=3), replay(steps), {})[0]
    assert (mark.share, mark.points, mark.self_marked, mark.answered) == (share, 3 * share, True, True)


def test_an_open_question_without_a_word_or_a_tick_is_open() -> None:
    mark = mark_form(blueprint(), form_of(OUTLINE), replay([ExamStep(Act.START, 0), ExamStep(Act.HAND_IN, 1)]), {})[0]
    assert (mark.answered, mark.seen, mark.verdict.finding) == (False, False, Finding.EMPTY)


@pytest.mark.parametrize("k", range(2, 8))
def test_for_one_choice_among_k_the_correction_is_r_minus_w_over_k_minus_one(k: int) -> None:
    assert corrected(1, 1 / k) == pytest.approx(1)
    assert corrected(0, 1 / k) == pytest.approx(-1 / (k - 1))


def test_pairs_with_one_right_side_earn_all_where_all_are_right() -> None:
    card = Match(id="p", prompt="?", pairs={"a": "1", "b": "1"})
    assert marked(card, ("a → 1", "b → 1"), penalty=True).credit == 1
    assert [weakness.rule for weakness in card.weaknesses()] == ["one-right-side"]


def test_a_left_side_given_several_right_sides_is_not_paired() -> None:
    everything = tuple(f"{left} → {right}" for left in MATCH.pairs for right in MATCH.pairs.values())
    assert marked(MATCH, everything).share == 0


UP_TO_SIX = [1, 2, 3, 4, pytest.param(5, marks=pytest.mark.slow), pytest.param(6, marks=pytest.mark.slow)]


@pytest.mark.parametrize("right", UP_TO_SIX)
@pytest.mark.parametrize("wrong", UP_TO_SIX)
def test_no_blind_number_of_ticks_earns_more_than_half(right: int, wrong: int) -> None:
    answers, others = tuple(map(str, range(right))), tuple(map(str, range(right, right + wrong)))
    card = Multi(id="m", prompt="?", answers=answers, wrong=others)
    for number in range(1, right + wrong + 1):
        ticks = list(combinations((*answers, *others), number))
        for penalty in (False, True):
            share = sum(marked(card, tick, penalty=penalty).credit for tick in ticks) / len(ticks)
            assert share <= 0.5 + 1e-9, (number, penalty)


@pytest.mark.parametrize("number", [3, 4])
def test_no_blind_rearrangement_of_an_order_earns_more_than_half(number: int) -> None:
    """Each order that can be shown is as likely; then every way of rearranging it is worth the same."""
    card = Order(id="o", prompt="?", items=tuple(map(str, range(number))))
    seen = {card.ask(Random(seed)).items for seed in range(2000)}  # type: ignore[union-attr]  # an Arrange
    assert len(seen) == factorial(number) - 2
    for places in permutations(range(number)):
        moved = [tuple(shown[place] for place in places) for shown in seen]
        assert sum(marked(card, answer).share for answer in moved) / len(moved) == pytest.approx(0.5)
        assert sum(marked(card, answer, penalty=True).credit for answer in moved) == pytest.approx(0)


def test_the_time_of_a_mark_is_that_of_its_answer_not_of_the_end() -> None:
    assert marked(CHOICE, ("right",)).at == 1
    attempt = replay([ExamStep(Act.START, 0), ExamStep(Act.SHOW, 0, 0), ExamStep(Act.HAND_IN, 9)])
    assert mark_form(blueprint(), form_of(CHOICE), attempt, {})[0].at == 9


def test_what_cannot_be_guessed_wrong_is_not_corrected() -> None:
    assert corrected(1, 1.0) == 1
    assert corrected(0.5, 1.0) == 0.5


@pytest.mark.parametrize(
    ("share", "sure", "marks"), [(0.25, 3, -3.75), (0.25, 2, -1), (0.01, 3, -5.91), (0.75, 3, 0.75)]
)
def test_what_is_wrong_of_a_partly_right_answer_costs_its_share(share: float, sure: int, marks: float) -> None:
    assert certainty_marks(share, sure) == pytest.approx(marks)


@given(shares=st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_it_pays_best_to_say_what_one_believes_of_any_card(shares: list[float]) -> None:
    """Whatever scores she thinks as likely as one another, the level that her mean belief asks for earns most."""
    belief = sum(shares) / len(shares)
    earned = {level: sum(certainty_marks(share, level) for share in shares) / len(shares) for level in (1, 2, 3)}
    honest = 3 if belief >= 0.8 else 2 if belief >= 2 / 3 else 1
    assert earned[honest] == pytest.approx(max(earned.values()))


def test_the_languages_beside_a_meaning_are_no_points() -> None:
    card = Recall(id="r", term="Ижара", meaning="Акыга пайдалануу.", ru="аренда", en="lease")
    assert points_of(card) == ("Акыга пайдалануу.",)


def test_the_decks_lexicon_tells_another_term_from_a_slip() -> None:
    card = Typed(id="t", prompt="?", answer="акимият")
    attempt = replay(
        [
            ExamStep(Act.START, 0),
            ExamStep(Act.SHOW, 0, 0),
            ExamStep(Act.ANSWER, 1, 0, ("мэрия",)),
            ExamStep(Act.HAND_IN, 9),
        ]
    )
    known = {"d1": Lexicon.of(["мэрия", "акимият"])}
    with_names = mark_form(blueprint(), form_of(card), attempt, known)[0].verdict
    without = mark_form(blueprint(), form_of(card), attempt, {"other": known["d1"]})[0].verdict
    assert (with_names.finding, with_names.other) == (Finding.OTHER_TERM, "мэрия")
    assert without.finding is Finding.WRONG


@pytest.mark.parametrize(("foreign", "share"), [("half", 0.5), ("wrong", 0.0)])
def test_a_term_in_another_language_earns_what_the_exam_says(foreign: Foreign, share: float) -> None:
    card = Typed(id="lease", prompt="?", answer="Ижара", ru="аренда", en="lease")
    plan = replace(blueprint(), foreign=foreign)
    for answer, earned in (("lease", share), ("аренда", share), ("ижара", 1.0)):
        attempt = replay([ExamStep(Act.START, 0), ExamStep(Act.ANSWER, 1, 0, (answer,)), ExamStep(Act.HAND_IN, 9)])
        mark = mark_form(plan, form_of(card, points=2), attempt, {})[0]
        assert (mark.share, mark.points) == (earned, 2 * earned)
    assert mark.verdict.finding is not Finding.FOREIGN


def sat(card: Card, *steps: ExamStep, penalty: bool = False) -> ItemMark:
    """One item, shown at 1000 ms and handed in at 5000, with what was done between and after."""
    attempt = replay([ExamStep(Act.START, 0), ExamStep(Act.SHOW, 1000, 0), *steps])
    return mark_form(blueprint(penalty=penalty), form_of(card), attempt, {})[0]


HANDED_IN = ExamStep(Act.HAND_IN, 5000)


def test_an_open_question_answered_in_thought_alone_counts_as_answered() -> None:
    assert sat(OUTLINE, HANDED_IN, ExamStep(Act.TICK, 6000, 0, ("p1",))).answered
    assert not sat(OUTLINE, HANDED_IN).answered


def test_what_an_examiner_awards_stands_as_it_is_under_the_penalty() -> None:
    mark = sat(CHOICE, ExamStep(Act.ANSWER, 2000, 0, ("w1",)), HANDED_IN, award(0.5, 7000, 0), penalty=True)
    assert (mark.share, mark.credit, mark.points, mark.answered) == (0.5, 0.5, 0.5, True)


def test_a_mark_keeps_the_answer_its_certainty_and_its_time() -> None:
    sure = ExamStep(Act.SURE, 2500, 0, sure=2)
    mark = sat(CHOICE, ExamStep(Act.ANSWER, 2000, 0, ("w1",)), sure, HANDED_IN)
    assert (mark.answer, mark.sure, mark.spent, mark.seen, mark.at) == (("w1",), 2, 4000, True, 2000)


def test_an_item_never_shown_has_no_answer_no_certainty_and_no_time() -> None:
    attempt = replay([ExamStep(Act.START, 0), ExamStep(Act.SHOW, 1000, 0), HANDED_IN])
    mark = mark_form(blueprint(), form_of(CHOICE, TYPED), attempt, {})[1]
    assert (mark.position, mark.answer, mark.sure, mark.spent, mark.seen) == (1, (), 0, 0, False)
    assert (mark.proposed, mark.changed) == (0, 0)


DUTIES = Outline(id="q", prompt="Милдеттерин атаңыз.", points=("бюджетти бекитүү", "салыкты чогултуу", "жолду оңдоо"))


@pytest.mark.parametrize(
    ("ticked", "changed"),
    [
        (("бюджетти бекитүү", "жолду оңдоо"), 0),
        (("бюджетти бекитүү",), 1),
        (("салыкты чогултуу",), 3),
        (NOTHING, 2),
    ],
)
def test_a_mark_counts_the_points_read_and_those_she_marked_otherwise(ticked: Answer, changed: int) -> None:
    written = ExamStep(Act.ANSWER, 2000, 0, ("бюджетти бекитүү жана жолду оңдоо",))
    mark = sat(DUTIES, written, HANDED_IN, ExamStep(Act.TICK, 6000, 0, ticked))
    assert (mark.proposed, mark.changed) == (2, changed)
    assert sat(DUTIES, written, HANDED_IN).changed == 0
