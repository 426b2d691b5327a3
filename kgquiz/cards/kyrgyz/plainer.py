"""Wordings that stand for a shorter one: a light verb, before and after a deed, whose it is, who does it.

Each function gives the words of a text back with one wording replaced. Right answer and typed one are made plain in
the same way, so what comes out is only compared and need not be good style.
"""

from __future__ import annotations

import re

from kgquiz.cards.kyrgyz.letters import UNVOICED, StemEnd, close_after, l_after, open_after, stem_end
from kgquiz.cards.kyrgyz.stems import deed_of, without_passive

_LONG_TIME = re.compile(r"(.{2,})(?:([аоө])\2|[еэ]{2})(р(?:[дт][аеоө]н?)?)")
"""An older spelling: кирээрден."""
_OLDER = {"дейре": "чейин", "дейин": "чейин", "жылкы": "жылдагы", "соң": "кийин", "илгери": "мурун", "мурда": "мурун"}
_NOT_DOING = re.compile(r"(.{2,}[бп][аеоө])ст[аеоө]н")
_FEWEST = 2


def of_today(words: list[str]) -> list[str]:
    """2005-жылкы is 2005-жылдагы, дейре is чейин, соң is кийин; карабастан is карабай."""
    if "болбосо" in words[1:]:
        words = [word for at, word in enumerate(words) if word != "болбосо" or words[at - 1] != "же"]
    return [_NOT_DOING.sub(r"\1й", _newer(_OLDER.get(word.casefold(), word))) for word in words]


def _newer(word: str) -> str:
    """Кирээрден is кирерден."""
    found = _LONG_TIME.fullmatch(word)
    return f"{found[1]}{found[2] or 'е'}{found[3]}" if found else word


_VILLAGE = re.compile(r"айма(?:к(?:тык)?|гынын|гындагы)")


def of_the_village(words: list[str]) -> list[str]:
    """Айыл аймагынын кеңеши is айылдын кеңеши."""
    for at in range(1, len(words) - 1):
        if words[at - 1].casefold() == "айыл" and _VILLAGE.fullmatch(words[at].casefold()):
            return [*words[: at - 1], "айылдын", *words[at + 1 :]]
    return words


_FROM_IT = re.compile(r"(.{2,}[ыиуү]н)[аеоө]н|(.{2,}?)[дт][аеоө]н")


def independent_of(words: list[str]) -> list[str]:
    """Түрүнөн көз карандысыз is түрүнө карабай."""
    for at in range(1, len(words) - 1):
        if words[at].casefold() == "көз" and words[at + 1].casefold() == "карандысыз":
            found = _FROM_IT.fullmatch(words[at - 1].casefold())
            if found:
                stem = found[1] or found[2]
                to = (
                    open_after(stem)
                    if found[1]
                    else ("к" if stem_end(stem) is StemEnd.VOICELESS else "г") + open_after(stem)
                )
                return [*words[: at - 1], stem + to, "карабай", *words[at + 2 :]]
    return words


def by_the_way_of(words: list[str]) -> list[str]:
    """Шайлоо жолу менен is шайлоо аркылуу."""
    for at in range(1, len(words) - 1):
        if words[at].casefold() == "жолу" and words[at + 1].casefold() == "менен":
            return [*words[:at], "аркылуу", *words[at + 2 :]]
    return words


_WHO_WORKS = frozenset({"иштеген", "эмгектенген"})
_AT_SERVICE = frozenset({"кызматта", "кызматында"})


def as_a_servant(words: list[str]) -> list[str]:
    """Мамлекеттик кызматта иштеген адам is мамлекеттик кызматчы."""
    for at in range(2, len(words)):
        person = _PERSON.fullmatch(words[at].casefold())
        if person and words[at - 1].casefold() in _WHO_WORKS and words[at - 2].casefold() in _AT_SERVICE:
            return [*words[: at - 2], f"кызматчы{'лар' if person['tail'] else ''}", *words[at + 1 :]]
    return words


_GIVEN = frozenset({"артыкчылык", "укук", "статус", "кепилдик"})
_ITS = re.compile(r"(.{3,}[аеоөыиуү])с[ыиуү]|(.{3,}[^аеоөыиуү])[ыиуү]")


