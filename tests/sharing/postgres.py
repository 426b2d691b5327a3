"""A real PostgreSQL for tests: made in a folder of its own, thrown away afterwards; skipped where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pytest

ADMIN, TEACHER = "admin", "teacher"


@dataclass(frozen=True)
class School:
    """A server on a port of this machine; every login has the password `secret-LOGIN`."""

    port: int

    def url(self, login: str) -> str:
        return f"postgresql://{login}@127.0.0.1:{self.port}/school"

    @staticmethod
    def password(login: str) -> str:
        return f"secret-{login}"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest there is."""
    named = shutil.which("pg_ctl")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else Path(named).parent if named else None


@contextmanager
def school(*logins: str, instructors: tuple[str, ...] = (TEACHER,)) -> Iterator[School]:
    """A server with the tables of kgquiz and these logins. Skips where it cannot be started."""
    pytest.importorskip("psycopg")
    bin_ = binaries()
    if bin_ is None:
        pytest.skip("no PostgreSQL is installed (apt-get install postgresql)")
    as_other = _as_other()
    folder = Path(mkdtemp(prefix="kgquiz-postgres-"))
    try:
        if as_other:
            shutil.chown(folder, "postgres")
        with _started(folder, bin_, as_other) as port:
            _prepare(port, logins, instructors)
            yield School(port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_other() -> list[str]:
    """PostgreSQL refuses to run as root."""
    if sys.platform == "win32" or os.getuid() != 0:
        return []
    if (
        shutil.which("runuser") is None
        or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode
    ):
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return ["runuser", "-u", "postgres", "--"]


@contextmanager
def _started(folder: Path, bin_: Path, as_other: list[str]) -> Iterator[int]:
    data, secret = folder / "data", folder / "secret"
    secret.write_text(School.password(ADMIN), encoding="utf-8")
    if as_other:
        shutil.chown(secret, "postgres")

    def tried(*words: str) -> str:
        """What went wrong; empty where nothing did."""
        done = subprocess.run(
            [*as_other, *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C"},
        )
        log = folder / "log"
        return f"{done.stderr}{log.read_text() if log.exists() else ''}" if done.returncode else ""

    def start(port: int) -> str:
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=60"
        )
        return tried(str(bin_ / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")

    fault = tried(
        str(bin_ / "initdb"), "-D", str(data), "-U", ADMIN, "-A", "scram-sha-256", "--pwfile", str(secret),
        "-E", "UTF8", "--no-sync",
    )  # fmt: skip
    port = _free_port()
    for _ in range(0 if fault else 3):  # somebody else may take a port before the server does
        if not (fault := start(port)):
            break
        port = _free_port()
    if fault:
        pytest.skip(f"PostgreSQL cannot be started: {fault}")
    try:
        yield port
    finally:
        tried(str(bin_ / "pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop")


def _free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _prepare(port: int, logins: tuple[str, ...], instructors: tuple[str, ...]) -> None:
    import psycopg
    from psycopg import sql

    from kgquiz.sharing.schema import SCHEMA

    password = School.password(ADMIN)
    with psycopg.connect(
        f"postgresql://{ADMIN}@127.0.0.1:{port}/postgres", password=password, autocommit=True
    ) as connection:
        connection.execute("create database school")
    with psycopg.connect(
        f"postgresql://{ADMIN}@127.0.0.1:{port}/school", password=password, autocommit=True
    ) as connection:
        for _ in range(2):  # a second time changes nothing
            connection.execute(SCHEMA.encode())
        for login, role in [(n, "kgquiz_instructor") for n in instructors] + [(n, "kgquiz_student") for n in logins]:
            connection.execute(
                sql.SQL("create role {} login password {} in role {}").format(
                    sql.Identifier(login), sql.Literal(School.password(login)), sql.Identifier(role)
                )
            )
