"""Worlds of items in several forms: what holds in them whatever the policy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kgquiz.memory.planning.costs import Seconds
from kgquiz.memory.simulation.item_beliefs import Belief
from kgquiz.memory.simulation.item_book import facts
from kgquiz.memory.simulation.item_policies import FITTED, TODAY, WAYS, ItemMorning
from kgquiz.memory.simulation.item_runs import compared, first_of_each, studied
from kgquiz.memory.simulation.item_table import item_table
from kgquiz.memory.simulation.item_worlds import Helping, Student, Truth

pytestmark = pytest.mark.landing

BOOK = facts(30, {"choice": Seconds(20, 8, 24), "truefalse": Seconds(14, 6, 18)})
WAY = {way.name: way for way in WAYS}
EVERYONE = pytest.mark.parametrize("name", list(WAY))
TRUTHS = [Truth(kind, tau) for kind in Helping for tau in (0.0, 0.6)]


@EVERYONE
def test_every_way_keeps_to_the_minutes_and_gives_a_mark(name: str) -> None:
    found = studied(BOOK, Truth(Helping.ECHO, 0.6), WAY[name], 1, 6, 4)
    assert found.minutes <= 6 * 4 * 1.1
    assert 0 < found.mark <= 100
    assert 0 <= found.held <= 1


@EVERYONE
def test_no_way_asks_two_cards_of_an_item_on_one_day(name: str) -> None:
    belief = Belief(BOOK, WAY[name].tau)
    belief.learns(0, np.array([0, 4]), np.array([True, False]))
    order = first_of_each(WAY[name].policy(BOOK)(ItemMorning(2, 4, 600.0, BOOK, belief)), BOOK.item)
    assert len(order) > 0
    assert len(set(BOOK.item[order].tolist())) == len(order)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name)
def test_an_answer_helps_its_own_card_and_its_siblings_only_where_the_world_says_so(truth: Truth) -> None:
    student = Student(BOOK, truth, 3, 10)
    before = student.chances(1)
    asked = np.flatnonzero(np.arange(len(BOOK)) % 3 == 1)
    student.learns(0, asked, np.ones(len(asked), dtype=bool))
    after, siblings = student.chances(1), np.flatnonzero(np.arange(len(BOOK)) % 3 == 0)
    assert (before == 0).all()
    assert (after[asked] > 0).all()
    helped = after[siblings].mean() > 0
    assert helped == (truth.tau > 0 or truth.kind is Helping.ASYM)


def test_chances_are_the_same_whatever_was_asked_before() -> None:
    cards = np.arange(0, len(BOOK), 3)
    first, second = (Student(BOOK, Truth(Helping.TRACE, 0.0), 5, 10) for _ in range(2))
    second.learns(0, cards + 1, np.ones(len(cards), dtype=bool))
    assert (first.asked(1, cards).right == second.asked(1, cards).right).all()


def test_runs_cut_short_still_compare_students_that_both_ways_have() -> None:
    ways = [WAY[TODAY], WAY[FITTED]]
    runs = list(compared(BOOK, [Truth(Helping.TRACE, 0.6)], ways, range(3), days=5, minutes=3))
    assert len(runs) == 6
    whole, cut = item_table(runs), item_table(runs[:-1])
    assert [row.students for row in whole] == [3, 3]
    assert [row.students for row in cut] == [3, 2]
    lead = np.mean([runs[1].outcome.mark - runs[0].outcome.mark, runs[3].outcome.mark - runs[2].outcome.mark])
    assert cut[0].lead == pytest.approx(lead)
    assert replace(whole[1], lead=0.0, lead_error=0.0) == whole[1]


def test_where_forms_help_each_other_the_blended_belief_lies_nearer_to_the_truth() -> None:
    book = facts(150, {"choice": Seconds(20, 8, 24), "truefalse": Seconds(14, 6, 18)})
    runs = list(compared(book, [Truth(Helping.TRACE, 0.6)], [WAY[TODAY], WAY[FITTED]], range(2), days=15, minutes=8))
    alone, blended = item_table(runs)
    assert abs(blended.bias) < abs(alone.bias)
    assert blended.off < alone.off
