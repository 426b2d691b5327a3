"""A class on a real PostgreSQL: forty students, an instructor, and students who try what they may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kgquiz.actions.study.hardness import HARDNESS
from kgquiz.errors import ExitCode, UsageProblem
from kgquiz.sharing.server import Server
from tests.sharing.postgres import ADMIN, TEACHER, School, school
from tests.sharing.pupils import Pupil, expected, pupils
from tests.support import Clock, Person, Said

pytestmark = pytest.mark.landing

psycopg = pytest.importorskip("psycopg")
FORTY = 40
OTHER = "other"


@dataclass
class ClassAtSchool:
    server: School
    pupils: list[Pupil]
    teacher: Person
    code: str

    def types(self, login: str, person: Person, *words: str) -> Said:
        """A command with the password in the environment, as a program or a login script would have it."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PGPASSWORD", School.password(login))
            return person.types(*words)

    def asks(self, login: str, statement: str, *values: Any) -> list[Any]:
        """SQL with her own credentials."""
        with psycopg.connect(self.server.url(login), password=School.password(login)) as connection:
            done = connection.execute(statement, values)
            return list(done.fetchall()) if done.description else [done.rowcount]


@pytest.fixture(scope="module")
def at_school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClassAtSchool]:
    root = tmp_path_factory.mktemp("school")
    class_ = pupils(root, FORTY)
    with school(*(pupil.login for pupil in class_), instructors=(TEACHER, OTHER)) as server:
        teacher = Person(root / "teacher", root / "shipped", Clock(), Random(5))
        made = ClassAtSchool(server, class_, teacher, "")
        said = made.types(TEACHER, teacher, "class", "new", "Топ 21", server.url(TEACHER), "--deck", "klass", "--json")
        assert said.code == 0, said.err
        made.code = said.json["code"]
        for pupil in class_:
            url = server.url(pupil.login)
            said = made.types(pupil.login, pupil.person, "class", "join", made.code, url, "--yes")
            assert said.code == 0, said.err
        yield made


def collected(at: ClassAtSchool) -> Any:
    said = at.types(TEACHER, at.teacher, "class", "collect", at.server.url(TEACHER), "--json")
    assert said.code == 0, said.err
    return said.json


def test_results_and_items_equal_another_way_of_reckoning(at_school: ClassAtSchool) -> None:
    wanted = expected(at_school.pupils)
    told = collected(at_school)
    assert (told["students"], told["answers"]) == (FORTY, wanted.answers)
    for one in at_school.teacher.types("class", "items", "--json").json["items"]:
        assert one["facility"] == pytest.approx(wanted.facility[one["card"]])
        assert one["discrimination"] == pytest.approx(wanted.discrimination[one["card"]])
    book = at_school.teacher.types("class", "results", "--json").json["students"]
    assert sorted(one["right"] for one in book) == pytest.approx(sorted(wanted.right.values()))
    assert collected(at_school)["changed"] == 0


def test_a_folder_and_a_server_give_the_same(at_school: ClassAtSchool, tmp_path: Path) -> None:
    collected(at_school)
    (tmp_path / "folder").mkdir()
    other = Person(tmp_path / "teacher", tmp_path / "shipped", Clock(), Random(8))
    for pupil in pupils(tmp_path, FORTY):
        if pupil.number == 0:
            code = other.types("class", "new", "Топ 21", str(tmp_path / "folder"), "--deck", "klass", "--json").json[
                "code"
            ]
        pupil.person.types("class", "join", code, str(tmp_path / "folder"), "--yes")
    other.types("class", "collect", str(tmp_path / "folder"))
    one, two = (person.types("class", "items", "--json").json for person in (at_school.teacher, other))
    for first, second in zip(one["items"], two["items"], strict=True):
        assert first == pytest.approx(
            second
        )  # sums of doubles in another order of students; the scale has its own order
    assert one["hints"] == two["hints"]
    assert one["reliability"] == pytest.approx(two["reliability"])


