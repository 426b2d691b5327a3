"""Phrases compared token by token: how close a typed answer comes to an expected one, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from kgquiz.cards.kyrgyz.counted import names_the_counted
from kgquiz.cards.kyrgyz.dates import CalendarDate, Value, read_value
from kgquiz.cards.kyrgyz.field import SHORT_PLACES
from kgquiz.cards.kyrgyz.fits import Fit, Joined, Level
from kgquiz.cards.kyrgyz.inflection import Kinship, TokenPlace, Word, kin, word_of
from kgquiz.cards.kyrgyz.letters import refold
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.numbers import Quantity
from kgquiz.cards.kyrgyz.suffixes import Case
from kgquiz.cards.kyrgyz.tally import UNCOUNTED, Tally
from kgquiz.cards.verdict import Allowance, Forgiven
from kgquiz.value import dataclass

_FOLD_SPEAKS_FROM = 4
"""A shorter word has too many twins under the keyboard fold to pass unasked: үй, уй; a number tells them apart."""
_LONGEST_ABBREVIATION = 6
CACHED_LENGTH = 300
"""Letters of answers that are worth preparing for more than one marking."""


Element = Word | Quantity | CalendarDate
_Span = tuple[Value | None, int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expected answer, prepared; `elements` are its words with numbers and dates read as values."""

    reading: Reading
    words: tuple[Word, ...]
    elements: tuple[Element, ...]
    shown: tuple[str, ...]
    has_values: bool
    has_dates: bool
    short: bool

    @property
    def has_unit(self) -> bool:
        """Whether it is a figure with a word or % that says of what: 3 күн, 50 %."""
        first, *others = self.elements or (None,)
        return isinstance(first, Quantity) and (first.percent or bool(others))


def phrase_of(text: str, tally: Tally = UNCOUNTED) -> Phrase:
    """Prepare an expected answer; answers of usual length are prepared once."""
    tally.add(len(text))
    return _cached_phrase(text) if len(text) <= CACHED_LENGTH else _prepared(text)


def fit(phrase: Phrase, typed: Reading, *, inflect: bool = True, tally: Tally = UNCOUNTED) -> Fit | None:
    """Compare from the closest level to the farthest."""
    tally.add(1)
    if typed.key == phrase.reading.key:
        return Fit(Level.SAME)
    if typed.folded_key == phrase.reading.folded_key:
        return Fit(Level.FOLDED, refold(typed.key, phrase.reading.key), _keyboard(phrase, typed))
    if phrase.has_values:
        return _by_values(phrase, typed, inflect, tally)
    if len(typed.tokens) != len(phrase.words):
        return None
    return _by_words(phrase, typed, inflect, tally)


def words_of(reading: Reading) -> Iterator[Word]:
    """The tokens prepared as expected words, each by its place in the phrase."""
    last = len(reading.tokens) - 1
    for at, (token, shown) in enumerate(zip(reading.tokens, reading.shown, strict=True)):
        place = TokenPlace.ALONE if last == 0 else TokenPlace.LAST if at == last else TokenPlace.INSIDE
        yield word_of(token, place, abbreviation=_is_abbreviation(shown))


@lru_cache(maxsize=8192)
def _cached_phrase(text: str) -> Phrase:
    return _prepared(text)


def _prepared(text: str) -> Phrase:
    reading = read(text)
    spans = list(_spans(reading.tokens))
    words = tuple(words_of(reading))
    elements = tuple(words[at] if value is None else value for value, at, _ in spans)
    shown = tuple(" ".join(reading.shown[at:end]) for _, at, end in spans)
    letters = sum(character.isalpha() for character in reading.key)
    values = [value for value, _, _ in spans if value is not None]
    plain = values or reading.key in SHORT_PLACES or any(map(_is_abbreviation, reading.shown))
    short = letters < _FOLD_SPEAKS_FROM and not plain
    dated = any(isinstance(value, CalendarDate) for value in values)
    return Phrase(reading, words, elements, shown, bool(values), dated, short)


def _is_abbreviation(shown: str) -> bool:
    return 1 < len(shown) <= _LONGEST_ABBREVIATION and shown.isupper() and shown.isalpha()


def _spans(tokens: Sequence[str], *, dated: bool = False) -> Iterator[_Span]:
    """Values and other tokens with where they start and end."""
    at = 0
    while at < len(tokens):
        found = read_value(tokens, at, dated=dated)
        value, end = found or (None, at + 1)
        yield value, at, end
        at = end


