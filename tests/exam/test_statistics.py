from __future__ import annotations

from math import sqrt

import pytest

from kgquiz.exam.statistics import correlation, item_statistics, reliability
from kgquiz.key import CardKey

A, B, C = CardKey("a"), CardKey("b"), CardKey("c")

# four students, three items; worked by hand below
PAPERS = [
    {A: 1.0, B: 1.0, C: 1.0},
    {A: 1.0, B: 1.0, C: 0.0},
    {A: 1.0, B: 0.0, C: 0.0},
    {A: 0.0, B: 0.0, C: 0.0},
]


def test_facility_is_the_mean_share_and_the_hardest_comes_first() -> None:
    found = item_statistics(PAPERS)
    assert [(one.item, one.answers, one.facility) for one in found] == [("c", 4, 0.25), ("b", 4, 0.5), ("a", 4, 0.75)]


def test_discrimination_holds_an_item_against_the_rest_of_the_paper() -> None:
    """b: 1 1 0 0 against (a + c)/2: 1, ½, ½, 0. Sums of products ½, 1 and ½: r = ½ / √(1·½)."""
    by_item = {one.item: one for one in item_statistics(PAPERS)}
    assert by_item[B].discrimination == pytest.approx(0.5 / sqrt(0.5))


def test_an_item_that_nobody_or_everybody_knows_discriminates_nothing() -> None:
    assert item_statistics([{A: 1.0, B: 0.0}, {A: 1.0, B: 1.0}])[1].discrimination is None
    assert correlation([1.0], [0.5]) is None


def test_alpha_and_the_error_of_a_mark_follow_from_the_variances() -> None:
    """Totals 3 2 1 0: variance 5/3. Items: 1/4, 1/3, 1/4, sum 5/6. α = 3/2 · (1 − ½) = 3/4, SE = √(5/3 · ¼) / 3."""
    found = reliability(PAPERS)
    assert found is not None
    assert found.papers == 4
    assert found.alpha == pytest.approx(0.75)
    assert found.error == pytest.approx(sqrt(5 / 12) / 3)


def test_points_weigh_in_alpha_as_they_do_in_the_mark() -> None:
    """2a + b + c: totals 4 3 2 0, variance 35/12; items 1, 1/3, 1/4, sum 19/12; α = 3/2 · (1 − 19/35) = 24/35."""
    found = reliability(PAPERS, {A: 2.0})
    assert found is not None
    assert found.alpha == pytest.approx(24 / 35)
    assert found.error == pytest.approx(sqrt(35 / 12 * 11 / 35) / 4)
    assert found.is_anecdote  # of four students


def test_an_item_is_held_against_the_points_of_the_others() -> None:
    """b: 1 1 0 0 against (3a + c)/4: 1, ¾, ¾, 0."""
    rest = [1.0, 0.75, 0.75, 0.0]
    by_item = {one.item: one for one in item_statistics(PAPERS, [{A: 3.0, C: 1.0}] * 4)}
    assert by_item[B].discrimination == correlation([1.0, 1.0, 0.0, 0.0], rest)


def test_papers_of_different_forms_have_no_alpha_but_items_all_the_same() -> None:
    papers = [{A: 1.0, B: 1.0}, {A: 0.0, C: 0.0}]
    assert reliability(papers) is None
    assert [(one.item, one.answers) for one in item_statistics(papers)] == [("c", 1), ("a", 2), ("b", 1)]
    assert all(one.is_anecdote for one in item_statistics(papers))
