"""Right answers in other words and near misses, written by examiners who had not seen the rules, are marked fairly."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache

import pytest

from tests.cards.kyrgyz.words import ROOT
from tests.cards.test_meaning import Row, chapter, outcome

pytestmark = pytest.mark.landing

DECKS = {
    "variants_examiner": "variant_decks",
    "variants_second": "variant_decks",
    "variants_third": "variant_decks_third",
    "variants_fourth": "variant_decks_third",
    "variants_fifth": "variant_decks_third",
    "variants_sixth": "variant_decks_sixth",
    "variants_seventh": "variant_decks_sixth",
    "variants_eighth": "variant_decks_eighth",
    "variants_ninth": "variant_decks_eighth",
    "variants_tenth": "variant_decks_tenth",
    "variants_eleventh": "variant_decks_eleventh",
    "variants_twelfth": "variant_decks_eleventh",
    "variants_thirteenth": "variant_decks_thirteenth",
    "variants_fourteenth": "variant_decks_fourteenth",
    "variants_fifteenth": "variant_decks_fifteenth",
    "variants_sixteenth": "variant_decks_sixteenth",
    "variants_seventeenth": "variant_decks_seventeenth",
}
"""Where the cards of a set are. The first by somebody apart from the project; each of the others for other cards and
before the marker had seen it. The rules were mended looking at them."""
SETS = ("variants_examiner", "variants_second", "variants_third")
FLOORS = [
    ("variants_examiner", 0.95, 0.03),
    ("variants_second", 0.94, 0.05),
    ("variants_third", 0.92, 0.06),
    ("variants_fourth", 0.84, 0.13),
    ("variants_fifth", 0.75, 0.22),
    ("variants_sixth", 0.9, 0.06),
    ("variants_seventh", 0.8, 0.14),
    ("variants_eighth", 0.95, 0.05),
    ("variants_ninth", 0.86, 0.1),
    ("variants_tenth", 0.88, 0.09),
    ("variants_eleventh", 0.91, 0.07),
    ("variants_twelfth", 0.82, 0.12),
    ("variants_thirteenth", 0.84, 0.14),
    ("variants_fourteenth", 0.91, 0.06),
    ("variants_fifteenth", 0.91, 0.09),
    ("variants_sixteenth", 0.96, 0.025),
    ("variants_seventeenth", 0.84, 0.13),
]
Outcomes = dict[str, Counter[str]]


@cache
def rows(name: str) -> tuple[Row, ...]:
    with (ROOT / "tests" / "data" / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def marked(name: str, verdict: str) -> Outcomes:
    """How often each kind was accepted, asked about and refused."""
    found: Outcomes = defaultdict(Counter)
    for row in rows(name):
        if row["verdict"] == verdict:
            deck, _, card = row["card"].partition("/")
            cards, lexicon = chapter(deck, DECKS[name])
            found[row["kind"]][outcome(cards[card].mark((row["typed"],), lexicon))] += 1
    return found


def share(found: Outcomes, result: str) -> float:
    total = sum(found.values(), Counter[str]())
    return total[result] / total.total()


@pytest.mark.parametrize(("name", "accepted", "refused"), FLOORS)
def test_right_answers_are_accepted_as_often_as_the_guide_says(name: str, accepted: float, refused: float) -> None:
    found = marked(name, "right")
    assert share(found, "accepted") >= accepted, found
    assert share(found, "refused") <= refused, found


@pytest.mark.parametrize("name", SETS)
def test_no_kind_of_right_answer_is_left_behind(name: str) -> None:
    found = {kind: counts for kind, counts in marked(name, "right").items() if kind != "slip" and counts.total() >= 10}
    assert len(found) > 5
    assert {kind: counts for kind, counts in found.items() if counts["accepted"] < 0.85 * counts.total()} == {}


@pytest.mark.parametrize("name", SETS)
def test_a_slip_is_accepted_or_asked_about_and_hardly_ever_refused(name: str) -> None:
    assert marked(name, "right").get("slip", Counter())["refused"] <= 1


@pytest.mark.parametrize("name", DECKS)
def test_near_misses_are_refused_or_at_most_asked_about(name: str) -> None:
    found = marked(name, "wrong")
    assert share(found, "accepted") <= 0.005, found
    assert share(found, "asked") <= 0.05, found
