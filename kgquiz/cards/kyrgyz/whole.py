"""Answers that are the same as a whole, before their things are compared: periods, years, words typed along."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgquiz.cards.kyrgyz.alike import alike
from kgquiz.cards.kyrgyz.gazetteer import NO_NAMES
from kgquiz.cards.kyrgyz.letters import fold, skeleton
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.number_words import read_words
from kgquiz.cards.kyrgyz.numbers import read_quantity
from kgquiz.cards.kyrgyz.question import QuestionText, goes_on_denied
from kgquiz.cards.kyrgyz.senses import Meant, Sense
from kgquiz.cards.kyrgyz.stems import same_noun
from kgquiz.cards.kyrgyz.suffixes import Case
from kgquiz.cards.kyrgyz.words_that_count import ABOUT, PERIOD_WORDS
from kgquiz.cards.verdict import Allowance, Forgiven

_FROM_TO = re.compile(
    r"(?<!\d)(\d++(?:[:.]\d++)?)[-\s]*(?:ж(?:ыл)?\w{0,2})?(?:[дт][аеоө]н)\s+(?:тартып\s+|баштап\s+|саат\s+)?"
    r"(\d+(?:[:.]\d+)?)[-\s]*(?:ж(?:ыл)?\w{0,2}?)?(?:[гк][аеоө])?(?:\s+(?:чейин|дейре|дейин)\w*)?",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?<!\d)(\d++(?:[:.]\d++)?)\s*[-–—]\s*(\d+(?:[:.]\d+)?)")
_TWO_YEARS = re.compile(r"(\d{4})(?:[-\s]*ж(?:ыл)?\w{0,2})?\s+жана\s+(\d{4})")
_TWO_FIGURES = re.compile(r"\d\D+\d")
"""Without them no time from … to … is written in figures."""
_FULL_HOUR = re.compile(r"[:.]00$")


def _period(text: str) -> tuple[str, str] | None:
    """The two ends of a time from … to …, in digits: 2012–2014, 2012-жылдан 2014-жылга чейин; 9:00–18:00, 9дан 18ге."""
    if not text:
        return None
    found = _FROM_TO.search(text) or _DASHED.search(text) or _next_year(text)
    if found is None:
        return None
    around = read(text[: found.start()] + " " + text[found.end() :]).tokens
    if not all(any(same_noun(word, token) for word in PERIOD_WORDS) for token in around):
        return None
    return _FULL_HOUR.sub("", found[1]), _FULL_HOUR.sub("", found[2])


def _next_year(text: str) -> re.Match[str] | None:
    """Two years of which the second follows the first are a period."""
    found = _TWO_YEARS.search(text)
    return found if found and int(found[1]) + 1 == int(found[2]) else None


_UP_TO = frozenset({"чейин", "дейре", "дейин"})


def _in_figures(typed: Reading) -> str:
    """Он алтыдан жыйырмага чейин: 16дан 20га чейин; nothing, if she wrote figures or no such two numbers."""
    if typed.tokens[-1] not in _UP_TO or any(token[0].isdigit() for token in typed.tokens):
        return ""
    first = read_words(typed.tokens, 0)
    second = read_words(typed.tokens, first[1]) if first and first[0].case is Case.ABLATIVE else None
    if first is None or second is None or second[0].case is not Case.DATIVE or second[1] != len(typed.tokens) - 1:
        return ""
    return f"{first[0].value}–{second[0].value}"


def same_period(typed: Reading, right: Sequence[Reading]) -> Meant | None:
    """The same time from … to …, written in another way."""
    hers = (_period(typed.raw) if _TWO_FIGURES.search(typed.raw) else None) or _period(_in_figures(typed))
    if hers is None:
        return None
    for expected in right:
        if _same_ends(hers, _period(expected.raw)):
            return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.VALUE),))
    return None


def _same_ends(hers: tuple[str, str], book: tuple[str, str] | None) -> bool:
    """Whether both are from … to the same; of two years one may be told by its last two digits: 2013–17."""
    if hers == book or book is None:
        return hers == book
    years = any(len(end) == _DIGITS_OF_YEAR for end in hers) and all(len(end) == _DIGITS_OF_YEAR for end in book)
    return years and all(one in {end, end[2:]} for one, end in zip(hers, book, strict=True))


_DIGITS_OF_YEAR = 4


def typed_on(typed: Reading, right: Sequence[Reading], question: QuestionText) -> Meant | None:
    """A right answer to the letter, and behind it the words that follow the blank, as they follow it."""
    for expected in right if question.words_after else ():
        size = len(expected.tokens)
        rest = typed.tokens[size:]
        if not rest or typed.tokens[:size] != expected.tokens or len(rest) > len(question.words_after):
            continue
        if goes_on_denied(question.words_after, len(rest)):
            continue
        if _is_run_of(rest, question):
            return Meant(Sense.SAME, (Forgiven(" ".join(typed.shown[size:]), "", Allowance.QUESTION),))
    return None


def _is_run_of(rest: Sequence[str], question: QuestionText) -> bool:
    """Whether these are the first words after the blank, a date among them by its value."""
    if not any(token[0].isdigit() for token in rest):
        return all(same_noun(token, item.token) for token, item in zip(rest, question.words_after, strict=False))
    items = tuple(NO_NAMES.items(read(" ".join(rest))))
    return all(alike(item, other) for item, other in zip(items, question.words_after, strict=False))


def begun_before(typed: Reading, right: Sequence[Reading], question: QuestionText) -> Meant | None:
    """A right answer, and before it the words that stand right before the blank: жер салыгы жана ___."""
    for expected in right if question.words_before else ():
        size = len(typed.tokens) - len(expected.tokens)
        run = question.words_before[-size:] if 0 < size <= len(question.words_before) else ()
        if not run or any(not same_noun(token, other) for token, other in zip(typed.tokens, run, strict=False)):
            continue
        if all(map(same_noun, typed.tokens[size:], expected.tokens)):
            return Meant(Sense.SAME, (Forgiven(" ".join(typed.shown[:size]), "", Allowance.QUESTION),))
    return None


_SUM_ASKED = re.compile(r"(?:канча|\()\s*(миң|млн|млрд|миллион|миллиард)\.?\s+(сом|доллар|евро)")
_MONEY = ("сом", "доллар", "евро", "каражат", "акча")
_SCALES = {"миң": 10**3, "млн": 10**6, "миллион": 10**6, "млрд": 10**9, "миллиард": 10**9}


def same_sum(typed: Reading, right: Sequence[Reading], question: QuestionText) -> Meant | None:
    """16 061 млн сом, where the question asks how many млн сом; without the scale it is another sum."""
    asked = _SUM_ASKED.search(question.text)
    hers = read_quantity(typed.tokens, 0) if asked and typed.tokens else None
    if asked is None or hers is None or hers[1] == 0:
        return None
    value, after = hers[0].value, typed.tokens[hers[1] :]
    if not after and value < _SCALES[asked[1]]:
        return None
    if not all(any(same_noun(word, token) for word in _MONEY) for token in after):
        return None
    for expected in right:
        book = read_quantity(expected.tokens, 0)
        if book and book[1] == len(expected.tokens):
            if book[0].value * _SCALES[asked[1]] == value:
                return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.VALUE),))
            if book[0].value == value:
                return Meant(Sense.OTHER)
    return None


_ABOUT_SO_MANY = re.compile(r"([^\W\d_]{2,})[дт][аеоө]й")


def about_so_many(typed: Reading, right: Sequence[Reading], question: QuestionText) -> Meant | None:
    """7 миңдей, where the sentence says about how many."""
    about = _ABOUT_SO_MANY.fullmatch(typed.tokens[-1])
    if about is None or not question.asks_for(ABOUT):
        return None
    tokens = (*typed.tokens[:-1], about[1])
    hers = read_quantity(tokens, 0)
    for expected in right if hers and hers[1] == len(tokens) else ():
        book = read_quantity(expected.tokens, 0)
        if hers and book and book[1] == len(expected.tokens) and book[0].equals(hers[0]):
            return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.VALUE),))
    return None


_ALL = frozenset(map(fold, ("баары", "бардыгы", "толугу", "менен", "толук", "бойдон", "бүт", "бүтүндөй", "баарын")))
_HUNDRED_PER_CENT = re.compile(r"\s*100\s*(?:%|пайыз\w{0,4}|процент\w{0,4})\s*", re.IGNORECASE)


def all_of_it(typed: Reading, right: Sequence[Reading]) -> Meant | None:
    """All of it for 100 %."""
    if not _ALL.issuperset(typed.folded):
        return None
    whole = next((expected for expected in right if _HUNDRED_PER_CENT.fullmatch(expected.raw)), None)
    if whole is None:
        return None
    return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), whole.raw.strip(), Allowance.VALUE),))


_SHORT_YEAR = re.compile(r"\s*['’]?(\d{2})[-\s]*(?:ж(?:ыл\w{0,6})?\.?)\s*", re.IGNORECASE)
_TWO_DIGITS = re.compile(r"\s*['’]?(\d{2})\s*")
_YEAR_ALONE = re.compile(r"\s*(?:19|20)(\d{2})(?:[-\s]*ж(?:ыл\w{0,6})?\.?)?\s*", re.IGNORECASE)


def same_short_year(typed: Reading, right: Sequence[Reading], question: QuestionText) -> Meant | None:
    """97-жылы for 1997, and 97 where -жылы stands behind the blank."""
    hers = _SHORT_YEAR.fullmatch(typed.raw)
    if hers is None and question.is_bound and same_noun("жыл", question.words_after[0].token):
        hers = _TWO_DIGITS.fullmatch(typed.raw)
    for expected in right if hers else ():
        book = _YEAR_ALONE.fullmatch(expected.raw)
        if hers and book and hers[1] == book[1]:
            return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.VALUE),))
    return None


_TO, _FROM = ("гA", "кA"), ("дAн", "тAн")


def turns_round(typed: Reading, right: Sequence[Reading]) -> bool:
    """From a year for up to it, or the other way round: 2010-жылдан, 2010-жылга."""
    hers = skeleton(typed.tokens[-1])
    if not typed.tokens[0][0].isdigit() or not hers.startswith("жIл"):
        return False
    turned = [
        (hers.endswith(_FROM) and book.endswith(_TO)) or (hers.endswith(_TO) and book.endswith(_FROM))
        for book in (skeleton(expected.tokens[-1]) for expected in right if expected.tokens)
        if book.startswith("жIл")
    ]
    return bool(turned) and all(turned)
