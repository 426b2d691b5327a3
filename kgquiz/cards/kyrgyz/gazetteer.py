"""A text as the things it names: values, names of the field under all their spellings, and other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from functools import cache, lru_cache

from kgquiz.cards.kyrgyz.dates import CalendarDate, Value, read_value
from kgquiz.cards.kyrgyz.field import STATE_NAMES, named_things
from kgquiz.cards.kyrgyz.inflection import TokenPlace, Word, kin, word_of
from kgquiz.cards.kyrgyz.letters import fold
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.number_words import is_form_of
from kgquiz.cards.kyrgyz.numbers import Quantity, read_quantity
from kgquiz.cards.kyrgyz.synonyms import synonyms
from kgquiz.cards.names import NamedThing
from kgquiz.value import dataclass

_KEYS = (2, 4)
"""Letters that every form of a name's first word begins with: of a short one two, of a longer one four."""
_LONG = 6
_LONGEST_ABBREVIATION = 6
STATE = 0
"""The number of the thing that the state's own names name."""
_SHORT_NAME = 2
_FIRST_MEANING = 1_000_000
"""Synonyms are numbered beyond all names, so that both may be compared."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing in a text: a value, a name (all things that it may be a name of), or a word."""

    token: str
    folded: str
    shown: str
    start: int
    end: int
    value: Value | None = None
    things: frozenset[int] = frozenset()
    unit: str = ""
    """Of a length of time, the unit that its value counts: day or month."""
    first: str = ""
    """Its first token, where it has several."""

    def __hash__(self) -> int:
        """By where it ends and what it is: things of one text that differ in more are few."""
        return hash((self.token, self.end, self.things))


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[Word, ...]
    attribute: Word | None
    """Its last word as it may stand before another noun: Кыргызстандагы; a mere word there is another word."""
    thing: int
    abbreviation: bool


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Names by their first letters; build with `Gazetteer.of`."""

    by_start: dict[str, list[_Name]] = field(default_factory=dict)
    states: frozenset[int] = frozenset()
    words: frozenset[int] = frozenset()
    """Of the things those that are no name but a word with its synonyms."""

    @classmethod
    def of(cls, things: Iterable[NamedThing], words: Iterable[NamedThing] = ()) -> Gazetteer:
        """Prepare names; those of one thing stand for each other, and so do `words` of one meaning."""
        named, meanings = enumerate((NamedThing(STATE_NAMES), *things)), list(enumerate(words, _FIRST_MEANING))
        made = cls(states=frozenset({STATE}), words=frozenset(number for number, _ in meanings))
        for number, thing in (*named, *meanings):
            state = STATE if STATE_NAMES[0] in thing.names else number
            for name in thing.names:
                _enter(made, name, state, is_word=number in made.words)
        return made

    def items(self, reading: Reading, *, dated: bool = False, lasting: bool = False) -> Iterator[Thing]:
        """The things of a text in order; `lasting` joins a number with the unit of time after it."""
        at = 0
        while at < len(reading.tokens):
            item = self._at(reading, at, dated, lasting)
            yield item
            at = item.end

    def _at(self, reading: Reading, at: int, dated: bool, lasting: bool) -> Thing:
        things, end = self._named(reading, at)
        value: Value | None = None
        unit = ""
        if not things:
            found = read_value(reading.tokens, at, dated=dated)
            value, end = found or (None, at + 1)
            if lasting and (isinstance(value, Quantity) or reading.folded[at] in _HALF):
                value, unit, end = _lasting(reading.tokens, at, value, end)
        last = end - 1
        shown = " ".join(reading.shown[at:end])
        return Thing(
            reading.tokens[last], reading.folded[last], shown, at, end, value, things, unit, reading.tokens[at]
        )

    def _named(self, reading: Reading, at: int) -> tuple[frozenset[int], int]:
        longest, things = 0, set[int]()
        for name in _beginning_with(self, reading.tokens[at], reading.folded[at]):
            if len(name.words) < longest:
                break
            if _goes_on(name, reading, at):
                longest = len(name.words)
                things.add(name.thing)
        return frozenset(things), at + (longest or 1)


@lru_cache(maxsize=16384)
def _beginning_with(names: Gazetteer, token: str, folded: str) -> tuple[_Name, ...]:
    """The names that a token may begin, the longest first."""
    starts = (name for letters in _KEYS for name in names.by_start.get(folded[:letters], ()))
    return tuple(sorted((name for name in starts if _begins(name, token, folded)), key=lambda name: -len(name.words)))


def _begins(name: _Name, token: str, folded: str) -> bool:
    if kin(name.words[0], token, folded):
        return True
    return len(name.words) == 1 and name.attribute is not None and kin(name.attribute, token, folded) is not None


def _enter(made: Gazetteer, name: str, thing: int, *, is_word: bool) -> None:
    reading = read(name)
    last = len(reading.tokens) - 1
    abbreviation = last == 0 and name.isupper() and len(name) <= _LONGEST_ABBREVIATION
    words = tuple(
        word_of(
            token,
            (TokenPlace.ALONE if is_word and not last else TokenPlace.LAST) if at == last else TokenPlace.INSIDE,
            abbreviation=shown.isupper() and 1 < len(shown) <= _LONGEST_ABBREVIATION,
        )
        for at, (token, shown) in enumerate(zip(reading.tokens, reading.shown, strict=True))
    )
    attribute = None if is_word else word_of(reading.tokens[-1], TokenPlace.INSIDE, abbreviation=abbreviation)
    letters = _KEYS[len(reading.folded[0]) >= _LONG]
    made.by_start.setdefault(reading.folded[0][:letters], []).append(_Name(words, attribute, thing, abbreviation))


def _goes_on(name: _Name, reading: Reading, at: int) -> bool:
    """Whether a name that the token may begin stands there; an abbreviation with an ending needs its capitals."""
    end = at + len(name.words)
    if end > len(reading.tokens):
        return False
    if name.abbreviation and reading.folded[at] != name.words[0].folded:
        capitals = len(name.words[0].text)
        return reading.shown[at][:capitals].isupper()
    if len(name.words) == 1:
        return True
    last = end - 1
    for word, place in zip(name.words[1:-1], range(at + 1, last), strict=True):
        if not kin(word, reading.tokens[place], reading.folded[place]):
            return False
    token, folded = reading.tokens[last], reading.folded[last]
    return kin(name.words[-1], token, folded) is not None or (
        name.attribute is not None and kin(name.attribute, token, folded) is not None
    )


_YEAR = 12
_DAYS = {"кун": ("day", 1), "жума": ("day", 7), "апта": ("day", 7)}
_MONTHS = {"ай": ("month", 1), "жыл": ("month", _YEAR)}
_UNITS = _DAYS | _MONTHS
_HALF = frozenset({"жарым"})
_MOST_YEARS = 1000


@cache
def _unit_words() -> tuple[tuple[Word, str, int], ...]:
    spelled = {"кун": "күн"}
    return tuple(
        (word_of(spelled.get(text, text), TokenPlace.LAST), unit, size) for text, (unit, size) in _UNITS.items()
    )


def _lasting(tokens: Sequence[str], at: int, value: Value | None, end: int) -> tuple[Value | None, str, int]:
    """A number with the unit of time after it, in days or months: 2 жума is 14 days, жарым жыл 6 months."""
    if value is None:
        value, end, half = Quantity(Fraction(1, 2)), at + 1, True
    else:
        half = False
    plain = isinstance(value, Quantity) and not value.percent and 0 < value.value < _MOST_YEARS
    if not plain or end >= len(tokens) or not isinstance(value, Quantity) or value.style.value == "ordinal":
        return (None, "", at + 1) if half else (value, "", end)
    if tokens[end] in _HALF and not half and end + 1 < len(tokens):
        value, end = Quantity(value.value + Fraction(1, 2)), end + 1
    token = tokens[end].removesuffix("дык").removesuffix("дик").removesuffix("дүк").removesuffix("лык")
    for word, unit, size in _unit_words():
        if kin(word, token, fold(token)):
            return _with_months(tokens, Quantity(value.value * size), unit, end + 1, size=size)
    return (None, "", at + 1) if half else (value, "", end)


def _with_months(
    tokens: Sequence[str], years: Quantity, unit: str, end: int, *, size: int
) -> tuple[Value | None, str, int]:
    """Бир жыл алты ай: 18 months."""
    more = read_quantity(tokens, end) if size == _YEAR and end < len(tokens) else None
    if more is None or more[1] >= len(tokens) or not 0 < more[0].value < _YEAR:
        return years, unit, end
    if not is_form_of(tokens[more[1]], "ай"):
        return years, unit, end
    return Quantity(years.value + more[0].value), unit, more[1] + 1


@lru_cache(maxsize=32)
def gazetteer_of(things: tuple[NamedThing, ...] = ()) -> Gazetteer:
    """The field's own names with some more."""
    return Gazetteer.of((*named_things(), *things))


