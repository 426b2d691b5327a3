"""class: the grade book, the items, one card, the whole class in a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.files import is_there, write_bytes
from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.errors import CannotWrite, NotFound, NothingToDo, UsageProblem
from kgquiz.exam.blueprint import Class
from kgquiz.exam.chances import effective_items, fitted
from kgquiz.exam.consistency import Consistency, consistency
from kgquiz.exam.statistics import Reliability, reliability
from kgquiz.formats.gradebook import Cell, csv_table, xlsx_table
from kgquiz.key import CardKey
from kgquiz.messages import N_
from kgquiz.sharing.gathered import Gathered
from kgquiz.statistics.classroom.columns import FEWEST, ClassColumns, ClassSitting
from kgquiz.statistics.classroom.distractors import AnswerGiven, answers_given
from kgquiz.statistics.classroom.grades import GradeRow, grade_rows
from kgquiz.statistics.classroom.hints import ItemHint, OfferedAnswers, item_hints
from kgquiz.statistics.classroom.items import ClassItem, ClassReliability, class_items, class_reliability
from kgquiz.statistics.classroom.rasch import Difficulty, RaschFit, rasch
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class ExamOfClass:
    """One exam over a class; figures are None where fewer than ten sat it, or sat different papers."""

    exam: str
    title: str
    students: int
    sittings: int
    mean: float | None
    passed: float | None
    reliability: Reliability | None
    consistency: Consistency | None
    mastery: Class | None


@dataclass(frozen=True, slots=True)
class ItemsOfClass:
    """All cards that were answered, on one scale where enough students answered; and what they suggest."""

    students: int
    items: tuple[ClassItem, ...]
    reliability: ClassReliability | None
    scale: RaschFit | None
    hints: tuple[ItemHint, ...]
    questions: dict[CardKey, str]

    def difficulty(self, card: CardKey) -> Difficulty | None:
        """Of one card."""
        return None if self.scale is None else next((d for d in self.scale.difficulties if d.card == card), None)


@dataclass(frozen=True, slots=True)
class ItemOfClass:
    """One card in depth."""

    item: ClassItem
    question: str
    right: tuple[str, ...]
    answers: tuple[AnswerGiven, ...]
    unused: tuple[str, ...]
    difficulty: Difficulty | None
    hints: tuple[ItemHint, ...]


@dataclass(frozen=True, slots=True)
class ClassPage:
    """What is printed of a class; students only where they are wanted."""

    title: str
    code: str
    collected: str
    students: int
    active: int
    answers: int
    right: float | None
    spread: tuple[int, ...]
    """Students by tenths of the share of their first answers that were right; () of fewer than ten."""
    exams: tuple[ExamOfClass, ...]
    items: ItemsOfClass
    rows: tuple[GradeRow, ...]


def exams_of_class(columns: ClassColumns) -> tuple[ExamOfClass, ...]:
    """By exam, from each student's best sitting; those that were edited count for nothing."""
    best: dict[str, dict[str, ClassSitting]] = {}
    counts: dict[str, int] = {}
    for one in columns.sittings:
        if one.seal != "changed":
            counts[one.exam] = counts.get(one.exam, 0) + 1
            held = best.setdefault(one.exam, {})
            if one.student not in held or held[one.student].share < one.share:
                held[one.student] = one
    return tuple(_exam(exam, list(held.values()), counts[exam]) for exam, held in sorted(best.items()))


def _exam(exam: str, sittings: Sequence[ClassSitting], count: int) -> ExamOfClass:
    title = sittings[0].title
    if len(sittings) < FEWEST:
        return ExamOfClass(exam, title, len(sittings), count, None, None, None, None, None)
    mean = sum(one.share for one in sittings) / len(sittings)
    passed = sum(one.is_passed for one in sittings) / len(sittings)
    found = reliability([one.scores for one in sittings], sittings[0].worths)
    marks = [(_raw(one), effective_items(list(one.worths.values()))) for one in sittings]
    decided = None
    if found is not None:
        decided = consistency([mark for mark, _ in marks], found.alpha, sittings[0].pass_share)
    known = fitted(marks)
    mastery = None if known is None else Class(mean=100 * known.mean, deviation=100 * known.deviation)
    return ExamOfClass(exam, title, len(sittings), count, mean, passed, found, decided, mastery)


