"""Words that say nothing new beside the answer: каралып жаткан иш, койгон суроолор, жергиликтүү деңгээлдеги соттор.

They are taken out of what is typed, never out of the right answer, and only where that answer has no such word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kgquiz.cards.kyrgyz.alike import GENITIVE
from kgquiz.cards.kyrgyz.constructions import in_plain_words
from kgquiz.cards.kyrgyz.gazetteer import Gazetteer
from kgquiz.cards.kyrgyz.implied import IMPLIED, Idle, lacks, to_a_quality
from kgquiz.cards.kyrgyz.letters import skeleton
from kgquiz.cards.kyrgyz.needless import NEEDLESS
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.readings import one_meant
from kgquiz.cards.kyrgyz.senses import Meant, Sense
from kgquiz.cards.kyrgyz.stems import same_noun
from kgquiz.cards.kyrgyz.tally import Tally
from kgquiz.cards.verdict import Allowance, Forgiven

_MAY_RESTATE = re.compile(
    r"жаткан|деңгээл|топтогу|тобундагы|категория|звено|тармаг|тармак|чөйрө|жаат[ыт]|койгон|коюлган|берген|берилген|"
    r"айткан|айтылган|билдирген|киргизген|өткөн|кайсы|жетектеген|болуш|болгондуг|башкарган|эсебинен|каражат|алдында|"
    r"(?:эмгектенген|караган|ийген|кылган) |мамлекеттик (?:жана|же) |(?:лигинин|тинин|тынын) орган|"
    r"түзүм[дү]|структура|башкаруу\w* орган|жөб\w* орган|депутат|парламенттик|коалиция|укуктук акт|"
    r"белгиленген|каралган|аныкталган|алынган|бекитилген|чыккан|(?:келишим|шарт|негиз)и|укугу|"
    r"буга чейин|алынуучу|төлөн|иштеген|түзүл|\sнегизги\s|болгон|өткөрүү|жүргүзүү|уюштуруу|кылуу|түзүү|кабыл алуу|"
    r"чыгаруу|ичинде|курамында|(?:боюнча|негизинде|аркылуу|ылайык|жолу|болуп)\s*$|^\s*(?:аны|аларды|муну|буларды)\s|"
    r"\s(?:кызматы|орду|орун|институту)\w*\s*$|экзамен алуу|сынак алуу|"
    r"республиканын|(?:чыгар|ал|бекит)[гк]ан |бекиткен |[ндт][ыиуү]н (?:берене|норма|жобо|талап)|"
    r"сессиясы|менен\s*$|ээ болуу|ээлик кылуу|"
    r"(?:чечим|жарлыг|токтом|буйруг|тескеме)\w*[иыу]|(?:жыйынтыг|натыйжа)\w*нын|[ыиуү]кк[аеоө]\s*$"
)
"""A quick look: whether any of these words may stand in a text."""


@lru_cache(maxsize=4096)
def _may_restate(typed: Reading) -> bool:
    return _MAY_RESTATE.search(typed.raw.casefold()) is not None


def restated(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The answer without what only restates it."""
    if not _may_restate(typed):
        return None
    plain = to_a_quality(typed, expected, question)
    if plain is not None and plain.key == expected.key:
        return Meant(Sense.SAME, (Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.WORDING),))
    idle = {at for find in _IDLE for at in find(typed, expected, question)}
    left = [shown for at, shown in enumerate(typed.shown) if at not in idle]
    if not idle or not left:
        return None
    own = read(" ".join(left))
    said = " ".join(shown for at, shown in enumerate(typed.shown) if at in idle)
    piece = Forgiven(said, "", Allowance.RESTATED)
    if own.key == expected.key:
        return Meant(Sense.SAME, (piece,))
    found = one_meant(own, expected, question, gazetteer, tally)
    if found is None and (both := in_plain_words(own, expected)):
        found = one_meant(*both, question, gazetteer, tally)
    return Meant(found.sense, (piece, *found.forgiven)) if found else None


_SPOKEN_OF = re.compile(r"(?:кара|талкууланы|айты|сөз болу|чечи)\w{0,3}п")


