"""What keys do at the finding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgquiz.actions.desk import Desk
from kgquiz.actions.study.queue import StudyOptions
from kgquiz.actions.study.sitting import StudySitting, start_study
from kgquiz.memory.model import Rating
from kgquiz.storage.store import Store
from kgquiz.terminal.scene import Answered, Command, Rated
from kgquiz.terminal.study.feedback import FeedbackScene
from kgquiz.terminal.study.flow import study_flow
from tests.support import Person


@pytest.fixture
def sitting(person: Person) -> Iterator[StudySitting]:
    with Store.open(person.home / "progress.db") as store:
        yield start_study(Desk(person.world, store), StudyOptions(types=("choice", "typed", "recall"), new=3))


def finding(sitting: StudySitting, kind: str, *answer: str) -> FeedbackScene:
    """The finding on an answer to the card of a type, those before it put off."""
    flow = study_flow(sitting)
    next(flow)
    while (asked := sitting.current()) is not None and asked.entry.type != kind:
        flow.send(Command.SKIP)
    scene = flow.send(Answered(answer))
    assert isinstance(scene, FeedbackScene)
    return scene


@pytest.mark.parametrize("kind", ["choice", "typed"])
def test_a_digit_never_rates_what_was_marked(sitting: StudySitting, kind: str) -> None:
    scene = finding(sitting, kind, "аким")
    assert [scene.press(digit) for digit in "123456789"] == [None] * 9
    assert scene.press("enter") is Command.NEXT


def test_what_was_marked_wrong_is_rated_no_better(sitting: StudySitting) -> None:
    scene = finding(sitting, "choice", "аким")
    assert [scene.press(key) for key in ("right", "right")] == [None, None]
    assert scene.press("enter") is Command.NEXT
    assert sitting.rate(scene.marked, Rating.HARD).rating is Rating.AGAIN
    assert sitting.summary().right == 0


def test_what_was_marked_right_can_be_rated_with_the_arrows(sitting: StudySitting) -> None:
    scene = finding(sitting, "typed", "жогорку кеңеш")
    scene.press("right")
    assert scene.press("enter") == Rated(Rating.EASY)
    assert sitting.rate(scene.marked, Rating.EASY).rating is Rating.EASY


def test_right_at_once_comes_from_the_marking_whatever_the_rating(sitting: StudySitting) -> None:
    scene = finding(sitting, "typed", "жогорку кеңеш")
    sitting.rate(scene.marked, Rating.AGAIN)
    assert sitting.summary().right == 1