def _raw(sitting: ClassSitting) -> float:
    """The share of all points that was right, before any penalty."""
    return sum(share * sitting.worths[card] for card, share in sitting.scores.items()) / sum(sitting.worths.values())


def items_of_class(desk: Desk, gathered: Gathered, *, scaled: bool = True) -> ItemsOfClass:
    """Everything about the cards. Raises NothingToDo where nobody has answered one."""
    columns = gathered.columns
    if not len(columns.student):
        raise NothingToDo(N_("Nobody has handed in an answer yet. Students do with: kgquiz class send"))
    items = class_items(columns)
    held = desk.store.decks.held([one.card for one in items])
    return ItemsOfClass(
        len(columns.students),
        items,
        class_reliability(columns.firsts),
        rasch(columns) if scaled else None,
        item_hints(columns, items, {key: _options(card) for key, card in held.items()}),
        {key: card.question() for key, card in held.items()},
    )


def _options(card: Card) -> OfferedAnswers:
    return OfferedAnswers(card.solution(), card.wrong if isinstance(card, Choice) else ())


def item_of_class(desk: Desk, gathered: Gathered, card: CardKey) -> ItemOfClass:
    """One card by its key. Raises NotFound."""
    columns = gathered.columns
    if card not in columns.cards:
        raise NotFound(N_("Nobody in this class answered a card '{card}'. All of them: kgquiz class items"), card=card)
    place = list(columns.cards).index(card)
    found = items_of_class(desk, gathered)
    item = next(one for one in found.items if one.card == card)
    given = answers_given(columns, place)
    held = desk.store.decks.held([card]).get(card)
    taken = {one.text for one in given}
    wrong = _options(held).wrong if held is not None and given else ()
    return ItemOfClass(
        item,
        found.questions.get(card, ""),
        tuple(held.solution()) if held is not None else (),
        given,
        tuple(text for text in wrong if text not in taken),
        found.difficulty(card),
        tuple(one for one in found.hints if one.card == card),
    )


def class_page(desk: Desk, gathered: Gathered, *, students: bool) -> ClassPage:
    """The page of a class."""
    columns = gathered.columns
    rows = grade_rows(columns)
    shares = [row.right for row in rows if row.right is not None]
    enough = len(shares) >= FEWEST
    today = desk.world.today()
    return ClassPage(
        gathered.card.title,
        gathered.card.code,
        gathered.collected,
        len(rows),
        sum(row.last > today - 7 for row in rows),
        len(columns.student),
        sum(shares) / len(shares) if enough else None,
        tuple(sum(min(9, int(10 * share)) == tenth for share in shares) for tenth in range(10)) if enough else (),
        exams_of_class(columns),
        items_of_class(desk, gathered),
        rows if students else (),
    )


def write_table(path: Path, titles: Sequence[str], rows: Sequence[Sequence[Cell]], *, force: bool) -> None:
    """CSV or XLSX by the file's ending. Raises UsageProblem of another ending, CannotWrite of a file that is there."""
    made = _KINDS.get(path.suffix.casefold())
    if made is None:
        raise UsageProblem(N_("The file is to end in .csv or .xlsx: {path}"), path=path)
    refuse_replacing(path, force=force)
    write_bytes(path, made(titles, rows))


_KINDS = {".csv": csv_table, ".xlsx": xlsx_table}


def refuse_replacing(path: Path, *, force: bool) -> None:
    """Nothing is replaced unasked. Raises CannotWrite."""
    if is_there(path) and not force:
        raise CannotWrite(
            N_("{path} is there already and was left as it is. To replace it, add --force; else name another file."),
            path=path,
        )
