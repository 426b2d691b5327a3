"""Whatever build or study would refuse, and whatever gives an answer away, is found in content at its own line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgquiz.cards.about_others import speaks_of_others
from kgquiz.cards.base import Card
from kgquiz.knowledge.compile import COMPILERS, Compiling, compile_term
from kgquiz.knowledge.content import Term, parse_chapter
from kgquiz.knowledge.deck import parse_deck
from kgquiz.knowledge.lint import lint_chapters, lint_deck
from kgquiz.knowledge.problems import Problem
from tests.support import ROOT, Person, write

HEAD = "chapter: 1\ntitle: Башкаруу\nsections: [{id: s1, title: Биринчи, page: 9}]\n"  # three lines
AKIM = "- {id: akim, term: Аким, definition: Райондун башчысы., page: 17}\n"


def found(text: str) -> list[Problem]:
    return list(lint_chapters([parse_chapter(text.encode(), "content/ch1.yaml")]).problems)


def errors(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.rule) for problem in found(text) if problem.is_error]


REFUSED: dict[str, tuple[str, int, str]] = {
    "empty ask": ("questions:\n- id: q\n  ask:\n  points: [бир]\n  page: 9\n", 6, "empty-text"),
    "blank ask": ("questions:\n- id: q\n  ask: '  '\n  points: [бир]\n  page: 9\n", 6, "empty-text"),
    "empty definition": ("terms:\n- id: a\n  term: Аким\n  definition:\n  page: 9\n", 7, "empty-text"),
    "empty point": ("questions:\n- id: q\n  ask: Эмне?\n  points: [бир, '']\n  page: 9\n", 7, "empty-text"),
    "empty accept": (
        "terms:\n- id: a\n  term: Аким\n  definition: Башчы.\n  accept: ['']\n  page: 9\n",
        8,
        "empty-text",
    ),
    "no points": ("questions:\n- id: q\n  ask: Эмне?\n  points: []\n  page: 9\n", 7, "too-few"),
    "an answer repeated where options ask it too": (
        "facts:\n- id: f\n  say: '{{50%}}ы, башкача айтканда 50% калат.'\n  wrong: [15%, 58%, 90%]\n  page: 9\n",
        6,
        "given-away",
    ),
    "the same point twice": ("questions:\n- id: q\n  ask: Эмне?\n  points: [а, а]\n  page: 9\n", 7, "twice"),
    "one member": (
        "groups:\n- id: g\n  ask: Кайсы?\n  members: [жер]\n  others: [акциз, киреше]\n  page: 9\n",
        7,
        "members",
    ),
    "six others": (
        "groups:\n- id: g\n  ask: Кайсы?\n  members: [жер, мүлк]\n  others: [а, б, в, г, д, е]\n  page: 9\n",
        8,
        "members",
    ),
    "one pair": ("groups:\n- id: g\n  ask: Жупта.\n  pairs: {Мэр: шаар}\n  page: 9\n", 7, "too-few"),
    "one step": ("sequences:\n- id: s\n  ask: Иретте.\n  items: [а]\n  page: 9\n", 7, "too-few"),
    "unknown section": (
        "terms:\n- id: a\n  term: Аким\n  definition: Башчы.\n  section: s9\n  page: 9\n",
        8,
        "section",
    ),
    "two terms of one name": (
        "terms:\n" + AKIM + "- id: other\n  term: АКИМ\n  definition: Башка.\n  page: 9\n",
        7,
        "same-name",
    ),
    "steps in words": (
        "sequences:\n- id: s\n  ask: Иретте.\n  items: [биринчи кадам, экинчи кадам, үчүнчү кадам]\n  page: 9\n",
        7,
        "numbered",
    ),
    "steps in figures": (
        "sequences:\n- id: s\n  ask: Иретте.\n  items: [1-кадам, 2-кадам, 3-кадам]\n  page: 9\n",
        7,
        "numbered",
    ),
    "steps in Russian": (
        "sequences:\n- id: s\n  ask: Иретте.\n  items: [первый этап, второй этап, третий этап]\n  page: 9\n",
        7,
        "numbered",
    ),
    "steps in Roman": (
        "sequences:\n- id: s\n  ask: И.\n  items: [I. угуу, II. бекитүү, III. иш]\n  page: 9\n",
        7,
        "numbered",
    ),
    "answer in its sentence": (
        "facts:\n- id: f\n  say: Анын 50%ы, башкача айтканда {{50%}} калат.\n  page: 9\n",
        6,
        "given-away",
    ),
    "short answer in its sentence": (
        "facts:\n- id: f\n  say: Мэр шаарды башкарат, ал — {{мэр}}.\n  page: 9\n",
        6,
        "given-away",
    ),
    "accepted and rejected": (
        "terms:\n- id: a\n  term: Аким\n  definition: Х.\n  accept: [район башы]\n  reject: [Район  башы]\n  page: 9\n",
        9,
        "contradiction",
    ),
    "right and rejected": (
        "facts:\n- id: f\n  say: Анын {{жарымы|50%}} калат.\n  reject: [50 %]\n  page: 9\n",
        7,
        "contradiction",
    ),
    "accepted and wrong": (
        "facts:\n- id: f\n  say: Анын {{50%|жарымы}} калат.\n  wrong: [жарымы, 15%]\n  page: 9\n",
        7,
        "contradiction",
    ),
    "one definition of two terms": (
        "terms:\n" + AKIM + "- id: mayor\n  term: Мэр\n  definition: Райондун башчысы.\n  page: 9\n",
        6,
        "rival-answers",
    ),
    "one question twice": (
        "questions:\n- {id: p, ask: Эмне?, points: [бир], page: 9}\n- {id: q, ask: 'Эмне ?', points: [эки], page: 9}\n",
        6,
        "rival-answers",
    ),
    "open braces": ("facts:\n- id: f\n  say: '{{Бишкек} борбор, {{Ош}} шаар.'\n  page: 9\n", 6, "braces"),
    "braces of another tongue": ("facts:\n- id: f\n  say: \"{{ {'а': 1} }} калат.\"\n  page: 9\n", 6, "braces"),
    "empty other filling": ("facts:\n- id: f\n  say: Анын {{50%|}} калат.\n  page: 9\n", 6, "no-blank"),
    "a cue with which the answer does not begin": (
        "facts:\n- id: f\n  say: 'Алар {{көзөмөл::т…}} жүргүзөт.'\n  page: 9\n",
        6,
        "unlike-cue",
    ),
    "a claim that is right": (
        "facts:\n- id: f\n  say: Анын {{50%|жарымы}} калат.\n  wrong: [10%, 15%]\n  claim: жарымы\n  page: 9\n",
        8,
        "contradiction",
    ),
    "a claim without wrong fillings": (
        "facts:\n- id: f\n  say: Анын {{50%}} калат.\n  claim: 15%\n  page: 9\n",
        7,
        "claim",
    ),
    "the history of an item that stays": (
        "facts:\n- {id: f, say: 'Ал — {{а}}.', page: 9}\n- {id: g, say: 'Бул — {{б}}.', was: [f], page: 9}\n",
        6,
        "was",
    ),
    "a last option that is none": (
        "facts:\n- id: f\n  say: Анын {{50%}} калат.\n  wrong: [10%, 15%]\n  last: [баары]\n  page: 9\n",
        8,
        "no-option",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_content_is_refused_at_its_own_line(name: str) -> None:
    text, line, rule = REFUSED[name]
    assert (line, rule) in errors(HEAD + text), list(map(str, found(HEAD + text)))


@pytest.mark.parametrize("name", REFUSED)
def test_what_check_refuses_build_refuses_too(
    name: str, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "content", "ch1.yaml", HEAD + REFUSED[name][0])
    checked, built = person.types("check", "content"), person.types("build")
    assert (checked.code, built.code) == (1, 4)
    assert f"content/ch1.yaml:{REFUSED[name][1]}: error:" in checked.out
    assert not (tmp_path / "decks").exists()


def test_structure_and_meaning_are_reported_in_one_round() -> None:
    text = (
        HEAD
        + "terms:\n- {id: a, term: Аким, definition: Башчы., page: он, confused_with: [nobody]}\n"
        + "- {id: b, term: Мэр, definition: Башчы., page: 9, confused_with: [nobody], kind: king}\n"
        + "- {id: c, term: Кеңеш, definition: Орган., page: 9, confused_with: [nobody]}\n"
        + "sequences:\n- {id: s, ask: Иретте., items: [1-кадам, 2-кадам], page: 9}\n"
        + "colour: red\n"
    )
    rules = {rule for _, rule in errors(text)}
    assert {"type", "unknown-term", "numbered", "unknown-field"} <= rules


def test_a_broken_head_hides_no_faulty_item() -> None:
    text = "title: Башкаруу\nquestions:\n- {id: q, ask: Эмне?, points: [], page: 9}\n"
    assert {rule for _, rule in errors(text)} == {"missing-field", "too-few"}


def test_two_files_of_one_chapter_are_told() -> None:
    reads = [parse_chapter((HEAD + "terms:\n" + AKIM).encode(), f"content/{name}.yaml") for name in ("ch1", "ch1-PC")]
    linted = lint_chapters(reads)
    assert [(p.file, p.rule) for p in linted.problems if p.is_error] == [("content/ch1-PC.yaml", "rival-chapter")]
    assert linted.decks == ()


def lint(cards: str, head: str = "") -> dict[str, bool]:
    """The rules that a deck's cards break, and whether they are errors."""
    read = parse_deck(f"deck: d\ntitle: t\n{head}cards:\n{cards}".encode(), "d.yaml")
    return {
        problem.rule: problem.is_error for problem in (*read.problems, *lint_deck(read)) if problem.rule != "no-page"
    }


