from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.kyrgyz.normal import mixed_script_words, read

KYRGYZ = st.text("абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("өкмөт", "ѳкмѳт"),
        ("орган", "opган"),
        ("деңгээл", "деӊгээл"),
        ("КР", "KP"),
        ("tempo", "TEMPO"),
        ("Жогорку Кеңеш", "  «жогорку   кеңеш». "),
        ("статс-катчы", "статс – катчы"),
        ("суроо-талап", "суроо талап"),
        ("өз алдынча", "өзалдынча"),
        ("мыйзам", "мый\u00adзам"),
        ("й ё", "и\u0306 е\u0308"),
        ("кызмат", "кызма\u0301т"),
        ("ЖК-нын", "ЖКнын"),
        ("5-май", "5 май"),
        ("2003–2006", "2003 - 2006"),
        ("50 %", "50%"),
        ("№187", "187"),
    ],
)
def test_one_normal_form(one: str, other: str) -> None:
    assert read(one).key == read(other).key


@pytest.mark.parametrize(
    ("one", "other"), [("12", "1 2"), ("5-10", "5 10"), ("өкмөт", "окмот"), ("5%", "5"), ("и", "й")]
)
def test_two_normal_forms(one: str, other: str) -> None:
    assert read(one).key != read(other).key


@given(st.lists(KYRGYZ, min_size=1, max_size=5), st.sampled_from([" ", "  ", "\t", "\u00a0", " - ", "\n"]))
def test_case_and_spacing_never_matter(words: list[str], gap: str) -> None:
    assert read(gap.join(words).upper()).tokens == read(" ".join(words)).tokens


@given(st.text(max_size=200))
def test_reading_keeps_tokens_in_step_for_any_text(text: str) -> None:
    reading = read(text)
    assert len(reading.shown) == len(reading.tokens) == len(reading.folded)
    assert not any(token.isspace() for token in reading.tokens)


def test_words_of_two_scripts_are_found() -> None:
    assert mixed_script_words("Бул ѳкмѳт жана opган, SWOT талдоо; деӊгээл") == ("ѳкмѳт", "opган", "деӊгээл")
    assert mixed_script_words("Жогорку Кеңеш, IT-тармак, Excel") == ()
