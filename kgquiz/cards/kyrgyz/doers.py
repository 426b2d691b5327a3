"""Who does it, typed with what he does: «Өкмөт тарабынан бекитилет», where the sentence is «уставын ___ бекитет».

The deed may stand in either voice. It must be the deed of the sentence, and what is typed must leave the blank's thing
in the role that the sentence gives it: whom a deed befalls does not do it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kgquiz.cards.kyrgyz.alike import is_kind, synonyms_of
from kgquiz.cards.kyrgyz.gazetteer import Gazetteer, Thing
from kgquiz.cards.kyrgyz.letters import UNVOICED, VOICELESS, VOWELS, fold, open_after
from kgquiz.cards.kyrgyz.normal import Reading, read
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.readings import one_meant
from kgquiz.cards.kyrgyz.senses import Meant, Sense
from kgquiz.cards.kyrgyz.stems import deed_of, is_attribute, same_noun, without_passive
from kgquiz.cards.kyrgyz.tally import Tally
from kgquiz.cards.kyrgyz.words_that_count import BODIES, BY, CLAIMS, WITH
from kgquiz.cards.verdict import Allowance, Forgiven
from kgquiz.value import dataclass

_FEWEST = 2
_BETWEEN = 8
"""The deed stands at most so many words behind the blank; farther on it is another clause's."""


@dataclass(frozen=True, slots=True)
class SaidDeed:
    """A verb without its tense: what is done, and whether it is told of what undergoes it."""

    root: str
    passive: bool


_TENSES = (
    re.compile(r"(.{2,}?)(?:[аеоө]т|йт)"),
    re.compile(r"(.{2,}?)[гк][аеоө]н"),
    re.compile(r"(.{2,}?)[дт][ыиуү]"),
    re.compile(r"(.{2,}?)(?<![бп][аеоө])(?:[аеоө]р|р)"),
)
_NEGATIVE = re.compile(r".{2,}[бп][аеоө]")


@lru_cache(maxsize=4096)
def deeds_of(token: str) -> tuple[SaidDeed, ...]:
    """The verbs that a token may be a tense of: бекитилген, бекитет; one that is denied is none."""
    found: list[SaidDeed] = []
    for tense in _TENSES:
        if (shape := tense.fullmatch(token)) and not _NEGATIVE.fullmatch(shape[1]):
            root, passive = without_passive(shape[1])
            found.append(SaidDeed(_hardened(root), passive))
    return tuple(found)


def _hardened(root: str) -> str:
    """Жап, жабат: at the end of a root п is as good as б."""
    return root[:-1] + root[-1:].translate(UNVOICED)


@lru_cache(maxsize=4096)
def _same_deed(one: str, other: str) -> bool:
    if one == other:
        return True
    return any(
        not synonyms_of(first).isdisjoint(synonyms_of(second))
        for first, second in ((deed_of(one), deed_of(other)), (_present(one), _present(other)))
    )


def _present(root: str) -> str:
    return f"{root}{'йт' if root[-1] in 'аеоө' else open_after(root) + 'т'}"


