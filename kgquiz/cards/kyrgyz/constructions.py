"""What grammar lets one say in two ways: may not and is not done, no fewer than and at least, being and -ness.

Each text is taken down to its plain construction: the words that are left, the bound that was set, and what is said of
the deed at the end. Two texts may be compared word by word only if bound and mood agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from kgquiz.cards.kyrgyz.letters import VOICELESS, close_after, fold, l_after
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.plainer import (
    after_a_deed,
    as_a_doer,
    as_a_servant,
    as_an_act,
    as_an_owner,
    as_having,
    as_undergone,
    before_a_deed,
    by_the_way_of,
    independent_of,
    of_the_village,
    of_today,
    without_light_verbs,
)
from kgquiz.cards.kyrgyz.stems import deed_of, without_ending_of_not, without_passive
from kgquiz.cards.kyrgyz.words_that_count import AND
from kgquiz.value import dataclass


class Mood(Enum):
    """What is said of a deed."""

    NONE = "none"
    DONE = "done"
    NOT_DONE = "not done"
    """Is not done, may not be done: a law that says the one says the other."""
    MAY = "may"
    MUST = "must"
    HAS = "has done"
    HAS_NOT = "has not done"


_TENSELESS = {Mood.HAS: Mood.DONE, Mood.HAS_NOT: Mood.NOT_DONE}
"""A law that has been made so is so."""


class Limit(Enum):
    """What limits a figure."""

    NONE = "none"
    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in its plain construction; `passive` is None where the mood leaves it open."""

    words: tuple[str, ...]
    mood: Mood = Mood.NONE
    passive: bool | None = None
    bound: Limit = Limit.NONE

    def agrees(self, other: Plain) -> bool:
        """Whether the two may be the same, if their words are."""
        voices = {self.passive, other.passive}
        moods = {_TENSELESS.get(one.mood, one.mood) for one in (self, other)}
        return len(moods) == 1 and self.bound is other.bound and voices != {True, False}


_MARKS = re.compile(
    r"болбо|мүмкүн|тыюу|жол бер|керек|тийиш|милдеттүү|зарыл|шарт|уруксат|ал(?:а|ыша)т\b|[бп][аеоө]йт\b|"
    r"кем|ашык|(?:көп|аз) эмес|эң (?:аз|көп)|дегенде|ашпа|экен|болуш|болуу|болгондуг|жылкы|дейре|дейин|"
    r"жөнүндө|тууралуу|замат|дароо|токтоосуз|менен|эле\b|эмес|жок\b|[гк][аеоө]н\b|"
    r"п (?:кет|ко|сал|жибер|кал|тур|кел|жат)|"
    r"[гк][аеоө]н[дт][аеоө]|[бп][аеоө]ст[аеоө]н|(?:кыл|жүргүз|жаса|жасо|өткөр|өт[пкөү]|этүү|этил)|[лн](?:[ыиуү]ш[ыиуү]|(?:уу|үү)с[ыиуү])\b|соң\b|электе|алдында|мур[ду]|"
    r"таандык|тиешелүү|тийиштүү|караштуу|астындагы|курамындагы|карамагындагы|[гк][ыиуү]ч[аеоө]\b|[дт][ыиуү]\b|"
    r"с[ыиуү]з\b|элек\b|[бп][аеоө]й\b|айыл айма|аркылуу|бирок|бар\b|[аеоөй] (?:бер|башта)|берилген|иштеген|эмгектенген"
)
"""A quick look: whether anything of this kind stands in a text."""


@lru_cache(maxsize=4096)
def _is_marked(text: Reading) -> bool:
    return _MARKS.search(text.raw.casefold()) is not None


def in_plain_words(typed: Reading, expected: Reading) -> tuple[Reading, Reading] | None:
    """Both texts in plain construction, if that changes one of them and they may be the same."""
    if not (_is_marked(expected) or _is_marked(typed)):
        return None
    hers, book = _pair_of_deeds(typed, expected)
    if not hers.words or not book.words or not hers.agrees(book):
        return None
    words = _joined_alike(hers.words, book.words)
    if words == (typed.shown, expected.shown):
        return None
    return read(" ".join(words[0])), read(" ".join(words[1]))


_MAY_BE_A_NOUN = re.compile(r".+[^лн][дт][ыиуү]")
"""Мыйзамды and орду have the ending of the past, but are none; beside another tense a verb is sure."""


def _pair_of_deeds(typed: Reading, expected: Reading) -> tuple[Plain, Plain]:
    """The two with the verbs at their ends as nouns, if both end in one; else each as it stands."""
    if all(_MAY_BE_A_NOUN.fullmatch(text.tokens[-1]) for text in (typed, expected)):
        return plain(typed.shown, verbs=False), plain(expected.shown, verbs=False)
    deeds = plain(typed.shown, verbs=True), plain(expected.shown, verbs=True)
    if all(one.mood is not Mood.NONE for one in deeds):
        return deeds
    return plain(typed.shown, verbs=False), plain(expected.shown, verbs=False)


