"""What programs read keeps its promise: every `--json` says the version of its shape, and has its fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any
from unittest.mock import patch

import pytest

from kgquiz.errors import ExitCode
from kgquiz.storage.exchange_lines import line_of
from kgquiz.terminal.commands import COMMANDS, GROUPS
from kgquiz.terminal.verbs import built
from tests.support import MORNING, SMALL_DECK, Person, write

EXAM = (
    "format version attempt number exam title seed form seal medium practice started"
    " ended minutes pass_share rule mark machine_marked"
    " points_read passed interval chance_to_pass items"
)
ITEM = (
    "card item type section page prompt answer right answered self_marked score points worth finding sure seconds"
    " at appeal"
)
CARD = "card type question solution deck chapter section page states due recall stability answers lapses starred note"
FORECAST = "mark low high passing"
OPEN = """\
exam: open
title: Open
minutes: 9
sections: [{title: Open, decks: [small], types: [outline], count: 1}]
"""
CONTENT = """\
chapter: 9
title: Тогузунчу
terms:
- {id: akim, term: Аким, definition: Райондун башчысы., page: 17, points: [район, башчы]}
"""
EXTRA = """\
deck: extra
title: Another deck
cards:
- {id: capital.typed, type: typed, from: capital, prompt: Борбор кайсы шаар?, answer: Бишкек}
- {id: south.typed, type: typed, from: south, prompt: Түштүк борбор кайсы шаар?, answer: Ош}
"""
TINY = """\
exam: tiny
title: Tiny
minutes: 5
pass_mark: 50
sections:
- {decks: [small], types: [typed], count: 1, points: 1}
"""
GROUP = {"code": "K7QF-2M4F", "title": "Топ 21", "decks": [], "made": "2026-03-01T09:00:00+00:00"}
CONTRACTS: dict[str, dict[str, str]] = {
    "study small --type recall": {
        "": "answered cards right new seconds left due_tomorrow missed set_aside missed_cards partly is_drill",
        "missed_cards": "card question solution",
    },
    "place extra": {
        "": "answers is_done known sections ahead",
        "known": "mean low high items",
        "sections": "deck section title known low high items",
    },
    "due": {
        "": "day due new answered decks cards due_tomorrow met by_plan",
        "met": "items cards items_met cards_met",
    },
    "plan": {
        "": "exam days_left minutes off order reviews_first rehearsal day_off minutes_today minutes_spent cards_today"
        " new_today title pass_mark now planned untouched chapters days what_if dropped dropped_chapters"
        " gain_per_minute settled missing results items items_met cards cards_met dropped_items later off_dates"
        " exam_today",
        "now": FORECAST,
        "planned": FORECAST,
        "untouched": FORECAST,
        "chapters": "chapter deck now planned untouched",
        "days": "day minutes mark",
        "what_if": "minutes mark",
    },
    "plan --today": {"": "rows", "rows": "card item deck type reason seconds question"},
    "plan --clear": {"": "exam"},
    "tune": {
        "": "decision sentence weights reviews fitted present constant uncertainty transfer",
    },
    "tune --show": {"": "weights default history"},
    "simulate --workload 20/4/2 --students 1 --policy greedy --no-bound": {
        "": "rows bounds cut_short",
        "rows": "workload policy share error lead lead_error minutes students",
    },
    "stats --days 3": {
        "": "day period days streak goal retention hours forecast known calibration confusions hardest",
        "days": "day answers seconds",
        "streak": "current longest",
        "retention": "target overall chapters sections types ages",
        "forecast": "day cards seconds",
        "known": "exam later sections",
        "calibration": "method n error bins",
    },
    "decks": {"": "rows", "rows": "deck title chapter part cards seen due known file items items_seen new due_alone"},
    "cards": {"": "found cards", "cards": CARD},
    "why small/council.typed": {
        "": f"{CARD} section_title target interval exam weight finding history neighbours",
        "history": "day rating score finding answer seconds mode overruled taken_back",
    },
    "note small/council.typed Баш кат --star": {"": "card note starred"},
    "undo": {"": "id kind card at day mode rating score finding answer spent target attempt sure question"},
    "suspended": {"": "rows", "rows": "card question"},
    "settings": {"": "rows", "rows": "name value default does"},
    "where": {
        "": "home progress backups books own_decks shipped_decks working_decks",
        "home": "path exists",
        "working_decks": "path exists",
    },
    "backup": {"": "path size holds", "holds": "answers days exams"},
    "backup --list": {"": "backups", "backups": "path made size"},
    "restore kept.db.gz": {"": "file holds changes restored kept", "holds": "answers days exams"},
    "sync shared": {"": "sent received exams settings others file told"},
    "class list": {"": "member collected", "collected": "code title students collected address"},
    "class new Топ group": {"": "code title decks address"},
    "class join K7QF-2M4F group --yes": {"": "code title student joined answers exams"},
    "class send": {"": "rows", "rows": "code title student answers exams"},
    "class leave K7QF-2M4F --yes": {"": "code left deleted"},
    "class collect group": {
        "": "card students changed gone answers exams told",
        "card": "code title decks made",
    },
    "class results": {
        "": "code title collected students",
        "students": "id name answers cards days last right edited exams",
    },
    "class students": {"": "students", "students": "id name answers cards days last right"},
    "class items": {
        "": "students items reliability ability hints",
        "items": "card answers facility discrimination efficiency seconds stated sure misled overruled question"
        " logits error infit outfit",
    },
    "class share": {"": "code cards"},
    "class report -o class.html": {"": "code path"},
    "class papers tiny --count 2": {
        "": "exam papers apart apart_before files",
        "papers": "seed expected error known items",
    },
    "class item small/council.typed": {"": "item question right answers unused difficulty hints"},
    "book list": {"": "rows", "rows": "name file added pages lines"},
    "book add bees.txt": {"": "name file added pages lines"},
    "book show head.typed": {
        "": "card question page by_page wanted answer passages",
        "passages": "book page last_page text before after",
    },
    "book search шаар": {"": "rows", "rows": "book page last_page text before after"},
    "book coverage small": {"": "deck book first last cited uncited", "uncited": "page paragraphs"},
    "draft bees.txt --look": {
        "": "rows",
        "rows": "chapter title page file sections terms questions facts lists tables",
    },
    "doctor": {"": "sound findings versions kept holds fuller"},
    "build": {"": "rows", "rows": "file cards changed"},
    "write wrong.yaml": {
        "": "file cards problems",
        "cards": "card line type question solution",
        "problems": "line rule why remedy is_error",
    },
    "check wrong.yaml": {"": "files errors warnings", "errors": "file line rule why remedy"},
    "check --suggest": {"": "rows", "rows": "entry answer right question cards overruled sittings"},
    "check --overruled": {"": "rows", "rows": "card answer said times question"},
    "import new.gift --look": {
        "": "imported",
        "imported": "output deck title sources cards new changed same gone not_taken reviews",
    },
    "export small -o small.gift": {"": "file format cards lost"},
    "formats": {"": "formats", "formats": "name title reads writes suffixes extra types holds"},
    "exam sit small --items 1": {"": EXAM, "items": ITEM},
    "exam preview small --items 1": {
        "": "exam title seed items",
        "items": "number card type section points page prompt",
    },
    "print paper small --seed 7 -o papers": {"": "files"},
    "scan scans scans -o scanned.csv": {
        "": "file students pages marks doubtful doubts",
        "doubts": "place student sheet item why",
    },
    "print cards small -o cards.pdf": {"": "files"},
    "print sheet small -o sheet.pdf": {"": "files"},
    "exam enter papers --answers answers.csv": {
        "": "results files",
        "results": "student variant points worth share passed",
    },
    "exam list": {"": "exams attempts", "attempts": "number exam title started seed practice state share passed"},
    "exam show 1": {"": EXAM, "items": ITEM, "mark": "points worth share", "interval": "low high method"},
    "exam review 1": {"": "rows", "rows": ITEM},
    "exam export 1": {"": EXAM, "items": ITEM},
    "exam appeal 1 why": {"": "exam item reason"},
    "exam marks open.json": {"": "file before after items left"},
    "exam stats one.json": {
        "": "exams",
        "exams": "exam title sittings items reliability consistency students appeals",
    },
}
LINES = {
    "study small --type recall": "\n\n\n:quit\n",
    "place extra": "1\n:quit\n",
    "exam sit small --items 1": "\nмэр\n1\n1\n:hand-in\ny\n*\n1\n",
}
"""Words of a command (without --json) → the fields of its document, and of what stands under some of them."""
MOMENTS = {"day", "made", "at", "started", "ended"}
YEAR = MORNING.year
LEAST_ORDINAL = date(2000, 1, 1).toordinal()


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of someone who has answered, sat an exam, suspended a card and made a plan."""
    folder = tmp_path_factory.mktemp("lived")
    write(folder / "shipped", "small.yaml", SMALL_DECK)
    write(folder / "shipped", "extra.yaml", EXTRA)
    write(folder / "content", "ch9.yaml", CONTENT)
    (folder / "decks").mkdir()
    (folder / "shared").mkdir()
    write(folder, "wrong.yaml", EXTRA.replace("Бишкек", "''"))
    write(folder, "new.gift", "::t::Жаңы суроо?{=жооп}\n")
    student = Person(folder / "home", folder / "shipped")
    sheet = "Шаарды мэр башкарат, ал төрт жылга шайланат жана отчет берет.\n"
    write(folder, "bees.txt", "\f".join(f"{sheet}\n{page}\n" for page in range(1, 8)))
    write(folder / "shipped", "small.yaml", SMALL_DECK.replace("page: 4", "page: 3"))
    student.types("book", "add", str(folder / "bees.txt"))
    student.types("study", "small", "--type", "choice", lines=":suspend\n")
    student.types("exam", "small", "--items", "2", lines="\nмэр\n*\n1\n:hand-in\ny\n")
    student.types("exam", "export", "1", "--to", str(folder / "one.json"))
    student.types(
        "exam", "preview", "small", "--items", "2", "--seed", "7", "-o", str(folder / "papers" / "small.yaml")
    )
    student.types("print", "paper", str(folder / "papers" / "small.yaml"), "-o", str(folder / "scans"))
    write(folder, "open.exam.yaml", OPEN)
    student.types("exam", str(folder / "open.exam.yaml"), "--plain", lines="\nжооп\n:hand-in\ny\n1\n")
    student.types("exam", "export", "2", "--to", str(folder / "open.json"))
    write(folder, "answers.csv", "student,1,2\nАсанова,+,-\n")
    student.types("plan", "small", "extra", "--exam", "2026-04-01", "--minutes", "5", "--quick")
    student.types("study", "small", "--type", "typed", lines="мэр\nжаңылыш\n:right\n")
    write(folder / "group", "class-K7QF-2M4F.jsonl", line_of(GROUP).decode())
    write(folder / "shipped", "tiny.exam.yaml", TINY)
    for n in range(30):
        rows = [
            (f"{n}-{card}", "review", card, 1, 739000, "study", 3, float(n % 2), "", "[]", 1, "", "", 0)
            for card in ("small/council.typed", "small/head.typed")
        ]
        name = f"class-K7QF-2M4F-S-{n:06}-0.jsonl"
        write(folder / "group", name, line_of({"answers": rows}).decode())
    student.types("class", "join", "K7QF-2M4F", str(folder / "group"), "--yes")
    student.types("class", "collect", str(folder / "group"))
    student.types("backup")
    *_, backup = sorted((folder / "home" / "backups").iterdir())
    backup.rename(folder / "kept.db.gz")
    return folder


