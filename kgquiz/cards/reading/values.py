"""Numbers, shares, years and dates said in a text, as small facts that can agree or clash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kgquiz.cards.kyrgyz.dates import CalendarDate, read_value
from kgquiz.cards.kyrgyz.normal import tokens_of
from kgquiz.cards.kyrgyz.number_words import Style, is_form_of
from kgquiz.cards.kyrgyz.numbers import Quantity

Fact = tuple[str, str]
"""A kind (year, day, share, number, order) and the value in it."""
_COUNTS = re.compile(
    r"\d|\b(?:бир(?!ок|ик|ге|де|ди[кг])|эк[иө]|[үу]ч(?![уү]н\b)|т[өо]рт|беш|алт|жети|сегиз|тогуз|он"
    r"|жыйырма|отуз|кырк|эл[үу][үу]|сексен|токсон|ж[үу]з|ми[ңн]|милли|мл|жарым)",
    re.IGNORECASE,
)
"""How figures and number words begin: without any of these a text says no number. None goes across a space."""
_BEGINS = re.compile(_COUNTS.pattern + r"|[%½]|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек", re.IGNORECASE)
"""How the first word of a number or a date begins."""
_NO_NUMBERS = frozenset({"үчүн", "учун"})
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_CENTURY, _FIRST_SHORT_YEAR, _LAST_SHORT_YEAR = 1900, 50, 99


def values_in(text: str) -> frozenset[Fact]:
    """All that is said in figures or number words."""
    return frozenset(fact for fact, _ in counted_in(text))


def counted_in(text: str) -> list[tuple[Fact, str]]:
    """The same in order, each with the word after it, which says of what there are so many; "" if none follows."""
    if not any(map(_may_count, text.split())):
        return []
    tokens = [token for token in tokens_of(text) if token not in _NO_NUMBERS]
    facts: list[tuple[Fact, str]] = []
    at = 0
    while at < len(tokens):
        found = read_value(tokens, at) if _may_begin(tokens[at]) else None
        if found is None:
            at += 1
            continue
        value, end = found
        at = max(end, at + 1)
        following = tokens[at] if at < len(tokens) else ""
        if isinstance(value, CalendarDate):
            facts.extend((fact, following) for fact in _of_date(value))
        elif _names_year(value, tokens, at):
            facts.append((("year", str(_CENTURY + int(value.value))), following))
        else:
            facts.append((_of_quantity(value), following))
    return facts


@lru_cache(maxsize=8192)
def _may_count(piece: str) -> bool:
    return _COUNTS.search(piece) is not None


@lru_cache(maxsize=8192)
def _may_begin(token: str) -> bool:
    return _BEGINS.match(token) is not None


def _of_date(date: CalendarDate) -> Iterator[Fact]:
    if date.year:
        yield "year", str(date.year)
    if date.month:
        yield "month", str(date.month)
    if date.day:
        yield "day", f"{date.day}.{date.month}"


def _of_quantity(number: Quantity) -> Fact:
    if number.percent or number.value.denominator != 1:
        return "share", str(number.value)
    if _FIRST_YEAR <= number.value <= _LAST_YEAR:
        return "year", str(number.value)
    return ("order" if number.style is Style.ORDINAL else "number"), str(number.value)


def _names_year(number: Quantity, tokens: list[str], end: int) -> bool:
    """Токсон биринчи жыл is 1991."""
    within = number.style is Style.ORDINAL and _FIRST_SHORT_YEAR <= number.value <= _LAST_SHORT_YEAR
    return within and end < len(tokens) and is_form_of(tokens[end], "жыл")


def agreement(wanted: frozenset[Fact], said: frozenset[Fact]) -> float:
    """The share of what is wanted that is said."""
    if not said:
        return 0.0
    return len(wanted & said) / len(wanted) if wanted else 0.0


def clashes(wanted: frozenset[Fact], said: frozenset[Fact]) -> float:
    """In how many kinds other values are said; a period with one wrong end is half a clash."""
    if not wanted or not said:
        return 0.0
    clash = 0.0
    for kind in {kind for kind, _ in wanted}:
        mine = {value for of, value in wanted if of == kind}
        theirs = {value for of, value in said if of == kind}
        if theirs and not mine & theirs:
            clash += 1
        elif theirs and kind == "year" and mine - theirs:
            clash += 0.5
    return clash


def of_kinds(wanted: frozenset[Fact], said: frozenset[Fact]) -> bool:
    """Whether anything is said in the kinds that are wanted."""
    if not wanted or not said:
        return False
    kinds = {kind for kind, _ in wanted}
    return any(kind in kinds for kind, _ in said)
