"""The interface in three languages: nothing is left out, nothing is broken, and the right language is chosen."""

from __future__ import annotations

import ast
import json
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message

from kgquiz.actions.theme import THEME_NAMES
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.knowledge.deck import parse_deck
from kgquiz.lang import LANGUAGES, _, chosen_language, ngettext, say, use_language
from kgquiz.memory.model import Rating
from kgquiz.memory.simulation.item_worlds import Helping
from kgquiz.messages import N_, message
from kgquiz.storage.search import ORDERS
from kgquiz.terminal.commands import COMMANDS, GROUPS
from kgquiz.terminal.hints import screen_hints
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene
from kgquiz.terminal.scenes.registry import scene_for
from kgquiz.terminal.words import days_word, rating_word
from tests import catalogues
from tests.support import ROOT, with_decks_read, write

NINE = "deck: nine\ntitle: Тогуз түр\nchapter: 6\ncards:\n" + "".join(kind.example for kind in CARD_TYPES)
TRANSLATIONS = pytest.mark.parametrize("language", catalogues.LANGUAGES)


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    catalogues.compile_in_place()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture(scope="session")
def source() -> Catalog:
    return catalogues.source_messages()


# --- the catalogues against the source


@TRANSLATIONS
def test_every_message_of_the_source_is_translated(language: str, source: Catalog) -> None:
    catalogue = _catalogue(language)
    known = {_key(entry) for entry in catalogue if all(catalogues.strings_of(entry))}
    assert {_key(entry) for entry in source} - known == set()


@TRANSLATIONS
def test_no_translation_is_fuzzy_or_left_over(language: str, source: Catalog) -> None:
    catalogue = _catalogue(language)
    assert [entry.id for entry in catalogue if entry.fuzzy] == []
    assert list(catalogue.obsolete) == []
    assert {_key(entry) for entry in catalogue} - {_key(entry) for entry in source} == set()


@TRANSLATIONS
def test_translations_keep_the_holes_of_their_template(language: str) -> None:
    for entry in _catalogue(language):
        for text in catalogues.strings_of(entry) if entry.id else ():
            assert _holes(text) == _holes(_key(entry)), text


@TRANSLATIONS
def test_translations_keep_the_spaces_at_both_ends(language: str) -> None:
    for entry in _catalogue(language):
        for text in catalogues.strings_of(entry) if entry.id else ():
            key = _key(entry)
            assert (text[0].isspace(), text[-1].isspace()) == (key[0].isspace(), key[-1].isspace()), text


@TRANSLATIONS
def test_every_template_formats_with_its_values(language: str) -> None:
    for entry in _catalogue(language):
        for text in catalogues.strings_of(entry) if entry.id else ():
            names = [name for name, _spec, _conversion in _holes(text)]
            filled = text.format(*(7 for name in names if not name), **{name: 7 for name in names if name})
            assert all("{" + name not in filled for name in names)


@TRANSLATIONS
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    catalogue, rule = _catalogue(language), Locale.parse(language).plural_form
    assert catalogue.num_plurals == len({rule(n) for n in range(200)})
    for entry in catalogue:
        assert not entry.pluralizable or len(catalogues.strings_of(entry)) == catalogue.num_plurals


def test_a_kyrgyz_noun_stays_singular_after_a_numeral() -> None:
    for entry in _catalogue("ky"):
        assert len(set(catalogues.strings_of(entry))) == 1


@TRANSLATIONS
def test_a_translation_is_written_in_cyrillic(language: str) -> None:
    for entry in _catalogue(language):
        for text in catalogues.strings_of(entry) if entry.id else ():
            said = re.sub(r"\{[^}]*\}", "", _key(entry))
            if re.search(r"[A-Za-z]{2}", said) and _key(entry) not in SAME_EVERYWHERE:
                assert re.search(r"[а-яёөүң№]", text, re.IGNORECASE), text


SAME_EVERYWHERE = {"{files}: {errors}, {warnings}.", "[{count}] {place} — {caption}"}


def test_every_marked_text_is_seen_by_the_extractor(source: Catalog) -> None:
    extracted = {_key(entry) for entry in source}
    for file, call in _calls():
        if _name(call.func) in catalogues.KEYWORDS and call.args and isinstance(call.args[0], ast.Constant):
            assert call.args[0].value in extracted, f"{file}:{call.lineno}: inside an f-string?"


def test_every_template_is_given_its_values_where_it_is_used() -> None:
    for file, call in _calls():
        template = _template_of(call)
        if template is not None and all(keyword.arg for keyword in call.keywords):
            given = {keyword.arg for keyword in call.keywords}
            assert {name for name, _spec, _conversion in _holes(template)} <= given, f"{file}:{call.lineno}"


