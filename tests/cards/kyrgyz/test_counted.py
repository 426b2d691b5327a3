from __future__ import annotations

import pytest

from kgquiz.cards.kyrgyz.counted import names_the_counted


@pytest.mark.parametrize("word", ["деңгээл", "жыл", "күн", "министр", "минут", "депутаттан", "орун"])
def test_an_ordinary_word_leaves_the_figure_as_it_is(word: str) -> None:
    assert names_the_counted(word)


@pytest.mark.parametrize(
    "word", ["эмес", "чейин", "ашык", "көп", "коп", "жарым", "миңдей", "миндей", "тысяч", "%", "-ти"]
)
def test_a_word_that_changes_the_figure_is_not_ordinary(word: str) -> None:
    assert not names_the_counted(word)


def test_what_is_too_long_for_a_word_names_nothing() -> None:
    assert not names_the_counted("а" * 1000)
