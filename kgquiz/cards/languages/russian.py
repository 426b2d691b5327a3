"""Russian: which words are forms of one, by the endings of its declensions and conjugations; numbers and months.

A stemmer alone is no rule here: Snowball makes one stem of закон, законный and законность, and two of рынок and рынка.
Two words are forms of one where what remains of both after their common beginning are endings of one paradigm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kgquiz.cards.languages.rules import Rules

_NOUNS = (
    "_ а у ом ем е ы и ов ев ей ам ами ах",  # завод, нож
    "ь я ю ем е и ей ям ями ях",  # житель
    "й я ю ем е и ев ям ями ях",  # музей
    "ий ия ию ием ии иев иям иями иях",  # санаторий
    "а ы и е у ой ою ей ею _ ам ами ах",  # вода, граница
    "я и е ю ей ею ь й _ ям ями ях",  # земля
    "ия ии ию ией иею ий иям иями иях",  # станция
    "ья ьи ье ью ьей ей ьям ьями ьях",  # статья
    "ь и ью ей ям ями ях ам ами ах",  # область
    "о а у ом е _ ам ами ах",  # право
    "е я ю ем и ей ям ями ях",  # море
    "е а у ем _ ам ами ах",  # училище
    "ие ия ию ием ии ий иям иями иях",  # давление
    "ье ья ью ьем ии ий ьям ьями ьях",  # устье
    "мя мени менем мена мен менам менами менах",  # время
    "ин ина ину ином ине е _ ам ами ах",  # гражданин
)
_ADJECTIVES = (
    "ый ой ого ому ым ом ая ою ую ое ые ых ыми",  # водный, городской
    "ий ого ому им ом ая ой ою ую ое ие их ими",  # русский
    "ий его ему им ем ая ей ею ую ее ие их ими",  # рабочий
    "ий его ему им ем яя ей ею юю ее ие их ими",  # древний
    "ий ья ье ьи ьего ьей ьему ью ьим ьем ьих ьими",  # рыбий
)
_VERBS = (
    "ть л ла ло ли ю ешь ет ем ете ют й йте",  # решать
    "ить ил ила ило или ю у ишь ит им ите ят ат и ите",  # решить
    "еть ел ела ело ели ю у ишь ит им ите ят ат",  # смотреть
    "овать овал овала овало овали ую уешь ует уем уете уют уй уйте",  # требовать
    "евать евал евала евало евали юю юешь юет юем юете юют юй юйте",  # воевать
    "нуть нул нула нуло нули ну нешь нет нем нете нут",  # вернуть
)
PARADIGMS = tuple(
    frozenset("" if ending == "_" else ending for ending in row.split()) for row in (*_NOUNS, *_ADJECTIVES, *_VERBS)
)
"""Endings that words of one stem may have and be forms of one word; ё is е."""
_ALL = range(len(PARADIGMS))
_DECLINED_AS_NOUN = range(len(_NOUNS))
_VERBAL = range(len(_NOUNS) + len(_ADJECTIVES), len(PARADIGMS))
_SHORTEST = 2
"""Letters of the shortest stem: год, суд and право have three."""
_LONGEST_ENDING = max(len(ending) for paradigm in PARADIGMS for ending in paradigm)
_LONGEST_WORD = 60
_VOWELS = frozenset("аеиоуыэюя")
_NO_CONSONANT = _VOWELS | frozenset("ьй")
_NOUN_IN_IE = re.compile(r"(?:[аея]ни|[аеыуя]ти|стви)е$")
"""хлорирование is no древние: of the adjectives' endings it has none."""
_BACK = ("ся", "сь")
_NO_VERBS = ("пись", "месь")
"""Nouns end so: запись, перепись, подпись, смесь."""
_IRREGULAR = (
    ("человек", "люд"),
    ("ребенок", "ребенка", "ребенку", "ребенком", "ребенке", "дет"),
    ("друг", "друз"),
    ("год", "лет"),
    ("дочь", "дочер"),
    ("мать", "матер"),
    ("сын", "сынов"),
    ("брат", "брать"),
    ("стул", "стуль"),
    ("лист", "листь"),
    ("дерево", "деревь"),
    ("небо", "небес"),
    ("судно", "суд"),
)
"""The nominative, then whole forms or stems of the others."""
_PLURALS = frozenset(["", "и", "ей", "ям", "ями", "ях", "ьми", "я", "а", "ам", "ами", "ах", "ев", "ов", "ь", "ью", "ы"])


@lru_cache(maxsize=16384)
def same_word(expected: str, typed: str) -> bool:
    """Whether two folded words are forms of one."""
    if expected == typed:
        return True
    if max(len(expected), len(typed)) > _LONGEST_WORD:
        return False
    one, other = _without_back(expected), _without_back(typed)
    if (one is None) != (other is None):
        return False  # управлять, управляться
    if one is not None and other is not None:
        return any(_in_one_paradigm(one[cut:], other[cut:], _VERBAL) for cut in _cuts(one, other))
    kinds = _DECLINED_AS_NOUN if _NOUN_IN_IE.search(expected) else _ALL
    return (
        any(_in_one_paradigm(expected[cut:], typed[cut:], kinds) for cut in _cuts(expected, typed))
        or _fleeting(expected, typed)
        or _fleeting(typed, expected)
        or _irregular(expected, typed)
    )


def _without_back(word: str) -> str | None:
    """A reflexive verb without its -ся; None for anything else: население has none, вес is no verb."""
    if word.endswith(_NO_VERBS):
        return None
    return word[: -len("ся")] if word.endswith(_BACK) and word[-3:-2] not in {"", "с"} and len(word) > 4 else None  # noqa: PLR2004 - a stem, and -ся


