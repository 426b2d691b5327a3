"""What holds for every card type, shown on the example each one carries."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgquiz.cards.base import Card
from kgquiz.cards.cloze import DATED, Cloze, with_told_cues
from kgquiz.cards.marker import EMPTY
from kgquiz.cards.match import Match, paired
from kgquiz.cards.multi import Multi
from kgquiz.cards.order import Order
from kgquiz.cards.prompts import (
    Answer,
    Arrange,
    ChooseMany,
    ChooseOne,
    Pair,
    Prompt,
    Reveal,
    TickOff,
    Type,
)
from kgquiz.cards.recall import Recall
from kgquiz.cards.registry import CARD_TYPES
from kgquiz.cards.truefalse import TrueFalse
from kgquiz.cards.verdict import Finding
from kgquiz.knowledge.codec import pack_card, unpack_card
from kgquiz.knowledge.deck import parse_deck


def example(card_type: type[Card]) -> Card:
    """The card in the type's own YAML example."""
    read = parse_deck(f"deck: examples\ntitle: t\ncards:\n{card_type.example}".encode(), "examples.yaml")
    assert read.deck is not None, list(map(str, read.problems))
    return read.deck.cards[0]


def right_answer(card: Card) -> Answer:  # noqa: PLR0911 - one line a type
    """The answer that deserves full marks."""
    match card:
        case Multi():
            return card.answers
        case Order():
            return card.items
        case Match():
            return card.solution()
        case Cloze():
            return tuple(blank.answer for blank in card.blanks)
        case TrueFalse():
            return (card.answer,)
        case _ if hasattr(card, "points"):
            return tuple(card.points)
        case _:
            return (str(getattr(card, "answer", "")),)


TYPES = pytest.mark.parametrize("card_type", CARD_TYPES, ids=lambda t: t.type)


@TYPES
def test_the_right_answer_gets_full_marks(card_type: type[Card]) -> None:
    card = example(card_type)
    assert card.mark(right_answer(card), EMPTY).score == 1


@TYPES
def test_no_answer_gets_none(card_type: type[Card]) -> None:
    assert example(card_type).mark((), EMPTY).score == 0


@TYPES
def test_the_example_is_a_good_card(card_type: type[Card]) -> None:
    assert not list(example(card_type).faults())
    assert not list(example(card_type).weaknesses())


@TYPES
@given(answer=st.lists(st.text(max_size=30), max_size=8).map(tuple))
def test_any_answer_gets_a_score_between_nothing_and_all(card_type: type[Card], answer: Answer) -> None:
    verdict = example(card_type).mark(answer, EMPTY)
    assert 0 <= verdict.score <= 1
    assert (verdict.finding is Finding.EXACT) <= (verdict.score == 1)


@TYPES
def test_the_prompt_does_not_show_the_solution(card_type: type[Card]) -> None:
    card = example(card_type)
    if not card.guess:
        assert not set(right_answer(card)) & {card.ask(Random(1)).text}


@TYPES
def test_the_cache_gives_the_same_card_back(card_type: type[Card]) -> None:
    card = example(card_type)
    assert unpack_card(card.type, pack_card(card)) == card


@TYPES
def test_chance_alone_decides_how_a_prompt_is_shuffled(card_type: type[Card]) -> None:
    card = example(card_type)
    assert card.ask(Random(3)) == card.ask(Random(3))


@TYPES
@given(seed=st.integers(0, 10_000))
@settings(max_examples=5)
def test_a_guess_has_the_expected_score_that_the_card_states(card_type: type[Card], seed: int) -> None:
    card = example(card_type)
    chances = [card.mark(guess(card.ask(Random(s)), Random(-s - 1)), EMPTY).score for s in range(seed, seed + 300)]
    if card.guess and not isinstance(card, Multi):
        assert sum(chances) / 300 == pytest.approx(card.chance_of_guessing(), abs=0.15)


def guess(prompt: Prompt, chance: Random) -> Answer:
    """A blind answer."""
    match prompt:
        case ChooseOne(options=options):
            return (chance.choice(options),)
        case ChooseMany(options=options):
            return tuple(option for option in options if chance.random() < 0.5)
        case Arrange(items=items):
            return tuple(chance.sample(items, len(items)))
        case Pair(lefts=lefts, rights=rights):
            return tuple(paired(left, chance.choice(rights)) for left in lefts)
        case Type() | TickOff() | Reveal():
            return ()


def test_right_ticks_less_wrong_ticks_never_below_nothing() -> None:
    card = Multi(id="m", prompt="?", answers=("a", "b", "c", "d"), wrong=("x", "y"))
    table = {("a",): 0.25, ("a", "b", "c", "d"): 1, ("a", "x"): 0, ("a", "b", "x"): 0.25, ("x", "y"): 0}
    assert {ticks: card.mark(ticks, EMPTY).score for ticks in table} == table


