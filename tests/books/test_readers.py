from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kgquiz.books.findings import findings_of
from kgquiz.books.model import BookText, Joiner
from kgquiz.books.readers import read_book
from kgquiz.books.readers.limits import LARGEST_BOOK
from kgquiz.books.structure import chapters_of
from kgquiz.formats.base import CannotTake, Given
from tests.books import made
from tests.support import ROOT

pytestmark = pytest.mark.landing


def given(data: bytes, name: str = "book") -> Given:
    return Given(name, io.BytesIO(data), len(data))


@pytest.mark.parametrize("kind", made.MAKERS)
def test_every_kind_of_file_gives_the_same_book(kind: str) -> None:
    book = read_book(given(made.MAKERS[kind]()))
    (chapter,) = chapters_of(book)
    assert (chapter.number, chapter.title, chapter.page) == (1, "БАЛ ААРЫЛАР", 41)
    assert [(one.text, one.page) for one in chapter.sections] == list(zip(made.SECTIONS, (41, 42), strict=True))
    assert [(one.text, one.page) for one in chapter.terms] == [(term, 43) for term in made.TERMS]
    assert [one.text for one in chapter.questions] == made.QUESTIONS
    assert {line.page for line in book.lines if line.text.strip()} == set(made.PAGES)


@pytest.mark.parametrize("kind", made.MAKERS)
def test_a_chapter_offers_definitions_figures_and_lists(kind: str) -> None:
    (found,) = findings_of(read_book(given(made.MAKERS[kind]())))
    beside = {one.term: one.definition.text for one in found.terms if one.definition}
    assert beside["Уюк"].startswith("Уюк – бул аарылар жашаган")
    assert beside["Бал"].endswith("бал деп аталат.")
    assert {one.blank: one.said.page for one in found.facts} == {"үч": 42, "40": 42, "1814": 42, "18%": 42}
    assert [one.items for one in found.lists] == [
        ("уюктун ичин тазалоо", "личинкаларды тамактандыруу", "гүл ширесин ташуу")
    ]
    assert all(one.candidates for one in found.questions)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Chapter 2. Tides", ("Key terms", "Review questions", "References")),
        ("Глава 2. Приливы", ("Основные термины", "Контрольные вопросы", "Литература")),
    ],
)
def test_other_languages_and_layouts_are_read_by_their_own_words(name: str, words: tuple[str, str, str]) -> None:
    terms, questions, end = words
    lists = f"{terms}\nneap tide\nspring tide\n\n{questions}\n1. Why?\n2. When?\n\n{end}\nA."
    text = f"{name}\n\nTides rise twice a day.\n\n{lists}"
    (chapter,) = chapters_of(read_book(given(text.encode())))
    assert chapter.number == 2
    assert [one.text for one in chapter.terms] == ["neap tide", "spring tide"]
    assert [one.text for one in chapter.questions] == ["Why?", "When?"]


def test_a_word_cut_at_the_end_of_a_line_is_made_whole_unless_it_has_a_hyphen_elsewhere() -> None:
    joiner = Joiner(["соода-сатык соода-сатык", "жылы-", "тат"])
    assert joiner.join(["күн жылы-", "тат"]) == "күн жылытат"
    assert joiner.join(["ал соода-", "сатык"]) == "ал соода-сатык"


def test_pages_of_plain_text_are_told_by_lone_numbers_and_the_blank_before_a_new_page() -> None:
    pages = [[f"Саптын мааниси {page} {line}" for line in range(30)] for page in range(5, 25)]
    lines: list[str] = []
    for page, some in enumerate(pages, 5):
        lines += [f" {some[0]}" if page % 5 != 1 else some[0], *some[1:]]
        lines += ["", str(page), ""] if page % 5 == 0 else []
    book = read_book(given("\n".join(lines).encode()))
    right = [line.page == int(line.text.split()[2]) for line in book.lines if line.text.strip()]
    assert all(right[30:-30])
    assert not any(line.text.strip().isdigit() for line in book.lines)


def test_without_pages_none_are_made_up() -> None:
    for data in (made.epub(pages=False), b"\n".join([b"one line", b"two"])):
        assert not read_book(given(data)).has_pages


