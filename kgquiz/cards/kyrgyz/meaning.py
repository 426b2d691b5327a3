"""Whether an answer says what is expected in other words, given the question it answers.

Both texts are read as things: values, names of the field, words. Every thing expected must be there, and every
other thing must add nothing: the state's name, words of the question, a noun that only says the kind. What
limits, denies, joins or owns otherwise is a claim of its own, and no answer with one passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise, product

from rapidfuzz.distance import OSA

from kgquiz.cards.kyrgyz.dates import CalendarDate
from kgquiz.cards.kyrgyz.gazetteer import (
    NO_NAMES,
    Gazetteer,
    Thing,
    gazetteer_of,
    only_synonyms,
    same_value,
    single_words,
    with_synonyms,
)
from kgquiz.cards.kyrgyz.inflection import TokenPlace, Word, kin, word_of
from kgquiz.cards.kyrgyz.letters import fold, skeleton
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.number_words import Style
from kgquiz.cards.kyrgyz.numbers import Quantity
from kgquiz.cards.kyrgyz.shortened import spelled_in_full
from kgquiz.cards.kyrgyz.slips import forgivable, is_one_edit_away
from kgquiz.cards.kyrgyz.stems import (
    as_deed,
    is_attribute,
    is_relative,
    same_attribute,
    same_deed,
    same_moment,
    same_noun,
)
from kgquiz.cards.kyrgyz.synonyms import meanings_of
from kgquiz.cards.kyrgyz.tally import UNCOUNTED, Tally
from kgquiz.cards.verdict import Allowance, Forgiven

_AND = frozenset(map(fold, ("жана", "ошондой", "эле", "да", "дагы")))
_CLAIMS = frozenset(
    map(
        fold,
        (
            *("же", "менен", "эмес", "жок", "башка", "тышкары", "сырткары", "бирок", "гана", "карата"),
            *("аз", "көп", "кем", "ашык", "ашуун", "жогору", "төмөн", "чейин", "кийин", "мурун", "мурда", "жакын"),
            *("азы", "көбү", "азыраак", "көбүрөөк", "эң", "вице", "экс", "мурдагы", "биринчи", "орун", "басары"),
            *("орунбасары", "жардамчысы", "кеңешчиси", "долбоору", "анти", "каршы"),
        ),
    )
)
"""Words that limit, deny, join or change the rank; the question's having them is no leave to add them."""
_WITHIN = frozenset(
    map(
        fold,
        (
            *("ичинде", "ичи", "аралыгында", "тартып", "баштап", "ар", "болгон", "катары", "боюнча", "аркылуу"),
            *("тарабынан", "үчүн", "негизинде", "толгон", "толук", "өз", "өзүнүн", "анын", "алардын", "деген"),
            *("тиешелүү", "тийиштүү", "бул", "ал", "жашта", "жаштагы", "жактан", "жагынан", "ошол", "ушул", "бою"),
            *("түрүндө", "түрдө", "түрүндөгү", "салынуучу", "алынуучу", "түшкөн", "түшүүчү", "аталган", "каралган"),
            *("белгиленген", "жүргүзүлүүчү", "жасалган", "түзүлгөн", "түзүлүүчү", "өзү", "өзүнө", "өзүндө", "өзүнөн"),
        ),
    )
)
"""Words that leave a time limit, a starting point, a role or a sum as it is."""
_AT_LEAST = ("кеминде", "эң аз", "аз дегенде", "төмөнкү", "эң кем")
_BEFORE = ("мурун", "мурда", "калганда", "калганга")
_ABOUT = ("болжол", "чамасы", "жакын")
_AT_MOST = ("чеги", "эң көп", "ашпа", "эң узак", "эң кеч", "акыркы", "жогорку чек", "мөөнөт", "чейин", "кечикти")
_BOUNDS = tuple(
    (tuple(map(fold, words)), bounds)
    for words, bounds in (
        (("кем", "эмес"), _AT_LEAST),
        (("кеминде",), _AT_LEAST),
        (("эң", "аз"), _AT_LEAST),
        (("эң", "көп"), _AT_MOST),
        (("эң", "узак"), _AT_MOST),
        (("аз", "эмес"), _AT_LEAST),
        (("ашык", "эмес"), _AT_MOST),
        (("көп", "эмес"), _AT_MOST),
        (("чейин",), _AT_MOST),
        (("жогору", "эмес"), _AT_MOST),
        (("жогору",), _AT_LEAST),
        *(((word,), _AT_MOST) for word in ("ашпайт", "ашпай", "ашпаган", "ашпоо", "кечиктирбей", "кечикпей")),
        *(((word,), _AT_MOST) for word in ("кечиктирбестен", "кечиктирилбей", "кечикпестен")),
        *(((word,), _BEFORE) for word in ("мурун", "мурда", "алдын", "илгери", "калганда", "калганга")),
        *(((word,), _ABOUT) for word in ("болжолдуу", "чамасында", "жакын", "болжолу")),
        (("болжол", "менен"), _ABOUT),
    )
)
"""A bound that may be said where the question asks for just that bound."""
_BOUNDS_BY_WORD = {
    first: tuple(bound for bound in _BOUNDS if bound[0][0] == first) for first in {words[0] for words, _ in _BOUNDS}
}
_LOWER_LIMIT = "төмөнкү чеги"
"""A limit, but not an upper one."""
_KINDS = (
    *("принцип", "система", "тартип", "концепция", "түшүнүк", "процесс", "ыкма", "метод", "механизм", "агым"),
    *("жүргүзүү", "институт", "мүнөз", "статус", "режим", "ай", "жыл", "бөлүк", "процедура", "теория"),
    *("компания", "аак", "жак", "жчк", "осоо"),
)
"""Nouns that add no more than what kind of thing it is."""
_KINDS_ASKED = (
    *("белги", "жол", "негиз", "форма", "портал", "мөөнөт", "документ", "иш", "укук", "орган", "мекеме", "адам"),
    *("убакыт", "күн", "деңгээл", "звено", "багыт", "мыйзам", "кодекс", "жобо", "токтом", "жарлык", "берене"),
    *("пункт", "бөлүм", "номер", "сайт", "каражат", "реформа", "бирдик", "баскыч", "этап", "берүү", "шаар"),
    *("район", "облус", "айыл", "модель", "түр", "категория", "топ", "чара", "акт", "чечим", "программа"),
    *("стратегия", "мезгил", "кызмат", "орун", "орду", "салык", "грант", "фонд", "бюджет", "менчик", "мүлк", "жер"),
    *("добуш", "шайлоо", "жыйын", "сынак", "конкурс", "даража", "чен", "жаза", "ранг", "наам", "талап", "шарт"),
)
"""Nouns that may be added where the question uses them."""
_GIVEN = ("макулдук", "сунуш", "сунуштама", "демилге", "корутунду", "пикир", "добуш")
"""What a body gives: where the question asks who gives it, the body's naming with it is the same answer."""
_INNER_KINDS = ("система", "процесс")
"""Nouns that add nothing between a notion and what is done with it: башкаруу системасын реформалоо."""
_HEADS = (
    *("төрага", "башчы", "жетекчи", "басар", "өкүл", "аппарат", "комитет", "бөлүм", "башкарма", "кеңеш", "министр"),
    *("министрлик", "катчы", "мүчө", "депутат", "директор", "долбоор", "сессия", "кызматкер", "кызматчы", "кызмат"),
    *("администрация", "комиссия", "жыйын", "президент", "өкмөт", "мэр", "аким", "судья", "адам", "акт", "мыйзам"),
)
"""Nouns that make another body, post, person or act of what stands before them."""
_QUALIFIERS = (
    *("мамлекеттик", "муниципалдык", "жергиликтүү", "республикалык", "облустук", "райондук", "шаардык", "айылдык"),
    *("жеке", "коомдук", "саясий", "башкы", "улуттук", "жалпы", "атайын", "аралык", "конституциялык", "ички"),
    *("тышкы", "борбордук", "аймактык", "негизги", "кошумча", "убактылуу", "туруктуу", "эмес", "юридикалык"),
    *("административдик", "жарандык", "кылмыш", "салыктык", "бюджеттик", "республика", "облус", "район", "шаар"),
    *("айыл", "президент", "өкмөт", "парламент", "кеңеш", "жаңы", "эски", "жогорку", "төмөнкү", "улук", "кенже"),
    *("ачык", "жабык", "жашыруун", "кыска", "узак", "орто", "түз", "кыйыр", "акылуу", "акысыз"),
)
"""Words that tell one body, post or act from another: beside one of them no second is added."""
_INSTITUTIONS = ("орган", "мекеме", "уюм", "министрлик", "ведомство", "администрация")
"""Where the question speaks of one of them, what belongs to it belongs to the others too."""
_BODIES_OF, _INSTITUTION_ENDS = "органдар", ("тура", "лиция")
_BODIES = ("президент", "парламент", "өкмөт", "кеңеш")
_NUMBER_NOUNS = frozenset(map(fold, ("саны", "санын", "санынын")))
_PERSONS = ("киши", "адам")
_PEOPLE = ("тургун", "калк", "жаран", "шайлоочу", "депутат", "делегат", "мүчө", "кызматчы", "талапкер", "өкүл", "судья")
_SERVICE = "кызмат"
_STAFF = ("кызматчы", "кызматкер")
"""Whose the thing is where the question speaks of the service: of anybody in it."""
_WORKING = frozenset(map(fold, ("жумушчу", "календардык", "иш", "жумуш")))
_PHRASE_SLIP_FROM = 6
_SHORTEST_SLIP = 8
_POSTPOSITIONS = frozenset(map(fold, ("боюнча", "жөнүндө", "үчүн")))
_OBJECT = ("ны", "ни", "ну", "ды", "ди", "ду", "ты", "ти", "ту")
_DEED = ("уу", "оо", "ция")
"""An accusative before what is done with it: кадрларды ротациялоо."""
_DONE_WITH = ("нI", "дI", "тI", "дAн", "тAн", "нAн", "ндA")
_LIGHT_DEEDS = ("аткаруу", "чечүү", "жүргүзүү", "өткөрүү", "өтүү", "уюштуруу")
"""What is done with any task, event or matter; it adds nothing to it."""
_ABOUT_IT = frozenset(map(fold, ("жөнүндө", "тууралуу", "жөнүндөгү")))
_LOCAL = fold("жергиликтүү")
_LEVEL_WORDS = frozenset(map(fold, ("мамлекеттик", "жергиликтүү", "муниципалдык", "республикалык")))
_LEVELS = ("район", "шаар", "айыл", "муниципалитет")
_LOCAL_BODIES = ("кеңеш", "жамаат")
_SELF_GOVERNED = ("жөб", "өз алдынча башкаруу", "жамаат", "өкүлчүлүктүү")
_WINDOW = 4
_FEW_LETTERS = 2
_TOUCH = 3
_CURRENCY = "сом"
_OR = "же"
_POINTING = tuple(map(fold, ("ошол", "ушул", "бул", "анын", "алардын", "өз", "өзүнүн", "өзү", "тиешелүү", "тийиштүү")))
"""Words that only point at what is spoken of."""
_TERM = "мөөнөт"
_ONE = "бир"
_PARTICIPLES = re.compile("[гк][аео]н[дт][аео]р")
_MONEY = (
    *("сом", "каражат", "акча", "акы", "акы", "төлөм", "салык", "бюджет", "айып", "киреше", "чыгым", "чыгаша", "баа"),
    *("нарк", "сумма", "карыз", "грант", "фонд", "млн", "млрд", "миллион", "миллиард", "доллар", "кредит", "салым"),
)
"""Beginnings of words by which a question speaks of a sum."""
_FEWEST_IN_RUN = 2
_HALF = "жарым"
_PERIOD_WORDS = ("жыл", "ж", "жж", "саат", "мезгил", "аралык", "ичи")
_MOST_ITEMS = 40
_NUMBERED = re.compile(r"\d-[^\W\d_]{4,}")
"""A figure that a hyphen binds to its noun says which one, not how many: 4-берене."""
_HALVES = re.compile(r"(?<![^\W\d_])([^\W\d_]{5,}+)-([^\W\d_]{5,})")
"""Two whole words joined by a hyphen; a shorter first one tells the rank: вице-мэр."""
_GENITIVE = ("нIн", "дIн", "тIн")
_ATTRIBUTIVE = (*_GENITIVE, "дAгI", "тAгI", "лIк", "дIк", "тIк")