def as_having(words: list[str]) -> list[str]:
    """Артыкчылык берилген and артыкчылыгы бар are артыкчылыктуу."""
    if len(words) < _FEWEST:
        return words
    noun, last = (word.casefold() for word in words[-2:])
    if last == "бар" and (its := _ITS.fullmatch(noun)):
        owned = its[1] or its[2][:-1] + its[2][-1].translate(UNVOICED)
        return [*words[:-2], f"{owned}{l_after(owned)}{deed_of(owned)[-2:]}"]
    if last == "берилген" and noun in _GIVEN:
        return [*words[:-2], f"{noun}{l_after(noun)}{deed_of(noun)[-2:]}"]
    return words


_LIGHT = re.compile(
    r"(?:кыл|жүргүз|жаса|өткөр|эт)(?P<passive>[ыиуү]?[лн])?"
    r"(?:(?:уу|үү|оо)(?P<tail>\w{0,8})|[гк][аеоө]н(?P<done>\w{0,5}))"
)
_IN_A_CASE = re.compile(r".*(?:уу|үү|оо|өө|[лдт][аеоө]р|[ндт][ыиуү]н?|[дт][аеоө]н?|[гк][аеоө]|[чш][ыи])")
"""A noun that a light verb makes a deed of stands in none of these forms."""
_SHORTEST_NOUN = 3


def without_light_verbs(words: list[str]) -> list[str]:
    """Реформа кылуу is реформалоо, анализ жүргүзүү анализдөө, реформа кылган реформалаган."""
    for at in range(1, len(words)):
        noun, verb = words[at - 1].casefold(), _LIGHT.fullmatch(words[at].casefold())
        if verb and len(noun) >= _SHORTEST_NOUN and noun.isalpha() and not _IN_A_CASE.fullmatch(noun):
            return [*words[: at - 1], _told_by(noun, verb), *words[at + 1 :]]
    return words


def _told_by(noun: str, light: re.Match[str]) -> str:
    """The verb of the noun in the form of the light verb."""
    if light["done"] is None:
        return f"{verbal(noun)}{light['tail']}"
    root = f"{_verb_of(noun)}{'н' if light['passive'] else ''}"
    return f"{root}г{root.rstrip('н')[-1]}н{light['done']}"


def verbal(noun: str) -> str:
    """The deed of a noun: реформа, реформалоо; анализ, анализдөө; тест, тесттөө."""
    return deed_of(_verb_of(noun))


def _verb_of(noun: str) -> str:
    noun = noun.rstrip("ь")
    return f"{noun}{l_after(noun)}{open_after(noun)}"


_PERSON = re.compile(r"(?:адам|киши|жак|тарап)(?P<tail>(?:дар|тар|лер)?\w{0,5})")
_WHO_DOES = re.compile(r"(.{2,}?)[гк][аеоө]н")


def as_a_doer(words: list[str]) -> list[str]:
    """Аткарган адамга is аткаруучуга."""
    for at in range(1, len(words)):
        person, does = _PERSON.fullmatch(words[at].casefold()), _WHO_DOES.fullmatch(words[at - 1].casefold())
        if person and does:
            doer = deed_of(does[1])
            return [*words[: at - 1], f"{doer}ч{doer[-1]}{person['tail']}", *words[at + 1 :]]
    return words


_BELONGING = re.compile(r"таандык|тиешелүү|тийиштүү|караштуу|алдындагы|астындагы|курамындагы|карамагындагы")
_TO_WHOM = re.compile(r"(.{2,}?)[гк][аеоө]|(.{2,}[ыиуү]н)[аеоө]")
_OF_WHOM = re.compile(r".{2,}[ндт][ыиуү]н")


def as_an_owner(words: list[str]) -> list[str]:
    """Органга таандык (мүлк) is органдын (мүлк), Жогорку соттун алдындагы палата is Жогорку соттун палата."""
    for at in range(1, len(words)):
        owner = words[at - 1].casefold()
        if at == len(words) - 1 and words[at].casefold() != "таандык":
            break
        if not _BELONGING.fullmatch(words[at].casefold()):
            continue
        if _OF_WHOM.fullmatch(owner):
            return [*words[:at], *words[at + 1 :]]
        if to := _TO_WHOM.fullmatch(owner):
            return [*words[: at - 1], genitive(to[1] or to[2]), *words[at + 1 :]]
    return words


def genitive(noun: str) -> str:
    """The owner: орган, органдын; кеңеш, кеңештин."""
    end = stem_end(noun)
    first = "т" if end is StemEnd.VOICELESS else "н" if end is StemEnd.VOWEL else "д"
    return f"{noun}{first}{close_after(noun)}н"


