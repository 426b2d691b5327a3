"""GIFT, Moodle XML and Aiken: every pitfall that a real Moodle showed, and what others write."""

# ruff: noqa: E501 - questions stand in a line as their authors write them

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from kgquiz.cards.base import Card
from kgquiz.cards.choice import Choice
from kgquiz.cards.cloze import Cloze
from kgquiz.cards.match import Match
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.outline import Outline
from kgquiz.cards.recall import Recall
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.typed import Typed
from kgquiz.formats.assemble import assemble
from kgquiz.formats.base import CannotTake, Format
from kgquiz.formats.moodle import WEIGHTS
from kgquiz.formats.registry import AIKEN, GIFT, MOODLE_XML
from kgquiz.knowledge.deck_value import Deck
from tests.formats.support import NASTY, made, nine, read, round_trip, shipped

BOTH = pytest.mark.parametrize("kind", [GIFT, MOODLE_XML], ids=lambda k: k.name)
LINE = (
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs")), min_size=1)
    | st.text(r"\#=~{}:*<>&\"|[]/%$-", min_size=1, max_size=12)
    | st.just(NASTY)
)


def xml(*questions: str) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>\n"


def question(kind: str, text: str, rest: str = "") -> str:
    told = f"<name><text>n</text></name><questiontext format='html'><text><![CDATA[{text}]]></text></questiontext>"
    return f"<question type='{kind}'>{told}{rest}</question>"


def one(kind: Format, source: str) -> Card:
    (found,) = read(kind, source).found
    return found.card


def deck(*cards: Card) -> Deck:
    return Deck(deck="d", title="t", cards=cards)


# --- what goes out comes back


@BOTH
@pytest.mark.parametrize(
    "text", [NASTY, "бир\nэки", "//", "50%", "%50%", "*", "a*", "-> b", "{", "}", "<b>x</b>", "&lt;"]
)
def test_signs_of_the_format_come_back_as_they_were(kind: Format, text: str) -> None:
    cards: tuple[Card, ...] = (
        Choice(id="a", item="a", prompt=text, answer=text, wrong=("x", f"{text}!"), why=text, note=text),
        Multi(id="b", item="b", prompt=text, answers=(text, "y"), wrong=("x", f"{text}!")),
        Typed(id="c", item="c", prompt=text, answer=text.replace("->", ">"), accept=("x",), reject=("y",)),
        Typed(id="g", item="g", prompt=f"{text} ____ эмне?", answer="x"),
        TrueFalse(id="d", item="d", statement=text, answer="false", correction=text),
        Outline(id="e", item="e", prompt=text, points=(text.replace("\n", " "), "x")),
        Recall(id="f", item="f", term=text, meaning=text, points=("x",)),
    )
    assert round_trip(kind, deck(*cards)) == cards


@BOTH
@examples(LINE, LINE)
def test_any_line_comes_back_as_a_question_an_answer_and_a_note(kind: Format, text: str, other: str) -> None:
    cards: tuple[Card, ...] = (
        Choice(id="a", item="a", prompt=text, answer=other, wrong=(f"{other}!",), note=text),
        Recall(id="b", item="b", term=text, meaning=other),
        Typed(id="c", item="c", prompt=text, answer=other.replace("->", ">")),
    )
    assert round_trip(kind, deck(*cards)) == cards


@BOTH
@examples(LINE.filter(lambda text: "->" not in text), LINE)
def test_any_pair_comes_back_and_an_order_is_still_an_order(kind: Format, left: str, right: str) -> None:
    cards = (
        Match(id="a", item="a", prompt="?", pairs={left: right, f"{left}!": f"{right}!"}),
        Order(id="b", item="b", prompt="?", items=(left, f"{left}!", f"{left}?")),
    )
    assert round_trip(kind, deck(*cards)) == cards


@examples(st.text("abc#~&<>:/=* ", min_size=1, max_size=8).map(str.strip).filter(bool), st.text("ab\\", max_size=3))
def test_a_blank_comes_back_in_moodles_own_cloze(text: str, other: str) -> None:
    (card,) = (Cloze(id="a", item="a", text="Ал {{" + text + "|zz}} деп, {{" + f"y{other}" + "}}.", reject=("x",)),)
    assert round_trip(MOODLE_XML, deck(card)) == (card,)


@BOTH
def test_ids_tags_pages_and_notes_come_back(kind: Format) -> None:
    card = Typed(id="a.typed", item="a", prompt="?", answer="x", page=7, section="s2", tags=("law", "hard"), note="ж")
    assert round_trip(kind, deck(card)) == (card,)


