"""The forest read at once says what its trees say one by one."""

from __future__ import annotations

from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.reading.chance import chance
from kgquiz.cards.reading.evidence import NAMES
from kgquiz.cards.reading.weights import CONSTANT, TREES

ASKED = 7
NUMBERS = TREES.split()
SIZE = 2 * ASKED + 8
THRESHOLDS = [float(above) for start in range(0, len(NUMBERS), SIZE) for above in NUMBERS[start + 1 : start + 14 : 2]]


def one_by_one(numbers: list[float]) -> float:
    """Down each tree: to 2n + 1, or to 2n + 2 where the number is above the threshold."""
    score = CONSTANT
    for start in range(0, len(NUMBERS), SIZE):
        node = 0
        while node < ASKED:
            asked, above = NUMBERS[start + 2 * node : start + 2 * node + 2]
            node += node + (2 if numbers[int(asked)] > float(above) else 1)
        score += float(NUMBERS[start + ASKED + node])
    return 1 / (1 + exp(-score))


@given(st.integers(0, 2**32), st.floats(0, 1))
def test_the_chance_is_that_of_the_trees_gone_down_one_by_one(seed: int, on_a_threshold: float) -> None:
    random = Random(seed)
    numbers = [random.choice(THRESHOLDS) if random.random() < on_a_threshold else random.uniform(-2, 5) for _ in NAMES]
    assert chance(numbers) == pytest.approx(one_by_one(numbers), abs=1e-12)
