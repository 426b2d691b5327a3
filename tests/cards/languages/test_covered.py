"""A written answer in Russian: a point is proposed by its words, not where it is denied or has another figure."""

from __future__ import annotations

import pytest

from kgquiz.cards.reading.written import read_written

POINTS = ("вода очищается хлором", "насосы работают круглые сутки", "резервуар вмещает 500 кубометров")


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Воду очищают. Насосы работали круглыми сутками.", {POINTS[1]}),
        ("Вода очищалась хлором, а резервуар вмещает пятьсот кубометров.", {POINTS[0], POINTS[2]}),
        ("Вода не очищается хлором.", set()),
        ("Резервуар вмещает 700 кубометров.", set()),
        ("", set()),
    ],
)
def test_points_are_found_by_their_words(text: str, covered: set[str]) -> None:
    assert set(read_written(text, POINTS, "Как устроен водопровод?", "ru").covered()) == covered


def test_the_words_that_show_it_are_told() -> None:
    read = read_written("Насосы работали круглыми сутками.", POINTS, "Как?", "ru")
    assert read.shown_by(read.points[1]) == ("Насосы", "работали", "круглыми", "сутками")
