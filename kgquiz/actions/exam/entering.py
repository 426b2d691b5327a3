"""exam enter: answers given on paper become sittings, the person's own or result files of a class."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from hashlib import blake2b
from pathlib import Path

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.answer_table import AnswerTable, BadTable, StudentRow, day_of, read_table, table_text
from kgquiz.actions.exam.papers import ExamOptions, ReadyExam, ready_exam
from kgquiz.actions.exam.results import Result, attempt_document, exam_result, result_of
from kgquiz.actions.exam.sitting import event_of
from kgquiz.actions.files import is_folder, is_there, write_text, write_texts
from kgquiz.actions.library.decks import BadContent, shown_path
from kgquiz.actions.library.sources import as_path, is_paper, papers_in
from kgquiz.cards.marker import Lexicon
from kgquiz.errors import CannotWrite, NotFound, NothingToDo, UsageProblem
from kgquiz.exam.attempt import Act, ExamStep, award, replay
from kgquiz.exam.entry import CannotEnter, CellEntry, NotToBeRead, entry_of, wanted
from kgquiz.exam.form import FormItem
from kgquiz.exam.paper import form_stamp
from kgquiz.exam.scoring import ItemMark, mark_form
from kgquiz.exam.sitting import Sitting, WholeSitting
from kgquiz.knowledge.problems import Problem
from kgquiz.messages import N_, Message, message
from kgquiz.storage.plain_files import read_plain
from kgquiz.value import dataclass

_CODE = re.compile(r"[A-Z]{1,2}")
_NO_FILE_NAME = re.compile(r"[^\w.-]+")
NOON = time(12)
"""When a paper was handed in of which only the day is known."""


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """One variant as it was given out, by the file printed beside it."""

    code: str
    file: Path
    ready: ReadyExam
    seed: str
    items: tuple[FormItem, ...]

    @property
    def title(self) -> str:
        """What the exam is called."""
        return self.ready.blueprint.title

    @property
    def stamp(self) -> str:
        """What tells this form from any other."""
        return form_stamp(self.ready.blueprint.exam, self.seed, self.items)


def printed_papers(desk: Desk, names: Sequence[str]) -> dict[str, PrintedPaper]:
    """The variants of files, or of all papers in a folder, by their codes. Raises where two have one code."""
    found: dict[str, PrintedPaper] = {}
    for file in _paper_files(names):
        ready = ready_exam(desk, ExamOptions(names=(str(file),)))
        assert ready.saved is not None  # noqa: S101 - it is a saved paper
        seed, items = ready.saved
        code = seed.rpartition("/")[2]
        code = code if _CODE.fullmatch(code) else "A"
        if code in found:
            raise UsageProblem(
                N_("{file} and {other} are both variant {code}. Give the papers of one printing."),
                file=shown_path(file),
                other=shown_path(found[code].file),
                code=code,
            )
        # Nobody is asked on paper how sure she is.
        ready = replace(ready, blueprint=replace(ready.blueprint, certainty=False))
        found[code] = PrintedPaper(code, file, ready, seed, items)
    return found


def _paper_files(names: Iterable[str]) -> list[Path]:
    files: list[Path] = []
    for name in names:
        path = as_path(name)
        there = papers_in(path) if is_folder(path) else [path]
        if not there or not is_paper(there[0]):
            raise NotFound(
                N_("{path} is no printed paper. Give the file that was written beside it, such as final-A.yaml"),
                path=name,
            )
        files += there
    return files


def template(papers: Mapping[str, PrintedPaper], path: Path) -> AnswerTable:
    """A table to fill in: its head, and for each variant a row that says what is written where."""
    notes = tuple(
        StudentRow("#", code, "", {n: wanted(item) for n, item in enumerate(paper.items, 1)})
        for code, paper in sorted(papers.items())
    )
    return AnswerTable(path, max(len(paper.items) for paper in papers.values()), (), notes)


def write_template(papers: Mapping[str, PrintedPaper], path: Path, *, force: bool) -> Path:
    """The template as a file. Raises CannotWrite where one is there."""
    refuse_there([path], force=force)
    write_text(path, table_text(template(papers, path)))
    return path


def refuse_there(paths: Iterable[Path], *, force: bool) -> None:
    """Raises CannotWrite where one of the files is there and `force` does not say to replace it."""
    there = next((path for path in paths if is_there(path)), None)
    if there is not None and not force:
        raise CannotWrite(
            N_("{path} is there already and was left as it is. To replace it, add --force; else name another file."),
            path=there,
        )


@dataclass(frozen=True, slots=True)
class StudentResult:
    """A student's sheet, marked."""

    student: str
    variant: str
    result: Result


