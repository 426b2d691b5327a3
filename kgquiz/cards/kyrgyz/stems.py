"""Whether two tokens are forms of one noun, wherever they stand: for words that question and answer share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kgquiz.cards.kyrgyz.letters import UNVOICED, StemEnd, fold, last_vowel, skeleton
from kgquiz.cards.kyrgyz.suffixes import endings

_SHORTEST = 3
_SHORT_NOUNS = frozenset({"иш", "ай", "эл"})
"""Nouns of two letters that no other word of an office begins with before an ending."""
_RELATIVE = ("лIк", "дIк", "тIк")
"""An adjective of the noun: районд-ук, облус-тук, министр-лик (which is also a noun of its own)."""
_ADJECTIVES = frozenset({*_RELATIVE, "лII", "дII", "тII"})
"""Of one stem they say the same: коллегиялык, коллегиялуу."""
_ACTIONS = frozenset({"лAA", "лAштIрII", "лAшIII", ""})
"""What may be done with a notion in -ция: ротация, ротациялоо."""
_LOAN = "ция"
_MADE_OF = (
    "лAрдAгI",
    "дAрдAгI",
    "тAрдAгI",
    "лAрдIн",
    "дAрдIн",
    "тAрдIн",
    "нIн",
    "дIн",
    "тIн",
    "дAгI",
    "тAгI",
    "нAгI",
    "",
)


@cache
def tails() -> frozenset[str]:
    """What may stand behind a stem: any ending, and nothing."""
    return frozenset(text for text, _ in endings(StemEnd.ANY)) | {""}


_ONSETS = {letter: fold(letter) for letter in "өүңё"} | {"б": "п", "г": "к", "е": "а", "ё": "а"}
"""First letters that no rule of this module tells from others: those of the fold, a soft and a hard one, е and а."""


def begin_as_one(one: str, other: str) -> bool:
    """Whether two tokens may be forms of one word, by their first letters: no ending and no ablaut touches those."""
    first, second = one[0], other[0]
    return first == second or _ONSETS.get(first, first) == _ONSETS.get(second, second)


@lru_cache(maxsize=16384)
def same_noun(one: str, other: str) -> bool:
    """Whether two tokens in normal form differ in nothing but their endings, or name one notion of -ция."""
    return any(True for _ in _common(one, other)) or _same_action(one, other)


def _same_action(one: str, other: str) -> bool:
    if _LOAN not in one or _LOAN not in other:
        return False
    (first, left), (second, right) = (text.rsplit(_LOAN, 1) for text in (one, other))
    return first == second and all(_is_action(skeleton(rest)) for rest in (left, right))


def _is_action(rest: str) -> bool:
    return any(rest.startswith(made) and rest[len(made) :] in tails() for made in _ACTIONS)


@lru_cache(maxsize=4096)
def same_attribute(one: str, other: str) -> bool:
    """Whether both say of what a thing is: райондун, район, райондук; or are adjectives of one stem."""
    pairs = list(_tail_pairs(one, other))
    if _of_a_loan(one) and _of_a_loan(one) == _of_a_loan(other):
        return True
    if _of_a_notion(one, other) or _of_a_notion(other, one):
        return True
    if any(left in _ADJECTIVES and right in _ADJECTIVES for left, right in pairs):
        return True
    return any(
        (left in _RELATIVE and right in _MADE_OF) or (right in _RELATIVE and left in _MADE_OF) for left, right in pairs
    )


_LOAN_ADJECTIVE = re.compile(r"(.{5,}т)(?:иялык|икалык|т[ыи]к)")


def _of_a_loan(token: str) -> str:
    """What a loan's adjective is of: дипломатиялык and дипломаттык are one, дуалистикалык and дуалисттик."""
    found = _LOAN_ADJECTIVE.match(token)
    return found[1] if found else ""


_IN_IY = re.compile(r"(.{3,})[ыи]й")
_NOTION = ("ат", "ет", "ият", "")


def _of_a_notion(adjective: str, noun: str) -> bool:
    """Whether one is the adjective in -ий of the other: саясий, саясат; маданий, маданият; илимий, илим."""
    found = _IN_IY.fullmatch(adjective)
    if found is None or not noun.startswith(found[1]):
        return False
    rest = noun[len(found[1]) :]
    return any(rest.startswith(made) and skeleton(rest[len(made) :]) in _after_notion() for made in _NOTION)


@cache
def _after_notion() -> frozenset[str]:
    """Саясаттын, and саясаттык beside саясий."""
    return tails() | frozenset(_RELATIVE)


_FINITE = re.compile(r"(.{2,}?)([ыиуү][лн]|(?<=[аеоө])[нл])?(?:[аеоө]т|йт)")
_BACK = frozenset("аоуы")