GRAVE = {
    "section": "- {id: a, type: typed, prompt: x, answer: Бишкек, section: s9}\n",
    "contradiction": "- {id: a, type: typed, prompt: x, answer: Бишкек, accept: [борбор], reject: [БОРБОР]}\n",
    "rival-answers": "- {id: a, type: typed, prompt: А, answer: мэр}\n- {id: b, type: typed, prompt: а, answer: Ош}\n",
    "numbered": "- {id: a, type: order, prompt: x, items: [1-кадам, 2-кадам, 3-кадам]}\n",
    "given-away": "- {id: a, type: cloze, text: 'Бишкек — Кыргызстандын борбору, ал {{Бишкек}}.'}\n",
    "braces": "- {id: a, type: cloze, text: '{{Бишкек} — борбор, {{Ош}} — шаар.'}\n",
    "endless": "- {id: a, type: cloze, text: '" + "{{а}} " * 3000 + "'}\n",
}


@pytest.mark.parametrize("rule", GRAVE)
def test_a_deck_of_that_kind_is_an_error_too(rule: str) -> None:
    assert lint(GRAVE[rule]) == {rule: True}


@pytest.mark.parametrize(
    "cards",
    [
        (
            "- {id: a, type: choice, prompt: Борбор?, answer: Бишкек, wrong: [Ош]}\n"
            "- {id: b, type: choice, prompt: Борбор?, answer: Ош, wrong: [Бишкек]}\n"
        ),
        (
            "- {id: a, type: typed, prompt: Борбор?, answer: Бишкек}\n"
            "- {id: b, type: choice, prompt: Борбор?, answer: Ош, wrong: [Бишкек]}\n"
        ),
        (
            "- {id: a, type: truefalse, statement: Ош — борбор., answer: 'true'}\n"
            "- {id: b, type: truefalse, statement: Ош — борбор, answer: 'false'}\n"
        ),
        (
            "- {id: a, type: recall, term: Аким, meaning: район башчысы}\n"
            "- {id: b, type: recall, term: аким, meaning: шаар башчысы}\n"
        ),
        "- {id: a, type: outline, prompt: Эмне?, points: [а]}\n- {id: b, type: outline, prompt: Эмне?, points: [б]}\n",
        "- {id: a, type: cloze, text: 'Борбор — {{Бишкек}}.'}\n- {id: b, type: cloze, text: 'Борбор — {{Ош}}.'}\n",
    ],
)
def test_cards_that_ask_the_same_must_agree(cards: str) -> None:
    assert lint(cards)["rival-answers"]


