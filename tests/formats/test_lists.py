"""Pastes, Markdown, lists of questions in text and Word, spreadsheets: made-up files with what real ones have."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.multi import Multi
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.errors import ExitCode
from kgquiz.formats import ods
from kgquiz.formats.base import CannotTake, Format, Given
from kgquiz.formats.guess import guessed
from kgquiz.formats.html_text import plain_text
from kgquiz.formats.registry import ANKI_TEXT, CSV, DOCX, LIST, MARKDOWN, ODS, PASTE, XLSX, module_of
from kgquiz.knowledge.deck_value import Deck
from tests.formats.support import given, made, nasty, nine, read, round_trip, takes_in
from tests.support import Person


def cards(kind: Format, data: bytes | str, **wishes: str) -> list[Card]:
    return [one.card for one in read(kind, data, **wishes).found]


def recall(term: str, meaning: str) -> Recall:
    return Recall(id="", term=term, meaning=meaning)


def choice(prompt: str, answer: str, *wrong: str) -> Choice:
    return Choice(id="", prompt=prompt, answer=answer, wrong=wrong)


# --- pastes


@pytest.mark.parametrize(
    ("between", "rows"),
    [("\t", "\n"), (" - ", "\n"), (" — ", "\n"), (";", "\n"), ("\t", "\n\n"), (",", ";"), ("::", "\n")],
)
def test_the_separators_of_a_paste_are_guessed_and_told(between: str, rows: str) -> None:
    sides = [("Ижара", "акы үчүн берүү"), ("Мэр", "шаар башчысы"), ("Аким", "район башчысы")]
    taken = read(PASTE, rows.join(between.join(pair) for pair in sides))
    assert [one.card for one in taken.found] == [recall(*pair) for pair in sides]
    assert repr(between.strip() or "\t")[1:-1] in str(taken.guesses[0])


def test_separators_that_are_named_are_not_guessed() -> None:
    taken = read(PASTE, "а=б - в|г=д", separator="=", row_separator="|")
    assert [one.card for one in taken.found] == [recall("а", "б - в"), recall("г", "д")]
    assert taken.guesses == ()


def test_lines_with_tabs_are_a_paste_whatever_signs_are_in_them() -> None:
    source = "map\tconst {a=1}\nлупа\tfor (~x) {=y}\nсап\tжөнөкөй\n"
    assert guessed(given(source, "x.txt")) is PASTE
    assert len(cards(PASTE, source)) == 3


def test_a_text_that_is_no_list_is_refused() -> None:
    with pytest.raises(CannotTake):
        read(PASTE, "Бул жөн гана текст\nанын эч кандай термини жок\n")


def test_a_row_without_a_meaning_is_left_with_its_line() -> None:
    taken = read(PASTE, "а\tб\nв\nг\tд\n")
    assert [left.place for left in taken.left] == ["file.txt:2"]


# --- Markdown


@pytest.mark.parametrize(
    ("source", "card"),
    [
        ("Q: Борбор?\nA: Бишкек,\nАла-Тоо", recall("Борбор?", "Бишкек,\nАла-Тоо")),
        ("Q: Эмне?\nA: Биринчи.\n\nЭкинчи.\n\n---\n\nБөтөн сөз", recall("Эмне?", "Биринчи.\n\nЭкинчи.")),
        ("P: Канча?\n\nS:\n**Жооп**: эки", recall("Канча?", "Жооп: эки")),
        (
            "#flashcards/a\n## 1. Тема\nСуроо?\n?\n**Жооп:**\nэки\n<!--SR:!2026-01-01,3,250-->",
            Recall(id="", term="1. Тема\nСуроо?", meaning="Жооп:\nэки", tags=("flashcards-a",)),
        ),
        ("C: Борбор — [Бишкек] шаары.", Cloze(id="", text="Борбор — {{Бишкек}} шаары.")),
        ("Ижара::акы **үчүн**", recall("Ижара", "акы үчүн")),
        (
            "Суроо\nэки сапта\n?\nжооп\nэки сапта\n<!--SR:!2026-01-01,3,250-->",
            recall("Суроо\nэки сапта", "жооп\nэки сапта"),
        ),
        ("Борбор — ==Бишкек==, жыл ==1991==.", Cloze(id="", text="Борбор — {{Бишкек}}, жыл {{1991}}.")),
        ("# Тема\n\n## Суроо?\n\nЖооп [шилтеме](x.md).\n", recall("Суроо?", "Жооп шилтеме.")),
    ],
)
def test_markdown_decks_are_read(source: str, card: Card) -> None:
    assert cards(MARKDOWN, source) == [card]


def test_a_card_of_both_directions_is_two() -> None:
    assert cards(MARKDOWN, "Мэр:::шаар башчысы #flashcards/бийлик") == [
        Recall(id="", term="Мэр", meaning="шаар башчысы", tags=("flashcards-biylik",)),
        Recall(id="", term="шаар башчысы", meaning="Мэр", tags=("flashcards-biylik",)),
    ]


def test_a_picture_in_markdown_is_named() -> None:
    assert "map.png" in str(read(MARKDOWN, "Бул ![](img/map.png) эмне::карта").remarks[0].why)


# --- lists of questions

OPTIONS = ("бир", "эки", "үч")
LISTS = [
    "1. Суроо?\nA) бир\nB) эки *\nC) үч",
    "1. Суроо?\nA) бир\n*B) эки\nC) үч",
    "1) Суроо?\nа) бир\nб) +эки\nв) үч",
    "1. Суроо?\nА. бир\nБ. эки\nВ. үч\nЖооп: Б",
    "1. Суроо?\nA. бир\nB. эки\nC. үч\nANSWER: B",
    "1. Суроо?\nA. бир\nB. эки\nC. үч\n\nЖооптор:\n1-B",
    "?Суроо?\n-бир\n+эки\n-үч",
    "<question>Суроо?\n<variant>эки\n<variant>бир\n<variant>үч",
]


@pytest.mark.parametrize("source", LISTS)
def test_lists_of_questions_are_read(source: str) -> None:
    assert cards(LIST, source) == [choice("Суроо?", "эки", "бир", "үч")]
    found = guessed(given(source, "list.txt"))
    assert found is LIST


def test_several_right_options_and_open_questions_are_read() -> None:
    source = "1. Кайсылар?\nA) бир*\nB) эки*\nC) үч\n2. Эмне үчүн?\nЖооп: биринчиси; экинчиси"
    assert cards(LIST, source) == [
        Multi(id="", prompt="Кайсылар?", answers=("бир", "эки"), wrong=("үч",)),
        Outline(id="", prompt="Эмне үчүн?", points=("биринчиси", "экинчиси")),
    ]


def test_a_question_without_a_right_option_is_left_with_its_line() -> None:
    (left,) = read(LIST, "1. Биринчи?\nA) бир*\nB) эки\n\n2. Экинчи?\nA) бир\nB) эки").left
    assert left.place == "file.txt:5"


def word(build: Any) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    build(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_the_bold_or_highlighted_option_of_a_word_list_is_right() -> None:
    def build(document: Any) -> None:
        document.add_heading("Тест")
        for number, right in ((1, "bold"), (2, "highlight_color")):
            document.add_paragraph(f"{number}. Суроо {number}?")
            for letter, text in zip("ABC", OPTIONS, strict=True):
                paragraph = document.add_paragraph(f"{letter}) ")
                run = paragraph.add_run(text)
                if text == "эки":
                    setattr(run if right == "bold" else run.font, right, True if right == "bold" else 7)

    assert cards(DOCX, word(build)) == [choice(f"Суроо {n}?", "эки", "бир", "үч") for n in (1, 2)]


def test_automatic_numbers_and_tables_of_a_word_list_are_read() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Суроо?", style="List Number")
        for text in ("бир", "эки*", "үч"):
            document.add_paragraph(text, style="List Number 2")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            (*table.rows[0].cells, *table.rows[1].cells),
            ("суроо", "жооп", "Мэр", "шаардын башчысы болуп шайланган адам ким"),
            strict=True,
        ):
            cell.text = text

    assert cards(DOCX, word(build)) == [
        choice("Суроо?", "эки", "бир", "үч"),
        recall("Мэр", "шаардын башчысы болуп шайланган адам ким"),
    ]


def numbered(document: Any, text: str, number: int) -> None:
    """A paragraph in an automatic list, as Word makes it."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx gives no other way
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def test_options_that_word_letters_by_itself_belong_to_the_line_above() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Башында бир сөз")
        for question in (1, 2):
            document.add_paragraph(f"Ырастаңыз {question}")
            for text in OPTIONS:
                numbered(document, text, question)
            document.add_paragraph("ANSWER: B")

    assert cards(DOCX, word(build)) == [choice(f"Ырастаңыз {n}", "эки", "бир", "үч") for n in (1, 2)]