@dataclass(frozen=True, slots=True)
class ClassResults:
    """What came of a table: `files` where they were written."""

    results: tuple[StudentResult, ...]
    files: tuple[Path, ...] = ()


def class_results(desk: Desk, papers: Mapping[str, PrintedPaper], table: AnswerTable) -> ClassResults:
    """Every row marked. Raises BadContent with all cells that cannot be entered: nothing is guessed."""
    if not table.rows:
        raise NothingToDo(N_("{file} has no answers yet: write a row a student."), file=shown_path(table.file))
    problems: list[Problem] = []
    read = [_read_row(papers, table, row, problems) for row in table.rows]
    problems += _twice(table)
    if problems:
        raise BadTableOf(table.file, problems)
    return ClassResults(tuple(_marked(desk, table, one) for one in read if one is not None))


class BadTableOf(BadContent):
    """A table of which cells cannot be entered."""

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        super().__init__(file, problems)
        self.message = message(
            N_("{file} has cells that cannot be entered, as told above; nothing was written."), file=shown_path(file)
        )


ReadRow = tuple[StudentRow, PrintedPaper, dict[int, CellEntry]]


def _read_row(
    papers: Mapping[str, PrintedPaper], table: AnswerTable, row: StudentRow, problems: list[Problem]
) -> ReadRow | None:
    """A row as entries by position. What cannot be read is added to `problems`."""
    paper = _paper_of(papers, row)
    if paper is None:
        why = message(N_("“{variant}” is none of the variants given."), variant=row.variant or "–")
        problems.append(_problem(table, row, "variant", why, message(N_("Known: {known}."), known=", ".join(papers))))
        return None
    if not row.student:
        why = message(N_("The row names no student."))
        problems.append(_problem(table, row, "student", why, message(N_("Write the name in its first column."))))
    try:
        day_of(row, f"{shown_path(table.file)}:{row.line}")
    except BadTable as error:
        problems.append(_problem(table, row, "date", error.message, message(N_("Mend it and enter again."))))
    entries: dict[int, CellEntry] = {}
    for number, cell in row.cells.items():
        try:
            entries[number - 1] = _entry(paper, number, cell)
        except CannotEnter as error:
            rule = "doubtful" if isinstance(error, NotToBeRead) else "cell"
            why = message(N_("{student}, item {number}:"), student=row.student, number=number)
            problems.append(_problem(table, row, rule, why, error.message))
    return row, paper, entries


def _paper_of(papers: Mapping[str, PrintedPaper], row: StudentRow) -> PrintedPaper | None:
    if not row.variant and len(papers) == 1:
        return next(iter(papers.values()))
    return papers.get(row.variant.strip().upper())


def _entry(paper: PrintedPaper, number: int, cell: str) -> CellEntry:
    if number <= len(paper.items):
        return entry_of(paper.items[number - 1], cell)
    if cell.strip():
        raise CannotEnter(N_("the paper has {items} items."), items=len(paper.items))
    return CellEntry()


def _problem(table: AnswerTable, row: StudentRow, rule: str, why: Message, remedy: Message) -> Problem:
    return Problem(shown_path(table.file), row.line, rule, why, remedy)


def _twice(table: AnswerTable) -> Iterable[Problem]:
    seen: set[str] = set()
    for row in table.rows:
        name = row.student.casefold()
        if row.student and name in seen:
            why = message(N_("{student} has two rows."), student=row.student)
            yield _problem(table, row, "twice", why, message(N_("Tell two students of one name apart.")))
        seen.add(name)


def _marked(desk: Desk, table: AnswerTable, read: ReadRow) -> StudentResult:
    row, paper, entries = read
    at = _moment(desk, day_of(row, f"{shown_path(table.file)}:{row.line}"))
    name = blake2b(f"{paper.stamp}/{row.student.casefold()}".encode(), digest_size=14).hexdigest()
    sitting = Sitting(0, name, paper.ready.blueprint, paper.seed, practice=False, started=at, ended=at)
    marks = tuple(replace(mark, self_marked=False) for mark in marks_of(paper, entries, at))
    return StudentResult(row.student, paper.code, result_of(desk, sitting, paper.items, marks))


