"""A class on a PostgreSQL server: the same lines as in a folder, each row its writer's own (sharing/schema)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from kgquiz.key import CardKey
from kgquiz.sharing.handed_in import HandedIn, take_line
from kgquiz.sharing.places import ClassCard
from kgquiz.sharing.server import AskPassword, Server
from kgquiz.storage.exchange_lines import FORMAT


class ClassDatabase:
    """What `ClassFolder` is, on a server."""

    def __init__(self, address: str, ask: AskPassword) -> None:
        self._server = Server(address, ask)
        self.address = address

    def classes(self) -> list[ClassCard]:
        """Those that are announced there."""
        with self._server.transaction() as cursor:
            cursor.execute("select code, title, decks, made from kgquiz.class order by made, code")
            return [ClassCard(code, title, tuple(decks), made) for code, title, decks, made in cursor]

    def announce(self, card: ClassCard) -> None:
        """A row."""
        with self._server.transaction() as cursor:
            cursor.execute(
                "insert into kgquiz.class (code, title, decks, made) values (%s, %s, %s, %s)",
                (card.code, card.title, list(card.decks), card.made),
            )

    def own(self, code: str) -> str:
        """The pseudonym that this login has in a class already; "" where it has none."""
        with self._server.transaction() as cursor:
            cursor.execute("select student from kgquiz.member where class = %s and owner = session_user", (code,))
            row = cursor.fetchone()
            return str(row[0]) if row is not None else ""

    def join(self, code: str, student: str, name: str) -> None:
        """A row; the name of one that is there already is changed."""
        with self._server.transaction() as cursor:
            cursor.execute(
                "insert into kgquiz.member (class, student, name) values (%s, %s, %s)"
                " on conflict (class, student) do update set name = excluded.name",
                (code, student, name),
            )

    def send(self, code: str, student: str, device: str, entries: Sequence[Mapping[str, Any]]) -> None:
        """Rows, all or none."""
        texts = [json.dumps({"v": FORMAT, **entry}, ensure_ascii=False) for entry in entries]
        with self._server.transaction() as cursor:
            cursor.execute(
                "insert into kgquiz.handed_in (class, student, device, entry)"
                " select %s, %s, %s, entry::jsonb"
                " from unnest(%s::text[]) with ordinality as t (entry, place) order by place",
                (code, student, device, texts),
            )

    def has_all(self, code: str, student: str, device: str, sent: int) -> bool:
        """Whether she is a member still, and all rows of this device are there."""
        with self._server.transaction() as cursor:
            cursor.execute(
                "select (select count(*) from kgquiz.member where class = %(c)s and student = %(s)s),"
                " (select count(*) from kgquiz.handed_in where class = %(c)s and student = %(s)s and device = %(d)s)",
                {"c": code, "s": student, "d": device},
            )
            members, rows = cursor.fetchone() or (0, 0)
            return bool(members) and rows >= sent

    def leave(self, code: str, student: str) -> int:
        """Delete the member; what she handed in goes with her."""
        with self._server.transaction() as cursor:
            cursor.execute("select count(*) from kgquiz.handed_in where class = %s and student = %s", (code, student))
            (rows,) = cursor.fetchone() or (0,)
            cursor.execute("delete from kgquiz.member where class = %s and student = %s", (code, student))
            return int(rows)

    def publish(self, code: str, hardness: Mapping[CardKey, float]) -> None:
        """A column of the class."""
        with self._server.transaction() as cursor:
            cursor.execute(
                "update kgquiz.class set hardness = %s::jsonb where code = %s", (json.dumps(dict(hardness)), code)
            )

    def hardness(self, code: str) -> dict[CardKey, float]:
        """That column."""
        with self._server.transaction() as cursor:
            cursor.execute("select hardness::text from kgquiz.class where code = %s", (code,))
            row = cursor.fetchone()
        try:
            return msgspec.json.decode(row[0] if row and row[0] else "{}", type=dict[CardKey, float])
        except msgspec.ValidationError:
            return {}

    def stamps(self, code: str) -> dict[str, str]:
        """Her name and the number of her newest row."""
        with self._server.transaction() as cursor:
            cursor.execute(
                "select student, name, (select coalesce(max(seq), 0) from kgquiz.handed_in h"
                " where h.class = m.class and h.student = m.student) from kgquiz.member m where class = %s",
                (code,),
            )
            return {student: f"{newest}:{name}" for student, name, newest in cursor}

    def handed_in(self, code: str, students: Sequence[str]) -> list[HandedIn]:
        """All of some students, in one question."""
        with self._server.transaction() as cursor:
            cursor.execute(
                "select student, name from kgquiz.member where class = %s and student = any (%s)",
                (code, list(students)),
            )
            found = {student: HandedIn(student, name) for student, name in cursor}
            cursor.execute(
                "select student, entry::text from kgquiz.handed_in"
                " where class = %s and student = any (%s) order by student, seq",
                (code, list(students)),
            )
            for student, text in cursor:
                if student in found:
                    take_line(text, found[student])
        return list(found.values())
