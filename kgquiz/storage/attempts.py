"""Sittings of exams on disk: begun, added to step by step, marked once; nothing in them is ever changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from kgquiz.errors import StoreError
from kgquiz.exam.attempt import ENDS, Act, ExamStep, share_awarded
from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.form import FormItem
from kgquiz.exam.report import score_of
from kgquiz.exam.scoring import ItemMark
from kgquiz.exam.sitting import Sitting, Terms, WholeSitting
from kgquiz.memory.log import Event
from kgquiz.messages import N_, message
from kgquiz.storage.attempt_rows import (
    blueprint_of_text,
    item_of_row,
    marks_of_text,
    row_of_item,
    text_of_blueprint,
    text_of_marks,
)
from kgquiz.storage.damage import LAST_MOMENT, Tell, is_of
from kgquiz.storage.journal import Journal
from kgquiz.storage.statements import marks as marks_for
from kgquiz.storage.transaction import answer_saved, transaction


class DamagedExam(StoreError):
    """One sitting that cannot be read; the others can."""


class Attempts:
    """The tables `attempt`, `attempt_item` and `attempt_step`."""

    def __init__(self, connection: sqlite3.Connection, journal: Journal, tell: Tell) -> None:
        self._connection = connection
        self._journal = journal
        self._tell = tell

    def begin(self, sitting: Sitting, items: Sequence[FormItem], terms: Terms) -> int:
        """A new sitting with its form and its first step; returns its number (that of `sitting` is ignored)."""
        with transaction(self._connection):
            cursor = self._connection.execute(
                f"insert into attempt (id, exam, seed, practice, started, blueprint, terms) values ({marks_for(7)})",
                (
                    sitting.id,
                    sitting.blueprint.exam,
                    sitting.seed,
                    int(sitting.practice),
                    sitting.started,
                    text_of_blueprint(sitting.blueprint),
                    json.dumps({deck: [list(n) for n in names] for deck, names in terms.items()}, ensure_ascii=False),
                ),
            )
            number = int(cursor.lastrowid or 0)
            self._connection.executemany(
                f"insert into attempt_item values ({marks_for(11)})",
                [(number, position, *row_of_item(item)) for position, item in enumerate(items)],
            )
            self.append(number, ExamStep(Act.START, sitting.started))
        return number

    def record(self, whole: WholeSitting) -> int:
        """A sitting that took place elsewhere, on paper: begun, answered and marked in one transaction."""
        with transaction(self._connection):
            number = self.begin(whole.sitting, whole.items, whole.terms)
            for step in whole.steps:
                self.append(number, step)
            self.finish(number, whole.marks, whole.at, whole.reviews)
        return number

    def append(self, number: int, step: ExamStep) -> None:
        """One more step, on disk on return."""
        with answer_saved(self._connection):
            self._connection.execute(
                "insert into attempt_step values"
                " (?1, (select 1 + coalesce(max(seq), 0) from attempt_step where attempt = ?1), ?, ?, ?, ?, ?)",
                (number, step.act.value, step.at, step.item, json.dumps(step.answer, ensure_ascii=False), step.sure),
            )

    def steps(self, number: int) -> list[ExamStep]:
        """All steps of a sitting, in their order."""
        positions = self._items_in(number)
        rows = self._connection.execute(
            "select act, at, item, answer, sure from attempt_step where attempt = ? order by seq", (number,)
        )
        with _named(number):
            return [_step(row, positions) for row in rows]

    def items(self, number: int) -> tuple[FormItem, ...]:
        """The form of a sitting."""
        rows = self._connection.execute(
            "select key, item, deck, chapter, section, points, salt, type, card from attempt_item"
            " where attempt = ? order by position",
            (number,),
        )
        with _named(number):
            items = tuple(map(item_of_row, rows))
            _check_items(items, self._blueprint(number))
            return items

    def terms(self, number: int) -> Terms:
        """The names known to the decks of a sitting."""
        row = self._connection.execute("select terms from attempt where number = ?", (number,)).fetchone()
        with _named(number):
            terms: Terms = msgspec.json.decode(row[0], type=dict[str, list[list[str]]])
            return terms

    def get(self, number: int) -> Sitting | None:
        """A sitting by its number."""
        return next(self._sittings("where number = ?", number), None)

    def all(self) -> list[Sitting]:
        """Every sitting, oldest first."""
        return list(self._sittings("order by number"))

    def of_exam(self, exam: str) -> list[Sitting]:
        """The sittings of one exam, oldest first."""
        return list(self._sittings("where exam = ? order by number", exam))

    def newest_open(self) -> Sitting | None:
        """The sitting to go on with."""
        return next(self._sittings("where marked is null order by number desc limit 1"), None)

    def newest_marked(self) -> Sitting | None:
        """The last sitting that came to an end."""
        return next(self._sittings("where marked is not null order by number desc limit 1"), None)

    def asked(self, number: int) -> frozenset[str]:
        """The knowledge items that a sitting asked."""
        rows = self._connection.execute("select item from attempt_item where attempt = ?", (number,))
        return frozenset(row[0] for row in rows)

    def marks(self, number: int) -> tuple[ItemMark, ...]:
        """The marks of a sitting; () where it is not marked yet."""
        row = self._connection.execute("select marks, marked from attempt where number = ?", (number,)).fetchone()
        if row is None or row[1] is None:
            return ()
        with _named(number):
            marks = marks_of_text(row[0])
            if len(marks) != self._items_in(number):
                raise ValueError(len(marks))
            return marks

    def finish(self, number: int, marks: Sequence[ItemMark], at: int, reviews: Sequence[Event]) -> None:
        """The marks and what they teach, in one transaction. A second marking changes nothing."""
        score = score_of(marks)
        with transaction(self._connection):
            changed = self._connection.execute(
                "update attempt set marked = ?, points = ?, worth = ?, marks = ? where number = ? and marked is null",
                (at, score.points, score.worth, text_of_marks(marks), number),
            ).rowcount
            if changed:
                self._journal.record(*reviews)

    def _sittings(self, rest: str, *values: object) -> Iterator[Sitting]:
        ends = ", ".join(f"'{act.value}'" for act in ENDS)
        rows = self._connection.execute(
            "select number, id, blueprint, seed, practice, started,"
            f" (select min(at) from attempt_step where attempt = number and act in ({ends})),"
            f" marked, coalesce(points, 0), coalesce(worth, 0) from attempt {rest}",
            values,
        )
        for row in rows:
            try:
                yield _sitting(row)
            except ValueError:
                self._tell(message(N_("Exam number {number} is damaged and left out."), number=row[0]))

    def _blueprint(self, number: int) -> Blueprint:
        row = self._connection.execute("select blueprint from attempt where number = ?", (number,)).fetchone()
        return blueprint_of_text(row[0])

    def _items_in(self, number: int) -> int:
        statement = "select count(*) from attempt_item where attempt = ?"
        return int(self._connection.execute(statement, (number,)).fetchone()[0])


def _sitting(row: Sequence[Any]) -> Sitting:
    number, id_, blueprint, seed, practice, started, *rest = row
    if not is_of(_KINDS, row):
        raise ValueError(number)
    return Sitting(number, id_, blueprint_of_text(blueprint), seed, bool(practice), _moment(started), *rest)


_MAYBE = (int, type(None))
_KINDS = (int, str, str, str, int, int, _MAYBE, _MAYBE, (int, float), (int, float))
"""Of the columns of a sitting."""


@contextmanager
def _named(number: int) -> Iterator[None]:
    """What is damaged within a sitting, in a sentence: it cannot be shown, the others can."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedExam(
            N_("Exam number {number} is damaged and cannot be shown. See the others: kgquiz exam list"), number=number
        ) from error


def _check_items(items: Sequence[FormItem], blueprint: Blueprint) -> None:
    """No exam is begun without any, and each is of one of its sections."""
    if not items:
        raise ValueError(blueprint.exam)
    for item in items:
        if not 0 <= item.section < len(blueprint.sections):
            where = f"{item.key}: section {item.section}"
            raise ValueError(where)


def _moment(at: int) -> int:
    if not 0 <= at <= LAST_MOMENT:
        raise ValueError(at)
    return at


def _step(row: Sequence[Any], positions: int) -> ExamStep:
    if not is_of((str, int, int, str, int), row):
        raise ValueError(row)
    act, at, item, answer, sure = row
    step = ExamStep(Act(act), _moment(at), _position(item, positions), _answer(answer), sure)
    if step.act is Act.AWARD and share_awarded(step) is None:
        raise ValueError(row)
    return step


def _position(item: int, positions: int) -> int:
    if not -1 <= item < positions:
        raise ValueError(item)
    return item


def _answer(text: str) -> tuple[str, ...]:
    return msgspec.json.decode(text, type=tuple[str, ...])
