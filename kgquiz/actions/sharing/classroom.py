"""class, as an instructor: announce one, collect what students hand in, look at it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import write_bytes
from kgquiz.actions.library.decks import chosen_decks, read_bytes
from kgquiz.actions.sharing.membership import code_of
from kgquiz.actions.world import World
from kgquiz.errors import NotFound, NothingToDo, UsageProblem
from kgquiz.messages import N_, Message, message
from kgquiz.sharing.codes import new_code
from kgquiz.sharing.gathered import BadCollection, Gathered, Gathering, Unreadable, from_bytes, to_bytes
from kgquiz.sharing.handed_in import HandedIn
from kgquiz.sharing.places import ClassCard, ClassPlace
from kgquiz.statistics.classroom.columns import ClassColumns
from kgquiz.statistics.classroom.rasch import rasch
from kgquiz.value import dataclass

_TOGETHER = 100
"""Students that are asked for at once."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What collecting came to: students in all, who handed in more, who is gone; and what one should know."""

    card: ClassCard
    students: int
    changed: int
    gone: int
    answers: int
    exams: int
    told: tuple[Message, ...]


def announce(desk: Desk, title: str, place: ClassPlace, decks: Sequence[str] = ()) -> ClassCard:
    """A new class; `decks` are what it asks of its students, all where none are named. Raises NotFound of a deck."""
    if not title.strip() or not title.isprintable():
        raise UsageProblem(N_('A class needs a title: kgquiz class new "Group 21" FOLDER'))
    slugs = tuple(sorted({deck.slug for deck in chosen_decks(desk, decks)})) if decks else ()
    made = desk.world.now().isoformat(timespec="seconds")
    card = ClassCard(new_code(desk.world.chance), title.strip(), slugs, made)
    place.announce(card)
    return card


def collect(desk: Desk, place: ClassPlace, code: str | None = None) -> Collected:
    """Read what students handed in since the last time, and keep it with the rest."""
    card = _chosen(place, code)
    before = _before(desk.world, card.code)
    stamps = place.stamps(card.code)
    unchanged = frozenset(
        who
        for who, stamp in stamps.items()
        if before is not None and before.stamps.get(who) == stamp and before.address == place.address
    )
    gathering = Gathering(before.columns if before is not None else None, unchanged)
    wanted = [who for who in stamps if who not in unchanged]
    doubts: list[Unreadable] = [one for one in (before.unreadable if before else ()) if one.student in unchanged]
    for at in range(0, len(wanted), _TOGETHER):
        for found in place.handed_in(card.code, wanted[at : at + _TOGETHER]):
            gathering.add(found)
            doubts += _doubts(found)
    is_same = before is not None and not wanted and len(stamps) == len(before.stamps)
    columns = before.columns if before is not None and is_same else gathering.columns()
    collected = desk.world.now().isoformat(timespec="seconds")
    gathered = Gathered(card, place.address, collected, columns, stamps, tuple(doubts))
    if before is None or not is_same or before.card != card:
        _keep(desk.world, gathered)
    gone = len(before.stamps.keys() - stamps.keys()) if before is not None else 0
    students, answers, exams = len(columns.students), len(columns.student), len(columns.sittings)
    return Collected(card, students, len(wanted), gone, answers, exams, tuple(_told(gathered)))


def share_hardness(gathered: Gathered, place: ClassPlace) -> int:
    """Give the students of a class how hard its cards are; of how many. Raises NothingToDo where nothing is known."""
    scale = rasch(gathered.columns)
    if scale is None:
        raise NothingToDo(N_("No two cards have been answered by thirty students yet: there is nothing to share."))
    place.publish(gathered.card.code, {one.card: round(one.logits, 2) for one in scale.difficulties})
    return len(scale.difficulties)


def classes_here(world: World) -> list[Path]:
    """The collected classes."""
    return sorted(_folder(world).glob("????-????.npz"))


def loaded(world: World, code: str | None = None) -> Gathered:
    """A collected class; the only one where none is named. Raises NotFound, NothingToDo or UsageProblem."""
    files = classes_here(world)
    if code is not None:
        wanted = code_of(code)
        file = _folder(world) / f"{wanted}.npz"
        if file not in files:
            raise NotFound(N_("The class {code} is not collected yet: kgquiz class collect FOLDER"), code=wanted)
    elif not files:
        raise NothingToDo(N_("No class is collected yet: kgquiz class collect FOLDER"))
    elif len(files) > 1:
        codes = ", ".join(one.stem for one in files)
        raise UsageProblem(
            N_("There are several classes: {codes}. Name one: --class {code}"), codes=codes, code=files[0].stem
        )
    else:
        file = files[0]
    return from_bytes(read_bytes(file), file)


def _chosen(place: ClassPlace, code: str | None) -> ClassCard:
    wanted = None if code is None else code_of(code)  # before a password is asked for
    cards = {card.code: card for card in place.classes()}
    if wanted is not None:
        if wanted not in cards:
            told = N_("There is no class {code} at {address}. Check both with your instructor.")
            raise NotFound(told, code=wanted, address=place.address)
        return cards[wanted]
    if not cards:
        told = N_('No class is announced at {address}. Announce one: kgquiz class new "Group 21" FOLDER')
        raise NotFound(told, address=place.address)
    if len(cards) > 1:
        codes = ", ".join(cards)
        raise UsageProblem(
            N_("There are several classes: {codes}. Name one: --class {code}"), codes=codes, code=next(iter(cards))
        )
    return next(iter(cards.values()))


def _before(world: World, code: str) -> Gathered | None:
    """What is kept; what cannot be read is collected anew."""
    file = _folder(world) / f"{code}.npz"
    if not file.is_file():
        return None
    with suppress(BadCollection):
        return from_bytes(read_bytes(file), file)
    return None


def _keep(world: World, gathered: Gathered) -> None:
    folder = _folder(world)
    with suppress(OSError):  # where it cannot be made, the writing says why
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_bytes(folder / f"{gathered.card.code}.npz", to_bytes(gathered))


def _folder(world: World) -> Path:
    return world.home / "classes"


def _doubts(found: HandedIn) -> list[Unreadable]:
    return [Unreadable(found.student, found.damaged, found.newer)] if found.damaged or found.newer else []


def _told(gathered: Gathered) -> list[Message]:
    told = []
    for one in gathered.unreadable:
        if one.damaged:
            template = N_("{student}: what is damaged or not there in full: {n}. She can hand it in again.")
            told.append(message(template, student=one.student, n=one.damaged))
        if one.newer:
            template = N_("{student}: lines of a newer kgquiz: {n}. Update yours.")
            told.append(message(template, student=one.student, n=one.newer))
    for sitting in gathered.columns.sittings:
        if sitting.seal == "changed":
            template = N_("{student}: the exam {attempt} is not as kgquiz wrote it: it was edited or damaged.")
            told.append(message(template, student=sitting.student, attempt=sitting.attempt))
    return told + _doubled(gathered.columns)


def _doubled(columns: ClassColumns) -> list[Message]:
    """One sitting under two pseudonyms: copied, or one person twice."""
    owners: dict[str, set[str]] = {}
    for sitting in columns.sittings:
        owners.setdefault(sitting.attempt, set()).add(sitting.student)
    template = N_("One and the same exam was handed in by {students}.")
    groups = {tuple(sorted(who)) for who in owners.values() if len(who) > 1}
    return [message(template, students=", ".join(group)) for group in sorted(groups)]
