from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgquiz.actions.exam.papers import ExamOptions
from kgquiz.actions.exam.preview import PaperChanges, preview_exam
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.typed import Typed
from kgquiz.errors import ExitCode
from kgquiz.exam.entry import CannotEnter, CellEntry, cell_of, entry_of
from kgquiz.exam.form import FormItem
from kgquiz.lang import use_language
from kgquiz.memory.log import Mode
from kgquiz.terminal.exam.words import points_word
from tests.exam.support import form_of
from tests.printing.support import pages, prints
from tests.support import Person

CHOICE, MULTI, ORDER, MATCH, TYPED, CLOZE, OUTLINE = form_of(
    Choice(id="c", item="c", prompt="?", answer="r", wrong=("u", "v", "w")),
    Multi(id="m", item="m", prompt="?", answers=("r", "s"), wrong=("u", "v")),
    Order(id="o", item="o", prompt="?", items=("one", "two", "three", "four")),
    Match(id="p", item="p", prompt="?", pairs={"x": "1", "y": "2", "z": "1"}),
    Typed(id="t", item="t", prompt="?", answer="кеңеш"),
    Cloze(id="z", item="z", text="{{бир}} жана {{эки}}"),
    Outline(id="q", item="q", prompt="?", points=("first", "second", "third")),
    points=2.0,
)


def options(item: FormItem) -> tuple[str, ...]:
    prompt: Any = item.prompt()
    return tuple(getattr(prompt, "options", ()) or prompt.items)


@pytest.mark.parametrize("cell", ["b", "B", "2", " b) ", "В"])
def test_a_choice_is_a_letter_or_a_number(cell: str) -> None:
    assert entry_of(CHOICE, cell).answer == (options(CHOICE)[1],)


@pytest.mark.parametrize("cell", ["ac", "a, c", "13", "1 3", "c;a", "ас"])
def test_several_ticks_are_letters_or_numbers(cell: str) -> None:
    assert entry_of(MULTI, cell).answer == (options(MULTI)[0], options(MULTI)[2])


@pytest.mark.parametrize("cell", ["ab", "e", "5", "0", "в", "hello", "a?"])
def test_what_names_no_option_of_a_choice_is_refused(cell: str) -> None:
    with pytest.raises(CannotEnter):
        entry_of(CHOICE, cell)


def test_an_order_is_the_numbers_before_the_items() -> None:
    a, b, c, d = options(ORDER)
    assert entry_of(ORDER, "2143").answer == (b, a, d, c)
    assert entry_of(ORDER, "2 - 1 3").answer == (c, a, d)
    for cell in ("2243", "214", "2145", "abcd"):
        with pytest.raises(CannotEnter):
            entry_of(ORDER, cell)


def test_pairs_are_the_letters_beside_the_left_sides() -> None:
    prompt: Any = MATCH.prompt()
    assert entry_of(MATCH, "ba-").answer == (
        f"{prompt.lefts[0]} → {prompt.rights[1]}",
        f"{prompt.lefts[1]} → {prompt.rights[0]}",
    )


def test_blanks_stand_apart_and_an_open_one_is_an_underline() -> None:
    assert entry_of(CLOZE, "бир; эки").answer == ("бир", "эки")
    assert entry_of(CLOZE, "_; эки").answer == ("", "эки")
    with pytest.raises(CannotEnter):
        entry_of(CLOZE, "бир")


def test_open_questions_are_points_of_the_key_or_a_mark() -> None:
    assert entry_of(OUTLINE, "ac").ticked == ("first", "third")
    assert entry_of(OUTLINE, "1.5").awarded == 0.75
    assert entry_of(OUTLINE, "1,5").awarded == 0.75
    assert entry_of(OUTLINE, "+").ticked == ("first", "second", "third")
    with pytest.raises(CannotEnter):
        entry_of(OUTLINE, "3")


def test_any_item_can_be_given_points() -> None:
    assert entry_of(TYPED, "+") == CellEntry(awarded=1.0)
    assert entry_of(TYPED, "-") == CellEntry(awarded=0.0)
    assert entry_of(ORDER, "*1") == CellEntry(awarded=0.5)
    assert entry_of(TYPED, "_").is_open
    with pytest.raises(CannotEnter):
        entry_of(TYPED, "?")


