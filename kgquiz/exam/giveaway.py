"""Whether two cards may stand in one paper: neither tells the other's answer, nor do both ask one fact.

What can be seen by reading is seen. A word that a paper of this pool would show anyway ("Президент" in a chapter on the
President) tells nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, islice, takewhile
from math import log

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze, blanks_of, with_blanks
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.prompts import BLANK
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.key import CardKey

SHORTEST = 4
"""Letters an answer needs before its standing in another text tells anything; numbers alone never do."""

COUNTED = 2000
"""Cards by which it is told whether a word is common: of a larger pool every n-th."""

ONE_FACT = "fact-"
"""How the tags begin by which an author says that several items ask or tell one fact."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Face:
    """What a card shows and what it wants, as words in normal form with the keyboard folded."""

    shown: Words
    answers: tuple[Words, ...]
    found: frozenset[str]
    """The first letters of the words shown: a quick way to see that an answer is not there."""
    options: frozenset[Words]
    """What there is to choose from; an answer that is to be typed does not stand among it."""
    typed: frozenset[Words]
    """The answers that are to be brought up without options."""
    wanted: frozenset[Words]
    """All answers, numbers too."""
    fact: frozenset[str]
    """The stems of question and answer together: what the card is about."""
    facts: frozenset[str]
    """The facts that its author says it shares with other items."""
    about: frozenset[str]
    """The stems of the question."""
    answer: frozenset[str]
    """The stems of what is to be brought up or found."""
    parts: tuple[frozenset[str], ...]
    """The stems of each point, row, step or member of a right answer; of question and answer where there is but one."""
    pieces: tuple[Words, ...]
    """The points, rows, steps and members themselves; none where there is but one answer."""
    lines: tuple[tuple[str, ...], ...]
    """The stems of all that is read or answered, text by text and in order; of a false statement its correction too."""

    shows_pieces: bool
    """Whether the pieces stand on the card, to be ordered or found, not to be recalled."""
    recalled: tuple[str, ...]
    """The points of an open question that are more than a name, short words too: each as one run of stems."""
    asked: str
    """The question in the same way."""

    @cached_property
    def said(self) -> frozenset[str]:
        """All that question and right answer say."""
        return self.about.union(*self.parts)


def face_of(card: Card) -> Face:
    """A card's face."""
    shown = _words(card.question())  # options are left out: among several, the right one is not marked
    right = [words for text in _wanted(card) if (words := _words(text))]
    answers = tuple(_bare(words) for words in right if _tells(words))
    options = _both(words for text in options_of(card) if _tells(words := _words(text)))
    typed = _both(() if isinstance(card, Choice) else filter(_tells, right))
    wanted = _both(right)
    about = _stems(shown)
    answer = frozenset[str]().union(*map(_stems, right))
    fact = about | answer
    pieces = tuple(_words(text) for text in _parts_of(card))
    parts = (*map(_stems, pieces), *(_stems(_words(text)) for text in _dated(card))) or (fact,)
    facts = frozenset(tag for tag in card.tags if tag.startswith(ONE_FACT))
    found = frozenset(word[:SHORTEST] for words in (shown, *pieces) for word in words)
    lines = tuple(map(_stems_in_order, (*map(_words, _statements_of(card)), *pieces)))
    return Face(
        shown,
        answers,
        found,
        options,
        typed,
        wanted,
        fact,
        facts,
        about,
        answer,
        parts,
        pieces,
        lines,
        not isinstance(card, Outline),
        tuple(map(_run, filter(_is_more_than_a_name, pieces))) if isinstance(card, Outline) else (),
        _run(shown),
    )


def options_of(card: Card) -> tuple[str, ...]:
    """What a card shows beside its question."""
    match card:
        case Choice():
            return (card.answer, *card.wrong)
        case Multi():
            return (*card.answers, *card.wrong)
        case Match():
            return (*card.pairs, *card.pairs.values())
        case Order():
            return card.items
    return ()


def _parts_of(card: Card) -> Iterable[str]:
    """What a right answer says, piece by piece, where it has pieces."""
    match card:
        case Outline():
            return (_PAGE.sub("", point) for point in card.points)
        case Match():
            return map(" ".join, card.pairs.items())
        case Order():
            return card.items
        case Multi():
            return card.answers
    return ()