def test_every_weight_is_one_that_moodle_knows() -> None:
    for right in range(1, 11):
        answers = tuple(f"r{n}" for n in range(right))
        card = Multi(id="a", item="a", prompt="?", answers=answers, wrong=("x",))
        text = made(GIFT, deck(card)).data.decode()
        found = {float(weight) for weight in re.findall(r"%-?([\d.]+)%", text)}
        assert found <= set(WEIGHTS)


def test_a_kyrgyz_answer_is_also_right_on_a_russian_keyboard_and_with_other_spacing() -> None:
    text = made(GIFT, deck(Typed(id="a", item="a", prompt="?", answer="Өкмөттүн 50%ы"))).data.decode()
    assert "\t=окмоттун 50%ы" in text
    assert "\t=Өкмөттүн 50 %ы" in text


def test_no_question_of_a_gift_file_is_cut_by_an_empty_line() -> None:
    for name in ("ch1", "ch4"):
        text = made(GIFT, shipped(name)).data.decode()
        assert all(
            piece.count("{") == piece.count("}") for piece in text.replace("\\{", "").replace("\\}", "").split("\n\n")
        )


def test_several_blanks_are_named_as_what_gift_cannot_hold() -> None:
    lost = made(GIFT, nine()).lost
    assert [one.cards for one in lost if "several blanks" in str(one.why)] == [("first-constitution.cloze",)]


def test_cards_of_two_decks_with_one_id_stay_two() -> None:
    cards = [Typed(id="x", item="x", prompt="?", answer=text) for text in ("a", "b")]
    decks = [Deck(deck=name, title="t", cards=(card,)) for name, card in zip(("one", "two"), cards, strict=True)]
    found = read(GIFT, made(GIFT, *decks).data).found
    assert [card.id for card in assemble(found, GIFT).cards] == ["one.x", "two.x"]


def test_an_arrow_in_a_short_answer_is_changed_and_told() -> None:
    done = made(GIFT, deck(Typed(id="a", item="a", prompt="?", answer="а -> б")))
    assert [one.cards for one in done.lost] == [("a",)]
    assert one(GIFT, done.data.decode()) == Typed(id="", item="", prompt="?", answer="а → б")


# --- GIFT of others


@pytest.mark.parametrize(
    ("source", "card"),
    [
        ("Борбор? {=Бишкек ~Ош ~Талас}", Choice(id="", prompt="Борбор?", answer="Бишкек", wrong=("Ош", "Талас"))),
        ("::Q1:: Күн ысык. {T}", TrueFalse(id="", statement="Күн ысык.", answer="true")),
        ("Ай ысык. {FALSE#Жок, муздак.}", TrueFalse(id="", statement="Ай ысык.", answer="false", correction="Жок, муздак.")),
        ("Борбор {=Бишкек =Фрунзе} шаары.", Cloze(id="", text="Борбор {{Бишкек|Фрунзе}} шаары.")),
        ("Борбор _____ шаары.{=Бишкек =Фрунзе}", Cloze(id="", text="Борбор {{Бишкек|Фрунзе}} шаары.")),
        ("___ жана ___ {=Чүй, Ош}", Typed(id="", prompt="___ жана ___", answer="Чүй, Ош")),
        ("Борбор {~Ош =Бишкек} шаары.", Choice(id="", prompt="Борбор ____ шаары.", answer="Бишкек", wrong=("Ош",))),
        ("Ким? {=Мэр -> шаар =Аким -> район}", Match(id="", prompt="Ким?", pairs={"Мэр": "шаар", "Аким": "район"})),
        ("Жыл? {#1993:1}", Typed(id="", prompt="Жыл?", answer="1993", accept=("1992", "1994"))),
        ("Жыл? {#\n=1993:1\n~#такыр жок\n}", Typed(id="", prompt="Жыл?", answer="1993", accept=("1992", "1994"))),
        ("Жыл? {#1990..1991}", Typed(id="", prompt="Жыл?", answer="1990.5")),
        ("Жыл? {#=1993:0 =%50%1994:0}", Typed(id="", prompt="Жыл?", answer="1993")),
        ("[html]<p>Эки <b>түр</b></p>{~%50%а ~%50%б ~%-100%в}", Multi(id="", prompt="Эки түр", answers=("а", "б"), wrong=("в",))),
        ("Эмне үчүн? {####бириси\\n\\nкошумча}", Outline(id="", prompt="Эмне үчүн?", points=("бириси",), note="кошумча")),
        ("Ким? {\n=Мэр#туура\n\n~Аким#жок\n}", Choice(id="", prompt="Ким?", answer="Мэр", wrong=("Аким",), why="туура", note="Аким: жок")),
    ],
)  # fmt: skip
def test_gift_of_others_is_read(source: str, card: Card) -> None:
    assert one(GIFT, source) == card


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("Бул жөн гана сүрөттөмө.", "a description"),
        ("Суроо {", "not closed"),
        ("Суроо {}", "essay without an answer"),
        ("Суроо {~а ~б}", "None of its answers is right"),
        ("Суроо {#көп}", "is no number"),
        ("Суроо {а, б}", "no answer of GIFT"),
        ("{=а}", "There is no question"),
        ("А {=а} Б {=б}", "braces too many"),
    ],
)
def test_what_gift_cannot_be_asked_is_left_with_its_line(source: str, why: str) -> None:
    taken = read(GIFT, f"Биринчи? {{=а ~б}}\n\n{source}\n")
    assert len(taken.found) == 1
    (left,) = taken.left
    assert left.place == "file.txt:3"
    assert why in str(left.why)


