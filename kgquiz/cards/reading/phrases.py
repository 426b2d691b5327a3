"""The phrases of a clause: nouns with what stands before them, and by its case the part each plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache

from kgquiz.cards.kyrgyz.letters import VOWELS, skeleton
from kgquiz.cards.reading.meanings import ReadWord
from kgquiz.value import dataclass


class Part(Enum):
    """What a noun is to its verb, as its case says."""

    DOER = "nominative"
    OWNER = "genitive"
    GOAL = "dative"
    OBJECT = "accusative"
    PLACE = "locative"
    SOURCE = "ablative"
    BESIDE = "before a postposition"
    DEED = "verb"


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Words that belong together, the last of which is the head; whose it is comes before it in the genitive."""

    words: range
    part: Part
    owner: range = range(0)

    @property
    def head(self) -> int:
        """The place of its last word."""
        return self.words[-1]


_CASES = (
    (Part.OWNER, ("нIн", "дIн", "тIн")),
    (Part.SOURCE, ("дAн", "тAн", "нAн")),
    (Part.PLACE, ("дA", "тA", "дAгI", "тAгI")),
    (Part.GOAL, ("гA", "кA", "нA")),
)
_VERB = re.compile(r".{2,}(?:[аео]т|йт|[гк][аео]н|с[аео])")
_NOUNS = frozenset(
    """
    кызмат мамкызмат милдет окмот мамлекет жамаат депутат аппарат комитет бюджет мандат совет сапат кандидат
    авторитет университет факультет муниципалитет формат сертификат дипломат адвокат жаат максат ниет кабинет
    интернет пакет маданият акимият мээнет кабат аттестат салтанат саат референдат жашоот тарбият кат ант ат
    """.split()  # noqa: SIM905 - a list of words
)
"""Nouns that end as a verb does."""
_OWNED = re.compile(r".*(?:[^аеёиоуыэюя](?<!нч)(?<![гк])[иуы]|[аеиоуыэюя]с[иуы]|[лрт][иуы]г[иуы])")
"""A noun with the ending of whose it is, or of who does it (катчы): another phrase begins after it."""
_HAS_OWNER = re.compile(
    r".*(?:[^аеёиоуыэюя](?<!нч)(?<![гк])|[аеиоуыэюя]с|[лрт][иуы]г)[иуы](?:н(?:[аео]|[иуы]н|д[аео]|[аео]н)?)?"
)
"""The same in any case: өкмөт өкүлүн is the government's."""
_PLURAL = re.compile(r".{2,}[лдт][аео]р")
_ALONE = frozenset(
    """
    президент парламент өкмөт премьер министр аким мэр депутат кызмат мамкызмат кеңеш айылкеңеш айылөкмөт сот
    комиссия партия жамаат калк башчы статс кызматчы мамкызматчы
    """.split()  # noqa: SIM905 - a list of words
)
"""Who needs no ending to be the head of a phrase."""
_SHORT = 3
_BARE = frozenset({"орто", "олко", "торага", "калка", "сана", "кайра"})
"""Words that end as a case does."""
POSTPOSITIONS = frozenset({"менен", "учун", "боюнча", "жонундо", "тууралуу", "аркылуу", "катары", "сыяктуу"})
"""After these a noun acts no more; after тарабынан it does."""
_JOINS = frozenset({"жана", "же", "гана", "эле", "да", "де", "до", "дагы", "эн"})
"""Little words within a phrase."""


@lru_cache(maxsize=8192)
def part_of(folded: str) -> Part:
    """The part a word plays by its ending; without one it is a doer, or belongs to the word that follows."""
    if folded not in _NOUNS and _VERB.fullmatch(folded):
        return Part.DEED
    bones = skeleton(folded)
    for part, endings in _CASES:
        if bones.endswith(endings) and folded not in _BARE:
            if part is Part.OWNER and bones[-3] == "т" and folded[-4:-3] in VOWELS:
                return Part.OBJECT  # бюджетин is his budget as an object, кеңештин the council's
            return part
    if bones.endswith(("нI", "дI", "тI")) and (bones[-2] == "н" or folded[-3:-2] not in VOWELS):
        return Part.OBJECT
    if bones.endswith(("сIн", "рIн", "лIн", "гIн", "шIн", "мIн", "бIн", "ңIн", "кIн", "чIн")):
        return Part.OBJECT
    return Part.DOER


def phrases_of(words: Sequence[ReadWord], clause: range) -> Iterator[NounPhrase]:
    """The phrases of one clause in order."""
    first, owner = clause.start, range(0)
    for at in clause:
        word = words[at]
        if word.little and not word.groups:
            if word.folded not in _JOINS:
                if first < at:
                    part = Part.BESIDE if word.folded in POSTPOSITIONS else Part.DOER
                    yield NounPhrase(range(first, at), part, owner)
                first, owner = at + 1, range(0)
            elif first == at:
                first = at + 1
            continue
        part = part_of(word.folded)
        if part is Part.DEED and first < at:
            yield NounPhrase(range(first, at), Part.DOER, owner)
            first, owner = at, range(0)
        if part is not Part.DOER or _is_whole(words, at, clause.stop):
            if part is Part.DOER and at + 1 < clause.stop and words[at + 1].folded in POSTPOSITIONS:
                part = Part.BESIDE
            found = NounPhrase(range(first, at + 1), part, owner)
            yield found
            first = at + 1
            owner = found.words if part is Part.OWNER else range(0)
    if first < clause.stop:
        yield NounPhrase(range(first, clause.stop), Part.DOER, owner)


def _is_whole(words: Sequence[ReadWord], at: int, stop: int) -> bool:
    """Whether a doer ends with this word: its name goes no further, and the next word is no part of it."""
    word = words[at]
    if at + 1 < stop and word.groups and word.groups == words[at + 1].groups:
        return False  # two words of one name: айыл өкмөтү
    if _ends_a_name(word.folded):
        return True
    return bool(word.groups & _ALONE) and (at + 1 == stop or not _has_owner(words[at + 1].folded))


@lru_cache(maxsize=8192)
def _ends_a_name(folded: str) -> bool:
    """Whether a word has the ending of several, or of whose it is."""
    if _PLURAL.fullmatch(folded):
        return True
    return len(folded) > _SHORT and _OWNED.fullmatch(folded) is not None


@lru_cache(maxsize=8192)
def _has_owner(folded: str) -> bool:
    part = part_of(folded)
    if part is Part.OWNER and not folded.endswith(("нын", "нин", "нун")):
        return False
    if part is Part.OBJECT and folded.endswith(("ты", "ти", "ту", "ды", "ди", "ду")):
        return False
    return _HAS_OWNER.fullmatch(folded) is not None
