"""A typed answer in Russian, English or another language, marked rung by rung as a Kyrgyz one is.

Normal form, another term of the deck, what the author rejects, keyboard and value, endings, the parts in another order,
the term in another language, a slip to ask about, wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from rapidfuzz.distance import OSA

from kgquiz.cards.languages.registry import rules_of
from kgquiz.cards.languages.rules import Rules
from kgquiz.cards.languages.said import Piece, Said, said
from kgquiz.cards.verdict import INFLECTING, Allowance, Finding, Forgiven, Match, Near, Nearness, Verdict

FOREIGN_SCORE = 0.5
"""As for Kyrgyz: the notion is known, its name is not."""
_SLIP_SPEAKS_FROM = 8
"""Letters of the shortest word in which one wrong letter may be a slip."""
_LONGEST_SLIP = 60
_MOST_PIECES = 40


class Level(IntEnum):
    """How close an answer comes, from the closest."""

    SAME = 0
    VALUE = 1
    FOLDED = 2
    INFLECTED = 3
    REORDERED = 4


_FINDINGS = {
    Level.VALUE: Finding.VALUE,
    Level.FOLDED: Finding.KEYBOARD,
    Level.INFLECTED: Finding.ENDING,
    Level.REORDERED: Finding.MEANING,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """That a text fits an expected one, and what was forgiven."""

    level: Level
    expected: Said
    forgiven: tuple[Forgiven, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The terms of a deck by the rules of one language; `nearest` looks only where one could fit."""

    rules: Rules
    by_key: dict[str, list[Said]] = field(default_factory=dict)
    by_beginning: dict[tuple[int, str], list[Said]] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Iterable[str], language: str) -> Known:
        """Prepare the terms."""
        known = cls(rules_of(language))
        for term in terms:
            read = said(term, known.rules)
            if read.pieces:
                known.by_key.setdefault(read.folded_key, []).append(read)
                known.by_beginning.setdefault(_beginning(read), []).append(read)
        return known

    def nearest(self, typed: Said, own: frozenset[str], match: Match = "inflect") -> Fit | None:
        """The term that a text comes closest to, of those whose key is not among the right answers'."""
        near = [*self.by_key.get(typed.folded_key, ()), *self.by_beginning.get(_beginning(typed), ())]
        fits = (fit(term, typed, self.rules, match) for term in near if term.key not in own)
        return min((one for one in fits if one), key=lambda one: one.level, default=None)


def _beginning(read: Said) -> tuple[int, str]:
    """What all forms of a phrase share: its length, and the first letters (лето and год apart, never the only word)."""
    return len(read.pieces), read.words[0][:2]


def mark(  # noqa: PLR0913 - a card's fields, by name
    typed: str,
    answer: str,
    *,
    accept: Sequence[str] = (),
    reject: Sequence[str] = (),
    match: Match = "meaning",
    foreign: Sequence[str] = (),
    known: Known,
) -> Verdict:
    """The finding on a typed text against `answer` and the other right ones in `accept`."""
    rules = known.rules
    right = tuple(dict.fromkeys((answer, *accept)))
    if typed.strip() and any(typed.split() == text.split() for text in right):
        return Verdict(1.0, Finding.EXACT, answer)
    read = said(typed, rules)
    if not read.pieces or len(read.pieces) > _MOST_PIECES:
        return Verdict(0.0, Finding.WRONG if typed.strip() else Finding.EMPTY, answer)
    expected = tuple(said(text, rules) for text in _spellings(right))
    best = _closest(expected, read, rules, match)
    if best is not None and best.level is Level.SAME:
        return Verdict(1.0, Finding.NORMAL, answer, forgiven=(_spelt_otherwise(read, best.expected),))
    return (
        _another(read, answer, expected, best, known)
        or _rejected(read, answer, reject, best, rules)
        or (Verdict(1.0, _FINDINGS[best.level], answer, forgiven=best.forgiven) if best else None)
        or _without_unit(read, answer, expected, match)
        or _in_another_language(read, answer, foreign, match, rules)
        or _slipped(read, answer, expected, match, rules)
        or Verdict(0.0, Finding.WRONG, answer, near=_near(read, expected, rules))
    )


def _spellings(right: Iterable[str]) -> Iterator[str]:
    """The right answers; what stands in brackets may be left out."""
    for text in right:
        yield text
        before, bracket, rest = text.partition("(")
        _, closed, after = rest.partition(")")
        shorter = f"{before.strip()} {after.strip()}".strip()
        if bracket and closed and shorter:
            yield shorter


def _closest(expected: Iterable[Said], typed: Said, rules: Rules, match: Match) -> Fit | None:
    fits = (fit(one, typed, rules, match) for one in expected)
    return min((one for one in fits if one), key=lambda one: one.level, default=None)


