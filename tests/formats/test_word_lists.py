"""Lists of questions as instructors have them: numbers and letters that Word makes, every way to mark the right one."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.multi import Multi
from kgquiz.formats.registry import DOCX, LIST
from tests.formats.support import read

OPTIONS = ("бир", "эки", "үч")


def choice(prompt: str, answer: str = "эки", *wrong: str) -> Choice:
    return Choice(id="", prompt=prompt, answer=answer, wrong=wrong or ("бир", "үч"))


def cards(source: str) -> list[Card]:
    return [one.card for one in read(LIST, source).found]


def word(build: Callable[[Any], None]) -> list[Card]:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    build(document)
    data = io.BytesIO()
    document.save(data)
    return [one.card for one in read(DOCX, data.getvalue(), "тест.docx").found]


def numbering(document: Any, *formats: str) -> list[int]:
    """New automatic lists, one for each way of numbering; their numbers."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    root = document.part.numbering_part.element
    made = []
    for place, form in enumerate(formats):
        outline, level, told = OxmlElement("w:abstractNum"), OxmlElement("w:lvl"), OxmlElement("w:numFmt")
        outline.set(qn("w:abstractNumId"), str(900 + place))
        level.set(qn("w:ilvl"), "0")
        told.set(qn("w:val"), form)
        level.append(told)
        outline.append(level)
        root.insert(0, outline)
        made.append(root.add_num(900 + place).numId)
    return made


def item(document: Any, text: str, series: int, level: int = 0, **ways: Any) -> None:
    """A paragraph in an automatic list."""
    paragraph = document.add_paragraph()
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx gives no other way
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = series
    set_off(paragraph.add_run(text), **ways)


def set_off(run: Any, way: str = "") -> None:
    from docx.enum.text import WD_COLOR_INDEX
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    if way in {"bold", "italic", "underline"}:
        setattr(run, way, True)
    elif way == "highlight":
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    elif way == "colour":
        run.font.color.rgb = RGBColor(0xFF, 0, 0)
    elif way == "shade":
        shade = OxmlElement("w:shd")
        shade.set(qn("w:fill"), "FFFF00")
        run._r.get_or_add_rPr().append(shade)  # noqa: SLF001
    elif way == "style":
        run.style = "Strong"