# --- spreadsheets


@pytest.mark.parametrize("answer", ["2", "B", "В", "эки"])
def test_options_in_columns_are_understood_with_the_number_or_letter_of_the_right_one(answer: str) -> None:
    source = f"Вопрос;Вариант 1;Вариант 2;Вариант 3;Правильный ответ\nСуроо?;бир;эки;үч;{answer}\n"
    assert cards(CSV, source) == [choice("Суроо?", "эки", "бир", "үч")]
    assert "none of the options" in str(read(CSV, source.replace(f";{answer}\n", ";9\n")).left[0].why)


SHEETS = pytest.mark.parametrize("kind", [XLSX, ODS], ids=lambda k: k.name)


@pytest.mark.parametrize(
    "titles",
    [
        "Вопрос;Вариант А;Вариант Б;Вариант В;Ответ",
        "Question;A;B;C;Correct answer",
        "Суроо;а;б;в;Туура жооп",
        "Question - max 120 characters;Answer 1 - max 75;Answer 2 - max 75;Answer 3;Correct answer(s) - choose one",
        "Текст вопроса;Ответ 1;Ответ 2;Ответ 3;Правильный ответ",
    ],
)
@pytest.mark.parametrize("answer", ["2", "Б", "b)", "эки"])
def test_options_in_columns_are_known_by_their_headings(titles: str, answer: str) -> None:
    assert cards(CSV, f"{titles}\nСуроо?;бир;эки;үч;{answer}\n") == [choice("Суроо?", "эки", "бир", "үч")]


