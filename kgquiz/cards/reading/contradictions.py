"""What a sentence says against a point all of whose words it may have: the contrary, another owner, another limit.

Each rule is grammar: a denied verb denies its clause, who stands in the nominative acts, гана says that nobody else
does. A point that is contradicted is not covered, however many of its words are said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from kgquiz.cards.kyrgyz.letters import VOWELS, skeleton
from kgquiz.cards.reading.meanings import Denial, ReadWord, prevents, rival_members
from kgquiz.cards.reading.phrases import POSTPOSITIONS, Part, part_of
from kgquiz.cards.reading.rivals import OPPOSITES, sides_in
from kgquiz.cards.reading.statements import Clause, Statements, known_statements
from kgquiz.cards.reading.values import Fact

_BODIES = 0
"""The number of the first set of rivals: who does it."""
_OBLIQUE = ("нIн", "дIн", "тIн", "гA", "кA", "нA", "дAн", "тAн", "нAн", "дA", "тA", "дAгI", "тAгI")
_ACCUSATIVE = ("тI", "дI")
_ANYBODY = frozenset({"депутат"})
"""Of a parliament or of a village's council."""
_OWNS = frozenset({"таандык"})
_ACTING = frozenset({"көпчүлүк", "коалиция"})
_LABEL = "="
_MOSTLY = 0.5
_FEWEST = 2


def subjects(clauses: Iterable[Clause], words: Sequence[ReadWord]) -> frozenset[int]:
    """The bodies that act in these clauses: those in the nominative, and whose it is said to be."""
    found: set[int] = set()
    for clause in clauses:
        for at in clause.words:
            following = words[at + 1] if at + 1 < clause.words.stop else None
            acts = _is_nominative(words[at].folded) and not (following and following.groups & words[at].groups)
            owns = following is not None and bool(following.groups & _OWNS)
            if acts or owns:
                found.update(_bodies(words[at].groups))
    return frozenset(found)


@lru_cache(maxsize=4096)
def _bodies(groups: frozenset[str]) -> tuple[int, ...]:
    return tuple(member for group in groups - _ANYBODY for number, member in rival_members(group) if number == _BODIES)


@lru_cache(maxsize=8192)
def _is_nominative(folded: str) -> bool:
    bones = skeleton(folded)
    if bones.endswith(_OBLIQUE):
        return False
    return not (bones.endswith(_ACCUSATIVE) and folded[-3:-2] not in VOWELS)


def is_lifted(point: Statements, said: Statements, of: range) -> bool:
    """Whether the point ends in what forbids or limits, and the sentence denies just that: чектелген эмес."""
    for clause in point.clauses:
        last = point.words[clause.words[-1]] if clause.words else None
        if last is None or not last.groups & prevents():
            continue
        places = [place for place in said.places_of(last) if said.clause_of[place] in of]
        if places and all(said.words[place].denied is not last.denied for place in places):
            return True
    return False


def is_said_of_another(point: Statements, said: Statements, of: range) -> bool:
    """Whether a noun or verb of the point stands there with a rival of the word that stands before it in the point."""
    for clause in point.clauses:
        for at in clause.words[1:]:
            before, word = point.words[at - 1], point.words[at]
            if word.little or not (_sets(before) or _acts(before)):
                continue
            places = [place for place in said.places_of(word) if said.clause_of[place] in of and place > 0]
            others = [said.words[place - 1] for place in places]
            if any(said.clause_of[place] in of for place in said.places_of(before)):
                continue
            if others and all(_is_rival(before, other) and not point.says(other) for other in others):
                return True
    return False


def _sets(word: ReadWord) -> frozenset[tuple[int, int]]:
    return frozenset(
        place for group in word.groups - _ANYBODY if not group.startswith(_LABEL) for place in rival_members(group)
    )


def _acts(word: ReadWord) -> bool:
    """Whether it is somebody who acts, though of no set of rivals: көпчүлүк."""
    return bool(word.groups & _ACTING) and _is_nominative(word.folded)


def _is_rival(one: ReadWord, other: ReadWord) -> bool:
    """Whether two words are different members of one set of rivals, or two that act."""
    mine, theirs = _sets(one), _sets(other)
    numbers = {number for number, _ in mine} & {number for number, _ in theirs}
    if any(
        {member for of, member in mine if of == number}.isdisjoint(member for of, member in theirs if of == number)
        for number in numbers
    ):
        return mine.isdisjoint(theirs) and _is_nominative(one.folded) is _is_nominative(other.folded)
    return _acts(one) and _is_nominative(other.folded) and bool(_bodies(other.groups))