@lru_cache(maxsize=8192)
def plain(shown: tuple[str, ...], *, verbs: bool) -> Plain:
    """The plain construction of a text; with `verbs` the one at its end as a noun."""
    words = list(shown)
    for step in _STEPS:
        words = step(words)
    words, bound = _bounded(words)
    if not verbs:
        return Plain(tuple(words), bound=bound)
    words, mood, passive = _deed(words)
    return Plain(tuple(words), mood, passive, bound)


_BEING = re.compile(r"(?:экендиг|экен|болуш|болгондуг)(?:и|ы|у|ү)\w{0,4}|болуу(?:су)?\w{0,3}")


def _qualities(words: list[str]) -> list[str]:
    """Толук жана так экендиги is толуктук жана тактык."""
    if len(words) < 2 or not _BEING.fullmatch(words[-1].casefold()):  # noqa: PLR2004
        return words
    before = words[:-1]
    if _NOUN.search(before[-1].casefold()):
        return words
    made = list(before)
    for at in range(len(before) - 1, -1, -2):
        made[at] = quality_of(before[at])
        if at == 0 or fold(before[at - 1].casefold()) not in AND:
            break
    return made


_NOUN = re.compile(r"(?:[ндт][ыиуү]н|[дт][аеоө]н?|[гк][аеоө]|(?<![лдт])(?:уу|үү)|оо|өө|эмес|жок)$")
"""No adjective ends so."""


def quality_of(adjective: str) -> str:
    """The noun of an adjective: толук, толуктук; ачык, ачыктык; туруктуу, туруктуулук."""
    small = adjective.casefold()
    return f"{adjective}{l_after(small)}{close_after(small)}к"


_ASPECT = re.compile(r"(?:кетүү|коюу|салуу|жиберүү|калуу)(\w{0,6})")
_CONVERB = re.compile(r"(.{2,}[^аеоөыиуү])[ыиуү]п|(.{2,}[аеоө])п|(ал)ып(?= ко)")
"""A short verb with another after it is a verb of its own: алып кетүү."""


def _aspects(words: list[str]) -> list[str]:
    """Алдап кетүү is алдоо, чыгып кетүүсү чыгуусу: the second verb tells only how it is done."""
    for at in range(1, len(words)):
        second = _ASPECT.fullmatch(words[at].casefold())
        if second and (root := _root_of_converb(words[at - 1].casefold(), words[at].casefold())):
            return [*words[: at - 1], deed_of(root) + second[1], *words[at + 1 :]]
    return words


_SECOND_VERBS = frozenset({"кет", "кой", "ко", "сал", "жибер", "кал"})
_GOING_ON = frozenset({"тур", "кел", "жат"})
"""Каржылап турат is каржылайт."""
_ON = frozenset({"бер", "башта"})
"""Уланта берет goes on so, колдоно баштаган has done so for the first time: both say that it is done."""
_STOPPED = frozenset({"токто", "токтот"})
"""Not so what rests for a time: токтотуп турат is not токтотот."""


def _root_of_converb(token: str, second: str) -> str:
    found = _CONVERB.match(f"{token} {second}")
    return next(filter(None, found.groups()), "") if found and found.end() == len(token) else ""


_DONE = re.compile(r"(.{2,}?)([гк])([аеоө])н")


def _denied_participles(words: list[str]) -> list[str]:
    """Киргизилген эмес and киргизилген жок are киргизилбеген."""
    if len(words) > 1 and words[-1].casefold() in {"эмес", "жок"} and (found := _DONE.fullmatch(words[-2].casefold())):
        first = "п" if found[2] == "к" else "б"
        return [*words[:-2], f"{found[1]}{first}{found[3]}г{found[3]}н"]
    return words


_AT_ONCE = frozenset(map(fold, ("дароо", "заматта", "замат", "токтоосуз")))
_AS_IT_IS = re.compile(r"(.{2,}?)([аеоө]{1,2})р([ыиуү]?)")
_ONCE_DONE = re.compile(r"(.{2,}?)[гк][аеоө]н[дт][аеоө]н?")


