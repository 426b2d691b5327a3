"""A typed answer in Russian, English or another language, marked rung by rung as a Kyrgyz one is.

Normal form, another term of the deck, what the author rejects, keyboard and value, endings, the parts in another order,
the term in another language, a slip to ask about, wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from enum import IntEnum

from rapidfuzz.distance import OSA

from kgquiz.cards.languages.registry import rules_of
from kgquiz.cards.languages.rules import Rules
from kgquiz.cards.languages.said import Piece, SaidText, said
from kgquiz.cards.verdict import INFLECTING, Allowance, Finding, Forgiven, Match, Near, Nearness, Verdict
from kgquiz.value import dataclass

FOREIGN_SCORE = 0.5
"""As for Kyrgyz: the notion is known, its name is not."""
_SLIP_SPEAKS_FROM = 8
"""Letters of the shortest word in which one wrong letter may be a slip."""
_LONGEST_SLIP = 60
_MOST_PIECES = 40


class Closeness(IntEnum):
    """How close an answer comes, from the closest."""

    SAME = 0
    VALUE = 1
    FOLDED = 2
    INFLECTED = 3
    REORDERED = 4


_FINDINGS = {
    Closeness.VALUE: Finding.VALUE,
    Closeness.FOLDED: Finding.KEYBOARD,
    Closeness.INFLECTED: Finding.ENDING,
    Closeness.REORDERED: Finding.MEANING,
}


@dataclass(frozen=True, slots=True)
class NearFit:
    """That a text fits an expected one, and what was forgiven."""

    level: Closeness
    expected: SaidText
    forgiven: tuple[Forgiven, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownTerms:
    """The terms of a deck by the rules of one language; `nearest` looks only where one could fit."""

    rules: Rules
    by_key: dict[str, list[SaidText]] = field(default_factory=dict)
    by_beginning: dict[tuple[int, str], list[SaidText]] = field(default_factory=dict)

    @classmethod
    def of(cls, terms: Iterable[str], language: str) -> KnownTerms:
        """Prepare the terms."""
        known = cls(rules_of(language))
        for term in terms:
            read = said(term, known.rules)
            if read.pieces:
                known.by_key.setdefault(read.folded_key, []).append(read)
                known.by_beginning.setdefault(_beginning(read), []).append(read)
        return known

    def nearest(self, typed: SaidText, own: frozenset[str], match: Match = "inflect") -> NearFit | None:
        """The term that a text comes closest to, of those whose key is not among the right answers'."""
        near = [*self.by_key.get(typed.folded_key, ()), *self.by_beginning.get(_beginning(typed), ())]
        fits = (fit(term, typed, self.rules, match) for term in near if term.key not in own)
        return min((one for one in fits if one), key=lambda one: one.level, default=None)


def _beginning(read: SaidText) -> tuple[int, str]:
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
    known: KnownTerms,
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
    if best is not None and best.level is Closeness.SAME:
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


def _closest(expected: Iterable[SaidText], typed: SaidText, rules: Rules, match: Match) -> NearFit | None:
    fits = (fit(one, typed, rules, match) for one in expected)
    return min((one for one in fits if one), key=lambda one: one.level, default=None)


def fit(expected: SaidText, typed: SaidText, rules: Rules, match: Match) -> NearFit | None:
    """How close a text comes to an expected one, as far as `match` lets it."""
    if typed.key == expected.key:
        return NearFit(Closeness.SAME, expected)
    if match == "exact":
        return None
    if typed.folded_key == expected.folded_key:
        return NearFit(Closeness.FOLDED, expected, _folded(expected, typed))
    if rules.layout and _as_meant(typed, rules) == expected.key:
        return NearFit(
            Closeness.FOLDED, expected, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.LAYOUT),)
        )
    if found := _by_pieces(expected, typed.pieces, rules, inflect=match in INFLECTING):
        return found
    return _reordered(expected, typed, rules) if match == "meaning" else None


def _as_meant(typed: SaidText, rules: Rules) -> str:
    """The key of what was typed on the other keyboard layout, its punctuation being letters too."""
    return said(typed.raw.casefold().translate(rules.layout), rules).key


def _folded(expected: SaidText, typed: SaidText) -> tuple[Forgiven, ...]:
    pairs = zip(typed.pieces, expected.pieces, strict=False)
    pieces = tuple(Forgiven(t.shown, e.shown, Allowance.KEYBOARD) for t, e in pairs if t.word != e.word)
    return pieces or (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.KEYBOARD),)