def fit(expected: Said, typed: Said, rules: Rules, match: Match) -> Fit | None:
    """How close a text comes to an expected one, as far as `match` lets it."""
    if typed.key == expected.key:
        return Fit(Level.SAME, expected)
    if match == "exact":
        return None
    if typed.folded_key == expected.folded_key:
        return Fit(Level.FOLDED, expected, _folded(expected, typed))
    if rules.layout and _as_meant(typed, rules) == expected.key:
        return Fit(Level.FOLDED, expected, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.LAYOUT),))
    if found := _by_pieces(expected, typed.pieces, rules, inflect=match in INFLECTING):
        return found
    return _reordered(expected, typed, rules) if match == "meaning" else None


def _as_meant(typed: Said, rules: Rules) -> str:
    """The key of what was typed on the other keyboard layout, its punctuation being letters too."""
    return said(typed.raw.casefold().translate(rules.layout), rules).key


def _folded(expected: Said, typed: Said) -> tuple[Forgiven, ...]:
    pairs = zip(typed.pieces, expected.pieces, strict=False)
    pieces = tuple(Forgiven(t.shown, e.shown, Allowance.KEYBOARD) for t, e in pairs if t.word != e.word)
    return pieces or (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.KEYBOARD),)


def _by_pieces(expected: Said, typed: Sequence[Piece], rules: Rules, *, inflect: bool) -> Fit | None:
    """Piece by piece: values by what they are, words in any form."""
    if len(typed) != len(expected.pieces):
        return None
    level, forgiven = Level.SAME, []
    for wanted, given in zip(expected.pieces, typed, strict=True):
        step = _piece(wanted, given, rules, inflect=inflect)
        if step is None:
            return None
        level = max(level, step[0])
        forgiven += [Forgiven(given.shown, wanted.shown, step[1])] if step[1] else []
    return Fit(level, expected, tuple(forgiven))


def _piece(wanted: Piece, given: Piece, rules: Rules, *, inflect: bool) -> tuple[Level, Allowance | None] | None:
    if wanted.value or given.value:
        if wanted.value != given.value:
            return None
        return Level.VALUE, Allowance.VALUE if wanted.word != given.word else None
    if wanted.word == given.word:
        return Level.SAME, None
    if wanted.folded == given.folded:
        return Level.FOLDED, Allowance.KEYBOARD
    if inflect and not _is_abbreviation(wanted) and rules.same_word(wanted.folded, given.folded):
        return Level.INFLECTED, Allowance.ENDING
    return None


def _is_abbreviation(piece: Piece) -> bool:
    return 1 < len(piece.shown) <= 6 and piece.shown.isupper()  # noqa: PLR2004 - НДС, МСУ; not a term in capitals


def _reordered(expected: Said, typed: Said, rules: Rules) -> Fit | None:
    """The parts of a list in another order: вода, газ и свет."""
    wanted, given = _parts(expected, rules), _parts(typed, rules)
    if not len(wanted) == len(given) > 1:
        return None
    for part in wanted:
        place = next((at for at, one in enumerate(given) if _by_pieces(part, one.pieces, rules, inflect=True)), None)
        if place is None:
            return None
        given.pop(place)
    order = Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.ORDER)
    return Fit(Level.REORDERED, expected, (order,))


def _parts(read: Said, rules: Rules) -> list[Said]:
    texts = [""]
    for word in read.raw.replace(";", ",").replace(",", " , ").split():
        if word == "," or word.casefold() in rules.joining:
            texts.append("")
        else:
            texts[-1] += f" {word}"
    return [said(text, rules) for text in texts if text.strip()]


def _spelt_otherwise(typed: Said, expected: Said) -> Forgiven:
    one, other = typed.raw.strip(), expected.raw.strip()
    kind = Allowance.CASE if one.casefold() == other.casefold() else Allowance.SPACING
    return Forgiven(one, other, kind)


def _another(read: Said, answer: str, expected: Sequence[Said], best: Fit | None, known: Known) -> Verdict | None:
    """What is closer to another term is that term; what is as close to it must be asked about."""
    other = known.nearest(read, frozenset(one.key for one in expected))
    if other is None or (best is not None and best.level < other.level):
        return None
    if best is not None and best.level is other.level:
        return Verdict(0.0, Finding.SLIP, answer, other.expected.raw, best.forgiven)
    return Verdict(0.0, Finding.OTHER_TERM, answer, other.expected.raw)


