"""What a wrong answer comes nearest to: which part of a right one it has, and which part differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kgquiz.cards.kyrgyz.dates import CalendarDate
from kgquiz.cards.kyrgyz.gazetteer import NO_NAMES, Thing, same_value
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.numbers import Quantity
from kgquiz.cards.kyrgyz.readings import items_of
from kgquiz.cards.kyrgyz.stems import same_attribute, same_noun
from kgquiz.cards.verdict import Near, Nearness


def nearest_part(typed: Reading, right: Sequence[Reading]) -> Near | None:
    """The most telling of what the answer shares with a right one; None if they share nothing.

    Work grows with the product of their lengths: for answers of at most some dozens of words.
    """
    found = [
        (_in_its_place(near, typed, expected), _TELLING.index(near.kind), near)
        for expected in right
        for near in _compared(typed, expected)
    ]
    return min(found, key=lambda one: one[:2], default=(0, 0, None))[2]


def _in_its_place(near: Near, typed: Reading, expected: Reading) -> int:
    """One word in another's place tells most: Президенттин for Өкмөттүн Аппараты, rather than beside Аппарат."""
    one_word = " " not in near.typed + near.expected
    replaced = near.kind is Nearness.PART and one_word and len(typed.tokens) == len(expected.tokens) > 1
    return 0 if replaced or near.kind not in {Nearness.ADDED, Nearness.MISSING, Nearness.PART} else 1


_TELLING = (
    *(Nearness.DATE_MISSING, Nearness.DATE_DAY, Nearness.DATE_YEAR, Nearness.DATE_MONTH, Nearness.DATE_REST),
    *(Nearness.DAY_OF_MONTH, Nearness.MONTH_OF_DAY),
    *(Nearness.UNIT, Nearness.NUMBER, Nearness.ADDED, Nearness.MISSING, Nearness.PART),
)
"""From the kind that says most precisely what is wrong."""


def _compared(typed: Reading, expected: Reading) -> Iterator[Near]:
    book = items_of(expected, NO_NAMES, False, False)
    dated = any(isinstance(item.value, CalendarDate) for item in book)
    hers = items_of(typed, NO_NAMES, False, dated)
    if dated:
        book = items_of(expected, NO_NAMES, False, True)
    yield from _by_date(hers, book)
    left_book, left_hers = _unmatched(hers, book)
    same = len(book) - len(left_book)
    if not same or (not left_book and not left_hers):
        return
    kind = _kind(left_hers, left_book, book)
    if kind is Nearness.PART and any(item.value is not None for item in (*left_hers, *left_book)):
        return
    yield Near(kind, _shown(left_hers), _shown(left_book))


def _kind(hers: Sequence[Thing], book: Sequence[Thing], whole: Sequence[Thing]) -> Nearness:
    if hers and not book:
        return Nearness.ADDED
    if book and not hers:
        return Nearness.MISSING
    if all(isinstance(item.value, Quantity) for item in (*hers, *book)):
        return Nearness.NUMBER
    if isinstance(whole[0].value, Quantity) and whole[0] not in book and len(whole) > 1:
        return Nearness.UNIT
    return Nearness.PART


def _unmatched(hers: Sequence[Thing], book: Sequence[Thing]) -> tuple[list[Thing], list[Thing]]:
    """What of the book and what of hers has no counterpart."""
    left, missing = list(hers), []
    for item in book:
        other = next((other for other in left if _same(item, other)), None)
        if other is None:
            missing.append(item)
        else:
            left.remove(other)
    return missing, left


def _same(one: Thing, other: Thing) -> bool:
    if one.value is not None or other.value is not None:
        return one.value is not None and other.value is not None and same_value(one, other)
    return same_noun(one.token, other.token) or same_attribute(one.token, other.token)


def _by_date(hers: Sequence[Thing], book: Sequence[Thing]) -> Iterator[Near]:
    expected = next((item.value for item in book if isinstance(item.value, CalendarDate)), None)
    if expected is None:
        return
    for item in hers:
        if isinstance(item.value, CalendarDate):
            yield from _date_parts(item.value, expected, item.shown, _shown(book))
        elif isinstance(item.value, Quantity) and item.value.value == expected.year:
            yield Near(Nearness.DATE_MISSING, item.shown, _shown(book))


def _date_parts(hers: CalendarDate, book: CalendarDate, shown: str, expected: str) -> Iterator[Near]:
    """Which of year, month and day agree; a year counts as right only where there is one."""
    year = book.year > 0 and hers.year == book.year
    month, day = hers.month == book.month, hers.day == book.day
    lacks = (book.day and not hers.day) or (book.month and not hers.month)
    if year and lacks and (month or not hers.month):
        yield Near(Nearness.DATE_MISSING, shown, expected)
    elif year and month and not day:
        yield Near(Nearness.DATE_DAY, shown, expected)
    elif month and day and book.year and hers.year and not year:
        yield Near(Nearness.DATE_YEAR, shown, expected)
    elif year:
        yield Near(Nearness.DATE_MONTH if day and book.day else Nearness.DATE_REST, shown, expected)
    elif not book.year and not hers.year and month != day:
        yield Near(Nearness.DAY_OF_MONTH if month else Nearness.MONTH_OF_DAY, shown, expected)


def _shown(items: Iterable[Thing]) -> str:
    return " ".join(item.shown for item in items)