def is_said_contrary(point: Statements, said: Statements, of: range) -> bool:
    """Whether a clause of the sentence says most of a clause of the point, one denied and the other not.

    What is denied on a denied condition is what the student says would be lost: келбесе кворум болбойт.
    """
    if not any(_is_contrary(point, clause, said, of) for clause in point.clauses):
        return False
    return not any(_is_denied_condition(said.words[at].folded) for number in of for at in said.clauses[number].words)


def _is_denied_condition(folded: str) -> bool:
    return folded.endswith(_NOT_IF)


_NOT_IF = ("баса", "бесе", "босо", "паса", "песе", "посо")


def _is_contrary(point: Statements, clause: Clause, said: Statements, of: range) -> bool:
    wanted = [point.words[at] for at in clause.words if not point.words[at].little]
    if len(wanted) < _FEWEST:
        return False
    hits: Counter[int] = Counter()
    agreeing: set[int] = set()
    for word in wanted:
        places = [
            place for place in said.places_of(word) if said.clause_of[place] in of and not _is_granted(said, place)
        ]
        hits.update({said.clause_of[place] for place in places})
        agreeing.update(said.clause_of[place] for place in places if said.words[place].denied is word.denied)
    agreed = max((hits[number] for number in agreeing), default=0)
    contrary = max((hits[number] for number in hits.keys() - agreeing), default=0)
    return contrary >= max(_FEWEST, _MOSTLY * len(wanted)) and contrary > agreed


def _is_granted(said: Statements, place: int) -> bool:
    """Whether a verb says what does not matter: алмашса да."""
    following = said.words[place + 1].folded if place + 1 < len(said.words) else ""
    return following in _TOO and said.words[place].folded.endswith(("са", "се", "со"))


_MEASURES = frozenset({"мөөнөт", "жаш", "саны"})
_FIGURES = frozenset({"number", "share", "year"})


def measures_otherwise(point: Statements, values: frozenset[Fact], said: Statements) -> bool:
    """Whether a term, an age or a number that the point gives in words is given in figures: мөөнөтү 6 жыл."""
    if values or not point.words or not point.words[0].groups & _MEASURES:
        return False
    return any(_is_measured(point, clause, said) for clause in said.clauses)


def _is_measured(point: Statements, clause: Clause, said: Statements) -> bool:
    first = point.words[0]
    if not any(kind in _FIGURES for kind, _ in clause.values):
        return False
    topic = said.places_of(first)
    rest = [word for word in point.words[1:] if not word.little and not word.groups & first.groups]
    told = any(place in clause.words for word in rest for place in said.places_of(word))
    return bool(rest) and not told and any(place in clause.words for place in topic)


def owners(text: Statements) -> frozenset[int]:
    """The bodies whose something is said to be: Жогорку Кеңешке таандык."""
    found: set[int] = set()
    for clause in text.clauses:
        for at in clause.words[1:]:
            if text.words[at].groups & _OWNS and not text.words[at].denied:
                found.update(_bodies(text.words[at - 1].groups))
    return frozenset(found)


_GENITIVE, _DATIVE = ("нIн", "дIн", "тIн"), ("гA", "кA", "нA")
_DUTY = frozenset({"иш", "милдет", "укук", "ыйгарым"})


def is_anothers_duty(allowed: frozenset[int], clause: Clause, said: Statements) -> bool:
    """Whether the clause ends in whose it is, and that is nobody whom point or prompt names: прокуратуранын иши."""
    words = clause.words
    if len(words) < _FEWEST:
        return False
    last, before = said.words[words[-1]], said.words[words[-2]]
    bones = skeleton(before.folded)
    owns = (last.groups & _OWNS and bones.endswith(_DATIVE)) or (last.groups & _DUTY and bones.endswith(_GENITIVE))
    bodies = _bodies(before.groups)
    return bool(owns) and bool(bodies) and allowed.isdisjoint(bodies)


def is_done_by_another(told: frozenset[int], allowed: frozenset[int], clause: Clause, said: Statements) -> bool:
    """Whether somebody else than the prompt is about acts in the clause."""
    if not told:
        return False
    doers = subjects((clause,), said.words)
    return bool(doers) and doers.isdisjoint(allowed | told)


def binds_otherwise(wanted: frozenset[Fact], clause: Clause) -> bool:
    """Whether a clause has one of the point's figures and, for the other, another: 2007-жылы 7,1 % for 5,2 %."""
    kinds = {kind for kind, _ in wanted}
    agree = {kind for kind in kinds if any(fact in clause.values for fact in wanted if fact[0] == kind)}
    others = {kind for kind, _ in clause.values if kind in kinds} - agree
    return bool(agree) and bool(others)


