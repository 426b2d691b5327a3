"""A text as the marker of other languages reads it: its words, with numbers, shares and dates as values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction

from kgquiz.cards.languages.rules import Rules
from kgquiz.value import dataclass

LONGEST = 2000
"""Letters that are read; nothing longer is an answer."""
_TOKEN = re.compile(r"\d{4}-\d\d-\d\d|\d+(?:[.,:/]\d+)*|[^\W\d_]+|%")
_DELETED = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff'’‘ʼ`´\u0301\u0300")
"""Invisible characters, apostrophes and stress marks."""
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_GROUP, _YEARS = 3, range(1000, 3000)
_LAST_DAY = 31
_TEN, _HUNDRED = 10, 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a value with its spelling: `value` is empty for a word."""

    shown: str
    word: str
    folded: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SaidText:
    """A text in pieces; two texts of one `key` differ in nothing an answer is about."""

    raw: str
    pieces: tuple[Piece, ...]
    key: str
    folded_key: str

    @property
    def has_values(self) -> bool:
        """Whether a number, share or date stands in it."""
        return any(piece.value for piece in self.pieces)

    @property
    def words(self) -> tuple[str, ...]:
        """Its folded words and values."""
        return tuple(piece.value or piece.folded for piece in self.pieces)


def said(text: str, rules: Rules) -> SaidText:
    """Read a text by the rules of its language."""
    shown = [_in_one_alphabet(token, rules) for token in _TOKEN.findall(_characters(text))]
    kept = [token for token in shown if token.casefold() not in rules.left_out] or shown
    words = [token.casefold() for token in kept]
    pieces = tuple(_pieces(kept, words, rules))
    return SaidText(text, pieces, _key(words), _key([rules.fold(word) for word in words]))


def _characters(text: str) -> str:
    return unicodedata.normalize("NFC", text[:LONGEST]).translate(_DELETED)


def _in_one_alphabet(token: str, rules: Rules) -> str:
    """A word that mixes alphabets, or is of the wrong one and looks right, in that of the language."""
    if not rules.alike or token.isascii() == (ord("a") in rules.alike):
        turned = token.casefold().translate(rules.alike)
        if turned != token.casefold() and not any(ord(letter) in rules.alike for letter in turned):
            return turned
    return token


def _key(words: Sequence[str]) -> str:
    """Spaces do not count, except where they keep two numbers apart."""
    joined = " ".join(words)
    return re.sub(r"(?<!\d) | (?!\d)", "", joined)


def _pieces(shown: Sequence[str], words: Sequence[str], rules: Rules) -> Iterator[Piece]:
    at = 0
    while at < len(words):
        value, end = _date(words, at, rules) or _number(words, at, rules) or ("", at + 1)
        text = " ".join(shown[at:end])
        yield Piece(text, " ".join(words[at:end]), rules.fold(words[at]), value)
        at = end


def _date(words: Sequence[str], at: int, rules: Rules) -> tuple[str, int] | None:
    """05.05.1993, 1993-05-05, 5 мая 1993 года, May 5, 1993: the day as ISO 8601, with -- for a year not said."""
    word = words[at]
    if day := _DAY.fullmatch(word):
        return _iso(day[3], day[2], day[1]), at + 1
    if day := _ISO_DAY.fullmatch(word):
        return _iso(day[1], day[2], day[3]), at + 1
    if word in rules.months and at + 1 < len(words):
        return _dated(words, at + 1, str(rules.months[word]), at + 1, rules)
    number = at + 1
    while number < len(words) and words[number] in {*rules.after_number, "of"}:
        number += 1
    if number < len(words) and words[number] in rules.months:
        return _dated(words, at, str(rules.months[words[number]]), number, rules)
    return None


def _dated(words: Sequence[str], day: int, month: str, last: int, rules: Rules) -> tuple[str, int] | None:
    number = words[day]
    if not number.isdecimal() or not 0 < int(number) <= _LAST_DAY:
        return None
    end = last + 1
    while end < len(words) and words[end] in rules.after_number:
        end += 1
    if end < len(words) and words[end].isdecimal() and int(words[end]) in _YEARS:
        year, end = words[end], end + 1
        return _iso(year, month, number), _past(words, end, rules.year)
    return _iso("--", month, number), end


def _iso(year: str, month: str, day: str) -> str:
    return f"={year}-{int(month):02}-{int(day):02}"


def _past(words: Sequence[str], at: int, some: frozenset[str]) -> int:
    return at + 1 if at < len(words) and words[at] in some else at


def _number(words: Sequence[str], at: int, rules: Rules) -> tuple[str, int] | None:
    """A number in figures or words, with its scale and its sign of a percentage."""
    found = _in_figures(words, at, rules) or _in_words(words, at, rules)
    if found is None:
        return None
    number, end = found
    end = _past(words, end, rules.after_number)
    while end < len(words) and words[end] in rules.scales:
        number, end = number * rules.scales[words[end]], end + 1
    if end < len(words) and (words[end] == "%" or words[end] in rules.percent):
        return f"={number}%", end + 1
    if words[end - 1 : end + 1] and number in _YEARS:
        end = _past(words, end, rules.year)
    return f"={number}", end


def _in_figures(words: Sequence[str], at: int, rules: Rules) -> tuple[Fraction, int] | None:
    first = words[at]
    if not first[0].isascii() or not first[0].isdecimal():
        return None
    end = at + 1
    if first.isdecimal():
        while len(first) <= _GROUP and end < len(words) and words[end].isdecimal() and len(words[end]) == _GROUP:
            end += 1
        return Fraction(int("".join(words[at:end]))), end
    if rules.thousands and re.fullmatch(rf"\d{{1,3}}(?:{rules.thousands}\d{{3}})+", first):
        return Fraction(first.replace(rules.thousands, "")), end
    try:
        return Fraction(first.replace(",", ".")), end
    except (ValueError, ZeroDivisionError):
        return None


def _in_words(words: Sequence[str], at: int, rules: Rules) -> tuple[Fraction, int] | None:
    """пятьсот двадцать три тысячи; two hundred and five."""
    total = current = 0
    end = at
    while end < len(words):
        number, scale = rules.number_words.get(rules.fold(words[end])), rules.scales.get(words[end])
        if number is not None and (end == at or _goes_on(current, number)):
            current = current * number if number == _HUNDRED and 0 < current < _TEN else current + number
        elif scale is not None and (current or end == at):
            total, current = total + max(current, 1) * scale, 0
        elif not (current >= _HUNDRED and words[end] in rules.joining and _is_number_word(words, end + 1, rules)):
            break
        end += 1
    return (Fraction(total + current), end) if end > at else None


def _is_number_word(words: Sequence[str], at: int, rules: Rules) -> bool:
    return at < len(words) and rules.fold(words[at]) in rules.number_words


def _goes_on(current: int, number: int) -> bool:
    """Whether a number word goes on with a number: двадцать пять does, пять шесть are two."""
    if number == _HUNDRED and 0 < current < _TEN:
        return True
    if number < _TEN:
        return number > 0 and current % _TEN == 0 and current % _HUNDRED != _TEN
    return current % (_HUNDRED if number < _HUNDRED else _HUNDRED * _TEN) == 0
