from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.numbers import Quantity, read_quantity

UNITS = ["", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз"]
TENS = ["", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон"]


def said(number: int) -> str:
    """The number in words, as one says it."""
    words: list[str] = []
    for scale, name in ((10**6, "миллион"), (10**3, "миң"), (1, "")):
        group, number = divmod(number, scale)
        hundreds, rest = divmod(group, 100)
        words += [UNITS[hundreds], "жүз" if hundreds else "", TENS[rest // 10], UNITS[rest % 10], name if group else ""]
    return " ".join(filter(None, words)) or "нөл"


def quantity(text: str) -> Quantity | None:
    """The number that a whole text is."""
    tokens = read(text).tokens
    found = read_quantity(tokens, 0)
    return found[0] if found and found[1] == len(tokens) else None


@given(st.integers(0, 10**9 - 1))
def test_a_number_in_words_is_the_number(number: int) -> None:
    found = quantity(said(number))
    assert found is not None
    assert found.value == number


@given(st.integers(0, 10**9))
def test_grouped_digits_are_the_number(number: int) -> None:
    assert quantity(f"{number:,}".replace(",", " ")) == quantity(str(number))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,3 млрд", 3_300_000_000),
        ("10 миң", 10_000),
        ("10.000", 10_000),
        ("1.250.000", 1_250_000),
        ("0.125", Fraction(1, 8)),
        ("1 млн 200 миң", 1_200_000),
        ("63,7%", Fraction(637, 1000)),
        ("50%ы", Fraction(1, 2)),
        ("элүү пайызы", Fraction(1, 2)),
        ("20 процент", Fraction(1, 5)),
        ("2/3", Fraction(2, 3)),
        ("үчтөн экиси", Fraction(2, 3)),
        ("бештен бир бөлүгү", Fraction(1, 5)),
        ("3төн 2си", Fraction(2, 3)),
        ("үчүнчү", 3),
        ("3-чү", 3),
        ("жыйырманчы", 20),
        ("бешке", 5),
        ("элуу", 50),
    ],
)
def test_ways_of_writing_a_number(text: str, value: Fraction) -> None:
    found = quantity(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["алтын", "бирдик", "12:30", "беш он", "9" * 5000, "1/0", "1.2.3", "биринчилик", ""])
def test_what_is_not_one_number(text: str) -> None:
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("үч", "3", True),
        ("үчүнчү", "3", True),
        ("үчүнчү", "3-", True),
        ("үч", "үчүнчү", False),
        ("100%", "1", False),
        ("50%", "1/2", True),
        ("5", "6", False),
    ],
)
def test_numbers_are_equal_by_value(one: str, other: str, same: bool) -> None:
    first, second = quantity(one), quantity(other)
    assert first is not None
    assert second is not None
    assert first.equals(second) is second.equals(first) is same
