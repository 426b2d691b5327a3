"""What a newcomer looked for and did not find: due where it is counted, the way on, the part that differs, the name."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from kgquiz.actions.desk import Desk
from kgquiz.actions.exam.results import AttemptRow
from kgquiz.actions.formats.listing import format_rows
from kgquiz.actions.study.home import note_welcome
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import start_study
from kgquiz.cards.registry import CARD_TYPE_BY_NAME, CARD_TYPES
from kgquiz.errors import KgquizError
from kgquiz.formats.registry import FORMATS, alike
from kgquiz.knowledge.called_elsewhere import field_meant, type_meant
from kgquiz.lang import use_language
from kgquiz.storage import store
from kgquiz.terminal.exam.lists_view import lists_view
from kgquiz.terminal.exam.scenes import BesideScene, CoverScene, ReviewScene
from kgquiz.terminal.formats.views import formats_view
from kgquiz.terminal.hints import screen_hints
from kgquiz.terminal.home import show
from kgquiz.terminal.keys import KEYS, Command, Place
from kgquiz.terminal.output import between_words
from kgquiz.terminal.painting.entries import Hanging, indented
from kgquiz.terminal.safe_console import SafeConsole
from kgquiz.terminal.scene import Answered, Scene
from kgquiz.terminal.study.feedback import FeedbackScene
from kgquiz.terminal.study.flow import study_flow
from kgquiz.terminal.words import SHORT, missed_words, shortened
from tests.support import ROOT, Person, shipped_deck, write
from tests.terminal.pseudo import Terminal

LANGUAGES = ("en", "ky", "ru")


@pytest.fixture
def missed(person: Person) -> Person:
    """She answered a typed card wrong today, again and again, until the sitting let it go."""
    person.types("study", "small", "--type", "typed", "--new", "1", lines="аким\n" * 9)
    return person


# --- what is due


def test_what_was_missed_today_is_due_wherever_it_is_looked_for(missed: Person) -> None:
    assert missed.types("due", "small", "--json").json["due"] == 1
    (listed,) = missed.types("cards", "is:due", "--json").json["cards"]
    assert listed["due"] == missed.types("due", "--json").json["day"]
    assert "due" in listed["states"]
    assert missed.types("cards", "due<1", "--json").json["found"] == 1
    assert missed.types("cards", "not", "is:due", listed["card"].partition("/")[2], "--json").json["found"] == 0
    assert missed.types("cards", "--sort", "due", "--json").json["cards"][0]["card"] == listed["card"]
    told = missed.types("why", listed["card"])
    assert "State: due" in told.out
    assert "it is asked today" in told.out


def test_what_was_put_right_is_due_by_its_memory_alone(person: Person) -> None:
    person.types("study", "small", "--type", "typed", "--new", "1", lines="аким\nЖогорку Кеңеш\n")
    assert person.types("due", "--json").json["due"] == 0
    assert person.types("cards", "is:due", "--json").json["found"] == 0


def test_what_an_exam_found_missing_is_due_until_it_is_right(person: Person) -> None:
    person.types("exam", "small", "--items", "2", lines="\n" + ":next\n" * 3 + ":hand-in\ny\n" + "\n" * 9)
    due = person.types("due", "--json").json["due"]
    assert due
    assert person.types("cards", "is:due", "--json").json["found"] >= due


@pytest.mark.parametrize(
    "way",
    [["study", "--cram", "--type", "typed"], ["study", "--type", "typed", "--new", "1"]],
    ids=["drill", "taken back"],
)
def test_a_card_with_answers_is_never_called_never_answered(person: Person, way: list[str]) -> None:
    person.types(*way, "small", "--limit", "2", lines="аким\nаким\n")
    while "--cram" not in way and person.types("undo").code == 0:
        continue
    told = person.types("why", "small/council.typed").out
    assert "newest first" in told
    assert "Never answered" not in told
    assert "None of the answers below" in told


# --- the way on


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", [CoverScene("Сынак", ["эреже"]), ReviewScene("1", ["суроо"])])
def test_a_page_that_waits_for_a_line_says_so(language: str, scene: Scene) -> None:
    use_language(language)
    assert scene.needs_line
    assert scene.read("") is Command.NEXT
    assert "Enter" in scene.text() or "empty line" in scene.text()
    assert ":quit" in scene.text()


def test_in_a_pipe_the_cover_says_how_the_exam_begins(person: Person) -> None:
    assert "An empty line begins the exam" in person.types("exam", "small", "--items", "2", lines="").out


@pytest.mark.parametrize("key", ["enter", " ", "escape"])
def test_a_page_beside_a_card_leads_back_by_the_keys_that_its_foot_names(key: str) -> None:
    page = BesideScene("Карта", ["тарых"])
    assert page.press(key) is Command.BACK
    assert {hint.does for hint in screen_hints(page, typing=False, help_shown=False)} == {"back", "quit", "help"}


@pytest.mark.parametrize(("reply", "leaves"), [(Command.BACK, False), (Command.NEXT, False), (Command.QUIT, True)])
@pytest.mark.parametrize("page", [Command.WHY, Command.BOOK])
def test_what_was_looked_up_leads_back_to_its_answer_or_out(
    person: Person, page: Command, reply: Command, *, leaves: bool
) -> None:
    def walked(desk: Desk) -> bool:
        flow = study_flow(start_study(desk, StudyOptions(("small",), types=("typed",))))
        next(flow)
        assert isinstance(flow.send(Answered(("аким",))), FeedbackScene)
        assert isinstance(flow.send(page), BesideScene)
        try:
            assert isinstance(flow.send(reply), FeedbackScene)
        except StopIteration:
            return True
        return False

    assert person.asks(walked) is leaves


def test_the_page_of_keys_leads_back_to_whatever_it_was_asked_on() -> None:
    assert [binding.does for binding in KEYS[Place.HELP]] == ["back"]


def test_what_a_sitting_lets_go_is_not_said_to_be_suspended(missed: Person) -> None:
    out = missed.types("study", "small", "--cram", "--type", "typed", "--limit", "1", lines="аким\n" * 12).out
    assert "left for another sitting" in out
    assert "set aside" not in out


# --- the part that differs


LONG = "Жергиликтүү өз алдынча башкаруу органдарынын кызмат адамдары жергиликтүү кеңеш тарабынан {} жылга шайланат"


def test_a_statement_and_its_correction_show_where_they_differ() -> None:
    told = missed_words(LONG.format("төрт"), LONG.format("беш"))
    hers, book = told.split(" → ")
    assert "төрт" in hers
    assert "беш" in book
    assert max(len(hers), len(book)) <= SHORT


@pytest.mark.parametrize("before", range(0, 200, 7))
def test_a_shortened_sentence_keeps_its_blank(before: int) -> None:
    sentence = ("сөздөр " * 40)[:before].rstrip() + " ____ " + "андан ары " * 9
    told = shortened(sentence)
    assert "____" in told
    assert len(told) <= SHORT


@pytest.mark.parametrize("heart", [(0, 90), (15, 90)])
def test_what_begins_in_view_is_shown_from_the_beginning_and_marked_only_at_its_end(heart: tuple[int, int]) -> None:
    text = "сөз" * 40
    assert shortened(text, heart) == text[: SHORT - 1] + "…"


def test_a_text_without_either_is_shown_from_its_beginning() -> None:
    assert shortened("а" * 200) == "а" * (SHORT - 1) + "…"
    assert missed_words("Борбор?", "Бишкек") == "Борбор? → Бишкек"


@pytest.mark.parametrize("width", range(9, 40))
def test_no_line_ends_within_a_share(width: int) -> None:
    said = "өтүү чеги 60 % болсо, 80 %дан жогору, 7\u00a0мүнөт, 0:07 мүн. же 12 сек."
    out = io.StringIO()
    screen = SafeConsole(file=out, width=width)
    screen.print(Text(said, style="title"))
    screen.print(said)
    table = Table.grid()
    table.add_row("x", Text(said))
    screen.print(table)
    screen.print(Hanging([(Text("☐"), Text(said))]))
    shown = out.getvalue() + between_words(said, width)
    assert not [line for line in shown.splitlines() if line.rstrip().endswith(("60", "80", " 7", ":07", "12"))]
    assert {sign for sign in shown if ord(sign) > 0xFDCF and ord(sign) < 0xFDF0} == set()


def test_what_is_led_in_stays_so_where_it_is_broken() -> None:
    out = io.StringIO()
    screen = SafeConsole(file=out, width=30)
    screen.print(indented("  " + "узун сап " * 8))
    screen.print(Hanging([(Text("☐"), Text("узун сап " * 8))]))
    assert {line[:2] for line in out.getvalue().splitlines()} <= {"  ", "☐ "}


def test_the_page_about_a_card_shows_its_whole_question(person: Person) -> None:
    def page(desk: Desk) -> Scene:
        flow = study_flow(start_study(desk, StudyOptions(("small",), types=("typed",))))
        next(flow)
        flow.send(Answered(("аким",)))
        return flow.send(Command.WHY)

    scene = person.asks(page)
    assert isinstance(scene, BesideScene)
    assert scene.said[0].endswith("?")
    assert "If it were asked now" not in scene.text()  # she missed it a moment ago


@pytest.mark.parametrize("width", [60, 80])
def test_an_exam_s_result_and_a_format_s_name_are_never_cut(width: int) -> None:
    rows = [
        AttemptRow(
            12, "adhoc-ch1-20min", "", "2026-11-27T13:54:00", "7", practice=False, state="", share=0.0, passed=False
        )
    ]
    use_language("ky")
    out = io.StringIO()
    screen = SafeConsole(file=out, width=width)
    screen.print(lists_view([], rows))
    screen.print(formats_view(format_rows()))
    assert "…" not in out.getvalue()
    assert " 12 " in out.getvalue()
    assert "өткөн жоксуз" in out.getvalue()


def test_on_a_narrow_screen_what_was_seen_stands_beside_how_much_there_is(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert "0/5" in person.types("decks").out


# --- the name that was meant


@pytest.mark.parametrize(
    ("key", "known", "meant"),
    [
        ("question", ["prompt", "answer", "section"], "prompt"),
        ("question", ["statement", "answer", "section"], "statement"),
        ("question", ["term", "meaning", "section"], "term"),
        ("Options", ["prompt", "wrong"], "wrong"),
        ("front", ["term", "from", "meaning"], "term"),
        ("back", ["term", "meaning"], "meaning"),
        ("correct", ["prompt", "answer"], "answer"),
        ("жооп", ["prompt", "answer"], "answer"),
        ("promt", ["prompt", "answer"], "prompt"),
        ("qwertz", ["prompt", "answer"], None),
    ],
)
def test_a_key_of_another_program_or_a_slip_is_answered_with_ours(
    key: str, known: list[str], meant: str | None
) -> None:
    assert field_meant(key, known) == meant


@pytest.mark.parametrize(
    ("key", "known", "taken", "meant"),
    [
        ("question", ["prompt", "section", "answer"], ["prompt"], "prompt"),  # never section, which is spelled alike
        ("front", ["prompt", "from"], ["prompt"], "prompt"),
        ("Prompt", ["prompt", "from"], ["prompt"], "prompt"),
        ("correct", ["answer", "reject"], ["answer"], "answer"),
        ("correct", ["text", "reject"], [], None),
        ("answers", ["answer", "wrong"], ["answer"], "wrong"),
        ("back", ["answer", "correction"], ["answer"], "correction"),
        ("typ", ["prompt", "type"], ["type"], "type"),
    ],
)
def test_a_key_whose_field_is_taken_means_a_free_one_or_that_and_never_what_is_only_spelled_like_it(
    key: str, known: list[str], taken: list[str], meant: str | None
) -> None:
    assert field_meant(key, known, taken) == meant


def test_every_card_type_is_known_by_its_own_name_and_by_others() -> None:
    for kind in CARD_TYPES:
        assert type_meant(kind.type, CARD_TYPE_BY_NAME) == kind.type
    names = ("mcq", "multiple choice", "true/false", "Short_Answer", "essay", "basic", "fill-in")
    types = [type_meant(name, CARD_TYPE_BY_NAME) for name in names]
    assert types == ["choice", "choice", "truefalse", "typed", "outline", "recall", "cloze"]


FOREIGN = """\
deck: own
title: Менин топтомум
cards:
- {id: a, typ: typed, prompt: Борбор?, answer: Бишкек}
- {id: b, type: choice, question: Борбор?, options: [Ош, Нарын], correct: Бишкек}
- {id: c, prompt: Борбор?, answer: Бишкек}
"""


def test_a_card_with_foreign_keys_is_told_each_once_and_nothing_is_missing(person: Person, tmp_path: Path) -> None:
    told = person.types("check", str(write(tmp_path, "own.yaml", FOREIGN))).out
    for key, near in [("typ", "type"), ("question", "prompt"), ("options", "wrong"), ("correct", "answer")]:
        assert f"The field '{key}' is unknown. Did you mean '{near}'?" in told
    assert told.count("is missing") == 1
    assert "The field 'type' is missing. Write 'type:' with one of: recall, typed" in told


TWICE = """\
deck: own
title: Менин топтомум
cards:
- {id: a, type: typed, typ: typed, question: Борбор?, prompt: Борбор?, answer: Бишкек}
- {id: b, тип: typed, суроо: Борбор?, жооп: Бишкек}
- {id: c, type: multi, prompt: Булактар?, answers: [салык], options: [насыя]}
"""


def test_what_stands_under_two_names_is_told_so_and_a_foreign_type_hides_nothing(
    person: Person, tmp_path: Path
) -> None:
    told = person.types("check", str(write(tmp_path, "own.yaml", TWICE))).out
    for key, near in [("typ", "type"), ("question", "prompt")]:
        assert f"The field '{key}' is unknown. It would be '{near}', which this entry has already" in told
    for key, near in [("тип", "type"), ("суроо", "prompt"), ("жооп", "answer"), ("options", "wrong")]:
        assert f"The field '{key}' is unknown. Did you mean '{near}'?" in told
    assert "what is right stands under 'answers'" in told
    assert "is missing" not in told


@pytest.mark.parametrize(("name", "near"), [("moodle", ["gift", "moodle-xml"]), ("quizlet", ["paste"]), ("exel", [])])
def test_a_format_is_found_by_the_program_it_belongs_to(name: str, near: list[str]) -> None:
    assert alike(name, [one for one in FORMATS if one.writes]) == near


def test_an_unknown_format_is_answered_with_the_near_ones(person: Person, tmp_path: Path) -> None:
    told = person.types("export", "small", "--to", "moodle", "-o", str(tmp_path / "x"))
    assert (told.code, "Did you mean: gift, moodle-xml?" in told.err) == (2, True)
    file = write(tmp_path, "x.txt", "1. Борбор?\n")
    assert "Did you mean: moodle-xml" in person.types("import", str(file), "--as", "moodle-xlm").err


@pytest.mark.parametrize("group", ["print", "book", "class"])
def test_a_name_where_a_verb_belongs_is_answered_with_the_verbs(person: Person, group: str) -> None:
    told = person.types(group, "ch6")
    assert told.code == 2
    assert "Before a name stands what is to be done" in told.err
    assert ("as in “kgquiz print paper ch6”" in told.err) is (group == "print")


# --- days, shares, sections


def test_a_day_that_is_past_and_the_day_it_is_are_told_apart(person: Person) -> None:
    past, today = (person.types("plan", "--exam", day).err for day in ("2026-03-01", "2026-03-02"))
    assert "March 1, 2026 is past" in past
    assert "March 2, 2026 is today" in today


def test_a_placement_tells_sections_by_their_headings_and_shares_as_everywhere(person: Person) -> None:
    out = person.types("place", "small", lines="аким\n\n" * 30).out
    assert "  small · A small deck" in out
    assert " s1 " not in out
    assert "%" in out
    assert not [word for word in out.split() if word.rstrip("().,–").endswith("%") and word.strip("().,–") != "%"]


def test_in_a_pipe_statistics_pass_over_what_holds_nothing(missed: Person) -> None:
    out = missed.types("stats", "--plain").out
    assert "Cards 0" not in out
    assert "more lines with nothing in them" in out
    assert len(missed.types("stats", "--json").json["forecast"]) == 30


# --- the language


@pytest.mark.parametrize(
    ("named", "told", "spoken"),
    [("xx", True, "картанын"), ("орусча", False, "карточек"), ("ky_KG.UTF-8", False, "картанын"), ("", False, "карт")],
)
def test_a_language_that_is_not_spoken_is_told_and_a_name_of_one_is_understood(
    person: Person, monkeypatch: pytest.MonkeyPatch, named: str, spoken: str, *, told: bool
) -> None:
    person.types("settings", "language", "ky")
    monkeypatch.setenv("KGQUIZ_LANG", named)
    said = person.types("due")
    assert ("KGQUIZ_LANG" in said.err and "en, ky, ru" in said.err) is told
    assert spoken in said.out or spoken == "карт"
    assert person.types("--lang", "русский", "due").out != person.types("--lang", "en", "due").out
    assert person.types("--lang", "xx", "due").code == 2


SITTINGS = [(["study", "small"], "0/"), (["place", "small"], "0/"), (["exam", "small", "--items", "2"], "баштоо")]


@pytest.mark.parametrize(("words", "then"), SITTINGS)
def test_the_first_start_asks_the_language_whichever_way_it_begins(person: Person, words: list[str], then: str) -> None:
    write(person.home / "decks", "small.yaml", (person.shipped / "small.yaml").read_text(encoding="utf-8"))
    terminal = Terminal(["-m", "kgquiz", *words], person.home, first=True, KGQUIZ_LANG="")
    terminal.sees("Тил · Язык · Language")
    terminal.press("2")
    terminal.sees(then)
    terminal.press("ctrl-c")
    terminal.ends()
    assert person.types("settings", "language", "--json").json["rows"][0]["value"] == "ky"


def test_a_first_start_with_a_wrong_name_says_so_before_it_asks(person: Person) -> None:
    terminal = Terminal(["-m", "kgquiz", "study", "nowhere"], person.home, first=True, KGQUIZ_LANG="")
    assert terminal.ends() == 3


def test_who_began_with_a_sitting_is_still_welcomed_at_home(person: Person) -> None:
    write(person.home / "decks", "small.yaml", (person.shipped / "small.yaml").read_text(encoding="utf-8"))
    person.types("settings", "language", "ky")
    terminal = Terminal(["-m", "kgquiz"], person.home, KGQUIZ_LANG="")
    terminal.sees("Кош келиңиз!")
    terminal.press("2", "3")
    terminal.sees("Эми эмне кылабыз?")
    terminal.press("q")
    assert terminal.ends() == 0
    again = Terminal(["-m", "kgquiz"], person.home, KGQUIZ_LANG="")
    again.sees("Эми эмне кылабыз?")
    again.press("q")
    assert again.ends() == 0
    assert person.types("settings", "language", "--json").json["rows"][0]["value"] == "ky"


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_narrow_screen_a_student_of_a_class_keeps_her_name(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    folder = str(write(tmp_path / "class", "about.txt", "").parent)
    code = person.types("class", "new", "Group 21", folder, "--json").json["code"]
    person.types("study", "small", "--type", "typed", "--new", "1", lines="аким\n")
    joined = person.types("class", "join", code, folder, "--yes")
    assert joined.code == 0, joined.err
    person.types("class", "collect", folder)
    student = person.types("class", "students", "--json").json["students"][0]["id"]
    monkeypatch.setenv("COLUMNS", "60")
    told = person.types("--lang", language, "class", "students").out
    assert student in told
    assert ("2026-03-02" in told) is (language == "en")  # days are written as the language writes them


def test_a_placement_tells_sections_in_the_order_of_the_book(tmp_path: Path) -> None:
    reader = Person(tmp_path / "home", ROOT / "decks")
    told = reader.types("place", "ch2", "ch1", "--json", lines="\n" * 90)
    placed = [(one["deck"], one["section"]) for one in told.json["sections"]]
    assert {deck for deck, _ in placed} == {"ch1", "ch2"}
    for deck in ("ch1", "ch2"):
        in_the_book = [section.id for section in shipped_deck(deck).sections]
        of_it = [section for one, section in placed if one == deck]
        assert of_it == [section for section in in_the_book if section in of_it]


def test_what_was_let_go_is_a_sentence_of_its_own(missed: Person) -> None:
    out = missed.types(
        "--lang", "ky", "study", "small", "--cram", "--type", "typed", "--limit", "1", lines="аким\n" * 12
    )
    assert "\nСегиз жолу жаңылган" in out.out


def test_a_variable_that_is_not_looked_at_is_not_complained_of(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGQUIZ_LANG", "xx")
    assert not person.types("--lang", "ru", "due").err


def test_a_first_minute_in_a_home_that_cannot_be_written_leads_to_the_menu_all_the_same(
    missed: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "is_writable", lambda _: False)
    monkeypatch.setattr(show, "_played", lambda _: [])  # she looked around and wished nothing
    with pytest.raises(KgquizError):
        missed.asks(note_welcome)
    assert show.Home(missed.world)._welcome(asks_language=True)  # noqa: SLF001 - the step alone
