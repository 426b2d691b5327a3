"""Papers as Word files and as Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kgquiz.printing.markdown_paper import escaped
from tests.printing.support import HOSTILE, pages, prints
from tests.support import Person

pytestmark = pytest.mark.landing

KINDS = ("docx", "md")


def rendered(markdown: str) -> str:
    """What a reader of Markdown sees, with single spaces."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    parts = [
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for token in tokens
        if token.type == "inline"
        for child in token.children or ()
    ]
    inline = [token for token in tokens if token.type == "inline"]
    assert not any(
        child.type in {"html_inline", "image", "link_open"} for one in inline for child in one.children or ()
    )
    return " ".join(" ".join(parts).split())


def text_of(file: str) -> str:
    """What stands in a file, with single spaces; its foot too."""
    if file.endswith(".md"):
        return rendered(Path(file).read_text(encoding="utf-8"))
    document = docx.Document(file)
    lines = [paragraph.text for paragraph in (*document.paragraphs, *document.sections[0].footer.paragraphs)]
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_is_asked_and_nothing_is_told(printer: Person, kind: str) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--as", kind, "-o", "out")
    text = text_of(f"out/all-A.{kind}")
    for said in ("Кайсынысы өзөн?", "Соң-Көл", "Ала-Арча — парк.", "күз", "депутат", "Өкмөт", "Эки себебин жазыңыз."):
        assert said in text
    for said in ("Name:", "Variant: A", "1.5 points", "all · 7 · A"):
        assert said in text
    for told in ("Үңкүр", "Аткаруу бийлиги", "экинчиси", "дарыя"):
        assert told not in text


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_literal(printer: Person, kind: str) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--as", kind, "-o", "out")
    assert " ".join(HOSTILE.split()) in text_of(f"out/all-A.{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_letters_and_keys_are_those_of_the_typeset_paper(printer: Person, kind: str) -> None:
    for one in ("pdf", kind):
        prints(printer, "paper", "all", "--seed", "7", "--variants", "2", "--as", one, "-o", one)
    for code in "AB":
        typeset, text = " ".join(pages(Path(f"pdf/all-{code}.pdf"))), text_of(f"{kind}/all-{code}.{kind}")
        letters = r"([a-d])\) (Чүй|Ала-Тоо|Бишкек|Ош|Ысык-Көл|Соң-Көл|Нарын|Кеңеш)"
        assert re.findall(letters, text) == re.findall(letters, typeset)
    typeset, text = " ".join(pages(Path("pdf/all-key.pdf"))), text_of(f"{kind}/all-key.{kind}")
    for answer in (r"[a-d]\) Чүй", r"[a-d]\) (?:Ысык|Соң)-Көл; [a-d]\) (?:Ысык|Соң)-Көл", r"a \d, b \d, c \d, d \d"):
        found = re.findall(answer, text)
        assert len(found) == 2
        assert found == re.findall(answer, typeset)
    assert Path(f"{kind}/all-A.yaml").read_bytes() == Path("pdf/all-A.yaml").read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_bytes(printer: Person, kind: str) -> None:
    for folder in ("one", "two"):
        prints(printer, "paper", "all", "--seed", "7", "--variants", "2", "--as", kind, "-o", folder)
    names = sorted(path.name for path in Path("one").iterdir())
    assert len(names) == 7
    assert all(Path("one", name).read_bytes() == Path("two", name).read_bytes() for name in names)


def test_a_word_file_has_the_page_and_the_size_of_type_asked_for(printer: Person) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--as", "docx", "--paper", "letter", "--large", "-o", "out")
    document = docx.Document("out/all-A.docx")
    width: Any = document.sections[0].page_width
    assert round(width.mm) == 216
    assert document.styles["Normal"].font.size.pt == 16


@pytest.mark.parametrize("kind", KINDS)
def test_the_sheet_has_a_place_for_every_item(printer: Person, kind: str) -> None:
    prints(printer, "paper", "all", "--seed", "7", "--as", kind, "-o", "out")
    text = text_of(f"out/all-A-sheet.{kind}")
    assert all(f"{number}." in text for number in range(1, 10))
    assert "☐ a" in text


SIGNS = st.text("*_`#[]()<>!|~$&\\-+=.:;1 abөүң\n@^{}/", min_size=1, max_size=40)


@given(SIGNS | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30))
def test_whatever_is_escaped_reads_as_it_was_written(text: str) -> None:
    assert rendered(f"**1.** {escaped(text)}") == " ".join(["1.", *text.split()])
    assert rendered(escaped(text)) == " ".join(text.split())
