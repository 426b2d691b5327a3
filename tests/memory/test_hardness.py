from __future__ import annotations

import pytest

from kgquiz.key import CardKey
from kgquiz.memory.hardness import beside_its_type, first_ease


def test_a_card_is_as_hard_as_a_class_found_it_beside_others_of_its_type() -> None:
    a, b, c, gone = map(CardKey, ("x/a", "x/b", "x/c", "x/gone"))
    types = {a: "typed", b: "typed", c: "choice"}
    assert beside_its_type({a: 1.0, b: -1.0, c: -2.0, gone: 3.0}, types) == {a: 1.0, b: -1.0, c: 0.0}


def test_what_a_class_found_fades_with_her_own_answers() -> None:
    assert first_ease(1.0, 0.6, 0) == pytest.approx(0.4)
    assert first_ease(1.0, 0.6, 2) == pytest.approx(0.8)
    assert first_ease(1.0, 0.0, 0) == 1.0