WAYS = ["bold", "italic", "underline", "highlight", "colour", "shade", "style"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("level", [0, 1])
def test_numbers_and_letters_that_word_makes_and_the_option_that_is_set_off(way: str, level: int) -> None:
    def build(document: Any) -> None:
        document.add_heading("Тест", 1)
        asks, *answers = numbering(document, "decimal", "russianLower", "russianLower")
        for place, series in enumerate(answers, 1):
            item(document, f"Суроо {place}?", asks, way="bold")
            for text in OPTIONS:
                item(document, text, series if level == 0 else asks, level, way=way if text == "эки" else "")

    assert word(build) == [choice("Суроо 1?"), choice("Суроо 2?")]


@pytest.mark.parametrize("way", WAYS)
def test_letters_are_set_off_too_and_every_option_has_a_colour(way: str) -> None:
    def build(document: Any) -> None:
        for place in (1, 2):
            set_off(document.add_paragraph().add_run(f"{place}. Суроо {place}?"), "bold")
            for letter, text in zip("АБВ", OPTIONS, strict=True):
                paragraph = document.add_paragraph()
                set_off(paragraph.add_run(f"{letter}. "), "bold")
                set_off(paragraph.add_run(text), way if text == "эки" else "")

    assert word(build) == [choice("Суроо 1?"), choice("Суроо 2?")]


KEYS = [
    "Жооптор: 1-б, 2-а",
    "Ключ: 1б 2а",
    "Ответы:\n1) б\n2) а",
    "Ключи\n1. Б\n2. А",
    "Answer key:\n1 – Б; 2 – А",
    "ТУУРА ЖООПТОР\n1: б\n2: а",
    "КЛЮЧ К ТЕСТУ: 1=б, 2=а.",
]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_at_the_end_is_read_however_it_is_laid_out(key: str) -> None:
    source = f"1. Суроо?\nа) бир\nб) эки\nв) үч\n2. Кайсы?\nа) бир\nб) эки\nв) үч\n\n{key}\n"
    assert cards(source) == [choice("Суроо?"), choice("Кайсы?", "бир", "эки", "үч")]


@pytest.mark.parametrize("across", [True, False])
def test_a_key_may_be_a_table_and_its_letters_are_those_that_word_makes(across: bool) -> None:
    def build(document: Any) -> None:
        asks, *answers = numbering(document, "decimal", "russianUpper", "russianUpper")
        for place, series in enumerate(answers, 1):
            item(document, f"Суроо {place}?", asks)
            for text in OPTIONS:
                item(document, text, series)
        document.add_paragraph("Ачкыч")
        table = document.add_table(rows=2, cols=2)
        for place, letter in enumerate("ВБ"):
            for row, text in enumerate((str(place + 1), letter)):
                (table.cell(row, place) if across else table.cell(place, row)).text = text

    assert word(build) == [choice("Суроо 1?", "үч", "бир", "эки"), choice("Суроо 2?")]


@pytest.mark.parametrize(
    "source",
    [
        "Вопрос 1. Суроо?\nА) бир\nБ) эки +\nВ) үч",
        "Суроо №1: Суроо?\nА) бир\n+Б) эки\nВ) үч",
        "№1 Суроо?\n(A) бир\n(B) эки ✓\n(C) үч",
        "Q1. Суроо?\nA. бир\nB. эки\nC. үч\nCorrect answer: B",
        "1. Суроо?\n1) бир\n2) эки\n3) үч\nОтвет: 2",
        "1. Суроо?\nA. бир\tB. эки*\tC. үч",
        "1. Суроо?\nа) бир б) эки* в) үч",
        "1. Суроо? А) бир Б) эки В) үч\nОтвет: Б",
        "1. Суроо?\nбир\n* эки\nүч",
        "1. Суроо?\nбир\nэки +\nүч",
        "1. Суроо?\nA) бир\nB) эки\nC) үч\nОтвет: эки",
        "1. Суроо?\nA) бир\nB) эки\nC) үч\nANSWER: B) эки",
    ],
)
def test_numbers_letters_and_marks_of_many_kinds_are_understood(source: str) -> None:
    assert cards(source) == [choice("Суроо?")]


def test_several_letters_of_a_key_are_several_answers() -> None:
    source = "1. Суроо?\nA) бир\nB) эки\nC) үч\n\nКлюч: 1-A, C"
    assert cards(source) == [Multi(id="", prompt="Суроо?", answers=("бир", "үч"), wrong=("эки",))]


def test_lines_below_a_question_that_are_not_marked_belong_to_it() -> None:
    source = "1. Суроо\nэки сапта?\nA) бир\nB) эки*\nC) үч"
    assert cards(source) == [choice("Суроо\nэки сапта?")]


def test_a_title_with_a_colon_above_a_list_is_no_question() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Философия боюнча тест:")
        (asks,) = numbering(document, "decimal")
        for place in (1, 2):
            item(document, f"#Суроо {place}?", asks)
            for letter, text in zip("абв", OPTIONS, strict=True):
                document.add_paragraph(f"{'*' if text == 'эки' else ''}{letter}) {text}")

    assert word(build) == [choice("Суроо 1?"), choice("Суроо 2?")]


@pytest.mark.parametrize("letters", ["ABC", ""])
def test_options_in_the_cells_of_a_table_belong_to_the_question_above(letters: str) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("1. Суроо?")
        table = document.add_table(rows=1, cols=3)
        for cell, text, letter in zip(table.rows[0].cells, OPTIONS, letters or "   ", strict=True):
            run = cell.paragraphs[0].add_run(f"{letter}. {text}" if letters else text)
            set_off(run, "highlight" if text == "эки" else "")

    assert word(build) == [choice("Суроо?")]