def _moments(words: list[str]) -> list[str]:
    """Бүтөр замат, бүтөрү менен, бүткөндө дароо, бүткөндөн кийин дароо: бүтүү замат."""
    if len(words) < 2:  # noqa: PLR2004
        return words
    last = fold(words[-1].casefold())
    if last in _AT_ONCE or last == "менен":
        found = _AS_IT_IS.fullmatch(words[-2].casefold())
        if found and bool(found[3]) is (last == "менен"):
            root = found[1] + (found[2][0] if len(found[2]) > 1 else "")
            return [*words[:-2], deed_of(root), "замат"]
    if last in _AT_ONCE:
        at = len(words) - 2 - (fold(words[-2].casefold()) in {"кийин", "сон"})
        if at >= 0 and (done := _ONCE_DONE.fullmatch(words[at].casefold())):
            return [*words[:at], deed_of(done[1]), "замат"]
    return words


_STEPS = (
    of_today,
    of_the_village,
    independent_of,
    by_the_way_of,
    as_a_servant,
    as_having,
    as_a_doer,
    as_an_act,
    as_an_owner,
    without_light_verbs,
    as_undergone,
    _aspects,
    _denied_participles,
    _qualities,
    _moments,
    before_a_deed,
    after_a_deed,
)
_AFTER_FIGURE: dict[tuple[str, ...], Limit] = {
    ("кем", "эмес"): Limit.LEAST,
    ("аз", "эмес"): Limit.LEAST,
    ("кем", "болбогон"): Limit.LEAST,
    ("кем", "болбоо"): Limit.LEAST,
    ("ашык", "эмес"): Limit.MOST,
    ("коп", "эмес"): Limit.MOST,
}
_BEFORE_FIGURE: dict[tuple[str, ...], Limit] = {
    ("кеминде",): Limit.LEAST,
    ("эн", "аз"): Limit.LEAST,
    ("эн", "кеминде"): Limit.LEAST,
    ("аз", "дегенде"): Limit.LEAST,
    ("эн", "коп"): Limit.MOST,
    ("эн", "кобу"): Limit.MOST,
    ("коп", "дегенде"): Limit.MOST,
    ("ашпаган",): Limit.MOST,
}
_FROM = re.compile(r"(?i)-?(.*?)[дт][аеоө]н")


def _bounded(words: list[str]) -> tuple[list[str], Limit]:
    """Эки жолудан кем эмес and кеминде эки жолу: эки жолу, at least."""
    folded = [without_ending_of_not(fold(word.casefold())) for word in words]
    bound = _AFTER_FIGURE.get(tuple(folded[-2:])) if len(words) > 2 else None  # noqa: PLR2004
    if bound and (found := _FROM.fullmatch(words[-3])):
        return [*words[:-3], *([found[1]] if found[1] else [])], bound
    for at in range(len(words) - 1):
        for size in (2, 1):
            bound = _BEFORE_FIGURE.get(tuple(folded[at : at + size]))
            if bound and at + size < len(words):
                return words[:at] + words[at + size :], bound
    return words, Limit.NONE


_TO_DO = re.compile(r"(.+(?:уу|үү|оо|өө))(?:г[аеоө])?")
_DOING = re.compile(r"(.{2,}?)[ыиуү]?ш[ыиуү]")
_ABLE = re.compile(r"(.{2,}[^аеоөыиуү])[аеоө]|(.{2,}[аеоө])й")
_NOT_DONE = re.compile(r"(.{2,}?)[бп][аеоө]йт")
_DONE_NOW = re.compile(r"(.{2,}?)(?:[аеоө]т|йт)")
_HARD = "".join(sorted(VOICELESS))
_MOODS: dict[tuple[str, ...], Mood] = {
    ("болбойт",): Mood.NOT_DONE,
    ("тыюу", "салынат"): Mood.NOT_DONE,
    ("тыюу", "салынган"): Mood.NOT_DONE,
    ("жол", "берилбейт"): Mood.NOT_DONE,
    ("уруксат", "берилбейт"): Mood.NOT_DONE,
    ("мүмкүн", "эмес"): Mood.NOT_DONE,
    ("болот",): Mood.MAY,
    ("мүмкүн",): Mood.MAY,
    ("керек",): Mood.MUST,
    ("зарыл",): Mood.MUST,
    ("тийиш",): Mood.MUST,
    ("милдеттүү",): Mood.MUST,
    ("шарт",): Mood.MUST,
}
_SHAPES = (
    (Mood.NOT_DONE, _NOT_DONE),
    (Mood.DONE, _DONE_NOW),
    (Mood.HAS_NOT, re.compile(r"(.{2,}?)[бп][аеоө]г[аеоө]н")),
    (Mood.HAS, re.compile(r"(.{2,}?)[гк][аеоө]н")),
    (Mood.HAS_NOT, re.compile(r"(.{2,}?)[бп][аеоө]д[ыиуү]")),
    (Mood.HAS, re.compile(rf"(.{{2,}}?)(?:(?<=[{_HARD}])т|(?<![{_HARD}])д)[ыиуү]")),
)
_ABILITY = {"алат": Mood.MAY, "алышат": Mood.MAY, "албайт": Mood.NOT_DONE, "алышпайт": Mood.NOT_DONE}