@lru_cache(maxsize=4096)
def as_deed(token: str) -> tuple[str, bool] | None:
    """The verbal noun of a verb in the present, and whether it is passive: бекитилет, бекитет are бекитүү."""
    found = _FINITE.fullmatch(token)
    if found is None:
        return None
    return deed_of(found[1]), bool(found[2])


def deed_of(root: str) -> str:
    """The verbal noun of a root: бекит, бекитүү; кара, кароо; колдо, колдоо."""
    vowel = last_vowel(root) or "а"
    if root[-1] in "аеоө":
        return root[:-1] + ("оо" if vowel in "ао" else "өө")
    return root + ("уу" if vowel in _BACK else "үү")


_PASSIVE = re.compile(r"(.{2,}?)[ыиуүю][лн]|(.{2,}[аеоө])[нл]")


def without_passive(root: str) -> tuple[str, bool]:
    """A root without the ending of the passive, and whether it had it: бекитил is бекит."""
    found = _PASSIVE.fullmatch(root)
    return (found[1] or found[2], True) if found else (root, False)


_DEED = ("уу", "оо")
_DOER = ("чу", "чи", "чы")
_OF_A_DEED = frozenset({*_RELATIVE, "лAA", "дAA", "тAA", "лAAчI", "дAAчI", "тAAчI"})
_PARTICIPLES = frozenset({"гAн", "кAн", "IIчI", "AAчI", "ючI"})
"""Шайланган, шайлануучу: who is chosen."""


@lru_cache(maxsize=4096)
def same_deed(one: str, other: str) -> bool:
    """Whether both say of a noun what it does: аткаруу, аткаруучу бийлик; контролдук, контролдоочу милдет."""
    first, second = sorted((fold(one), fold(other)), key=len)
    if first.endswith(_DEED) and second[: len(first)] == first and second[len(first) :] in _DOER:
        return True
    return any({left, right} <= _OF_A_DEED or {left, right} <= _PARTICIPLES for left, right in _tail_pairs(one, other))


_NAMED_BY_UU = re.compile(r"(.{2,}?[^аеоөыиуү])(?:уу|үү)(?P<tail>.*)|(.{2,}?[^аеоөыиуү])(?:оо|өө)(?P<end>.*)")
_NAMED_BY_SH = re.compile(r"(.{2,}?[^аеоөыиуү])[ыиуү]ш(?P<tail>.*)|(.{2,}?[^аеоөыиуү])[аеоө]ш(?P<end>.*)")


@lru_cache(maxsize=4096)
def same_action_noun(one: str, other: str) -> bool:
    """Whether both name one deed, one in -уу and one in -ыш: алдоо, алдаш; өсүү, өсүш."""
    for first, second in ((one, other), (other, one)):
        in_uu, in_sh = _NAMED_BY_UU.fullmatch(first), _NAMED_BY_SH.fullmatch(second)
        if in_uu is None or in_sh is None or (in_uu[1], in_uu[3]) != (in_sh[1], in_sh[3]):
            continue
        if all(skeleton(found["tail"] or found["end"] or "") in tails() for found in (in_uu, in_sh)):
            return True
    return False


_CHANGED = re.compile(
    r"(.{3,}?[лдт][аеоө]ш)(?:т[ыиуү]р)?(?:[ыиуү]л)?(?P<form>(?:уу|үү|[гк][аеоө]н|[бп][аеоө]г[аеоө]н))(?P<tail>.*)"
)


def same_change(one: str, other: str) -> bool:
    """Whether both say that a thing becomes so, or is made so: адистешкен, адистештирилген; автоматташуу, -штыруу."""
    first, second = _CHANGED.fullmatch(one), _CHANGED.fullmatch(other)
    if first is None or second is None or fold(first[1]) != fold(second[1]):
        return False
    if skeleton(first["form"]).replace("к", "г") != skeleton(second["form"]).replace("к", "г"):
        return False
    return all(skeleton(found["tail"]) in tails() for found in (first, second))


_TOLD_DONE = re.compile(r"(.{2,}?)[гк][аеоө]н(?:д(?P<many>[аеоө]р\w*)|(?P<own>[ыиуү]\w*))")
_TOLD_DOING = re.compile(r"(.{2,}?(?:уу|үү|оо|өө))(?:л(?P<many>[аеоө]р\w*)|с(?P<own>[ыиуү]\w*))")


def same_done(one: str, other: str) -> bool:
    """Whether both name what is done, in one form: сурагандарына, суроолоруна; айтканы, айтуусу."""
    for first, second in ((one, other), (other, one)):
        done, doing = _TOLD_DONE.fullmatch(first), _TOLD_DOING.fullmatch(second)
        if done is None or doing is None or deed_of(done[1]) != doing[1]:
            continue
        if all(skeleton(done[part] or "") == skeleton(doing[part] or "") for part in ("many", "own")):
            return True
    return False


