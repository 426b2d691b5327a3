"""Item figures of a class against definitions reckoned another way."""

from __future__ import annotations

from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.exam.statistics import item_statistics, reliability
from kgquiz.key import CardKey
from kgquiz.statistics.classroom.distractors import answers_given
from kgquiz.statistics.classroom.hints import OfferedAnswers, item_hints
from kgquiz.statistics.classroom.items import class_items, class_reliability
from tests.statistics.classroom.support import columns_of

scores = st.sampled_from([0.0, 0.0, 0.5, 1.0, 1.0])
full = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(scores, min_size=width, max_size=width), min_size=10, max_size=25)
)
with_gaps = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(st.none() | scores, min_size=width, max_size=width), min_size=10, max_size=25)
)


@given(with_gaps)
def test_facility_and_discrimination_are_those_of_exam_statistics(table: list[list[float | None]]) -> None:
    papers = [{CardKey(f"d/c{n}"): s for n, s in enumerate(line) if s is not None} for line in table]
    papers = [paper for paper in papers if len(paper) > 1]  # there an only item has a rest of 0, here it has none
    lines = [[paper.get(CardKey(f"d/c{n}")) for n in range(len(table[0]))] for paper in papers]
    if not lines:
        return
    wanted = {one.item: one for one in item_statistics(papers)}
    for one in class_items(columns_of(lines)):
        assert one.answers == wanted[one.card].answers
        if one.answers < 10:
            assert (one.facility, one.discrimination, one.seconds, one.overruled) == (None, None, None, None)
            continue
        assert one.facility == pytest.approx(wanted[one.card].facility)
        expected = wanted[one.card].discrimination
        if one.discrimination is not None and expected is not None:
            assert one.discrimination == pytest.approx(expected, abs=1e-6)


@given(full)
def test_alpha_and_standard_error_are_those_of_exam_statistics(table: list[list[float]]) -> None:
    wanted = reliability([{CardKey(f"d/c{n}"): s for n, s in enumerate(line)} for line in table])
    found = class_reliability(columns_of(table).firsts)
    if wanted is None or found is None:
        return
    assert (found.students, found.cards) == (len(table), len(table[0]))
    assert found.alpha == pytest.approx(wanted.alpha, abs=1e-6)
    assert found.error == pytest.approx(wanted.error, abs=1e-6)


@given(with_gaps)
def test_efficiency_is_the_covariance_as_a_share_of_the_greatest_that_is_possible(
    table: list[list[float | None]],
) -> None:
    for one in class_items(columns_of(table)):
        place = int(one.card.removeprefix("d/c"))
        pairs = []
        for line in table:
            others = [s for n, s in enumerate(line) if s is not None and n != place]
            if line[place] is not None and others:
                pairs.append((line[place] or 0.0, sum(others) / len(others)))
        if one.efficiency is None:
            continue
        n = len(pairs)
        x, y = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
        own = sum((a - x) * (b - y) for a, b in pairs)
        most = sum(
            (a - x) * (b - y) for a, b in zip(sorted(a for a, _ in pairs), sorted(b for _, b in pairs), strict=True)
        )
        assert one.efficiency == pytest.approx(own / most, abs=1e-5)
        assert one.efficiency <= 1 + 1e-9


def test_time_is_the_median() -> None:
    table: list[list[float | None]] = [[1.0, None if n % 3 == 0 else 0.0] for n in range(33)]
    for one in class_items(columns_of(table)):
        spent = [n + 1 for n, line in enumerate(table) if line[int(one.card[-1])] is not None]
        assert one.seconds == pytest.approx(median(spent))


def test_a_distractor_that_the_strong_take_puts_the_key_in_doubt() -> None:
    chance = Random(3)
    table, texts = [], []
    for n in range(60):
        strong = n % 2 == 0
        line = [float(chance.random() < (0.9 if strong else 0.3)) for _ in range(12)]
        table.append([float(not strong), *line])
        texts.append(["биринчи" if strong else "туура", *[""] * 12])
    columns = columns_of(table, texts)
    items = class_items(columns)
    offered = {CardKey("d/c0"): OfferedAnswers(("туура",), ("биринчи", "экинчи"))}
    hints = {(one.what, one.text) for one in item_hints(columns, items, offered) if one.card == "d/c0"}
    assert hints == {("key", "биринчи"), ("unused", "экинчи"), ("key", "")}
    given_ = {one.text: one for one in answers_given(columns, 0)}
    assert given_["биринчи"].answers == 30
    assert (given_["биринчи"].level or 0) > (given_["туура"].level or 1)


def test_the_level_of_few_is_not_told() -> None:
    table = [[1.0, float(n % 2)] for n in range(12)]
    texts = [["көп" if n < 10 else "аз", ""] for n in range(12)]
    levels = {one.text: one.level for one in answers_given(columns_of(table, texts), 0)}
    assert levels["аз"] is None
    assert levels["көп"] == pytest.approx(0.5)


def test_of_nine_nothing_is_told() -> None:
    columns = columns_of([[1.0, float(n % 2)] for n in range(9)])
    assert answers_given(columns, 0) == ()
    assert class_reliability(columns.firsts) is None
    assert all(one.facility is None and one.answers == 9 for one in class_items(columns))
