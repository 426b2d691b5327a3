"""scan: answer sheets read from pictures into a table of answers; whatever is not clear is left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from kgquiz.actions.exam.answer_table import AnswerTable, StudentRow, write_table
from kgquiz.actions.exam.entering import PrintedPaper, refuse_there, template
from kgquiz.actions.files import is_folder
from kgquiz.actions.library.decks import read_bytes, shown_path
from kgquiz.errors import NotFound, NothingToDo
from kgquiz.exam.entry import DOUBTFUL
from kgquiz.messages import N_, Message, message
from kgquiz.printing.pictures import SUFFIXES, NoPicture, pictures_of, require_libraries
from kgquiz.printing.reading import Grey, marks_on, recognised
from kgquiz.printing.sheet import STUDENT, cell_of_marks, is_unmarked, sheet_pages, student_number
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page that was recognised; `student` is the number marked, “?” or empty where it is not clear.

    `unmarked` are the items, by number, with no box and no circle marked.
    """

    place: str
    paper: PrintedPaper
    sheet: int
    student: str
    cells: Mapping[int, str]
    unmarked: frozenset[int]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person has to look at: where, whose sheet, which item (0: the whole page), and why."""

    place: str
    student: str
    sheet: int
    item: int
    why: Message


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What came of a scan: of `marks` cells in the table `doubtful` are “?”. Without a page no `file` is written."""

    file: Path | None
    students: int
    pages: int
    marks: int
    doubtful: int
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Reading:
    """Pages by whom they belong to, and doubts, as they come."""

    papers: Mapping[str, PrintedPaper]
    pages: list[ReadPage] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def scan(
    folder: Path, papers: Mapping[str, PrintedPaper], out: Path, names: Sequence[str] = (), *, force: bool = False
) -> ScanReport:
    """Read every sheet and write the table. `names` by the number on the sheet, from 1."""
    require_libraries()
    refuse_there([out], force=force)
    reading = _Reading({paper.stamp[:12]: paper for paper in papers.values()})
    for file in _files(folder):
        _read_file(reading, file)
    if not reading.pages and not reading.doubts:
        raise NothingToDo(N_("There are no scans in {folder}: PDF, PNG, JPEG and TIFF are read."), folder=folder)
    if not reading.pages:
        return ScanReport(None, 0, 0, 0, 0, tuple(reading.doubts))
    rows = list(_rows(reading, names))
    head = template(papers, out)
    write_table(AnswerTable(out, head.items, tuple(rows), head.notes))
    cells = [cell for row in rows for cell in row.cells.values()]
    return ScanReport(out, len(rows), len(reading.pages), len(cells), cells.count(DOUBTFUL), tuple(reading.doubts))


def _files(folder: Path) -> list[Path]:
    if is_folder(folder):
        found = [file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file()]
        return sorted(found, key=lambda file: [int(one) if one.isdecimal() else one for one in _parts(file.name)])
    if not folder.is_file():
        raise NotFound(N_("There is no folder and no file {path}."), path=folder)
    return [folder]


def _parts(name: str) -> list[str]:
    """A name cut so that scan10 comes after scan9: text and numbers by turns."""
    return re.split(r"(\d+)", name.lower())


def _read_file(reading: _Reading, file: Path) -> None:
    shown = shown_path(file)
    number = 0
    try:
        for number, picture in enumerate(pictures_of(read_bytes(file)), 1):
            _read_page(reading, f"{shown}:{number}", picture)
    except NoPicture:
        why = message(N_("cannot be read as a picture; scan it again."))
        reading.doubts.append(Doubt(f"{shown}:{number + 1}", "", 0, 0, why))


def _read_page(reading: _Reading, place: str, picture: Grey) -> None:
    sheet = recognised(picture)
    paper = None if sheet is None else reading.papers.get(sheet.code.stamp)
    pages = () if sheet is None or paper is None else sheet_pages(paper.items, sheet.code.size)
    if sheet is None or paper is None or not 1 <= sheet.code.sheet <= len(pages):
        why = message(N_("no answer sheet is seen: three corners must be whole. Scan it again, or enter it by hand."))
        if sheet is not None:
            why = message(N_("this is a sheet of another paper; give that paper too."))
        reading.doubts.append(Doubt(place, "", 0, 0, why))
        return
    page = pages[sheet.code.sheet - 1]
    found = marks_on(sheet, page)
    positions = sorted({box.item for box in page.boxes if box.item != STUDENT})
    cells = {position + 1: cell_of_marks(paper.items[position], position, found) for position in positions}
    unmarked = frozenset(position + 1 for position in positions if is_unmarked(position, found))
    reading.pages.append(ReadPage(place, paper, page.number, student_number(found), cells, unmarked))


def _rows(reading: _Reading, names: Sequence[str]) -> Iterator[StudentRow]:
    """A row a student, in the order of their numbers; pages of nobody, or of two, have rows of their own."""
    owned: dict[tuple[str, str], dict[int, ReadPage]] = {}
    for page in reading.pages:
        student = page.student
        others = owned.get((student, page.paper.code), {})
        if student in {"", DOUBTFUL}:
            reading.doubts.append(_of_page(page, N_("the student's number is not clear; write the name in its row.")))
            student = page.place
        elif page.sheet in others:
            if others[page.sheet].cells == page.cells:
                continue
            reading.doubts.append(_of_page(page, N_("number and sheet are those of another page; it has its own row.")))
            student = f"{student} · {page.place}"
        owned.setdefault((student, page.paper.code), {})[page.sheet] = page
    for (student, code), pages in sorted(owned.items(), key=lambda one: _by_number(one[0][0])):
        yield _row(reading, _name(student, names), code, pages)


def _by_number(student: str) -> tuple[int, str]:
    return (int(student), "") if student.isdecimal() else (10**9, student)


def _name(student: str, names: Sequence[str]) -> str:
    number = int(student) if student.isdecimal() else 0
    return names[number - 1] if 1 <= number <= len(names) else student


def _row(reading: _Reading, student: str, code: str, pages: Mapping[int, ReadPage]) -> StudentRow:
    """Items on sheets that are missing are doubtful: nobody knows what stands there."""
    first = next(iter(pages.values()))
    cells = dict.fromkeys(range(1, len(first.paper.items) + 1), DOUBTFUL)
    for page in pages.values():
        cells.update(page.cells)
        for number, cell in page.cells.items():
            if cell == DOUBTFUL:
                why = message(_NO_CIRCLE if number in page.unmarked else N_("not clear; look at the sheet."))
                reading.doubts.append(Doubt(page.place, student, page.sheet, number, why))
    there = {number for page in pages.values() for number in page.cells}
    if len(there) < len(cells):
        reading.doubts.append(_of_page(first, N_("other sheets of this student are missing."), student))
    return StudentRow(student, code, "", cells)


_NO_CIRCLE = N_("no circle is marked; look at the sheet and write what the answer is worth.")


def _of_page(page: ReadPage, why: str, student: str = "") -> Doubt:
    return Doubt(page.place, student or page.student, page.sheet, 0, message(why))


def names_in(file: Path) -> tuple[str, ...]:
    """The names of a class, one a line."""
    text = read_bytes(file).decode("utf-8-sig", errors="replace")
    return tuple(line.strip() for line in text.splitlines())