def _statements_of(card: Card) -> tuple[str, ...]:
    """What the question and its right answer say together, as one reads them."""
    match card:
        case Cloze():
            return (with_blanks(card.text, tuple(blank.answer for blank in blanks_of(card.text))),)
        case Choice() if BLANK in card.prompt:
            return (card.prompt.replace(BLANK, card.answer),)
        case Typed() | Choice():
            return (f"{card.prompt} {card.answer}",)
        case TrueFalse() if card.correction:
            return card.statement, card.correction
    return (card.question(),)


def _dated(card: Card) -> Iterable[str]:
    """The steps with the time of each, which it is to be known by."""
    return (f"{item} {when}" for item, when in card.when.items()) if isinstance(card, Order) else ()


_PAGE = re.compile(r" \((?:\d+-б\.|с\. \d+|p\. \d+)\)$")
"""The page that a point from elsewhere names."""


def asks_number(card: Card) -> bool:
    """Whether the answer is a date or number, or holds one."""
    return any(letter.isdigit() for text in _wanted(card) for letter in text)


def ask_one_fact(one: Face, other: Face) -> bool:
    """Whether two cards ask the same: one answer in words, or one number about the same thing, or nearly one text.

    What cannot be seen by reading (a row of a match that holds a point of an open question) their author says by a tag.
    """
    if not one.facts.isdisjoint(other.facts):
        return True
    same = one.wanted & other.wanted
    if any(map(_tells, same)):
        return True
    shared, all_ = len(one.fact & other.fact), len(one.fact | other.fact)
    return shared >= _FEWEST and shared >= (_SAME_NUMBER if same else _SAME_TEXT) * all_


_STEM = 5
"""Letters of a word that stay the same in its forms."""
_FEWEST = 3
_SAME_PART, _PART_WITH_ANSWER = 0.6, 0.35
"""Shares of a part, by weight, from which another card says it: tried on pairs that a person read."""
_TELLING = 2.1
"""Of how many words that stand on one card alone the words must have the weight that two parts share."""
_PRINTED, _ASKED = 1.2, 0.6
"""The same weight for a part that stands in another text as a whole, and where it is to be recalled or answers it."""
_SAME_NUMBER, _SAME_TEXT = 0.35, 0.6
"""Shares of common stems from which two cards are about one fact: tried on pairs that a person read."""


def _wanted(card: Card) -> Iterable[str]:
    match card:
        case Typed() | Choice():
            return (card.answer,)
        case Cloze():
            return (blank.answer for blank in blanks_of(card.text))
        case TrueFalse() if card.correction:
            return _mended(card)
    return ()


def _mended(card: TrueFalse) -> tuple[str, ...]:
    """What must be known to call a statement false: the words of its correction that it lacks."""
    said = frozenset(card.statement.split())
    return (" ".join(word for word in card.correction.split() if word not in said),)


def _words(text: str) -> Words:
    return read(text).folded


def _bare(words: Words) -> Words:
    """An answer without the ending of plural or possession: the same thing in another sentence."""
    return (*words[:-1], _OWN_ENDING.sub("", words[-1]))


_OWN_ENDING = re.compile(r"(?<=[^\W\d]{4})(?:[лдт][аео]р)?(?:с?[ыиу])?$")


def _both(answers: Iterable[Words]) -> frozenset[Words]:
    return frozenset(form for words in answers for form in (words, _bare(words)))


def _stems(words: Words) -> frozenset[str]:
    return frozenset(_stems_in_order(words))


def _stems_in_order(words: Words) -> tuple[str, ...]:
    numbers = (_DIGITS.match(word) for word in words)
    return tuple(
        number.group() if number else word[:_STEM]
        for word, number in zip(words, numbers, strict=True)
        if number or len(word) >= SHORTEST
    )


_DIGITS = re.compile(r"\d+")
"""A number, whatever ending is written to it."""


def _is_more_than_a_name(point: Words) -> bool:
    return len(point) >= _FEWEST and sum(map(len, point)) > _FEWEST * SHORTEST


