from __future__ import annotations

from math import ceil, floor
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.exam.quotas import counted, rounded, shares


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[int], list[list[int]]]:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    there = [[draw(st.integers(0, 9)) for _ in range(columns)] for _ in range(rows)]
    return [draw(st.integers(0, sum(row))) for row in there], there


@given(tables(), st.integers())
def test_rounding_keeps_row_sums_and_moves_no_column_by_a_whole(
    table: tuple[list[int], list[list[int]]], seed: int
) -> None:
    rows, there = table
    wanted = shares(rows, there)
    found = rounded(wanted, Random(seed))
    assert [sum(row) for row in found] == rows
    for before, after in zip(zip(*wanted, strict=True), zip(*found, strict=True), strict=True):
        assert floor(sum(before) + 1e-6) - 1e-6 <= sum(after) <= ceil(sum(before) - 1e-6) + 1e-6
    for before_row, after_row in zip(wanted, found, strict=True):
        assert all(abs(b - a) < 1 + 1e-6 for b, a in zip(before_row, after_row, strict=True))


def test_rounding_is_unbiased() -> None:
    table = [[0.5, 1.2, 0.3], [1.5, 0.25, 0.25]]
    total = [[0.0] * 3, [0.0] * 3]
    chance, rounds = Random(1), 4000
    for _ in range(rounds):
        for sums, row in zip(total, rounded(table, chance), strict=True):
            sums[:] = [s + v for s, v in zip(sums, row, strict=True)]
    for sums, expected in zip(total, table, strict=True):
        assert [s / rounds for s in sums] == pytest.approx(expected, abs=0.035)  # four standard errors


def test_a_small_column_is_raised_so_that_it_is_never_left_out() -> None:
    wanted = shares([3, 3], [[50, 40, 1], [30, 40, 1]])
    assert sum(row[2] for row in wanted) >= 1
    assert all(sum(row[2] for row in rounded(wanted, Random(seed))) >= 1 for seed in range(200))


def test_with_fewer_items_than_columns_none_is_raised() -> None:
    assert shares([2], [[4, 4, 1]]) == [pytest.approx([8 / 9, 8 / 9, 2 / 9])]


@given(st.integers(0, 40), st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any), st.integers())
def test_a_total_is_split_to_the_last_item(total: int, weights: list[int], seed: int) -> None:
    counts = counted(total, weights, Random(seed))
    assert sum(counts) == total
    for count, weight in zip(counts, weights, strict=True):
        assert abs(count - total * weight / sum(weights)) < 1 + 1e-6