def _keyboard(phrase: Phrase, typed: Reading) -> tuple[Forgiven, ...]:
    if typed.folded != phrase.reading.folded:
        return (Forgiven(typed.raw.strip(), phrase.reading.raw.strip(), Allowance.KEYBOARD),)
    triples = zip(typed.tokens, phrase.reading.tokens, zip(typed.shown, phrase.reading.shown, strict=True), strict=True)
    return tuple(Forgiven(*shown, Allowance.KEYBOARD) for token, expected, shown in triples if token != expected)


def _by_words(phrase: Phrase, typed: Reading, inflect: bool, tally: Tally) -> Fit | None:
    joined = Joined()
    rows = zip(phrase.words, phrase.reading.shown, typed.tokens, typed.folded, typed.shown, strict=True)
    for word, expected, token, folded, shown in rows:
        tally.add(1 + len(word.variants))
        found = kin(word, token, folded)
        if found is None or (found.kinship > Kinship.FOLDED and not inflect):
            return None
        joined.add_word(found, shown, expected)
    return joined.fit()


def _by_values(phrase: Phrase, typed: Reading, inflect: bool, tally: Tally) -> Fit | None:
    """Values must be equal, whatever their spelling; words between them as ever."""
    tally.add(len(typed.tokens))
    spans = list(_spans(typed.tokens, dated=phrase.has_dates))
    if unit := _without_unit(phrase, typed, spans):
        return unit
    if len(spans) != len(phrase.elements):
        return None
    joined = Joined()
    for element, expected, span in zip(phrase.elements, phrase.shown, spans, strict=True):
        tally.add(1 + len(element.variants) if isinstance(element, Word) else 1)
        if not _fits_element(element, expected, typed, span, inflect, joined):
            return None
    if not any(isinstance(element, Word) and element.text.isalpha() for element in phrase.elements):
        joined.tell_as_one(typed.raw.strip(), phrase.reading.raw.strip())
    return joined.fit()


def _fits_element(  # noqa: PLR0913, PLR0917 - one step of the loop above
    element: Element, expected: str, typed: Reading, span: _Span, inflect: bool, joined: Joined
) -> bool:
    value, at, end = span
    shown = " ".join(typed.shown[at:end])
    if not isinstance(element, Word):
        if isinstance(element, CalendarDate) and isinstance(value, CalendarDate) and element.lacks_year_of(value):
            joined.add_doubt(shown, expected)
            return True
        joined.add_value(shown, expected)
        return _equal_values(element, value)
    found = kin(element, typed.tokens[at], typed.folded[at]) if value is None else None
    if found is None or (found.kinship > Kinship.FOLDED and not inflect):
        return False
    joined.add_word(found, shown, expected)
    return True


def _equal_values(one: Value, other: Value | None) -> bool:
    if isinstance(one, Quantity):
        return isinstance(other, Quantity) and one.equals(other)
    return isinstance(other, CalendarDate) and one.equals(other)


def _without_unit(phrase: Phrase, typed: Reading, spans: Sequence[_Span]) -> Fit | None:
    """5 for "5 жыл", 50 for "50 %", or the other way round: the figure is right, its unit is in doubt."""
    expected, one = phrase.elements[0], spans[0][0] if spans else None
    if not isinstance(expected, Quantity) or not isinstance(one, Quantity) or not one.counts_like(expected):
        return None
    units = sorted((len(phrase.elements) - 1 + expected.percent, len(spans) - 1 + one.percent))
    if units != [0, 1] or not all(isinstance(element, Word) for element in phrase.elements[1:]):
        return None
    unit = Forgiven(typed.raw.strip(), phrase.reading.raw.strip(), Allowance.UNIT)
    counted = _counted(one, typed, spans) if not phrase.has_unit and expected.equals(one) else ""
    return Fit(Level.VALUE, forgiven=(unit,), in_doubt=True, counted=counted)


def _counted(figure: Quantity, typed: Reading, spans: Sequence[_Span]) -> str:
    """The word after the figure, if it only names what is counted; 5тен, 5ке go with words that say how many."""
    if len(spans) == 1 or figure.case is not Case.NOMINATIVE:
        return ""
    value, at, _ = spans[1]
    return typed.tokens[at] if value is None and names_the_counted(typed.tokens[at]) else ""
