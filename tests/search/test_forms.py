"""Words meet where they share a form."""

from __future__ import annotations

import pytest

from kgquiz.search.forms import forms, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("окмот", "Өкмөттүн"),
        ("өкмөткө", "Өкмөт"),
        ("китеп", "китебим"),
        ("кенештердин", "кеңеш"),
        ("мамлекеттин", "мамлекеттерде"),
        ("башкаруунун", "башкаруу"),
        ("бийликтин", "бийлиги"),
    ],
)
def test_forms_of_one_noun_share_a_stem_on_any_keyboard(one: str, other: str) -> None:
    (first,), (second,) = words(one), words(other)
    assert set(forms(first)) & set(forms(second))


@pytest.mark.parametrize(
    ("one", "other"), [("мэр", "аким"), ("мыйзам", "укук"), ("район", "облус"), ("кеңеш", "кенен")]
)
def test_different_nouns_share_none(one: str, other: str) -> None:
    (first,), (second,) = words(one), words(other)
    assert not set(forms(first)) & set(forms(second))


def test_punctuation_and_blanks_are_no_words() -> None:
    assert words("«Мэр» — ____, 50 %!") == ("мэр", "50")
