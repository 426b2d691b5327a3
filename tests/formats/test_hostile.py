"""Files made to do harm: a sentence or nothing taken, in bounded time; of sizes at which harm would be seen."""

# ruff: noqa: E501, S608 - what does harm stands in a line; statements are put together from constants

from __future__ import annotations

import io
import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import process_time

import pytest

from kgquiz.formats import ods
from kgquiz.formats.anki_package import SCHEMA
from kgquiz.formats.assemble import assemble
from kgquiz.formats.base import LONGEST_TEXT, MOST_QUESTIONS, CannotTake, Format
from kgquiz.formats.guess import guessed
from kgquiz.formats.html_text import plain_text
from kgquiz.formats.registry import (
    AIKEN,
    ANKI,
    ANKI_TEXT,
    CSV,
    DOCX,
    GIFT,
    JSON,
    LIST,
    MARKDOWN,
    MOODLE_XML,
    ODS,
    PASTE,
    TSV,
)
from tests.formats.support import given, read, takes_in
from tests.support import Person

pytestmark = pytest.mark.landing

TEXTS = (GIFT, AIKEN, CSV, TSV, ANKI_TEXT, PASTE, MARKDOWN, LIST, JSON)
PATIENCE = 10.0
"""Seconds of a processor; what looks for an end again and again took minutes for each of these."""


@contextmanager
def soon() -> Iterator[None]:
    started = process_time()
    yield
    assert process_time() - started < PATIENCE


def looked_at(kind: Format, data: bytes | str) -> None:
    """Read a file that may be refused, never break on it."""
    try:
        assemble(read(kind, data).found, kind)
    except CannotTake:
        return


WORST = ["#", "![[", "<!--", "<a ", "<a b=", "{{c1::", "\\(", "[sound:", "{\n\n", " ", "\t", "\n", "1. a A) b "]
"""Each of them took from seconds to hours once."""
OTHERS = [
    "{", "}", "[", "![", "](", "[[a|", "[a](b", "==", "**a", "__", "::", "<", "<a b='", "&#", "\\[", "$$", "[$]", "[latex]",
    "{{c1::a::", "~", "=", "%50%", "->", "{1:SA:=a", '"', " \n", "```\n", "1.\n", "1. a\n", "A) a\n", "?\n", "a\tb ",
    "1-A ", "\u200b", "Q: a\n", "#a ", "<question>", "ANSWER: ", "+ a\n", "a|b\n", "'", "//", "%", "\r",
]  # fmt: skip