@pytest.mark.parametrize(
    "cards",
    [
        (
            "- {id: a, type: typed, prompt: Борбор?, answer: Бишкек, accept: [Фрунзе]}\n"
            "- {id: b, type: typed, prompt: Борбор?, answer: Фрунзе, accept: [Бишкек]}\n"
        ),
        (
            "- {id: a, type: choice, prompt: Кайсынысы туура?, answer: сан, wrong: [эт]}\n"
            "- {id: b, type: choice, prompt: Кайсынысы туура?, answer: үн, wrong: [түс]}\n"
        ),
        (
            "- {id: a, type: order, prompt: Иретте., items: [угуу, бекитүү, аткаруу]}\n"
            "- {id: b, type: order, prompt: Иретте., items: [долбоор, мыйзам, токтом]}\n"
        ),
    ],
)
def test_cards_whose_answers_or_options_differ_openly_may_share_a_prompt(cards: str) -> None:
    assert "rival-answers" not in lint(cards)


ABOUT_OTHERS = [
    *("Жогорудагылардын баары", "жогоруда аталгандардын бардыгы туура", "Баары туура", "Экөө тең туура эмес"),
    *("А жана Б", "а) жана б)", "А, Б жана В", "1 жана 2", "А жана В туура", "Туура жооп жок", "Булардын эч бири"),
    *("Все ответы верны", "Всё вышеперечисленное", "Верны А и Б", "Нет правильного ответа", "Ни один из перечисленных"),
    *("all of the above", "None of these", "Both A and B", "There is no correct answer", "Neither"),
    *("А жана Б пункттары", "1-жана 3-пункттар", "Биринчи жана экинчи пункттар", "бардык пункттар", "А да, Б да"),
    *(
        "Алгачкы экөө",
        "Пункттардын баары",
        "А гана",
        "Б жообу",
        "а-в пункттары",
        "пункты а и б",
        "первый и второй пункты",
    ),
    *("ни А, ни Б", "только а)", "все пункты верны", "Первые два", "items a to c", "I and II only", "the first two"),
    *("more than one of the above", "either of them", "none", "A and B only"),
]