def _run(words: Words) -> str:
    """The words in order, each by its stem or its number, so that one run can be looked for in another."""
    numbers = (_DIGITS.match(word) for word in words)
    stems = (number.group() if number else word[:_STEM] for word, number in zip(words, numbers, strict=True))
    return f" {' '.join(stems)} "


def _stands_close(part: frozenset[str], line: tuple[str, ...]) -> bool:
    """Whether all stems of a part stand in a text side by side, with one other between them at most."""
    if not part.issubset(line):
        return False
    size = len(part) + 1
    return any(part.issubset(line[start : start + size]) for start in range(max(1, len(line) - size + 1)))


def _recites(first: Face, second: Face) -> bool:
    """Whether the question of the second has a point of the first word for word: then no word is too common to tell."""
    return any(point in second.asked for point in first.recalled)


def _tells(words: Words) -> bool:
    return any(sum(letter.isalpha() for letter in word) >= SHORTEST for word in words)


class Faces:
    """The faces of a pool: which of them tells the answer of which other. A face is read when it is first looked at."""

    def __init__(self, cards: Mapping[CardKey, Card], asked: int) -> None:
        """`cards` by key; `asked` is how many of them a form shows."""
        self._cards = cards
        self._share = 1 / max(1, asked)
        self.face = cache(lambda key: face_of(cards[key]))
        self.is_common = cache(self._is_common)
        self._are_one = cache(self._asks_or_states_one)

    def clash(self, one: CardKey, other: CardKey) -> bool:
        """Whether either of two cards gives the other away."""
        return Shown(self, [one]).clashes(other)

    def are_one(self, one: CardKey, other: CardKey) -> bool:
        """Whether two cards ask or state the same: looked at once, since a drawing comes back to its pairs."""
        return self._are_one(one, other) if one < other else self._are_one(other, one)

    def _asks_or_states_one(self, one: CardKey, other: CardKey) -> bool:
        return ask_one_fact(self.face(one), self.face(other)) or self.state_one(one, other)

    def state_one(self, one: CardKey, other: CardKey) -> bool:
        """Whether a point, row, step or member of one card is also said by the other, or by a part of it.

        Words count by how rare they are among the pool's cards (inverse document frequency, Spärck Jones 1972).
        """
        first, second = self.face(one), self.face(other)
        if not first.pieces and not second.pieces:
            return False
        if _recites(first, second) or _recites(second, first):
            return True
        if self._prints(first, second) or self._prints(second, first):
            return True
        if len(first.said & second.said) < _FEWEST:
            return False
        return any(
            self._weigh((part | first.about) & (its_part | second.about)) >= self._telling
            and (
                self._is_said(part, its_part | second.about, second.answer)
                or self._is_said(its_part, part | first.about, first.answer)
            )
            for part in first.parts
            for its_part in second.parts
        )

    def _prints(self, first: Face, second: Face) -> bool:
        """Whether a whole piece of the one answer stands word by word in a text of the other: fewer words tell then."""
        return any(
            len(part) >= _FEWEST and _stands_close(part, line) and self._weigh(part) >= self._least(first, part, second)
            for part in first.parts
            if first.pieces
            for line in second.lines
        )

    def _least(self, first: Face, part: frozenset[str], second: Face) -> float:
        """The weight from which a printed piece tells: names stand in many texts, what is to be recalled in few."""
        is_asked = not first.shows_pieces or bool(second.answer & part)
        return (_ASKED if is_asked else _PRINTED) * self._rarest

    def _is_said(self, part: frozenset[str], whole: frozenset[str], answer: frozenset[str]) -> bool:
        """Whether most of a part stands in another card, or half of that where it holds the answer found there."""
        least = _SAME_PART if not answer or not answer <= part else _PART_WITH_ANSWER
        return len(part) > 1 and self._weigh(part & whole) >= least * self._weigh(part)

    def _weigh(self, stems: Iterable[str]) -> float:
        return sum(self._weight.get(stem, self._rarest) for stem in stems)

    @cached_property
    def _weight(self) -> Mapping[str, float]:
        sample = self._read_sample
        counts = Counter(chain.from_iterable(self.face(key).said for key in sample))
        return {stem: log(len(sample) / count) for stem, count in counts.items()}

    @cached_property
    def _rarest(self) -> float:
        return log(max(1, len(self._read_sample)))

    @property
    def _telling(self) -> float:
        return _TELLING * self._rarest

    @cached_property
    def _read_sample(self) -> Sequence[str]:
        """The keys of every card of a pool, or of every n-th of a large one: a share needs no more."""
        return list(self._cards)[:: max(1, len(self._cards) // COUNTED)]

    def _is_common(self, answer: Words) -> bool:
        """Whether so many cards show the answer that a form is likely to show it anyway."""
        return self._sample.count(answer) >= self._share * self._sample.cards

    @cached_property
    def _sample(self) -> _Index:
        return _Index([self.face(key).shown for key in self._read_sample])


class Shown:
    """The cards of a form so far: what they show and what they want."""

    def __init__(self, faces: Faces, keys: Iterable[CardKey] = ()) -> None:
        self._faces = faces
        self._shown: dict[str, list[Words]] = {}
        self._answers: dict[str, list[Words]] = {}
        self._options: set[Words] = set()
        self._typed: set[Words] = set()
        self._keys: list[CardKey] = []
        for key in keys:
            self.add(key)

    def add(self, key: CardKey) -> None:
        """One more card is shown."""
        face = self._faces.face(key)
        self._options |= face.options
        self._typed |= face.typed
        self._keys.append(key)
        for start in face.found:
            self._shown.setdefault(start, []).extend((face.shown, *face.pieces))
        for answer in face.answers:
            self._answers.setdefault(answer[0][:SHORTEST], []).append(answer)

    def without(self, key: CardKey) -> Shown:
        """The same cards but one."""
        return Shown(self._faces, (other for other in self._keys if other != key))

    def clashes(self, key: CardKey) -> bool:
        """Whether a card asks or tells what one that is shown asks, or one that is shown tells its answer."""
        face = self._faces.face(key)
        if any(self._faces.are_one(key, other) for other in self._keys):
            return True
        if not (face.typed.isdisjoint(self._options) and face.options.isdisjoint(self._typed)):
            return True
        told = (a for a in face.answers for shown in self._shown.get(a[0][:SHORTEST], ()) if stands_in(a, shown))
        texts = (face.shown, *face.pieces)
        answers = (a for start in face.found for a in self._answers.get(start, ()))
        tells = (a for a in answers if any(stands_in(a, text) for text in texts))
        return any(not self._faces.is_common(answer) for answer in dict.fromkeys(chain(told, tells)))


class _Index:
    """Texts by their words, so that those that show an answer are found without reading them all."""

    def __init__(self, texts: Sequence[Words]) -> None:
        self.cards = len(texts)
        self._texts = texts
        self._by_word: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for word in frozenset(text):
                self._by_word.setdefault(word, []).append(number)
        self._words = sorted(self._by_word)

    def count(self, answer: Words) -> int:
        """How many texts show the answer."""
        rarest = min((self._with(word) for word in answer), key=len)
        return sum(stands_in(answer, self._texts[number]) for number in rarest)

    def _with(self, stem: str) -> frozenset[int]:
        """The texts in which some word is this one, or begins with it and is long enough to tell."""
        return frozenset(number for word in self._forms(stem) for number in self._by_word[word])

    def _forms(self, stem: str) -> list[str]:
        first = bisect_left(self._words, stem)
        return list(takewhile(lambda word: word.startswith(stem), islice(self._words, first, None)))


def stands_in(answer: Words, text: Words) -> bool:
    """Whether an answer stands in a text, in any form that only adds an ending."""
    first, size = answer[0], len(answer)
    return any(
        _is_form(word, first) and (size == 1 or _begins(text[start : start + size], answer))
        for start, word in enumerate(text)
    )


def _begins(text: Words, answer: Words) -> bool:
    return len(text) == len(answer) and all(map(_is_form, text, answer))


def _is_form(word: str, stem: str) -> bool:
    return word == stem or (len(stem) >= SHORTEST and word.startswith(stem))