def _zip(parts: dict[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 12))
    + "]><d>&l;</d>"
)
HOSTILE: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "empty": (b"", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    "old Word": (b"\xd0\xcf\x11\xe0" + bytes(600), ".docx"),
    "a program": (b"MZ\x90\x00\x03\x00abc" * 40 + bytes(9), "no book"),
    "a cut PDF": (b"%PDF-1.7\n1 0 obj <<", "damaged"),
    "a cut zip": (made.epub()[:400], "damaged"),
    "some zip": (_zip({"a.txt": "a"}), "neither"),
    "a bomb": (lambda: _zip({"word/document.xml": b"<d>" + b" " * (70 * 2**20) + b"</d>"}), "unpack"),
    "no XML": (_zip({"word/document.xml": "<d>"}), "damaged"),
    "no spine": (_zip({"META-INF/container.xml": "<container/>"}), "damaged"),
    "locked": (_zip({"META-INF/container.xml": "<container/>", "META-INF/rights.xml": "<r/>"}), "locked"),
    "entities": (_zip({"word/document.xml": ENTITIES}), "damaged|no text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(name: str) -> None:
    data, said = HOSTILE[name]
    with pytest.raises(CannotTake, match=said):
        read_book(given(data() if callable(data) else data))


def test_a_scan_is_told_from_a_book() -> None:
    import typst

    scan = bytes(typst.compile(b"#rect()\n#pagebreak()\n#circle()"))
    with pytest.raises(CannotTake, match="OCR"):
        read_book(given(scan))


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    huge = replace(given(b"%PDF-"), size=500 * 2**20)
    assert huge.size > LARGEST_BOOK
    with pytest.raises(CannotTake, match="500 MB"):
        read_book(huge)


def test_a_misnamed_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_bytes(made.docx())
    with path.open("rb") as stream:
        book: BookText = read_book(Given("book.txt", stream, path.stat().st_size))
    assert book.pages == 3


def test_hostile_text_and_lists_take_no_more_than_their_share_of_time() -> None:
    began = time.perf_counter()
    numbers = "\n\n".join(str(n % 500) for n in range(40_000))
    read_book(given(numbers.encode() + b"\nend"))
    entries = "<ol>" + "<li>a</li>" * 30_000 + "</ol>"
    assert len(read_book(given(_epub_of(made.PAGE.format(body=entries)))).lines) >= 30_000
    far = "\n".join(
        ["a line", "", "1", "", *["a line"] * 50_000, "", "1500", "", *["a line"] * 30, "", "1501", "", "a"]
    )
    read_book(given(far.encode()))
    assert time.perf_counter() - began < 60


def test_an_ordered_list_of_an_epub_keeps_its_numbers() -> None:
    page = made.PAGE.format(body="<p>Мына:</p><ol start='3'><li>үч</li><li>төрт</li></ol>")
    book = read_book(given(_epub_of(page)))
    assert [line.text for line in book.lines if line.text] == ["Мына:", "3. үч", "4. төрт"]


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _listed(number: int, level: int, text: str) -> str:
    list_of = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{list_of}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _level(depth: int, kind: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">'
    + _level(0, "decimal", "%1.")
    + _level(1, "russianLower", "%2)")
    + _level(2, "decimal", "%1.%3.")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + _level(0, "bullet", "\uf0b7")
    + '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    + '<w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>'
    + '<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>'
    + "</w:lvlOverride></w:num></w:numbering>"
)


def _word(body: str, **parts: str) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return _zip({"word/document.xml": document, **{f"word/{name}.xml": part for name, part in parts.items()}})


def _texts(book: BookText) -> list[str]:
    return [line.text for line in book.lines if line.text]


def test_the_numbers_that_word_computes_are_those_that_a_reader_sees() -> None:
    told = [
        (5, 0, "биринчи"),
        (5, 1, "анын бири"),
        (5, 1, "анын экиси"),
        (5, 0, "экинчи"),
        (5, 1, "кайра"),
        (5, 2, "терең"),
    ]
    told += [(6, 0, "чекит"), (7, 0, "төрттөн"), (5, 0, "үчүнчү"), (99, 0, "белгисиз")]
    book = read_book(given(_word("".join(_listed(*one) for one in told), numbering=NUMBERING)))
    assert _texts(book) == [
        "1. биринчи", "а) анын бири", "б) анын экиси", "2. экинчи", "а) кайра", "2.1. терең",
        "• чекит", "4. төрттөн", "3. үчүнчү", "• белгисиз",
    ]  # fmt: skip


def test_a_numbered_heading_of_word_is_a_section_without_its_number() -> None:
    style = (
        f'<w:styles {W}><w:style w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="5"/>'
        "</w:numPr></w:pPr></w:style></w:styles>"
    )
    headed = '<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    plain = "<w:p><w:r><w:t>Бул жерде текст бар.</w:t></w:r></w:p>"
    body = headed.format("Суу") + plain + headed.format("Жер") + plain
    (chapter,) = chapters_of(read_book(given(_word(body, numbering=NUMBERING, styles=style))))
    assert [(one.number, one.text) for one in chapter.sections] == [(1, "Суу"), (2, "Жер")]


def _table(*rows: tuple[str, ...]) -> str:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    told = ("".join(map(cell.format, row)) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{cells}</w:tr>" for cells in told) + "</w:tbl>"


def test_a_table_is_read_row_by_row_from_word_and_from_an_epub() -> None:
    rows = (("Мэр", "шаар"), ("Аким", "район"))
    html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    paged = made.PAGE.format(body=f"<p>Ким башкарат</p><table>{html}</table>")
    told = "<w:p><w:r><w:t>Ким башкарат</w:t></w:r></w:p>" + _table(*rows)
    for data in (_word(told), _epub_of(paged)):
        book = read_book(given(data))
        assert _texts(book) == ["Ким башкарат", "Мэр | шаар", "Аким | район"]
        (found,) = findings_of(book)
        assert [(one.caption, one.rows) for one in found.tables] == [("Ким башкарат", rows)]


def test_a_table_that_only_lays_out_a_page_is_read_as_text() -> None:
    book = read_book(given(_word(_table(("Узун текст. " * 60, "да ушундай. " * 60)))))
    assert not any(line.cells for line in book.lines)
    assert len(_texts(book)) == 2


@pytest.mark.parametrize("name", ["locked.pdf", "locked.docx"])
def test_a_book_with_a_password_is_told_so(name: str) -> None:
    data = (ROOT / "tests" / "data" / name).read_bytes()
    with pytest.raises(CannotTake, match="password"):
        read_book(given(data))


def test_a_word_file_with_a_password_is_told_from_an_old_one() -> None:
    sealed = b"\xd0\xcf\x11\xe0" + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(CannotTake, match="protected by a password"):
        read_book(given(sealed))


def _epub_of(page: str) -> bytes:
    return _zip(
        {
            "META-INF/container.xml": made.CONTAINER,
            "OEBPS/book.opf": made.PACKAGE.format(items='<item id="i" href="a.xhtml"/>', order='<itemref idref="i"/>'),
            "OEBPS/a.xhtml": page,
        }
    )