@pytest.mark.parametrize("answer", ["1,3", "A, C", "а; c"])
def test_several_right_options_are_told_by_their_numbers_or_letters(answer: str) -> None:
    source = f'Вопрос,Вариант 1,Вариант 2,Вариант 3,Ответ\nСуроо?,бир,эки,үч,"{answer}"\n'
    assert cards(CSV, source) == [Multi(id="", prompt="Суроо?", answers=("бир", "үч"), wrong=("эки",))]


def test_the_letters_of_the_headings_say_which_alphabet_the_answer_is_of() -> None:
    source = "Вопрос;Вариант А;Вариант Б;Вариант В;Ответ\nСуроо?;бир;эки;үч;В\n"
    assert cards(CSV, source) == [choice("Суроо?", "үч", "бир", "эки")]


def test_a_table_of_unknown_headings_is_told_to_be_read_by_its_first_two_columns() -> None:
    taken = read(CSV, "Kapitel,Art,Wort\n1,lek,阿姨\n")
    assert "first two are taken" in str(taken.remarks[0].why)


def test_a_title_above_the_headings_is_passed_over_and_told() -> None:
    taken = read(CSV, "Тест: бийлик;;\n;;\nСуроо;Жооп;Туура эмес\nБорбор?;Бишкек;Ош\n")
    assert [one.card for one in taken.found] == [choice("Борбор?", "Бишкек", "Ош")]
    assert "above the headings" in str(taken.remarks[0].why)


@SHEETS
def test_every_card_type_comes_back_from_a_spreadsheet(kind: Format) -> None:
    assert list(round_trip(kind, nine())) == list(nine().cards)
    assert guessed(given(made(kind, nine()).data, "x.zip")) is kind


@SHEETS
def test_every_sign_comes_back_from_a_spreadsheet(kind: Format) -> None:
    odd = Recall(id="a", item="a", term="a  b   c <&> ]]>", meaning="=1+1\n+7\n@x")
    deck = replace(nasty(), cards=(*nasty().cards, odd))
    assert list(round_trip(kind, deck)) == list(deck.cards)


def test_no_cell_of_an_open_document_is_anything_but_text() -> None:
    card = Recall(id="a", item="a", term="=1+1", meaning="007")
    with zipfile.ZipFile(io.BytesIO(made(ODS, Deck(deck="d", title="t", cards=(card,))).data)) as archive:
        assert archive.namelist()[0] == "mimetype"
        content = archive.read("content.xml").decode()
    assert "formula" not in content
    assert set(re.findall('office:value-type="([^"]*)"', content)) == {"string"}


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ('office:value-type="date" office:date-value="2010-06-27"', "Cell B2 holds a date"),
        ('office:value-type="percentage" office:value="0.5"', "Cell B2 holds the number 0.5"),
        ('office:value-type="time" office:time-value="PT12H30M00S"', "Cell B2 holds a date"),
        ('office:value-type="boolean" office:boolean-value="true"', "Cell B2 holds TRUE"),
        ('office:value-type="float" office:value="1993"', ""),
    ],
)
def test_an_open_document_cell_that_was_changed_is_refused_by_its_address(cell: str, why: str) -> None:
    taken = read(ODS, open_document(("question", "answer"), ("Жыл?", cell)))
    assert [one.card.solution() for one in taken.found] == ([] if why else [("1993",)])
    assert [why in str(left.why) for left in taken.left] == ([True] if why else [])


