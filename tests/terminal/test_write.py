"""Writing with the cards in view: what is shown, what the keys do, what the file is afterwards."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.formatted_text import to_plain_text
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.layout import FormattedTextControl

from kgquiz.actions.authoring.skeletons import CONTENT, DECK
from kgquiz.actions.authoring.writing import add_item, look
from kgquiz.errors import ExitCode, KgquizError
from kgquiz.lang import language_in_use, use_language
from kgquiz.terminal.authoring.writer import Writer
from tests.support import Person, write
from tests.terminal.test_browser import Screen

LANGUAGES = ("ky", "ru", "en")


@pytest.fixture
def chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    text = CONTENT["en"].format(name="water", chapter=1, title="'Water'", file="content/water.yaml")
    return write(tmp_path / "content", "water.yaml", text).relative_to(tmp_path)


@pytest.fixture
def russian() -> Iterator[None]:
    before = language_in_use()
    use_language("ru")
    yield
    use_language(before)


def pressed(person: Person, path: Path, keys: str, columns: int = 80) -> Writer:
    with create_pipe_input() as pipe, create_app_session():
        pipe.send_text(keys)
        writer = Writer(person.world, path, input=pipe, output=Screen(columns))
        writer.run()
        return writer


def test_the_arrows_walk_through_the_cards_and_stop_at_both_ends(person: Person, chapter: Path) -> None:
    assert pressed(person, chapter, "\x1b[C\x1b[Cq").at == 2
    assert pressed(person, chapter, "\x1b[Dq").at == 0
    writer = pressed(person, chapter, "\x1b[6~\x1b[6~q")
    assert writer.at == len(writer.draft.cards) - 1


def test_an_answer_is_marked_with_its_reasons_and_nothing_is_recorded(person: Person, chapter: Path) -> None:
    writer = pressed(person, chapter, "/budget\r\x1b[C\x1b[Hm\x1bq")
    assert writer.told == []
    typed = next(at for at, one in enumerate(writer.draft.cards) if one.card.type == "typed")
    writer = pressed(person, chapter, "\x1b[C" * typed + "mthe budgets\r\x03")
    assert writer.told[0] == "✓ Right, in another form of the word. (100 %)"
    assert "“budgets” is “Budget” in another form" in writer.told[1]
    assert not list(person.home.glob("*.db"))


def test_an_open_answer_is_read_against_its_points(person: Person, chapter: Path) -> None:
    draft = look(person.world, chapter)
    outline = next(at for at, one in enumerate(draft.cards) if one.card.type == "outline")
    writer = pressed(person, chapter, "\x1b[C" * outline + "mSo that the money lasts.\r\x03")
    assert writer.told == ["☑ so that the money lasts ← that … money … lasts", "☐ so that all can see where it goes"]


def test_a_new_item_is_written_into_the_file_and_shown(person: Person, chapter: Path) -> None:
    before = chapter.read_text(encoding="utf-8")
    writer = pressed(person, chapter, "n1q")
    after = chapter.read_text(encoding="utf-8")
    assert set(before.splitlines()) <= set(after.splitlines())
    assert writer.shown is not None
    assert writer.shown.card.item == "term-1"
    assert after.splitlines()[writer.shown.line - 1] == "  - id: term-1"


def test_another_key_than_a_number_adds_nothing(person: Person, chapter: Path) -> None:
    before = chapter.read_bytes()
    pressed(person, chapter, "nxq")
    assert chapter.read_bytes() == before


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(person: Person, chapter: Path) -> None:
    draft = look(person.world, chapter)
    changed = chapter.read_text(encoding="utf-8").replace("Budget", "Plan")
    chapter.write_text(changed, encoding="utf-8")
    with pytest.raises(KgquizError, match="changed meanwhile"):
        add_item(draft, "terms", "id: {id}")
    assert chapter.read_text(encoding="utf-8") == changed


def test_what_is_saved_is_read_again_and_the_card_stays_on_show(person: Person, chapter: Path) -> None:
    with create_pipe_input() as pipe, create_app_session():
        writer = Writer(person.world, chapter, input=pipe, output=Screen())
        writer.at = 2
        text = chapter.read_text(encoding="utf-8")
        head = "\n".join(f"  - {{id: t{n}, term: T{n}, definition: D{n}., page: 1}}" for n in range(3))
        chapter.write_text(text.replace("terms:\n", f"terms:\n{head}\n"), encoding="utf-8")
        os.utime(chapter, ns=(1, 1))
        shown = writer.shown
        writer.look_again()
        assert writer.shown is not None
        assert shown is not None
        assert writer.shown.card.id == shown.card.id
        assert len(writer.draft.cards) > 6


def test_a_file_broken_for_a_moment_keeps_its_cards_and_tells_the_line(person: Person, chapter: Path) -> None:
    with create_pipe_input() as pipe, create_app_session():
        writer = Writer(person.world, chapter, input=pipe, output=Screen())
        cards = len(writer.draft.cards)
        chapter.write_text(chapter.read_text(encoding="utf-8") + "facts: [\n", encoding="utf-8")
        os.utime(chapter, ns=(1, 1))
        writer.look_again()
        assert (len(writer.draft.cards), writer.draft.errors > 0) == (cards, True)


def test_the_next_problem_is_gone_to(person: Person, chapter: Path) -> None:
    text = chapter.read_text(encoding="utf-8").replace("wrong: [five, ten, six]", "wrong: [one, ten, six]")
    chapter.write_text(text, encoding="utf-8")
    writer = pressed(person, chapter, "pq")
    assert writer.draft.errors or writer.draft.problems


@pytest.mark.parametrize("columns", [30, 60, 80, 120])
def test_any_width_is_drawn_with_help_and_field(columns: int, person: Person, chapter: Path) -> None:
    pressed(person, chapter, "?x/budget\r\x1b[Cm\x1b\x1b[B\x1b[Aq", columns)


def test_in_a_pipe_cards_and_problems_are_lines(person: Person, chapter: Path) -> None:
    said = person.types("write", str(chapter))
    assert said.code == 0
    assert "  = Budget" in said.out
    chapter.write_text(
        chapter.read_text(encoding="utf-8").replace("page: 1\n\n# Facts", "pge: 1\n\n# Facts"), encoding="utf-8"
    )
    broken = person.types("write", str(chapter))
    assert broken.code == 1
    assert "pge" in broken.out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["content", "deck", "exam"])
def test_what_new_writes_passes_the_check_at_once(
    kind: str, language: str, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KGQUIZ_LANG", language)
    if kind == "exam":
        person.types("new", "deck", "Суу түтүгү")
    said = person.types("new", kind, "Суу түтүгү")
    assert said.code == 0, said.err
    path = said.out.splitlines()[0].split(": ", 1)[1]
    checked = person.types("check", path, "--strict")
    assert checked.code == 0, checked.out
    assert person.types("new", kind, "Суу түтүгү").code == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_chapter_builds_and_is_studied(
    language: str, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KGQUIZ_LANG", language)
    assert person.types("new", "content", "Water").code == 0
    assert person.types("build").code == 0
    assert person.types("study", "water", lines=":quit\n").code == 0


def test_the_comments_of_a_skeleton_are_in_the_authors_language() -> None:
    assert "Топтом" in DECK["ky"]
    assert "Колода" in DECK["ru"]
    assert "A deck" in DECK["en"]


def test_check_watch_looks_again_when_a_file_is_saved(
    person: Person, chapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = iter(["facts: [\n", None])

    def asleep(_seconds: float) -> None:
        more = next(saves)
        if more is None:
            raise KeyboardInterrupt
        chapter.write_text(chapter.read_text(encoding="utf-8") + more, encoding="utf-8")

    monkeypatch.setattr("kgquiz.terminal.authoring.commands.check.time.sleep", asleep)
    said = person.types("check", "--watch", str(chapter))
    assert said.code == 130
    assert "0 errors" in said.out
    assert "error:" in said.out


def drawn(writer: Writer) -> str:
    """What stands where the card is, in one line."""
    content = writer.body.content
    assert isinstance(content, FormattedTextControl)
    return " ".join(to_plain_text(content.text).split())


def test_a_file_of_drafts_alone_says_how_one_becomes_a_card(person: Person, tmp_path: Path) -> None:
    text = "chapter: 1\ntitle: T\nlast_page: 9\nterms:\n- {id: a, term: A, definition: B., page: 1, draft: true}\n"
    writer = pressed(person, write(tmp_path, "c.yaml", text), "q")
    shown = drawn(writer)
    assert "Every item is still a draft (1)." in shown
    assert "delete its line “draft: true”" in shown
    assert [problem.rule for problem in writer.draft.problems] == ["draft"]
    broken = text + "- {id: b, term: A, page: x}\n"
    writer = pressed(person, write(tmp_path, "c.yaml", broken), "q")
    assert (writer.draft.unfinished, writer.draft.errors > 0, writer.draft.cards) == (1, True, ())
    assert "still a draft" not in drawn(writer)


def test_the_first_escape_clears_the_verdict_and_the_second_leaves(person: Person, chapter: Path) -> None:
    typed = next(at for at, one in enumerate(look(person.world, chapter).cards) if one.card.type == "typed")
    writer = pressed(person, chapter, "\x1b[C" * typed + "mthe budgets\r\x1b?\x03")
    assert (writer.told, writer.help_shown) == ([], True)
    pressed(person, chapter, "\x1b[C" * typed + "mthe budgets\r\x1b\x1b")


@pytest.mark.usefixtures("russian")
def test_the_kinds_are_offered_in_her_language_and_no_line_parts_a_number_from_its_name(
    person: Person, chapter: Path
) -> None:
    deck = write(chapter.parent, "d.yaml", DECK["ru"].format(name="d", title="D", file="d.yaml"))
    (cards,) = pressed(person, deck, "n\x03").told
    (lists,) = pressed(person, chapter, "n\x03").told
    assert not re.search("[a-z]", cards + lists)
    assert "1\N{NO-BREAK SPACE}термины" in lists
    assert not any(row[-1].isdecimal() for width in range(20, 60) for row in wrap(cards, width))


@pytest.mark.parametrize("name", ["../x", "a/b", r"a\b"])
def test_a_folder_in_the_name_of_a_new_file_is_refused_with_the_way_to_say_it(
    name: str, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = person.types("new", "deck", name)
    assert said.code == ExitCode.USAGE
    assert f"-o {name.replace(chr(92), '/')}.yaml" in " ".join(said.err.split())
    assert not list(tmp_path.glob("*.yaml"))
