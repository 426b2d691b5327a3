"""What a clause says against a point by who does what to whom: parts swapped, another doer, another's, other figures.

The words may all be the point's; it is their cases, what stands before a noun and what a figure counts that differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from kgquiz.cards.kyrgyz.letters import fold
from kgquiz.cards.reading.meanings import ReadWord, prevents, rival_members
from kgquiz.cards.reading.phrases import NounPhrase, Part, part_of
from kgquiz.cards.reading.rivals import ACTORS, OPPOSITES, sides_in
from kgquiz.cards.reading.statements import Clause, Statements, known_statements
from kgquiz.cards.reading.stems import denies_from, stem_of
from kgquiz.cards.reading.values import Fact, counted_in

Actors = frozenset[str]
_NOBODY: Actors = frozenset()


@cache
def _actors() -> dict[str, Actors]:
    """Group of synonyms → who that may be; two that have nobody in common are two."""
    found: dict[str, set[str]] = {}
    for line in ACTORS.strip().splitlines():
        group, *names = line.split()
        found.setdefault(group, set()).update({group, *names})
    return {group: frozenset(names) for group, names in found.items()}


@lru_cache(maxsize=8192)
def _who(groups: frozenset[str]) -> Actors:
    known = _actors()
    return _NOBODY.union(*(known[group] for group in groups if group in known))


def actors_in(text: Statements) -> Actors:
    """Everybody whom a text names."""
    return _NOBODY.union(*(_who(word.groups) for word in text.words))


def asked_about(prompt: Statements) -> Actors:
    """Who acts by the prompt: those in the nominative or whose rights it asks for; else everybody whom it names."""
    acting = (
        _who(prompt.words[phrase.head].groups)
        for clause in prompt.clauses
        for phrase in clause.phrases
        if phrase.part in {Part.DOER, Part.OWNER}
    )
    return _NOBODY.union(*acting) or actors_in(prompt)


def _doers(text: Statements, clause: Clause) -> list[Actors]:
    """Who acts in a clause, by the head of a phrase in the nominative."""
    found = []
    for phrase, following in zip(clause.phrases, clause.phrases[1:], strict=False):
        head = text.words[phrase.head]
        if phrase.part is not Part.DOER or text.words[following.head].folded.endswith(_IF):
            continue
        if head.folded in _NO_DOERS and _is_deed(text.words[following.words[0]].folded):
            continue
        if who := _who(head.groups):
            found.append(who)
    return found


def _has_subject(clause: Clause) -> bool:
    """Whether the clause begins with what acts in it, be it nobody, so that nobody goes on acting in it."""
    return len(clause.phrases) > 1 and clause.phrases[0].part is Part.DOER


_NO_DOERS = frozenset({"депутат", "кызматчы", "кызматкер", "министр"})
"""Bare and alone they are as often what is chosen or appointed."""
_IF = ("са", "се", "со")
"""Who acts in a condition acts there alone: министр алмашса да орган иштейт."""


def _is_deed(folded: str) -> bool:
    return part_of(folded) is Part.DEED or _DEED.match(folded) is not None


_DEED = re.compile("бол[оу]|.{2,}(?:оо|уу)(?:[гдн]|$)")
"""A verbal noun in any case; болуу, боло."""


def acts_another(point: Statements, asked: Actors, said: Statements, number: int, of: range) -> bool:
    """Whether somebody acts in the clause who by the point does not; who acts goes on acting to the sentence's end.

    Айыл өкмөтү түзөт, аныктайт for кеңеш аныктайт.
    """
    doers = _doers(said, said.clauses[number])
    if not doers and not _has_subject(said.clauses[number]):
        earlier = (_doers(said, said.clauses[at]) for at in range(number - 1, of.start - 1, -1))
        doers = next((found for found in earlier if found), [])
    if not doers:
        return False
    wanted = [who for clause in point.clauses for who in _doers(point, clause)]
    if not wanted and not asked:
        return False
    allowed = _NOBODY.union(*wanted) if wanted else asked | actors_in(point)
    return all(who.isdisjoint(allowed) for who in doers)


def swaps_parts(point: Statements, told: Statements, said: Statements, of: range) -> bool:
    """Whether two words have each other's case: республикалык бюджетке жергиликтүү бюджеттен for the reverse.

    Of whom the prompt speaks counts as the point's doer, if it has none.
    """
    changed = list(_changed(point, said, of))
    for at, (word, part, now, clause) in enumerate(changed):
        for other, their_part, their_now, their_clause in changed[at + 1 :]:
            crossed = clause == their_clause and part is their_now and now is their_part
            if crossed and ({part, now} == _WAYS or (_acts(word) and _acts(other))):
                return True
    if not changed or any(_doers(point, clause) for clause in point.clauses):
        return False
    topics = [word for word in told.words if _acts(word) and all(word.stem != one.stem for one in point.words)]
    return any(
        now is Part.DOER and (_acts(word) or "адам" in word.groups) and _plays(topic, part, said, clause)
        for word, part, now, clause in changed
        for topic in topics
    )


_WAYS = {Part.SOURCE, Part.GOAL}


def _acts(word: ReadWord) -> bool:
    return bool(_who(word.groups))


def _plays(word: ReadWord, part: Part, said: Statements, clause: int) -> bool:
    return any(said.clause_of[spot] == clause and _part_at(said, spot) is part for spot in said.places_of(word))


def _changed(point: Statements, said: Statements, of: range) -> Iterator[tuple[ReadWord, Part, Part, int]]:
    """The words of a point that stand in a clause in another part only, with both parts and the clause."""
    for clause in point.clauses:
        for phrase in clause.phrases:
            for word in (point.words[at] for at in phrase.words if phrase.part is not Part.DEED):
                if word.little:
                    continue
                spots = [spot for spot in said.places_of(word) if said.clause_of[spot] in of]
                parts = {_part_at(said, spot): said.clause_of[spot] for spot in spots}
                if phrase.part not in parts and Part.DEED not in parts:
                    for now, number in parts.items():
                        if now is not None:
                            yield word, phrase.part, now, number


def _phrase_at(said: Statements, spot: int) -> NounPhrase | None:
    clause = said.clauses[said.clause_of[spot]]
    return next((phrase for phrase in clause.phrases if spot in phrase.words), None)


def _part_at(said: Statements, spot: int) -> Part | None:
    phrase = _phrase_at(said, spot)
    return phrase.part if phrase else None


def is_of_another(point: Statements, said: Statements, number: int) -> bool:
    """Whether a noun of the point has in the clause a rival of what the point puts before it, and not that.

    Муниципалдык органда for мамлекеттик органда; төмөнкү орунга for жогорку орунга.
    """
    clause = said.clauses[number]
    for mine, before in _attributed(point.text):
        spots = said.places_of(point.words[mine.head])
        theirs = [
            phrase for phrase in clause.phrases if phrase.head in spots and not _is_own(point, mine, said, phrase)
        ]
        theirs = [phrase for phrase in theirs if phrase.part is mine.part] or theirs
        if theirs and all(_has_rival(before, _before(said, phrase)) for phrase in theirs):
            return True
    return False


@lru_cache(maxsize=2048)
def _attributed(text: str) -> tuple[tuple[NounPhrase, tuple[ReadWord, ...]], ...]:
    """The phrases of a point that say of their head which one it is, with what they say."""
    point = known_statements(text)
    phrases = ((phrase, tuple(_before(point, phrase))) for phrase in _all_phrases(point))
    return tuple((phrase, before) for phrase, before in phrases if before and not point.words[phrase.head].little)


def _is_own(point: Statements, but: NounPhrase, said: Statements, phrase: NounPhrase) -> bool:
    """Whether the point has such a phrase elsewhere: мамлекеттик органда, of which it says what it says of ЖӨБ's."""
    there = _before(said, phrase)
    return any(
        other.words != but.words
        and phrase.head in said.places_of(point.words[other.head])
        and not _has_rival(_before(point, other), there)
        for other in _all_phrases(point)
    )


