"""What a student may want at home, as values: chosen in the menu, done elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from kgquiz.actions.study.queue import StudyOptions
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class Study:
    """A sitting with these options."""

    options: StudyOptions = field(default_factory=StudyOptions)


@dataclass(frozen=True, slots=True)
class PlacementTest:
    """A test of what is known already; over all decks where none is named."""

    decks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sit:
    """A new mock exam; without names that of everything."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resume:
    """Going on with the exam of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class SetPlan:
    """A plan with these fields of PlanSetting, the others as they were; `shown` where she wants to see it."""

    fields: Mapping[str, Any]
    shown: bool = True


@dataclass(frozen=True, slots=True)
class ShowPlan:
    """The plan there is."""


@dataclass(frozen=True, slots=True)
class ForgetPlan:
    """No plan any more."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark she got, in percent."""

    mark: float


@dataclass(frozen=True, slots=True)
class ShowDecks:
    """How far she is in each deck."""


@dataclass(frozen=True, slots=True)
class Speak:
    """Another language, for good; `auto` is that of the system."""

    language: str


@dataclass(frozen=True, slots=True)
class TryAgain:
    """To look again, where something was in the way."""


Wish = Study | PlacementTest | Sit | Resume | SetPlan | ShowPlan | ForgetPlan | NoteMark | ShowDecks | Speak | TryAgain