def test_every_plural_is_given_the_values_that_it_names() -> None:
    """`ngettext` fills its template in at once: what is given to it later comes too late."""
    plurals = [(file, call) for file, call in _calls() if _name(call.func) == "ngettext"]
    assert len(plurals) > 50
    for file, call in plurals:
        given = {word.arg for word in call.keywords} | {"n"}
        texts = [str(one.value) for one in call.args[:2] if isinstance(one, ast.Constant)]
        named = {name for text in texts for name, _spec, _conversion in _holes(text)}
        assert named <= given, (file, call.lineno)


@TRANSLATIONS
def test_an_update_keeps_every_translation_the_source_still_has(language: str, source: Catalog) -> None:
    before = {_key(entry): entry.string for entry in _catalogue(language)}
    after = {_key(entry): entry.string for entry in catalogues.updated(language)}
    kept = before.keys() & {_key(entry) for entry in source}
    assert len(kept) > 100
    assert {key: after[key] for key in kept} == {key: before[key] for key in kept}


# --- speaking


def test_a_rating_preview_reads_as_one_says_it() -> None:
    use_language("ky")
    assert f"{rating_word(Rating.GOOD)} · {days_word(4)}" == "жакшы · 4 күн"
    use_language("ru")
    assert [days_word(days) for days in (1, 3, 5, 21)] == ["1 день", "3 дня", "5 дней", "21 день"]


def test_a_message_inside_a_message_is_translated_too() -> None:
    use_language("ru")
    inner = message(N_("a whole number"))
    assert say(message(N_("Write {wanted}."), wanted=inner)) == "Напишите здесь: целое число."


def test_english_stands_where_there_is_no_catalogue() -> None:
    use_language("eo")
    assert (_("Right."), ngettext("{n} card", "{n} cards", 2), _("")) == ("Right.", "2 cards", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind.type for kind in CARD_TYPES])
def test_the_keys_of_a_question_fit_the_last_lines_of_80_columns(language: str, kind: str) -> None:
    use_language(language)
    deck = parse_deck(NINE.encode(), "nine.yaml").deck
    assert deck is not None
    card = next(card for card in deck.cards if card.type == kind)
    scene = scene_for(card.ask(Random(0)), card, Frame("", "", 0, 1), QuestionScene.STUDY_COMMANDS)
    scene.typing = False  # the line of its commands is the longer one
    hints = [f"{hint.key} {hint.does}" for hint in screen_hints(scene, typing=False, help_shown=False)]
    assert hints[-1] == f"? {_('help')}"
    lines = 2 if kind == "order" else 1  # two ways of putting in order have more keys than a line holds
    assert len("  ".join(hints)) <= 80 * lines


# --- which language


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("ky", {"KGQUIZ_LANG": "ru", "LANG": "en_US.UTF-8"}, "ky"),
        (None, {"KGQUIZ_LANG": "ru", "LC_ALL": "ky_KG.UTF-8"}, "ru"),
        ("", {"KGQUIZ_LANG": "", "LC_ALL": "ky_KG.UTF-8", "LANG": "ru_RU"}, "ky"),
        (None, {"LC_MESSAGES": "ru_RU.UTF-8", "LANG": "ky_KG"}, "ru"),
        (None, {"LANG": "ky_KG"}, "ky"),
        (None, {"LANG": "ky-KG"}, "ky"),
        (None, {"LANG": "ru.UTF-8"}, "ru"),
        (None, {"LANG": "Kyrgyz_Kyrgyzstan.1251"}, "ky"),
        (None, {"LANG": "Russian_Russia.1251"}, "ru"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LC_ALL": "C", "LANG": "ky_KG.UTF-8"}, "en"),
        (None, {"LC_ALL": "POSIX", "LANG": "ru_RU.UTF-8"}, "en"),
        ("xx", {"KGQUIZ_LANG": "yy", "LANG": "RU_ru"}, "ru"),
    ],
)
def test_the_language_is_the_one_asked_for_then_the_locale(
    asked: str | None, environment: dict[str, str], language: str
) -> None:
    assert chosen_language(asked, environment) == language


# --- whole commands, each list of them in a process of its own: typer's words are read once in a process


@TRANSLATIONS
def test_home_due_decks_and_check_are_in_one_language(language: str, tmp_path: Path) -> None:
    deck = str(write(tmp_path, "nine.yaml", NINE.replace("  page: 9\n", "")))
    said = _said(tmp_path, language, [], ["due", deck], ["decks", deck], ["check", deck], ["settings"], ["undo"])
    assert len(said.splitlines()) > 12
    typed = {
        "nine",
        "retention",
        "new-per-day",
        "day-starts",
        "order",
        "book",
        "mixed",
        "best",
    }  # the same in every language
    assert _foreign(said) <= typed | {"language", "theme", *THEME_NAMES} | {"memory", "blended", "cards"}


