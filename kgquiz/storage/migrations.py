"""The database's schema, step by step. Steps are only ever added; released ones never change.

sqlite_utils is imported here alone, and only when there is a step to take: it costs more than a whole `kgquiz due`.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

steps = Migrations("kgquiz")


@steps()
def m001_first_light(db: Database) -> None:
    """The review log, what is derived from it, the deck cache, settings."""
    for statement in _M001:
        db.execute(statement)


_M001 = (
    """create table log (
        seq integer primary key,
        id text not null unique,
        kind text not null,
        card text not null,
        at integer not null,
        day integer not null,
        mode text not null,
        rating integer,
        score real,
        finding text not null,
        answer text not null,
        spent integer not null,
        target text not null,
        attempt text not null,
        sure integer not null
    ) strict""",
    "create index log_card on log (card, at, id, kind, mode, rating, day)",  # covers replay: no row is looked up
    "create index log_day on log (day)",
    "create index log_changes on log (card) where kind <> 'review'",
    """create table memory (
        card text primary key,
        stability real,
        difficulty real,
        last_day integer not null,
        due integer not null,
        reps integer not null,
        lapses integer not null,
        first_day integer not null,
        last_rating integer,
        suspended integer not null
    ) strict, without rowid""",
    "create index memory_due on memory (due) where stability is not null and suspended = 0",
    "create index memory_last_day on memory (last_day)",
    "create index memory_first_day on memory (first_day)",
    """create table deck (
        id integer primary key,
        path text not null unique,
        size integer not null,
        mtime integer not null,
        read_at integer not null,
        hash text not null,
        slug text not null,
        cards integer not null,
        head blob not null
    ) strict""",
    """create table card (
        deck integer not null references deck (id) on delete cascade,
        position integer not null,
        key text not null,
        item text not null,
        type text not null,
        rank integer not null,
        page integer not null,
        body blob not null,
        fresh integer not null,
        primary key (deck, position)
    ) strict, without rowid""",
    "create index card_key on card (key, deck, item, type)",
    "create index card_fresh on card (deck, rank, position) where fresh = 1",
    "create table setting (name text primary key, value text not null) strict, without rowid",
)


@steps()
def m002_exams(db: Database) -> None:
    """Sittings of exams: the form as it was drawn, every step, the marks."""
    for statement in _M002:
        db.execute(statement)


_M002 = (
    """create table attempt (
        number integer primary key,
        id text not null unique,
        exam text not null,
        seed text not null,
        practice integer not null,
        started integer not null,
        blueprint text not null,
        terms text not null,
        marked integer,
        points real,
        worth real,
        marks text
    ) strict""",
    """create table attempt_item (
        attempt integer not null references attempt (number) on delete cascade,
        position integer not null,
        key text not null,
        item text not null,
        deck text not null,
        chapter integer not null,
        section integer not null,
        points real not null,
        salt integer not null,
        type text not null,
        card blob not null,
        primary key (attempt, position)
    ) strict, without rowid""",
    """create table attempt_step (
        attempt integer not null references attempt (number) on delete cascade,
        seq integer not null,
        act text not null,
        at integer not null,
        item integer not null,
        answer text not null,
        sure integer not null,
        primary key (attempt, seq)
    ) strict, without rowid""",
    "create index attempt_exam on attempt (exam)",
    "create index log_exam_misses on log (card, seq) where mode = 'exam' and rating = 1",
)


@steps()
def m003_order_of_learning(db: Database) -> None:
    """Each card's place in the order in which its deck is learnt."""
    db.execute("alter table card add column lesson integer not null default 0")
    db.execute("create index card_lesson on card (deck, lesson) where fresh = 1")
    db.execute("create index card_item on card (deck, item)")


LATEST = 3
"""The number of the newest step, kept in the file's `user_version`."""


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps this file lacks and note how far it is. The caller holds the transaction."""
    steps.apply(Database(connection))
    connection.execute(f"pragma user_version = {LATEST}")