def _cuts(one: str, other: str) -> Iterator[int]:
    """Where a common stem may end, the longest first."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    yield from range(length, max(_SHORTEST, length - _LONGEST_ENDING) - 1, -1)


@lru_cache(maxsize=8192)
def _in_one_paradigm(one: str, other: str, kinds: range) -> bool:
    return any(one in PARADIGMS[number] and other in PARADIGMS[number] for number in kinds)


def _fleeting(full: str, short: str) -> bool:
    """A vowel that is there only before no ending: рынок, рынка; отец, отца; оценок, оценка; боец, бойца."""
    stem = full.removesuffix("ь")
    if len(stem) < 3 or stem[-2] not in "ое" or stem[-1] in _NO_CONSONANT:  # noqa: PLR2004 - а consonant, the vowel, a consonant
        return False
    middle = ("й",) if stem[-3] in _VOWELS else ("", "ь")
    for between in middle:
        without = stem[:-2] + between + stem[-1]
        if short.startswith(without) and _in_one_paradigm(full[len(stem) :], short[len(without) :], _ALL):
            return True
    return False


def _irregular(one: str, other: str) -> bool:
    return any(
        word in {one, other} and any(_is_form_of(rest, other if word == one else one) for rest in stems)
        for word, *stems in _IRREGULAR
    )


def _is_form_of(stem: str, word: str) -> bool:
    return word.startswith(stem) and word[len(stem) :] in _PLURALS


@cache
def _endings() -> frozenset[str]:
    return frozenset(ending for paradigm in PARADIGMS for ending in paradigm if ending)


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """Every stem that a folded word may be made of by an ending, itself first."""
    shortest = max(_SHORTEST + 1, len(word) - _LONGEST_ENDING)
    return (word, *(word[:cut] for cut in range(len(word) - 1, shortest - 1, -1) if word[cut:] in _endings()))


_FOLD = str.maketrans("ёөүң", "еоун")


def fold(word: str) -> str:
    """ё as е, and the letters of a Kyrgyz keyboard as those beside which they lie."""
    return word.translate(_FOLD)


def _table(rows: dict[int, str]) -> dict[str, int]:
    return {form: number for number, forms in rows.items() for form in forms.split()}


def _declined(stem: str) -> str:
    """пять, пяти, пятью."""
    return f"{stem}ь {stem}и {stem}ью"


_ORDINALS = {
    1: "перв",
    2: "втор",
    4: "четверт",
    5: "пят",
    6: "шест",
    7: "седьм",
    8: "восьм",
    9: "девят",
    10: "десят",
    11: "одиннадцат",
    12: "двенадцат",
    13: "тринадцат",
    14: "четырнадцат",
    15: "пятнадцат",
    20: "двадцат",
    30: "тридцат",
}
_ORDINAL_ENDINGS = tuple("ый ой ая ое ые ого ому ым ом ую ых ыми".split())  # noqa: SIM905 - read as a row of endings
_NUMBERS = {
    **_table(
        {
            0: "ноль нуль нуля",
            1: "один одна одно одного одной одному одним одном одну",
            2: "два две двух двум двумя",
            3: "три трех трем тремя третий третья третье третьего третьей третьему третьим третьем третью",
            4: "четыре четырех четырем четырьмя",
            8: "восемь восьми восемью",
            40: "сорок сорока",
            50: "пятьдесят пятидесяти",
            60: "шестьдесят шестидесяти",
            70: "семьдесят семидесяти",
            80: "восемьдесят восьмидесяти",
            90: "девяносто девяноста",
            100: "сто ста",
            200: "двести двухсот",
            300: "триста трехсот",
            400: "четыреста четырехсот",
            500: "пятьсот пятисот",
            600: "шестьсот шестисот",
            700: "семьсот семисот",
            800: "восемьсот восьмисот",
            900: "девятьсот девятисот",
        }
    ),
    **_table({number: _declined(stem) for number, stem in ((5, "пят"), (6, "шест"), (7, "сем"), (9, "девят"))}),
    **_table({number: _declined(stem) for number, stem in _ORDINALS.items() if 10 <= number <= 30}),  # noqa: PLR2004 - the same stems
    **_table(
        {
            16: _declined("шестнадцат"),
            17: _declined("семнадцат"),
            18: _declined("восемнадцат"),
            19: _declined("девятнадцат"),
        }
    ),
    **{stem + ending: number for number, stem in _ORDINALS.items() for ending in _ORDINAL_ENDINGS},
}
_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_MONTH_ENDINGS = ("ь", "я", "ю", "ем", "е", "", "а", "у", "ом", "й")

_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю"

RUSSIAN = Rules(
    alike=str.maketrans("abcehkmoptxy", "авсенкмортху"),
    fold=fold,
    same_word=same_word,
    forms=forms,
    joining=frozenset({"и"}),
    denying=frozenset({"не", "нет", "ни", "без"}),
    layout=str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS),
    number_words=_NUMBERS,
    scales={
        **dict.fromkeys(("тысяча", "тысячи", "тысяч", "тысячу", "тыс"), 10**3),
        **dict.fromkeys(("миллион", "миллиона", "миллионов", "млн"), 10**6),
        **dict.fromkeys(("миллиард", "миллиарда", "миллиардов", "млрд"), 10**9),
    },
    months={stem + ending: number for number, stem in enumerate(_MONTHS, 1) for ending in _MONTH_ENDINGS},
    percent=frozenset({"процент", "процента", "процентов", "проценты", "процентам", "процентами", "процентах"}),
    after_number=frozenset({"й", "я", "е", "го", "му", "м", "ю", "ый", "ая", "ое", "ые", "ого", "х", "ти"}),
    year=frozenset({"год", "года", "году", "годом", "г", "гг", "годы", "годов", "годах"}),
)