def test_order_is_credited_by_pairs_in_right_order() -> None:
    card = Order(id="o", prompt="?", items=("1", "2", "3", "4"))
    table = {"1234": 1, "2134": 5 / 6, "4321": 0, "3412": 2 / 6, "124": 3 / 6}
    assert {answer: card.mark(tuple(answer), EMPTY).score for answer in table} == pytest.approx(table)


def test_an_order_is_never_shown_solved() -> None:
    card = Order(id="o", prompt="?", items=("1", "2"))
    assert all(card.ask(Random(n)).items == ("2", "1") for n in range(20))  # type: ignore[union-attr]  # an Arrange


def test_matching_is_credited_by_the_share_of_pairs() -> None:
    card = Match(id="m", prompt="?", pairs={"Мэр": "шаар", "Аким": "район", "Акимче": "район"})
    assert card.mark(("Мэр → шаар", "Аким → шаар"), EMPTY).score == pytest.approx(1 / 3)
    assert set(card.ask(Random(1)).rights) == {"шаар", "район"}  # type: ignore[union-attr]  # a Pair


def test_each_blank_of_a_cloze_is_marked_on_its_own() -> None:
    card = Cloze(id="c", text="{{1993}}-жылы {{Жогорку Кеңеш|ЖК}} кабыл алган.")
    assert card.mark(("1993", "өкмөт"), EMPTY).score == 0.5
    assert card.mark(("1993", "ЖК"), EMPTY).score == 1
    assert card.mark(("1993",), EMPTY).finding is Finding.PARTIAL


def test_a_cue_is_told_behind_its_blank_and_the_ending_glued_to_it() -> None:
    card = Cloze(id="c", text="Өкмөт {{көзөмөл|контроль::к…}}гө {{бир жолу::канча жолу?}} алынат.")
    assert card.question() == "Өкмөт ____гө (к…) ____ (канча жолу?) алынат."
    assert card.solution() == ("Өкмөт көзөмөлгө бир жолу алынат.",)
    assert card.mark(("контроль", "бир жолу"), EMPTY).score == 1
    assert with_told_cues("Өкмөт {{көзөмөл|контроль}}гө (к…) {{бир жолу}} (канча жолу?) алынат.") == card.text


@pytest.mark.parametrize(("cue", "rule"), [("т…", "unlike-cue"), ("к… с…", "unlike-cue"), ("Кө…", ""), ("эмне?", "")])
def test_first_letters_told_as_a_cue_are_those_of_the_answer(cue: str, rule: str) -> None:
    card = Cloze(id="c", text=f"Алар {{{{көзөмөл::{cue}}}}} жүргүзөт.")
    assert [weakness.rule for weakness in card.weaknesses()] == [rule] * bool(rule)


def test_first_letters_may_be_told_word_by_word() -> None:
    assert not list(Cloze(id="c", text="Алар {{ачык сынак::а… с…}} өткөрөт.").weaknesses())


def test_a_bracket_behind_a_blank_that_is_no_cue_stays_prose() -> None:
    text = "Кеңеште {{120}} (жалпы) депутат бар, {{90}} депутат (эмне үчүн?)."
    assert with_told_cues(text) == text


def test_points_are_credited_by_their_share() -> None:
    card = Recall(id="r", term="t", meaning="m", points=("a", "b", "c"))
    assert card.mark(("a", "c"), EMPTY).score == pytest.approx(2 / 3)


def test_without_points_the_student_rates_herself() -> None:
    card = Recall(id="r", term="t", meaning="m")
    assert isinstance(card.ask(Random(1)), Reveal)
    assert card.mark((), EMPTY).finding is Finding.SELF


def test_a_number_may_be_typed_with_the_word_that_follows_it_but_not_with_another_unit() -> None:
    card = Cloze(id="c", text="Мыйзамга {{10}} күн ичинде кол коюлат.")
    assert card.mark(("10",), EMPTY).score == 1
    assert card.mark(("10 күн",), EMPTY).score == 1
    assert card.mark(("10 ай",), EMPTY).score == 0


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Мыйзам {{1999-жылдын 30-ноябрында|1999-жылы}} кабыл алынган.", True),
        ("Мезгили — {{2013–2017-жылдар}}.", True),
        ("Кеңештин мөөнөтү — {{4}} жыл.", False),
        ("Мэрди {{шаардык кеңеш}} шайлайт.", False),
        ("{{1999-жылы}} {{Жогорку Кеңеш}} кабыл алган.", False),
    ],
)
def test_a_blank_that_wants_a_date_says_so(text: str, dated: bool) -> None:
    card = Cloze(id="c", text=text)
    assert (card.task() == DATED) is dated
    assert dated or card.task() == Cloze.caption
