"""What came of exams: the list of sittings, one sitting's report, a file that an instructor can collect."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.papers import FINAL, exam_files
from kgquiz.actions.exam.sitting import ExamSitting
from kgquiz.actions.files import is_folder, is_there, write_text
from kgquiz.actions.library.decks import left_out, read_bytes, shown_path
from kgquiz.actions.world import World
from kgquiz.errors import CannotWrite, NotFound, NothingToDo, UsageProblem
from kgquiz.exam.attempt import Act, ExamStep, replay
from kgquiz.exam.blueprint import Blueprint, parse_blueprint
from kgquiz.exam.chances import effective_items
from kgquiz.exam.form import FormItem
from kgquiz.exam.report import Report, report, share_of
from kgquiz.exam.scoring import ItemMark
from kgquiz.exam.seal import form_hash, sealed
from kgquiz.exam.sitting import Sitting
from kgquiz.messages import N_
from kgquiz.storage.attempts import Attempts
from kgquiz.value import dataclass

LONGEST_APPEAL = 1000
"""Letters of a reason."""
REMEMBERED = 4
"""Former sittings that count for the chance on another paper."""
EXPORT_FORMAT, EXPORT_VERSION = "kgquiz-exam-attempt", 1


@dataclass(frozen=True, slots=True)
class ExamRow:
    """An exam that can be sat."""

    name: str
    title: str
    items: int
    minutes: int
    pass_mark: float


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """A sitting in the list; `share` and `passed` are None until it is marked."""

    number: int
    exam: str
    title: str
    started: str
    seed: str
    practice: bool
    state: str
    share: float | None
    passed: bool | None


@dataclass(frozen=True, slots=True)
class Result:
    """A marked sitting; `earlier` are the marked sittings of the same exam up to this one, oldest first."""

    sitting: Sitting
    items: tuple[FormItem, ...]
    marks: tuple[ItemMark, ...]
    report: Report
    earlier: tuple[AttemptRow, ...]
    zone: tzinfo | None
    taken_back: bool = False
    """Whether its answers were undone, so that the memory counts them no more."""
    appeals: Mapping[int, str] = field(default_factory=dict)
    """By position: why she thinks that a key is wrong."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The marked sittings of the same exam up to this one, and (share, items) of those before it; oldest first."""

    rows: tuple[AttemptRow, ...] = ()
    marks: tuple[tuple[float, float], ...] = ()
    taken_back: bool = False
    appeals: Mapping[int, str] = field(default_factory=dict)


NOTHING_EARLIER = Earlier()


def exam_rows(world: World) -> list[ExamRow]:
    """The exams that can be sat; those that cannot be read are left out with a notice."""
    reads = {name: _read_blueprint(world, file) for name, file in exam_files(world).items()}
    return [
        ExamRow(name, found.title, found.items, found.minutes, found.pass_mark)
        for name, found in reads.items()
        if found is not None
    ]


def exams_by_weight(desk: Desk) -> list[ExamRow]:
    """The same, the final first, as one looks for it."""
    return sorted(exam_rows(desk.world), key=lambda row: (row.name != FINAL, row.name))


def _read_blueprint(world: World, file: Path) -> Blueprint | None:
    try:
        read = parse_blueprint(read_bytes(file), shown_path(file))
    except NotFound as error:
        world.notice(error.message)
        return None
    if read.blueprint is None:
        world.notice(left_out(file, next(problem for problem in read.problems if problem.is_error)))
    return read.blueprint


def attempt_rows(desk: Desk) -> list[AttemptRow]:
    """Every sitting, oldest first."""
    return [_row(desk.world, sitting) for sitting in desk.store.attempts.all()]


def _row(world: World, sitting: Sitting) -> AttemptRow:
    share = None if sitting.marked is None else share_of(sitting.points, sitting.worth)
    return AttemptRow(
        number=sitting.number,
        exam=sitting.blueprint.exam,
        title=sitting.blueprint.title,
        started=_moment(sitting.started, world.now().tzinfo),
        seed=sitting.seed,
        practice=sitting.practice,
        state="marked" if share is not None else "open" if sitting.ended is None else "handed in",
        share=share,
        passed=None if share is None else sitting.blueprint.is_passed_by(share),
    )


def _moment(at: int, zone: tzinfo | None) -> str:
    return datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="seconds")


def exam_result(desk: Desk, number: int | None = None) -> Result:
    """One sitting's report; the newest marked one where no number is given."""
    attempts = desk.store.attempts
    found = _marked(attempts, number)
    return _result(desk, found, attempts.items(found.number), attempts.marks(found.number))


def finish_exam(sitting: ExamSitting) -> Result:
    """Mark a sitting; its report, from the marks just made."""
    marks, desk = sitting.finish(), sitting.desk
    return _result(desk, _marked(desk.store.attempts, sitting.number), sitting.items, marks)


def _marked(attempts: Attempts, number: int | None) -> Sitting:
    found = attempts.newest_marked() if number is None else attempts.get(number)
    if found is not None and found.marked is not None:
        return found
    if number is not None and found is None:
        raise NotFound(N_("There is no exam number {number}. See 'kgquiz exam list'."), number=number)
    if found is None and attempts.newest_open() is None:
        raise NothingToDo(N_("No exam was sat yet. Begin one with 'kgquiz exam'."))
    raise NothingToDo(N_("That exam is not finished. Go on with 'kgquiz exam --resume'."))


