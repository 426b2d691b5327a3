"""What a wrong answer is told it has right, and the two texts side by side."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.aligned import aligned
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.marker import EMPTY, Lexicon, mark_text
from kgquiz.cards.verdict import Finding, Near, Nearness
from kgquiz.exam.scoring import ItemMark
from kgquiz.storage.attempt_rows import marks_of_text, text_of_marks
from tests.cards.test_meaning import NEAR

KINDS = (
    Nearness.DATE_MISSING,
    Nearness.DATE_DAY,
    Nearness.DATE_YEAR,
    Nearness.DATE_REST,
    Nearness.UNIT,
    Nearness.NUMBER,
    Nearness.ADDED,
    Nearness.MISSING,
    Nearness.PART,
)


@pytest.mark.parametrize(("row", "kind"), [*zip(NEAR, KINDS, strict=True)], ids=str)
def test_a_wrong_answer_is_told_what_it_has_right_as_the_guide_says(row: list[str], kind: Nearness) -> None:
    answer, typed, _ = row
    verdict = mark_text(typed, answer)
    assert (verdict.score, verdict.finding) == (0, Finding.WRONG)
    assert verdict.near is not None
    assert verdict.near.kind is kind


def test_the_two_pieces_that_differ_are_named() -> None:
    assert mark_text("райондук кеңеш", "шаардык кеңеш").near == Near(Nearness.PART, "райондук", "шаардык")
    assert mark_text("Өкмөт же Президент", "Өкмөт").near == Near(Nearness.ADDED, "же Президент", "")


@pytest.mark.parametrize(
    ("typed", "expected", "kind"),
    [
        ("2010-жылдын 24-ноябры", "2010-жылдын 24-декабры", Nearness.DATE_MONTH),
        ("2010-жылдын 4-ноябры", "2010-жылдын 24-декабры", Nearness.DATE_REST),
        ("5-май", "15-май", Nearness.DAY_OF_MONTH),
        ("15-март", "15-май", Nearness.MONTH_OF_DAY),
        ("5-март", "15-май", None),
        ("15-март", "2010-жылдын 15-майы", None),
    ],
)
def test_of_a_date_only_parts_that_both_say_are_called_right(typed: str, expected: str, kind: Nearness | None) -> None:
    near = mark_text(typed, expected).near
    assert (near and near.kind) is kind


@pytest.mark.parametrize("typed", ["билбейм", "", "?!", "Президент"])
def test_what_shares_nothing_is_near_nothing(typed: str) -> None:
    assert mark_text(typed, "Өкмөт").near is None


def test_a_right_answer_and_another_term_are_near_nothing() -> None:
    assert mark_text("кеңеши", "кеңеш").near is None
    assert mark_text("шаардык кеңеш", "кеңеш", lexicon=Lexicon.of(["шаардык кеңеш", "кеңеш"])).near is None


def test_a_sentence_of_several_blanks_tells_of_the_first_that_is_near() -> None:
    card = Cloze(id="a", text="{{Өкмөт}} — {{3 күн}}")
    near = card.mark(("билбейм", "3 ай"), EMPTY).near
    assert near == Near(Nearness.UNIT, "ай", "күн")


@pytest.mark.parametrize("typed", ["үчтөн экиден азы", "үчтөн экиден көбү", "3/4төн ашыгы"])
def test_more_or_less_than_a_share_is_another_share(typed: str) -> None:
    share = "төрттөн үчү" if "4" in typed else "үчтөн эки"
    assert mark_text(typed, share).score == 0


TEXT = st.text(alphabet="абөүң İß 1-.", max_size=30)


@given(TEXT, TEXT)
def test_joined_the_runs_are_both_texts_again(typed: str, expected: str) -> None:
    runs = aligned(typed, expected)
    assert "".join(run.typed for run in runs) == typed
    assert "".join(run.expected for run in runs) == expected
    assert all(run.typed.casefold() == run.expected.casefold() for run in runs if run.same)


@given(TEXT)
def test_a_text_beside_itself_differs_nowhere(text: str) -> None:
    assert all(run.same for run in aligned(text, text))


def test_words_that_share_little_differ_whole() -> None:
    differing = [(run.typed, run.expected) for run in aligned("райондук кеңеш", "шаардык кеңеш") if not run.same]
    assert differing == [("райондук", "шаардык")]
    assert [run.same for run in aligned("мектеп", "Өкмөт")] == [False]


def test_what_an_answer_is_near_survives_being_stored() -> None:
    verdict = mark_text("райондук кеңеш", "шаардык кеңеш")
    mark = ItemMark(0, verdict, 0.0, 0.0, 0.0, 1.0, answered=True, answer=("райондук кеңеш",))
    assert marks_of_text(text_of_marks([mark])) == (mark,)
    old = json.loads(text_of_marks([mark]))
    del old[0]["verdict"]["near"]
    assert marks_of_text(json.dumps(old))[0].verdict == replace(verdict, near=None)


def test_a_word_in_anothers_place_is_told_before_one_too_many() -> None:
    verdict = mark_text("Президенттин Аппараты", "Өкмөттүн Аппараты", accept=["Аппарат"])
    assert verdict.near == Near(Nearness.PART, "Президенттин", "Өкмөттүн")