def open_document(*rows: tuple[str, str]) -> bytes:
    """A sheet whose last cell bears these attributes, with the far end of rows and columns that LibreOffice writes."""
    data = io.BytesIO(ods.workbook(rows[0], rows[1:]))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            told = text.rpartition("<table:table-cell ")
            after = (
                told[2]
                .partition("</table:table-cell>")[2]
                .replace(
                    "</table:table>",
                    '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
                    'table:number-columns-repeated="16384"/></table:table-row></table:table>',
                )
            )
            last = f"{told[0]}<table:table-cell {rows[-1][1]}><text:p>1993</text:p></table:table-cell>{after}"
            new.writestr(name, last if name == "content.xml" else text)
    return changed.getvalue()


def test_a_formula_in_a_card_stays_text_in_a_spreadsheet() -> None:
    card = Recall(id="a", item="a", term="=1+1", meaning="http://x.kg")
    data = made(XLSX, Deck(deck="d", title="t", cards=(card,))).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert round_trip(XLSX, Deck(deck="d", title="t", cards=(card,))) == (card,)


def typed_by_hand(*rows: tuple[Any, ...]) -> bytes:
    """A workbook as a person makes it: no column is text."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return data.getvalue()


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (datetime.fromisoformat("2010-06-27"), "Cell B3 holds a date"),
        (0.5, "Cell B3 holds the number 0.5"),
        (True, "Cell B3 holds TRUE"),
    ],
)
def test_a_cell_that_a_spreadsheet_changed_is_refused_by_its_address(cell: Any, why: str) -> None:
    taken = read(XLSX, typed_by_hand(("question", "answer"), ("Жыл?", 1993), ("Качан?", cell)))
    assert [one.card.solution() for one in taken.found] == [("1993",)]
    assert [left.place for left in taken.left] == ["file.txt:B3"]
    assert why in str(taken.left[0].why)


def test_the_template_is_read_by_import_and_all_its_columns_are_text(person: Person, tmp_path: Any) -> None:
    path = tmp_path / "mine.xlsx"
    assert person.types("new", "sheet", "-o", str(path)).code == 0
    assert person.types("new", "sheet", "-o", str(path)).code == ExitCode.CANNOT_WRITE
    assert person.types("new", "sheet", "-o", str(tmp_path / "mine.ods")).code == 0
    assert "holds no questions" in person.types("import", str(tmp_path / "mine.ods"), "-o", "d.yaml").err
    assert person.types("new", "deck").code == ExitCode.USAGE
    with zipfile.ZipFile(path) as archive:
        assert b'formatCode="@"' in archive.read("xl/styles.xml") or b'numFmtId="49"' in archive.read("xl/styles.xml")
    said = person.types("import", str(path), "-o", str(tmp_path / "d.yaml"))
    assert "holds no questions" in said.err


# --- text of Anki


def test_anki_text_is_read_by_its_headers() -> None:
    source = (
        "#separator:Pipe\n#html:true\n#tags column:3\n<b>Мэр</b>|шаар&nbsp;башчысы|бийлик\n{{c1::Бишкек}} — борбор.||\n"
    )
    assert guessed(given(source, "x.txt")) is ANKI_TEXT
    assert cards(ANKI_TEXT, source) == [
        Recall(id="", term="Мэр", meaning="шаар башчысы", tags=("biylik",)),
        Cloze(id="", text="{{Бишкек}} — борбор."),
    ]


# --- encodings and HTML


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding: str) -> None:
    text = "Өкмөт;аткаруу бийлигинин жогорку органы\r\nЖогорку Кеңеш;парламент\r\n"
    assert [card.question() for card in cards(CSV, text.encode(encoding))] == ["Өкмөт", "Жогорку Кеңеш"]


def test_cp1251_is_guessed_and_told_and_can_be_named() -> None:
    text = "Правительство;высший орган исполнительной власти государства\nПарламент;законодательный орган\n"
    taken = read(CSV, text.encode("cp1251"))
    assert [one.card.question() for one in taken.found] == ["Правительство", "Парламент"]
    assert "cp1251" in str(taken.guesses[0])
    assert cards(CSV, text.encode("cp866"), encoding="cp866")[0].question() == "Правительство"
    with pytest.raises(CannotTake):
        read(CSV, text.encode("cp1251"), encoding="utf-8")
    with pytest.raises(CannotTake):
        read(CSV, text, encoding="no-such")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Бир</p><p>Эки &amp; үч</p>", "Бир\nЭки & үч"),
        ("<ul><li>а</li><li>б</li></ul>", "• а\n• б"),
        ("<ol><li>а</li><li>б</li></ol>", "1. а\n2. б"),
        ("а<br>б<br/>в", "а\nб\nв"),
        ("<b>кара</b>&nbsp;<i>тамга</i>", "кара тамга"),
        ("2 < 3 жана 5 > 4", "2 < 3 жана 5 > 4"),
        ("<table><tr><td>а</td><td>б</td></tr><tr><td>в</td></tr></table>", "а | б\nв"),
        ("<script>alert(1)</script><style>x</style>текст", "текст"),
        ("<img src='a/b.png' alt='карта'>", "[карта]"),
    ],
)
def test_html_becomes_plain_text_with_its_meaning_kept(html: str, text: str) -> None:
    assert plain_text(html).text == text


def test_comments_without_end_take_no_time() -> None:
    assert plain_text("а<!-- б -->" + "<!--" * 100_000).text == "а"


def test_what_cannot_be_shown_is_named() -> None:
    found = plain_text(r"<img src='a/b.png'> [sound:c.mp3] \(x^2\)")
    assert found.missing == ("b.png", "c.mp3", r"\(x^2\)")


# --- hostile files


def bomb(name: str, size: int) -> bytes:
    """An office file one of whose members unpacks to this many megabytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(name, bytes(size * 2**20))
    return data.getvalue()


