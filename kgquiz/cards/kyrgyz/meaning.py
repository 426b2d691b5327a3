"""Whether an answer says what is expected in other words, given the question it answers.

Both texts are read as things: values, names of the field, words. Every thing expected must be there, and every
other thing must add nothing: the state's name, words of the question, a noun that only says the kind. What
limits, denies, joins or owns otherwise is a claim of its own, and no answer with one passes.

This module asks the ways in turn; each has its module beside it (`whole`, `readings`, `rewritten`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kgquiz.cards.kyrgyz.another_count import counts_in_another_unit
from kgquiz.cards.kyrgyz.doers import as_who_does_it, takes_another_role, with_its_deed
from kgquiz.cards.kyrgyz.gazetteer import Gazetteer
from kgquiz.cards.kyrgyz.in_its_place import stands_for_another
from kgquiz.cards.kyrgyz.normal import Reading
from kgquiz.cards.kyrgyz.opposites import says_the_contrary
from kgquiz.cards.kyrgyz.persons import named_person
from kgquiz.cards.kyrgyz.question import QuestionText
from kgquiz.cards.kyrgyz.readings import one_meant
from kgquiz.cards.kyrgyz.restated import restated
from kgquiz.cards.kyrgyz.rewritten import (
    abbreviated,
    at_the_level_told,
    bracketed,
    constructed,
    of_its_body,
    out_of_its_sentence,
    repeated_in_a_list,
    rewritten,
    said_twice,
    told_by_its_noun,
    with_what_comes_after,
    with_what_comes_before,
)
from kgquiz.cards.kyrgyz.senses import Meant, Sense, farness
from kgquiz.cards.kyrgyz.shorter import goes_too_far
from kgquiz.cards.kyrgyz.stems import is_attribute, is_possessed, same_deed, same_noun
from kgquiz.cards.kyrgyz.tally import UNCOUNTED, Tally
from kgquiz.cards.kyrgyz.whole import (
    about_so_many,
    all_of_it,
    begun_before,
    same_period,
    same_short_year,
    same_sum,
    turns_round,
    typed_on,
)

_WAYS = (
    one_meant,
    abbreviated,
    rewritten,
    constructed,
    with_what_comes_before,
    with_what_comes_after,
    out_of_its_sentence,
    at_the_level_told,
    with_its_deed,
    restated,
    named_person,
    of_its_body,
    repeated_in_a_list,
    told_by_its_noun,
    as_who_does_it,
)
_WAYS_ALONE = (one_meant, abbreviated, rewritten, constructed, restated, named_person, of_its_body, repeated_in_a_list)
"""Those that need no sentence, in the same order."""
_NOUNS = ("уу", "оо", "ция", "лар", "лер", "лор")
"""How deeds and notions end, and what there is several of: none of them tells which one by itself."""
_MOST_ITEMS = 40


def meant(
    typed: Reading,
    right: Sequence[Reading],
    question: QuestionText,
    gazetteer: Gazetteer,
    tally: Tally = UNCOUNTED,
) -> Meant | None:
    """What the answer means beside the right ones; None if it is something else."""
    tally.add(len(typed.tokens))
    right = [expected for expected in right if expected.tokens]  # a mere sign means nothing beside its spelling
    if not right or not 0 < len(typed.tokens) <= _MOST_ITEMS:
        return None
    if whole := _as_a_whole(typed, right, question) or _named_again(typed, right, question, gazetteer, tally):
        return whole
    best: Meant | None = None
    nearest = right[0]
    for expected, way in product(right, _WAYS if question.is_asked else _WAYS_ALONE):
        found = way(typed, expected, question, gazetteer, tally)
        if found is None or (found.sense is Sense.SAME and goes_too_far(found, typed, expected, right)):
            continue
        if found.sense is Sense.SAME and (_goes_on(found) or not _is_noun_for_attribute(typed, right, question)):
            return Meant(Sense.OTHER) if stands_for_another(found, typed, expected, right) else found
        found = found if found.sense is Sense.OTHER else Meant(Sense.DOUBT, found.forgiven)
        if best is None or farness(found) < farness(best):
            best, nearest = found, expected
    if best is not None and best.sense is Sense.DOUBT and stands_for_another(best, typed, nearest, right):
        return Meant(Sense.OTHER)
    return best


def _as_a_whole(typed: Reading, right: Sequence[Reading], question: QuestionText) -> Meant | None:
    """What it means without its things being compared; the ways that need a sentence are asked where there is one."""
    same = same_period(typed, right) or same_short_year(typed, right, question) or all_of_it(typed, right)
    if question.is_asked:
        same = same or same_sum(typed, right, question) or about_so_many(typed, right, question)
    if question.words_after:
        same = same or typed_on(typed, right, question)
    if question.words_before:
        same = same or begun_before(typed, right, question)
    return same or (Meant(Sense.OTHER) if _is_another(typed, right, question) else None)


def _is_another(typed: Reading, right: Sequence[Reading], question: QuestionText) -> bool:
    """Whether one word makes another thing of it."""
    if typed.tokens[0][0].isdigit() and turns_round(typed, right):
        return True
    if says_the_contrary(typed, right, question):
        return True
    if not question.is_asked:
        return False
    return counts_in_another_unit(typed, right, question) or takes_another_role(typed, right, question)


def _named_again(
    typed: Reading, right: Sequence[Reading], question: QuestionText, gazetteer: Gazetteer, tally: Tally
) -> Meant | None:
    """The same once more in brackets or beside a dash."""
    raw = typed.raw
    if "(" in raw and (found := bracketed(typed, right, question, gazetteer, tally)):
        return found
    if "-" in raw or "–" in raw or "—" in raw or " же " in raw or " жана " in raw:
        return said_twice(typed, right, question, gazetteer, tally)
    return None


def _goes_on(found: Meant) -> bool:
    """Whether words of the sentence are typed along, so that the last is not the answer's."""
    return any(piece.typed and not piece.expected for piece in found.forgiven)


def _is_noun_for_attribute(typed: Reading, right: Sequence[Reading], question: QuestionText) -> bool:
    """Whether an attribute is asked, and she typed a noun that its head, being nobody's, cannot have before it.

    Консультация добуш is not кеңеш берүүчү добуш; but көзөмөлдөө милдети is контролдук милдет. What the author
    accepts may stand there.
    """
    asked = right[0]
    if not question.goes_on_with_a_noun() or not asked.tokens or not is_attribute(asked.tokens[-1]):
        return False
    if is_possessed(question.words_after[0].token) or not typed.folded[-1].endswith(_NOUNS):
        return False
    if is_attribute(typed.tokens[-1]):
        return False
    lasts = (expected.tokens[-1] for expected in right if expected.tokens)
    return not any(same_noun(typed.tokens[-1], last) or same_deed(typed.tokens[-1], last) for last in lasts)