EVERY = (CHOICE, MULTI, ORDER, MATCH, TYPED, CLOZE, OUTLINE)


@given(st.sampled_from(EVERY), st.text(max_size=8) | st.text("abcd1234 ;,-_+*.", max_size=8))
def test_whatever_is_typed_is_understood_or_refused_and_what_is_understood_is_written_back(
    item: FormItem, text: str
) -> None:
    try:
        entry = entry_of(item, text)
    except CannotEnter:
        return
    if entry.awarded is not None:
        assert entry_of(item, cell_of(item, entry)).awarded == pytest.approx(entry.awarded, abs=1e-3)
    elif cell_of(item, entry) not in {"+", "-", "_", "?"} and not cell_of(item, entry).startswith("*"):
        assert entry_of(item, cell_of(item, entry)) == entry


def saved(person: Person, file: str) -> tuple[FormItem, ...]:
    return person.asks(preview_exam, ExamOptions(names=(file,)), PaperChanges()).items


def table(file: str, *rows: tuple[str, str, list[str]]) -> Path:
    """A table of answers, as a teacher saves it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["student", "variant", "date", *range(1, 10)])
    writer.writerows([[name, variant, "2026-03-05", *cells] for name, variant, cells in rows])
    path = Path(file)
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return path


FILLED = {
    "choice": "Чүй",
    "multi": ("Ысык-Көл", "Нарын"),
    "truefalse": "false",
    "typed": "үнкүр",
    "cloze": ("дарыя", "айыл"),
    "order": ("жай", "жаз", "күз", "кыш"),
    "match": {"мэр": "шаар", "аким": "шаар", "депутат": "палата"},
    "recall": ("аткаруу",),
    "outline": ("бири", "экинчиси"),
}
"""What somebody answers: partly right, as people do."""


def filled(text: str, item: FormItem) -> str:
    """What she writes on her sheet, worked out from the letters on the printed page alone."""
    kind: Any = FILLED[item.card.type]

    def letter(option: str) -> str:
        said = {"true": "True", "false": "False"}.get(option, option)
        found = re.search(rf"([a-z])\) {re.escape(said)}", text)
        assert found is not None, said
        return found[1]

    match item.card.type:
        case "choice" | "truefalse":
            cell = letter(kind)
        case "multi":
            cell = "".join(map(letter, kind))
        case "order":
            by_letter = {letter(one): n for n, one in enumerate(kind, 1)}
            cell = " ".join(str(by_letter[one]) for one in sorted(by_letter))
        case "match":
            cell = "".join(letter(kind[left]) for left in sorted(kind, key=lambda left: text.index(f". {left}")))
        case "cloze":
            cell = "; ".join(kind)
        case "typed":
            cell = kind
        case _:
            points: Any = item.card.points  # type: ignore[attr-defined]  # recall and outline have them
            cell = "".join("abcdefg"[points.index(point)] for point in kind)
    return cell


def on_the_screen(person: Person, file: str, items: tuple[FormItem, ...]) -> Any:
    """The same answers, sat line by line; the report as JSON."""
    lines = ["", *(line for item in items for line in _lines(item)), ":hand-in", "y"]
    for item in items:
        if item.card.self_marked:
            points = item.card.points  # type: ignore[attr-defined]  # recall and outline have them
            chosen: Any = FILLED[item.card.type]
            lines.append(" ".join(str(points.index(point) + 1) for point in chosen))
    said = person.types("exam", "sit", file, "--plain", "--json", lines="\n".join(lines) + "\n")
    assert said.code == 0, said.err
    return said.json


def _lines(item: FormItem) -> list[str]:
    kind, prompt = FILLED[item.card.type], item.prompt()
    given: Any = kind
    if item.card.type in {"choice", "truefalse", "multi"}:
        chosen = (given,) if isinstance(given, str) else given
        return [" ".join(str(prompt.options.index(one) + 1) for one in chosen)]  # type: ignore[union-attr]
    if item.card.type == "order":
        return [" ".join(str(prompt.items.index(one) + 1) for one in given)]  # type: ignore[union-attr]
    if item.card.type == "match":
        return ["".join("abc"[prompt.rights.index(given[left])] for left in prompt.lefts)]  # type: ignore[union-attr]
    return [""] if item.card.self_marked else [given] if isinstance(given, str) else list(given)


def test_a_paper_exam_is_played_and_counts_key_by_key_as_the_same_answers_on_the_screen(
    printer: Person, tmp_path: Path
) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--variants", "2", "-o", "out")
    text = " ".join(pages(Path("out/all-B.pdf")))
    items = saved(printer, "out/all-B.yaml")
    cells = [filled(text, item) for item in items]
    entered = printer.types("exam", "enter", "out/all-B.yaml", "--json", lines="\n".join([*cells, "", ""]))
    assert entered.code == 0, entered.err
    paper = entered.json
    sat = Person(tmp_path / "other", tmp_path / "shipped")
    screen = on_the_screen(sat, "out/all-B.yaml", items)
    table("class.csv", ("Асанова", "B", cells))
    assert printer.types("exam", "enter", "out", "--answers", "class.csv").code == 0
    sheet = json.loads(Path("results/all-B-Асанова.json").read_text(encoding="utf-8"))
    for got in (paper, sheet):
        assert got["mark"] == screen["mark"]
        assert (got["interval"], got["passed"], got["seed"]) == (screen["interval"], screen["passed"], screen["seed"])
        for one, other in zip(got["items"], screen["items"], strict=True):
            same = ("card", "item", "type", "section", "page", "prompt", "answer", "right", "score", "points", "worth")
            assert [one[name] for name in same] == [other[name] for name in same]
            assert (one["finding"], one["answered"]) == (other["finding"], other["answered"])


def test_a_sheet_of_ones_own_counts_as_reviews_and_its_report_can_be_shown(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    lines = "\n".join(["+"] * 9 + ["", ""])
    assert printer.types("exam", "enter", "out/all-A.yaml", lines=lines).code == 0
    assert printer.types("exam", "show", "1", "--json").json["mark"]["share"] == 1.0
    events = printer.asks(lambda desk: list(desk.store.journal.all()))
    assert len(events) == 9
    assert {event.mode for event in events} == {Mode.EXAM}
    assert not list((printer.home / "entering").iterdir())


def test_entering_stops_anywhere_goes_on_there_and_an_item_can_be_gone_back_to(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    left = printer.types("exam", "enter", "out/all-A.yaml", lines="+\n-\n:back\n+\n:quit\n")
    assert "kept" in left.out
    back = left.out.split("Entered: - (Enter keeps it, _ empties it)")
    assert len(back) == 2, "she went back to one item"
    assert "Enter alone: nothing." not in back[0].split("item 2 of 9")[-1]
    assert "Enter alone: nothing." in back[1]
    assert printer.types("exam", "list", "--json").json["attempts"] == []
    again = printer.types("exam", "enter", "out/all-A.yaml", lines="-\n" * 7 + "2\n*0.75\n" + "\n" * 9)
    assert again.code == 0, again.err
    assert "item 3 of 9" in again.out.splitlines()[0]
    items = printer.types("exam", "show", "--json").json["items"]
    assert [item["score"] for item in items] == [1, 0.5, 0, 0, 0, 0, 0, 0, 0]


def test_one_point_is_said_in_the_singular_and_halves_keep_their_decimals() -> None:
    assert [points_word(value) for value in (1, 2.0, 1.5)] == ["1 point", "2 points", "1.5 points"]
    use_language("ru")
    assert [points_word(value) for value in (1, 2, 5)] == ["1 балл", "2 балла", "5 баллов"]


def test_a_students_sheet_is_entered_by_keyboard_into_the_table(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--variants", "2", "-o", "out")
    words = ("exam", "enter", "out/all-B.yaml", "--answers", "class.csv", "--student")
    assert printer.types(*words, "Асанова", lines="+\n" * 9 + "\n").code == 0
    assert printer.types(*words, "Бакиров", lines="+\n:quit\n").code == 0
    assert printer.types(*words, "Бакиров", lines="-\n" * 8 + "\n").code == 0
    said = printer.types("exam", "enter", "out", "--answers", "class.csv", "--to", "marks", "--json")
    assert [(one["student"], round(one["share"], 3)) for one in said.json["results"]] == [
        ("Асанова", 1.0),
        ("Бакиров", 0.111),
    ]
    stats = printer.types("exam", "stats", "marks", "--json").json
    assert stats["exams"][0]["sittings"] == 2


def test_the_template_says_what_is_written_where_and_is_a_table_that_can_be_filled(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--variants", "2", "-o", "out")
    assert printer.types("exam", "enter", "out", "--template", "t.csv").code == 0
    rows = list(csv.reader(io.StringIO(Path("t.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["student", "variant", "date", *map(str, range(1, 10))]
    assert [row[:2] for row in rows[1:]] == [["#", "A"], ["#", "B"]]
    assert printer.types("exam", "enter", "out", "--answers", "t.csv").code == ExitCode.NOTHING_TO_DO
    with Path("t.csv").open("a", encoding="utf-8") as file:
        file.write("Асанова;A\n".replace(";", ","))
    assert printer.types("exam", "enter", "out", "--answers", "t.csv").code == 0


def test_every_cell_that_cannot_be_read_is_named_and_nothing_is_written(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    table(
        "class.csv",
        ("Асанова", "A", ["?", *["zz"] * 8]),
        ("асанова", "C", ["+"] * 9),
        ("", "A", ["+"] * 9),
    )
    said = printer.types("exam", "enter", "out/all-A.yaml", "--answers", "class.csv")
    assert said.code == ExitCode.BAD_CONTENT
    assert "class.csv:2: Асанова, item 1:" in said.err
    assert re.search("class.csv:2: Асанова, item [2-9]:", said.err)  # one that is marked by letters, not written
    assert "class.csv:3: “C” is none of the variants" in said.err
    assert "has two rows" in said.err
    assert "class.csv:4: The row names no student" in said.err
    assert not Path("results").exists()


def test_a_table_saved_by_a_cyrillic_spreadsheet_is_read(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    path = table("class.csv", ("Асанова", "A", ["+"] * 9))
    text = path.read_text(encoding="utf-8-sig").replace(",", ";")
    path.write_bytes(text.encode("cp1251"))
    assert printer.types("exam", "enter", "out/all-A.yaml", "--answers", "class.csv").code == 0
    assert Path("results/all-A-Асанова.json").is_file()


def test_a_mended_sheet_replaces_its_own_result_and_no_other_file(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    words = ("exam", "enter", "out/all-A.yaml", "--answers", "class.csv")
    for mark in ("+", "-"):
        table("class.csv", ("Асанова", "A", [mark] * 9))
        assert printer.types(*words).code == 0
    file = Path("results/all-A-Асанова.json")
    assert json.loads(file.read_text(encoding="utf-8"))["mark"]["share"] == 0
    file.write_text("mine", encoding="utf-8")
    assert printer.types(*words).code == ExitCode.CANNOT_WRITE
    assert file.read_text(encoding="utf-8") == "mine"


def test_hostile_names_stay_in_the_folder(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    table("class.csv", ("../../x", "A", ["+"] * 9), ("a/b\\c:d", "A", ["+"] * 9), ("...", "A", ["+"] * 9))
    assert printer.types("exam", "enter", "out/all-A.yaml", "--answers", "class.csv").code == 0
    assert len(list(Path("results").iterdir())) == 3


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"student,1,1\nA,b,c\n"])
def test_what_is_no_table_is_refused_in_a_sentence(printer: Person, data: bytes) -> None:
    prints(printer, "paper", "all", "--seed", "7", "-o", "out")
    Path("class.csv").write_bytes(data)
    said = printer.types("exam", "enter", "out/all-A.yaml", "--answers", "class.csv")
    assert said.code in {ExitCode.BAD_CONTENT, ExitCode.NOTHING_TO_DO}
    assert "class.csv" in said.err


def test_a_paper_may_be_called_as_its_deck(printer: Person) -> None:
    assert printer.types("exam", "preview", "all", "--seed", "7", "-o", "every.yaml").code == 0
    assert printer.types("exam", "enter", "every.yaml", "--template", "t.csv").code == 0