def _sides(words: Iterable[ReadWord]) -> frozenset[tuple[int, int]]:
    """The sides of opposites that the words take; a denied word takes none."""
    known = sides_in(OPPOSITES)
    return frozenset(
        side for word in words if not word.denied for group in word.groups for side in known.get(group, ())
    )


def says_the_opposite(point: Statements, said: Statements, of: range) -> bool:
    """Whether a clause about the point has the opposite of one of its words, and not the word: азаят for көбөйөт."""
    alone = _sides_taken(point.text)
    if not alone:
        return False
    topic = {place for word in _topic(point.text) for place in said.places_of(word)}
    theirs = _by_set(
        side
        for number in of
        if not topic or not topic.isdisjoint(said.clauses[number].words)
        for side in _sides(said.words[at] for at in said.clauses[number].words)
    )
    return any(theirs.get(of_set) and theirs[of_set].isdisjoint(sides) for of_set, sides in alone.items())


@lru_cache(maxsize=2048)
def _sides_taken(text: str) -> dict[int, set[int]]:
    """Set of opposites → the side that a point takes, where it takes but one."""
    mine = _by_set(_sides(known_statements(text).words))
    return {number: sides for number, sides in mine.items() if len(sides) == 1}


@lru_cache(maxsize=2048)
def _topic(text: str) -> tuple[ReadWord, ...]:
    """The words of a point that have no opposite."""
    known = sides_in(OPPOSITES)
    return tuple(word for word in known_statements(text).words if not word.little and word.groups.isdisjoint(known))