@TRANSLATIONS
def test_a_sitting_line_by_line_is_in_one_language(language: str, tmp_path: Path) -> None:
    deck = str(write(tmp_path, "nine.yaml", NINE))
    lines = "\n".join(("1", "", "a", "ijara", "баары", "1 2", "2 1 3 4", "abc", ":z", "Ижарасын", "4") * 9)
    said = _said(tmp_path, language, ["study", deck, "--cram"], ["study", deck], lines=lines)
    assert said.count("[") > 9
    assert _foreign(said) <= {"Enter", "lease", "abc", "a", "b", "c", "ijara", "w", "h"}


@pytest.mark.landing
@TRANSLATIONS
def test_help_is_in_one_language_but_for_names(language: str, tmp_path: Path) -> None:
    said = _said(tmp_path, language, ["--help"], *([name, "--help"] for name in (*COMMANDS, *GROUPS)))
    assert said.count("kgquiz") > len(COMMANDS)
    values_of_options = {
        "content",
        "deck",
        "decks",
        "typed",
        "cloze",
        "sun",
        "sat",
        "mixed",
        "best",
        "book",
        *ORDERS,
        *Helping,
    }
    names = {
        "Anki",
        "Syncthing",
        "PostgreSQL",
        "Moodle",
        "utf",
        "cp",
        "sheet",
        "exam",
        "questions.xlsx",
        "final-A.yaml",
        *("txt", "docx", "pdf", "epub"),
    }  # of programs, encodings and files
    assert _foreign(_without_names(said)) <= {"Schema", "Ctrl-C", "N", "progress.db"} | values_of_options | names


@TRANSLATIONS
def test_an_error_is_in_one_language(language: str, tmp_path: Path) -> None:
    said = _said(tmp_path, language, ["study", "ch99"], ["study", "no/such.yaml"], ["settings", "speed", "1"], ["nope"])
    assert len(said.splitlines()) == 4
    known = {"speed", "retention", "new-per-day", "day-starts", "order", "language", "theme", "memory", "nope"}
    assert _foreign(_without_names(said)) <= known


def test_without_a_language_everything_is_english(tmp_path: Path) -> None:
    said = _said(tmp_path, "en", ["study", "--help"])
    assert "Usage: kgquiz study" in said
    assert "Show this message and exit." in said


def _said(home: Path, language: str, *commands: list[str], lines: str = "") -> str:
    """What these commands say, one after the other, without a terminal."""
    script = (
        "import json, sys; from kgquiz.terminal.app import real_world, run\n"
        "for words in json.loads(sys.argv[1]): run(words, real_world())"
    )
    with_decks_read(home / "home")
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(commands)],
        input=lines,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **_WIDE, "KGQUIZ_LANG": language, "KGQUIZ_HOME": str(home / "home"), "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


_WIDE = {"COLUMNS": "500"}  # no path of this test's folder is wrapped into bits that look like words


def _foreign(said: str) -> set[str]:
    """Latin words, leaving out commands to be typed, options, paths and rule names."""
    typed = r"«[^»а-яөүңА-ЯӨҮҢ]*»|kgquiz( [a-z]+)?|(?<!\w)--?[\w-]+( \d+)?|(?<!\w):[a-z-]+|\S*/\S*|\[[a-z-]+\]$|\bch\d"
    bare = re.sub(typed, " ", said, flags=re.MULTILINE)
    return set(re.findall(r"[A-Za-z][A-Za-z.-]*[A-Za-z]|[A-Za-z]", bare))


def _without_names(said: str) -> str:
    """A help page without types, bounds, metavars, its example, and the names of commands and options."""
    said = re.sub(r"(Мисалы|Пример): .*", "", said).replace("The language of the interface", "")
    return re.sub(r"(?m)^ {2,4}[\w-]+(?=  )|<[^>]*>|\[x[^\]]*\]|\b[A-Z][A-Z_|/]+\b|en\|ky\|ru", " ", said)


def _key(entry: Message) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _holes(text: str) -> set[tuple[str, str, str]]:
    parsed = string.Formatter().parse(text)
    return {(name, spec or "", conversion or "") for _text, name, spec, conversion in parsed if name is not None}


@cache
def _catalogue(language: str) -> Catalog:
    """Read once: no test changes it."""
    return catalogues.read_catalogue(language)


@cache
def _calls() -> tuple[tuple[Path, ast.Call], ...]:
    trees = [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in sorted(catalogues.SOURCE.rglob("*.py"))]
    return tuple((file, node) for file, tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _template_of(call: ast.Call) -> str | None:
    """The template of `message(N_("…"), …)`, of an error raised with one, and of `_("…").format(…)`."""
    if _name(call.func) == "format" and isinstance(call.func, ast.Attribute):
        inner: ast.expr = call.func.value
    elif call.args and len(call.args) == 1:
        inner = call.args[0]
    else:
        return None
    if isinstance(inner, ast.Call) and _name(inner.func) in {"_", "N_"} and inner.args:
        first = inner.args[0]
        return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
    return None
