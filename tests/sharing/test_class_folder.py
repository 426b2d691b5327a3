"""A class in a folder: what goes out, what comes of it, what goes again."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kgquiz.actions.study.hardness import HARDNESS
from kgquiz.actions.study.place import start_place
from kgquiz.errors import ExitCode
from kgquiz.sharing.codes import new_code, pseudonym, read_code
from kgquiz.storage.exchange_lines import line_of
from kgquiz.terminal.sharing.commands.class_ import address_of_students
from tests.sharing.pupils import Pupil, expected, keys, pupils
from tests.support import Clock, Person, Said, write

FORTY = 40


@pytest.fixture(scope="module")
def class_of_forty(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Pupil], Person, Path, str]:
    """Forty students who handed in to a folder, and their instructor who collected."""
    root = tmp_path_factory.mktemp("class")
    (root / "folder").mkdir()
    class_ = pupils(root, FORTY)
    teacher = Person(root / "teacher", root / "shipped", Clock(), Random(5))
    code = teacher.types("class", "new", "Group 21", str(root / "folder"), "--deck", "klass", "--json").json["code"]
    for pupil in class_:
        said = pupil.person.types("class", "join", code, str(root / "folder"), "--yes")
        assert said.code == 0, said.err
    assert teacher.types("class", "collect", str(root / "folder")).code == 0
    return class_, teacher, root / "folder", code


Class = tuple[list[Pupil], Person, Path, str]


def test_results_and_items_equal_another_way_of_reckoning(class_of_forty: Class) -> None:
    class_, teacher, folder, _ = class_of_forty
    wanted = expected(class_)
    assert teacher.types("class", "collect", str(folder), "--json").json["answers"] == wanted.answers
    told = teacher.types("class", "items", "--json").json
    assert {one["card"] for one in told["items"]} == wanted.facility.keys()
    for one in told["items"]:
        assert one["facility"] == pytest.approx(wanted.facility[one["card"]])
        assert one["discrimination"] == pytest.approx(wanted.discrimination[one["card"]])
        assert one["overruled"] == wanted.overruled.get(one["card"], 0)
    book = teacher.types("class", "results", "--json").json["students"]
    assert sorted(one["right"] for one in book) == pytest.approx(sorted(wanted.right.values()))


def test_what_was_collected_already_is_not_read_again(class_of_forty: Class) -> None:
    _, teacher, folder, _ = class_of_forty
    assert teacher.types("class", "collect", str(folder), "--json").json["changed"] == 0


def test_a_card_is_told_with_its_distractors_and_those_that_nobody_takes(class_of_forty: Class) -> None:
    _, teacher, _, _ = class_of_forty
    told = teacher.types("class", "item", "klass/c3.choice", "--json").json
    assert {one["text"] for one in told["answers"]} == {"туура", "биринчи", "экинчи"}
    assert sum(one["answers"] for one in told["answers"]) == told["item"]["answers"]
    assert told["unused"] == ["үчүнчү"]
    assert ("unused", "үчүнчү") in {(one["what"], one["text"]) for one in told["hints"]}
    assert teacher.types("class", "item", "klass/nope").code == ExitCode.NOT_FOUND


def test_an_answer_that_several_insist_on_is_suggested(class_of_forty: Class) -> None:
    class_, teacher, _, _ = class_of_forty
    hints = teacher.types("class", "items", "--json").json["hints"]
    accept = [one for one in hints if one["what"] == "accept"]
    assert accept
    assert all(one["overruled"] >= 3 for one in accept)
    assert len(class_) == FORTY


def test_the_views_fit_a_terminal_and_say_how_many_answered(class_of_forty: Class) -> None:
    _, teacher, _, code = class_of_forty
    for words in (("results",), ("students",), ("items",), ("item", "klass/c3.choice"), ()):
        said = teacher.types("class", *words)
        assert said.code == 0, said.err
        assert max(map(len, said.out.splitlines())) <= 200
    assert "klass/c9.typed" in teacher.types("class", "items").out
    assert code in teacher.types("class").out


def test_the_grade_book_goes_into_a_spreadsheet_as_numbers_and_texts(class_of_forty: Class, tmp_path: Path) -> None:
    _, teacher, _, _ = class_of_forty
    for name in ("g.csv", "g.xlsx"):
        assert teacher.types("class", "results", "-o", str(tmp_path / name)).code == 0
    assert teacher.types("class", "results", "-o", str(tmp_path / "g.csv")).code == ExitCode.CANNOT_WRITE
    assert teacher.types("class", "results", "-o", str(tmp_path / "g.txt")).code == ExitCode.USAGE
    rows = list(csv.reader((tmp_path / "g.csv").read_text(encoding="utf-8-sig").splitlines()))
    sheet = CalamineWorkbook.from_path(str(tmp_path / "g.xlsx")).get_sheet_by_index(0).to_python()
    assert len(rows) == len(sheet) == FORTY + 1
    assert rows[1][0] == sheet[1][0]
    assert float(rows[1][6]) == sheet[1][6]


def test_the_page_of_a_class_names_nobody_unless_that_is_wished(class_of_forty: Class, tmp_path: Path) -> None:
    _, teacher, _, _ = class_of_forty
    for name, more in (("a.html", ()), ("b.html", ("--students",))):
        assert teacher.types("class", "report", "-o", str(tmp_path / name), *more).code == 0
    plain, named = ((tmp_path / name).read_text(encoding="utf-8") for name in ("a.html", "b.html"))
    assert "S-" not in plain
    assert named.count("S-") == FORTY
    assert "<script" not in plain
    assert "http" not in plain


# --- one student


def small_class(tmp_path: Path, count: int = 1) -> tuple[list[Pupil], Person, Path, str]:
    folder = tmp_path / "folder"
    folder.mkdir()
    class_ = pupils(tmp_path, count)
    teacher = Person(tmp_path / "teacher", tmp_path / "shipped", Clock(), Random(5))
    code = teacher.types("class", "new", "Топ 21", str(folder), "--json").json["code"]
    return class_, teacher, folder, code


def joined(pupil: Pupil, code: str, folder: Path, *more: str) -> Said:
    return pupil.person.types("class", "join", code, str(folder), "--yes", *more)


def test_nothing_leaves_before_she_agrees(tmp_path: Path) -> None:
    (one,), _, folder, code = small_class(tmp_path)
    before = {path.name for path in folder.iterdir()}
    asked = one.person.types("class", "join", code, str(folder), lines="2\n")
    assert "What goes out" in asked.out
    assert one.person.types("class", "join", code, str(folder), "--json").json["joined"] is False
    assert {path.name for path in folder.iterdir()} == before
    assert one.person.types("class", "join", code, str(folder), lines="1\n").code == 0
    assert {path.name for path in folder.iterdir()} != before


def test_what_she_hands_in_is_her_answers_and_nothing_else(tmp_path: Path) -> None:
    (one,), _, folder, code = small_class(tmp_path)
    one.person.types("note", "klass/c1.choice", "менин жашыруун белгим")
    one.person.types("note", "klass/c1.choice", "--star")
    joined(one, code, folder)
    (file,) = folder.glob("class-*-S-*.jsonl")
    text = file.read_text(encoding="utf-8")
    assert "жашыруун" not in text
    assert str(one.person.home) not in text
    kinds = {row[1] for line in text.splitlines() for row in json.loads(line)[1].get("answers", [])}
    assert kinds <= {"review", "amend", "undo"}


def test_a_second_sending_sends_only_what_is_new(tmp_path: Path) -> None:
    (one,), teacher, folder, code = small_class(tmp_path)
    joined(one, code, folder)
    assert one.person.types("class", "send", "--json").json["rows"][0]["answers"] == 0
    (file,) = folder.glob("class-*-S-*.jsonl")
    size = file.stat().st_size
    one.person.types("study", "klass", "--plain", "--limit", "1", lines="1\n:quit\n")
    assert one.person.types("class", "send", "--json").json["rows"][0]["answers"] >= 1
    assert file.stat().st_size > size
    teacher.types("class", "collect", str(folder))
    file.unlink()
    assert one.person.types("class", "send", "--json").json["rows"][0]["answers"] > 5


def test_two_devices_of_one_student_are_one_student(tmp_path: Path) -> None:
    (one,), teacher, folder, code = small_class(tmp_path)
    other = Person(tmp_path / "other", tmp_path / "shipped", Clock(), Random(77))
    shared = tmp_path / "shared"
    shared.mkdir()
    joined(one, code, folder)
    for person in (one.person, other, one.person):
        person.types("sync", str(shared))
    other.types("class", "join", code, str(folder), "--yes")
    assert len(list(folder.glob("class-*-S-*.jsonl"))) == 2
    told = teacher.types("class", "collect", str(folder), "--json").json
    assert (told["students"], told["answers"]) == (1, expected([one]).answers)


def test_leaving_deletes_and_the_next_collecting_forgets_her(tmp_path: Path) -> None:
    (one, two), teacher, folder, code = small_class(tmp_path, 2)
    joined(one, code, folder, "--name", "Айгүл")
    joined(two, code, folder)
    teacher.types("class", "collect", str(folder))
    assert "Айгүл" in teacher.types("class", "results").out
    assert one.person.types("class", "leave", code, lines="2\n").code == 0
    assert len(list(folder.glob("class-*-S-*.jsonl"))) == 2
    assert one.person.types("class", "leave", code, "--yes").code == 0
    assert len(list(folder.glob("class-*-S-*.jsonl"))) == 1
    assert teacher.types("class", "collect", str(folder), "--json").json["gone"] == 1
    assert "Айгүл" not in teacher.types("class", "results").out
    assert one.person.types("class", "send").code == ExitCode.NOTHING_TO_DO


def test_only_the_decks_of_the_class_go_out(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (one,) = pupils(tmp_path, 1, cards=[*keys()[:3], "other/x.typed"])
    write(
        tmp_path / "shipped",
        "other.yaml",
        "deck: other\ntitle: o\ncards:\n- {id: x.typed, type: typed, prompt: а?, answer: б}\n",
    )
    code = one.person.types("class", "new", "K", str(folder), "--deck", "klass", "--json").json["code"]
    joined(one, code, folder)
    (file,) = folder.glob("class-*-S-*.jsonl")
    assert "other/x" not in file.read_text(encoding="utf-8")


def test_below_ten_answers_nothing_is_shown_but_their_number(tmp_path: Path) -> None:
    class_, teacher, folder, code = small_class(tmp_path, 6)
    for pupil in class_:
        joined(pupil, code, folder)
    teacher.types("class", "collect", str(folder))
    told = teacher.types("class", "items", "--json").json
    assert all(one["facility"] is None and one["answers"] <= 6 for one in told["items"])
    assert told["hints"] == []
    assert teacher.types("class", "item", "klass/c3.choice", "--json").json["answers"] == []
    assert "fewer than 10" in teacher.types("class", "item", "klass/c3.choice").out


def test_an_edited_exam_is_told_and_counts_for_nothing(tmp_path: Path) -> None:
    (one, two), teacher, folder, code = small_class(tmp_path, 2)
    for pupil in (one, two):
        pupil.person.types("exam", "klass", "--items", "3", "--plain", lines="\n:hand-in\ny\n" + "\n" * 20)
        joined(pupil, code, folder)
    told = teacher.types("class", "collect", str(folder), "--json").json
    assert (told["exams"], told["told"]) == (2, [])
    file = min(folder.glob("class-*-S-*.jsonl"))
    lines = [json.loads(line)[1] for line in file.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if "attempt" in line:
            line["attempt"]["mark"]["share"] = 1.0
        line.pop("v")
    file.write_bytes(b"".join(map(line_of, lines)))
    told = teacher.types("class", "collect", str(folder), "--json").json
    assert "is not as kgquiz wrote it" in told["told"][0]
    seals = {
        sat["seal"] for row in teacher.types("class", "results", "--json").json["students"] for sat in row["exams"]
    }
    assert seals == {"whole", "changed"}
    assert "!" in teacher.types("class", "results").out


def test_hostile_files_are_told_and_lose_no_other(tmp_path: Path) -> None:
    (one,), teacher, folder, code = small_class(tmp_path)
    joined(one, code, folder)
    hostile = folder / f"class-{code}-S-AAAAAA-0000.jsonl"
    row = ["x", "review", "a/b", 1, 739000, "study", 3, None, "", "[]", 1, "", "", 0]
    lines = [
        line_of({"answers": [[*row[:4], 10**12, *row[5:]]]}),
        line_of({"answers": [[1, 2, 3]]}),
        line_of({"attempt": {"exam": 1}}),
        line_of({"answers": [row]}).replace(b"review", b"rewiev"),
        b'["' + b"[" * 100_000 + b"\n",
        b"\xff\xfe\n",
        line_of({"v": 9, "answers": [row]}),
    ]
    hostile.write_bytes(b"".join(lines))
    (folder / f"class-{code}-S-BBBBBB-0000.jsonl").symlink_to(hostile)
    told = teacher.types("class", "collect", str(folder), "--json").json
    assert (told["students"], told["answers"]) == (2, expected([one]).answers)
    assert any("damaged" in text and ": 6" in text for text in told["told"])
    assert any("newer kgquiz: 1" in text for text in told["told"])


def test_a_damaged_collection_is_collected_anew(tmp_path: Path) -> None:
    (one,), teacher, folder, code = small_class(tmp_path)
    joined(one, code, folder)
    teacher.types("class", "collect", str(folder))
    file = teacher.home / "classes" / f"{code}.npz"
    file.write_bytes(file.read_bytes()[:200])
    assert teacher.types("class", "results").code == ExitCode.BAD_CONTENT
    assert teacher.types("class", "collect", str(folder), "--json").json["changed"] == 1
    assert teacher.types("class", "results").code == 0


def test_names_that_would_be_formulas_are_texts(tmp_path: Path) -> None:
    (one,), teacher, folder, code = small_class(tmp_path)
    joined(one, code, folder, "--name", '=HYPERLINK("x")')
    teacher.types("class", "collect", str(folder))
    teacher.types("class", "results", "-o", str(tmp_path / "g.csv"))
    teacher.types("class", "results", "-o", str(tmp_path / "g.xlsx"))
    assert "'=HYPERLINK" in (tmp_path / "g.csv").read_text(encoding="utf-8-sig")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "g.xlsx")).get_sheet_by_index(0).to_python()
    assert sheet[1][1] == '=HYPERLINK("x")'


@pytest.mark.parametrize("seed", range(50))
def test_a_code_with_a_wrong_sign_or_two_changed_over_is_no_code(seed: int) -> None:
    chance = Random(seed)
    code = new_code(chance)
    assert read_code(code.lower().replace("-", " ")) == code
    body = code.replace("-", "")
    for place in range(8):
        other = chance.choice([sign for sign in "23456789ABCD" if sign != body[place]])
        assert read_code(body[:place] + other + body[place + 1 :]) is None
    for place in range(6):
        if body[place] != body[place + 1]:
            assert read_code(body[:place] + body[place + 1] + body[place] + body[place + 2 :]) is None


def test_a_pseudonym_is_the_same_on_all_devices_and_another_in_each_class() -> None:
    assert pseudonym("person", "AAAA-AAAA") == pseudonym("person", "AAAA-AAAA")
    assert len({pseudonym(f"{n}", "AAAA-AAAA") for n in range(1000)}) == 1000
    assert pseudonym("person", "AAAA-AAAA") != pseudonym("person", "AAAA-AAAB")


EXAM = """\
exam: half
title: Half of the cards
minutes: 20
pass_mark: 50
sections:
- {decks: [klass], count: 5, points: 1}
"""


def test_papers_are_drawn_that_are_equally_hard_for_the_class(class_of_forty: Class, tmp_path: Path) -> None:
    _, teacher, _, _ = class_of_forty
    write(teacher.shipped, "half.exam.yaml", EXAM)
    told = teacher.types("class", "papers", "half", "--count", "3", "-o", str(tmp_path / "papers"), "--json").json
    assert len(told["papers"]) == len(told["files"]) == 3
    assert told["apart"] < told["apart_before"] / 4
    assert all(one["items"] == 5 and one["known"] > 0 and 0 < one["expected"] < 1 for one in told["papers"])
    facility = {one["card"]: one["facility"] for one in teacher.types("class", "items", "--json").json["items"]}
    for file, paper in zip(told["files"], told["papers"], strict=True):
        asked = re.findall(r"card: ([^\s,}]+)", Path(file).read_text(encoding="utf-8"))
        assert len(asked) == 5
        if paper["known"] == 5:  # the mean of what the class showed, but for the curve between
            assert paper["expected"] == pytest.approx(sum(facility[card] for card in asked) / 5, abs=0.08)
        sat = teacher.types("exam", "preview", file, "--json").json
        assert sat["seed"] == paper["seed"]
    again = teacher.types("class", "papers", "half", "--count", "3", "-o", str(tmp_path / "papers"))
    assert again.code == ExitCode.CANNOT_WRITE
    assert "apart" in teacher.types("class", "papers", "half", "--count", "3").out


def test_what_a_class_found_hard_is_the_first_guess_of_a_placement(class_of_forty: Class, tmp_path: Path) -> None:
    class_, teacher, folder, code = class_of_forty
    assert teacher.types("class", "share", "--json").json["cards"] > 1
    assert teacher.types("class", "collect", str(folder)).code == 0  # the class is found as before
    one = Person(tmp_path / "new", class_[0].person.shipped, Clock(), Random(3))
    one.types("class", "join", code, str(folder), "--yes")
    known = one.asks(lambda desk: desk.store.settings.get(HARDNESS))
    facility = {item["card"]: item["facility"] for item in teacher.types("class", "items", "--json").json["items"]}
    hardest = min(known, key=lambda card: facility[card])
    assert known[hardest] > 0
    probes = {probe.card: probe.hardness for probe in one.asks(start_place, ("klass",)).probes}
    assert probes == {card: known.get(card, 0.0) for card in probes}
    assert one.types("class", "leave", code, "--yes").code == 0
    teacher.types("class", "collect", str(folder))


def test_hardness_that_no_class_can_have_found_is_not_believed(tmp_path: Path) -> None:
    (one,), _, folder, code = small_class(tmp_path)
    lines: list[dict[str, Any]] = [
        {"hardness": {"klass/c0.choice": 99.0, "klass/c1.choice": 1.5}},
        {"hardness": "none"},
        {"hardness": [1]},
    ]
    with (folder / f"class-{code}.jsonl").open("ab") as file:
        file.write(b"".join(map(line_of, lines)))
    joined(one, code, folder)
    assert one.person.asks(lambda desk: desk.store.settings.get(HARDNESS)) == {"klass/c1.choice": 1.5}


def test_a_mistyped_code_of_the_right_length_is_called_mistyped(tmp_path: Path) -> None:
    one = Person(tmp_path / "home", tmp_path / "shipped", Clock(), Random(5))
    assert "mistyped" in one.types("class", "join", "AAAA-BBBB", str(tmp_path)).err
    assert "eight signs" in one.types("class", "join", "AAAA", str(tmp_path)).err


@pytest.mark.parametrize("verb", ["results", "students"])
def test_a_class_without_students_says_so_instead_of_a_bare_table(verb: str, tmp_path: Path) -> None:
    teacher = Person(tmp_path / "home", tmp_path / "shipped", Clock(), Random(5))
    (tmp_path / "folder").mkdir()
    teacher.types("class", "new", "Group 21", str(tmp_path / "folder"))
    teacher.types("class", "collect", str(tmp_path / "folder"))
    said = teacher.types("class", verb)
    assert said.code == 0
    assert "Nobody has handed in an answer yet" in said.out
    assert teacher.types("class", verb, "--json").json["students"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are other ones there")
@pytest.mark.parametrize(("open_to", "readable"), [(0o700, 0), (0o750, 0o040), (0o777, 0o044)])
def test_files_of_a_class_can_be_read_by_whom_the_folder_is_open_to(
    open_to: int, readable: int, tmp_path: Path
) -> None:
    """On a school's drive each has a login of her own: the student reads the code, the teacher the answers."""
    (one,), teacher, folder, _ = small_class(tmp_path)
    folder.chmod(open_to)
    code = teacher.types("class", "new", "Group 22", str(folder), "--json").json["code"]
    joined(one, code, folder)
    modes = [path.stat().st_mode & 0o777 for path in folder.glob(f"class-{code}*")]
    assert modes == [0o600 | readable] * 2


def test_a_class_that_cannot_be_reached_keeps_no_other_waiting(tmp_path: Path) -> None:
    (one,), teacher, folder, code = small_class(tmp_path)
    for name in ("gone", "lost"):
        (tmp_path / name).mkdir()
        other = teacher.types("class", "new", name, str(tmp_path / name), "--json").json["code"]
        joined(one, other, tmp_path / name)
        shutil.rmtree(tmp_path / name)
    joined(one, code, folder)
    said = one.person.types("class", "send")
    assert said.code == ExitCode.NOT_FOUND
    assert "Handed in to “Топ 21”" in said.out
    assert str(tmp_path / "gone") in said.err
    assert str(tmp_path / "lost") in said.err


def test_what_students_type_names_no_login_of_the_instructor() -> None:
    assert address_of_students("postgresql://teacher@host:5432/school") == "postgresql://LOGIN@host:5432/school"
    assert address_of_students("postgresql://host/school") == "postgresql://LOGIN@host/school"
    assert address_of_students("/media/a@b/21") == "/media/a@b/21"