def test_cards_of_several_categories_are_tagged_with_theirs() -> None:
    source = "$CATEGORY: $course$/top/Бийлик\n\nА? {=б ~в}\n\n$CATEGORY: $course$/top/Мыйзам // укук\n\nГ? {=д ~е}\n"
    assert [one.card.tags for one in read(GIFT, source).found] == [("biylik",), ("myyzam-ukuk",)]
    categories = [
        f"<question type='category'><category><text>$course$/top/{name}</text></category></question>" for name in "аб"
    ]
    asked = question("truefalse", "Ырас?", "<answer fraction='100'><text>true</text></answer>")
    assert [one.card.tags for one in read(MOODLE_XML, xml(categories[0], asked, categories[1], asked)).found] == [
        ("a",),
        ("b",),
    ]


def test_a_category_and_an_id_of_a_gift_file_are_kept() -> None:
    (found,) = read(GIFT, "$CATEGORY: $course$/Топ/Тема\n\n// [id:q1] [tag:Мыйзам]\n::a::Б? {=в ~г}").found
    assert (found.group, found.key, found.card.tags) == ("$course$/Топ/Тема", "q1", ("myyzam",))


def test_a_wildcard_is_taken_without_its_star_and_told() -> None:
    taken = read(GIFT, "Б? {=башкаруу*}")
    assert [one.card for one in taken.found] == [Typed(id="", prompt="Б?", answer="башкаруу")]
    assert "wildcard" in str(taken.remarks[0].why)


@pytest.mark.skipif(shutil.which("node") is None, reason="no node here")
def test_another_reader_of_gift_reads_all_that_is_written() -> None:
    script = "console.log(JSON.stringify(require('gift-pegjs').parse(require('fs').readFileSync(0, 'utf8')).length))"
    decks = [shipped(f"ch{number}") for number in range(1, 9)]
    written = made(GIFT, *decks)
    left_out = {card for one in written.lost if "several blanks" in str(one.why) for card in one.cards}
    source = written.data.replace(
        b"::[plain]{", b"::[plain]. {"
    )  # it wants a word between the format and a first blank
    done = subprocess.run(["node", "-e", script], input=source, capture_output=True, check=False)
    if b"Cannot find module" in done.stderr:
        pytest.skip("gift-pegjs is not installed: npm install gift-pegjs")
    categories = sum(line.startswith("$CATEGORY") for line in written.data.decode().splitlines())
    assert json.loads(done.stdout) == sum(len(deck.cards) for deck in decks) - len(left_out) + categories


# --- Moodle XML of others


def test_the_kinds_of_moodle_become_cards() -> None:
    choice = "<single>true</single><answer fraction='100'><text>а</text></answer><answer fraction='0'><text>б</text></answer>"
    order = "".join(f"<answer fraction='{n}'><text>{t}</text></answer>" for n, t in ((1, "бир"), (2, "эки"), (3, "үч")))
    source = xml(
        question("multichoice", "<p>Кайсы?</p>", choice),
        question("ordering", "Ирет?", order),
        question("numerical", "Жыл?", "<answer fraction='100'><text>1993</text><tolerance>0</tolerance></answer>"),
        question("gapselect", "Ал [[2]].", "<selectoption><text>х</text></selectoption><selectoption><text>у</text></selectoption>"),
        question("cloze", "<p>Ал {1:MULTICHOICE_V:~жок#ката~=мэр#ооба} жана {2:NUMERICAL:=5:0.5}.</p>"),
        question("essay", "Эмне?", "<graderinfo format='html'><text>&lt;ul&gt;&lt;li&gt;а&lt;/li&gt;&lt;li&gt;б&lt;/li&gt;&lt;/ul&gt;</text></graderinfo>"),
    )  # fmt: skip
    assert [one.card for one in read(MOODLE_XML, source).found] == [
        Choice(id="", prompt="Кайсы?", answer="а", wrong=("б",)),
        Order(id="", prompt="Ирет?", items=("бир", "эки", "үч")),
        Typed(id="", prompt="Жыл?", answer="1993"),
        Cloze(id="", text="Ал {{у}}."),
        Cloze(id="", text="Ал {{мэр}} жана {{5}}."),
        Outline(id="", prompt="Эмне?", points=("а", "б")),
    ]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (question("random", ""), "drawn at random"),
        (question("shortanswer", "х?", "<hidden>1</hidden>"), "hidden"),
        (question("calculated", "х?"), "drawn anew"),
        (question("ddmarker", "х?"), "on a picture"),
        (question("stack", "х?"), "kind “stack”"),
        (question("cloze", "Ал {1:SA:~жок}."), "no right answer"),
        (question("gapselect", "Ал [[9]]."), "has no text"),
        (question("essay", "х?"), "essay without an answer"),
    ],
)
def test_what_moodle_has_and_cannot_be_asked_is_left_with_its_line(source: str, why: str) -> None:
    (left,) = read(MOODLE_XML, xml(source), "q.xml").left
    assert left.place == "q.xml:3"
    assert why in str(left.why)