def _spoken_of(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Каралып жаткан иш: the one that is spoken of anyway."""
    for at in range(1, len(typed.tokens) - 1):
        if typed.tokens[at] == "жаткан" and _SPOKEN_OF.fullmatch(typed.tokens[at - 1]) and lacks(expected, "жаткан"):
            yield from (at - 1, at)


_USUAL = {
    "суроо": ("койгон", "коюлган", "берген", "берилген"),
    "талап": ("койгон", "коюлган", "берген", "берилген"),
    "сунуш": ("берген", "берилген", "айткан", "айтылган", "киргизген", "киргизилген"),
    "пикир": ("айткан", "айтылган", "билдирген", "билдирилген"),
    "тапшырма": ("берген", "берилген"),
    "отчет": ("берген", "берилген"),
    "жооп": ("берген", "берилген"),
}
"""What is always done with such a thing, so that the deed tells nothing of it."""


def _usual_deed(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Койгон суроолор: nothing else is done with questions."""
    for at, token in enumerate(typed.tokens[:-1]):
        following = typed.tokens[at + 1]
        usual = any(token in deeds and same_noun(noun, following) for noun, deeds in _USUAL.items())
        if usual and lacks(expected, token):
            yield at


_WHICH = frozenset({"кайсы", "кайсыл"})


def _which(typed: Reading, _: Reading, question: QuestionText) -> Iterator[int]:
    """Кайсы партияга: a sentence that tells which one asks so."""
    if question.has_blank and len(typed.tokens) > 1 and typed.tokens[0] in _WHICH:
        yield 0


_PAST = "өткөн"


def _last_year(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Өткөн жылдагы: of what is told yearly it is always the last year's."""
    if not any(item.token.startswith("жылдык") for item in question.words) or not lacks(expected, _PAST):
        return
    for at in range(len(typed.tokens) - 2):
        if typed.tokens[at] == _PAST and typed.tokens[at + 1].startswith("жыл"):
            yield from (at, at + 1)


_HEADED = {
    "министр": ("өкмөт",),
    "мэр": ("шаар", "мэрия"),
    "аким": ("район",),
    "президент": ("мамлекет", "өлкө"),
    "спикер": ("парламент",),
    "төрага": ("кеңеш", "парламент"),
}
"""Whom an office heads by its name."""
_HEADS = frozenset({"жетектеген", "башкарган"})


def _heads_its_own(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Өкмөттү жетектеген Премьер-министр: he heads nothing else."""
    for at in range(1, len(typed.tokens) - 1):
        if typed.tokens[at] in _HEADS and lacks(expected, typed.tokens[at]):
            headed = _HEADED.get(expected.tokens[-1], ())
            if any(same_noun(body, typed.tokens[at - 1]) for body in headed):
                yield from (at - 1, at)


_BEING = re.compile(r"бол(?:уш|гондуг)у\w{0,3}")


def _being(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Дипломатиялык рангдын болушу: that there is one says no more than the thing."""
    last = len(typed.tokens) - 1
    being = last and _BEING.fullmatch(typed.tokens[last]) and lacks(expected, typed.tokens[last])
    if being and skeleton(typed.tokens[last - 1]).endswith(GENITIVE):
        yield last


_OF_A_LEVEL = re.compile(r"деңгээл(?:и(?:н(?:деги|ин|е|де|ен)?)?|деги|де|ге|дин|ден)?")
_OF_A_GROUP = re.compile(r"(?:топтогу|тобундагы|категория(?:сын)?дагы|звено(?:сун)?до?гу|тармактагы|тармагындагы)")


def _level(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Жергиликтүү деңгээлдеги соттор, облус деңгээлине, кенже топтогу: the word before says which."""
    for at, token in enumerate(typed.tokens):
        if not at or not lacks(expected, token):
            continue
        attributive = token.endswith(("деги", "догу", "дагы", "тогу", "тагы"))
        is_last = at == len(typed.tokens) - 1
        if (_OF_A_LEVEL.fullmatch(token) and (attributive or is_last)) or _OF_A_GROUP.fullmatch(token):
            yield at


_AREA = re.compile(r"(?:тармагы|чөйрөсү|жааты)(?:н\w{0,5})?")
_ADJECTIVE = re.compile(r"(?:[лдт][ыиуү]к|[ыи]й|[лдт](?:уу|үү))$")


def _area(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Энергетика тармагынын, where энергетикалык is asked: the matter tells its field."""
    last = len(typed.tokens) - 1
    if last and question.has_blank and _AREA.fullmatch(typed.tokens[last]) and _ADJECTIVE.search(expected.tokens[-1]):
        yield last


_OUT_OF = re.compile(r"эсебинен|каражат(?:тар)?ынан")
_REPORTS = ("отчет", "эсеп бер", "жооп бер", "жоопкер", "жооптуу")
_ABLATIVE, _DATIVE = (
    re.compile(r".{2,}(?:[дт][аеоө]н|[ыиуү]н[аеоө]н)"),
    re.compile(r".{2,}(?:[гк][аеоө]|[ыиуү]н[аеоө])"),
)


def _stands_for_a_case(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Бюджеттин эсебинен is бюджеттен; парламенттин алдында, of a report, is парламентке."""
    *before, last = typed.tokens
    out_of = _OUT_OF.fullmatch(last) and _ABLATIVE.fullmatch(expected.tokens[-1])
    reports = last == "алдында" and _DATIVE.fullmatch(expected.tokens[-1]) and question.asks_for(_REPORTS)
    if before and (out_of or reports):
        yield len(before)


_IDLE: tuple[Idle, ...] = (
    _spoken_of,
    _usual_deed,
    _which,
    _last_year,
    _heads_its_own,
    _being,
    _level,
    _area,
    _stands_for_a_case,
    *IMPLIED,
    *NEEDLESS,
)