def test_plain_sql_over_the_view_agrees(at_school: ClassAtSchool) -> None:
    rows = at_school.asks(
        TEACHER,
        "with undone as (select class, student, target from kgquiz.answer where kind = 'undo'),"
        " insisted as (select class, student, target from kgquiz.answer where kind = 'amend'),"
        " counted as (select a.*, case when i.target is not null then 1 else a.score end as worth,"
        "   row_number() over (partition by a.student, a.card order by a.at, a.id) as n"
        "   from kgquiz.answer a left join insisted i on (i.student, i.target) = (a.student, a.id)"
        "   where a.kind = 'review' and a.mode <> 'cram'"
        "   and not exists (select 1 from undone u where (u.student, u.target) = (a.student, a.id)))"
        " select card, avg(worth) from counted where n = 1 group by card",
    )
    wanted = expected(at_school.pupils).facility
    assert {card: float(mean) for card, mean in rows} == pytest.approx(wanted)


# --- what a student may not

READ = (
    "select * from kgquiz.handed_in",
    "select * from kgquiz.member",
    "select * from kgquiz.event",
    "select class, student from kgquiz.answer",
)


@pytest.mark.parametrize("statement", READ)
def test_a_student_sees_her_own_rows_and_no_others(at_school: ClassAtSchool, statement: str) -> None:
    _, mine, *_ = at_school.pupils
    student = at_school.asks(mine.login, "select student from kgquiz.member")
    assert len(student) == 1
    seen = at_school.asks(mine.login, statement)
    assert {row[1] for row in seen if statement != READ[2]} <= {student[0][0]}
    assert at_school.asks(mine.login, "select count(*) from kgquiz.member where owner <> session_user") == [(0,)]
    assert at_school.asks(mine.login, "select count(*) from kgquiz.handed_in where owner <> session_user") == [(0,)]


