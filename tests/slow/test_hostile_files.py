"""5,000 files that nobody would write: decks, chapters, exams and exports, damaged as bytes, as text and as YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from tests.slow.hostile import ANSWERS, TEXTS, Judge, chance_of, flipped, slices
from tests.slow.sources import CHAPTER, EXAM, NINE
from tests.support import SMALL_DECK, Person, write

pytestmark = pytest.mark.slow
FILES = 5000
SLICE = 100

KINDS = {"deck": NINE, "small deck": SMALL_DECK, "chapter": CHAPTER, "exam": EXAM}


@pytest.fixture
def judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Somebody with sound decks of her own, in a folder where the hostile file lies."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "shipped", "small.yaml", SMALL_DECK)
    write(tmp_path / "shipped", "nine.yaml", NINE)
    return Judge(Person(tmp_path / "home", tmp_path / "shipped"))


@pytest.mark.parametrize("numbers", slices(FILES, SLICE), ids=lambda numbers: f"from-{numbers.start}")
def test_no_file_brings_a_traceback_a_control_character_or_a_hang(judge: Judge, numbers: range, tmp_path: Path) -> None:
    export = _exported(judge, tmp_path)
    for number in numbers:
        chance = chance_of("file", number)
        kind = chance.choice([*KINDS, "export"])
        source = export if kind == "export" else KINDS[kind].encode()
        path = tmp_path / NAMES[kind]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(hostile(source, chance))
        for words in COMMANDS[kind]:
            judge.hears(f"file {number}", *words, str(path), lines=ANSWERS)
        if kind == "chapter":
            judge.hears(f"file {number}", "build", "--content", str(path.parent), "--decks", str(tmp_path / "decks"))
        if number % 10 == 0:  # it lies where decks and exams are looked for
            laid = judge.person.shipped / path.name
            laid.write_bytes(path.read_bytes())
            for words in (("due",), ("exam", "list"), ("study", "small", "--plain"), ("decks",), ()):
                judge.hears(f"file {number} among the decks", *words, lines=ANSWERS)
            laid.unlink()
    assert judge.commands >= 2 * len(numbers)
    assert not judge.faults, "\n".join(judge.faults)


NAMES = {
    "deck": "deck.yaml",
    "small deck": "own.yaml",
    "chapter": "content/ch6.yaml",
    "exam": "mid.exam.yaml",
    "export": "mine.json",
}
COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "deck": (("check",), ("study", "--plain", "--cram"), ("exam", "--plain", "--items", "3")),
    "small deck": (("check", "--strict"), ("decks",), ("place", "--plain"), ("study", "--plain")),
    "chapter": (("check",), ("study", "--plain")),
    "exam": (("check",), ("exam", "--plain")),
    "export": (("exam", "stats"), ("check", "--suggest")),
}


def _exported(judge: Judge, folder: Path) -> bytes:
    person = judge.person
    person.types("exam", "nine", "--items", "5", "--plain", "--seed", "3", lines="\n" + "1\n" * 20 + ":hand-in\ny\n")
    path = folder / "sound.json"
    said = person.types("exam", "export", "--to", str(path))
    assert said.code == 0, said.err
    return path.read_bytes()


def hostile(source: bytes, chance: Random) -> bytes:
    """The file, damaged once to three times."""
    damages = chance.choices(DAMAGES, k=chance.randint(1, 3))
    for damage in damages:
        source = damage(source, chance)
    return source


def _bits(source: bytes, chance: Random) -> bytes:
    return flipped(source, chance, chance.randint(1, 20))


def _cut(source: bytes, chance: Random) -> bytes:
    begin = chance.randrange(len(source) + 1)
    return source[:begin] if chance.random() < 0.5 else source[:begin] + source[begin + chance.randint(1, 80) :]


def _bytes(source: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(source) + 1)
    return source[:place] + chance.randbytes(chance.randint(1, 40)) + source[place:]


def _noise(_source: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.randint(0, 3000))


def _rows(source: bytes, chance: Random) -> bytes:
    rows = source.splitlines(keepends=True)
    act = chance.randrange(4)
    if act == 0:
        chance.shuffle(rows)
    elif rows:
        place = chance.randrange(len(rows))
        rows[place : place + 1] = ([rows[place]] * 3, [b"  " + rows[place]], [b"\t" + rows[place]])[act - 1]
    return b"".join(rows)


def _text(source: bytes, chance: Random) -> bytes:
    """A hostile text where a word was, or anywhere."""
    text = source.decode("utf-8", "surrogateescape")
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice(TEXTS)
    return " ".join(words).encode("utf-8", "surrogatepass")


def _code(source: bytes, chance: Random) -> bytes:
    text = source.decode("utf-8", "replace")
    code = chance.choice(("utf-16", "utf-32", "cp1251", "koi8-r", "utf-8-sig"))
    return text.encode(code, "replace")


def _ends(source: bytes, chance: Random) -> bytes:
    return source.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\x00\n", b"\xc2\x85", b"\xe2\x80\xa8", b"")))


def _many(source: bytes, chance: Random) -> bytes:
    """One row a thousand times, or the whole file many times."""
    rows = source.splitlines(keepends=True) or [b""]
    return source + chance.choice(rows) * 1000 if chance.random() < 0.8 else source * 10


def _values(source: bytes, chance: Random) -> bytes:
    """As YAML: values, keys and lists that are something else than they should be."""
    try:
        tree = yaml.load(source, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes texts, lists and mappings alone
    except (yaml.YAMLError, ValueError, RecursionError):
        return source
    for _change in range(chance.randint(1, 4)):
        tree = _changed(tree, chance)
    try:
        return yaml.dump(tree, allow_unicode=chance.random() < 0.7, sort_keys=False).encode("utf-8", "surrogatepass")
    except (yaml.YAMLError, ValueError, RecursionError):
        return source


def _changed(tree: Any, chance: Random) -> Any:
    """The tree with one place in it changed."""
    if not isinstance(tree, (dict, list)) or not tree or chance.random() < 0.15:
        return chance.choice(VALUES) if chance.random() < 0.5 else chance.choice(TEXTS)
    return _changed_mapping(tree, chance) if isinstance(tree, dict) else _changed_list(tree, chance)


def _changed_mapping(tree: dict[Any, Any], chance: Random) -> dict[Any, Any]:
    key, act = chance.choice(list(tree)), chance.random()
    if act < 0.08:
        return {other: value for other, value in tree.items() if other != key}
    if act < 0.16:
        return {(chance.choice(TEXTS) if other == key else other): value for other, value in tree.items()}
    return tree | {key: _changed(tree[key], chance)}


def _changed_list(tree: list[Any], chance: Random) -> list[Any]:
    place, act = chance.randrange(len(tree)), chance.random()
    if act < 0.08:
        return tree[:place] + tree[place + 1 :]
    if act < 0.16:
        return tree + [tree[place]] * chance.choice((1, 2, 50))
    return [_changed(value, chance) if at == place else value for at, value in enumerate(tree)]


VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**63, 10**40, 1.5, float("inf"), float("nan"), [], {}, [[]], [{}], {"": ""}, ["", ""],
    {"a": {"b": ["c"]}}, ["Мэр"] * 200, {str(n): str(n) for n in range(200)}, "{{50%}} {{50%}}", "{{}}",
)  # fmt: skip
DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _bits, _cut, _bytes, _noise, _rows, _rows, _text, _text, _text, _code, _ends, _many, *(_values,) * 8,
)  # fmt: skip