@pytest.fixture
def student(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    copytree(lived, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return Person(tmp_path / "home", tmp_path / "shipped")


def verbs_with_json() -> Iterator[str]:
    """Every verb of the registry that takes --json, those of groups too."""
    for name in (*COMMANDS, *GROUPS):
        command = built(name)
        below = {f"{name} {one}": verb for one, verb in getattr(command, "commands", {}).items()}
        for words, verb in (below or {name: command}).items():
            if any("--json" in parameter.opts for parameter in verb.params):
                yield words


def test_every_verb_with_json_has_a_contract() -> None:
    verbs = list(verbs_with_json())
    assert len(verbs) > len(COMMANDS) // 2
    assert [verb for verb in verbs if not any(f"{words} ".startswith(f"{verb} ") for words in CONTRACTS)] == []


LEFT_EXAM = "unfinished number exam answered items handed_in"
LEFT_SHEET = "unfinished file entered items"
ASKING = {
    "study small": CONTRACTS["study small --type recall"][""],
    "place extra": CONTRACTS["place extra"][""],
    "exam sit small": LEFT_EXAM,
    "exam sit small --items 2": LEFT_EXAM,
    "exam enter papers/small.yaml": LEFT_SHEET,
    "exam enter papers/small.yaml --answers table.csv --student Асанова": LEFT_SHEET,
    "exam marks open.json": CONTRACTS["exam marks open.json"][""],
    "class join K7QF-2M4F group": CONTRACTS["class join K7QF-2M4F group --yes"][""],
    "class leave K7QF-2M4F": CONTRACTS["class leave K7QF-2M4F --yes"][""],
    "restore kept.db.gz": CONTRACTS["restore kept.db.gz"][""],
    "import new.gift": CONTRACTS["import new.gift --look"][""],
}
"""Verbs that ask → the fields of what they tell programs where nobody answers to the end."""


@pytest.mark.parametrize("words", ASKING)
@pytest.mark.parametrize("lines", ["", "\n", "\nмэр\n"], ids=["at once", "after the cover", "after an answer"])
def test_an_input_that_ends_early_leaves_a_document_all_the_same(student: Person, words: str, lines: str) -> None:
    said = student.types(*words.split(), "--json", lines=lines)
    assert said.code == ExitCode.OK, said.err
    assert set(said.json) == {"kgquiz", *ASKING[words].split()}


@pytest.mark.parametrize(
    "words", ["study small", "place extra", "exam sit small", "exam enter papers/small.yaml", "exam marks open.json"]
)
def test_control_c_leaves_a_document_all_the_same(student: Person, words: str) -> None:
    keys = iter(["", "мэр"])

    def read() -> str:
        try:
            return next(keys)
        except StopIteration:
            raise KeyboardInterrupt from None

    with patch("kgquiz.terminal.interactive.read_line", read):
        said = student.types(*words.split(), "--json")
    assert said.code == ExitCode.INTERRUPTED, said.err
    assert set(said.json) == {"kgquiz", *ASKING[words].split()}


def test_an_exam_that_was_left_tells_its_number_and_how_far_it_is(student: Person) -> None:
    said = student.types("exam", "sit", "tiny", "--json", lines="\nмэр\n")
    number = said.json["number"]
    assert said.json == {
        "kgquiz": 1,
        "unfinished": True,
        "number": number,
        "exam": "tiny",
        "answered": 1,
        "items": 1,
        "handed_in": False,
    }
    assert (
        student.types("exam", "sit", "--resume", str(number), "--json", lines=":hand-in\ny\n").json["number"] == number
    )


def values_in(document: Any) -> Iterator[tuple[str, Any]]:
    """Every plain value with its name."""
    for name, value in document.items() if isinstance(document, dict) else (("", one) for one in document):
        if isinstance(value, (dict, list)):
            yield from values_in(value)
        else:
            yield name, value


@pytest.mark.parametrize("words", CONTRACTS)
def test_what_a_verb_tells_programs_has_its_fields_and_days_in_iso(student: Person, words: str) -> None:
    said = student.types(*words.split(), "--json", lines=LINES.get(words, ""))
    assert said.code == (ExitCode.PROBLEMS if "wrong" in words else ExitCode.OK)
    document = said.json
    assert next(iter(document.items())) == ("kgquiz", 1)
    for place, fields in CONTRACTS[words].items():
        found = document[place] if place else {one: document[one] for one in document if one != "kgquiz"}
        rows = found if isinstance(found, list) else [found]
        assert rows
        assert all(set(row) == set(fields.split()) for row in rows), rows[0]
    for name, value in values_in(document):
        if isinstance(value, int):
            assert value < LEAST_ORDINAL, name
        elif name in MOMENTS:
            assert datetime.fromisoformat(value).year == YEAR, name