@pytest.mark.parametrize("option", ABOUT_OTHERS)
def test_an_option_about_the_others_is_flagged_unless_it_is_kept_last(option: str) -> None:
    card = f"- {{id: a, type: choice, prompt: Ким?, answer: мэр, wrong: [аким, спикер, '{option}']%s}}\n"
    assert lint(card % "") == {"about-others": False}
    assert lint(card % f", last: ['{option}']") == {}


@pytest.mark.parametrize("word", ["и ", "экөө тең ", "а и ", "туура ", "жогоруда ", "все ", "а, ", "all of "])
@pytest.mark.parametrize("times", [20, 20_000])
def test_a_hostile_option_takes_no_time(word: str, times: int) -> None:
    start = time.process_time()
    assert speaks_of_others(word * times + "ъ", 4) in {True, False}
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "option",
    [
        *("Жогорку Кеңештин бардык депутаттары", "Аким жана мэр", "Все министры", "бардык шайлоочулар", "5 жана 10"),
        *("А жана Б категориялары", "2-3", "1 же 2 жыл", "мыйзамдын 1 жана 2-пункттары", "12-пункт", "1, 2", "биринчи"),
        *("биринчи жана үчүнчү президент", "первый и второй вице-премьер", "I жана II Курултай", "the first two years"),
    ],
)
def test_an_option_about_the_matter_is_not_flagged(option: str) -> None:
    assert "about-others" not in lint(
        f"- {{id: a, type: choice, prompt: Ким?, answer: мэр, wrong: [аким, '{option}']}}\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "<b>Ижара</b>",
            "Салык&nbsp;кодекси",
            "Бишкек<br>",
            "Бишкек<br/>",
            "A&#160;B",
            "&laquo;Ижара&raquo;",
            "**Ижара**",
        ),
        *("ал _Ижара_ болот", "__Ижара__", "[Ижара](https://x.kg)", "![Ижара](a.png)", "$x^2$", "`Ижара`", "*Ижара*"),
    ],
)
@pytest.mark.parametrize(
    "card",
    [
        "- {id: a, type: typed, prompt: x, answer: '%s'}\n",
        "- {id: a, type: choice, prompt: x, answer: y, wrong: ['%s']}\n",
        "- {id: a, type: match, prompt: x, pairs: {a: '%s', b: c}}\n",
    ],
)
def test_markup_of_a_paste_is_flagged(text: str, card: str) -> None:
    assert lint(card % text)["markup"] is False


