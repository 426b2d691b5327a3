"""The exam-date planner: what it promises of a morning's work, whatever the cards."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgquiz.key import CardKey
from kgquiz.memory.model import Memory, Rating, Scheduler, recall
from kgquiz.memory.planning.curves import Floats
from kgquiz.memory.planning.planner import (
    Costs,
    NewOrder,
    Options,
    Plan,
    PlanCard,
    PlanInput,
    Reason,
    Seconds,
    fitting,
    plan,
    promised_share,
)
from kgquiz.memory.planning.solution import solve
from kgquiz.memory.planning.values import LaterExam
from tests.bench.plans import followed

TODAY = 700_000


def new_card(number: int, importance: float = 1.0, guess: float = 0.0) -> PlanCard:
    return PlanCard(CardKey(f"c{number}"), f"i{number}", None, importance=importance, guess=guess)


def seen_card(number: int, stability: float, ago: int = 5) -> PlanCard:
    return PlanCard(CardKey(f"s{number}"), f"j{number}", Memory(stability, 5.0, TODAY - ago))


def morning(cards: list[PlanCard], days: int = 8, minutes: float = 5, **options: object) -> PlanInput:
    ahead = (60 * minutes,) * max(0, days - 1)
    chosen = Options(**options)  # type: ignore[arg-type]  # the options' own names
    return PlanInput(tuple(cards), TODAY, TODAY + days, 60 * minutes, ahead, options=chosen)


def names(found: Plan) -> list[str]:
    return [task.card for task in found.ranked]


MEMORIES = st.none() | st.builds(
    Memory,
    stability=st.floats(0.05, 300),
    difficulty=st.floats(1, 10),
    last_day=st.integers(TODAY - 60, TODAY),
)
CARDS = st.builds(
    PlanCard,
    card=st.just(""),
    item=st.sampled_from([f"item{number}" for number in range(12)]),
    memory=MEMORIES,
    importance=st.floats(0, 3),
    type=st.sampled_from(["recall", "choice", "outline"]),
    guess=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
)
DECKS = st.lists(CARDS, max_size=25).map(
    lambda cards: tuple(replace(card, card=CardKey(f"c{number}")) for number, card in enumerate(cards))
)
OPTIONS = st.builds(
    Options,
    reviews_first=st.integers(0, 5),
    new_order=st.sampled_from(NewOrder),
    rehearsal=st.booleans(),
)


@st.composite
def mornings(draw: st.DrawFn) -> PlanInput:
    days = draw(st.integers(0, 12))
    minutes = st.sampled_from([0.0, 30.0, 200.0, 1200.0])
    ahead = tuple(draw(st.lists(minutes, min_size=max(0, days - 1), max_size=max(0, days - 1))))
    costs = Costs({"outline": Seconds(90, 60, 120)})
    deck = draw(DECKS)
    return PlanInput(deck, TODAY, TODAY + days, draw(minutes), ahead, costs=costs, options=draw(OPTIONS))


@settings(max_examples=15)
@given(mornings())
def test_no_card_twice_no_siblings_together_and_the_days_time_is_kept(given_morning: PlanInput) -> None:
    found = plan(given_morning)
    cards = {card.card: card for card in given_morning.cards}
    ranked = [cards[task.card] for task in found.ranked]
    assert len({card.card for card in ranked}) == len(ranked)
    assert len({card.item for card in ranked}) == len(ranked)
    met = {card.item for card in given_morning.cards if card.memory and card.memory.last_day == TODAY}
    assert not met & {card.item for card in ranked}
    assert sum(task.seconds for task in found.today) <= given_morning.seconds_today + 1e-9
    assert found.today == found.ranked[: len(found.today)]


@settings(max_examples=6)
@given(mornings())
def test_a_plan_is_the_same_for_the_same_morning(given_morning: PlanInput) -> None:
    assert plan(given_morning) == plan(given_morning)


@settings(max_examples=15)
@given(mornings())
def test_shares_are_shares_and_the_last_days_forecast_is_the_planned_share(given_morning: PlanInput) -> None:
    found = plan(given_morning)
    assert 0 <= found.share_untouched <= found.share_now <= 1
    assert 0 <= found.share_planned <= 1 + 1e-9
    assert len(found.days) == given_morning.exam_day - TODAY
    if found.days:
        assert found.days[-1].share == pytest.approx(found.share_planned, abs=2e-3)
    assert all(0 <= chance <= 1 + 1e-9 for chance in found.recall_planned)


def test_on_the_exam_morning_there_is_no_work_and_the_share_is_what_is_known() -> None:
    card = seen_card(1, stability=10.0, ago=4)
    found = plan(morning([card, new_card(1)], days=0))
    assert found.ranked == ()
    assert found.share_planned == pytest.approx(recall(4, 10.0) / 2)
    assert found.dropped == ("c1",)


def test_a_past_exam_and_wrong_days_ahead_are_refused() -> None:
    with pytest.raises(ValueError, match="past"):
        plan(PlanInput((), TODAY, TODAY - 1, 60, ()))
    with pytest.raises(ValueError, match="must hold 4 days"):
        plan(PlanInput((), TODAY, TODAY + 5, 60, (60,)))


def test_on_the_eve_the_forecast_is_the_expected_gain_of_the_review() -> None:
    card = seen_card(1, stability=3.0, ago=6)
    assert card.memory is not None
    scheduler = Scheduler()
    chance = recall(6, 3.0)
    right = scheduler.after(card.memory, Rating.GOOD, TODAY)
    failed = scheduler.after(scheduler.after(card.memory, Rating.AGAIN, TODAY), Rating.GOOD, TODAY)
    expected = chance * recall(1, right.stability) + (1 - chance) * recall(1, failed.stability)
    found = plan(morning([card], days=1))
    assert found.share_planned == pytest.approx(expected, abs=3e-3)
    assert [task.reason for task in found.today] == [Reason.LAST_LOOK]
    assert found.today[0].seconds == pytest.approx(chance * 9 + (1 - chance) * 31)


def test_more_minutes_never_promise_less() -> None:
    cards = [new_card(number) for number in range(120)]
    shares = [plan(morning(cards, days=10, minutes=minutes)).share_planned for minutes in (2, 4, 8, 16)]
    assert shares == sorted(shares)
    assert shares[-1] - shares[0] > 0.2


def test_what_weighs_more_in_the_blueprint_is_learnt_first() -> None:
    cards = [new_card(number, importance=3.0 if number >= 20 else 1.0) for number in range(40)]
    heavy = {f"c{number}" for number in range(20, 40)}
    found = plan(morning(cards, days=3, minutes=3))
    assert {task.card for task in found.today} <= heavy
    assert set(found.dropped) <= {card.card for card in cards} - heavy
    assert len(found.dropped) >= 5


def test_cards_that_guessing_answers_or_that_do_not_count_take_no_time() -> None:
    cards = [new_card(1, guess=1.0), new_card(2, importance=0.0), new_card(3)]
    assert names(plan(morning(cards))) == ["c3"]


def test_nothing_is_asked_on_a_day_off_and_nothing_spent_on_the_next() -> None:
    given_morning = replace(
        morning([new_card(number) for number in range(30)], days=4), seconds_today=0, seconds_ahead=(300, 0, 300)
    )
    found = plan(given_morning)
    assert found.ranked == ()
    assert found.days[0].seconds == found.days[2].seconds == 0
    assert found.days[1].seconds > 100


def test_with_a_rehearsal_the_last_study_day_brings_nothing_new() -> None:
    cards = [new_card(1), seen_card(2, stability=4.0)]
    with_new, without = plan(morning(cards, days=1)), plan(morning(cards, days=1, rehearsal=True))
    assert set(names(with_new)) == {"c1", "s2"}
    assert [(task.card, task.reason) for task in without.ranked] == [("s2", Reason.REHEARSAL)]


def test_reviews_come_first_when_wished() -> None:
    cards = [new_card(number) for number in range(10)]
    cards += [seen_card(number, stability=200.0) for number in range(3)]
    found = names(plan(morning(cards, days=6, minutes=30, reviews_first=3)))
    assert set(found[:3]) == {"s0", "s1", "s2"}


def test_new_cards_can_keep_the_order_of_the_book() -> None:
    cards = [new_card(number, importance=1.0 + number) for number in range(6)]
    best = names(plan(morning(cards, days=2, minutes=30)))
    book = names(plan(morning(cards, days=2, minutes=30, new_order=NewOrder.GIVEN)))
    assert best == list(reversed(book))
    assert book == [f"c{number}" for number in range(6)]


def test_mixed_new_cards_keep_the_order_given_but_what_time_leaves_out_comes_last() -> None:
    cards = [new_card(number, importance=5.0 if number % 2 else 1.0) for number in range(200)]
    found = plan(morning(cards, days=6, minutes=10, new_order=NewOrder.MIXED))
    assert found.dropped
    late = set(found.dropped)
    order = [int(name[1:]) for name in names(found)]
    kept = [number for number in order if f"c{number}" not in late]
    assert kept == sorted(kept)
    assert order[: len(kept)] == kept


def test_yesterdays_prices_lead_to_the_same_promise() -> None:
    given_morning = morning([new_card(number) for number in range(200)], days=12)
    first = plan(given_morning)
    again = plan(replace(given_morning, prices=first.prices))
    assert again.share_planned == pytest.approx(first.share_planned, abs=5e-3)


def test_only_what_fits_is_taken() -> None:
    tasks = plan(morning([new_card(number) for number in range(40)], days=9, minutes=60)).ranked
    assert len(fitting(tasks, 24)) == 0
    assert len(fitting(tasks, 25)) == 1
    assert len(fitting(tasks, 76)) == 3


def test_cards_of_equal_value_per_second_rank_equally_whatever_they_are_worth() -> None:
    costs = Costs({"short": Seconds(10, 4, 12), "long": Seconds(40, 16, 48)})
    short = [PlanCard(CardKey(f"a{n}"), f"a{n}", None, importance=1.0, type="short") for n in range(60)]
    long = [PlanCard(CardKey(f"b{n}"), f"b{n}", None, importance=4.0, type="long") for n in range(60)]
    found = plan(replace(morning(short + long, days=5, minutes=6), costs=costs))
    gains = {kind: {task.advantage for task in found.ranked if task.card.startswith(kind)} for kind in "ab"}
    assert min(gains["a"]) == pytest.approx(max(gains["b"]), rel=1e-6)
    assert max(gains["a"]) == pytest.approx(min(gains["b"]), rel=1e-6)


def test_the_last_card_that_fits_brings_about_the_price_of_a_second() -> None:
    costs = Costs({"short": Seconds(14, 6, 18), "long": Seconds(90, 60, 110)})
    cards = [
        PlanCard(CardKey(f"c{n}"), f"i{n}", None, importance=0.3 + n % 7, type="long" if n % 3 == 0 else "short")
        for n in range(300)
    ]
    found = plan(replace(morning(cards, days=10, minutes=8), costs=costs))
    assert found.price > 0
    assert found.today[-1].advantage == pytest.approx(found.price, rel=0.35)


def test_what_is_known_now_and_what_will_be_left_of_it_are_told_apart() -> None:
    found = plan(morning([seen_card(1, stability=4.0, ago=3), new_card(2)], days=6))
    assert found.recall_now == pytest.approx((recall(3, 4.0), 0.0))
    assert found.recall_untouched == pytest.approx((recall(9, 4.0), 0.0))
    assert found.share_now == pytest.approx(recall(3, 4.0) / 2)
    assert found.share_untouched == pytest.approx(recall(9, 4.0) / 2)


def test_a_price_is_in_shares_of_the_mark_whatever_the_unit_of_importance() -> None:
    cards = [new_card(number, importance=1.0 + number % 3) for number in range(120)]
    dear = [replace(card, importance=card.importance * 1000) for card in cards]
    small, large = (plan(morning(deck, days=6, minutes=4)) for deck in (cards, dear))
    assert small.price == pytest.approx(large.price)
    # A second spent on a card worth a 240th to a 80th of the mark in about 25 seconds.
    assert 1e-5 < small.price < 1 / 80 / 25


def test_as_many_cards_are_left_out_as_there_is_no_time_for() -> None:
    found = plan(morning([new_card(number) for number in range(200)], days=2, minutes=10))
    assert 200 - 48 <= len(found.dropped) <= 200 - 40


def test_only_so_many_reviews_come_first_as_were_wished() -> None:
    reviews = [seen_card(number, stability=300.0, ago=1) for number in range(5)]
    found = names(plan(morning([*reviews, new_card(1)], days=6, minutes=30, reviews_first=2)))
    assert found.index("c1") == 2


def test_a_sibling_of_what_was_answered_today_waits_for_another_day() -> None:
    answered = PlanCard(CardKey("first"), "same", Memory(2.0, 5.0, TODAY))
    waiting = PlanCard(CardKey("second"), "same", None)
    assert names(plan(morning([answered, waiting, new_card(1)]))) == ["c1"]


def test_yesterdays_prices_are_taken_day_for_day(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Floats] = []

    def watched(*args: object, **named: object) -> object:
        seen.append(np.asarray(named["start"]))
        return solve(*args, **named)  # type: ignore[arg-type]  # whatever the planner hands on

    monkeypatch.setattr("kgquiz.memory.planning.planner.solve", watched)
    prices = (0.05, 0.04, 0.03, 0.02, 0.01)
    plan(replace(morning([new_card(number) for number in range(10)], days=4), prices=prices))
    assert (seen[0] * 0.1).tolist() == pytest.approx(prices[1:])


def test_slipping_is_what_is_forgotten_about_as_likely_as_not() -> None:
    half, most = seen_card(1, stability=1.0, ago=60), seen_card(2, stability=3.0, ago=10)
    assert recall(60, 1.0) < 0.6 < recall(10, 3.0) < 0.9
    reasons = {task.card: task.reason for task in plan(morning([half, most], minutes=30)).ranked}
    assert reasons == {"s1": Reason.SLIPPING, "s2": Reason.STRENGTHEN}


def test_a_card_worth_next_to_nothing_takes_no_time_and_is_not_missed() -> None:
    cards = [new_card(1), new_card(2, importance=1e-4)]
    found = plan(morning(cards, minutes=30))
    assert names(found) == ["c1"]
    assert found.dropped == ()


@pytest.mark.parametrize("least", [5e-324, 1e-300, 1e300])
def test_importances_of_any_size_are_shares_of_their_sum(least: float) -> None:
    cards = [seen_card(1, stability=8.0), new_card(2, guess=0.25)]
    usual = plan(morning(cards))
    found = plan(morning([replace(card, importance=least) for card in cards]))
    assert found.share_planned == pytest.approx(usual.share_planned)
    assert found.share_now == pytest.approx(usual.share_now)


def test_one_tiny_importance_beside_others_leaves_shares_as_they_are() -> None:
    usual = plan(morning([new_card(1, guess=0.5), new_card(2)]))
    found = plan(morning([new_card(1, guess=0.5), new_card(2), new_card(3, importance=5e-324)]))
    assert found.share_planned == pytest.approx(usual.share_planned)


def a_book(cards: int = 700) -> list[PlanCard]:
    """Cards unlike in worth, seconds and guess, a third of them learnt before."""
    types = ["recall", "choice", "outline"]
    return [
        PlanCard(
            CardKey(f"c{n}"),
            f"i{n // 2}",
            Memory(0.6 + n % 23, 2 + n % 8, TODAY - 1 - n % 25) if n % 3 == 0 else None,
            importance=1 + n % 5,
            type=types[n % 3 - 1],
            guess=(0.0, 0.25, 0.0)[n % 3],
        )
        for n in range(cards)
    ]


LONG = Costs({"outline": Seconds(90, 60, 110), "choice": Seconds(20, 8, 24)})


def of_days(days: int, minutes: float, off: tuple[int, ...] = ()) -> PlanInput:
    seconds = [0.0 if day % 7 in off else 60.0 * minutes for day in range(days)]
    return PlanInput(tuple(a_book()), TODAY, TODAY + days, seconds[0], tuple(seconds[1:]), costs=LONG)


@pytest.mark.parametrize("off", [(), (6,), (5, 6), (0, 2, 4)])
@pytest.mark.parametrize("days", [14, 28, pytest.param(56, marks=pytest.mark.slow)])
def test_every_day_is_filled_and_more_minutes_never_promise_less(days: int, off: tuple[int, ...]) -> None:
    shares = []
    for minutes in (4, 7, 13):
        given_morning = of_days(days, minutes, off)
        found = plan(given_morning)
        there = (given_morning.seconds_today, *given_morning.seconds_ahead)
        assert sum(day.seconds for day in found.days) >= (0.95 if found.share_planned < 0.97 else 0) * sum(there)
        assert all(day.seconds <= most + 1e-6 for day, most in zip(found.days, there, strict=True))
        assert found.share_planned + found.missing <= 1 + 1e-2
        shares.append(found.share_planned)
    assert all(more > less - 0.005 for less, more in pairwise(shares))


@pytest.mark.parametrize(
    ("days", "lengths"), [(14, (10, 21, 35)), pytest.param(35, (10, 21, 35, 63, 90), marks=pytest.mark.slow)]
)
def test_days_added_never_promise_less(days: int, lengths: tuple[int, ...]) -> None:
    by_off = [plan(of_days(days, 6, off)).share_planned for off in ((0, 2, 4), (5, 6), (6,), ())]
    by_length = [plan(of_days(length, 6)).share_planned for length in lengths]
    for shares in (by_off, by_length):
        assert all(more > less - 0.005 for less, more in pairwise(shares))


def test_a_rougher_plan_promises_about_the_same() -> None:
    given_morning = of_days(28, 8, (6,))
    assert promised_share(given_morning) == pytest.approx(plan(given_morning).share_planned, abs=0.015)


def test_a_student_who_follows_the_plan_reaches_what_it_promised() -> None:
    gaps = []
    for seed in range(2):
        promised, reached = followed(of_days(12, 12), seed)
        gaps.append(reached - promised)
    assert abs(sum(gaps) / len(gaps)) < 1.5


def of_two_exams(days: int = 4, later: int = 9, minutes: float = 5) -> PlanInput:
    """A card that only the first exam asks, one that only the later one asks, and one that both ask."""
    cards = (
        replace(seen_card(1, stability=4.0, ago=3), importance=1.0, guess=0.5),
        replace(seen_card(2, stability=9.0, ago=3), importance=0.0),
        replace(seen_card(3, stability=2.0, ago=3), importance=3.0),
    )
    ahead = (60 * minutes,) * (later - 1)
    second = LaterExam(TODAY + later, (0.0, 1.0, 1.0))
    return PlanInput(cards, TODAY, TODAY + days, 60 * minutes, ahead, later=(second,))


def test_a_later_exam_has_shares_and_recalls_of_its_own() -> None:
    found = plan(of_two_exams())
    (second,) = found.later
    assert second.day == TODAY + 9
    assert second.share_now == pytest.approx((recall(3, 9.0) + recall(3, 2.0)) / 2)
    assert second.recall_untouched == pytest.approx((recall(12, 4.0), recall(12, 9.0), recall(12, 2.0)))
    assert second.share_untouched == pytest.approx((recall(12, 9.0) + recall(12, 2.0)) / 2)
    assert second.share_planned == pytest.approx((second.recall_planned[1] + second.recall_planned[2]) / 2)
    assert second.share_planned > second.share_untouched + 0.1
    assert len(second.recall_planned) == 3
    first = (0.5 + 0.5 * recall(3, 4.0) + 3 * recall(3, 2.0)) / 4
    assert found.share_now == pytest.approx(first)
    assert found.recall_untouched == pytest.approx((recall(7, 4.0), recall(7, 9.0), recall(7, 2.0)))


def test_the_days_reach_to_the_last_of_several_exams() -> None:
    found = plan(of_two_exams())
    assert [day.day for day in found.days] == [TODAY + n for n in range(9)]
    assert found.days[-1].share == pytest.approx(found.share_planned, abs=5e-3)


def test_without_a_minute_every_exam_finds_what_is_left() -> None:
    found = plan(of_two_exams(minutes=0))
    (second,) = found.later
    assert found.ranked == found.today == ()
    assert (found.share_planned, second.share_planned) == pytest.approx((found.share_untouched, second.share_untouched))


def test_where_nothing_counts_a_later_exam_is_told_as_it_stands() -> None:
    given_morning = of_two_exams()
    cards = tuple(replace(card, importance=0.0, guess=1.0) for card in given_morning.cards)
    found = plan(replace(given_morning, cards=cards))
    (second,) = found.later
    assert found.ranked == ()
    assert (second.day, second.share_now, second.share_planned, second.share_untouched) == (TODAY + 9, 1.0, 1.0, 1.0)
    known = (recall(12, 4.0), recall(12, 9.0), recall(12, 2.0))
    assert second.recall_planned == second.recall_untouched == pytest.approx(known)


def test_a_first_exam_that_is_today_leaves_the_later_one_to_be_studied_for() -> None:
    found = plan(of_two_exams(days=0))
    assert found.share_planned == pytest.approx(found.share_now)
    assert {"s2", "s3"} <= {task.card for task in found.ranked}
    assert found.later[0].share_planned > found.later[0].share_untouched + 0.1


def test_only_on_the_last_study_day_before_the_first_exam_is_a_look_the_last() -> None:
    cards = [seen_card(1, stability=3.0, ago=6)]
    eve = plan(morning(cards, days=1))
    before = plan(morning(cards, days=3))
    off_between = plan(replace(morning(cards, days=3), seconds_ahead=(0.0, 0.0)))
    reasons = [[task.reason for task in found.ranked] for found in (eve, before, off_between)]
    assert reasons == [[Reason.LAST_LOOK], [Reason.STRENGTHEN], [Reason.LAST_LOOK]]


def test_a_backlog_after_an_absence_is_spread_over_the_days_there_are() -> None:
    cards = [seen_card(n, stability=6, ago=25) for n in range(400)]
    found = plan(morning(cards, days=14, minutes=10))
    assert sum(task.seconds for task in found.today) <= 600
    assert len(found.today) < 100
    assert all(0 < day.seconds <= 600 + 1e-6 for day in found.days)
    assert sum(day.seconds for day in found.days) > 0.95 * 14 * 600
    after_a_pause = plan(morning(cards, days=8, minutes=10))
    assert after_a_pause.share_planned < found.share_planned
