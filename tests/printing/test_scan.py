from __future__ import annotations

import csv
import io
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image

from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.preview import PaperChanges, preview_exam
from kgquiz.errors import ExitCode
from kgquiz.exam.form import FormItem
from kgquiz.printing.reading import homography, marks_on, recognised
from kgquiz.printing.sheet import SheetSize, cell_of_marks, code_from, sheet_pages, student_number
from tests.printing.support import prints
from tests.printing.synthetic import drawn, filled, printed, scanned, scans
from tests.support import ROOT, Person, with_decks_read, write

pytestmark = pytest.mark.landing


def saved(person: Person, file: str) -> tuple[FormItem, ...]:
    return person.asks(preview_exam, ExamOptions(names=(file,)), PaperChanges()).items


def read_all(person: Person, folder: str, exam: str, students: int) -> tuple[int, int, int]:
    """How many answers of so many synthetic sheets are read right, wrong, and left to a person."""
    items = saved(person, f"{folder}/{exam}-A.yaml")
    right = wrong = flagged = 0
    for one in scans(Path(folder, f"{exam}-A-sheet.pdf"), items, students, 1):
        sheet = recognised(one.picture)
        assert sheet is not None
        assert sheet.code.sheet == one.page.number
        found = marks_on(sheet, one.page)
        assert student_number(found) in {one.sheet.number, "?"}
        for position in {box.item for box in one.page.boxes if box.item >= 0}:
            cell = cell_of_marks(items[position], position, found)
            if position in one.sheet.doubled:
                assert cell == "?", "two marks: nobody can know which is meant"
            right += cell == one.sheet.cells[position]
            flagged += cell == "?" and position not in one.sheet.doubled
            wrong += cell not in {"?", one.sheet.cells[position]}
    return right, wrong, flagged


def test_crosses_ticks_and_rubbed_out_marks_are_read_from_sheets_that_lie_askew(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    right, wrong, flagged = read_all(printer, "out", "all", 6)
    assert right > 40
    assert wrong == 0
    assert flagged <= 2


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / "decks" / "final.exam.yaml").is_file(), reason="the decks are not here")
def test_of_forty_finals_nearly_all_marks_are_read_right_and_few_are_left_to_a_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teacher = Person(with_decks_read(tmp_path / "home"), ROOT / "decks")
    prints(teacher, "paper", "final", "--seed", "2016", "-o", str(tmp_path / "out"))
    right, wrong, flagged = read_all(teacher, str(tmp_path / "out"), "final", 40)
    marks = right + wrong + flagged
    with capsys.disabled():
        print(f"\n40 sheets, {marks} answers: {wrong} wrong, {flagged} left to a person")
    assert marks > 1500
    assert wrong <= 0.005 * marks
    assert flagged <= 0.06 * marks


def class_scans(person: Person, students: int) -> dict[str, dict[int, str]]:
    """A folder of scans of all variants by turns; what stands on them by student."""
    Path("scans").mkdir()
    truth = {}
    for number in range(1, students + 1):
        code, chance = "AB"[number % 2], Random(number)
        items = saved(person, f"out/all-{code}.yaml")
        pages = sheet_pages(items, SheetSize())
        sheet = filled(items, pages, str(number), chance)
        truth[str(number)] = sheet.cells
        sheet.rubbed_out, sheet.doubled = [], set()
        for page, blank in zip(pages, printed(Path(f"out/all-{code}-sheet.pdf")), strict=True):
            picture = Image.fromarray(scanned(drawn(sheet, page, blank, chance), chance))
            picture.save(f"scans/s{number}-{page.number}.png")
    return truth


def rows_of(file: str) -> dict[str, list[str]]:
    rows = csv.reader(io.StringIO(Path(file).read_text(encoding="utf-8-sig")))
    return {row[0]: row for row in list(rows)[1:] if row[0] != "#"}