@pytest.mark.parametrize("text", ["5 * 3 * 2", "5 $ жана 6 $", "a_b_c", "[2016] (өзгөртүү)", "* жылдызча", "№ 5_1"])
def test_signs_of_a_plain_text_are_no_markup(text: str) -> None:
    assert "markup" not in lint(f"- {{id: a, type: typed, prompt: x, answer: '{text}'}}\n")


@pytest.mark.parametrize(
    "options",
    [
        *(("а) мэр", "б) аким", "в) спикер"), ("A. мэр", "B. аким", "C. спикер"), ("1) мэр", "2) аким", "3) спикер")),
        *(("(а) мэр", "(б) аким", "(в) спикер"), ("мэр", "б) аким", "в) спикер"), ("Б. мэр", "А. аким", "В. спикер")),
    ],
)
def test_options_that_brought_their_letters_along_are_flagged(options: tuple[str, ...]) -> None:
    right, *wrong = options
    assert lint(f"- {{id: a, type: choice, prompt: x, answer: '{right}', wrong: {wrong}}}\n") == {"lettered": False}
    assert lint(f"- {{id: a, type: multi, prompt: x, answers: ['{right}'], wrong: {wrong}}}\n")["lettered"] is False


@pytest.mark.parametrize(
    "options", [("К. Менгер", "А. Смит", "М. Вебер"), ("1. кадам", "мэр", "аким"), ("а) мэр", "аким", "спикер")]
)
def test_initials_and_a_single_letter_are_not(options: tuple[str, ...]) -> None:
    right, *wrong = options
    assert "lettered" not in lint(f"- {{id: a, type: choice, prompt: x, answer: '{right}', wrong: {wrong}}}\n")


MER = "- {id: mer, term: Мэр, definition: Шаарды башкарган адам., page: 18%s}\n"


def rules(text: str) -> set[tuple[int, str]]:
    return {(problem.line, problem.rule) for problem in found(text)}


@pytest.mark.parametrize("field", ["confused_with", "never_with"])
@pytest.mark.parametrize("name", ["mer", "ch1.mer"])
def test_a_term_that_is_confused_with_itself_is_an_error(field: str, name: str) -> None:
    assert (5, "own-name") in errors(HEAD + "terms:\n" + MER % f", {field}: [{name}]")


def test_a_page_behind_the_last_one_is_told_unless_it_is_that_of_another_chapter() -> None:
    paged = HEAD + "last_page: 17\nterms:\n" + AKIM + MER % ""
    assert (7, "last-page") in rules(paged)
    other = HEAD.replace("chapter: 1", "chapter: 2").replace("page: 9", "page: 18") + "last_page: 20\n"
    chapters = [parse_chapter(text.encode(), name) for text, name in ((paged, "a.yaml"), (other, "b.yaml"))]
    assert "last-page" not in {problem.rule for problem in lint_chapters(chapters).problems}


def test_another_term_that_is_accepted_is_told_unless_both_are_one_to_the_author() -> None:
    both = HEAD + "terms:\n" + AKIM.replace("page: 17", "page: 17%s") + MER
    assert (6, "foreign-name") in rules(both % ("", ", accept: [аким]"))
    assert "foreign-name" not in {rule for _, rule in rules(both % (", accept: [мэр]", ", accept: [аким]"))}
    assert "foreign-name" not in {rule for _, rule in rules(both % ("", ", accept: [аким], never_with: [akim]"))}


def test_another_answer_of_a_deck_that_is_accepted_is_told() -> None:
    cards = (
        "- {id: a, type: typed, prompt: Ким?, answer: мэр, accept: [Аким]}\n"
        "- {id: b, type: typed, prompt: Э?, answer: аким}\n"
    )
    assert lint(cards)["foreign-name"] is False
    assert "foreign-name" not in lint(
        cards.replace("b, type", "b, from: a, type").replace("a, type", "a, from: a, type")
    )