def far_corner() -> bytes:
    data = io.BytesIO(typed_by_hand(("question", "answer")))
    changed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b'r="B1"', b'r="XFD1048576"') if "sheet1" in name else text)
    return changed.getvalue()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (XLSX, lambda: b"PK\x03\x04 cut"),
        (DOCX, lambda: b"PK\x03\x04 cut"),
        (XLSX, lambda: b"hello"),
        (DOCX, lambda: b"hello"),
        (XLSX, lambda: bomb("xl/worksheets/sheet1.xml", 300)),
        (DOCX, lambda: bomb("word/document.xml", 70)),
        (XLSX, far_corner),
    ],
)
def test_an_office_file_that_is_broken_or_hostile_is_told_in_a_sentence(
    kind: Format, data: Callable[[], bytes]
) -> None:
    with pytest.raises(CannotTake):
        read(kind, data())


@pytest.mark.parametrize("kind", [CSV, LIST, MARKDOWN, ODS, PASTE, XLSX, DOCX, ANKI_TEXT])
def test_two_hundred_megabytes_are_refused_unread(kind: Format) -> None:
    with pytest.raises(CannotTake, match="MB are read"):
        module_of(kind).read(Given("big.txt", io.BytesIO(b"a;b\n"), 200 * 2**20))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.docx", b"%PDF-1.7", "is a PDF"),
        ("x.gift", b"\x89PNG....", "a picture"),
        ("x.doc", b"\xd0\xcf\x11\xe0....", "old Office"),
        ("x.apkg", b"\x1f\x8b\x08", "compressed"),
        ("x.txt", b"", "is empty"),
        ("x.yaml", b"deck: d", "own format"),
        ("x.zip", b"PK\x05\x06" + bytes(18), "no terms|known here|is no list|nothing parts"),
    ],
)
def test_a_wrong_extension_or_kind_of_file_is_told_with_what_to_do(
    name: str, data: bytes, why: str, person: Person, tmp_path: Any
) -> None:
    said = takes_in(person, tmp_path, name, data)
    assert said.code in {ExitCode.BAD_CONTENT, ExitCode.USAGE}
    assert any(one in said.err for one in why.split("|")), said.err


def test_a_missing_library_is_told_with_the_command_that_installs_it(
    person: Person, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    said = takes_in(person, tmp_path, "x.xlsx", typed_by_hand(("question", "answer")))
    assert said.code == ExitCode.USAGE
    assert "pip install 'kgquiz[formats]'" in said.err