class Sense(Enum):
    """What an answer in other words comes to."""

    SAME = "same"
    DOUBT = "doubt"
    """The same but for what only the student can tell."""
    OTHER = "other"
    """The right figure with a unit or a limit that makes it another answer."""


_SENSES = tuple(Sense)


@dataclass(frozen=True, slots=True)
class Meant:
    """What an answer means, and what was read as what."""

    sense: Sense
    forgiven: tuple[Forgiven, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionText:
    """The text around an answer, read as things."""

    before: tuple[Thing, ...] = ()
    after: tuple[Thing, ...] = ()
    text: str = ""
    words_after: tuple[Thing, ...] = ()
    """What follows the blank word by word: a name may be typed along in part."""
    things_after: tuple[Thing, ...] = ()
    """What follows the blank by the field's own names: a deck's name may hide a shorter one."""
    words: tuple[Thing, ...] = ()
    """The whole word by word: a name holds words that may be said alone."""
    words_before: tuple[str, ...] = ()
    """What stands before the blank, in normal form."""

    @property
    def has_blank(self) -> bool:
        """Whether the answer stands inside a sentence that goes on."""
        return bool(self.after)

    def says(self, item: Thing) -> bool:
        """Whether the thing stands in the question, in any form."""
        if any(_alike(item, other) for other in (*self.before, *self.after)):
            return True
        if item.value is not None or item.end - item.start > 1 or _qualifies(item):
            return False
        return any(_same_word(item.token, other.token) for other in self.words) or self._says_as_much(item)

    def _says_as_much(self, item: Thing) -> bool:
        """Whether a synonym of the word stands in the question."""
        meanings = _meanings_of(item.token)
        return bool(meanings) and any(not meanings.isdisjoint(_meanings_of(other.token)) for other in self.words)

    def has_noun(self, noun: str) -> bool:
        """Whether a noun stands in the question."""
        return any(same_noun(noun, item.token) for item in self.words)

    def asks_for(self, bounds: Iterable[str]) -> bool:
        """Whether the question speaks of one of these bounds."""
        return any(bound in self.text for bound in bounds)

    def asks_how_many(self) -> bool:
        """Whether it asks for the number of something."""
        return any(item.folded in _NUMBER_NOUNS for item in self.words)

    def counted(self) -> Thing | None:
        """What the question asks the number of: the noun before саны."""
        for at, item in enumerate(self.before):
            if item.folded in _NUMBER_NOUNS:
                owned = (other for other in self.before[:at] if not _is_filler(other))
                owners = [other for other in owned if skeleton(other.token).endswith(_GENITIVE)]
                return owners[-1] if owners else None
        return None

    def goes_on_with_a_noun(self) -> bool:
        """Whether the blank stands before a noun, so that its last word only says which one."""
        return len(self.words_after) > 1 and self.words_after[0].folded not in _CLAIMS | _WITHIN | _POSTPOSITIONS

    def counted_after(self) -> tuple[Thing, ...]:
        """What a figure in the blank counts: the nouns right behind it, if more of the sentence follows them."""
        found: list[Thing] = []
        for item in self.words_after[:-1][:_WINDOW]:
            if item.value is not None or item.folded in _CLAIMS | _WITHIN | _POSTPOSITIONS:
                break
            found.append(item)
        return tuple(found)


NO_QUESTION = QuestionText()


@lru_cache(maxsize=4096)
def question_of(before: str, after: str, gazetteer: Gazetteer) -> QuestionText:
    """Read the text before and after a blank; of a question without one all stands before."""
    behind = read(after)
    return QuestionText(
        tuple(gazetteer.items(read(before))),
        tuple(gazetteer.items(behind)),
        f"{before} {after}".casefold().replace(_LOWER_LIMIT, "төмөнкү"),
        tuple(NO_NAMES.items(behind)),
        tuple(gazetteer_of().items(behind)),
        tuple(item for text in (read(before), behind) for item in NO_NAMES.items(text) if item.value is None),
        read(before).tokens,
    )


def meant(
    typed: Reading,
    right: Sequence[Reading],
    question: QuestionText,
    gazetteer: Gazetteer,
    tally: Tally = UNCOUNTED,
) -> Meant | None:
    """What the answer means beside the right ones; None if it is something else."""
    tally.add(len(typed.tokens))
    if len(typed.tokens) > _MOST_ITEMS or not typed.tokens:
        return None
    if whole := (
        _same_period(typed, right)
        or _same_short_year(typed, right)
        or _typed_on(typed, right, question)
        or _begun_before(typed, right, question)
        or _all_of_it(typed, right)
        or (Meant(Sense.OTHER) if turns_round(typed, right) else None)
        or _bracketed(typed, right, question, gazetteer, tally)
    ):
        return whole
    best: Meant | None = None
    for expected, way in product(right, (_one_meant, _abbreviated, _rewritten)):
        found = way(typed, expected, question, gazetteer, tally)
        if found and found.sense is Sense.SAME:
            return found
        best = min((one for one in (best, found) if one), key=_farness, default=None)
    if best is not None and best.sense is Sense.DOUBT and _takes_anothers_place(typed, right[:1]):
        return Meant(Sense.OTHER)
    return best


def _takes_anothers_place(typed: Reading, right: Sequence[Reading]) -> bool:
    """Whether a right answer has another owner or attribute in just this place: Президенттин for Өкмөттүн Аппараты."""
    for expected in right:
        if len(expected.tokens) != len(typed.tokens) or len(typed.tokens) == 1:
            continue
        unlike = [
            at
            for at, (one, other) in enumerate(zip(typed.tokens, expected.tokens, strict=True))
            if not _same_word(one, other)
        ]
        if len(unlike) == 1 and unlike[0] < len(typed.tokens) - 1:
            hers, book = typed.tokens[unlike[0]], expected.tokens[unlike[0]]
            alike = _meanings_of(hers) & _meanings_of(book)
            if _LOCAL in {fold(hers), fold(book)}:
                continue
            if not alike and not _is_close(hers, book) and _tells_apart(hers) and _tells_apart(book):
                return True
    return False


def _tells_apart(token: str) -> bool:
    """Whether it is an owner or an attribute, which tells one body or act from another."""
    return (
        is_attribute(token)
        or skeleton(token).endswith(_GENITIVE)
        or any(same_noun(word, token) or same_attribute(word, token) for word in _QUALIFIERS)
    )


def _is_close(one: str, other: str) -> bool:
    """One letter apart: perhaps the same word with a slip."""
    return OSA.distance(one, other, score_cutoff=_FEW_LETTERS) <= _FEW_LETTERS or one[:_TOUCH] == other[:_TOUCH]


_FROM_TO = re.compile(
    r"(?<!\d)(\d++(?:[:.]\d++)?)[-\s]*(?:ж(?:ыл)?\w{0,2})?(?:[дт][аеоө]н)\s+(?:тартып\s+|баштап\s+|саат\s+)?"
    r"(\d+(?:[:.]\d+)?)[-\s]*(?:ж(?:ыл)?\w{0,2}?)?(?:[гк][аеоө])?(?:\s+чейин\w*)?",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?<!\d)(\d++(?:[:.]\d++)?)\s*[-–—]\s*(\d+(?:[:.]\d+)?)")
_TWO_YEARS = re.compile(r"(\d{4})(?:[-\s]*ж(?:ыл)?\w{0,2})?\s+жана\s+(\d{4})")
_FULL_HOUR = re.compile(r"[:.]00$")


def _period(text: str) -> tuple[str, str] | None:
    """The two ends of a time from … to …, in digits: 2012–2014, 2012-жылдан 2014-жылга чейин; 9:00–18:00, 9дан 18ге."""
    found = _FROM_TO.search(text) or _DASHED.search(text) or _next_year(text)
    if found is None:
        return None
    around = read(text[: found.start()] + " " + text[found.end() :]).tokens
    if not all(any(same_noun(word, token) for word in _PERIOD_WORDS) for token in around):
        return None
    return _FULL_HOUR.sub("", found[1]), _FULL_HOUR.sub("", found[2])


def _next_year(text: str) -> re.Match[str] | None:
    """Two years of which the second follows the first are a period."""
    found = _TWO_YEARS.search(text)
    return found if found and int(found[1]) + 1 == int(found[2]) else None


def _same_period(typed: Reading, right: Sequence[Reading]) -> Meant | None:
    hers = _period(typed.raw)
    if hers is None:
        return None
    for expected in right:
        if _period(expected.raw) == hers:
            return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.VALUE),))
    return None


