"""One rule for an empty or unfinished answer: it is asked about first, on every card type, on screen and in lines."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from kgquiz.cards.registry import CARD_TYPES
from kgquiz.knowledge.deck import parse_deck
from kgquiz.memory.log import Kind
from kgquiz.storage.store import Store
from kgquiz.terminal.scene import Answered
from kgquiz.terminal.scenes.frame import Frame
from kgquiz.terminal.scenes.question import QuestionScene
from kgquiz.terminal.scenes.registry import scene_for
from tests.support import Person, write

KINDS = [card_type.__name__.lower() for card_type in CARD_TYPES]
ASKED = ("Nothing chosen.", "Nothing typed.", "Nothing moved.", "Nothing ticked.")
DECK = """\
deck: nine
title: Nine
cards:
- {id: multi, type: multi, page: 1, prompt: Кайсылары?, answers: [жер, мүлк], wrong: [акциз]}
- {id: truefalse, type: truefalse, page: 1, statement: Аким районду башкарат., answer: 'true'}
- {id: cloze, type: cloze, page: 1, text: 'Мөөнөтү — {{5}} жыл, жашы — {{35}}.'}
- {id: order, type: order, page: 1, prompt: Иретте., items: [бир, эки, үч]}
- {id: match, type: match, page: 1, prompt: Жупта., pairs: {Мэр: шаар, Аким: район}}
- {id: outline, type: outline, page: 1, prompt: Эки белги?, points: [бири, дагы]}
- {id: typed, type: typed, page: 1, prompt: Шаарды ким башкарат?, answer: мэр}
- {id: choice, type: choice, page: 1, prompt: Районду ким башкарат?, answer: аким, wrong: [мэр, спикер]}
- {id: recall, type: recall, page: 1, term: Ижара, meaning: Акыга., points: [убактылуу, акы үчүн]}
"""


def scene_of(kind: str) -> QuestionScene:
    deck = parse_deck(DECK.encode(), "nine.yaml").deck
    assert deck is not None
    card = next(card for card in deck.cards if card.id == kind)
    return scene_for(card.ask(Random(1)), card, Frame("", "", 0, 1), ())


def enter(scene: QuestionScene) -> object:
    """Enter on the screen, wherever the letters go."""
    return scene.submit("") if scene.typing else scene.press("enter")


def test_each_type_is_here() -> None:
    assert sorted(KINDS) == sorted(
        ["multi", "truefalse", "cloze", "order", "match", "outline", "typed", "choice", "recall"]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_enter_on_an_untouched_card_is_asked_about_on_the_screen(kind: str) -> None:
    scene = scene_of(kind)
    if kind in {"outline", "recall"}:
        assert enter(scene) is None  # the solution is shown
    assert enter(scene) is None
    assert scene.doubt.startswith(ASKED)
    said = enter(scene)
    said = enter(scene) or enter(scene) if kind == "cloze" else said
    assert isinstance(said, Answered)
    assert not any(said.answer)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_line_is_asked_about_and_not_recorded(kind: str, person: Person, tmp_path: Path) -> None:
    path = str(write(tmp_path, "nine.yaml", DECK))
    lines = "\n" * (2 if kind in {"outline", "recall"} else 1)
    said = person.types("study", path, "--type", kind, "--plain", lines=lines)
    assert any(words in said.out for words in ASKED)
    with Store.open(person.home / "progress.db") as store:
        assert store.journal.count() == 0
    person.types("study", path, "--type", kind, "--plain", lines=lines + "\n" * (3 if kind == "cloze" else 1))
    with Store.open(person.home / "progress.db") as store:
        assert [event.kind for event in store.journal.all()] == [Kind.REVIEW]


def test_another_key_takes_the_question_back() -> None:
    scene = scene_of("multi")
    scene.press("enter")
    scene.press("1")
    scene.press("1")
    assert scene.press("enter") is None
    assert scene.doubt.startswith(ASKED)


def test_lines_left_unpaired_are_said_before_they_count() -> None:
    scene = scene_of("match")
    scene.press("a")
    assert scene.press("enter") is None
    assert scene.doubt == "1 line is not paired. Enter once more: leave it open."
    said = scene.press("enter")
    assert isinstance(said, Answered)
    assert len(said.answer) == 1


def test_items_without_a_number_are_said_before_they_count() -> None:
    scene = scene_of("order")
    scene.press("1")
    assert scene.press("enter") is None
    assert scene.doubt == "2 items have no number yet. Enter once more: leave them out."
    said = scene.press("enter")
    assert isinstance(said, Answered)
    assert len(said.answer) == 1


def test_a_filling_can_be_corrected_before_the_last_one_is_given() -> None:
    scene = scene_of("cloze")
    assert scene.submit("7") is None
    assert scene.back() == "7"
    assert scene.back() is None
    assert scene.submit("5") is None
    assert scene.submit("35") == Answered(("5", "35"))
    again = scene_of("cloze")
    assert [again.read("7"), again.read("<"), again.read("5"), again.read("35")] == [
        None,
        None,
        None,
        Answered(("5", "35")),
    ]