@pytest.mark.parametrize("code", ["200B", "200E", "200F", "061C", "00AD", "2060", "FEFF", "2028", "2029"])
def test_an_invisible_character_is_flagged_and_asked_of_nobody(code: str) -> None:
    text = f"deck: d\ntitle: t\ncards:\n- {{id: a, type: typed, prompt: x, answer: Биш{chr(int(code, 16))}кек}}\n"
    read = parse_deck(text.encode(), "d.yaml")
    assert [(p.line, p.rule, p.is_error) for p in read.problems] == [(4, "invisible-character", False)]
    assert f"U+{code}" in str(read.problems[0])
    assert read.deck is not None
    assert read.deck.cards[0].solution()[0] in {"Бишкек", "Биш кек"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("prompt: Мыйзам долбоору # 14 кайсы күнү каралган?", "# 14 кайсы күнү каралган?"),
        ("prompt: токтом   # 27", "# 27"),
        ("prompt: токтом #27", "#27"),
        ("prompt: токтом # жыйырма жети", "# жыйырма жети"),
    ],
)
def test_a_value_that_loses_its_tail_to_a_comment_is_told(line: str, value: str) -> None:
    read = parse_deck(f"deck: d\ntitle: t\ncards:\n- id: a\n  type: typed\n  {line}\n  answer: y\n".encode(), "d.yaml")
    (problem,) = read.problems
    assert (problem.line, problem.rule, problem.is_error) == (6, "lost-tail", False)
    assert value in str(problem.why)


@pytest.mark.parametrize(
    "line", ["page: 12 # see p. 13", "from: lease # the old id", "prompt: Эмне үчүн?   # ask him", "prompt: 'a # 1'"]
)
def test_a_comment_beside_a_value_is_no_loss(line: str) -> None:
    text = f"deck: d\ntitle: t\ncards:\n- id: a\n  type: typed\n  answer: y\n  {line}\n"
    assert "lost-tail" not in {problem.rule for problem in parse_deck(text.encode(), "d.yaml").problems}


@pytest.mark.parametrize("flow", ["wrong: [токтом # 27, буйрук]", "wrong: [буйрук, токтом # 27]"])
def test_a_list_cut_short_by_a_comment_is_explained(flow: str) -> None:
    text = f"deck: d\ntitle: t\ncards:\n- id: a\n  type: choice\n  {flow}\n  answer: y\n  prompt: x\n"
    (problem,) = parse_deck(text.encode(), "d.yaml").problems
    assert (problem.line, problem.rule) == (6, "cut-short")


@pytest.mark.parametrize("text", ["{{Бишкек}} — борбор.", "{{Бишкек}}", "{{50%|жарымы}} калат."])
@pytest.mark.parametrize("form", ["- id: a\n  type: cloze\n  text: %s\n", "- {id: a, type: cloze, text: %s}\n"])
def test_a_blank_without_quotes_is_told_to_be_quoted(text: str, form: str) -> None:
    read = parse_deck(f"deck: d\ntitle: t\ncards:\n{form % text}".encode(), "d.yaml")
    (problem,) = [p for p in read.problems if p.rule not in {"type", "missing-field", "unknown-field"}]
    assert problem.rule == "bare-braces"
    assert "quotes" in str(problem.remedy)


@pytest.mark.parametrize("value", ["!Эскертүү", "! Эскертүү", "!note Эскертүү", "&note Эскертүү"])
def test_a_sign_that_yaml_would_swallow_is_refused(value: str) -> None:
    read = parse_deck(
        f"deck: d\ntitle: {value}\ncards:\n- {{id: a, type: typed, prompt: x, answer: y}}\n".encode(), "d"
    )
    assert read.deck is None
    assert read.problems[0].line == 2


def test_a_deck_of_faulty_cards_is_not_called_empty() -> None:
    read = parse_deck(b"deck: d\ntitle: t\ncards:\n- {id: a, type: typed, prompt: x}\n", "d.yaml")
    assert [problem.rule for problem in read.problems] == ["missing-field"]


