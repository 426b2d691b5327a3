"""On what terms an exam is sat, appealed against, marked a second time and handed on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgquiz.errors import ExitCode
from kgquiz.exam.seal import seal_state, sealed
from tests.support import SMALL_DECK, Person, write

EXAM = """\
exam: small-exam
title: A small exam
minutes: 20
sections:
- {title: All, decks: [small], count: 3}
"""
SIT = "\n" + "x\n" * 6 + ":hand-in\ny\n" + "0\n" * 3


@pytest.fixture
def student(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    write(tmp_path / "shipped", "small.yaml", SMALL_DECK)
    write(tmp_path / "shipped", "small-exam.exam.yaml", EXAM)
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path / "home", tmp_path / "shipped")


def paper(person: Person, terms: str) -> str:
    """A saved paper with these terms."""
    assert person.types("exam", "preview", "small-exam", "--seed", "7", "-o", "p.yaml", "--force").code == 0
    path = Path("p.yaml")
    path.write_text(f"{path.read_text(encoding='utf-8')}{terms}\n", encoding="utf-8")
    return "p.yaml"


def test_a_paper_is_begun_within_its_window_and_not_outside(student: Person) -> None:
    file = paper(student, "opens: 2026-03-02 10:00\ncloses: '2026-03-02T12:00+00:00'")
    early = student.types("exam", "sit", file, lines=SIT)
    assert early.code == ExitCode.NOTHING_TO_DO
    assert "opens on March 2, 2026, 10:00" in early.err
    student.clock.go_on(hours=2)
    assert student.types("exam", "sit", file, "--plain", lines=SIT).code == 0
    student.clock.go_on(hours=2)
    late = student.types("exam", "sit", file, lines=SIT)
    assert late.code == ExitCode.NOTHING_TO_DO
    assert "closed on March 2, 2026, 12:00" in late.err


def test_a_paper_is_sat_as_often_as_it_says_and_not_practised(student: Person) -> None:
    file = paper(student, "attempts: 1")
    assert student.types("exam", "sit", file, "--practice", "--plain", lines=SIT).code == ExitCode.NOTHING_TO_DO
    assert student.types("exam", "sit", file, "--plain", lines=SIT).code == 0
    again = student.types("exam", "sit", file, "--plain", lines=SIT)
    assert again.code == ExitCode.NOTHING_TO_DO
    assert "may be sat once" in again.err
    twice = paper(student, "attempts: 2")
    assert student.types("exam", "sit", twice, "--plain", lines=SIT).code == 0
    assert "may be sat 2 times" in student.types("exam", "sit", twice, "--plain", lines=SIT).err


def test_terms_are_set_where_a_paper_is_saved_and_those_of_a_saved_one_stay(student: Person) -> None:
    words = ("exam", "preview", "small-exam", "--seed", "7", "-o", "p.yaml")
    first = student.types(*words, "--opens", "2026-03-02 10:00", "--extra-time", "Асанова А.=25%")
    assert first.code == 0
    assert student.types("exam", "preview", "p.yaml", "--attempts", "2", "-o", "q.yaml").code == 0
    text = Path("q.yaml").read_text(encoding="utf-8")
    for said in ("opens: 2026-03-02 10:00", "attempts: 2", "Асанова А.: '25'"):
        assert said in text
    assert "opens on March 2, 2026, 10:00" in student.types("exam", "sit", "q.yaml", lines=SIT).err


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (("--opens", "tomorrow", "-o", "p.yaml"), "which is no moment"),
        (("--extra-time", "Асанова=900", "-o", "p.yaml"), "from 1 to 300"),
        (("--extra-time", "25", "-o", "p.yaml"), "names nobody"),
        (("--attempts", "1"), "-o paper.yaml"),
    ],
)
def test_terms_that_cannot_be_are_said_and_nothing_is_written(
    student: Person, terms: tuple[str, ...], said: str
) -> None:
    told = student.types("exam", "preview", "small-exam", *terms)
    assert told.code == ExitCode.USAGE
    assert said in told.err
    assert not Path("p.yaml").exists()


def test_extra_time_is_a_persons_own_and_the_exam_stays_the_same(student: Person) -> None:
    file = paper(student, "extra_time: {Асанова: 25}")
    said = student.types("exam", "sit", file, "--name", "асанова", "--plain", "--json", lines=SIT)
    assert (said.json["minutes"], said.json["exam"]) == (25, "small-exam")
    other = student.types("exam", "sit", file, "--name", "Бакиров", "--plain", "--json", lines=SIT)
    assert other.json["minutes"] == 20
    assert "Бакиров" in other.err


@pytest.mark.parametrize(
    "terms", ["opens: tomorrow", "attempts: -1", "extra_time: {Асанова: much}", "extra_time: {Асанова: 900}"]
)
def test_terms_that_cannot_be_are_named_by_their_line(student: Person, terms: str) -> None:
    said = student.types("exam", "sit", paper(student, terms), lines=SIT)
    assert said.code == ExitCode.BAD_CONTENT
    assert "p.yaml:" in said.err


def test_terms_stay_with_a_paper_that_is_changed_and_saved_anew(student: Person) -> None:
    file = paper(student, "attempts: 2\nextra_time: {Асанова: 25}")
    assert student.types("exam", "preview", file, "-o", "q.yaml").code == 0
    text = Path("q.yaml").read_text(encoding="utf-8")
    assert "attempts: 2" in text
    assert "Асанова" in text


def sat(person: Person) -> Path:
    """An exam with an open question, sat, marked by herself and exported."""
    write(person.shipped, "open.exam.yaml", EXAM.replace("small-exam", "open").replace("count: 3", "count: 4"))
    lines = "\n" + "жооп\n" * 8 + ":hand-in\ny\n" + "1\n" * 4
    assert person.types("exam", "sit", "open", "--seed", "1", "--plain", lines=lines).code == 0
    assert person.types("exam", "export", "1", "--to", "one.json").code == 0
    return Path("one.json")


def test_an_appeal_reaches_the_instructor(student: Person) -> None:
    sat(student)
    said = student.types("exam", "appeal", "2", "Китепте башкача")
    assert said.code == 0, said.err
    student.types("exam", "appeal", "3", "ката")
    student.types("exam", "appeal", "3", "")
    assert student.types("exam", "appeal", "9", "x").code == ExitCode.USAGE
    assert student.types("exam", "export", "1", "--to", "two.json").code == 0
    document = json.loads(Path("two.json").read_text(encoding="utf-8"))
    assert [item["appeal"] for item in document["items"]] == ["", "Китепте башкача", "", ""]
    stats = student.types("exam", "stats", "two.json")
    assert "Китепте башкача" in stats.out
    (report,) = student.types("exam", "stats", "two.json", "--json").json["exams"]
    assert report["appeals"] == [{"card": document["items"][1]["card"], "reason": "Китепте башкача"}]


def test_an_export_holds_seed_form_and_the_time_of_every_answer_under_its_seal(student: Person) -> None:
    document = json.loads(sat(student).read_text(encoding="utf-8"))
    assert document["seed"] == "1"
    assert len(document["form"]) == 32
    assert all((item["at"] is not None) == item["answered"] for item in document["items"])
    assert seal_state(document) == "whole"


@pytest.mark.parametrize(
    ("field", "value"), [("seed", "2"), ("ended", "2026-03-02T09:00:01+00:00"), ("mark", {"share": 1.0}), ("form", "0")]
)
def test_an_edit_is_noticed_and_the_file_left_out(student: Person, field: str, value: object) -> None:
    file = sat(student)
    document = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**document, field: value}), encoding="utf-8")
    said = student.types("exam", "stats", str(file))
    assert said.code == ExitCode.NOTHING_TO_DO
    assert "was changed after it was written" in said.err


def test_an_edited_answer_is_noticed_and_another_layout_is_not_an_edit(student: Person) -> None:
    file = sat(student)
    document = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(document, indent=7, sort_keys=True), encoding="utf-8")
    assert student.types("exam", "stats", str(file)).code == 0
    document["items"][0]["answer"] = ["башка"]
    assert seal_state(document) == "changed"
    assert seal_state(sealed(document)) == "whole"


def test_a_second_examiner_marks_the_open_questions_beside_the_seal(student: Person) -> None:
    file = sat(student)
    before = json.loads(file.read_text(encoding="utf-8"))
    (number,) = [n for n, item in enumerate(before["items"]) if item["type"] == "outline"]
    opens = sum(item["self_marked"] for item in before["items"])
    said = student.types("exam", "marks", str(file), "--by", "Экзаменатор", "--json", lines="zz\n" + "0\n" * opens)
    assert said.code == 0, said.err
    assert said.json["left"] == 0
    assert said.json["after"] <= said.json["before"]
    after = json.loads(file.read_text(encoding="utf-8"))
    assert seal_state(after) == "whole"
    assert after["items"] == before["items"]
    assert after["second"]["by"] == "Экзаменатор"
    (report,) = student.types("exam", "stats", str(file), "--json").json["exams"]
    (found,) = [one for one in report["items"] if one["item"] == before["items"][number]["card"]]
    assert found["facility"] == 0
    partly = student.types("exam", "marks", str(file), "--json", lines=":quit\n")
    assert partly.json["items"] == said.json["items"]


def test_what_has_no_open_questions_needs_no_second_marking(student: Person) -> None:
    student.types("exam", "small", "--items", "1", "--plain", lines="\nмэр\n1\n:hand-in\ny\n")
    student.types("exam", "export", "1", "--to", "one.json")
    said = student.types("exam", "marks", "one.json")
    assert said.code == ExitCode.NOTHING_TO_DO


def test_what_a_class_found_hard_balances_the_next_paper(student: Person) -> None:
    cards = "".join(
        f"- {{id: c{n}, type: typed, from: c{n}, page: 1, prompt: '{n}: эмне бул {chr(1072 + n)}{chr(1090 - n)}?', "
        f"answer: {chr(1072 + n) * 3}{chr(1080 + n) * 3}}}\n"
        for n in range(24)
    )
    write(student.shipped, "many.yaml", f"deck: many\ntitle: Many\ncards:\n{cards}")
    write(student.shipped, "many.exam.yaml", EXAM.replace("small-exam", "many").replace("small", "many"))
    Path("class").mkdir()
    for n in range(10):
        items = [{"card": f"many/c{c}", "score": float(c % 2), "worth": 1.0} for c in range(24)]
        head = {"format": "kgquiz-exam-attempt", "version": 1, "attempt": str(n), "practice": False, "pass_share": 0.6}
        document = {**head, "exam": "all", "title": "All", "items": items}
        Path(f"class/{n}.json").write_text(json.dumps(document), encoding="utf-8")
    easy = set()
    for seed in range(6):
        words = ("exam", "preview", "many", "--seed", str(seed), "--known", "class", "--json")
        drawn = student.types(*words).json["items"]
        easy.add(sum(int(item["card"].removeprefix("many/c")) % 2 for item in drawn))
    assert easy <= {1, 2}, "three items, half of the cards easy"
