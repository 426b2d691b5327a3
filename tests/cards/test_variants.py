"""Right answers in other words and near misses, written by examiners who had not seen the rules, are marked fairly."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache

import pytest

from tests.cards.kyrgyz.words import ROOT
from tests.cards.test_meaning import Row, chapter, outcome

SETS = ("variants_examiner", "variants_second")
"""The first by somebody apart from the project; the second for other cards, each before the marker had seen it."""
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
            cards, lexicon = chapter(deck)
            found[row["kind"]][outcome(cards[card].mark((row["typed"],), lexicon))] += 1
    return found


def share(found: Outcomes, result: str) -> float:
    total = sum(found.values(), Counter[str]())
    return total[result] / total.total()


@pytest.mark.parametrize(("name", "refused"), [("variants_examiner", 0.03), ("variants_second", 0.05)])
def test_right_answers_are_accepted_as_often_as_the_guide_says(name: str, refused: float) -> None:
    found = marked(name, "right")
    assert share(found, "accepted") >= 0.94, found
    assert share(found, "refused") <= refused, found


@pytest.mark.parametrize("name", SETS)
def test_no_kind_of_right_answer_is_left_behind(name: str) -> None:
    found = {kind: counts for kind, counts in marked(name, "right").items() if kind != "slip" and counts.total() >= 10}
    assert len(found) > 5
    assert {kind: counts for kind, counts in found.items() if counts["accepted"] < 0.85 * counts.total()} == {}


@pytest.mark.parametrize("name", SETS)
def test_a_slip_is_accepted_or_asked_about_and_never_refused(name: str) -> None:
    assert marked(name, "right").get("slip", Counter())["refused"] == 0


@pytest.mark.parametrize("name", SETS)
def test_near_misses_are_refused_or_at_most_asked_about(name: str) -> None:
    found = marked(name, "wrong")
    assert share(found, "accepted") <= 0.005, found
    assert share(found, "asked") <= 0.05, found