def test_what_is_typed_is_no_html_to_moodle_whatever_it_says() -> None:
    answer = "<answer fraction='100' format='html'><text>&amp;lt;b&amp;gt;</text></answer>"
    assert one(MOODLE_XML, xml(question("shortanswer", "Тег?", answer))) == Typed(
        id="", prompt="Тег?", answer="&lt;b&gt;"
    )


def test_a_picture_is_named_and_its_question_kept() -> None:
    answer = "<answer fraction='100'><text>а</text></answer>"
    taken = read(MOODLE_XML, xml(question("shortanswer", "Бул <img src='@@PLUGINFILE@@/map.png'> эмне?", answer)))
    assert [one.card.question() for one in taken.found] == ["Бул [map.png] эмне?"]
    assert "map.png" in str(taken.remarks[0].why)


@pytest.mark.parametrize(
    "source",
    [
        "<quiz><question>",
        "<other/>",
        '<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
        '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><question type="essay">&a;</question></quiz>',
        '<!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz>&b;</quiz>',
        "",
    ],
)
def test_xml_that_is_broken_or_hostile_is_told_in_a_sentence(source: str) -> None:
    with pytest.raises(CannotTake):
        read(MOODLE_XML, source)


# --- Aiken


def test_aiken_comes_back_but_for_what_it_cannot_hold() -> None:
    cards = [card for card in shipped("ch1").cards if isinstance(card, (Choice, TrueFalse))]
    back = [found.card for found in read(AIKEN, made(AIKEN, shipped("ch1")).data).found]
    assert [(c.type, c.question(), c.answer) for c in cards] == [(c.type, c.question(), c.answer) for c in back]  # type: ignore[attr-defined]
    options = [set(c.wrong) for c in cards if isinstance(c, Choice)]
    assert options == [set(c.wrong) for c in back if isinstance(c, Choice)]


@pytest.mark.parametrize("prompt", ["a < b", "&lt;", "A. б", "B) б", "ANSWER: A", "?"])
def test_no_question_of_aiken_is_taken_for_something_else(prompt: str) -> None:
    card = Choice(id="a", item="a", prompt=prompt, answer="<b>", wrong=("&amp;",))
    text = made(AIKEN, deck(card)).data.decode()
    assert all(len(line.encode()) > 1 for line in text.splitlines())
    assert [bool(re.match(r"[A-Z][).]|ANSWER:", line)) for line in text.splitlines()] == [False, True, True, True]
    (back,) = assemble(read(AIKEN, text).found, AIKEN).cards
    assert back == replace(card, id=back.id, item=back.id)


@pytest.mark.parametrize("answer", ["ANSWER: B", "answer: b", "ЖООП: В", "Ответ: B."])
@pytest.mark.parametrize("letters", ["ABC", "АВС", "abc"])
def test_aiken_is_understood_with_small_and_cyrillic_letters(answer: str, letters: str) -> None:
    options = "\n".join(f"{letter}) {text}" for letter, text in zip(letters, ("бир", "эки", "үч"), strict=True))
    assert one(AIKEN, f"Суроо\nэки сапта?\n{options}\n{answer}\n") == Choice(
        id="", prompt="Суроо\nэки сапта?", answer="эки", wrong=("бир", "үч")
    )


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("Суроо?\nA. а\nB. б\n\nБашка?\nA. а\nB. б\nANSWER: A", "no line ANSWER"),
        ("Суроо?\nA. а\nB. б\nANSWER: D", "names no option"),
        ("Суроо?\nANSWER: A", "no options"),
    ],
)
def test_an_aiken_question_that_lacks_something_is_left_with_its_line(source: str, why: str) -> None:
    left = read(AIKEN, source).left
    assert left[0].place == "file.txt:1"
    assert why in str(left[0].why)