def _typed_on(typed: Reading, right: Sequence[Reading], question: QuestionText) -> Meant | None:
    """A right answer to the letter, and behind it the words that follow the blank, as they follow it."""
    for expected in right if question.words_after else ():
        size = len(expected.tokens)
        rest = typed.tokens[size:]
        if not rest or typed.tokens[:size] != expected.tokens or len(rest) > len(question.words_after):
            continue
        if all(same_noun(token, item.token) for token, item in zip(rest, question.words_after, strict=False)):
            return Meant(Sense.SAME, (Forgiven(" ".join(typed.shown[size:]), "", Allowance.QUESTION),))
    return None


def _begun_before(typed: Reading, right: Sequence[Reading], question: QuestionText) -> Meant | None:
    """A right answer, and before it the words that stand right before the blank: жер салыгы жана ___."""
    for expected in right if question.words_before else ():
        size = len(typed.tokens) - len(expected.tokens)
        run = question.words_before[-size:] if 0 < size <= len(question.words_before) else ()
        if not run or any(not same_noun(token, other) for token, other in zip(typed.tokens, run, strict=False)):
            continue
        if all(map(same_noun, typed.tokens[size:], expected.tokens)):
            return Meant(Sense.SAME, (Forgiven(" ".join(typed.shown[:size]), "", Allowance.QUESTION),))
    return None