_UNDERGONE = re.compile(r"(.{2,}?[ыиуү]?[лн])(?:[ыиуү]ш[ыиуү]|(?:уу|үү)с[ыиуү])")


def as_undergone(words: list[str]) -> list[str]:
    """Бийликтин бөлүнүшү, бийликтин бөлүнүүсү: бийликтин бөлүү, as in бийликти бөлүү."""
    if len(words) < _FEWEST or not _OF_WHOM.fullmatch(words[-2].casefold()):
        return words
    found = _UNDERGONE.fullmatch(words[-1].casefold())
    root, passive = without_passive(found[1]) if found else ("", False)
    return [*words[:-1], deed_of(root)] if passive else words


_ABOUT = frozenset({"жөнүндө", "жөнүндөгү", "тууралуу"})
_ACT = re.compile(r"(?:мыйзам|закон|кодекс|жарлык|жарлыг|токтом|жобо|буйрук|буйруг|тескеме)\w*")


def as_an_act(words: list[str]) -> list[str]:
    """Республикалык бюджет жөнүндө мыйзам is республикалык бюджет мыйзам, as in республикалык бюджет мыйзамы."""
    return [
        word
        for at, word in enumerate(words)
        if not (word.casefold() in _ABOUT and at and at + 1 < len(words) and _ACT.fullmatch(words[at + 1].casefold()))
    ]


_BEFORE, _AFTER = "мурун", "кийин"
_YET_TO_BE = re.compile(r"(.{2,}?)[аеоө]?р(?:[дт][аеоө]н)?")
_UNTIL_DONE = re.compile(r"(.{2,}?)[гк][аеоө]н[гк][аеоө]")
_AS_LONG = re.compile(r"(.{2,}?)[гк][ыиуү]ч[аеоө]")
_STILL = re.compile(r"(.{2,}?)[аеоөй]")
_OF_A_DEED = re.compile(r"(.{2,}(?:уу|үү|оо|өө))(?:с[ыиуү]н)?(?:[дт]?[аеоө]н|г[аеоө])")
_BEFORE_IT = {
    "мурун": (_YET_TO_BE, _OF_A_DEED),
    "алдында": (_YET_TO_BE,),
    "чейин": (_UNTIL_DONE, _OF_A_DEED),
    "электе": (_STILL,),
}


def before_a_deed(words: list[str]) -> list[str]:
    """Кирерден мурда, кирер алдында, киргенге чейин, киргиче, кире электе: кирүү, before."""
    if found := _AS_LONG.fullmatch(words[-1].casefold()):
        return [*words[:-1], _plain_deed(found[1]), _BEFORE]
    if len(words) < _FEWEST:
        return words
    deed, last = (word.casefold() for word in words[-2:])
    for shape in _BEFORE_IT.get(last, ()):
        if found := shape.fullmatch(deed):
            return [*words[:-2], found[1] if shape is _OF_A_DEED else _plain_deed(found[1]), _BEFORE]
    return words


_ONCE_DONE = re.compile(r"(.{2,}?)[гк][аеоө]н(?:[дт][аеоө]н)?")
_WHEN_DONE = re.compile(r"(.{2,}?)[гк][аеоө]н[дт][аеоө]")
_OUT_OF_A_DEED = re.compile(r"(.{2,}(?:уу|үү|оо|өө))(?:с[ыиуү]н)?[дт]?[аеоө]н")


def after_a_deed(words: list[str]) -> list[str]:
    """Жарыялаганда, жарыялагандан кийин, жарыялаган соң, жарыялоодон кийин: жарыялоо, after."""
    if found := _WHEN_DONE.fullmatch(words[-1].casefold()):
        return [*words[:-1], _plain_deed(found[1]), _AFTER]
    if len(words) < _FEWEST or words[-1].casefold() != _AFTER:
        return words
    deed = words[-2].casefold()
    if found := _OUT_OF_A_DEED.fullmatch(deed):
        return [*words[:-2], found[1], _AFTER]
    if found := _ONCE_DONE.fullmatch(deed):
        return [*words[:-2], _plain_deed(found[1]), _AFTER]
    return words


def _plain_deed(root: str) -> str:
    """The deed of a root, whoever does it: алын, ал are алуу."""
    return deed_of(without_passive(root)[0])