def result_of(
    desk: Desk,
    sitting: Sitting,
    items: tuple[FormItem, ...],
    marks: tuple[ItemMark, ...],
    before: Earlier = NOTHING_EARLIER,
) -> Result:
    """The report on marks; `before` is what is known of the person's earlier sittings."""
    found = report(sitting.blueprint, items, marks, before.marks[-REMEMBERED:])
    return Result(sitting, items, marks, found, before.rows, desk.world.now().tzinfo, before.taken_back, before.appeals)


def _result(desk: Desk, sitting: Sitting, items: tuple[FormItem, ...], marks: tuple[ItemMark, ...]) -> Result:
    same = desk.store.attempts.of_exam(sitting.blueprint.exam)
    earlier = [_row(desk.world, s) for s in same if s.marked is not None and s.number <= sitting.number]
    before = [
        (share_of(s.points, s.worth), effective_items(s.blueprint.worths))
        for s in same
        if s.marked is not None and s.number < sitting.number and not s.practice
    ]
    taken_back = desk.store.journal.was_taken_back(sitting.id)
    appeals = replay(desk.store.attempts.steps(sitting.number)).appeals
    return result_of(desk, sitting, items, marks, Earlier(tuple(earlier), tuple(before), taken_back, appeals))


def attempt_document(result: Result, medium: str = "screen") -> dict[str, Any]:
    """A sitting as JSON values, with everything an instructor needs and nothing about the student, under its seal."""
    sitting, found, blueprint = result.sitting, result.report, result.sitting.blueprint
    document = {
        "format": EXPORT_FORMAT,
        "version": EXPORT_VERSION,
        "attempt": sitting.id,
        "number": sitting.number,
        "exam": blueprint.exam,
        "title": blueprint.title,
        "seed": sitting.seed,
        "form": form_hash(blueprint.exam, sitting.seed, result.items),
        "medium": medium,
        "practice": sitting.practice,
        "started": _moment(sitting.started, result.zone),
        "ended": _moment(sitting.ended or sitting.started, result.zone),
        "minutes": blueprint.minutes,
        "pass_share": found.pass_share,
        "rule": rule_of(blueprint),
        "mark": {"points": found.mark.points, "worth": found.mark.worth, "share": found.mark.share},
        "machine_marked": {"points": found.machine.points, "worth": found.machine.worth, "share": found.machine.share},
        "points_read": {"proposed": found.proposed, "changed": found.changed},
        "passed": found.passed,
        "interval": {"low": found.interval.low, "high": found.interval.high, "method": found.interval.method},
        "chance_to_pass": found.chance_to_pass.share,
        "items": [_item_of(result, position) for position in range(len(result.items))],
    }
    return sealed(document)


def rule_of(blueprint: Blueprint) -> str:
    """The scoring rule in a word."""
    return "penalty" if blueprint.penalty else "certainty" if blueprint.certainty else "plain"


def _item_of(result: Result, position: int) -> dict[str, Any]:
    """An item of the form by its place from 0."""
    blueprint, item, mark = result.sitting.blueprint, result.items[position], result.marks[position]
    return {
        "card": item.key,
        "item": item.item,
        "type": item.card.type,
        "section": blueprint.name_of(item.section),
        "page": item.card.page,
        "prompt": item.card.question(),
        "answer": list(mark.answer),
        "right": list(item.card.solution()),
        "answered": mark.answered,
        "self_marked": mark.self_marked,
        "score": mark.share,
        "points": mark.points,
        "worth": mark.worth,
        "finding": mark.verdict.finding.value,
        "sure": mark.sure,
        "seconds": mark.spent / 1000,
        "at": _moment(mark.at, result.zone) if mark.answered else None,
        "appeal": result.appeals.get(position, ""),
    }


def export_attempt(desk: Desk, number: int | None, to: Path | None, *, force: bool = False) -> Path:
    """Write one sitting as a JSON file; beside the other files of this folder where no place is given.

    Raises CannotWrite where another file stands there and `force` does not say to replace it.
    """
    result = exam_result(desk, number)
    name = f"{result.sitting.blueprint.exam}-{result.sitting.id[:12]}.json"
    path = Path(name) if to is None else to / name if is_folder(to) else to
    text = json.dumps(attempt_document(result), ensure_ascii=False, indent=2) + "\n"
    if not force and is_there(path) and not (path.is_file() and read_bytes(path) == text.encode()):
        raise CannotWrite(
            N_("{path} is there already and was left as it is. To replace it, add --force; else name another file."),
            path=path,
        )
    write_text(path, text)
    return path


def missed_positions(result: Result) -> Sequence[int]:
    """Which items to walk through: confident errors first, then in the order of the form."""
    missed = sorted(result.report.missed, key=lambda m: (-m.sure if m.answered else 0, m.position))
    return [m.position for m in missed]


def missed_items(result: Result) -> list[dict[str, Any]]:
    """The missed items as JSON values, in the order of walking through them."""
    return [_item_of(result, position) for position in missed_positions(result)]


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal as it was noted: the number of the exam, the item from 1, and why; empty where it was taken back."""

    exam: int
    item: int
    reason: str


def appeal_item(desk: Desk, number: int | None, item: int, reason: str) -> Appealed:
    """Note that the key of an item is thought wrong. Raises UsageProblem where the exam has no such item."""
    result = exam_result(desk, number)
    if not 1 <= item <= len(result.items):
        raise UsageProblem(N_("The paper has no item {number}: it has {items}."), number=item, items=len(result.items))
    said = " ".join(reason.split())[:LONGEST_APPEAL]
    step = ExamStep(Act.APPEAL, desk.world.milliseconds(), item - 1, (said,))
    desk.store.attempts.append(result.sitting.number, step)
    return Appealed(result.sitting.number, item, said)
