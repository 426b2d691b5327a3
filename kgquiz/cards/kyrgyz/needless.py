"""Words that a phrase carries without saying more: буга чейин, конкурс өткөрүү менен, мүчөсү болгон жаран.

Each function gives the places of such words in what is typed; the right answer has none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgquiz.cards.kyrgyz.alike import GENITIVE
from kgquiz.cards.kyrgyz.implied import Idle, lacks
from kgquiz.cards.kyrgyz.letters import skeleton
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.stems import same_noun
from kgquiz.cards.kyrgyz.words_that_count import WITH

_FEWEST = 2


def _until_now(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Буга чейин иш стажы: whatever one has, one has had before."""
    if typed.tokens[:2] == ("буга", "чейин") and len(typed.tokens) > _FEWEST and lacks(expected, "чейин"):
        yield from (0, 1)


_PAID = ("алынган", "алынуучу", "төлөнгөн", "төлөнүүчү")
_SETTLED = ("бекитилген", "белгиленген", "кабыл алынган")
_AT_WORK = ("иштеген", "түзүлгөн", "түзүлүүчү")
_ALWAYS = {
    **dict.fromkeys(("акы", "төлөм", "салык", "алым", "жыйым"), _PAID),
    **dict.fromkeys(("формула", "тартип", "план", "эреже", "норма"), _SETTLED),
    **dict.fromkeys(("комиссия", "топ", "комитет"), _AT_WORK),
}
"""What is always so with such a thing: a payment is paid, a formula has been approved, a commission works."""


