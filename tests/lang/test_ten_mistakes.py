"""The ten most likely mistakes of each command, made with the real command: nothing in the answers is English."""

from __future__ import annotations

import atexit
import json
import os
import re
import shlex
import sqlite3
import string
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kgquiz.actions.theme import THEME_NAMES
from kgquiz.errors import ExitCode
from kgquiz.formats.registry import FORMATS
from kgquiz.search.query import FIELDS, State
from kgquiz.terminal.commands import COMMANDS, GROUPS
from kgquiz.terminal.verbs import built
from tests import catalogues
from tests.support import ROOT, with_decks_read, write

pytestmark = pytest.mark.landing

MISTAKES = {
    "": (
        "stduy",
        "--lang de",
        "--lang",
        "--version=2",
        "--versoin",
        "--plain",
        "ch1",
        "lern ch1",
        "help",
        "exam.yaml",
    ),
    "study": (
        "ch99",
        "ch1x y",
        "no-such.yaml",
        "unclosed.yaml",
        "misspelt.yaml",
        "content/ch1.yaml",
        "--limit many",
        "--new -3",
        "--type tpyed",
        "--limt 5",
        "--order bok",
        "emptyfolder",
    ),
    "note": (
        "",
        "ch1",
        "ch1/nope",
        "ch1/akim.tyepd",
        "akim.tpyed",
        "ch99/akim.typed эскертме",
        "мэр эскертме",
        "--star",
        "--text эскертме ch1/akim.typed",
        "ch1/akim.typed --jsn",
    ),
    "why": (
        "",
        "ch1",
        "ch1/nope",
        "ch1/akim.tyepd",
        "akim.tpyed",
        "ch99/akim.typed",
        "мэр",
        "ch1/akim.typed ch1/akim.choice",
        "--card ch1/akim.typed",
        "ch1/akim.typed --jsn",
    ),
    "stats": (
        "ch99",
        "no-such.yaml",
        "unclosed.yaml",
        "misspelt.yaml",
        "emptyfolder",
        "--days many",
        "--days 0",
        "--html",
        "--html photo.yaml",
        "--html photo.yaml/page.html",
        "--jsn",
    ),
    "cards": (
        "stat:due",
        "бет:118",
        "page:",
        "page:abc",
        "page:118-100",
        "deck:ch99",
        "'deck<3'",
        "chapter:бир",
        "tag:egof",
        "type:clozes",
        "is:zzz",
        "мэр not",
        "'\"мэр'",
        "--sort name",
        "--limit -1",
        "--jsn",
    ),
    "place": (
        "ch99",
        "no-such.yaml",
        "unclosed.yaml",
        "misspelt.yaml",
        "empty.yaml",
        "emptyfolder",
        "photo.yaml",
        "content/ch1.yaml",
        "--limit 5",
        "--jsn",
    ),
    "due": (
        "ch99",
        "глава",
        "no-such.yaml",
        "unclosed.yaml",
        "misspelt.yaml",
        "empty.yaml",
        "emptyfolder",
        "photo.yaml",
        "--new 5",
        "--jsn",
    ),
    "decks": (
        "ch99",
        "CH X",
        "no-such.yaml",
        "unclosed.yaml",
        "misspelt.yaml",
        "empty.yaml",
        "emptyfolder",
        "twice.yaml",
        "--all",
        "--json=yes",
    ),
    "plan": (
        "",
        "--exam 2020-01-20",
        "--exam tomorrow",
        "--exam 2026-02-30",
        "--exam 2099-01-20 --minutes 0",
        "--exam 2099-01-20 --off someday",
        "--exam 2099-01-20 --off mon,tue,wed,thu,fri,sat,sun",
        "--exam 2099-01-20 --paper nope",
        "--exam 2099-12-20 --exam 2099-01-20",
        "--add --paper final",
        "--drop nope",
        "--minutes 30",
        "--result 130",
        "--today",
        "--clear",
        "--exam",
        "ch99 --exam 2099-01-20",
    ),
    "tune": ("--quick", "ch1", "--show ch1", "--undo", "--udno", "--reset", "--json=yes", "--show=1", "-x", "now"),
    "simulate": (
        "--workload 600",
        "--workload 600/30/20/5",
        "--workload a/b/c",
        "--workload 0/0/0",
        "--workload",
        "--policy best",
        "--students many",
        "--students 5000",
        "--studens 3",
        "ch1",
    ),
    "undo": ("", "--json", "2", "ch1", "--all", "--last", "--jsn", "--json=yes", "-n", "-2"),
    "suspended": (
        "--resume",
        "--resume ch1/nope",
        "--resume nope",
        "--resume ch1/akim.tyepd",
        "--resum ch1/akim.typed",
        "--resume-al",
        "ch1/akim.typed",
        "--resume-all=ch1",
        "ch1",
        "--jsn",
    ),
    "settings": (
        "speed 1",
        "retention none",
        "retention 5",
        "retention high",
        "new-per-day -1",
        "new-per-day many",
        "order alphabetical",
        "theme pink",
        "retenton 0.9",
        "retention 0.8 0.9",
        "retention=0.8",
        "--retention 0.8",
    ),
    "where": ("home", "ch1", "--home", "--path", "--jsn", "--json=yes", "-v", "is it", "--open", "progress.db"),
    "backup": (
        "",
        "torn.json",
        "nowhere/photo.yaml/x.gz",
        "photo.yaml/x.gz",
        "a.gz b.gz",
        "--lst",
        "--list=yes",
        "--jsn",
        "--to a.gz",
        "unclosed.yaml",
        "--restore",
    ),
    "restore": (
        "",
        "nowhere.gz",
        "torn.json",
        "photo.yaml --yes",
        "emptyfolder",
        "emptyfolder --yes",
        "a.gz b.gz",
        "--yes",
        "empty.yaml --yes",
        "--ys empty.yaml",
        "--list",
    ),
    "sync": (
        "",
        "nowhere",
        "torn.json",
        "photo.yaml",
        "torn.json/x",
        "emptyfolder sound",
        "--folder emptyfolder",
        "emptyfolder --jsn",
        "--json",
        "emptyfolder --all",
        "-f emptyfolder",
    ),
    "doctor": (
        "",
        "--mend",
        "--salvage",
        "--salvage nowhere.db",
        "--salvage emptyfolder",
        "--salvage torn.json -o photo.yaml",
        "--salvage torn.json -o photo.yaml/new.db",
        "--mnd",
        "torn.json",
        "--jsn",
        "--mend=yes",
    ),
    "build": (
        "",
        "content/ch1.yaml",
        "--content nowhere",
        "--content emptyfolder",
        "--content unclosed.yaml",
        "--content sound --decks unclosed.yaml",
        "--content sound --decks unclosed.yaml/decks",
        "--chek",
        "--content",
        "--force",
        "--check --content sound --decks nowhere",
    ),
    "check": (
        "ch99",
        "no-such.yaml",
        "unclosed.yaml",
        "misspelt.yaml",
        "empty.yaml",
        "photo.yaml",
        "emptyfolder",
        "content",
        "values.yaml",
        "twice.yaml",
        "wrong.exam.yaml",
        "--srtict",
    ),
    "import": (
        "",
        "no-such.gift",
        "emptyfolder",
        "photo.yaml --as gift",
        "empty.yaml",
        "torn.json",
        "unclosed.yaml --as nope",
        "unclosed.yaml --encoding nope",
        "--look",
        "--ass gift",
        "torn.json -o",
    ),
    "export": (
        "",
        "ch1",
        "ch99 -o x.gift",
        "ch1 -o x.nope",
        "ch1 -o x.gift --to nope",
        "unclosed.yaml -o x.gift",
        "misspelt.yaml -o x.gift",
        "ch1 -o torn.json/x.gift",
        "ch1 -o",
        "ch1 --too gift -o x.gift",
    ),
    "new": (
        "shet",
        "deck",
        "sheet extra",
        "sheet -o",
        "sheet -o photo.yaml/x.xlsx",
        "sheet -o emptyfolder",
        "sheet -o photo.yaml",
        "sheet --forse",
        "--output",
        "sheet -o questions.docx",
        "sheet --json",
        "content",
        "content ''",
        "content a b",
        "exam a --force=yes",
        "deck x -o empty.yaml",
        "deck x -o empty.yaml/y.yaml",
        "kontent x",
    ),
    "write": (
        "ch99",
        "no-such.yaml",
        "wrong.exam.yaml",
        "emptyfolder",
        "unclosed.yaml",
        "misspelt.yaml",
        "photo.yaml",
        "empty.yaml",
        "a b",
        "--plian",
        "--plain=yes",
        "torn.json",
    ),
    "formats": ("gift", "ch1", "--all", "--jsn", "--json=yes", "--to gift", "-l", "list", "anki", "x y"),
    "schema": ("decks", "exam", "Deck", "content.yaml", "deck content", "--json", "--out x", "yaml", "kontent", "-o"),
    "exam": (
        "lst",
        "ch99",
        "final --items 100000",
        "ch1 --items many",
        "ch1 --minutes 0",
        "ch1 --pass 200",
        "--resume",
        "wrong.exam.yaml",
        "no-such.exam.yaml",
        "--seed",
        "ch1 --seed x@y --plain",
        "unclosed.yaml",
    ),
    "exam sit": (
        "ch99",
        "fianl",
        "ch1 --items 0",
        "ch1 --minutes long",
        "ch1 --pass 0",
        "--resume",
        "wrong.exam.yaml",
        "misspelt.yaml",
        "--sead 3",
        "--items",
    ),
    "exam preview": (
        "",
        "ch99",
        "fianl",
        "final --seed",
        "ch1 --seed 7 --swap 99",
        "ch1 --seed 7 --pin 0",
        "ch1 --seed 7 --swap 2 --pin 2",
        "final --swap many",
        "final --items 0",
        "ch1 --seed 7 -o photo.yaml/paper.yaml",
        "ch1 --seed 7 -o empty.yaml",
        "lost.yaml",
        "final --kye",
    ),
    "exam enter": (
        "",
        "ch99",
        "final",
        "no-such.yaml",
        "emptyfolder",
        "lost.yaml",
        "photo.yaml",
        "wrong.exam.yaml --template t.csv",
        "final --student",
        "final --answers no-such.csv",
        "lost.yaml --answer a.csv",
        "final --templat t.csv",
    ),
    "scan": (
        "",
        "emptyfolder",
        "emptyfolder final",
        "emptyfolder final -o c.csv",
        "no-such final -o c.csv",
        "emptyfolder lost.yaml -o c.csv",
        "emptyfolder no-such.yaml -o c.csv",
        "emptyfolder final -o",
        "emptyfolder final -o c.csv --names",
        "emptyfolder final -o c.csv --nmaes list.txt",
        "photo.yaml -o c.csv",
    ),
    "print": ("", "papr", "final", "ch1", "--variants", "card ch1", "--seed 7", "paper.yaml", "pdf", "-o"),
    "print paper": (
        "",
        "final",
        "fianl -o papers",
        "ch99 -o papers",
        "ch1 -o photo.yaml/x",
        "final -o papers --variants 0",
        "final -o papers --variants many",
        "final -o papers --paper a5",
        "final -o papers --language de",
        "lost.yaml -o papers",
        "wrong.exam.yaml -o papers",
        "final -o papers --varaints 2",
    ),
    "print cards": (
        "",
        "ch1",
        "ch99 -o c.pdf",
        "no-such.yaml -o c.pdf",
        "unclosed.yaml -o c.pdf",
        "misspelt.yaml -o c.pdf",
        "emptyfolder -o c.pdf",
        "ch1 -o photo.yaml",
        "ch1 -o photo.yaml/c.pdf",
        "ch1 -o c.pdf --paper a3",
        "ch1 -o c.pdf --lagre",
    ),
    "print sheet": (
        "",
        "ch1",
        "ch99 -o s.pdf",
        "no-such.yaml -o s.pdf",
        "unclosed.yaml -o s.pdf",
        "misspelt.yaml -o s.pdf",
        "emptyfolder -o s.pdf",
        "ch1 -o photo.yaml",
        "ch1 -o photo.yaml/s.pdf",
        "ch1 -o s.pdf --language kg",
        "ch1 -o s.pdf --blnaks",
    ),
    "draft": (
        "",
        "no-such.docx",
        "emptyfolder",
        "photo.yaml",
        "empty.yaml",
        "twice.yaml --chapter 9",
        "twice.yaml --chapter алты",
        "twice.yaml -o content/ch1.yaml",
        "twice.yaml --chpater 1",
        "twice.yaml --chapter 0",
        "book.doc",
        "torn.pdf",
    ),
    "book": (
        "китеп",
        "мэр",
        "torn.pdf",
        "ch1/akim.typed",
        "Шарак",
        "--add torn.pdf",
        "show",
        "add",
        "search",
        "remove",
    ),
    "book list": ("all", "ch1", "--all", "--jsn", "--json=yes", "--plain", "1", "-l", "torn.pdf", "--pages"),
    "book add": (
        "",
        "no-such.pdf",
        "emptyfolder",
        "photo.yaml",
        "empty.yaml",
        "book.doc",
        "torn.pdf",
        "book.doc torn.pdf",
        "--file torn.pdf",
        "torn.pdf --jsn",
    ),
    "book show": (
        "",
        "ch1",
        "ch1/akim.typed",
        "ch1/nope",
        "мэр",
        "akim.tpyed",
        "ch1/akim.typed --page 17",
        "ch1/akim.typed --jsn",
        "17",
        "ch1/akim.typed ch1/akim.choice",
    ),
    "book search": (
        "",
        "салык",
        "салык --limit 0",
        "салык --limit көп",
        "--limit 3",
        "салык --more",
        "''",
        "салык --limit 99",
        "салык --jsn",
        "салык --book torn",
    ),
    "book coverage": (
        "",
        "ch1",
        "ch99",
        "emptyfolder",
        "torn.pdf",
        "ch1 ch2",
        "--deck ch1",
        "ch1 --pages 9",
        "ch1 --jsn",
        "content/ch1.yaml",
    ),
    "book remove": (
        "",
        "torn",
        "torn.pdf",
        "ch1",
        "--all",
        "torn --yes",
        "torn other",
        "--book torn",
        "'' ''",
        "torn --json",
    ),
    "class": (
        "jion",
        "K7QF-2M4F",
        "ch1",
        "result",
        "itmes",
        "--class K7QF-2M4F",
        "collect",
        "emptyfolder",
        "final",
        "-o x.csv",
    ),
    "class list": ("all", "ch1", "--all", "--jsn", "--json=yes", "--plain", "1", "-l", "K7QF-2M4F", "--class"),
    "class new": (
        "",
        "emptyfolder",
        "топ",
        "топ nowhere",
        "топ empty.yaml",
        "' ' emptyfolder",
        "топ emptyfolder --deck ch99",
        "топ emptyfolder --deck",
        "топ emptyfolder --decks ch1",
        "топ postgresql://a:b@localhost/c",
        "топ postgresql://localhost:x/c",
        "топ emptyfolder ch1",
    ),
    "class join": (
        "",
        "K7QF-2M4F",
        "emptyfolder K7QF-2M4F",
        "K7QF emptyfolder",
        "K7QF-2M4X emptyfolder",
        "K7QF-2M4F nowhere",
        "K7QF-2M4F emptyfolder",
        "K7QF-2M4F empty.yaml",
        "K7QF-2M4F emptyfolder --nmae а",
        "K7QF-2M4F postgresql://a:b@localhost/c",
        "K7QF-2M4F emptyfolder --yes=no",
    ),
    "class send": (
        "",
        "emptyfolder",
        "--to",
        "--to nowhere",
        "--class",
        "--class K7QF",
        "--class K7QF-2M4F",
        "--jsn",
        "K7QF-2M4F",
        "--to postgresql://a:b@localhost/c",
    ),
    "class leave": (
        "",
        "K7QF",
        "K7QF-2M4F",
        "K7QF-2M4X",
        "emptyfolder",
        "K7QF-2M4F emptyfolder",
        "--yes",
        "K7QF-2M4F --frget",
        "K7QF-2M4F --yes",
        "all",
    ),
    "class collect": (
        "",
        "nowhere",
        "emptyfolder",
        "empty.yaml",
        "emptyfolder --class",
        "emptyfolder --class K7QF",
        "emptyfolder --class K7QF-2M4F",
        "postgresql://a:b@localhost/c",
        "postgresql://localhost:x/c",
        "emptyfolder ch1",
        "emptyfolder --jsn",
    ),
    "class results": (
        "",
        "ch1",
        "--class",
        "--class K7QF",
        "--class K7QF-2M4F",
        "-o",
        "-o x.csv",
        "-o x.txt",
        "--jsn",
        "emptyfolder",
    ),
    "class students": (
        "",
        "ch1",
        "--class",
        "--class K7QF",
        "--class K7QF-2M4F",
        "-o x.csv",
        "--names",
        "--jsn",
        "emptyfolder",
        "all",
    ),
    "class items": (
        "",
        "ch1",
        "--class",
        "--class K7QF",
        "--class K7QF-2M4F",
        "--limit",
        "--limit 0",
        "--limit many",
        "-o x.txt",
        "--jsn",
        "emptyfolder",
    ),
    "class item": (
        "",
        "ch1",
        "ch1/nope",
        "ch1/akim.typed",
        "ch1/akim.typed ch1/akim.choice",
        "--class K7QF-2M4F",
        "ch1/akim.typed --class",
        "ch1/akim.typed --class K7QF",
        "ch1/akim.typed --class K7QF-2M4F",
        "ch1/akim.typed --jsn",
    ),
    "class share": (
        "",
        "emptyfolder",
        "ch1",
        "--class",
        "--class K7QF",
        "--class K7QF-2M4F",
        "K7QF-2M4F",
        "--to emptyfolder",
        "--jsn",
        "postgresql://localhost/school",
    ),
    "class papers": (
        "",
        "final",
        "fianl",
        "ch99",
        "final --count 1",
        "final --count many",
        "final --class",
        "final --class K7QF",
        "final --class K7QF-2M4F",
        "ch1 -o photo.yaml/x",
        "final --jsn",
    ),
    "class report": (
        "",
        "-o",
        "-o x.html",
        "x.html",
        "-o x.html --class K7QF",
        "-o x.html --class K7QF-2M4F",
        "-o photo.yaml/x.html",
        "-o x.html --studnets",
        "--students",
        "-o x.html ch1",
    ),
    "class database": (
        "school",
        "postgresql://localhost/school",
        "--jsn",
        "-o x.sql",
        "--force",
        "emptyfolder",
        "K7QF-2M4F",
        "--class K7QF-2M4F",
        "psql",
        "--sql",
    ),
    "exam list": ("all", "ch1", "--all", "--jsn", "--json=yes", "--plain", "1", "-l", "final", "--open"),
    "exam show": ("", "1", "99", "final", "-1", "--jsn", "last", "1 2", "--all", "9999999999999999999999"),
    "exam review": ("", "1", "99", "final", "--jsn", "--plain", "-1", "last", "1 2", "--all"),
    "exam export": (
        "",
        "1",
        "99",
        "final",
        "--to",
        "--to nowhere/x.json",
        "--forse",
        "--to emptyfolder --to",
        "1 2",
        "result.json",
    ),
    "exam appeal": (
        "",
        "1",
        "one туура эмес",
        "0 туура эмес",
        "99 туура эмес",
        "1 туура эмес",
        "1 эмне --exam",
        "1 эмне --exam final",
        "1 эмне --exam 99",
        "1 эмне --exma 1",
    ),
    "exam marks": (
        "",
        "no-such.json",
        "emptyfolder",
        "unclosed.yaml",
        "torn.json",
        "other.json",
        "ch1",
        "1",
        "other.json --by",
        "other.json --bye x",
    ),
    "exam stats": (
        "",
        "no-such.json",
        "emptyfolder",
        "unclosed.yaml",
        "torn.json",
        "other.json",
        "ch1",
        "1",
        "--jsn",
        "--csv",
        "photo.yaml",
    ),
}
"""What people write after the command by mistake."""