@cache
def with_synonyms() -> Gazetteer:
    """The field's own names, and the words that have synonyms."""
    return Gazetteer.of(named_things(), synonyms())


@cache
def only_synonyms() -> Gazetteer:
    """Words and phrases that have synonyms, and no names: a name may hide one of its own words."""
    return Gazetteer.of((), synonyms())


@cache
def short_names() -> Gazetteer:
    """Names of two words at most, and words with synonyms: a longer name may hide one of them."""
    groups = (tuple(name for name in thing.names if name.count(" ") < _SHORT_NAME) for thing in named_things())
    return Gazetteer.of((NamedThing(group) for group in groups if len(group) > 1), synonyms())


@cache
def single_words() -> Gazetteer:
    """Single words with their synonyms and no names: a longer name may hide one."""
    groups = (tuple(name for name in thing.names if " " not in name) for thing in synonyms())
    return Gazetteer.of((), (NamedThing(group) for group in groups if len(group) > 1))


def same_value(one: Thing, other: Thing) -> bool:
    """Whether two values, with their units of time, are the same."""
    if one.unit != other.unit:
        return False
    if isinstance(one.value, Quantity):
        return isinstance(other.value, Quantity) and one.value.equals(other.value)
    return (
        isinstance(one.value, CalendarDate) and isinstance(other.value, CalendarDate) and one.value.equals(other.value)
    )


NO_NAMES = Gazetteer.of(())
"""The state's own name, and no other."""
