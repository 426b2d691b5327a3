"""Seconds and memory to take in a package of Anki: python -m tests.bench.packages [--notes 20000] [--reviews 15].

The package is made up: notes of Anki's own type Basic with HTML, tags and pictures' names in ten decks, and answers to
each, days apart. It is taken in by the command in a process of its own, then a second time with nothing new. What is
asked is held by the seconds of a processor: the clock of a busy machine tells of others' work too.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kgquiz.formats.anki_package import SCHEMA
from tests.bench.runs import Command, run_once

MOST_SECONDS, MOST_BYTES = 20.0, 500 * 10**6
DECKS = 10
NOW, DAY = 1_772_442_000_000, 86_400_000
WORDS = ("мыйзам", "өкмөт", "кеңеш", "бюджет", "салык", "айыл", "аймак", "шаар", "мэр", "аким", "кызмат", "укук")


def package(notes: int, reviews: int, chance: Random) -> bytes:
    """A package of Anki's older kind."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("collection.anki2", _collection(notes, reviews, chance))
        archive.writestr("media", "{}")
    return packed.getvalue()


def _collection(notes: int, reviews: int, chance: Random) -> bytes:
    kind = {
        "name": "Basic",
        "type": 0,
        "flds": [{"name": name, "ord": place} for place, name in enumerate(("Front", "Back"))],
        "tmpls": [{"ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
    }
    decks = {str(number): {"id": number, "name": f"Китеп::Глава {number}"} for number in range(1, DECKS + 1)}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(SCHEMA)
        row = (NOW // 1000 - 10**7, json.dumps({"1": kind}), json.dumps(decks))
        connection.execute("insert into col values (1, ?, 0, 0, 11, 0, 0, 0, '{}', ?, ?, '{}', '{}')", row)
        put = connection.executemany
        put("insert into notes values (?, ?, 1, 0, -1, ' a b::c ', ?, '', 0, 0, '')", _notes(notes, chance))
        put(
            "insert into cards values (?, ?, ?, 0, 0, -1, 2, 2, 9, 9, 2500, 9, 0, 0, 0, 0, 0, '{}')",
            ((n, n, n % DECKS + 1) for n in range(1, notes + 1)),
        )
        put("insert into revlog values (?, ?, -1, ?, 3, 1, 2500, ?, 1)", _reviews(notes, reviews, chance))
        return connection.serialize()


def _notes(notes: int, chance: Random) -> Iterator[tuple[int, str, str]]:
    for number in range(1, notes + 1):
        front, back = (" ".join(chance.choices(WORDS, k=size)) for size in (6, 14))
        yield number, f"guid{number}", f"<b>{number}</b> {front}?\x1f<div>{back}</div><img src='{number}.png'>"


def _reviews(notes: int, reviews: int, chance: Random) -> Iterator[tuple[int, int, int, int]]:
    for number in range(notes * reviews):
        card, turn = number % notes + 1, number // notes
        at = NOW - (reviews - turn) * 3 * DAY + number % notes * 4000 + chance.randrange(3999)
        yield at, card, chance.choice((1, 2, 3, 3, 3, 4)), chance.randrange(1000, 60_000)


def _is_whole(folder: Path, asked: argparse.Namespace) -> bool:
    """Whether every note is in the deck and every answer in the log: a run that failed at once is not a quick one."""
    cards = (folder / "big.yaml").read_bytes().count(b"id: guid") if (folder / "big.yaml").exists() else 0
    with closing(sqlite3.connect(next((folder / "home").rglob("*.db")))) as store:
        events = store.execute("select count(*) from log where kind = 'review'").fetchone()[0]
    return (cards, events) == (asked.notes, asked.notes * asked.reviews)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--reviews", type=int, default=15, help="answers to each note")
    asked = parser.parse_args()
    held = True
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "big.apkg").write_bytes(package(asked.notes, asked.reviews, Random(7)))
        words = ("-m", "kgquiz", "import", str(folder / "big.apkg"), "-o", str(folder / "big.yaml"))
        for what in ("taken in", "again, nothing new"):
            before = os.times()
            run = run_once(Command(words, folder / "home"))
            told = f"{asked.notes:,} notes, {asked.notes * asked.reviews:,} answers {what}"
            after = os.times()
            busy = after.children_user + after.children_system - before.children_user - before.children_system
            held &= busy <= MOST_SECONDS and run.peak < MOST_BYTES and _is_whole(folder, asked)
            print(f"{told}: {run.seconds:.1f} s ({busy:.1f} s of a processor), {run.peak / 10**6:.0f} MB")
    print(f"asked: {MOST_SECONDS:.0f} s, {MOST_BYTES / 10**6:.0f} MB: {'held' if held else 'NOT held'}")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
