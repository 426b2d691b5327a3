"""Options that speak of the other options («Жогорудагылардын баары», «А и Б», "none of the above")."""

from __future__ import annotations

import re
from collections.abc import Sequence


def speaks_of_others(option: str, options: int) -> bool:
    """Whether an option, of so many, is about the others."""
    text = " ".join(option.casefold().replace("ё", "е").split()).strip(" .!«»\"'()“”")
    if any(wording.search(text) for wording in (_KYRGYZ, _RUSSIAN, _ENGLISH)):
        return True
    return len(text) <= _LONGEST_LIST and _names_places(re.findall(r"\w+|[&+]", text), options)


def _names_places(words: Sequence[str], options: int) -> bool:
    """Whether words name places of options and say nothing else: «А жана Б», «верны 1 и 3», «1-жана 3-пункттар».

    One place, an ordinal or a Roman number must be called an answer, or be said to be right; so must bare figures.
    """
    places = [word for word in words if _may_be_place(word)]
    others = [word for word in words if word not in places]
    if not places or not all(_joins(word) or _says(word) for word in others):
        return False
    if not all(_is_place(word, options) for word in places):
        return False
    if any(map(_says, others)):
        return True
    is_plain = all(len(word) == 1 and word != "i" for word in places)
    return len(places) > 1 and is_plain and (bool(others) or not all(map(str.isdigit, places)))


def _may_be_place(word: str) -> bool:
    is_sign = len(word) == 1 and word not in _JOINING and word.isalnum()
    return is_sign or word in _ROMAN or word.startswith(_ORDINALS)


def _is_place(word: str, options: int) -> bool:
    """Whether a letter, digit, Roman number or ordinal may name one of so many options."""
    if word in _ROMAN:
        return word in _ROMAN[:options] or _is_lettered(word, options)
    return word.startswith(_ORDINALS) or _is_lettered(word, options)


def _is_lettered(word: str, options: int) -> bool:
    return any(word in row[:options] for row in ("123456789", "abcdefghi", "абвгдежзи"))


def _joins(word: str) -> bool:
    return word in _JOINING or word in _ENDINGS


def _says(word: str) -> bool:
    """Whether a word calls something an answer, or says that it is right or alone."""
    return word in _SAYING or word.startswith(_ANSWERS)


_KYRGYZ = re.compile(
    r"""
    \bжогоруда\w*\s(\w+\s)?(баары|бардык|бардыгы|бири|эч|экөө|үчөө|туура|аталган|айтылган|көрсөтүлгөн|саналган)
    | \bжогорку\s(жооп|вариант)
    | \w+нч[иыүу]\s(жана|менен|же)\s\w+нч[иыүу]\s(жооп|вариант)
    | ^(баары|баардыгы|бардыгы)(\s(тең|да))?(\s(туура|туура\sэмес|ката))?$
    | \b(баары|баардыгы|бардыгы|бардык\s\w+|экөө|үчөө|төртөө)(\s(тең|да))?\s(туура|туура\sэмес|ката)$
    | ^(экөө|үчөө|төртөө)\s(тең|да)$
    | \b(бу|а)лардын\s(баары|бардыгы|экөө|бири|эч)\b
    | \b(аталган|саналган|айтылган|көрсөтүлгөн|калган|жооп|вариант)[дт][аоө]рд[ыуү]н\s(баары|бардыгы|экөө|бири|эч)\b
    | \bтуура\s(жооп|вариант)\w*\s(жок|көрсөтүлгөн\sэмес|берилген\sэмес)
    | ^(бардык|эки|үч)\s(жооп|вариант|пункт)\w*(\sтең)?(\sтуура)?$
    | ^(жооп|вариант|пункт)[дт][аоө]рд[ыуү]н\s(баары|бардыгы|экөө|бири|эч\sбири)\b
    | ^(алгачкы|биринчи|акыркы)\s(экөө|үчөө)(\sтең)?(\sтуура)?$
    | ^эч\s(бири|кайсынысы|кандайы|кимиси)(\s(да|дагы))?(\s(эмес|туура\sэмес|жок))?$
    """,
    re.VERBOSE,
)
_RUSSIAN = re.compile(
    r"""
    \bвс[ея]\s(\w+\s)?(ответы|варианты|утверждения|выше|ниже|перечисл|указан|назван|верн|правильн|из\s)
    | ^(оба|обе|все)\s((ответа|ответы|варианта|варианты|утверждения)\s)?(верн|правильн)\w+$
    | ^(все|оба)\sпункт\w+(\s(верн|правильн)\w+)?$ | ^(первые|последние)\s(два|две|три)$
    | ^(верно|правильно)\sвсе$ | ^все\s(верно|правильно)$ | \bи\s(второй|третий)\s(ответ|вариант)
    | \bоба\s(ответа|варианта)\b | \b(верны|правильны)\s(все|оба|обе)\b
    | \b(нет|не\sуказан|отсутствует)\s(\w+\s)?(правильн|верн)\w+\s(ответа|варианта|ответ|вариант)\b
    | \b(правильн|верн)\w+\s(ответа|варианта)\s(\w+\s)?нет\b
    | \b(ни\s(один|одно|одна)|ничего|ничто)\sиз\s(них|этих|выше|пере|указ|назв|вар|отв|пред|прив)
    | ^(ни\sто,?\sни\sдругое|и\sто,?\sи\sдругое)
    """,
    re.VERBOSE,
)
_ENGLISH = re.compile(
    r"""
    \b(all|none|both|neither|either|any|some|one|two|three)\sof\s(the\s)?(above|these|them|those|options|answers|other)
    | \b(all|both)\s(answers|options|statements|are\s(correct|true|right|false))
    | \bno(ne)?\s(correct|right)\s(answer|option) | \bthere\sis\sno\s(correct|right) | ^(neither|both|none)$
    | ^the\s(first|last)\s(two|three)$ | ^any\s(two|three)$
    """,
    re.VERBOSE,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
_ORDINALS = (
    *("биринчи", "экинчи", "үчүнчү", "төртүнчү", "бешинчи", "первы", "перво", "второ", "третий", "третье", "четверт"),
    *("first", "second", "third", "fourth"),
)
_JOINING = frozenset(["жана", "менен", "же", "да", "дагы", "и", "или", "ни", "and", "or", "to", "the", "&", "+"])
_ENDINGS = frozenset(["чи", "чы", "чу", "чү", "инчи", "ынчы", "унчу", "үнчү", "й", "е", "я"])
"""What stands behind the hyphen of a figure."""
_SAYING = frozenset(
    [
        "туура",
        "эмес",
        "ката",
        "гана",
        "тең",
        "экөө",
        "только",
        "лишь",
        "оба",
        "верно",
        "верны",
        "правильно",
        "правильны",
        "both",
        "only",
        "correct",
        "are",
        "true",
    ]
)
_ANSWERS = ("пункт", "вариант", "жооп", "жооб", "ответ", "утвержд", "option", "answer", "item", "statement", "choice")
_LONGEST_LIST = 80