def _rejected(read: Said, answer: str, reject: Sequence[str], best: Fit | None, rules: Rules) -> Verdict | None:
    barred = _closest((said(text, rules) for text in reject), read, rules, "inflect")
    if barred is None or (best is not None and best.level < barred.level):
        return None
    return Verdict(0.0, Finding.WRONG, answer)


def _without_unit(read: Said, answer: str, expected: Iterable[Said], match: Match) -> Verdict | None:
    """5 for "5 лет", 50 for "50 %": the figure is right, whether the rest was meant must be asked."""
    if match == "exact":
        return None
    for one in expected:
        if {len(read.pieces), len(one.pieces)} == {1, 2} or (len(read.pieces) == len(one.pieces) == 1):
            mine, its = read.pieces[0].value, one.pieces[0].value
            if mine and its and mine.rstrip("%") == its.rstrip("%"):
                unit = Forgiven(read.raw.strip(), one.raw.strip(), Allowance.UNIT)
                return Verdict(0.0, Finding.SLIP, answer, forgiven=(unit,))
    return None


def _in_another_language(read: Said, answer: str, foreign: Iterable[str], match: Match, rules: Rules) -> Verdict | None:
    if match == "exact":
        return None
    names = (name for text in foreign for half in text.split(";") for name in _spellings(half.split("/")))
    if not any(name.strip() and said(name, rules).folded_key == read.folded_key for name in names):
        return None
    piece = Forgiven(read.raw.strip(), answer, Allowance.LANGUAGE)
    return Verdict(FOREIGN_SCORE, Finding.FOREIGN, answer, forgiven=(piece,))


def _slipped(read: Said, answer: str, expected: Iterable[Said], match: Match, rules: Rules) -> Verdict | None:
    """One letter of one long word, all others fitting: never at its beginning, where prefixes deny and turn round."""
    if match == "exact":
        return None
    for one in expected:
        if len(one.pieces) != len(read.pieces):
            continue
        odd = [
            (wanted, given)
            for wanted, given in zip(one.pieces, read.pieces, strict=True)
            if _piece(wanted, given, rules, inflect=match in INFLECTING) is None
        ]
        if len(odd) == 1 and _is_one_letter_off(*odd[0]):
            piece = Forgiven(odd[0][1].shown, odd[0][0].shown, Allowance.LETTER)
            return Verdict(0.0, Finding.SLIP, answer, forgiven=(piece,))
    return None


def _is_one_letter_off(wanted: Piece, given: Piece) -> bool:
    one, other = wanted.folded, given.folded
    if wanted.value or given.value or not _SLIP_SPEAKS_FROM <= len(one) <= _LONGEST_SLIP or len(other) > _LONGEST_SLIP:
        return False
    if one[1:] == other or other[1:] == one:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _near(read: Said, expected: Iterable[Said], rules: Rules) -> Near | None:
    """Of a wrong answer what it has right: all but a part that is missing, added or another."""
    for one in expected:
        left, beyond = _apart(one.pieces, read.pieces, rules)
        if len(left) == len(one.pieces):
            continue
        missing, added = _told(left), _told(beyond)
        if missing and not added:
            return Near(Nearness.MISSING, "", missing)
        if added and not missing:
            return Near(Nearness.ADDED, added, "")
        if left and beyond and all(piece.value for piece in (*left, *beyond)):
            return Near(Nearness.NUMBER, added, missing)
        if missing and added:
            return Near(Nearness.PART, added, missing)
    return None


def _apart(wanted: Sequence[Piece], given: Sequence[Piece], rules: Rules) -> tuple[list[Piece], list[Piece]]:
    """What of the two has no counterpart in the other."""
    beyond, left = list(given), []
    for piece in wanted:
        place = next((at for at, one in enumerate(beyond) if _piece(piece, one, rules, inflect=True)), None)
        if place is None:
            left.append(piece)
        else:
            beyond.pop(place)
    return left, beyond


def _told(pieces: Iterable[Piece]) -> str:
    return " ".join(piece.shown for piece in pieces)


def collisions(groups: Iterable[Sequence[str]], language: str) -> tuple[tuple[str, str], ...]:
    """Pairs of terms of different groups that the keyboard or an ending makes one another."""
    rules = rules_of(language)
    terms = [(number, term, said(term, rules)) for number, group in enumerate(groups) for term in group]
    held: dict[tuple[int, str], list[tuple[int, str, Said]]] = {}
    found: Counter[tuple[str, str]] = Counter()
    for number, term, read in terms:
        if not read.pieces:
            continue
        there = held.setdefault(_beginning(read), [])
        for other_number, other, other_read in there:
            if number != other_number and fit(other_read, read, rules, "inflect"):
                found[min(term, other), max(term, other)] += 1
        there.append((number, term, read))
    return tuple(found)
