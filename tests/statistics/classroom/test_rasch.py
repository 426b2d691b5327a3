"""Rasch difficulties: what was put in comes out, the errors are honest, a card that does not fit shows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kgquiz.key import CardKey
from kgquiz.statistics.classroom.rasch import ENOUGH, RaschFit, rasch
from tests.statistics.classroom.support import columns_of


def answers(students: int, hardness: list[float], seed: int, *, met: float = 1.0, spread: float = 1.0) -> np.ndarray:
    """Students by cards; NaN where not met."""
    chance = np.random.default_rng(seed)
    ability = chance.normal(scale=spread, size=(students, 1))
    right = chance.random((students, len(hardness))) < 1 / (1 + np.exp(np.array(hardness)[None, :] - ability))
    return np.where(chance.random(right.shape) < met, right.astype(float), np.nan)


def fitted(table: np.ndarray) -> RaschFit:
    lines = [[None if np.isnan(x) else float(x) for x in line] for line in table]
    found = rasch(columns_of(lines))
    assert found is not None
    return found


HARDNESS = [round(-2 + 4 * n / 29, 3) for n in range(30)]


@pytest.mark.parametrize("met", [1.0, 0.5])
def test_difficulties_come_out_as_they_were_put_in(met: float) -> None:
    found = fitted(answers(1500, HARDNESS, 7, met=met))
    told = {one.card: one for one in found.difficulties}
    errors = [
        (told[CardKey(f"d/c{n}")].logits - (b - np.mean(HARDNESS))) / told[CardKey(f"d/c{n}")].error
        for n, b in enumerate(HARDNESS)
    ]
    assert found.has_settled
    assert found.spread == pytest.approx(1.0, abs=0.1)
    assert max(map(abs, errors)) < 4
    assert 0.6 < float(np.std(errors)) < 1.5
    assert {one.card for one in found.difficulties[:3]} <= {f"d/c{n}" for n in range(24, 30)}  # the hardest first


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    held = []
    for seed in range(20):
        found = fitted(answers(200, HARDNESS, seed, spread=1.3))
        for one in found.difficulties:
            truth = HARDNESS[int(one.card.removeprefix("d/c"))] - np.mean(HARDNESS)
            held.append(abs(one.logits - truth) <= 1.96 * one.error)
    assert 0.92 < np.mean(held) < 0.98


def test_students_of_different_cards_are_compared_through_those_they_share() -> None:
    table = answers(800, HARDNESS, 11)
    ability = np.random.default_rng(11).normal(size=800)  # the same as drawn inside
    strong = ability > 0
    table[strong, :10] = np.nan  # the strong never met the easy cards, the weak never the hard ones
    table[~strong, 20:] = np.nan
    found = fitted(table)
    told = [next(one.logits for one in found.difficulties if one.card == f"d/c{n}") for n in range(30)]
    assert float(np.corrcoef(told, HARDNESS)[0, 1]) > 0.95


def test_infit_is_one_where_the_model_holds_and_more_where_a_card_is_answered_at_random() -> None:
    table = answers(2000, HARDNESS, 5, spread=1.5)
    table[:, 3] = (np.random.default_rng(1).random(2000) < 0.5).astype(float)
    told = {one.card: one for one in fitted(table).difficulties}
    others = [one.infit for card, one in told.items() if card != "d/c3"]
    assert float(np.mean(others)) == pytest.approx(1.0, abs=0.05)
    assert told[CardKey("d/c3")].infit > max(others) + 0.1
    assert told[CardKey("d/c3")].outfit > 1.2


def test_cards_of_few_answers_and_those_that_all_know_have_no_difficulty() -> None:
    table = answers(100, HARDNESS[:6], 2)
    table[ENOUGH - 1 :, 0] = np.nan
    table[:, 1] = 1.0
    assert {one.card for one in fitted(table).difficulties} == {f"d/c{n}" for n in (2, 3, 4, 5)}
    assert rasch(columns_of([[1.0, 0.0]] * 20)) is None


@pytest.mark.parametrize("seed", range(5))
def test_the_scale_is_the_same_to_the_last_digit_in_any_order_of_students_and_cards(seed: int) -> None:
    table = answers(60, HARDNESS[:12], seed, met=0.85)
    chance = np.random.default_rng(seed)
    students, cards = chance.permutation(60), chance.permutation(12)
    columns = columns_of([[None if np.isnan(x) else float(x) for x in line] for line in table])
    shuffled = replace(
        columns,
        cards=[columns.cards[at] for at in cards],
        card=np.argsort(cards)[columns.card].astype(np.int32),
        student=students[columns.student].astype(np.int32),
    )
    assert shuffled.firsts.table.tobytes() != columns.firsts.table.tobytes()
    assert rasch(shuffled) == rasch(columns)
