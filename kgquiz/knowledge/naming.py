"""What is wrong with the names of things: one name of two things, one thing of two terms, a thing of one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kgquiz.cards.kyrgyz.normal import read
from kgquiz.cards.names import NamedThing
from kgquiz.knowledge.problems import Path, Problem, Source
from kgquiz.messages import N_, message

FEWEST_NAMES = 2

Place = tuple[Source, Path]


def name_problems(
    lists: Sequence[tuple[Source, tuple[NamedThing, ...]]], terms: Mapping[str, Place]
) -> Iterator[Problem]:
    """Over all `names:` handed in together. `terms` holds the place of each term, by its name in normal form."""
    first: dict[str, tuple[NamedThing, Place]] = {}
    for source, things in lists:
        for index, thing in enumerate(things):
            path: Path = ("names", index)
            yield from _alone(thing, source, path)
            for number, name in enumerate(thing.names):
                place = (source, (*path, "names", number))
                held, where = first.setdefault(read(name).folded_key, (thing, place))
                if where != place and _differ(held, thing, where, place):
                    yield _taken(name, where, place)
            yield from _joins(thing, source, path, terms)


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