def test_a_class_is_scanned_entered_and_counted(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--variants", "2", "-o", "out")
    truth = class_scans(printer, 4)
    Path("names.txt").write_text("Асанова\nБакиров\nВасильев\n", encoding="utf-8")
    said = printer.types("scan", "scans", "out", "-o", "class.csv", "--names", "names.txt", "--json")
    assert said.code == 0, said.err
    rows = rows_of("class.csv")
    assert list(rows) == ["Асанова", "Бакиров", "Васильев", "4"]
    doubtful = 0
    for number, name in enumerate(rows, 1):
        assert rows[name][1] == "AB"[number % 2]
        for position, cell in truth[str(number)].items():
            read = rows[name][3 + position].removeprefix("'")
            doubtful += read == "?"
            assert read in {cell, "?"}, (name, position)
    assert sum(doubt["item"] > 0 for doubt in said.json["doubts"]) == doubtful == said.json["doubtful"]
    for name, row in rows.items():
        lines = "".join("-\n" for cell in row[3:] if cell == "?") + "\n"
        words = ("exam", "enter", f"out/all-{row[1]}.yaml", "--answers", "class.csv", "--student", name)
        assert printer.types(*words, lines=lines).code == 0
    assert printer.types("exam", "enter", "out", "--answers", "class.csv").code == 0
    assert printer.types("exam", "stats", "results", "--json").json["exams"][0]["sittings"] == 4


def test_what_cannot_be_read_is_listed_with_its_place_and_nothing_is_guessed(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--variants", "2", "-o", "out")
    class_scans(printer, 2)
    Path("scans/s3.jpg").write_bytes(b"no picture")
    Path("scans/s4.pdf").write_bytes(b"%PDF-1.4 broken")
    Image.new("L", (600, 800), 255).save("scans/s5.png")
    Path("scans/s6.png").write_bytes(Path("scans/s1-1.png").read_bytes())
    said = printer.types("scan", "scans", "out/all-B.yaml", "-o", "class.csv")
    assert said.code == 0, said.err
    assert "s3.jpg:1: cannot be read" in said.out
    assert "s4.pdf:1: cannot be read" in said.out
    assert "s5.png:1: no answer sheet" in said.out
    assert "s2-1.png:1: this is a sheet of another paper" in said.out
    assert list(rows_of("class.csv")) == ["1"], "the same page twice counts once"


def test_a_sheet_without_its_number_has_a_row_of_its_own(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    items = saved(printer, "out/all-A.yaml")
    pages = sheet_pages(items, SheetSize())
    Path("scans").mkdir()
    for n in (1, 2):
        sheet = filled(items, pages, "1", Random(n))
        if n == 1:
            sheet.marked = [box for box in sheet.marked if box.item >= 0]
        picture = scanned(drawn(sheet, pages[0], printed(Path("out/all-A-sheet.pdf"))[0], Random(n)), Random(n))
        Image.fromarray(picture).save(f"scans/{n}.png")
    said = printer.types("scan", "scans", "out", "-o", "class.csv")
    assert "number is not clear" in said.out
    assert list(rows_of("class.csv")) == ["1", "scans/1.png:1"]


def test_scans_of_large_print_and_letter_paper_are_read(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--paper", "letter", "--large", "-o", "out")
    Path("scans").mkdir()
    Path("scans/blank.pdf").write_bytes(Path("out/all-A-sheet.pdf").read_bytes())
    said = printer.types("scan", "scans", "out", "-o", "class.csv", "--json")
    assert said.json["pages"] == len(printed(Path("out/all-A-sheet.pdf")))
    reasons = {doubt["why"] for doubt in said.json["doubts"] if doubt["item"]}
    assert reasons == {"no circle is marked; look at the sheet and write what the answer is worth."}
    (row,) = rows_of("class.csv").values()
    open_questions = sum(item.card.self_marked for item in saved(printer, "out/all-A.yaml"))
    assert row.count("?") == open_questions, "an open question that nobody judged is no answer"


def test_where_no_page_can_be_read_nothing_is_written_and_the_code_says_so(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    Path("scans").mkdir()
    Path("scans/s1.jpg").write_bytes(b"no picture")
    Image.new("L", (600, 800), 255).save("scans/s2.png")
    said = printer.types("scan", "scans", "out", "-o", "class.csv")
    assert said.code == ExitCode.BAD_CONTENT
    assert "s1.jpg:1: cannot be read" in said.out
    assert "s2.png:1: no answer sheet" in said.out
    assert "exam enter" not in said.out
    assert said.err == "No page could be read, so nothing was written.\n"
    assert not Path("class.csv").exists()


TALL = "deck: tall\ntitle: Tall\ncards:\n" + "".join(
    f"- {{id: o{n}, type: order, page: 1, prompt: Ырааттаңыз {one}., "
    f"items: [{', '.join(one + letter for letter in 'абвгдежз')}]}}\n"
    for n, one in enumerate("клмнопрстуфхцчшэ")
)
ROWS = """\
exam: rows
title: Rows
minutes: 30
sections:
- {decks: [tall], count: 16}
"""
"""Items so tall that their sheet has more than one page."""


def test_the_answers_of_a_missing_sheet_count_as_doubtful_and_entering_waits_for_them(printer: Person) -> None:
    write(printer.shipped, "tall.yaml", TALL)
    write(printer.shipped, "rows.exam.yaml", ROWS)
    prints(printer, "paper", "rows", "--seed", "7", "-o", "out")
    first, *others = printed(Path("out/rows-A-sheet.pdf"))
    assert others
    Path("scans").mkdir()
    first.save("scans/1.png")
    said = printer.types("scan", "scans", "out", "-o", "class.csv")
    (row,) = rows_of("class.csv").values()
    assert "other sheets of this student are missing" in said.out
    assert f"{row.count('?')} of 16 answers are doubtful." in said.out
    assert 0 < row.count("?") < 16
    assert "Where “?” stands" in said.out
    assert "Then:" not in said.out


def test_a_table_that_is_there_is_not_replaced(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    Path("class.csv").write_text("mine", encoding="utf-8")
    assert printer.types("scan", "out", "out", "-o", "class.csv").code == ExitCode.CANNOT_WRITE
    assert Path("class.csv").read_text(encoding="utf-8") == "mine"


def test_codes_of_others_are_nobodys() -> None:
    for text in ("", "https://example.org", "KQ1/x/A/1/9/A100", "KQ1/x/A/1/0/Z100", "KQ1/x/A/one/0/A100", "KQ1/a/b"):
        assert code_from(text) is None


def test_a_homography_is_found_again_from_its_points() -> None:
    truth = np.array([[5.9, 0.3, 40.0], [-0.2, 6.1, 25.0], [1e-4, -2e-4, 1.0]])
    points = np.array([[9, 9], [186, 9], [186, 273], [9, 273], [24, 24], [171, 258]], float)
    seen = np.c_[points, np.ones(len(points))] @ truth.T
    assert np.allclose(homography(points, seen[:, :2] / seen[:, 2:]), truth, rtol=1e-6)


def test_the_sheets_of_a_final_are_two_pages(tmp_path: Path) -> None:
    if not (ROOT / "decks" / "final.exam.yaml").is_file():
        pytest.skip("the decks are not here")
    teacher = Person(with_decks_read(tmp_path / "home"), ROOT / "decks")
    items = teacher.asks(preview_exam, ExamOptions(names=("final",), seed="7"), PaperChanges()).items
    pages = sheet_pages(items, SheetSize())
    assert len(pages) == 2
    boxes = [box for page in pages for box in page.boxes if box.item >= 0]
    assert {box.item for box in boxes} == set(range(len(items)))