_ALL = frozenset(map(fold, ("баары", "бардыгы", "толугу", "менен", "толук", "бойдон", "бүт", "бүтүндөй", "баарын")))
_HUNDRED_PER_CENT = re.compile(r"\s*100\s*(?:%|пайыз\w{0,4}|процент\w{0,4})\s*", re.IGNORECASE)


def _all_of_it(typed: Reading, right: Sequence[Reading]) -> Meant | None:
    """All of it for 100 %."""
    if not _ALL.issuperset(typed.folded):
        return None
    whole = next((expected for expected in right if _HUNDRED_PER_CENT.fullmatch(expected.raw)), None)
    if whole is None:
        return None
    return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), whole.raw.strip(), Allowance.VALUE),))


_SHORT_YEAR = re.compile(r"\s*['’]?(\d{2})[-\s]*(?:ж(?:ыл\w{0,6})?\.?)\s*", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"\s*(?:19|20)(\d{2})(?:[-\s]*ж(?:ыл\w{0,6})?\.?)?\s*", re.IGNORECASE)


def _same_short_year(typed: Reading, right: Sequence[Reading]) -> Meant | None:
    """97-жылы for 1997."""
    hers = _SHORT_YEAR.fullmatch(typed.raw)
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


def _one_meant(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    hers, book = _items(typed, gazetteer), _items(expected, gazetteer)
    if not _touch(typed, expected, hers, book):
        return None
    best: Meant | None = None
    seen: set[tuple[tuple[Thing, ...], tuple[Thing, ...]]] = set()
    for names, lasting in _readings(typed, expected, hers, book, gazetteer):
        tally.add(len(typed.tokens) + len(expected.tokens))
        dated = any(isinstance(item.value, CalendarDate) for item in book)
        hers = _items(typed, names, lasting=lasting, dated=dated)
        book = _items(expected, names, lasting=lasting, dated=dated)
        if (hers, book) in seen:
            continue
        seen.add((hers, book))
        outcome = _Comparison(typed, expected, hers, book, question, names).outcome()
        if outcome and outcome.sense is Sense.SAME:
            return outcome
        best = min((found for found in (best, outcome) if found), key=_farness, default=None)
    return best


def _farness(meaning: Meant) -> int:
    return _SENSES.index(meaning.sense)


def _readings(
    typed: Reading, expected: Reading, hers: tuple[Thing, ...], book: tuple[Thing, ...], gazetteer: Gazetteer
) -> Iterator[tuple[Gazetteer, bool]]:
    """The ways in which both may be read: with names, with lengths of time, word by word (names may hide a slip)."""
    yield gazetteer, False
    items = (*hers, *book)
    if any(item.things for item in items) and gazetteer is not gazetteer_of():
        yield gazetteer_of(), False
    if any(item.value is not None or item.folded == _HALF for item in items):
        yield gazetteer, True
    if any(item.things and item.end - item.start > 1 for item in items):
        yield NO_NAMES, False
    if _share_a_meaning(typed, expected):
        yield with_synonyms(), False
        yield only_synonyms(), False
        yield single_words(), False


@lru_cache(maxsize=16384)
def _items(reading: Reading, names: Gazetteer, *, lasting: bool = False, dated: bool = False) -> tuple[Thing, ...]:
    return tuple(names.items(reading, dated=dated, lasting=lasting))


def _touch(typed: Reading, expected: Reading, hers: tuple[Thing, ...], book: tuple[Thing, ...]) -> bool:
    """Whether the two share the beginning of a word, a name, or that they have a figure."""
    mine = {token[:_TOUCH] for token in expected.folded}
    if any(token[:_TOUCH] in mine for token in typed.folded):
        return True
    if any(one.things & other.things for one in hers for other in book if one.things):
        return True
    if all(any(item.value is not None or item.folded == _HALF for item in items) for items in (hers, book)):
        return True
    return _share_a_meaning(typed, expected)


def _share_a_meaning(one: Reading, other: Reading) -> bool:
    """Whether they have words that begin as two synonyms do."""
    return not meanings_of(one.folded).isdisjoint(meanings_of(other.folded))


def names_something(reading: Reading, gazetteer: Gazetteer) -> bool:
    """Whether any name stands in a text."""
    return any(item.things for item in _items(reading, gazetteer))


class _Comparison:
    """One typed text beside one right answer."""

    def __init__(  # noqa: PLR0913, PLR0917 - the two texts in both readings, and what they answer
        self,
        typed: Reading,
        expected: Reading,
        hers: tuple[Thing, ...],
        book: tuple[Thing, ...],
        question: QuestionText,
        names: Gazetteer,
    ) -> None:
        self.typed, self.expected, self.question, self.names = typed, expected, question, names
        self.hers = [item for item in hers if item.folded not in _AND]
        self.book = [item for item in book if item.folded not in _AND]
        self.adds_and = len(hers) - len(self.hers) > len(book) - len(self.book)
        self.enumerates = len(self.book) < len(book) or "," in expected.raw
        self.forgiven: list[Forgiven] = []
        self.doubt = False

    def outcome(self) -> Meant | None:
        """The same, in doubt, another figure, or nothing of it."""
        if not self.book or not self.hers:
            return None
        pairs = self._paired()
        missing = [at for at in range(len(self.book)) if at not in pairs]
        extra = [at for at in range(len(self.hers)) if at not in set(pairs.values())]
        if self._is_share_for_number() or self._is_place_for_number():
            return Meant(Sense.OTHER)
        if not pairs or not any(self._is_content(at) for at in pairs):
            return self._by_slip(pairs, missing, extra)
        if missing and (slipped := self._by_slip(pairs, missing, extra)):
            return slipped
        extra = self._without_bounds(extra)
        if any(not self._is_state(self.book[at]) for at in missing) and any(not self._is_free(at) for at in extra):
            return None  # one word in another's place makes another thing
        whole = all(self._may_miss(at, pairs) for at in missing) and self._in_order(pairs)
        return self._judged(pairs, extra) if whole else None

    def _is_share_for_number(self) -> bool:
        """50 % for 50, where the question does not speak of per cent."""
        one, other = self.hers[0].value, self.book[0].value
        if not isinstance(one, Quantity) or not isinstance(other, Quantity) or not one.percent or other.percent:
            return False
        return one.counts_like(other) and not self.question.asks_for(("пайыз", "процент", "%"))

    def _is_place_for_number(self) -> bool:
        """4-берене for four, where the question asks how many."""
        one, other = self.hers[0].value, self.book[0].value
        if not isinstance(one, Quantity) or not isinstance(other, Quantity) or not self.question.asks_how_many():
            return False
        if other.style is Style.ORDINAL or _NUMBERED.search(self.expected.raw):
            return False
        return one.style is Style.ORDINAL or _NUMBERED.search(self.typed.raw) is not None

    def _paired(self) -> dict[int, int]:
        """For every thing of the book the thing of hers that fits, in the same order where possible."""
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        after = 0
        for at, item in enumerate(self.book):
            is_last = at == len(self.book) - 1
            at_unit = is_last and at > 0 and self.book[at - 1].value is not None and item.value is None
            order = (*range(after, len(self.hers)), *range(after))
            if is_last:
                order = order if len(self.book) > 1 else tuple(reversed(range(len(self.hers))))
            for other in order:
                if other not in taken and self._fits(item, self.hers[other], is_last, at_unit):
                    pairs[at] = other
                    taken.add(other)
                    after = other + 1
                    break
        return pairs

    def _fits(self, item: Thing, other: Thing, is_last: bool, at_unit: bool) -> bool:
        if item.value is not None or other.value is not None:
            return item.value is not None and other.value is not None and same_value(item, other)
        if not item.things.isdisjoint(other.things):
            return not self._only_repeats_the_question(item, other)
        if any(self._name(one) or one.end - one.start > 1 for one in (item, other)):
            return False
        if at_unit and same_noun(item.token, other.token):
            return True
        place = TokenPlace.ALONE if len(self.book) == 1 else TokenPlace.LAST if is_last else TokenPlace.INSIDE
        if kin(_word(item.token, place), other.token, other.folded) or same_moment(item.token, other.token):
            return True
        is_attribute_here = other is not self.hers[-1] or (is_last and self.question.goes_on_with_a_noun())
        return is_attribute_here and (same_attribute(item.token, other.token) or same_deed(item.token, other.token))

    def _only_repeats_the_question(self, item: Thing, other: Thing) -> bool:
        """Парламент, where the question is how the парламент is called: the name that is asked for is another."""
        if len(self.book) > 1 or other.end - other.start > 1 or _same_word(item.token, other.token):
            return False
        return any(_same_word(other.token, said.token) for said in self.question.words)

    def _name(self, item: Thing) -> frozenset[int]:
        """What an item names, beside words with synonyms."""
        return item.things - self.names.words

    def _is_content(self, at: int) -> bool:
        return self.book[at].things != self.names.states or len(self.book) == 1

    def _may_miss(self, at: int, pairs: dict[int, int]) -> bool:
        """What the question says may be left out, but not the noun that it all hangs on, nor a figure."""
        item = self.book[at]
        if self._is_state(item):
            self._forgive("", item.shown, Allowance.STATE)
            return True
        if item.folded in {_CURRENCY, *_POINTING} or (item.folded == _OR and "," in self.typed.raw):
            return True
        if item.value is not None or item.folded in _CLAIMS:
            return False
        is_head = at == len(self.book) - 1
        has_figure = any(self.book[other].value is not None for other in pairs)
        if is_head and not has_figure and not _is_kind(item, _KINDS) and not self._leaves_an_adjective(item):
            return False
        said = self.question.says(item)
        if not said and not self._is_level_left_out(item, pairs):
            return False
        self._forgive("", item.shown, Allowance.QUESTION if said else Allowance.LEVEL)
        return True

    def _is_level_left_out(self, item: Thing, pairs: dict[int, int]) -> bool:
        """Мамлекеттик or жергиликтүү left out before what two more words name, none of them a level.

        Whether the deck has another thing of that shorter name is asked before; without a question nothing was asked.
        """
        if not self.question.text.strip():
            return False
        named = [self.book[at] for at in pairs]
        return (
            item.folded in _LEVEL_WORDS and len(named) > 1 and not any(other.folded in _LEVEL_WORDS for other in named)
        )

    def _leaves_an_adjective(self, head: Thing) -> bool:
        """Мамлекеттик for мамлекеттик менчик, where the question has the noun itself."""
        return all(is_relative(item.token) for item in self.hers) and any(
            same_noun(head.token, item.token) for item in self.question.words
        )

    def _in_order(self, pairs: dict[int, int]) -> bool:
        """Parts may change places, if it is a list, or the noun at the end stays and no hyphen binds them."""
        places = [pairs[at] for at in sorted(pairs)]
        if all(one < other for one, other in pairwise(places)):
            return True
        values = [place for at, place in sorted(pairs.items()) if self.book[at].value is not None]
        if values != sorted(values):
            return False
        stays = max(places) == places[-1] or self._is_name_with_initial() or self._are_halves_swapped()
        hyphened = "-" in self.expected.raw + self.typed.raw and not self._are_halves_swapped()
        if hyphened or not (stays or self.enumerates):
            return False
        self._forgive(self.typed.raw.strip(), self.expected.raw.strip(), Allowance.ORDER)
        return True

    def _is_name_with_initial(self) -> bool:
        """Менгер К. for К. Менгер."""
        return any(len(item.token) == 1 and item.token.isalpha() for item in self.book)

    def _are_halves_swapped(self) -> bool:
        """Негиздеме-справка for справка-негиздеме: two words of one weight on either side of a hyphen."""
        hers, book = (_HALVES.search(reading.raw.casefold()) for reading in (self.typed, self.expected))
        if hers is None or book is None or all(map(_is_of_a_body, book.groups())):
            return False  # парламенттик-президенттик: the order says who leads
        return hers.groups() == book.groups()[::-1]

    def _judged(self, pairs: dict[int, int], extra: list[int]) -> Meant | None:
        last = max(pairs.values())
        leading = [at for at in extra if at < last]
        trailing = [at for at in extra if at > last]
        counting = any(item.value is not None for item in self.book)
        if self._repeats_a_run(leading):
            leading, extra = [], trailing
        if self.adds_and and (self._is_pair_of_attributes(leading) or self._goes_on_with_and(leading, trailing)):
            self.adds_and = False
        if (self.adds_and or self._adds_comma()) and any(not self._is_free(at) for at in extra):
            return None
        leading = [at for at in leading if not self._is_inner_kind(at, pairs)]
        if not self._repeats_the_beginning(leading) and not all(self._may_lead(at) for at in leading):
            return Meant(Sense.OTHER) if counting else None
        if not self._may_trail(trailing, counting=counting):
            return Meant(Sense.OTHER) if counting else None
        self._tell_names(pairs)
        return Meant(Sense.DOUBT if self.doubt else Sense.SAME, tuple(self.forgiven))

    def _is_pair_of_attributes(self, leading: list[int]) -> bool:
        """Мамлекеттик жана муниципалдык, where the question says both."""
        attributes = [self.hers[at] for at in leading if is_relative(self.hers[at].first or self.hers[at].token)]
        return len(attributes) > 1 and all(self.question.says(self.hers[at]) for at in leading)

    def _goes_on_with_and(self, leading: list[int], trailing: list[int]) -> bool:
        """The words after the blank typed along, and among them жана: 26 министрлик жана мамлекеттик комитет."""
        after = [item for item in self.question.words_after if item.folded not in _AND]
        words = [self._word_at(at) for item in trailing for at in range(self.hers[item].start, self.hers[item].end)]
        said = [word for word in words if word.folded not in _AND]
        return not leading and bool(said) and len(said) <= len(after) and all(map(_alike, said, after))

    def _adds_comma(self) -> bool:
        dated = any(isinstance(item.value, CalendarDate) for item in self.book)
        return not dated and self.typed.raw.count(",") > self.expected.raw.count(",")

    def _is_state(self, item: Thing) -> bool:
        return bool(item.things) and item.things <= self.names.states

    def _is_free(self, at: int) -> bool:
        return self._is_state(self.hers[at])

    def _without_bounds(self, extra: list[int]) -> list[int]:
        """Without "not less than" where the question asks for the least, and without "within"."""
        deeds = self._deeds() if extra else set()
        left = [at for at in extra if at not in deeds]
        for start in tuple(left):
            for folded, bounds in _BOUNDS_BY_WORD.get(self.hers[start].folded, ()):
                run = range(start, start + len(folded))
                said = tuple(item.folded for item in self.hers[start : start + len(folded)])
                if said == folded and all(at in left for at in run) and self.question.asks_for(bounds):
                    left = [at for at in left if at not in run]
        return [at for at in left if not self._is_idle(self.hers[at])]

    def _deeds(self) -> set[int]:
        """What is only done with the thing: талкуудан өтүү, ыйгарым укуктарды аткаруу; it is the last word."""
        *before, deed = self.hers
        if not before or _is_kind(self.book[-1], _LIGHT_DEEDS) or not skeleton(before[-1].token).endswith(_DONE_WITH):
            return set()
        if not _is_kind(deed, _LIGHT_DEEDS):
            return set()
        self._forgive(deed.shown, "", Allowance.KIND)
        return {len(self.hers) - 1}

    def _is_idle(self, item: Thing) -> bool:
        """Whether a word leaves the answer as it is: within, the currency of a sum, бир before what is no number."""
        if item.folded == _CURRENCY:
            return not self.question.asks_how_many() and self.question.asks_for(_MONEY)
        if item.folded == _ONE:
            return all(other.value is None for other in self.book)
        if any(other.unit for other in self.hers) and same_noun(_TERM, item.token):
            return True
        return item.folded in _WITHIN

    def _is_inner_kind(self, at: int, pairs: dict[int, int]) -> bool:
        if at - 1 not in pairs.values() or not _is_kind(self.hers[at], _INNER_KINDS):
            return False
        self._forgive(self.hers[at].shown, "", Allowance.KIND)
        return True

    def _may_lead(self, at: int) -> bool:
        """Before the noun: the state, or an attribute that the question says."""
        item = self.hers[at]
        if self._is_state(item):
            self._forgive(item.shown, "", Allowance.STATE)
            return True
        if item.folded in _CLAIMS or item.folded.startswith("вице"):
            return False
        following = self.hers[at + 1] if at + 1 < len(self.hers) else None
        if following is not None and _hyphened(self.typed.raw, item, following):
            return False
        if self._name(item) and not self._stands_before_a_noun(item):
            return False
        if not self.question.says(item) and not self._is_level_above(item):
            return self._may_own(at)
        self._forgive(item.shown, "", Allowance.QUESTION)
        return True

    def _stands_before_a_noun(self, item: Thing) -> bool:
        """A name in the genitive, an adjective, an abbreviation (ЖӨБ органы), or with a postposition after it."""
        if item.shown.isupper() or skeleton(item.token).endswith(_ATTRIBUTIVE):
            return True
        if item.folded.endswith(_OBJECT) and self.hers[-1].folded.endswith(_DEED):
            return True
        following = self.typed.folded[item.end : item.end + 2]
        return any(word in _POSTPOSITIONS for word in following)

    def _repeats_a_run(self, leading: list[int]) -> bool:
        """Two and more words of the question in their order, as in its longer name of the same body."""
        words = [self.hers[at] for at in leading]
        if len(words) < _FEWEST_IN_RUN or leading != list(range(leading[0], leading[0] + len(leading))):
            return False
        spoken = [item for item in self.question.before if item.folded not in _AND]
        starts = range(len(spoken) - len(words) + 1)
        if not any(all(map(_alike, words, spoken[start:])) for start in starts):
            return False
        if self._name(words[-1]) and not skeleton(words[-1].token).endswith(_ATTRIBUTIVE):
            return False
        self._forgive(" ".join(item.shown for item in words), "", Allowance.QUESTION)
        return True

    def _repeats_the_beginning(self, leading: list[int]) -> bool:
        """The words right before the blank once more, as they stand there."""
        run = self.question.before[-len(leading) :] if leading else ()
        if not self.question.has_blank or leading != list(range(len(leading))) or len(run) < len(leading):
            return False
        if not run or not all(_alike(self.hers[at], item) for at, item in zip(leading, run, strict=True)):
            return False
        self._forgive(" ".join(self.hers[at].shown for at in leading), "", Allowance.QUESTION)
        return True

    def _is_level_above(self, item: Thing) -> bool:
        """Жергиликтүү before what is a district's, a town's or a village's."""
        of_levels = (same_attribute(other.token, level) for other in self.book for level in _LEVELS)
        of_councils = (same_noun(other.token, body) for other in self.book for body in _LOCAL_BODIES)
        of_place = any(map(self.question.has_noun, _LEVELS)) or self.question.asks_for(_SELF_GOVERNED)
        return item.folded == _LOCAL and (any(of_levels) or (of_place and any(of_councils)))

    def _may_own(self, at: int) -> bool:
        """An owner that the question does not name, of a thing without one: only she can say whether it is his."""
        item = self.hers[at]
        of_a_figure = any(other.value is not None for other in self.book)
        owns = skeleton(item.token).endswith(_GENITIVE)
        if self._is_told_before(item):
            return False
        if at == 0 and self._undergoes_as_told(item):
            self._forgive(item.shown, "", Allowance.QUESTION)
            return True
        if at > 0 or of_a_figure or item.value is not None or (not owns and any(map(_qualifies, self.book))):
            return False
        if owns and item.end - item.start == 1 and _is_kind(item, _STAFF) and self.question.has_noun(_SERVICE):
            self._forgive(item.shown, "", Allowance.QUESTION)
            return True
        if owns and _is_kind(item, _INSTITUTIONS) and any(map(self.question.has_noun, _INSTITUTIONS)):
            self._forgive(item.shown, "", Allowance.QUESTION)
            return True
        self.doubt = True
        self.forgiven.append(Forgiven(item.shown, "", Allowance.QUESTION))
        return True

    def _undergoes_as_told(self, item: Thing) -> bool:
        """Кызматчыны ротациялоо, where the question speaks of people: nobody else undergoes it."""
        return (
            item.folded.endswith(_OBJECT)
            and self.hers[-1].folded.endswith(_DEED)
            and _is_kind(item, (*_STAFF, *_PERSONS))
            and any(map(self.question.has_noun, (*_STAFF, *_PERSONS, _SERVICE)))
        )

    def _is_told_before(self, item: Thing) -> bool:
        """Whether another attribute stands right before the blank: мамлекеттик ___, муниципалдык кызмат."""
        before = self.question.before[-1] if self.question.has_blank and self.question.before else None
        return before is not None and is_relative(before.token) and is_relative(item.token)

    def _may_trail(self, trailing: list[int], *, counting: bool) -> bool:
        """After it: the words that follow the blank, the kind of thing, or what is counted."""
        items = [self.hers[at] for at in trailing if not self._is_free(at)]
        if not items or self._typed_along(items):
            return True
        if counting:
            return self._counts(items, has_unit=self.book[-1].value is None)
        return self._says_the_kind(items, self.hers[trailing[0] - 1])

    def _says_the_kind(self, items: list[Thing], noun: Thing) -> bool:
        """Whether the words after the noun only say what kind of thing it is."""
        if any(item.folded in _CLAIMS for item in items):
            return False
        *attributes, head = items
        owned = skeleton(noun.token).endswith(_GENITIVE)
        if not owned and not attributes and self._names_an_institution(head):
            self._forgive(head.shown, "", Allowance.KIND)
            return True
        return self._says_what_is_asked(items, owned=owned)

    def _says_what_is_asked(self, items: list[Thing], *, owned: bool) -> bool:
        *attributes, head = items
        if owned and not attributes and _is_kind(head, _GIVEN) and self.question.says(head):
            self._forgive(head.shown, "", Allowance.QUESTION)
            return True
        if owned and any(item.value is not None for item in items) and all(map(self.question.says, items)):
            self._forgive(" ".join(item.shown for item in items), "", Allowance.QUESTION)
            return True
        named = bool(self._name(self.book[-1])) or _is_kind(head, _HEADS)
        wanted = not owned and (_is_kind(head, _KINDS_ASKED) or is_attribute(self.book[-1].token) or not named)
        if not _is_kind(head, _KINDS) and not (wanted and self.question.says(head)):
            return False
        if not all(self.question.says(item) or item.folded in _ABOUT_IT for item in attributes):
            return False
        self._forgive(" ".join(item.shown for item in items), "", Allowance.KIND)
        return True

    def _names_an_institution(self, head: Thing) -> bool:
        """Прокуратура органдары for прокуратура: an institution has no other bodies than its own."""
        return head.folded.startswith(_BODIES_OF) and self.book[-1].folded.endswith(_INSTITUTION_ENDS)

    def _typed_along(self, items: list[Thing]) -> bool:
        """The words after the blank, from the first, in their order; a few may be skipped, not those that limit."""
        plain = [self._word_at(at) for item in items for at in range(item.start, item.end)]
        return (
            self._follow(items, self.question.after)
            or self._follow(items, self.question.things_after)
            or self._follow(plain, self.question.words_after)
        )

    def _word_at(self, at: int) -> Thing:
        token, folded, shown = self.typed.tokens[at], self.typed.folded[at], self.typed.shown[at]
        return Thing(token, folded, shown, at, at + 1, first=token)

    def _follow(self, items: list[Thing], after: Sequence[Thing]) -> bool:
        at = 0
        for item in items:
            window = after[at : at + _WINDOW]
            step = next((n for n, other in enumerate(window) if _alike(item, other)), None)
            if step is None:
                return False
            if any(other.folded in _CLAIMS | _WORKING or other.value is not None for other in window[:step]):
                return False
            at += step + 1
        self._forgive(" ".join(item.shown for item in items), "", Allowance.QUESTION)
        return True

    def _counts(self, items: list[Thing], *, has_unit: bool) -> bool:
        """Whether the words after a figure name what the question counts, which its unit does already."""
        if has_unit:
            return False
        *attributes, head = items
        counted = self.question.counted()
        if any(item.value is not None or item.folded in _CLAIMS for item in attributes):
            return False
        if head.value is not None or (head.folded in _CLAIMS and counted is None):
            return False
        if any(item.folded in _WORKING and not self.question.says(item) for item in items):
            return False
        if not self._counts_as(head, counted) or not all(map(self.question.says, attributes)):
            return False
        kind = Allowance.QUESTION if self.question.says(head) else Allowance.KIND
        self._forgive(" ".join(item.shown for item in items), "", kind)
        return True

    def _counts_as(self, head: Thing, counted: Thing | None) -> bool:
        """Whether the noun after the figure is what is counted; persons are counted by any word: киши, адам, мүчө."""
        persons = _is_kind(head, _PERSONS)
        following = self.question.counted_after() if counted is None else ()
        if following:
            people = any(_is_kind(item, (*_PERSONS, *_PEOPLE)) for item in following)
            return (people and (persons or _is_kind(head, _PEOPLE))) or any(
                _counts_the_same(head, item) for item in following
            )
        if counted is not None:
            fits = same_noun(head.token, counted.token) or bool(head.things & counted.things)
            fits = fits or (persons and (self.question.says(head) or _is_kind(counted, _PEOPLE)))
        else:
            fits = self.question.says(head) or (persons and any(map(self.question.has_noun, _PEOPLE)))
        if not fits and self.question.says(head) and head.folded not in _CLAIMS:
            self.doubt = fits = True
        return fits

    def _by_slip(self, pairs: dict[int, int], missing: list[int], extra: list[int]) -> Meant | None:
        """One word with one letter wrong, all others as they should be."""
        for at, other in product(missing, extra):
            item, hers = self.book[at], self.hers[other]
            if item.value is not None or hers.value is not None or item.things or hers.things:
                continue
            if not _begin_alike(item.folded, hers.folded):
                continue
            least = _PHRASE_SLIP_FROM if pairs else _SHORTEST_SLIP
            place = TokenPlace.LAST if at == len(self.book) - 1 else TokenPlace.INSIDE
            word = _word(item.token, place)
            if hers.folded.startswith(item.folded):
                continue
            kind = forgivable(word, hers.token, hers.folded, alone=not pairs)
            one_edit = len(item.token) >= least and is_one_edit_away(word, hers.token, hers.folded, related=bool(pairs))
            if kind is None and not one_edit:
                continue
            joined = {**pairs, at: other}
            rest_missing = [one for one in missing if one != at]
            rest_extra = [one for one in extra if one != other]
            if not rest_missing and self._in_order(joined):
                self.doubt = self.doubt or kind is None
                self.forgiven.append(Forgiven(hers.shown, item.shown, kind or Allowance.LETTER))
                return self._judged(joined, rest_extra)
        return None

    def _tell_names(self, pairs: dict[int, int]) -> None:
        for at, other in pairs.items():
            item, hers = self.book[at], self.hers[other]
            if item.things and not same_noun(item.first + item.token, hers.first + hers.token):
                self._forgive(hers.shown, item.shown, Allowance.NAME)
            elif item.value is not None and item.shown.casefold() != hers.shown.casefold():
                self._forgive(hers.shown, item.shown, Allowance.VALUE)

    def _forgive(self, typed: str, expected: str, kind: Allowance) -> None:
        piece = Forgiven(typed, expected, kind)
        if piece not in self.forgiven:
            self.forgiven.append(piece)


@lru_cache(maxsize=16384)
def _word(token: str, place: TokenPlace) -> Word:
    return word_of(token, place)


def _alike(item: Thing, other: Thing) -> bool:
    if item.value is not None or other.value is not None:
        return item.value is not None and other.value is not None and same_value(item, other)
    if item.things & other.things:
        return True
    if any(one.things and one.end - one.start > 1 for one in (item, other)):
        return False
    return _same_word(item.token, other.token)


def _same_word(one: str, other: str) -> bool:
    return same_noun(one, other) or same_attribute(one, other)


@lru_cache(maxsize=8192)
def _meanings_of(token: str) -> frozenset[int]:
    """The groups of synonyms that a single word belongs to."""
    if not meanings_of((fold(token),)):
        return frozenset()
    return next(single_words().items(read(token))).things


def _is_kind(item: Thing, kinds: Iterable[str]) -> bool:
    return item.value is None and any(same_noun(kind, item.token) for kind in kinds)


def _qualifies(item: Thing) -> bool:
    """Whether the word tells one body, post or act from another."""
    return any(same_noun(word, item.token) or same_attribute(word, item.token) for word in _QUALIFIERS)


def _begin_alike(one: str, other: str) -> bool:
    """Whether at most one letter among the first parts them; a quick look before all forms are compared."""
    return (
        one[:1] == other[:1]
        or one[1:3] == other[1:3]
        or one[1:3] == other[:2]
        or one[:2] == other[1:3]
        or one[:2] == other[1::-1]
    )


def _is_of_a_body(half: str) -> bool:
    """Whether the word says of which body something is: президенттик."""
    return is_relative(half) and any(same_attribute(half, body) for body in _BODIES)


def _counts_the_same(head: Thing, noun: Thing) -> bool:
    if head.end - head.start > 1:
        return False
    return same_noun(head.token, noun.token) or not _meanings_of(head.token).isdisjoint(_meanings_of(noun.token))


def _is_filler(item: Thing) -> bool:
    """Whether a word in the genitive stands for what was named before it: ала тургандарынын."""
    return item.folded in _WITHIN or _PARTICIPLES.search(item.folded) is not None


def _hyphened(raw: str, item: Thing, following: Thing) -> bool:
    return f"{item.shown}-{following.shown.split(' ')[0]}".casefold() in raw.casefold()


def _abbreviated(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """An answer in which initials or a clipped word stand for words of the right one."""
    spelled = spelled_in_full(typed, expected)
    if spelled is None:
        return None
    text, in_doubt = spelled
    full = read(text)
    piece = Forgiven(typed.raw.strip(), text, Allowance.NAME)
    if full.key == expected.key:
        return Meant(Sense.DOUBT if in_doubt else Sense.SAME, (piece,))
    found = _one_meant(full, expected, question, gazetteer, tally)
    if found is None:
        return None
    sense = Sense.DOUBT if in_doubt and found.sense is Sense.SAME else found.sense
    return Meant(sense, (piece, *found.forgiven))


_BY = "тарабынан"
_BEGINNING = 4
_SHORTEST_COMPOUND = 6
_LONGEST_FIRST_HALF = 5
_PASSIVE = re.compile(r"[ыиуү]?[лн]([гк][аеоө]н)")


def _rewritten(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The two in another construction: what is repeated said once, a verb as a noun, the passive with its doer."""
    hers = _reworded(typed, (*expected.tokens, *(item.token for item in question.words)))
    book = _said_once(expected) or expected
    if (deeds := _told_as_deeds(typed, expected)) is not None:
        hers, book = deeds
    if hers is typed and book is expected:
        return None
    return _one_meant(hers, book, question, gazetteer, tally)


def _reworded(typed: Reading, known: Iterable[str]) -> Reading:
    """What is typed in the active, a deed for its moment, a compound as one word: кол тамга."""
    if _BY in typed.tokens:
        words = [_PASSIVE.sub(r"\1", shown) for shown in typed.shown if shown.casefold() != _BY]
    elif any(_WHEN.match(token) for token in typed.folded[1:]):
        words = _without_when(typed)
    elif any(len(token) <= _LONGEST_FIRST_HALF for token in typed.tokens[:-1]):
        words = _compounds_joined(typed, known)
    else:
        return typed
    return typed if tuple(words) == typed.shown else read(" ".join(words))


def _told_as_deeds(typed: Reading, expected: Reading) -> tuple[Reading, Reading] | None:
    """Both with the verb at their end as a noun, as the dictionary has it: кабардар кылынат, билдирилет."""
    if not expected.tokens:
        return None
    hers, book = as_deed(typed.tokens[-1]), as_deed(expected.tokens[-1])
    if hers is None or book is None or hers[1] is not book[1]:
        return None
    return read(" ".join((*typed.shown[:-1], hers[0]))), read(" ".join((*expected.shown[:-1], book[0])))


@lru_cache(maxsize=4096)
def _said_once(expected: Reading) -> Reading | None:
    """The right answer with what it repeats only where it stands last: орто жана узак мөөнөттүү."""
    if len(set(expected.tokens)) == len(expected.tokens) or any(token[0].isdigit() for token in expected.tokens):
        return None
    kept = [
        shown
        for at, (token, shown) in enumerate(zip(expected.tokens, expected.shown, strict=True))
        if token not in expected.tokens[at + 1 :] or token in _AND
    ]
    return read(" ".join(kept)) if len(kept) < len(expected.tokens) else None


_WHEN = re.compile(r"(?:кун|учур|мезгил|кез|убак)\w{0,3}?([дт][аеоө]н?|[гк][аеоө])$")
_DONE = re.compile(r"[гк][аеоө]н$")


def _without_when(typed: Reading) -> list[str]:
    """The words with the time of a deed told by the deed: жарыялангандан for жарыяланган күндөн."""
    words: list[str] = []
    for shown, folded in zip(typed.shown, typed.folded, strict=True):
        when = _WHEN.match(folded)
        if when and words and _DONE.search(fold(words[-1].casefold())):
            words[-1] += when[1]
        else:
            words.append(shown)
    return words


def _compounds_joined(typed: Reading, known: Iterable[str]) -> list[str]:
    """The words with two neighbours as one where question or answer write them so."""
    words: list[str] = []
    nouns = [token for token in known if len(token) >= _SHORTEST_COMPOUND]
    for shown in typed.shown:
        joined = f"{words[-1]}{shown}".casefold() if words else ""
        near = [noun for noun in nouns if noun.startswith(joined[:_BEGINNING])] if joined.isalpha() else ()
        if any(same_noun(noun, joined) for noun in near):
            words[-1] += shown
        else:
            words.append(shown)
    return words


def _bracketed(
    typed: Reading, right: Sequence[Reading], question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """An answer with the same thing once more in brackets."""
    before, bracket, rest = typed.raw.partition("(")
    inner, closed, after = rest.partition(")")
    if not bracket or not closed or not inner.strip() or "(" in after:
        return None
    outside = read(f"{before.strip()} {after.strip()}")
    inside = read(inner)
    if _is_right(read(f"{before.strip()} {inner.strip()} {after.strip()}"), right, question, gazetteer, tally):
        return Meant(Sense.SAME, (Forgiven(f"({inner.strip()})", "", Allowance.BRACKET),))
    if not inside.tokens or not _is_right(outside, right, question, gazetteer, tally):
        return None
    piece = Forgiven(f"({inner.strip()})", "", Allowance.BRACKET)
    known = (
        _is_initials(inside, outside)
        or _is_right(inside, right, question, gazetteer, tally)
        or any(_is_right(other, right, question, gazetteer, tally) for other in _substituted(outside, inside))
        or all(question.says(item) or _names(outside, item, gazetteer) for item in gazetteer.items(inside))
        or all(
            question.says(item) or item.token in outside.tokens or item.folded in _AND
            for item in NO_NAMES.items(inside)
        )
        or all(map(_only_explains, gazetteer.items(inside)))
    )
    return Meant(Sense.SAME if known else Sense.DOUBT, (piece,))


def _only_explains(item: Thing) -> bool:
    """Whether a word in brackets names nothing, limits nothing and tells no two things apart."""
    return item.value is None and not item.things and item.folded not in _CLAIMS and not _qualifies(item)


def _is_right(
    text: Reading, right: Sequence[Reading], question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> bool:
    for expected in right:
        if text.key == expected.key:
            return True
        found = _one_meant(text, expected, question, gazetteer, tally)
        if found and found.sense is Sense.SAME:
            return True
    return False


def _names(text: Reading, item: Thing, gazetteer: Gazetteer) -> bool:
    """Whether the thing is named in the text."""
    return any(item.things & other.things for names in (gazetteer, gazetteer_of()) for other in names.items(text))


def _is_initials(inside: Reading, outside: Reading) -> bool:
    """ЖӨБ in brackets, beside the words that it stands for."""
    initials = iter(fold("".join(token[0] for token in outside.tokens)))
    letters = fold(inside.tokens[0])
    return len(inside.tokens) == 1 and len(letters) > 1 and all(letter in initials for letter in letters)


def _substituted(outside: Reading, inside: Reading) -> Iterator[Reading]:
    """The outer text with the inner one for its last, or its first, words."""
    size = len(inside.shown)
    if len(outside.shown) > size:
        yield read(" ".join((*outside.shown[:-size], *inside.shown)))
        yield read(" ".join((*inside.shown, *outside.shown[size:])))