def _always_so(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Төлөнүүчү ижара акысы, бекитилген формула, убактылуу иштеген комиссия."""
    last = typed.tokens[-1]
    deeds = next((found for noun, found in _ALWAYS.items() if same_noun(noun, last)), ())
    for at, token in enumerate(typed.tokens[:-1]):
        if token in deeds and lacks(expected, token):
            yield at


_MAIN, _SIDE = "негизги", ("кошумча", "экинчи даражадагы")


def _main_ones(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """7 негизги багыт, where багыттар are counted and no others are told beside them."""
    for at in range(1, len(typed.tokens) - 1):
        counted = typed.tokens[at] == _MAIN and len(expected.tokens) == 1 and question.has_noun(typed.tokens[at + 1])
        if counted and at == len(typed.tokens) - 2 and not question.asks_for(_SIDE):
            yield at


def _being_such(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Жамааттын мүчөсү болгон жаран, where the question itself calls him жаран."""
    last = len(typed.tokens) - 1
    told = last > 1 and typed.tokens[last - 1] == "болгон" and question.has_noun(typed.tokens[last])
    if told and lacks(expected, "болгон") and same_noun(typed.tokens[last - 2], expected.tokens[-1]):
        yield from (last - 1, last)


_HELD = ("конкурс", "сынак", "экзамен", "жыйын", "отурум", "жыйналыш", "референдум", "аукцион", "тендер", "тоорук")
_DONE = ("мониторинг", "аттестация", "аудит", "ревизия", "тестирлөө", "маектешүү", "талкуу", "сурамжылоо")
_DEEDS_OF = {
    **dict.fromkeys((*_HELD, *_DONE), ("өткөрүү", "жүргүзүү", "уюштуруу", "кылуу")),
    **dict.fromkeys(("экзамен", "сынак"), ("өткөрүү", "алуу", "уюштуруу")),
}
_MADE = {
    **dict.fromkeys(("келишим", "контракт"), ("түзүү",)),
    **dict.fromkeys(("мыйзам", "токтом", "чечим", "акт"), ("кабыл алуу", "чыгаруу")),
    **dict.fromkeys(("жарлык", "буйрук", "тескеме"), ("чыгаруу",)),
}
_MEANS = frozenset({WITH, "аркылуу", "жолу", "түрүндө"})


def _its_deed(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Конкурс өткөрүү: a contest is nothing but what is held; келишим түзүү, where something is done by it."""
    by_it = bool(question.words_after) and question.words_after[0].token in _MEANS
    for at in range(1, len(typed.tokens)):
        noun = typed.tokens[at - 1]
        deeds = (deeds for kinds in ((_DEEDS_OF, _MADE) if by_it else (_DEEDS_OF,)) for deeds in _of(noun, kinds))
        size = next((len(deed.split()) for deed in deeds if _stands(deed.split(), typed.tokens[at:])), 0)
        ends = at + size == len(typed.tokens) or (size and typed.tokens[at + size] in _MEANS)
        if size and ends and lacks(expected, typed.tokens[at]) and any(same_noun(noun, one) for one in expected.tokens):
            yield from range(at, at + size)


def _of(noun: str, kinds: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return next((deeds for kind, deeds in kinds.items() if same_noun(kind, noun)), ())


def _stands(words: Sequence[str], tokens: Sequence[str]) -> bool:
    return list(tokens[: len(words)]) == list(words)


_INSIDE = frozenset({"курамында", "түзүмүндө", "ичинде"})
_IN = ("дA", "тA")


def _within_it(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Министрликтин курамында is министрликте."""
    last = len(typed.tokens) - 1
    inside = last and typed.tokens[last] in _INSIDE and skeleton(typed.tokens[last - 1]).endswith(GENITIVE)
    if inside and skeleton(expected.tokens[-1]).endswith(_IN):
        yield last


_GROUNDS = frozenset({WITH, "боюнча", "негизинде", "аркылуу", "ылайык", "жолу"})


def _by_the_same(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Формулага ылайык, where the sentence goes on with боюнча: by it or under it, it is the ground."""
    last = len(typed.tokens) - 1
    goes_on = bool(question.words_after) and question.words_after[0].token in _GROUNDS
    if last and goes_on and typed.tokens[last] in _GROUNDS and lacks(expected, typed.tokens[last]):
        yield last


_ACTS = ("мыйзам", "кодекс", "жарлык", "токтом", "жобо", "буйрук", "тескеме", "конституция", "регламент", "устав")
_SETS = ("киргиз", "бекит", "белгиле", "аныкта", "түз", "жой", "жоё", "тыюу", "жөнгө")


def _by_the_act(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Жарлык менен, where the sentence lets the act itself do it: тартибин жарлык киргизген."""
    last = len(typed.tokens) - 1
    acts = last and typed.tokens[last] == WITH and any(same_noun(act, expected.tokens[-1]) for act in _ACTS)
    sets = bool(question.words_after) and question.words_after[0].token.startswith(_SETS)
    if acts and sets and lacks(expected, WITH):
        yield last


def _held_to_be(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Четке кагылган болуп, where the sentence goes on with деп эсептелет."""
    last = len(typed.tokens) - 1
    goes_on = bool(question.words_after) and question.words_after[0].shown == "деп"
    if last and goes_on and typed.tokens[last] == "болуп" and lacks(expected, "болуп"):
        yield last


_IT = frozenset({"аны", "аларды", "муну", "буларды"})
_DEED = re.compile(r".{2,}(?:уу|үү|оо|өө)(?:с[ыиуү])?\w{0,3}")


def _done_to_it(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Аны пайдалануу: the pronoun stands for what is spoken of anyway."""
    undergone = len(typed.tokens) > 1 and typed.tokens[0] in _IT and lacks(expected, typed.tokens[0])
    if undergone and _DEED.fullmatch(typed.tokens[-1]):
        yield 0


_POSTS = ("катчы", "басар", "башчы", "губернатор", "министр", "мэр", "аким", "төрага", "жетекчи", "староста")
_POST = re.compile(r"(?:кызматы|орду|орун|институту)(?:н[ыиуүаеоө]\w{0,2}|на|не|нда|нде|нан)?")
_OF_POSTS = ("кызмат", "орун", "орду", "институт")


def _its_post(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Айыл башчысынын орду, статс-катчы кызматы, where the question speaks of a post: it is his."""
    last = len(typed.tokens) - 1
    if not last or not _POST.fullmatch(typed.tokens[last]) or not any(map(question.has_noun, _OF_POSTS)):
        return
    first = last - (last > 1 and typed.tokens[last - 1] == "кызмат")
    named = any(expected.tokens[-1].startswith(post) or same_noun(post, expected.tokens[-1]) for post in _POSTS)
    if named and lacks(expected, typed.tokens[last]) and same_noun(typed.tokens[first - 1], expected.tokens[-1]):
        yield from range(first, last + 1)


NEEDLESS: tuple[Idle, ...] = (
    _until_now,
    _always_so,
    _main_ones,
    _being_such,
    _its_deed,
    _within_it,
    _by_the_same,
    _by_the_act,
    _held_to_be,
    _done_to_it,
    _its_post,
)
