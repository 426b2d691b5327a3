"""Words to what they mean: each word of a text with its stem, the groups of synonyms it belongs to, its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from functools import cache, lru_cache

from kgquiz.cards.kyrgyz.letters import VOWELS, StemEnd, fold, skeleton, stem_end
from kgquiz.cards.kyrgyz.suffixes import endings
from kgquiz.cards.reading.rivals import DENIES, PREVENTS, RIVALS, SAYS_LITTLE, sides_in
from kgquiz.cards.reading.stems import denies_from, goes_along, lacks, stem_of
from kgquiz.cards.reading.words import SYNONYMS
from kgquiz.value import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:/[^\W\d_])?")
_LABELS = frozenset("АБВГ")
_SOFTENED = {"к": "г", "п": "б"}
_VERB_REST = 7
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Dictionary:
    beginnings: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    verbs: dict[str, frozenset[str]]
    parts: frozenset[str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    longest: int


@cache
def dictionary() -> _Dictionary:
    """The groups of `words` by the ways their members are written; compiled once."""
    beginnings: dict[str, set[str]] = {}
    nouns: dict[str, set[str]] = {}
    verbs: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    parts: set[str] = set()
    for line in SYNONYMS.strip().splitlines():
        group, *members = line.split()
        for member in members:
            word = fold(member)
            if "+" in word:
                pieces = tuple(word.split("+"))
                parts.update(pieces)
                phrases.setdefault(pieces[0], []).append((pieces[1:], group))
            elif word.endswith("!"):
                nouns.setdefault(word[:-1], set()).add(group)
            elif word.endswith("-"):
                verbs.setdefault(word[:-1], set()).add(group)
            else:
                for spelling in _spellings(word):
                    beginnings.setdefault(spelling, set()).add(group)
    longest = max(map(len, (*beginnings, *nouns, *verbs, *parts)))
    return _Dictionary(
        {word: frozenset(groups) for word, groups in beginnings.items()},
        {word: frozenset(groups) for word, groups in nouns.items()},
        {word: frozenset(groups) for word, groups in verbs.items()},
        frozenset(parts),
        {first: tuple(rest) for first, rest in phrases.items()},
        longest,
    )


def _spellings(word: str) -> Iterator[str]:
    """A beginning as its endings change it: шайла-, шайлоо; бийлик, бийлиги; сап, сабы."""
    yield word
    if len(word) <= _SHORT:
        return
    if word[-1] in "ае":
        yield word[:-1] + "оо"
    elif word[-1] in _SOFTENED and word[-2] in VOWELS:
        yield word[:-1] + _SOFTENED[word[-1]]


def rival_members(group: str) -> frozenset[tuple[int, int]]:
    """Of the sets of which only one member can be meant, those that name the group: set and member by number."""
    return sides_in(RIVALS).get(group, frozenset())


@cache
def prevents() -> frozenset[str]:
    """The groups by which a point says what must not be: with them a denial says the same."""
    return frozenset(PREVENTS.split())


@cache
def _little() -> frozenset[str]:
    return frozenset(fold(word) for word in SAYS_LITTLE.split())


@cache
def _denials() -> frozenset[str]:
    return frozenset(fold(word) for word in DENIES.split())


class Denial(Enum):
    """How far the denial in a word reaches."""

    NONE = 0
    ITSELF = 1
    BEFORE = 2
    """The words just before it: ашпай узартылат."""
    CLAUSE = 3


@dataclass(frozen=True, slots=True)
class Lemma:
    """A word out of its place: its stem, its groups, the beginnings of phrases it could stand in."""

    stem: str
    groups: frozenset[str]
    parts: tuple[str, ...]
    little: bool
    denial: Denial


@lru_cache(maxsize=16384)
def _known(shown: str) -> tuple[str, Lemma]:
    """A word as it is written, folded, and what it is wherever it stands; the letter of a part is a name."""
    folded = fold(shown.casefold())
    lemma = lemma_of(folded)
    return folded, replace(lemma, groups=frozenset({"=" + folded}), little=False) if shown in _LABELS else lemma


@lru_cache(maxsize=16384)
def lemma_of(folded: str) -> Lemma:
    """What a folded word is wherever it stands."""
    known = dictionary()
    groups = frozenset[str]()
    covered = 0
    parts = []
    for end in range(min(len(folded), known.longest), 0, -1):
        head = folded[:end]
        if head in known.parts and (end > _SHORT or _is_noun_of(head, folded)):
            parts.append(head)
        here = known.beginnings.get(head, frozenset())
        if head in known.nouns and _is_noun_of(head, folded):
            here |= known.nouns[head]
        if head in known.verbs and len(folded) - end <= _VERB_REST:
            here |= known.verbs[head]
        if here and not covered:
            groups, covered = here, end
    return Lemma(
        stem_of(folded),
        groups,
        tuple(parts),
        folded in _little() or len(folded) == 1,
        _denial_of(folded, covered),
    )


def _denial_of(folded: str, covered: int) -> Denial:
    """A beginning in the dictionary that has the denial in it is a word of its own: ишенбестик."""
    if folded in _denials():
        return Denial.CLAUSE
    at = denies_from(folded)
    if at and at + 1 >= covered:
        return Denial.BEFORE if goes_along(folded, at) else Denial.CLAUSE
    return Denial.ITSELF if lacks(folded) and len(folded) - covered >= _SHORT else Denial.NONE


def _is_noun_of(stem: str, folded: str) -> bool:
    return skeleton(folded[len(stem) :]) in _noun_endings(stem)


@cache
def _noun_endings(stem: str) -> frozenset[str]:
    end = StemEnd.ANY if len(stem) <= _SHORT else stem_end(stem)
    return frozenset(text for text, _ in endings(end)) | {""}


@dataclass(slots=True)
class ReadWord:
    """A word of a text: where it stands, its stem, what it may mean there."""

    start: int
    end: int
    folded: str
    stem: str
    groups: frozenset[str]
    little: bool
    denial: Denial
    denied: bool = False


def words_of(text: str) -> list[ReadWord]:
    """The words of a text in order, phrases of the dictionary recognised."""
    words: list[ReadWord] = []
    lemmas: list[Lemma] = []
    for match in _WORD.finditer(text):
        folded, lemma = _known(match[0])
        lemmas.append(lemma)
        words.append(ReadWord(*match.span(), folded, lemma.stem, lemma.groups, lemma.little, lemma.denial))
    named: dict[int, set[str]] = {}
    for at, pieces, group in _phrases(lemmas):
        for place, piece in enumerate(pieces, at):
            named.setdefault(place, set()).add(group)
            if not _denied_beyond(words[place], piece):
                words[place].denial = Denial.NONE
    for place, names in named.items():
        words[place].groups = frozenset(names)
        words[place].little = False
    return words


def _denied_beyond(word: ReadWord, piece: str) -> bool:
    """Whether a word of a phrase is denied, and not by what the phrase itself has: ишке ашырбайт, ишеним көрсөтпөө."""
    return word.denial is not Denial.NONE and len(piece) <= denies_from(word.folded)


def deny(words: Sequence[ReadWord]) -> None:
    """Mark the words of one clause that it denies."""
    if all(word.denial is Denial.NONE for word in words):
        return
    whole = any(
        word.denial is Denial.CLAUSE
        and not (at and words[at - 1].folded == "кем")
        and not _qualifies(word, words[at + 1 :])
        and not _says_whether(words, at)
        for at, word in enumerate(words)
    )
    for at, word in enumerate(words):
        if word.denial is Denial.BEFORE:
            if at == len(words) - 1 or words[at + 1].stem in _GOES_ON:
                whole = True
            else:
                for near in words[max(0, at - 1) : at + 1]:
                    near.denied = not near.denied
        elif word.denial is Denial.ITSELF or _qualifies(word, words[at + 1 :]):
            word.denied = not word.denied
    if whole:
        for word in words:
            word.denied = not word.denied


_GOES_ON = frozenset({"кал", "кел", "кой", "тур", "жат"})
"""Verbs that only say how the one before goes on: бурбай калган is not turned."""


def _says_whether(words: Sequence[ReadWord], at: int) -> bool:
    """Whether a word is denied only to ask whether it is so: ылайык же ылайык эмес."""
    return at > 2 and words[at - 2].folded == "же" and words[at - 1].stem == words[at - 3].stem  # noqa: PLR2004 - X же X


_BEING_SO = ("гандыги", "гендиги", "гандыгы", "гондугу", "гандык", "гендик", "гандыгын", "гендигин")
"""That it is not so, as a noun: дал келбегендиги жоюлган says that what did not agree is done away with."""
_PARTICIPLES = ("ган", "ген", "гон", "кан", "кен", "кон")


def _qualifies(word: ReadWord, following: Sequence[ReadWord]) -> bool:
    """Whether a denied participle says of the next word what it is: кирбеген функциялар."""
    if word.denial is Denial.CLAUSE and word.folded.endswith(_BEING_SO):
        return True
    if word.denial is not Denial.CLAUSE or not word.folded.endswith(_PARTICIPLES):
        return False
    return bool(following) and not following[0].little and following[0].denial is Denial.NONE


def _phrases(lemmas: list[Lemma]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Where phrases of the dictionary stand, their pieces as it writes them, and what they mean."""
    phrases = dictionary().phrases
    for at, lemma in enumerate(lemmas):
        if not lemma.parts:
            continue
        best: dict[str, tuple[str, ...]] = {}
        for part in lemma.parts:
            for rest, group in phrases.get(part, ()):
                end = at + 1 + len(rest)
                longer = len(rest) >= len(best.get(group, ()))
                if (
                    longer
                    and end <= len(lemmas)
                    and all(piece in lemmas[at + 1 + n].parts for n, piece in enumerate(rest))
                ):
                    best[group] = (part, *rest)
        for group, pieces in best.items():
            yield at, pieces, group