FILES = {
    "unclosed.yaml": "deck: a\ntitle: Салык\ncards:\n- {id: a.typed, type: typed, prompt: Суроо\n",
    "misspelt.yaml": "deck: b\ntitle: Салык\ncards:\n- {id: a.typed, type: typed, promt: Суроо?, answer: салык}\n",
    "values.yaml": (
        "deck: c\ntitle: Салык\nchapter: алты\ncards:\n"
        "- {id: A b, type: typed, prompt: [Суроо?], answer: {а: б}, page: он}\n"
        "- {id: c.tf, type: truefalse, statement: Салык төлөнөт., answer: мүмкүн}\n"
        "- {id: d.x, type: тест, prompt: Суроо?}\n"
        "- {id: e.cloze, type: cloze, text: {{Бишкек}} — борбор.}\n"
        "- {id: f.choice, type: choice, prompt: Ким?, answer: аким, wrong: [аким]}\n"
        "- {id: g.recall, type: recall, term: Салык, meaning: 'Салык: төлөм', match: loose}\n"
    ),
    "twice.yaml": "deck: d\ndeck: e\ntitle: Салык\ncards: []\n",
    "empty.yaml": "",
    "wrong.exam.yaml": "exam: w\ntitle: Сынак\nminutes: көп\nsections:\n- {decks: [ch99], count: 5, types: [тест]}\n",
    "content/ch1.yaml": (
        "chapter: 1\ntitle: Салык\nsections: [{id: s1, title: Биринчи, page: 9}]\nterms:\n"
        "- {id: a, term: Салык, definition: '', page: он, section: s7}\n"
        "- {id: a, term: Салык, defintion: Төлөм., page: 900, confused_with: [b]}\n"
        "groups:\n- {id: g, ask: Ким кайда?, pairs: {Мэр: шаар}, page: 9}\n"
    ),
    "sound/ch1.yaml": (
        "chapter: 1\ntitle: Салык\nsections: [{id: s1, title: Биринчи, page: 9}]\nterms:\n"
        "- {id: a, term: Салык, definition: Мамлекетке төлөнүүчү акча., page: 10}\n"
    ),
    "lost.yaml": (
        "paper: 1\nseed: '7'\nexam: mid\ntitle: Сынак\nminutes: 9\nsections:\n- {decks: [ch1], count: 1}\n"
        "items:\n- {card: ch1/nothing.typed, section: 1, salt: 1}\n- {card: ch1/nothing.typed, section: 4, salt: 1}\n"
    ),
    "torn.json": '{"format": "kgquiz-exam-attempt", "items": [',
    "other.json": '{"name": "else"}',
}


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    catalogues.compile_in_place()


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    """A folder as it is where mistakes are made."""
    for name, text in FILES.items():
        path = tmp_path / name
        write(path.parent, path.name, text)
    (tmp_path / "photo.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe\x00")
    (tmp_path / "book.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (tmp_path / "emptyfolder").mkdir()
    return tmp_path


def test_every_command_has_its_mistakes_listed() -> None:
    inner = {f"{group} {name}" for group in GROUPS for name in built(group).commands}
    assert set(MISTAKES) == {"", *COMMANDS, *GROUPS, *inner}
    assert [command for command, mistakes in MISTAKES.items() if len(set(mistakes)) < 10] == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("command", MISTAKES, ids=lambda command: command or "kgquiz")
def test_a_mistake_is_answered_in_one_language(command: str, language: str, desktop: Path) -> None:
    for words, told in zip(MISTAKES[command], answers(command, language, desktop), strict=True):
        assert told["code"] in set(ExitCode) - {ExitCode.OK}, (words, told)
        assert told["said"].strip(), words
        assert "Traceback" not in told["said"]
        assert foreign(told["said"], f"{command} {words}") == set(), told["said"]


def foreign(said: str, typed: str) -> set[str]:
    """Latin words of an answer that are no command, option, file, field or name, and were not typed by the person."""
    words = set(re.findall(r"[A-Za-z][A-Za-z'-]*", _IN_ANY_LANGUAGE.sub(" ", said)))
    return words - set(re.findall(r"[A-Za-z][A-Za-z'-]*", typed)) - _NAMES


_IN_ANY_LANGUAGE = re.compile(
    r"kgquiz( exam| class| book)?( [a-z]+)?|(?<!\w)--?[\w-]+"  # commands and options
    r"|\S+\.(yaml|json|db)\b|\S*/\S*|\*\.yaml"  # files
    r"|\[[a-z0-9-]+\]$|\bs\d(-[a-z]+)?\b|«[^»]{1,40}:»"  # rules and fields
    f"|«({'|'.join((*COMMANDS, *GROUPS))})»",
    re.MULTILINE,
)
_NAMES = {
    *("content", "deck", "exam", "sheet"),  # what `new` begins
    *("YAML", "JSON", "HTML", "PDF", "UTF-", "FSRS", "en", "ky", "ru"),
    *("sections", "confused", "with", "chN"),  # fields of content, and how an item elsewhere is named
    *(
        "list",
        "join",
        "new",
        "results",
        "items",
        "K",
        "QF",
        "QF-",
        "M",
        "F",
        "xlsx",
        "csv",
        *("txt", "docx", "pdf", "epub", "doc", "OCR", "PDF", "LibreOffice", "Word"),
    ),  # verbs, a code, endings of files
    *("postgresql", "login", "host", "database", "pgpass", "localhost", "port", "x"),  # of a server's address
    *("ch", "final", "part"),  # exams and decks
    *("recall", "typed", "choice", "multi", "truefalse", "cloze", "order", "match", "outline"),
    *(form.name for form in FORMATS),
    *(*string.ascii_lowercase[:8], "sheet"),  # the letters of options; a template
    *("book", "mixed", "best", "content", "deck", "letter", "paper", "cards"),  # what an option or argument takes
    *("retention", "new-per-day", "day-starts", "language", "theme", "memory", *THEME_NAMES),
    *(*FIELDS, *State, "lapses", "not", "s", "hard", "egov", "lease", "akim"),  # the language of queries
    *("prompt", "promt", "definition", "defintion", "page", "pairs", "minutes", "section"),  # fields of FILES
}
"""What is written the same in every language, because it is typed so."""


def test_english_in_an_answer_is_found() -> None:
    said = "kgquiz: No such option --jsn. «study» эмеспи? Жардам: kgquiz exam list --help"
    assert foreign(said, "exam list --jsn") == {"No", "such", "option"}


def _other_database(home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.db")) as database:
        database.execute("create table others (id integer)")
        database.commit()


def _later_database(home: Path) -> None:
    home.mkdir()
    with closing(sqlite3.connect(home / "progress.db")) as database:
        database.execute("pragma user_version = 999")


DAMAGED_HOMES: dict[str, Callable[[Path], object]] = {
    "a file in place of the folder": lambda home: home.write_text("", encoding="utf-8"),
    "a folder in place of the file": lambda home: (home / "progress.db").mkdir(parents=True),
    "no database": lambda home: write(home, "progress.db", "Бул башка нерсе. " * 100),
    "another program's database": _other_database,
    "of a later version": _later_database,
}


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("damage", DAMAGED_HOMES)
def test_progress_that_cannot_be_used_is_told_in_one_language(damage: str, language: str, desktop: Path) -> None:
    DAMAGED_HOMES[damage](desktop / "home")
    commands = ("study", "due", "undo", "suspended", "settings", "exam list", "exam show", "plan", "tune", "decks")
    for words, told in zip(commands, spoken(commands, language, desktop), strict=True):
        assert told["code"] == ExitCode.STORE, (words, told)
        assert "Traceback" not in told["said"]
        assert foreign(told["said"], words) <= {"KGQUIZ", "HOME"}, told["said"]


READING = {
    "cards",
    "note",
    "why",
    "stats",
    "study",
    "exam",
    "exam preview",
    "print paper",
    "print cards",
    "print sheet",
}
"""Commands that read every shipped deck before they notice the mistake."""


def answers(command: str, language: str, folder: Path) -> list[dict[str, Any]]:
    """What is said to each mistake."""
    if command in READING:
        with_decks_read(folder / "home")
    return spoken([f"{command} {words}" for words in MISTAKES[command]], language, folder)


SPEAKER = """
import contextlib, io, json, os, sys
from kgquiz.terminal.app import real_world, run
asked, answered = sys.stdin, sys.stdout
sys.stdin = open(os.devnull)
for line in asked:
    folder, home, lines = json.loads(line)
    os.environ["KGQUIZ_HOME"] = home
    os.chdir(folder)
    told = []
    for words in lines:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run(words, real_world())
        told.append({"code": code, "said": said.getvalue()})
    os.chdir(os.path.dirname(sys.executable))  # nobody stands in a folder that is cleared away
    print(json.dumps(told), file=answered, flush=True)
"""


@cache
def speaker(language: str) -> subprocess.Popen[str]:
    """One process for a language: help is translated as it is built, and typer is slow to start."""
    started = subprocess.Popen(
        [sys.executable, "-c", SPEAKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "KGQUIZ_LANG": language, "PYTHONPATH": str(ROOT)},
    )
    atexit.register(started.communicate)  # ends with its input
    return started


def spoken(lines: Sequence[str], language: str, folder: Path) -> list[dict[str, Any]]:
    """The exit code and all that is said to each line."""
    process = speaker(language)
    assert process.stdin is not None
    assert process.stdout is not None
    asked = (str(folder), str(folder / "home"), [shlex.split(line) for line in lines])
    print(json.dumps(asked), file=process.stdin, flush=True)
    told: list[dict[str, Any]] = json.loads(process.stdout.readline())
    return told