def _deed(words: list[str]) -> tuple[list[str], Mood, bool | None]:
    """The verb at the end as a noun, with its mood and voice: узартууга болбойт is узартуу, not done."""
    last = [word.casefold() for word in words]
    for size in (2, 1):
        mood = _MOODS.get(tuple(last[-size:]))
        if mood and len(words) > size and (root := _root_of_noun(last[-size - 1])):
            return [*words[: -size - 1], deed_of(root)], mood, None
    if (lacking := _without_it(words)) is not None:
        return lacking
    if len(last) > 1 and last[-1] in _ABILITY and (able := _ABLE.fullmatch(last[-2])):
        root, passive = without_passive(able[1] or able[2])
        return [*words[:-2], deed_of(root)], _ABILITY[last[-1]], passive
    for mood, shape in _SHAPES:
        if found := shape.fullmatch(last[-1]):
            return _finite(words, found[1], mood)
    return words, Mood.NONE, None


_LACKING = re.compile(r"(.{2,}(?:уу|үү|оо|өө))с[ыиуү]з")
_NOT_DOING = re.compile(r"(.{2,}?)[бп][аеоө]й")


def _without_it(words: list[str]) -> tuple[list[str], Mood, bool | None] | None:
    """Чектөөсүз, чектөө жок, чектебей: it is not done; жоюла элек: it has not been done."""
    last = words[-1].casefold()
    if (found := _LACKING.fullmatch(last)) and (root := _root_of_noun(found[1])):
        return [*words[:-1], deed_of(root)], Mood.NOT_DONE, None
    if found := _NOT_DOING.fullmatch(last):
        return [*words[:-1], deed_of(without_passive(found[1])[0])], Mood.NOT_DONE, None
    before = words[-2].casefold() if len(words) > 1 else ""
    if last == "жок" and _TO_DO.fullmatch(before) and (root := _root_of_noun(before)):
        return [*words[:-2], deed_of(root)], Mood.NOT_DONE, None
    if last == "элек" and (able := _ABLE.fullmatch(before)):
        return _finite(words[:-1], able[1] or able[2], Mood.HAS_NOT)
    return None


_FROM_A_DEED, _TO_A_DEED = (re.compile(rf"(.{{2,}}(?:уу|үү|оо|өө)){case}") for case in ("д[аеоө]н", "г[аеоө]"))
_UNDERGONE = {"өт": _FROM_A_DEED, "өткөр": _FROM_A_DEED, "ал": _TO_A_DEED}
"""Каттоодон өтөт, каттоого алынат: is registered."""


def _finite(words: list[str], stem: str, mood: Mood) -> tuple[list[str], Mood, bool]:
    root, passive = without_passive(stem)
    before = words[:-1]
    main = _root_of_converb(before[-1].casefold(), root) if before and root in _SECOND_VERBS | _GOING_ON else ""
    if main and not (root in _GOING_ON and main in _STOPPED):
        root, main_passive = without_passive(main)
        return [*before[:-1], deed_of(root)], mood, passive or main_passive
    if before and root in _ON and (able := _ABLE.fullmatch(before[-1].casefold())):
        root, main_passive = without_passive(able[1] or able[2])
        return [*before[:-1], deed_of(root)], mood, passive or main_passive
    undergone = _UNDERGONE.get(root)
    if (
        before
        and undergone
        and (found := undergone.fullmatch(before[-1].casefold()))
        and (main := _root_of_noun(found[1]))
    ):
        return [*before[:-1], deed_of(main)], mood, True
    return [*before, deed_of(root)], mood, passive


def _root_of_noun(token: str) -> str:
    """The root of узартууга and узартылышы, without its passive."""
    if found := _TO_DO.fullmatch(token):
        noun = found[1]
        root = noun[:-2] + ("а" if noun.endswith("оо") else "е" if noun.endswith("өө") else "")
    elif found := _DOING.fullmatch(token):
        root = found[1]
    else:
        return ""
    return without_passive(root)[0]


_JOINTS = (("менен", "жана"), ("бирок", "жана"), ("эле", "гана"), ("аркылуу", "менен"))


def _joined_alike(hers: Sequence[str], book: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Шайлоо менен референдум where the other has жана, эле where it has гана: both with the second."""
    both = [list(hers), list(book)]
    for one, other in (both, both[::-1]):
        for here, there in _JOINTS:
            folded, others = ([fold(word.casefold()) for word in words] for words in (one, other))
            if folded.count(here) == 1 == others.count(there) and there not in folded and here not in others:
                one[folded.index(here)] = there
    return tuple(both[0]), tuple(both[1])
