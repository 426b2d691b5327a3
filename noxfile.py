"""The tasks of a developer: `nox` runs what .ci/run runs; `nox -l` lists the rest."""

import nox

nox.options.sessions = ["tests", "lint", "content"]
nox.options.reuse_existing_virtualenvs = True


def install(session: nox.Session, *more: str) -> None:
    """The project with what developers need."""
    session.install("-e", ".[dev]", *more)


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
def matrix(session: nox.Session) -> None:
    """The tests on every Python that is supported and installed."""
    install(session)
    session.run("python", "-m", "pytest", "-m", "not slow", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; words after -- go to pytest."""
    install(session)
    session.run("python", "-m", "pytest", "-m", "not slow", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests with the oldest versions that pyproject allows."""
    session.install("uv")
    session.run("uv", "pip", "install", "--resolution", "lowest-direct", "-e", ".[dev]")
    session.run("python", "-m", "pytest", "-m", "not slow", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Which lines no test runs; fails below the floor of pyproject."""
    install(session, "pytest-cov")
    report = "--cov-report=term-missing:skip-covered"
    session.run("python", "-m", "pytest", "-m", "not slow", "--cov=kgquiz", report, *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Which wrong programs no test notices; nox -s mutants -- kgquiz/exam/scoring.py --sample 80."""
    install(session, "mutmut>=3.8")
    session.run("python", "-m", "tests.mutants", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Style and types."""
    install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session
def content(session: nox.Session) -> None:
    """Decks against content, and every mistake an author could have made."""
    install(session)
    session.run("kgquiz", "build", "--check")
    session.run("kgquiz", "check")