_FOR_ANOTHER = (
    "insert into kgquiz.handed_in (class, student, device, entry, owner)"
    " select class, student, 'x', '{}', 'pupil2' from kgquiz.member"
)
_OWN_FUNCTION = (
    "create or replace function kgquiz.own_classes() returns setof text language sql"
    " as $$ select code from kgquiz.class $$"
)
FORBIDDEN = (
    _FOR_ANOTHER,
    _OWN_FUNCTION,
    "insert into kgquiz.member (class, student, owner) select class, 'S-AAAAAA', 'pupil2' from kgquiz.member",
    "update kgquiz.handed_in set entry = '{}'",
    "delete from kgquiz.handed_in",
    "update kgquiz.member set student = 'S-AAAAAA'",
    "update kgquiz.member set owner = 'pupil2'",
    "insert into kgquiz.class (code, title, decks, made) values ('AAAA-AAAA', 'x', '{}', 'x')",
    "delete from kgquiz.class",
    "select owner from kgquiz.class",
    "update kgquiz.class set hardness = '{}'",
    "insert into kgquiz.event (owner, entry) values ('pupil2', '{}')",
    "update kgquiz.event set entry = '{}'",
    "delete from kgquiz.event",
    "truncate kgquiz.handed_in",
    "drop table kgquiz.handed_in",
    "alter table kgquiz.handed_in disable row level security",
    "drop policy own on kgquiz.handed_in",
    "create policy mine on kgquiz.handed_in using (true)",
    "set role teacher",
    "set role pupil2",
    "set session authorization pupil2",
    "copy kgquiz.handed_in to program 'cat'",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_a_student_tries_is_refused(at_school: ClassAtSchool, statement: str) -> None:
    rows = "select count(*), count(distinct owner) from kgquiz.handed_in"
    before = at_school.asks(ADMIN, rows)
    with pytest.raises(psycopg.Error):
        at_school.asks("pupil1", statement)
    assert at_school.asks(ADMIN, rows) == before


def test_a_student_cannot_write_under_the_pseudonym_of_another(at_school: ClassAtSchool) -> None:
    other = at_school.asks(ADMIN, "select class, student from kgquiz.member where owner = 'pupil2'")[0]
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        at_school.asks(
            "pupil1", "insert into kgquiz.handed_in (class, student, device, entry) values (%s, %s, 'x', '{}')", *other
        )
    with pytest.raises(psycopg.errors.UniqueViolation):
        at_school.asks("pupil1", "insert into kgquiz.member (class, student) values (%s, %s)", *other)
    assert at_school.asks("pupil1", "update kgquiz.member set name = 'x' where student = %s", other[1]) == [0]
    assert at_school.asks("pupil1", "delete from kgquiz.member where student = %s", other[1]) == [0]


def test_a_student_cannot_give_away_what_she_may(at_school: ClassAtSchool) -> None:
    at_school.asks("pupil1", "grant select on kgquiz.handed_in to public")  # a warning: nothing was granted
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        at_school.asks(OTHER, "select owner from kgquiz.handed_in")


def test_another_instructor_sees_nothing_of_the_class(at_school: ClassAtSchool) -> None:
    for table in ("member", "handed_in", "answer"):
        assert at_school.asks(OTHER, f"select count(student) from kgquiz.{table}") == [(0,)]  # noqa: S608 - constants


def test_an_instructor_sees_no_logins_and_changes_nothing(at_school: ClassAtSchool) -> None:
    for statement in (
        "select owner from kgquiz.member",
        "select owner from kgquiz.handed_in",
        "select * from kgquiz.handed_in",
        "select student from kgquiz.handed_in order by owner",
        "update kgquiz.member set name = 'x'",
        "delete from kgquiz.member",
        "insert into kgquiz.handed_in (class, student, device, entry) values ('', '', 'x', '{}')",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            at_school.asks(TEACHER, statement)


def test_what_an_instructor_shares_reaches_her_students_and_another_cannot_change_it(
    at_school: ClassAtSchool,
) -> None:
    collected(at_school)
    shared = at_school.types(TEACHER, at_school.teacher, "class", "share", "--json").json["cards"]
    assert shared > 1
    one = at_school.pupils[2]
    assert at_school.types(one.login, one.person, "class", "send").code == 0
    assert len(one.person.asks(lambda desk: desk.store.settings.get(HARDNESS))) == shared
    assert at_school.asks(OTHER, "update kgquiz.class set hardness = '{}'") == [0]


# --- joining, sending, leaving, passwords


def test_leaving_deletes_her_rows_and_nobody_elses(at_school: ClassAtSchool, tmp_path: Path) -> None:
    count = "select count(*) from kgquiz.handed_in"
    mine = at_school.pupils[-1]
    before, own = at_school.asks(ADMIN, count)[0][0], at_school.asks(mine.login, count)[0][0]
    said = at_school.types(mine.login, mine.person, "class", "leave", at_school.code, "--yes", "--json")
    assert said.json == {"kgquiz": 1, "code": at_school.code, "left": True, "deleted": own}
    assert at_school.asks(ADMIN, count) == [(before - own,)]
    assert collected(at_school)["gone"] in {0, 1}
    url = at_school.server.url(mine.login)
    assert at_school.types(mine.login, mine.person, "class", "join", at_school.code, url, "--yes").code == 0
    assert at_school.asks(ADMIN, count) == [(before,)]
    again = Person(tmp_path / "second", mine.person.shipped, Clock(), Random(99))
    said = at_school.types(mine.login, again, "class", "join", at_school.code, url, "--yes", "--json")
    assert said.json["student"] == at_school.asks(mine.login, "select student from kgquiz.member")[0][0]


def test_a_password_in_an_address_is_refused_and_not_repeated(at_school: ClassAtSchool) -> None:
    with pytest.raises(UsageProblem) as caught:
        Server("postgresql://a:geheim@localhost/x", lambda: None)
    assert "geheim" not in str(caught.value)
    said = at_school.teacher.types("class", "collect", "postgresql://a@localhost/x?password=geheim")
    assert said.code == ExitCode.USAGE
    assert "geheim" not in said.out + said.err


def test_a_wrong_password_is_told_without_it(at_school: ClassAtSchool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", "geheim-falsch")
        said = at_school.teacher.types("class", "collect", at_school.server.url(TEACHER))
    assert said.code == ExitCode.CANNOT_WRITE
    assert "the login or the password is wrong" in said.err
    assert "geheim" not in said.err


def test_a_password_that_is_asked_for_goes_to_the_server_and_nowhere_else(
    at_school: ClassAtSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer() -> str:
        asked.append("")
        return School.password(TEACHER)

    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setattr("kgquiz.terminal.sharing.password.asked_password", answer)
    said = at_school.teacher.types("class", "collect", at_school.server.url(TEACHER))
    assert said.code == 0, said.err
    assert asked == [""]
    for file in at_school.teacher.home.rglob("*"):
        assert not file.is_file() or School.password(TEACHER).encode() not in file.read_bytes()
    assert at_school.teacher.types("class", "collect", at_school.server.url(ADMIN)).code == ExitCode.CANNOT_WRITE


def test_a_server_that_is_not_prepared_or_not_there_is_told(at_school: ClassAtSchool) -> None:
    bare = re.sub("/school$", "/postgres", at_school.server.url(TEACHER))
    said = at_school.types(TEACHER, at_school.teacher, "class", "collect", bare)
    assert "kgquiz class database" in said.err
    nowhere = "postgresql://teacher@127.0.0.1:1/school"
    assert "it does not answer" in at_school.types(TEACHER, at_school.teacher, "class", "collect", nowhere).err
    missing = re.sub("/school$", "/nothing", at_school.server.url(TEACHER))
    assert "no such database" in at_school.types(TEACHER, at_school.teacher, "class", "collect", missing).err


# --- devices of one person


def test_two_devices_come_to_one_history_through_a_server(at_school: ClassAtSchool, tmp_path: Path) -> None:
    one = at_school.pupils[3]
    other = Person(tmp_path / "second", one.person.shipped, Clock(), Random(7))
    url = at_school.server.url(one.login)

    def sync(person: Person) -> Any:
        said = at_school.types(one.login, person, "sync", url, "--json")
        assert said.code == 0, said.err
        return said.json

    first = sync(one.person)
    assert first["sent"] == len(one.events)
    assert sync(other)["received"] == len(one.events)
    other.types("study", "klass", "--plain", "--limit", "1", lines="1\n:quit\n")
    other.types("exam", "klass", "--items", "3", "--plain", lines="\n:hand-in\ny\n" + "\n" * 20)
    assert sync(other)["exams"] == 1
    told = sync(one.person)
    assert (told["exams"], told["sent"]) == (1, 0)
    assert told["received"] > 0
    for person in (one.person, other):
        again = sync(person)
        assert (again["sent"], again["received"], again["exams"]) == (0, 0, 0)
    histories = [
        person.asks(lambda desk: (list(desk.store.journal.all()), desk.store.schedule.all_states()))
        for person in (one.person, other)
    ]
    assert histories[0] == histories[1]
    at_school.asks(ADMIN, "delete from kgquiz.event where owner = %s", one.login)
    assert sync(one.person)["sent"] == len(histories[0][0])
    assert sync(other)["received"] == 0


def test_devices_of_two_persons_do_not_mix(at_school: ClassAtSchool) -> None:
    one, two = at_school.pupils[5:7]
    for pupil in (one, two, one):
        at_school.types(pupil.login, pupil.person, "sync", at_school.server.url(pupil.login))
    for pupil in (one, two):
        held = pupil.person.asks(lambda desk: {event.id for event in desk.store.journal.all()})
        assert held == {event.id for event in pupil.events}
