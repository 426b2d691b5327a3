"""class, as a student: join, hand in what is new, leave. Nothing goes out before she has agreed to the list of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.results import attempt_document, exam_result
from kgquiz.actions.sharing.sync import device_of
from kgquiz.actions.study.hardness import HARDNESS, sound
from kgquiz.errors import NotFound, NothingToDo, UsageProblem
from kgquiz.key import deck_of_key
from kgquiz.messages import N_
from kgquiz.sharing.codes import is_long_enough, pseudonym, read_code
from kgquiz.sharing.handed_in import LONGEST_NAME, lines_of
from kgquiz.sharing.places import ClassCard, ClassPlace
from kgquiz.storage import exchange
from kgquiz.storage.attempts import DamagedExam
from kgquiz.storage.settings import Kept, struct
from kgquiz.value import dataclass

_KINDS = frozenset({"review", "amend", "undo"})
"""Of the log; notes, stars and what is suspended stay with her."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A class she is in: where it meets, her pseudonym there, her name where she gave it."""

    code: str
    title: str
    decks: tuple[str, ...]
    address: str
    student: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class HandedSoFar:
    """How far this device is: events up to a number of the log, exams by their ids, lines in all."""

    seq: int = 0
    exams: tuple[str, ...] = ()
    lines: int = 0


MEMBERSHIPS: Kept[tuple[Membership, ...]] = Kept("classes", (), struct(tuple[Membership, ...]))
PERSON: Kept[str] = Kept("person", "", str)
SENT: Kept[dict[str, HandedSoFar]] = Kept("handed-in", {}, struct(dict[str, HandedSoFar]), derived=True)


@dataclass(frozen=True, slots=True)
class Handing:
    """What went to a class."""

    code: str
    title: str
    student: str
    answers: int
    exams: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """What she would agree to: the class, who she would be in it, and how much would go out now."""

    card: ClassCard
    membership: Membership
    answers: int
    exams: int
    is_member: bool


def code_of(text: str) -> str:
    """A class's code as it was typed. Raises UsageProblem."""
    code = read_code(text)
    if code is None and is_long_enough(text):
        told = N_("'{text}' is no code of a class: one of its signs is mistyped. Compare it with your instructor's.")
        raise UsageProblem(told, text=text)
    if code is None:
        told = N_("'{text}' is no code of a class: it has eight signs, like K7QF-2M4F. Ask your instructor for it.")
        raise UsageProblem(told, text=text)
    return code


def invited(desk: Desk, code: str, place: ClassPlace, name: str = "") -> Invitation:
    """What joining would mean; nothing is written. Raises NotFound where the class is not announced there."""
    code = code_of(code)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise UsageProblem(N_("A name has at most {n} letters and no control characters."), n=LONGEST_NAME)
    card = next((one for one in place.classes() if one.code == code), None)
    if card is None:
        told = N_("There is no class {code} at {address}. Check both with your instructor.")
        raise NotFound(told, code=code, address=place.address)
    before = _membership(desk, code)
    student = before.student if before else place.own(code) or pseudonym(_person(desk), code)
    kept_name = name or (before.name if before else "")
    membership = Membership(code, card.title, card.decks, place.address, student, kept_name)
    answers, exams = _wanted(desk, membership, HandedSoFar())
    return Invitation(card, membership, len(answers), len(exams), before is not None)


def join(desk: Desk, invitation: Invitation, place: ClassPlace) -> Handing:
    """Become a member and hand in everything so far. She has agreed."""
    membership = invitation.membership
    place.join(membership.code, membership.student, membership.name)
    others = [one for one in desk.store.settings.get(MEMBERSHIPS) if one.code != membership.code]
    desk.store.settings.set(MEMBERSHIPS, (*others, membership))
    return hand_in(desk, membership, place)


def memberships(desk: Desk, code: str | None = None) -> tuple[Membership, ...]:
    """The classes she is in, or one. Raises NothingToDo or NotFound."""
    found = desk.store.settings.get(MEMBERSHIPS)
    if not found:
        raise NothingToDo(N_("You are in no class. With the code of one: kgquiz class join CODE FOLDER"))
    if code is None:
        return found
    return (_member_of(desk, code_of(code)),)