def _by_set(sides: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for number, side in sides:
        found.setdefault(number, set()).add(side)
    return found


def lacks_what_it_has(point: Statements, said: Statements, of: range) -> bool:
    """Whether a word of the point stands there with -сыз, or without it: сарамжалсыз, сарамжалдуу."""
    for word in point.words:
        beginning = word.folded[:_STEM]
        same = [
            said.words[place]
            for place in said.places_of(word)
            if said.clause_of[place] in of and said.words[place].folded.startswith(beginning)
        ]
        lacking = [one.denial is Denial.ITSELF for one in (word, *same)]
        if same and any(lacking) and all(one.denied is not word.denied for one in same):
            return True
    return False


_STEM = 5
_MAY = frozenset({"алат", "алышат", "болот", "уруксат", "мумкун", "берет"})


def is_permitted(clause: Clause, said: Statements) -> bool:
    """Whether the clause says that one may: ээлей алат, уруксат, тыюу салынган эмес."""
    words = [said.words[at] for at in clause.words]
    if any(word.groups & {"тыюу"} for word in words):
        return any(word.folded == "эмес" for word in words)
    last = words[-2:]
    return any(word.folded in _MAY and not word.denied for word in last)


def is_put_right(point: Statements, said: Statements, of: range) -> bool:
    """Whether the sentence ends a statement by denying just one word of the point: …, сунуш эмес."""
    for number in of:
        content = [said.words[at] for at in said.clauses[number].words if not said.words[at].little]
        named = [word for word in content if word.denial is not Denial.CLAUSE]
        if len(named) == 1 and named[0].denied and len(content) > len(named):
            own = [word for word in point.words if word.groups & named[0].groups or word.stem == named[0].stem]
            if own and not any(word.denied for word in own):
                return True
    return False


_OWN = frozenset({"оз", "озунун"})


def is_not_its_own(point: Statements, allowed: frozenset[str], said: Statements, of: range) -> bool:
    """Whether what is its own, or somebody's, by the point is there another body's, of which nobody spoke.

    Мамлекеттин кызыкчылыгында for өз кызыкчылыгында; соттордун ишин for органдардын ишин.
    """
    for at in range(1, len(point.words)):
        owner = point.words[at - 1]
        own = owner.folded in _OWN
        if not own and not _is_genitive(owner.folded):
            continue
        places = [place for place in said.places_of(point.words[at]) if said.clause_of[place] in of and place > 0]
        before = [said.words[place - 1] for place in places]
        if before and all(
            (_sets(word) if own else _bodies(word.groups) and _is_genitive(word.folded))
            and word.groups.isdisjoint(allowed)
            for word in before
        ):
            return True
    return False


@lru_cache(maxsize=8192)
def _is_genitive(folded: str) -> bool:
    return skeleton(folded).endswith(_GENITIVE)


def is_done_by_a_body(point: Statements, said: Statements, of: range) -> bool:
    """Whether a body does there what something else does by the point: кеңеш белгилейт for мыйзам белгилейт."""
    for clause in point.clauses:
        if len(clause.words) < _FEWEST:
            continue
        doer, deed = point.words[clause.words[-2]], point.words[clause.words[-1]]
        if (
            doer.little
            or deed.little
            or doer.denial is Denial.ITSELF
            or not _is_deed(deed.folded)
            or _bodies(doer.groups)
            or not _is_nominative(doer.folded)
        ):
            continue
        for place in said.places_of(deed):
            number = said.clause_of[place]
            if number not in of or any(one in said.clauses[number].words for one in said.places_of(doer)):
                continue
            before = [
                said.words[at] for at in range(said.clauses[number].words.start, place) if not said.words[at].little
            ]
            if before and _bodies(before[-1].groups) and _is_nominative(before[-1].folded):
                return True
    return False


def _is_deed(folded: str) -> bool:
    return part_of(folded) is Part.DEED or folded.endswith(("оо", "уу", "шы", "ши", "шу"))


def asserts_being(point: Statements, said: Statements, of: range) -> bool:
    """Whether the sentence says that somebody has what by the point he has not: Президентте бар for Президентте жок."""
    if not point.words or point.words[-1].folded != _IS_NOT:
        return False
    first = point.words[0]
    for number in of:
        words = said.clauses[number].words
        if words and said.words[words[-1]].folded == _IS and any(place in words for place in said.places_of(first)):
            return True
    return False


def counts_otherwise(point: Statements, said: Statements, of: range) -> bool:
    """Whether figures of two parts of a point have changed places: 191 жоюлуп, 697 түзүлгөн."""
    parts = [clause for clause in point.clauses if clause.values and len(clause.words) > 1]
    return len(parts) > 1 and any(_counts_part(point, part, said, of) for part in parts)


def _counts_part(point: Statements, part: Clause, said: Statements, of: range) -> bool:
    wanted = [point.words[at] for at in part.words if not point.words[at].little]
    hits = {
        number: sum(any(place in said.clauses[number].words for place in said.places_of(word)) for word in wanted)
        for number in of
    }
    most = max(hits.values(), default=0)
    best = [number for number, hit in hits.items() if hit == most]
    if most < _FEWEST or len(best) != 1:
        return False
    values = said.clauses[best[0]].values
    return bool(values) and values.isdisjoint(part.values) and {k for k, _ in values} == {k for k, _ in part.values}


_ROLES = (("nominative", ()), ("genitive", _GENITIVE), ("dative", _DATIVE), ("ablative", ("дAн", "тAн", "нAн")))


@lru_cache(maxsize=8192)
def _role(folded: str) -> str:
    """By its case, what part a noun plays."""
    bones = skeleton(folded)
    return next((name for name, cases in _ROLES if cases and bones.endswith(cases)), "nominative")


def plays_anothers_part(point: Statements, allowed: frozenset[int], clause: Clause, said: Statements) -> bool:
    """Whether a body stands in the clause in the very part of the point's own, which it does not name.

    Президентке отчет берет for Жогорку Кеңешке отчет берет.
    """
    mine = _parts(point.words)
    theirs = _parts(said.words[clause.words.start : clause.words.stop])
    named = frozenset[int]().union(*theirs.values())
    return any(
        role in theirs and named.isdisjoint(bodies) and theirs[role].isdisjoint(allowed)
        for role, bodies in mine.items()
    )


def _parts(words: Sequence[ReadWord]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for at, word in enumerate(words):
        if at + 1 < len(words) and words[at + 1].folded in POSTPOSITIONS:
            continue
        if bodies := _bodies(word.groups):
            found.setdefault(_role(word.folded), set()).update(bodies)
    return {role: frozenset(bodies) for role, bodies in found.items()}


_IS, _IS_NOT = "бар", "жок"
_ONLY, _TOO = frozenset({"гана"}), frozenset({"да", "дагы"})


def limits_otherwise(point: Statements, said: Statements, of: range) -> bool:
    """Whether one of the two says that only somebody does it, and the other that others do too."""
    alone = list(_followed_by(point, range(len(point.clauses)), _ONLY))
    together = [word for word in _followed_by(said, of, _TOO) if _rival_sets(word.groups)]
    if any(word.groups & other.groups for word in alone for other in together):
        return True
    only_hers = [word for word in _followed_by(said, of, _ONLY) if _rival_sets(word.groups)]
    shared = any(True for _ in _followed_by(point, range(len(point.clauses)), _TOO))
    return shared and any(not point.says(word) for word in only_hers)


def _followed_by(text: Statements, of: range, particles: frozenset[str]) -> Iterator[ReadWord]:
    for number in of:
        words = text.clauses[number].words
        for at in words[:-1]:
            if text.words[at + 1].folded in particles:
                yield text.words[at]


def _rival_sets(groups: frozenset[str]) -> frozenset[int]:
    return frozenset(number for group in groups for number, _ in rival_members(group))