def with_its_deed(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The answer with the verb of its sentence, in the voice that leaves its role as it is."""
    typed, hers = _her_deeds(typed, question) if question.words_after else (typed, ())
    if not hers:
        return None
    at, deed, told = _deed_in(question, hers)
    if deed is None or told is None:
        return None
    size, means = _parted(typed, question)
    between = question.words_after[:at]
    if not size or any(_limits(between, n) for n in range(len(between))):
        return None
    if not _keeps_the_role(deed, told, means, expected, question, at):
        return None
    for start in _starts(typed.tokens[:size], question):
        own = read(" ".join(typed.shown[start:size]))
        if not _is_nominative(own, expected):
            continue
        found = _same(own, expected, question, gazetteer, tally)
        if found:
            whole = Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.DOER)
            return Meant(Sense.SAME, (whole, *found.forgiven))
    return None


_UNDERGOING = re.compile(r"(.{2,}?)(?:[ыиуү]л|(?<=[аеоө])л|(?<=[лаеоө])[ыиуү]?н)[ыиуү]п")
_DOING = re.compile(r"(.{2,}?)[ыиуү]?п")


def _her_deeds(typed: Reading, question: QuestionText) -> tuple[Reading, tuple[SaidDeed, ...]]:
    """What she says is done, and her text without the first of two words of a verb: иштелип чыгат, иштеп чыгат."""
    if len(typed.tokens) < _FEWEST:
        return typed, ()
    first, last = typed.tokens[-2:]
    hers = deeds_of(last)
    undergoing = _UNDERGOING.fullmatch(first) if hers and len(typed.tokens) > _FEWEST else None
    if undergoing is None:
        return typed, hers
    for item in question.words_after[:_BETWEEN]:
        doing = _DOING.fullmatch(item.token)
        if doing and item.token != first and doing[1] == undergoing[1]:
            shown = (*typed.shown[:-2], typed.shown[-1])
            return read(" ".join(shown)), tuple(SaidDeed(deed.root, passive=True) for deed in hers)
    return typed, hers


_WHO_DOES = re.compile(r"(.{2,}(?:уу|үү|оо|өө))ч[ыиуү]")
_NEAR = 4


def as_who_does_it(
    typed: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """Президент дайындайт, where the one is asked who is дайындоочу: дайындоочу кызмат адамы — ___."""
    hers = deeds_of(typed.tokens[-1]) if len(typed.tokens) > 1 and not question.words_after else ()
    asked = [shape[1] for token in question.words_before[-_NEAR:] if (shape := _WHO_DOES.fullmatch(token))]
    if not hers or not asked or _in_a_case(expected.tokens[-1]):
        return None
    last = len(typed.tokens) - 1
    by = typed.tokens[last - 1] == BY
    deeds = [deed for deed in hers if deed.passive is by and any(_is_deed(deed.root, noun) for noun in asked)]
    own = read(" ".join(typed.shown[: last - by]))
    if not deeds or not own.tokens or not _is_nominative(own, expected):
        return None
    found = _same(own, expected, question, gazetteer, tally)
    if found is None:
        return None
    whole = Forgiven(typed.raw.strip(), expected.raw.strip(), Allowance.DOER)
    return Meant(Sense.SAME, (whole, *found.forgiven))


def _is_deed(root: str, noun: str) -> bool:
    return deed_of(root) == noun or not synonyms_of(deed_of(root)).isdisjoint(synonyms_of(noun))


def _limits(between: Sequence[Thing], at: int) -> bool:
    """Whether a word between the blank and the deed limits the answer; in мөөнөтүнөн мурда it tells only when."""
    if between[at].folded not in CLAIMS - {WITH}:
        return False
    return at == 0 or between[at].folded not in _WHEN or _TIME.fullmatch(between[at - 1].token) is None


_WHEN = frozenset(map(fold, ("мурда", "мурун", "кийин", "чейин")))
_TIME = re.compile(r".{2,}(?:[дтн][аеоө]н|[гкн][аеоө])")
_MAY_DO = re.compile(r"(.{3,}?)(?:й?[аеоө]|й)")
_ABLE = re.compile(r"ал(?:а|ыша)т|алган|турган")
"""Not албайт: who cannot does not."""


def _deeds_at(question: QuestionText, at: int) -> tuple[SaidDeed, ...]:
    """The deed that the sentence tells at a word behind the blank: бошотот, бошото алат."""
    token = question.words_after[at].token
    following = question.words_after[at + 1].token if at + 1 < len(question.words_after) else ""
    able = _MAY_DO.fullmatch(token) if _ABLE.fullmatch(following) else None
    if able is None or _NEGATIVE.fullmatch(able[0]):
        return deeds_of(token)
    root, passive = without_passive(able[1])
    return (SaidDeed(_hardened(root), passive), *deeds_of(token))


def _deed_in(question: QuestionText, hers: Sequence[SaidDeed]) -> tuple[int, SaidDeed | None, SaidDeed | None]:
    """Where behind the blank her verb stands, as hers and as the sentence's."""
    for at in range(min(_BETWEEN, len(question.words_after))):
        for told in _deeds_at(question, at):
            for deed in hers:
                if _same_deed(deed.root, told.root):
                    return at, deed, told
    return 0, None, None


def _parted(typed: Reading, question: QuestionText) -> tuple[int, str]:
    """How many words are the answer, and by which word it acts; between them and the verb are words of the sentence."""
    last = len(typed.tokens) - 1
    for means in (BY, WITH):
        if means in typed.tokens[1:last]:
            at = typed.tokens.index(means, 1)
            rest = typed.tokens[at + 1 : last]
            return (at if all(map(question.has_noun, rest)) else 0), means
    after = [item.token for item in question.words_after]
    while last > 1 and typed.tokens[last - 1] in after:
        last -= 1
    return last, ""


def _keeps_the_role(  # noqa: PLR0913, PLR0917 - both verbs, and the sentence they stand in
    deed: SaidDeed, told: SaidDeed, means: str, expected: Reading, question: QuestionText, at: int
) -> bool:
    """Whether the answer does in her words what it does in the sentence."""
    first = question.words_after[0].folded
    by_means = first if first in {BY, WITH} else BY if expected.tokens[-1] == BY else ""
    if by_means:
        if not told.passive:
            return False
        return (deed.passive and means in {BY, by_means}) or (not deed.passive and not means)
    if not told.passive and not deed.passive and not means:
        return not _in_a_case(expected.tokens[-1])
    if told.passive or not deed.passive or not means:
        return False
    if _acts_another(question, at) and not (means == BY and _is_a_body(expected)):
        return False
    return (means == BY or _is_an_act(expected)) and _has_an_object(question, at)


_ACTS = (
    *("мыйзам", "кодекс", "жарлык", "жарлыг", "токтом", "жобо", "буйру", "тескеме", "регламент", "устав"),
    "конституц",
)


def _is_an_act(expected: Reading) -> bool:
    """Only an act is what something is done with: мыйзам менен аныкталат."""
    return expected.folded[-1].startswith(tuple(map(fold, _ACTS)))


_OWNED_OBJECT = re.compile(r".{3,}[^ндт][ыиуү]н")
_HARD, _VOWELS = ("".join(sorted(letters)) for letters in (VOICELESS, VOWELS))
_OBJECT = re.compile(rf".{{2,}}(?:[{_VOWELS}]н|[{_HARD}]т|[^{_HARD}{_VOWELS}]д)[ыиуү]")
_AFTER_OTHERS = re.compile(rf".{{2,}}[^{_HARD}]т[ыиуү]н|.{{2,}}[^{_VOWELS}]н[ыиуү]н")
"""A genitive has т only behind a voiceless sound, and н behind a vowel: департаментин, саясатын are objects."""


def _is_object(token: str) -> bool:
    return any(shape.fullmatch(token) for shape in (_OWNED_OBJECT, _OBJECT, _AFTER_OTHERS))


def _has_an_object(question: QuestionText, at: int) -> bool:
    """Whether the sentence says whom or what the deed befalls, so that the blank is not it."""
    around = (*question.words_before, *(item.token for item in question.words_after[:at]))
    return any(map(_is_object, around))


_WHO = (
    *(*BODIES, "министр", "министрлик", "аким", "мэр", "мэрия", "төрага", "комиссия", "сот", "прокуратура", "депутат"),
    *("башчы", "жетекчи", "агенттик", "администрация", "шайлоочу", "жаран", "жыйын", "орган"),
)


def _is_a_body(expected: Reading) -> bool:
    """Whether it is a body in the nominative: what befell it would stand in the accusative, so it is who does it."""
    last = expected.tokens[-1]
    return any(same_noun(who, last) for who in _WHO) and not _in_a_case(last)


_OWNED = re.compile(r".{2,}(?:[ыиуү]|[^ндт][ыиуү]н|[ыиуү]н[аеоөдт]\w*)")


def _acts_another(question: QuestionText, at: int) -> bool:
    """Whether a body stands in the sentence in the nominative, and no noun of its behind it: it is who does it."""
    between = tuple(item for item in question.after if item.end <= at)
    for items in (question.before, between):
        for place, item in enumerate(items):
            following = items[place + 1] if place + 1 < len(items) else None
            owns = following is not None and _OWNED.fullmatch(following.token)
            if is_kind(item, _WHO) and not _in_a_case(item.token) and not is_attribute(item.token) and not owns:
                return True
    return False


_CASE = re.compile(
    rf".{{2,}}(?:[{_VOWELS}]н[ыиуү]н?|[{_HARD}]т[ыиуү]н?|[^{_HARD}{_VOWELS}]д[ыиуү]н?|[^ндт][ыиуү]н|"
    r"[дт][аеоө]н?|[гк][аеоө]|[ыиуү]н[аеоө])"
)


def _is_nominative(own: Reading, expected: Reading) -> bool:
    """Whether what is typed has no case that the right answer has not: Өкмөттү бекитет tells of another role."""
    book = [token for token in expected.tokens if token != BY] or expected.tokens
    return fold(own.tokens[-1]) == fold(book[-1]) or not _in_a_case(own.tokens[-1])


def _in_a_case(token: str) -> bool:
    return _CASE.fullmatch(token) is not None or _AFTER_OTHERS.fullmatch(token) is not None


def takes_another_role(typed: Reading, right: Sequence[Reading], question: QuestionText) -> bool:
    """Whether the sentence's own verb stands behind the answer in a role that it has not: Өкмөттү бекитет."""
    after = question.words_after
    if not after or len(typed.tokens) < _FEWEST or all(item.token != typed.tokens[-1] for item in after):
        return False
    deeds = deeds_of(typed.tokens[-1])
    if not deeds:
        return False
    passive = any(deed.passive for deed in deeds)
    before = typed.tokens[-2]
    if passive:
        return after[0].folded in {BY, WITH} and not {BY, WITH} & set(typed.tokens)
    return _OBJECT.fullmatch(before) is not None and all(
        not _in_a_case(expected.tokens[-1]) for expected in right if expected.tokens
    )


def _starts(tokens: Sequence[str], question: QuestionText) -> tuple[int, ...]:
    """From where on it is the answer: from the first word, or behind the words that stand before the blank."""
    before = question.words_before
    most = min(len(tokens) - 1, len(before))
    run = next((size for size in range(most, 0, -1) if all(map(same_noun, tokens[:size], before[-size:]))), 0)
    return (0, run) if run else (0,)


def _same(own: Reading, expected: Reading, question: QuestionText, gazetteer: Gazetteer, tally: Tally) -> Meant | None:
    without_by = expected.tokens[-1] == BY and len(expected.tokens) > 1
    book = read(" ".join(expected.shown[:-1])) if without_by else expected
    if own.key == book.key:
        return Meant(Sense.SAME)
    found = one_meant(own, book, question, gazetteer, tally)
    return found if found and found.sense is Sense.SAME else None