def _moment(desk: Desk, day: date | None) -> int:
    """Milliseconds since 1970: noon of the day given, or now."""
    if day is None:
        return desk.world.milliseconds()
    return round(datetime.combine(day, NOON, desk.world.now().tzinfo).timestamp() * 1000)


def marks_of(paper: PrintedPaper, entries: Mapping[int, CellEntry], at: int) -> tuple[ItemMark, ...]:
    """What the entries of a sheet are worth, by the rules of the exam."""
    attempt = replay((ExamStep(Act.START, at), *steps_of(len(paper.items), entries, at)))
    lexicons = {deck: Lexicon.of(names) for deck, names in paper.ready.terms.items()}
    return mark_form(paper.ready.blueprint, paper.items, attempt, lexicons)


def steps_of(items: int, entries: Mapping[int, CellEntry], at: int) -> tuple[ExamStep, ...]:
    """A sheet as the steps of a sitting: everything seen, answered and handed in at one moment, then marked."""
    seen = [ExamStep(Act.SHOW, at, position) for position in range(items)]
    # An open question that was marked was answered, though nobody typed what stands on the sheet.
    answers = {n: one.answer if one.ticked is None else ("",) for n, one in entries.items()}
    given = [ExamStep(Act.ANSWER, at, n, answer) for n, answer in answers.items() if answer]
    ticked = [ExamStep(Act.TICK, at, n, one.ticked) for n, one in entries.items() if one.ticked is not None]
    awarded = [award(one.awarded, at, n) for n, one in entries.items() if one.awarded is not None]
    return (*seen, *given, ExamStep(Act.HAND_IN, at), *ticked, *awarded)


def write_results(found: ClassResults, folder: Path, *, force: bool) -> ClassResults:
    """One file a student, as `kgquiz exam export` writes it; the same sheet entered again replaces its own file."""
    texts = {folder / _file_name(one): result_text(one.result) for one in found.results}
    refuse_there([path for path, text in texts.items() if not _is_of(path, text)], force=force)
    write_texts(texts)
    return replace(found, files=tuple(texts))


def _is_of(path: Path, text: str) -> bool:
    """Whether the file there is of the same sitting: entered again after something was mended."""
    try:
        return bool(json.loads(read_plain(path))["attempt"] == json.loads(text)["attempt"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def result_text(result: Result) -> str:
    """The exported document of a sheet."""
    document = attempt_document(result, "paper")
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _file_name(one: StudentResult) -> str:
    exam = one.result.sitting.blueprint.exam
    return f"{exam}-{one.variant}-{_NO_FILE_NAME.sub('-', one.student).strip('-.') or one.result.sitting.id}.json"


def enter_table(
    desk: Desk, papers: Mapping[str, PrintedPaper], file: Path, folder: Path, *, force: bool
) -> ClassResults:
    """The rows of a CSV file as result files."""
    return write_results(class_results(desk, papers, read_table(file)), folder, force=force)


def own_draft(desk: Desk, paper: PrintedPaper) -> Path:
    """Where the cells of one's own sheet are kept until all are entered."""
    return desk.world.home / "entering" / f"{paper.ready.blueprint.exam}-{paper.stamp[:12]}.csv"


def enter_own(desk: Desk, paper: PrintedPaper, row: StudentRow) -> Result:
    """A sheet of one's own, recorded as a sitting: its answers count as reviews. All of it, or nothing."""
    entries = {number - 1: _entry(paper, number, cell) for number, cell in row.cells.items()}
    now = desk.world.milliseconds()
    sitting = Sitting(0, desk.world.new_id(), paper.ready.blueprint, paper.seed, practice=False, started=now)
    steps = steps_of(len(paper.items), entries, now)
    marks = marks_of(paper, entries, now)
    reviews = tuple(
        event_of(sitting, item, mark, desk.world, now) for item, mark in zip(paper.items, marks, strict=True)
    )
    whole = WholeSitting(sitting, paper.items, paper.ready.terms, steps, marks, now, reviews)
    number = desk.store.attempts.record(whole)
    own_draft(desk, paper).unlink(missing_ok=True)
    return exam_result(desk, number)
