"""What a thing or its sentence implies anyway: the body one serves in, the level of all bodies, the act one acts by.

Each function gives the places of such words in what is typed; the right answer has none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kgquiz.cards.kyrgyz.alike import GENITIVE
from kgquiz.cards.kyrgyz.letters import skeleton
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.stems import same_noun
from kgquiz.cards.kyrgyz.words_that_count import ACTS, WITH

Idle = Callable[[Reading, Reading, QuestionText], Iterator[int]]


def lacks(expected: Reading, token: str) -> bool:
    """Whether the right answer has no such word: what it says itself is no mere addition."""
    return all(other[:6] != token[:6] for other in expected.tokens)


_SERVED = ("орган", "мекеме", "уюм", "министрлик")
_WHO_SERVES = frozenset({"өзү", "ал", "алар", "кызматчы", "кызматкер"})
_SERVES = frozenset({"иштеген", "эмгектенген", "караган", "баш ийген", "кызмат кылган", "иштеп жаткан"})


def _where_one_serves(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Өзү иштеген органдын жетекчиси: nobody else's body is spoken of."""
    for at in range(len(typed.tokens) - 2):
        for size in (1, 2):
            who, serves = typed.tokens[at], " ".join(typed.tokens[at + 1 : at + 1 + size])
            body = typed.tokens[at + 1 + size] if at + 1 + size < len(typed.tokens) else ""
            named = who in _WHO_SERVES and serves in _SERVES and any(same_noun(one, body) for one in _SERVED)
            if named and lacks(expected, serves) and any(same_noun(token, body) for token in expected.tokens):
                yield from range(at, at + 1 + size)


_STATE, _LOCAL_TOO = "мамлекеттик", frozenset({"жөб", "муниципалдык", "жергиликтүү"})


