"""What is wrong with the names of things: one name of two things, one thing of two terms or of two known things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from kgquiz.cards.kyrgyz.field import named_things
from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.kyrgyz.synonyms import synonyms
from kgquiz.cards.languages.rules import KYRGYZ
from kgquiz.cards.names import NamedThing
from kgquiz.knowledge.problems import Path, Problem, Source
from kgquiz.messages import N_, message

FEWEST_NAMES = 2

Place = tuple[Source, Path]


def name_problems(
    lists: Sequence[tuple[Source, tuple[NamedThing, ...], str]], terms: Mapping[str, Place]
) -> Iterator[Problem]:
    """Over all `names:` handed in together, each list with its deck's language.

    `terms` holds the place of each term, by its name in normal form.
    """
    first: dict[str, tuple[NamedThing, Place]] = {}
    for source, things, language in lists:
        for index, thing in enumerate(things):
            path: Path = ("names", index)
            yield from _alone(thing, source, path)
            for number, name in enumerate(thing.names):
                place = (source, (*path, "names", number))
                held, where = first.setdefault(read(name).folded_key, (thing, place))
                if where != place and _differ(held, thing, where, place):
                    yield _taken(name, where, place)
            yield from _joins(thing, source, path, terms)
            if language == KYRGYZ:
                yield from _joins_known(thing, source, path)


def _alone(thing: NamedThing, source: Source, path: Path) -> Iterator[Problem]:
    if len(thing.names) < FEWEST_NAMES:
        why, remedy = (
            message(N_("A thing with one name needs no entry.")),
            message(N_("Add its other names under 'names:'.")),
        )
        yield source.problem((*path, "names"), "one-name", why, remedy)


def _differ(one: NamedThing, other: NamedThing, where: Place, place: Place) -> bool:
    """The same entry in two chapters is no collision; the same name twice in one entry is."""
    return one != other or (where[0] is place[0])


def _taken(name: str, where: Place, place: Place) -> Problem:
    source, path = place
    held = where[0].problem(where[1], "", message(""), message("")).place
    why = message(N_("“{name}” is a name of another thing too ({place})."), name=name, place=held)
    return source.problem(path, "name-twice", why, message(N_("Make one entry of the two, or leave the name to one.")))


def _joins(thing: NamedThing, source: Source, path: Path, terms: Mapping[str, Place]) -> Iterator[Problem]:
    """Names that are terms of their own in one chapter would be right for each other; another chapter may rename."""
    own = [name for name in thing.names if read(name).key in terms]
    if len({id(terms[read(name).key][0]) for name in own}) < len(own):
        why = message(
            N_("“{one}” and “{other}” are two terms: as names of one thing each would be right for the other."),
            one=own[0],
            other=own[1],
        )
        remedy = message(N_("Make one term of the two, or take one out of the names."))
        yield source.problem((*path, "names"), "joined-terms", why, remedy)


def _joins_known(thing: NamedThing, source: Source, path: Path) -> Iterator[Problem]:
    """Two names that the marker knows as names of different things: in every answer one would pass for the other."""
    known = [(name, groups) for name in thing.names if (groups := _known().get(read(name).folded_key))]
    for (one, of_one), (other, of_other) in combinations(known, 2):
        if of_one.isdisjoint(of_other):
            why = message(
                N_("The marker knows “{one}” and “{other}” as two things; here each would pass for the other."),
                one=one,
                other=other,
            )
            remedy = message(N_("Take one out of the names; where both are right on one card, put it under 'accept:'."))
            yield source.problem((*path, "names"), "joins-known", why, remedy)
            return


@cache
def _known() -> Mapping[str, frozenset[int]]:
    """Name in normal form → the things of the field and groups of synonyms that it stands for."""
    found: dict[str, set[int]] = {}
    for number, thing in enumerate((*named_things(), *synonyms())):
        for name in thing.names:
            found.setdefault(read(name).folded_key, set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}
