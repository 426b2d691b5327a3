from __future__ import annotations

from random import Random

import pytest

from kgquiz.key import CardKey
from kgquiz.memory.placement import MOST, SLIP, Placement, Probe

pytestmark = pytest.mark.landing


def student(chance: Random) -> tuple[dict[str, int], list[Probe], set[str]]:
    """Sections, what may be asked, and what she knows: 0 to 90 % by section."""
    sizes = {f"s{n}": chance.randint(20, 60) for n in range(chance.randint(2, 3))}
    probes, known = [], set()
    for section, size in sizes.items():
        share = chance.uniform(0, 0.9)
        for n in range(size):
            item = f"{section}.{n}"
            probes.append(Probe(CardKey(item), item, section, 0.25 * (n % 2)))
            known |= {item} if chance.random() < share else set()
    return sizes, probes, known


def placed(chance: Random) -> tuple[Placement, list[Probe], set[str]]:
    """A student and her answers."""
    sizes, probes, known = student(chance)
    placement = Placement(sizes)
    while (probe := placement.next(probes)) is not None:
        right = chance.random() < (1 - SLIP if probe.item in known else probe.guess)
        placement = placement.answered(probe, right=right)
    return placement, probes, known


def mean_error(students: int, seed: int = 0) -> tuple[float, float, int]:
    """The mean error of the share known, the share of 80 % intervals that hold it, the most answers."""
    chance, errors, held, most = Random(seed), [], 0, 0
    for _ in range(students):
        placement, probes, known = placed(chance)
        whole, true = placement.whole(), len(known) / len(probes)
        errors.append(abs(whole.mean - true))
        held += whole.low <= true <= whole.high
        most = max(most, len(placement.answers))
    return sum(errors) / students, held / students, most


def test_the_share_known_is_found_within_a_few_points_in_few_answers() -> None:
    error, held, most = mean_error(40)
    assert error <= 0.07
    assert held >= 0.7
    assert most <= MOST


@pytest.mark.slow
def test_of_four_hundred_students_the_share_known_is_found_within_six_points() -> None:
    error, held, most = mean_error(400, seed=1)
    assert error <= 0.06
    assert 0.7 <= held <= 0.9
    assert most <= 25


def test_what_is_very_likely_known_is_known() -> None:
    chance, right, given = Random(1), 0, 0
    for _ in range(20):
        placement, probes, known = placed(chance)
        likely = [item for item, p in placement.chances(probes).items() if p >= 0.8]
        right, given = right + len(known.intersection(likely)), given + len(likely)
    assert given > 0
    assert right / given >= 0.85