def _at_every_level(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Мамлекеттик жана муниципалдык органдын: there are no other bodies than those."""
    for at in range(len(typed.tokens) - 3):
        one, joint, other, noun = typed.tokens[at : at + 4]
        both = one == _STATE and joint in {"жана", "же"} and other in _LOCAL_TOO
        of_both = any(same_noun(token, noun) for token in expected.tokens)
        if both and of_both and lacks(expected, one) and lacks(expected, other):
            yield from (at, at + 1, at + 2)


_OFFICE = re.compile(r"(?:министрлиг|комитет|агенттиг)инин|кызматынын")


def _between_field_and_bodies(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Юстиция министрлигинин органдары, where юстиция органдары is asked: they are the ministry's."""
    for at in range(1, len(typed.tokens) - 1):
        is_office = _OFFICE.fullmatch(typed.tokens[at]) and typed.tokens[at + 1].startswith("орган")
        if is_office and lacks(expected, typed.tokens[at]) and not lacks(expected, typed.tokens[at + 1]):
            yield at


_ORGANS, _STRUCTURES = "орган", ("түзүм", "структура")
_UNITED = ("бирикме", "партия", "фракция", "уюм", "кошун", "ассоциация")


def _made_of_its_parts(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Бирикмелердин түзүмдөрү are the бирикмелер; what is parted from ЖӨБ or given to it is so of its organs."""
    *before, last = typed.tokens
    if not before or not last.startswith((_ORGANS, *_STRUCTURES)) or not lacks(expected, last):
        return
    case = _case_of(last)
    if case != _case_of(expected.tokens[-1]):
        return
    if last.startswith(_ORGANS):
        organs = case and is_self_government(before) and is_self_government(expected.tokens)
    else:
        organs = any(same_noun(one, before[-1]) for one in _UNITED) and skeleton(before[-1]).endswith(GENITIVE)
    if organs:
        yield len(before)


def is_self_government(tokens: Sequence[str]) -> bool:
    """Whether a text ends in the name of self-government, in any case."""
    last = tokens[-1] if tokens else ""
    by_itself = not {"алдынча", "өзү", "жергиликтүү"}.isdisjoint(tokens)
    return last.startswith("жөб") or (last.startswith("башкаруу") and by_itself)


def _case_of(token: str) -> str:
    """Whether something is parted from it, given to it or placed in it; a party, not the notion."""
    bones = skeleton(token)
    if bones.endswith(("дAн", "тAн", "нAн")):
        return "from"
    if bones.endswith(("дA", "тA")):
        return "in"
    return "to" if bones.endswith(("гA", "кA", "нA")) else ""


def _is_in_a_case(token: str) -> bool:
    return bool(_case_of(token)) or skeleton(token).endswith((*GENITIVE, "нI", "дI", "тI"))


_COUNCILS = ("кеңеш", "совет", "жыйын")
_OF_DEPUTIES = frozenset({"депутаттык", "депутаттар", "депутаттардын"})
_ACTING_FOR_IT = frozenset({"депутаттары", "депутаттар", "сессиясы"})
_DECIDES = ("шайла", "танда", "бекит", "чеч", "белгиле", "кабыл", "аркылуу", "түз")


def _its_deputies(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Кеңештин депутаттары or сессиясы, which decide as the council; депутаттар кеңеши, of which there is no other."""
    last = len(typed.tokens) - 1
    for at in range(last):
        is_councils = any(same_noun(one, typed.tokens[at + 1]) for one in _COUNCILS)
        if typed.tokens[at] in _OF_DEPUTIES and is_councils and lacks(expected, "депутат"):
            yield at
    if last and _DEPUTIES_IN_A_CASE.fullmatch(typed.tokens[last]) and _acts_in_that_case(typed, expected, question):
        yield last
    if not last or typed.tokens[last] not in _ACTING_FOR_IT or not lacks(expected, typed.tokens[last]):
        return
    council = any(same_noun(one, typed.tokens[last - 1]) for one in _COUNCILS)
    acts = _goes_on(question, _DECIDES) and not _is_in_a_case(expected.tokens[-1])
    if council and acts and same_noun(expected.tokens[-1], typed.tokens[last - 1]):
        yield last


_DEPUTIES_IN_A_CASE = re.compile(r"депутаттар(?:ы)?(?:н[аы]н?|га|дын)")
_DECIDED = ("чечим", "макулду", "токтом")
_HANDED_OVER = ("өткөр", "бер", "тапшыр", "жүктө")


def _acts_in_that_case(typed: Reading, expected: Reading, question: QuestionText) -> bool:
    """Кеңештин депутаттарынын чечими, депутаттарына өткөрүп берген: theirs is the council's."""
    *_, council, deputies = typed.tokens
    if not any(same_noun(one, council) for one in _COUNCILS) or not lacks(expected, deputies):
        return False
    if not same_noun(expected.tokens[-1], council) or not question.words_after:
        return False
    following = question.words_after[0].token
    if skeleton(deputies).endswith(GENITIVE):
        return skeleton(expected.tokens[-1]).endswith(GENITIVE) and following.startswith(_DECIDED)
    return _case_of(deputies) == _case_of(expected.tokens[-1]) == "to" and following.startswith(_HANDED_OVER)


_SOON = 4


def _goes_on(question: QuestionText, verbs: tuple[str, ...]) -> bool:
    """Whether one of these verbs stands right behind the blank, or a few words on."""
    return any(item.token.startswith(verbs) for item in question.words_after[:_SOON])


def _of_itself(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Жогорку Кеңештин парламенттик көпчүлүгү, фракциялардын коалициясы: the next word says whose it is."""
    for at, owner in enumerate(typed.tokens[:-1]):
        if owner == "фракциялардын" and typed.tokens[at + 1].startswith("коалиция") and lacks(expected, owner):
            yield at
    for at in range(len(typed.tokens) - 2):
        first, second, third = typed.tokens[at : at + 3]
        told = (first, third) == ("жогорку", "парламенттик") and second in {"кеңештин", "кеңештеги"}
        if told and lacks(expected, second) and not lacks(expected, third):
            yield from (at, at + 1)


def _legal(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Укуктук актылар: every act of a body is."""
    for at, attribute in enumerate(typed.tokens[:-1]):
        if attribute == "укуктук" and typed.tokens[at + 1].startswith("акт") and lacks(expected, attribute):
            yield at


_BY_LAW = frozenset({"белгиленген", "каралган", "көрсөтүлгөн", "аныкталган"})


def _by_law(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Мыйзамда белгиленген чек, иштелип чыккан формула: there is no other."""
    for at in range(1, len(typed.tokens) - 1):
        before, deed = typed.tokens[at - 1 : at + 1]
        by_law = before in {"мыйзамда", "мыйзамдарда"} and deed in _BY_LAW
        worked_out = before == "иштелип" and deed == "чыккан"
        if (by_law or worked_out) and lacks(expected, before):
            yield from (at - 1, at)
            if worked_out and at > 1 and typed.tokens[at - 2] in {"атайын", "алдын", "жаңы"}:
                yield at - 2


_BY_CONTRACT = re.compile(r"(?:келишим|укуг|шарт|негиз)(?:и|у|ы|инин|инде)")
_BY = frozenset({"менен", "боюнча", "негизинде", "аркылуу"})
_TO_USE = frozenset({"алуу", "берүү", "пайдалануу"})


def _by_contract(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Ижара келишими менен, ижарага алуу укугу менен, where a thing is given in ижара: by what one gives it."""
    last = len(typed.tokens) - 1
    given = bool(question.words_after) and question.words_after[0].token.startswith("бер")
    if not given or _case_of(expected.tokens[-1]) != "to" or typed.tokens[last] not in _BY:
        return
    *before, contract = typed.tokens[:last] or ("",)
    if before and _BY_CONTRACT.fullmatch(contract) and lacks(expected, contract):
        yield from (last - 1, last)
        if before[-1] in _TO_USE and before[:-1]:
            yield last - 2


_OWN = frozenset({"өз", "өзүнүн"})
_OWN_ACTS = {
    "президент": ("жарлы",),
    "өкмөт": ("токтом",),
    "министр": ("тескеме", "буйру"),
    "кеңеш": ("токтом",),
    "аким": ("тескеме",),
    "мэр": ("тескеме", "буйру"),
    "башчы": ("тескеме", "буйру"),
    "жетекчи": ("буйру",),
}
"""By what acts each of them acts; a decision anybody takes."""
_ACTED = ("бекит", "киргиз", "дайында", "бошот", "белгиле", "аныкта", "түзө", "жоё")


def _by_its_own_act(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Президент өз жарлыгы менен: by its act a body acts itself; the act alone is another thing."""
    *_, act, means = ("", "", *typed.tokens)
    at = len(typed.tokens) - 2
    if at < 1 or means != WITH or not _goes_on(question, _ACTED) or not lacks(expected, act):
        return
    who = next((kinds for body, kinds in _OWN_ACTS.items() if same_noun(body, expected.tokens[-1])), None)
    if who is not None and not _is_in_a_case(expected.tokens[-1]) and act.startswith((*who, "чечим")):
        yield from range(at - (typed.tokens[at - 1] in _OWN), at + 2)


_RESULTS = frozenset({"жыйынтыгынын", "натыйжасынын", "жыйынтыктарынын", "натыйжаларынын"})


def _by_its_result(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Аттестация жыйынтыгынын негизинде: on the ground of what it showed, as of it."""
    last = len(typed.tokens) - 1
    grounds = question.words_after and question.words_after[0].token in {"негизинде", "боюнча"}
    if last and grounds and typed.tokens[last] in _RESULTS and lacks(expected, typed.tokens[last]):
        yield last


_TOGETHER = ("тең", "бирге", "бирдей", "кызматташ", "айкалыш", "өз", "төп")


def _on_either_side(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Жоопкерчилик менен, where the sentence has «натыйжалуулук менен ___ тең»: each goes with the other."""
    last = len(typed.tokens) - 1
    joined = question.words_before[-1:] == (WITH,) and bool(question.words_after)
    added = joined and last and typed.tokens[last] == WITH and lacks(expected, WITH)
    if added and question.words_after[0].token.startswith(_TOGETHER) and not _is_in_a_case(expected.tokens[-1]):
        yield last


_RIGHTS = ("укук", "мүмкүнчүлүк", "ыйгарым укук")
_OWNED = frozenset({("ээлик", "кылуу"), ("ээ", "болуу")})


def _owning_a_right(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Демилге укугуна ээлик кылуу: a right is nothing but what one has."""
    last = len(typed.tokens) - 1
    owns = last > 1 and typed.tokens[last - 1 :] in _OWNED and lacks(expected, typed.tokens[last - 1])
    of_a_right = owns and any(same_noun(right, expected.tokens[-1]) for right in _RIGHTS)
    if of_a_right and _case_of(typed.tokens[last - 2]) == "to":
        yield from (last - 1, last)


_ACCEPTED = frozenset({"алынган", "бекитилген", "чыккан"})


def _of_that_year(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """1993-жылы кабыл алынган Конституция is 1993-жылдагы."""
    last = len(typed.tokens) - 1
    dated = expected.tokens[-1].endswith(("дагы", "деги", "кы", "ки")) and typed.tokens[0][0].isdigit()
    if last and dated and question.has_blank and typed.tokens[last] in _ACCEPTED:
        yield from range(last - (typed.tokens[last - 1] == "кабыл"), last + 1)


_TO_A_QUALITY = re.compile(r"(.{4,})[лдт][ыиуү]к(?:к[аеоө])")


def to_a_quality(typed: Reading, expected: Reading, question: QuestionText) -> Reading | None:
    """Карама-каршылыкка келүү is карама-каршы келүү: the quality with келүү, for the adjective."""
    found = _TO_A_QUALITY.fullmatch(typed.tokens[-1])
    if found is None or found[1] != expected.tokens[-1] or not question.words_after:
        return None
    return read(" ".join((*typed.shown[:-1], found[1]))) if question.words_after[0].token.startswith("кел") else None


_OF_THE_STATE = "республиканын"
_STATES_OWN = ("өкмөт", "президент", "парламент", "жаран", "жогорку", "премьер")


def _of_the_republic(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Республиканын Өкмөтү is the state's, as КР Өкмөтү."""
    for at, token in enumerate(typed.tokens[:-1]):
        if token == _OF_THE_STATE and typed.tokens[at + 1].startswith(_STATES_OWN) and lacks(expected, token):
            yield at


_ISSUED = (("чыгарган",), ("бекиткен",), ("кабыл", "алган"))


def _given_by(typed: Reading, expected: Reading, _: QuestionText) -> Iterator[int]:
    """Өкмөт чыгарган токтом, Өкмөт кабыл алган токтом are Өкмөттүн токтому; what it алган it was given."""
    *before, act = typed.tokens
    issued = next((deed for deed in _ISSUED if before and tuple(before[-len(deed) :]) == deed), ())
    if len(before) <= len(issued) or not issued or not all(lacks(expected, word) for word in issued):
        return
    owned = skeleton(expected.tokens[-2:][0]).endswith(GENITIVE)
    if owned and same_noun(act, expected.tokens[-1]) and any(same_noun(kind, act) for kind in ACTS):
        yield from range(len(before) - len(issued), len(before))


_PARTS_OF_ACTS = ("берене", "норма", "жобо", "талап")
_ACCORDING = frozenset({*_BY, "ылайык"})


def _what_it_says(typed: Reading, expected: Reading, question: QuestionText) -> Iterator[int]:
    """Кодекстин беренелери боюнча is кодекс боюнча: what an act rules its articles rule."""
    *before, last = typed.tokens
    by = bool(question.words_after) and question.words_after[0].token in _ACCORDING
    if not by or not before or not any(same_noun(part, last) for part in _PARTS_OF_ACTS) or not lacks(expected, last):
        return
    of_an_act = skeleton(before[-1]).endswith(GENITIVE) and any(same_noun(act, before[-1]) for act in ACTS)
    if of_an_act and same_noun(before[-1], expected.tokens[-1]):
        yield len(before)


IMPLIED: tuple[Idle, ...] = (
    _of_the_republic,
    _given_by,
    _what_it_says,
    _where_one_serves,
    _at_every_level,
    _between_field_and_bodies,
    _made_of_its_parts,
    _its_deputies,
    _of_itself,
    _legal,
    _by_law,
    _by_contract,
    _by_its_own_act,
    _of_that_year,
    _by_its_result,
    _on_either_side,
    _owning_a_right,
)