def test_braces_in_a_card_without_blanks_are_flagged() -> None:
    assert lint("- {id: a, type: typed, prompt: 'Борбор — {{Бишкек}}?', answer: Ош}\n") == {"stray-braces": False}


def test_the_shipped_content_has_no_error() -> None:
    files = sorted((ROOT / "content").glob("ch*.yaml"))
    linted = lint_chapters([parse_chapter(file.read_bytes(), file.name) for file in files])
    assert [str(problem) for problem in linted.problems if problem.is_error] == []
    assert len(linted.decks) == len(files)


def test_building_compiles_each_item_once(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "content", "ch1.yaml", HEAD + "terms:\n" + AKIM)
    write(tmp_path / "content", "ch2.yaml", HEAD.replace("chapter: 1", "chapter: 2") + "terms:\n" + AKIM)
    compiled: list[str] = []
    of_term = compile_term

    def counted(term: Term, compiling: Compiling) -> Iterator[Card]:
        compiled.append(f"{compiling.chapter.name}.{term.id}")
        return of_term(term, compiling)

    monkeypatch.setitem(COMPILERS, Term, counted)
    assert person.types("build").code == 0
    assert compiled == ["ch1.akim", "ch2.akim"]


TORN = (
    HEAD
    + """terms:
- id: Bad Id
  term: Ижара
  definition: Акы үчүн берүү.
  page: он беш
  confused_with: [nobody]
- id: bare
  definition: Башкаруу органы.
  page: 9
  section: s7
  confused_with: [nobody]
- id: whole
  term: Аким
  definition: Башчы.
  page: 9
  confused_with: [bare]
  needs: [bare]
questions:
- id: q
  ask: Эмне?
  points: []
  page: x
facts:
- id: f
  say: Борбору — {{Бишкек} шаары.
  page: ''
"""
)


def test_what_else_is_wrong_with_an_item_is_told_beside_a_page_that_is_no_number() -> None:
    told = [(rule, line - HEAD.count("\n")) for line, rule in errors(TORN)]
    assert told[:3] == [("id", 2), ("type", 5), ("unknown-term", 6)]
    assert told[6:] == [("too-few", 21), ("type", 22), ("braces", 25), ("type", 26)]


def test_an_item_whose_text_lacks_is_looked_at_and_not_taken_for_missing() -> None:
    told = [(rule, line - HEAD.count("\n")) for line, rule in errors(TORN)]
    assert told[3:6] == [("missing-field", 7), ("section", 10), ("unknown-term", 11)]
    assert not {line for _, line in told} & {16, 17}, "it is there, though it cannot be read"


def test_what_else_is_wrong_with_a_card_is_told_beside_a_field_that_cannot_be_read() -> None:
    cards = "- {id: a, type: cloze, text: 'Борбору — {{Бишкек} шаары.', page: x}\n"
    cards += "- {id: b c, type: typed, prompt: Ким?, page: -1}\n"
    cards += "- {id: d, type: choice, prompt: Ким?, answer: Аким, wrong: [Аким, Мэр], page: ''}\n"
    read = parse_deck(f"deck: d\ntitle: t\ncards:\n{cards}".encode(), "d.yaml")
    told = {(problem.line, problem.rule) for problem in (*read.problems, *lint_deck(read))}
    assert {(4, "braces"), (4, "type"), (5, "id"), (5, "page-range"), (5, "missing-field"), (6, "twice")} <= told


@pytest.mark.parametrize("page", ["x", "-3", "''"])
def test_a_page_that_is_refused_is_not_called_missing_too(page: str) -> None:
    cards = f"- id: a\n  type: typed\n  prompt: Ким?\n  answer: Аким\n  page: {page}\n"
    read = parse_deck(f"deck: d\ntitle: t\ncards:\n{cards}".encode(), "d.yaml")
    assert [problem.line for problem in (*read.problems, *lint_deck(read))] == [8]
    item = f"terms:\n- id: a\n  term: Аким\n  definition: Башчы.\n  page: {page}\n  cards: [recall]\n"
    assert [problem.rule for problem in found(HEAD + item) if problem.rule in ("no-page", "type", "page-range")] == [
        "page-range" if page == "-3" else "type"
    ]