_DONE_AND = re.compile(r"(.{3,}?)[ыиуү]?п")
_HAVING_DONE = re.compile(r"(.{3,}?)[гк][аеоө]н")


@lru_cache(maxsize=4096)
def same_manner(one: str, other: str) -> bool:
    """Whether both say by doing what, as a sentence may have it: автоматташтырып, автоматташтырган."""
    for first, second in ((one, other), (other, one)):
        doing, done = _DONE_AND.fullmatch(first), _HAVING_DONE.fullmatch(second)
        if doing and done and doing[1].translate(_HARDENING) == done[1].translate(_HARDENING):
            return True
    return False


_HARDENING = str.maketrans("б", "п")


@lru_cache(maxsize=4096)
def same_but_for_voice(one: str, other: str) -> bool:
    """Whether both are one participle, told of who does it or of what undergoes it: алган, алынган."""
    first, second = _WHO_HAS.fullmatch(one), _WHO_HAS.fullmatch(other)
    return bool(first and second and without_passive(first[1])[0] == without_passive(second[1])[0])


_WHO_HAS = re.compile(r"(.{2,}?)[гк][аеоө]н")

_MOMENT = re.compile(
    r"(.{4,}?)(?:(?:[аоуыи]?[лн])?[гк][ао]н|(?:ылуу|илуу|улуу|уу|оо))([дт][ао]н|г[ао]|[дт][ао])|(.{4,}?)с([ао])"
)
_VOWEL_ENDS = "аоеиыу"


@lru_cache(maxsize=16384)
def same_told(one: str, other: str) -> bool:
    """Whether both tell in one form of one deed: of its moment, of what it changes, of what is done."""
    return same_moment(one, other) or same_change(one, other) or same_done(one, other)


def same_moment(one: str, other: str) -> bool:
    """Whether both say after, by or when something is done: жарыялангандан, жарыялоодон; бузулганда, бузулса."""
    first, second = (_MOMENT.fullmatch(fold(token).replace("е", "а")) for token in (one, other))
    if first is None or second is None or _case(first) != _case(second):
        return False
    return _root(first) == _root(second)


def _case(moment: re.Match[str]) -> str:
    return skeleton(moment[2]).replace("т", "д") if moment[2] else "дA"


def _root(moment: re.Match[str]) -> str:
    return (moment[1] or moment[3]).rstrip(_VOWEL_ENDS)


_NOT, _NOT_WITH_ENDING = "эмес", frozenset({"эмеси", "эмесин", "эмесинин"})


def without_ending_of_not(folded: str) -> str:
    """Үчтөн экисинен кем эмеси: the bound may have the ending of what it bounds."""
    return _NOT if folded in _NOT_WITH_ENDING else folded


_ATTRIBUTES = ("лIк", "дIк", "тIк", "лII", "дII", "тII", "сIз", "ючI", "IчI", "гAн", "кAн", "дAгI", "тAгI", "кI", "гI")


def is_attribute(token: str) -> bool:
    """Whether the token looks like an adjective or participle, which waits for its noun."""
    return skeleton(token).endswith(_ATTRIBUTES)


_POSSESSED = re.compile(r".{2,}?(?:[аеоөуүыиюя]с|[^аеоөуүыиюяч])[ыиуү](?:н(?:[аеоө]н?|[ыиуү]н|д[аеоө])?)?")


def is_possessed(token: str) -> bool:
    """Whether the token looks like a noun that is somebody's, in any case: укугу, милдетин, функциясында."""
    return _POSSESSED.fullmatch(token) is not None


def is_relative(token: str) -> bool:
    """Whether the token looks like an adjective of a noun: мамлекеттик, муниципалдык."""
    return skeleton(token).endswith(_RELATIVE)


def _common(one: str, other: str) -> Iterator[int]:
    for cut, (left, right) in enumerate(_tail_pairs(one, other)):
        if left in tails() and right in tails():
            yield cut


def _tail_pairs(one: str, other: str) -> Iterator[tuple[str, str]]:
    """What follows each possible common stem, from the longest; at its end к is as good as г, п as б."""
    first, second = fold(one), fold(other)
    soft_first, soft_second = first.translate(UNVOICED), second.translate(UNVOICED)
    length = 0
    for left, right in zip(soft_first, soft_second, strict=False):
        if left != right:
            break
        length += 1
    shortest = _SHORTEST - 1 if soft_first[: _SHORTEST - 1] in _SHORT_NOUNS else _SHORTEST
    least = min(shortest, len(first), len(second))
    for cut in range(length, least - 1, -1):
        if first[: cut - 1] == second[: cut - 1]:
            yield skeleton(first[cut:]), skeleton(second[cut:])