@pytest.mark.parametrize("piece", [*WORST, *(pytest.param(one, marks=[pytest.mark.slow]) for one in OTHERS)])
def test_no_text_takes_long_however_it_goes_on(piece: str) -> None:
    text = piece * (15_000 // len(piece))
    with soon():
        plain_text(f"<b>{text}")
        for told in (f"Q: a {{{text}", f"1. a\nA) b\n{text}*\n", f"a {text} b::c {text}"):
            guessed(given(told, "x.txt"))
            for kind in TEXTS:
                looked_at(kind, told)


# --- packages of Anki

MODEL = {
    "name": "Basic",
    "type": 0,
    "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
    "tmpls": [{"ord": 0, "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
}
ONE = (
    "insert into notes values (1, 'g', 1, 0, 0, '', 'a' || char(31) || 'b', '', 0, 0, '');"
    "insert into cards values (1, 1, 1, 0, 0, 0, 2, 2, {due}, 0, 0, 0, 0, 0, 0, 0, 0, '');"
)


def package(more: str, schema: str = SCHEMA, models: str | None = None) -> bytes:
    """A package with a collection of its own making."""
    packed = io.BytesIO()
    told = models if models is not None else json.dumps({"1": MODEL})
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(schema)
        row = (told, '{"1": {"name": "d"}}')
        connection.execute("insert into col values (1, 1, 0, 0, 11, 0, 0, 0, '{}', ?, ?, '{}', '{}')", row)
        connection.executescript(more)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("collection.anki2", connection.serialize())
    return packed.getvalue()


ENDLESS = (
    "create view notes as with recursive t(n) as (select 1 union all select n + 1 from t)"
    " select n as id, 'g' || n as guid, 1 as mid, '' as tags, 'a' || char(31) || 'b' as flds from t;"
)
NO_NOTES = "drop table notes;"
MANY = f"""with recursive t(n) as (select 1 union all select n + 1 from t where n <= {MOST_QUESTIONS + 1})
 insert into notes select n, 'g' || n, 1, 0, 0, '', 'a' || n || char(31) || 'b', '', 0, 0, '' from t;"""
PACKAGES = {
    "notes without end": (NO_NOTES + ENDLESS,),
    "too many notes": (MANY,),
    "models without end": ("", SCHEMA, "[" * 100_000),
    "a table of another kind": ("drop table revlog; create table revlog (id text); insert into revlog values (1);",),
}
"""What each is made of: only the process that reads it packs it."""


@pytest.mark.parametrize("name", PACKAGES)
def test_a_collection_that_never_ends_or_is_none_is_told_in_a_sentence(name: str) -> None:
    with soon(), pytest.raises(CannotTake):
        read(ANKI, package(*PACKAGES[name]), "x.apkg")


def test_a_trigger_in_a_collection_is_never_run_and_moments_that_cannot_be_are_told(
    person: Person, tmp_path: Path
) -> None:
    trigger = "create trigger x before insert on notes begin select load_extension('x'); end;"
    impossible = "".join(
        f"insert into revlog values ({at}, 1, 0, 3, 1, 1, 1, 1, 1);" for at in (2**63 - 1, -(2**62), 99**9)
    )
    data = package(ONE.format(due=2**62) + impossible + trigger)
    said = takes_in(person, tmp_path, "x.apkg", data)
    assert said.code == 0, said.err
    assert "3 answers have a moment that cannot be" in said.out


def test_a_note_of_many_megabytes_is_left_and_no_other_with_it() -> None:
    huge = "insert into notes values (2, 'h', 1, 0, 0, '', zeroblob(20000000), '', 0, 0, '');"
    huge += "insert into cards values (2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '');"
    with soon():
        taken = read(ANKI, package(ONE.format(due=1) + huge), "x.apkg")
    assert len(taken.found) == 1
    assert [left.place for left in taken.left] == ["x.apkg:note 2"]
    assert str(LONGEST_TEXT) in str(taken.left[0].why.values)


def test_a_zstd_bomb_is_not_unpacked() -> None:
    zstd = (
        pytest.importorskip("backports.zstd") if sys.version_info < (3, 14) else pytest.importorskip("compression.zstd")
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("collection.anki21b", zstd.compress(bytes(300 * 2**20)))
    with soon(), pytest.raises(CannotTake, match="would unpack"):
        read(ANKI, packed.getvalue(), "x.apkg")


# --- XML, JSON, sheets and Word

DEEP = "<a>" * 100_000
ASKED = "<question type='shortanswer'><questiontext><text>q</text></questiontext>{}</question>"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (MOODLE_XML, f"<quiz>{ASKED.format(DEEP)}</quiz>"),
        (MOODLE_XML, "<quiz>" * 100_000),
        (MOODLE_XML, "<quiz " + " ".join(f"a{n}='x'" for n in range(50_000)) + "/>"),
        (JSON, '{"a":' * 100_000),
        (JSON, '{"deck": "d", "cards": ' + "[" * 100_000 + "]" * 100_000 + "}"),
        (JSON, '{"deck": "d", "cards": [' + "1," * MOST_QUESTIONS + "1]}"),
        (PASTE, "a\tb\n" * (MOST_QUESTIONS + 1)),
    ],
    ids=["deep", "deeper", "attributes", "json", "lists", "entries", "paste"],
)
def test_what_is_endlessly_deep_wide_or_long_is_refused(kind: Format, data: str) -> None:
    with soon():
        try:
            taken = read(kind, data)
        except CannotTake:
            return
    assert taken.found == ()


def test_a_question_of_a_hundred_thousand_answers_is_left() -> None:
    with soon():
        taken = read(GIFT, "a {=b ~c}\n\nq {" + "=a\n" * 100_000 + "}\n")
    assert [len(taken.found), len(taken.left)] == [1, 1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">'),
        (" office:value-type", ' table:number-columns-repeated="16384" office:value-type'),
        ("<text:p>", '<text:p><text:s text:c="2000000000"/>'),
    ],
)
def test_a_sheet_that_is_written_once_and_stands_for_millions_is_not_read(before: str, after: str) -> None:
    data, changed = ods.workbook(["question", "answer"], [["a", "b"]] * 60), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(before.encode(), after.encode()))
    with soon(), pytest.raises(CannotTake, match="would unpack"):
        read(ODS, changed.getvalue())


BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
PARAGRAPH = "<w:p><w:r><w:t>1. a</w:t></w:r></w:p>"
CELL = f"<w:tc>{PARAGRAPH}</w:tc>"
ROW = f"<w:tr>{CELL * 50}</w:tr>"


@pytest.mark.parametrize(
    "document",
    [
        BODY.format(PARAGRAPH * 50_001),
        BODY.format(f"<w:tbl>{ROW * 1001}</w:tbl>"),
        BODY.format("<w:tbl><w:tr><w:tc>" * 3000 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 3000),
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + BODY.format(PARAGRAPH.replace("1. a", "&a;")),
    ],
    ids=["paragraphs", "cells", "tables in tables", "an entity"],
)
def test_a_word_file_that_never_ends_or_reaches_outside_is_refused(
    document: str, person: Person, tmp_path: Path
) -> None:
    docx = pytest.importorskip("docx")
    usual, changed = io.BytesIO(), io.BytesIO()
    docx.Document().save(usual)
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    with soon():
        said = takes_in(person, tmp_path, "x.docx", changed.getvalue())
    assert said.code == CannotTake.exit_code
    assert "root:" not in said.out + said.err
    assert guessed(given(changed.getvalue(), "x.docx")) is DOCX