def _by_pieces(expected: SaidText, typed: Sequence[Piece], rules: Rules, *, inflect: bool) -> NearFit | None:
    """Piece by piece: values by what they are, words in any form."""
    if len(typed) != len(expected.pieces):
        return None
    level, forgiven = Closeness.SAME, []
    for wanted, given in zip(expected.pieces, typed, strict=True):
        step = _piece(wanted, given, rules, inflect=inflect)
        if step is None:
            return None
        level = max(level, step[0])
        forgiven += [Forgiven(given.shown, wanted.shown, step[1])] if step[1] else []
    return NearFit(level, expected, tuple(forgiven))


def _piece(wanted: Piece, given: Piece, rules: Rules, *, inflect: bool) -> tuple[Closeness, Allowance | None] | None:
    if wanted.value or given.value:
        if wanted.value != given.value:
            return None
        return Closeness.VALUE, Allowance.VALUE if wanted.word != given.word else None
    if wanted.word == given.word:
        return Closeness.SAME, None
    if wanted.folded == given.folded:
        return Closeness.FOLDED, Allowance.KEYBOARD
    if inflect and not _is_abbreviation(wanted) and rules.same_word(wanted.folded, given.folded):
        return Closeness.INFLECTED, Allowance.ENDING
    return None


def _is_abbreviation(piece: Piece) -> bool:
    return 1 < len(piece.shown) <= 6 and piece.shown.isupper()  # noqa: PLR2004 - НДС, МСУ; not a term in capitals


def _reordered(expected: SaidText, typed: SaidText, rules: Rules) -> NearFit | None:
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
    return NearFit(Closeness.REORDERED, expected, (order,))


def _parts(read: SaidText, rules: Rules) -> list[SaidText]:
    texts = [""]
    for word in read.raw.replace(";", ",").replace(",", " , ").split():
        if word == "," or word.casefold() in rules.joining:
            texts.append("")
        else:
            texts[-1] += f" {word}"
    return [said(text, rules) for text in texts if text.strip()]


def _spelt_otherwise(typed: SaidText, expected: SaidText) -> Forgiven:
    one, other = typed.raw.strip(), expected.raw.strip()
    kind = Allowance.CASE if one.casefold() == other.casefold() else Allowance.SPACING
    return Forgiven(one, other, kind)


def _another(
    read: SaidText, answer: str, expected: Sequence[SaidText], best: NearFit | None, known: KnownTerms
) -> Verdict | None:
    """What is closer to another term is that term; what is as close to it must be asked about."""
    other = known.nearest(read, frozenset(one.key for one in expected))
    if other is None or (best is not None and best.level < other.level):
        return None
    if best is not None and best.level is other.level:
        return Verdict(0.0, Finding.SLIP, answer, other.expected.raw, best.forgiven)
    return Verdict(0.0, Finding.OTHER_TERM, answer, other.expected.raw)


def _rejected(read: SaidText, answer: str, reject: Sequence[str], best: NearFit | None, rules: Rules) -> Verdict | None:
    barred = _closest((said(text, rules) for text in reject), read, rules, "inflect")
    if barred is None or (best is not None and best.level < barred.level):
        return None
    return Verdict(0.0, Finding.WRONG, answer)


def _without_unit(read: SaidText, answer: str, expected: Iterable[SaidText], match: Match) -> Verdict | None:
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


def _in_another_language(
    read: SaidText, answer: str, foreign: Iterable[str], match: Match, rules: Rules
) -> Verdict | None:
    if match == "exact":
        return None
    names = (name for text in foreign for half in text.split(";") for name in _spellings(half.split("/")))
    if not any(name.strip() and said(name, rules).folded_key == read.folded_key for name in names):
        return None
    piece = Forgiven(read.raw.strip(), answer, Allowance.LANGUAGE)
    return Verdict(FOREIGN_SCORE, Finding.FOREIGN, answer, forgiven=(piece,))


def _slipped(read: SaidText, answer: str, expected: Iterable[SaidText], match: Match, rules: Rules) -> Verdict | None:
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


def _near(read: SaidText, expected: Iterable[SaidText], rules: Rules) -> Near | None:
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
    held: dict[tuple[int, str], list[tuple[int, str, SaidText]]] = {}
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
