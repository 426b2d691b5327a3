"""Options that speak of the other options («Жогорудагылардын баары», «А и Б», "none of the above")."""

from __future__ import annotations

import re


def speaks_of_others(option: str, options: int) -> bool:
    """Whether an option, of so many, is about the others."""
    text = " ".join(option.casefold().replace("ё", "е").split()).strip(" .!«»\"'()“”")
    if any(wording.search(text) for wording in (_KYRGYZ, _RUSSIAN, _ENGLISH)):
        return True
    named = _PLACES.fullmatch(text) if len(text) <= _LONGEST_LIST else None
    return named is not None and all(_is_place(name, options) for name in re.findall(r"\b\w\b", named["places"]))


def _is_place(name: str, options: int) -> bool:
    """Whether a letter or digit may name one of so many options."""
    return name == "и" or any(name in places[:options] for places in ("123456789", "abcdefghi", "абвгдежзи"))


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
    | ^эч\s(бири|кайсынысы|кандайы|кимиси)(\s(да|дагы))?(\s(эмес|туура\sэмес|жок))?$
    """,
    re.VERBOSE,
)
_RUSSIAN = re.compile(
    r"""
    \bвс[ея]\s(\w+\s)?(ответы|варианты|утверждения|выше|ниже|перечисл|указан|назван|верн|правильн|из\s)
    | ^(оба|обе|все)\s((ответа|ответы|варианта|варианты|утверждения)\s)?(верн|правильн)\w+$
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
    \b(all|none|both|neither|any|some)\sof\s(the\s)?(above|these|them|those|options|answers|other)
    | \b(all|both)\s(answers|options|statements|are\s(correct|true|right|false))
    | \bno(ne)?\s(correct|right)\s(answer|option) | \bthere\sis\sno\s(correct|right) | ^(neither|both)$
    """,
    re.VERBOSE,
)
_NAME, _AND = r"[a-iа-из1-9][).]?", r"(?:\s*,\s*|\s*(?:,\s*)?(?:жана|менен|же|и|или|and|or|&|\+)\s*)"
_BEFORE = (
    r"(?:(?:туура|жооптор|варианттар|верны|верно|ответы|варианты|both|answers|options|only|гана|только|и)\s*(?::\s*)?)*"
)
_AFTER = r"(?:\s*(?:туура|туура эмес|варианттар\w*|жооптор\w*|гана|тең|экөө|верны|верно|correct|are correct))*"
_LONGEST_LIST = 80
_PLACES = re.compile(rf"{_BEFORE}(?P<places>{_NAME}(?:{_AND}{_NAME})+){_AFTER}")
"""Two or more places of options, and words about them: «А жана Б», «верны 1 и 3»."""
