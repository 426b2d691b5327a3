"""What somebody met who had built none of it: words that go astray, figures that cannot be, letters that say it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgquiz.cards.prompts import ChooseOne
from kgquiz.cards.truefalse import FALSE, TRUE
from kgquiz.exam.conditions import Conditions
from kgquiz.lang import say, use_language
from kgquiz.terminal.scene import Answered, Reply
from kgquiz.terminal.scenes.choose import ChooseOneScene
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene
from tests.support import Person, write

ONE = "deck: one\ntitle: Бир\ncards:\n- {id: a, type: typed, prompt: Борбор?, answer: Бишкек, page: 1}\n"


def truth(options: tuple[str, ...] = (TRUE, FALSE)) -> ChooseOneScene:
    return ChooseOneScene(ChooseOne("Бишкек — борбор.", options), Frame("", "", 0, 1), QuestionScene.STUDY_COMMANDS)


def said(reply: Reply | str | None) -> tuple[str, ...] | None:
    return reply.answer if isinstance(reply, Answered) else None


LETTERS = [("en", "tyTY", "fnFN"), ("ky", "тоТ", "эжк"), ("ru", "вдВ", "нН"), ("ky", "ty", "fn"), ("ru", "ty", "fn")]


@pytest.mark.parametrize(("language", "yes", "no"), LETTERS)
def test_letters_of_the_language_answer_true_and_false(language: str, yes: str, no: str) -> None:
    use_language(language)
    try:
        assert {said(truth().press(letter)) for letter in yes} == {(TRUE,)}
        assert {said(truth().press(letter)) for letter in no} == {(FALSE,)}
        assert {said(truth().read(letter)) for letter in yes} == {(TRUE,)}
        assert {said(truth().read(letter)) for letter in no} == {(FALSE,)}
    finally:
        use_language("en")


@pytest.mark.parametrize(("language", "letter"), [("ru", "т"), ("ky", "н"), ("en", "т"), ("en", "н")])
def test_a_letter_that_says_something_else_by_its_place_says_nothing(language: str, letter: str) -> None:
    use_language(language)
    try:
        assert truth().press(letter) is None
    finally:
        use_language("en")


def test_other_choices_have_no_such_letters() -> None:
    assert truth(("Аким", "Мэр")).press("t") is None
    assert said(truth(("Аким", "Мэр")).read("t")) is None


def test_one_card_does_not_take_all_the_minutes_of_a_day(person: Person, tmp_path: Path) -> None:
    file = write(tmp_path, "one.yaml", ONE)
    shown = person.types("plan", str(file), "--exam", "2026-03-20", "--minutes", "25", "--quick", "--json").json
    assert shown["cards_today"] == 1
    assert shown["minutes_today"] < 2
    assert "about 1 min" in " ".join(person.types("plan", "--quick").out.split())


def test_a_test_of_placement_never_promises_more_questions_than_there_are(person: Person, tmp_path: Path) -> None:
    assert "[0/1]" in person.types("place", str(write(tmp_path, "one.yaml", ONE)), "--plain").out


@pytest.mark.parametrize("words", ["--clear --exam 2026-04-01", "--clear --minutes 30", "--result 70 --off sun"])
def test_what_forgets_or_notes_loses_no_other_option_in_silence(person: Person, tmp_path: Path, words: str) -> None:
    file = write(tmp_path, "one.yaml", ONE)
    assert person.types("plan", str(file), "--exam", "2026-03-20", "--quick").code == 0
    refused = person.types("plan", *words.split())
    assert (refused.code, "stands alone" in refused.err) == (2, True)
    assert person.types("plan", "--quick", "--json").json["days_left"] == 18


@pytest.mark.parametrize("mark", ["75,5", "75.5%", "75 %", "75"])
def test_a_mark_is_read_as_it_is_written(person: Person, mark: str) -> None:
    assert "does not fit" not in person.types("plan", "--result", mark).err
    assert "does not fit" not in person.types("exam", "show", "--help").err


@pytest.mark.parametrize("given", ["60%", "--pass=60,5"])
def test_a_pass_mark_is_read_as_it_is_written(person: Person, tmp_path: Path, given: str) -> None:
    words = [given] if given.startswith("--") else ["--pass", given]
    sat = person.types("exam", str(write(tmp_path, "one.yaml", ONE)), "--items", "1", *words, "--plain")
    assert "does not fit" not in sat.err
    assert "pass mark 60" in " ".join(sat.out.split())


def test_a_number_below_zero_is_quoted_whole(person: Person) -> None:
    assert "'-0.9' does not fit" in person.types("settings", "retention", "-0.9").err


def test_a_paper_that_closes_before_it_opens_is_refused() -> None:
    for closes in ("2027-01-19", "2027-01-20 09:00"):
        [(place, why, _)] = Conditions(opens="2027-01-20 09:00", closes=closes).faults()
        assert (place, "closes before" in say(why)) == (("closes",), True)
    assert not list(Conditions(opens="2027-01-20 09:00", closes="2027-01-20T10:00+00:00").faults())


@pytest.mark.parametrize(
    ("language", "words"), [("en", "January 20, 2027, 09:00"), ("ru", "20 января 2027 года, 09:00")]
)
def test_the_moment_a_paper_opens_is_told_in_the_words_of_the_language(language: str, words: str) -> None:
    refusal = Conditions(opens="2027-01-20 09:00").refusal(datetime(2026, 1, 1, tzinfo=UTC), 0)
    assert refusal is not None
    use_language(language)
    try:
        assert words in say(refusal)
        assert "+00:00" not in say(refusal)
    finally:
        use_language("en")


def test_a_number_of_items_for_a_saved_paper_is_refused_as_such(person: Person, tmp_path: Path) -> None:
    deck, paper = write(tmp_path, "one.yaml", ONE), tmp_path / "paper.yaml"
    write(person.home / "decks", "one.yaml", deck.read_text(encoding="utf-8"))
    blueprint = "exam: e\ntitle: E\nminutes: 5\nsections: [{id: a, title: A, decks: [one], count: 1}]\n"
    exam = write(tmp_path, "e.exam.yaml", blueprint)
    assert person.types("exam", "preview", str(exam), "-o", str(paper)).code == 0
    told = person.types("exam", str(paper), "--items", "1", "--plain")
    assert (told.code, "drawn already" in told.err) == (2, True)
    told = person.types("exam", str(paper), "--where", "type:typed", "--plain")
    assert (told.code, "--where chooses from decks" in told.err) == (2, True)
    told = person.types("exam", str(exam), "--where", "type:typed", "--plain")
    assert (told.code, "--where chooses from decks" in told.err) == (2, True)


def test_a_note_is_not_written_and_taken_away_at_once(person: Person) -> None:
    write(person.home / "decks", "one.yaml", ONE)
    assert person.types("note", "one/a", "сөз").code == 0
    assert person.types("note", "one/a", "башка", "--clear").code == 2
    assert "сөз" in person.types("note", "one/a").out


def test_a_file_that_holds_no_progress_is_not_called_saved(person: Person, tmp_path: Path) -> None:
    file, new = write(tmp_path, "one.yaml", ONE), tmp_path / "new.db"
    told = person.types("doctor", "--salvage", str(file), "-o", str(new))
    assert (told.code, "nothing was written" in told.err, new.exists()) == (7, True, False)


@pytest.mark.parametrize("words", [["адегенде", "андан кийин", "акырында"], ["сначала", "затем", "наконец"]])
def test_steps_that_say_their_place_are_flagged(person: Person, tmp_path: Path, words: list[str]) -> None:
    items = ", ".join(f"{word} {step}" for word, step in zip(words, ("окуу", "жазуу", "тапшыруу"), strict=True))
    deck = f"deck: d\ntitle: T\ncards:\n- {{id: a, type: order, prompt: Иретте., page: 1, items: [{items}]}}\n"
    assert "says its place" in person.types("check", str(write(tmp_path, "d.yaml", deck))).out


def test_a_sign_of_yaml_is_named_as_it_is_written(person: Person, tmp_path: Path) -> None:
    deck = "deck: d\ntitle: T\ncards:\n- {id: a, type: typed, page: 1, prompt: !!binary x, answer: y}\n"
    assert "'!!binary'" in person.types("check", str(write(tmp_path, "d.yaml", deck))).out


@pytest.mark.parametrize("separator", ["ab", '"', "\\n"])
def test_what_cannot_part_columns_is_told(person: Person, tmp_path: Path, separator: str) -> None:
    table = write(tmp_path, "a.csv", "question;answer\nБорбор?;Бишкек\n")
    told = person.types("import", str(table), "--separator", separator, "--look")
    assert (told.code, "cannot part columns" in told.err) == (4, True)


def test_a_file_is_not_written_under_the_name_of_another_kind(person: Person, tmp_path: Path) -> None:
    deck = str(write(tmp_path, "one.yaml", ONE))
    for words, name in (
        (["print", "cards", deck, "-o"], "c.txt"),
        (["print", "sheet", deck, "-o"], "c.docx"),
        (["stats", "--html"], "c.pdf"),
        (["class", "report", "-o"], "c.pdf"),
    ):
        told = person.types(*words, str(tmp_path / name))
        assert (told.code, "its name says otherwise" in told.err) == (2, True), words
        assert not (tmp_path / name).exists()


def test_a_home_that_is_a_file_is_told_as_that(person: Person, tmp_path: Path) -> None:
    person.home = write(tmp_path, "home", "text")
    assert "a file of this name is there already" in person.types("study").err


def test_a_plan_is_not_worked_out_over_the_centuries_of_a_clock_set_back(person: Person, tmp_path: Path) -> None:
    file = write(tmp_path, "one.yaml", ONE)
    assert person.types("plan", str(file), "--exam", "2026-03-20", "--quick").code == 0
    person.clock.moment = datetime(2, 1, 1, 9, tzinfo=UTC)
    assert person.types("due", str(file)).code == 0
    told = person.types("plan")
    assert (told.code, "Set the clock right" in told.err) == (7, True)
    assert person.types("study", str(file), "--plain").code == 0


@pytest.mark.parametrize("year", [1, 9999])
def test_figures_and_plans_hold_at_both_ends_of_the_calendar(person: Person, tmp_path: Path, year: int) -> None:
    file = write(tmp_path, "one.yaml", ONE)
    person.types("study", str(file), "--plain", lines="Бишкек\n\n")
    person.clock.moment = datetime(year, *((1, 1, 9) if year == 1 else (12, 31, 9)), tzinfo=UTC)
    for words in ("stats", f"plan {file} --exam {year:04}-12-31 --quick", "due", "plan --quick", "stats --json"):
        assert person.types(*words.split()).code in (0, 2, 7), words


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Кыргызча", "ky"), ("русский", "ru"), ("English", "en"), ("АНГЛИСЧЕ", "en"), ("Орус тили", "ru")],
)
def test_a_language_is_set_by_its_name_in_any_of_the_three(person: Person, written: str, kept: str) -> None:
    assert person.types("settings", "language", written).code == 0
    assert person.types("settings", "language").out.startswith(f"language = {kept} ")


@pytest.mark.parametrize("name", ["retention", "new-per-day", "language"])
def test_an_empty_value_is_refused_and_nothing_is_changed(person: Person, name: str) -> None:
    shown = person.types("settings", name).out
    refused = person.types("settings", name, "")
    assert refused.code == 2
    assert "'' does not fit" in refused.err
    assert person.types("settings", name).out == shown


def test_a_placement_that_is_left_early_says_no_figure(person: Person) -> None:
    said = person.types("place", "small", lines="жооп\n:quit\n").out
    assert "Left after 1 answer: too early to say what you know." in said
    assert "You know about" not in said
    assert "comes back in this sitting" not in said


def test_the_same_deck_beside_itself_is_no_fault_and_another_with_its_cards_is(person: Person) -> None:
    shipped = (person.shipped / "small.yaml").read_text(encoding="utf-8")
    write(person.home / "decks", "small.yaml", shipped)
    assert "is left out" not in person.types("decks").err
    write(person.home / "decks", "small.yaml", shipped + "# mine\n")
    assert "is left out" in person.types("decks").err


def test_a_name_with_its_ending_names_the_file_as_it_is_written(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert person.types("new", "deck", "my-deck.yaml").code == 0
    assert [path.name for path in tmp_path.glob("*.yaml")] == ["my-deck.yaml"]