def _all_phrases(text: Statements) -> Iterator[NounPhrase]:
    return (phrase for clause in text.clauses for phrase in clause.phrases if phrase.part is not Part.DEED)


def _before(text: Statements, phrase: NounPhrase) -> list[ReadWord]:
    """What a phrase says of its head, whose it is included."""
    return [text.words[at] for at in (*phrase.owner, *phrase.words[:-1]) if not text.words[at].little]


def _has_rival(mine: Sequence[ReadWord], theirs: Sequence[ReadWord]) -> bool:
    groups = frozenset[str]().union(*(word.groups for word in mine))
    others = frozenset[str]().union(*(word.groups for word in theirs))
    wanted, given = _qualities(groups), _qualities(others)
    return any(number in given and given[number].isdisjoint(sides) for number, sides in wanted.items())


@lru_cache(maxsize=4096)
def _qualities(groups: frozenset[str]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for group in groups:
        for number, side in sides_in(OPPOSITES).get(group, ()):
            found.setdefault(number, set()).add(side)
        for number, side in rival_members(group):
            if number:
                found.setdefault(-number, set()).add(side)
    return {number: frozenset(sides) for number, sides in found.items()}


def follows_another(point: Statements, said: Statements, of: range) -> bool:
    """Whether somebody else stands before what in the point follows who acts.

    Статс-катчы кызматтан кетсе for өкмөт кызматтан кеткенде.
    """
    mine = _pairs_of(point.text)
    theirs = list(_pairs(said, of)) if mine else []
    for who, following in mine:
        spots = said.places_of(point.words[following.head])
        others = [other for other, phrase in theirs if phrase.head in spots]
        if others and all(other.isdisjoint(who) for other in others):
            return True
    return False


@lru_cache(maxsize=2048)
def _pairs_of(text: str) -> tuple[tuple[Actors, NounPhrase], ...]:
    point = known_statements(text)
    return tuple(_pairs(point, range(len(point.clauses))))


def _pairs(text: Statements, of: range) -> Iterator[tuple[Actors, NounPhrase]]:
    for number in of:
        phrases = text.clauses[number].phrases
        for first, second in pairwise(phrases):
            who = _who(text.words[first.head].groups)
            if who and first.part is Part.DOER and not text.words[second.head].little:
                yield who, second


def doer_of(text: Statements) -> list[ReadWord]:
    """The words that say who or what acts in a text, if it begins with them and goes on."""
    first = next((phrase for clause in text.clauses for phrase in clause.phrases), None)
    if first is None or first.part is not Part.DOER or first.head + 1 == len(text.words):
        return []
    return [text.words[at] for at in first.words if not text.words[at].little]


def stands_in_for_another(point: Statements, said: Statements, number: int) -> bool:
    """Whether what takes a place by the point is in the clause that whose place is taken: X-тин ордуна Y."""
    mine = _replaced(point, range(len(point.clauses)))
    theirs = _replaced(said, range(number, number + 1))
    if not mine or not theirs:
        return False
    content = [word for word in theirs if not word.little]
    if not content:
        return False
    was = {word.folded for word in mine}
    return all(any(word.stem == other.stem for other in point.words) and word.folded not in was for word in content)


def _replaced(text: Statements, of: range) -> list[ReadWord]:
    return [
        text.words[at - 1]
        for number in of
        for at in text.clauses[number].words
        if text.words[at].folded == _INSTEAD and at > 0
    ]


_INSTEAD = "ордуна"
_UNITS = ("күн", "ай", "жыл", "саат", "мүнөт", "апта", "пайыз", "сом", "киши", "адам")
_UNIT_STEMS = {stem_of(fold(unit)): unit for unit in _UNITS}
_COUNTED = frozenset({"number", "order", "share"})
_ONE = ("number", "1")


def counts_another(point: Statements, values: frozenset[Fact], said: Statements, number: int) -> bool:
    """Whether the clause counts what the point counts, and otherwise: беш жылда бир for эки жылда бир.

    Of a clause in parts (кызматта 5 жыл же уюмда 3 жыл) that part counts that says most of the point.
    """
    clause = said.clauses[number]
    if not clause.values:
        return False
    wanted = _counted(point.text)
    given = _counted(_nearest_part(point, said, clause))
    here = {fact for fact, _ in given}
    for fact, noun in wanted:
        if fact in here and not _has_other_unit(fact, noun, given):
            continue
        rivals = [
            other for other, of in given if other[0] == fact[0] and other not in values and (of == noun or not of)
        ]
        if noun and (rivals or _has_other_unit(fact, noun, given)):
            return True
        if noun in _UNIT_STEMS and any(other[0] == fact[0] and other != fact and of == noun for other, of in given):
            return True
    if len(values) > _FEW:
        return False
    kinds = {kind for kind, _ in values}
    return any(
        fact not in values and fact[0] in kinds and fact != _ONE and any(o[0] == fact[0] for o in values - here)
        for fact in here
    )


_FEW = 3
"""A point with more figures than this may well have only some of them said."""
_PARTED = re.compile(r"\s(?:же|жана|ал эми|болбосо|менен)\s")


def _nearest_part(point: Statements, said: Statements, clause: Clause) -> str:
    text = said.text[clause.span[0] : clause.span[1]]
    cuts = [match.end() for match in _PARTED.finditer(text)]
    if not cuts or len(clause.values) < 2:  # noqa: PLR2004 - with one figure there is nothing to tell apart
        return text
    spots = {spot for word in point.words if not word.little for spot in said.places_of(word) if spot in clause.words}
    places = [said.words[spot].start - clause.span[0] for spot in spots]
    parts = list(zip((0, *cuts), (*cuts, len(text)), strict=True))
    hits = [sum(start <= place < end for place in places) for start, end in parts]
    best = max(hits)
    return text if hits.count(best) > 1 else text[slice(*parts[hits.index(best)])]


def _has_other_unit(fact: Fact, noun: str, given: Iterable[tuple[Fact, str]]) -> bool:
    """Whether the very figure is there of another unit, and not of its own: 3 жыл for 3 күн."""
    if noun not in _UNIT_STEMS:
        return False
    nouns = {of for other, of in given if other == fact}
    return bool(nouns) and noun not in nouns and nouns <= _UNIT_STEMS.keys()


@lru_cache(maxsize=2048)
def _counted(text: str) -> tuple[tuple[Fact, str], ...]:
    return tuple((fact, _noun(noun) if noun else "") for fact, noun in counted_in(text) if fact[0] in _COUNTED)


def _noun(word: str) -> str:
    """The stem, its last letter as in the bare word: бөлүг- is бөлүк."""
    stem = stem_of(fold(word))
    return stem[:-1] + "к" if stem.endswith("г") else stem


def leaves_alone(point: Statements, said: Statements, number: int) -> bool:
    """Whether the clause says гана of one of two that the point joins, and has not the other: кирешелердин гана."""
    words = said.clauses[number].words
    for at in words[:-1]:
        if said.words[at + 1].folded != "гана" or said.words[at].little:
            continue
        for place in range(1, len(point.words) - 1):
            if point.words[place].folded not in _TOGETHER:
                continue
            pair = (point.words[place - 1], point.words[place + 1])
            here = [any(spot in words for spot in said.places_of(word)) for word in pair]
            alone = [at in said.places_of(word) for word in pair]
            if any(alone) and not all(here):
                return True
    return False


_TOGETHER = frozenset({"жана", "менен"})


def is_forbidden(point: Statements, said: Statements, number: int) -> bool:
    """Whether the clause forbids what the point does not: биригүүгө болбойт."""
    words = [said.words[at] for at in said.clauses[number].words]
    if not any(word.folded in _FORBIDS for word in words) or any(word.folded == "эмес" for word in words):
        return False
    return not any(word.groups & {"тыюу", "чектөө"} or word.denied for word in point.words)


_FORBIDS = frozenset({"болбойт", "тыюу"})


def denies_its_word(point: Statements, said: Statements, number: int) -> bool:
    """Whether a verb of the point is denied in its own form, or the other way round: сунуштабаган for сунуштаган."""
    words = said.clauses[number].words
    for word in point.words:
        if word.little or len(word.folded) < _TELLING_VERB:
            continue
        spots = [spot for spot in said.places_of(word) if spot in words and said.words[spot].stem == word.stem]
        formed = [word, *(said.words[spot] for spot in spots)]
        differ = spots and all(said.words[spot].denied is not word.denied for spot in spots)
        if differ and any(denies_from(one.folded) for one in formed):
            return True
    return False


_TELLING_VERB = 6


def concerns_another(point: Statements, asked: Actors, said: Statements, number: int) -> bool:
    """Whether somebody whom neither point nor prompt names owns, or undergoes, there what others do in the point.

    Мамлекеттин чек арасы for жамааттын чек арасы; министрди тандайт for кадрларды тандоо.
    """
    clause = said.clauses[number]
    allowed = asked | actors_in(point)
    for phrase in clause.phrases:
        if phrase.owner and _is_foreign(said, phrase.owner, allowed):
            mine = [own for own in _all_phrases(point) if phrase.head in said.places_of(point.words[own.head])]
            owners = [own for own in _all_phrases(point) if own.part is Part.OWNER]
            if mine and owners and not any(_is_said(point, own, said, clause) for own in owners):
                return True
        if phrase.part in _UNDERGOES and _is_foreign(said, phrase.words, allowed):
            own = [other for other in _all_phrases(point) if other.part is phrase.part]
            if own and not any(_is_said(point, other, said, clause) for other in own):
                return True
    return False


_UNDERGOES = frozenset({Part.OBJECT, Part.GOAL, Part.SOURCE})


def _is_foreign(said: Statements, words: range, allowed: Actors) -> bool:
    who = _who(said.words[words[-1]].groups)
    return bool(who) and who.isdisjoint(allowed)


def _is_said(point: Statements, phrase: NounPhrase, said: Statements, clause: Clause) -> bool:
    return any(spot in clause.words for spot in said.places_of(point.words[phrase.head]))


_PREVENTED = frozenset({"алдыналуу", "коргоо", "арылуу", "күрөшүү", "каршы"})


def asserts_what_is_prevented(point: Statements, said: Statements, number: int) -> bool:
    """Whether the clause says that what the point prevents is so: кийлигише берет for кийлигишүүдөн корголгон."""
    words = [said.words[at] for at in said.clauses[number].words]
    if not point.words or not point.words[-1].groups & _PREVENTED:
        return False
    if not words or any(word.denied or word.groups & prevents() for word in words):
        return False
    last = words[-1]
    if part_of(last.folded) is not Part.DEED and not last.little:
        return False
    rest = [word for word in point.words if not word.little and not word.groups & prevents()]
    here = sum(any(spot in said.clauses[number].words for spot in said.places_of(word)) for word in rest)
    return here >= max(2, len(rest) / 2)


def is_placed_elsewhere(point: Statements, told: Statements, said: Statements, number: int) -> bool:
    """Whether what holds of one of the prompt's topics is said there of another: акысыз пайдаланууда for ижарада."""
    mine = [
        phrase for phrase in _all_phrases(point) if phrase.part is Part.PLACE and told.says(point.words[phrase.head])
    ]
    if not mine:
        return False
    clause = said.clauses[number]
    if any(_is_said(point, phrase, said, clause) for phrase in mine):
        return False
    return any(
        phrase.part is Part.PLACE and told.says(said.words[phrase.head]) and not point.says(said.words[phrase.head])
        for phrase in clause.phrases
    )