def hand_in(desk: Desk, membership: Membership, place: ClassPlace) -> Handing:
    """What is new since the last time."""
    sent = desk.store.settings.get(SENT).get(membership.code, HandedSoFar())
    device = device_of(desk).id
    if not place.has_all(membership.code, membership.student, device, sent.lines):
        place.join(membership.code, membership.student, membership.name)
        sent = HandedSoFar()
    newest = exchange.newest(desk.store)
    answers, exams = _wanted(desk, membership, sent)
    documents = [document for _, document in exams]
    if answers or documents or not sent.lines:
        entries = lines_of(membership.student, membership.name, answers, documents)
        place.send(membership.code, membership.student, device, entries)
        sent = HandedSoFar(newest, (*sent.exams, *(id_ for id_, _ in exams)), sent.lines + len(entries))
        desk.store.settings.set(SENT, {**desk.store.settings.get(SENT), membership.code: sent})
    if brought := sound(place.hardness(membership.code)):
        desk.store.settings.set(HARDNESS, {**desk.store.settings.get(HARDNESS), **brought})
    reviews = sum(event[1] == "review" for event in answers)
    return Handing(membership.code, membership.title, membership.student, reviews, len(documents))


def leave(desk: Desk, membership: Membership, place: ClassPlace) -> int:
    """Delete what she handed in, and be no member; how many files or lines went."""
    gone = place.leave(membership.code, membership.student)
    forget(desk, membership)
    return gone


def forget(desk: Desk, membership: Membership) -> None:
    """Be no member, whatever is still where the class meets."""
    kept = tuple(one for one in desk.store.settings.get(MEMBERSHIPS) if one.code != membership.code)
    desk.store.settings.set(MEMBERSHIPS, kept)
    sent = {code: one for code, one in desk.store.settings.get(SENT).items() if code != membership.code}
    desk.store.settings.set(SENT, sent)


def moved(desk: Desk, membership: Membership, address: str) -> Membership:
    """The same class at another address, as this device sees it."""
    now = replace(membership, address=address)
    others = [one for one in desk.store.settings.get(MEMBERSHIPS) if one.code != membership.code]
    desk.store.settings.set(MEMBERSHIPS, (*others, now))
    return now


def _person(desk: Desk) -> str:
    """What makes her pseudonyms; it travels with sync, so that she is one student on all her devices."""
    person = desk.store.settings.get(PERSON)
    if not person:
        person = f"{desk.world.chance.getrandbits(128):032x}"
        desk.store.settings.set(PERSON, person)
    return person


def _membership(desk: Desk, code: str) -> Membership | None:
    return next((one for one in desk.store.settings.get(MEMBERSHIPS) if one.code == code), None)


def _member_of(desk: Desk, code: str) -> Membership:
    found = _membership(desk, code)
    if found is None:
        raise NotFound(N_("You are not in the class {code}. Your classes: kgquiz class list"), code=code)
    return found


def _wanted(
    desk: Desk, membership: Membership, sent: HandedSoFar
) -> tuple[list[Any], list[tuple[str, dict[str, Any]]]]:
    """(rows of answers, (id, document) of exams) that the class asks for and lacks."""
    decks = frozenset(membership.decks)
    answers = [
        row
        for _, entry in exchange.events_after(desk.store, sent.seq)
        if (row := entry["event"])[1] in _KINDS and (not decks or deck_of_key(row[2]) in decks)
    ]
    return answers, list(_exams(desk, decks, frozenset(sent.exams)))


def _exams(desk: Desk, decks: frozenset[str], sent: frozenset[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for sitting in desk.store.attempts.all():
        if sitting.marked is None or sitting.practice or sitting.id in sent:
            continue
        try:
            result = exam_result(desk, sitting.number)
        except DamagedExam as error:
            desk.world.notice(error.message)
            continue
        if not decks or all(item.deck in decks for item in result.items):
            yield sitting.id, attempt_document(result)
