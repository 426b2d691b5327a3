"""A person's name with its parts in another order, or with initials: Богатырев Валентин, В. Богатырев."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from kgquiz.cards.kyrgyz.gazetteer import Gazetteer
from kgquiz.cards.kyrgyz.letters import fold
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.senses import Meant, Sense
from kgquiz.cards.kyrgyz.stems import same_noun
from kgquiz.cards.kyrgyz.tally import Tally
from kgquiz.cards.verdict import Allowance, Forgiven

_FEWEST, _MOST = 2, 3
_FAMILY = re.compile(r".{2,}(?:(?:[оеё]в|(?<![ндт])ин)а?|ск(?:ий|ая))|.{3,}(?:ович|евич|овна|евна)|уулу|кызы")


@lru_cache(maxsize=4096)
def is_person(expected: Reading) -> bool:
    """Whether a right answer is somebody's name: two or three words in capitals, a family name among them."""
    return (
        _FEWEST <= len(expected.shown) <= _MOST
        and all(shown[:1].isupper() or shown in {"уулу", "кызы"} for shown in expected.shown)
        and any(_FAMILY.fullmatch(token) for token in expected.tokens)
    )


def named_person(
    typed: Reading, expected: Reading, _: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The same person; a given name that only agrees with the book's initial is asked about."""
    if not _FEWEST <= len(typed.tokens) <= len(expected.tokens) or not is_person(expected):
        return None
    if any(item.things for item in gazetteer.items(expected)):
        return None
    tally.add(len(typed.tokens) * len(expected.tokens))
    left = list(expected.tokens)
    initials = fuller = False
    for token in sorted(typed.tokens, key=len, reverse=True):
        found = next((other for other in left if _is_same(token, other)), "")
        initial = "" if found else next((other for other in left if _shares_an_initial(token, other)), "")
        if not found and not initial:
            return None
        initials, fuller = initials or bool(initial), fuller or bool(initial and len(token) > 1)
        left.remove(found or initial)
    if any(_FAMILY.fullmatch(other) for other in left):
        return None
    kind = Allowance.NAME if initials else Allowance.ORDER
    return Meant(Sense.DOUBT if fuller else Sense.SAME, (Forgiven(typed.raw.strip(), expected.raw.strip(), kind),))


def _is_same(token: str, other: str) -> bool:
    return len(token) > 1 and (fold(token) == fold(other) or same_noun(token, other))


def _shares_an_initial(token: str, other: str) -> bool:
    """One of them a single letter, the first of the other."""
    return 1 in {len(token), len(other)} and fold(token)[0] == fold(other)[0]


def is_another_person(typed: Reading, expected: Reading) -> bool:
    """The family name of a right answer with another given name or initial: Владимир Богатырев, А. Богатырев."""
    if len(typed.tokens) != _FEWEST or not is_person(expected):
        return False
    family = [token for token in expected.tokens if _FAMILY.fullmatch(token)]
    given = [token for token in expected.tokens if token not in family]
    own = [token for token in typed.tokens if not any(_is_same(token, name) for name in family)]
    if len(own) != 1 or not given or not all(shown[:1].isupper() for shown in typed.shown):
        return False
    return not any(_may_be(own[0], name) for name in given)


def _may_be(token: str, name: str) -> bool:
    """The same name, its initial, or the name with a slip of the finger."""
    if 1 in {len(token), len(name)}:
        return _shares_an_initial(token, name)
    return _is_same(token, name) or OSA.distance(fold(token), fold(name), score_cutoff=_FEWEST) <= _FEWEST
