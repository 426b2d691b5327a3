"""settings: what the student may choose, with its bounds."""

from __future__ import annotations

from typing import Any

from kgquiz.actions.day_start import DAY_STARTS, LATEST_START
from kgquiz.actions.desk import Desk
from kgquiz.actions.language import LANGUAGE, LANGUAGE_NAMES, LANGUAGE_WORDS
from kgquiz.actions.library.sources import near
from kgquiz.actions.plan.sharing import BLENDED, CARDS, MEMORY
from kgquiz.actions.study.due import NEW_PER_DAY
from kgquiz.actions.study.queue import ORDER
from kgquiz.actions.theme import THEME, THEME_NAMES
from kgquiz.errors import NotFound, UsageProblem
from kgquiz.memory.order import ORDERS
from kgquiz.messages import N_
from kgquiz.storage.settings import Kept
from kgquiz.storage.states import RETENTION
from kgquiz.value import dataclass


@dataclass(frozen=True, slots=True)
class NumberSetting:
    """A setting that is a number: whether it is whole, its bounds, what it does."""

    kept: Kept[Any]
    kind: type[int | float]
    low: float
    high: float
    does: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.kept.name

    def read(self, text: str) -> float:
        """The number a person wrote. Raises UsageProblem."""
        try:
            value = self._number(text.strip().replace(",", "."))
        except (ValueError, OverflowError):
            value = None
        if value is None or not self.low <= value <= self.high:
            raise UsageProblem(
                N_("'{text}' does not fit: {name} is a number from {low} to {high}."),
                text=text,
                name=self.name,
                low=self.low,
                high=self.high,
            )
        return value

    def _number(self, digits: str) -> float:
        """`0.85`, `0,85`, `85` and `85 %` are one share."""
        percent = self.high < 1 and digits.endswith("%")
        value = self.kind(digits.removesuffix("%").strip() if percent else digits)
        return value / 100 if percent or (self.high < 1 and value > _PERCENT) else value


_PERCENT = 1.5
"""A share above this was meant in percent: `85` is 0.85."""


@dataclass(frozen=True, slots=True)
class WordSetting:
    """A setting that is one of some words."""

    kept: Kept[str]
    words: tuple[str, ...]
    does: str
    called: tuple[tuple[str, str], ...] = ()
    """Other names of the words, each with its word."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.kept.name

    def read(self, text: str) -> str:
        """The word she wrote, in any case. Raises UsageProblem."""
        written = text.strip().casefold()
        word = dict(self.called).get(written, written)
        if word not in self.words:
            raise UsageProblem(
                N_("'{text}' does not fit: {name} is one of {known}."),
                text=text,
                name=self.name,
                known=", ".join(self.words),
            )
        return word


SETTINGS: tuple[NumberSetting | WordSetting, ...] = (
    NumberSetting(RETENTION, float, 0.70, 0.99, N_("the share of cards to be recalled when due")),
    NumberSetting(NEW_PER_DAY, int, 0, 1000, N_("new cards a day")),
    NumberSetting(DAY_STARTS, int, 0, LATEST_START, N_("the hour at which a study day starts")),
    WordSetting(
        LANGUAGE,
        LANGUAGE_WORDS,
        N_("the language of the interface; auto: that of your system"),
        tuple(LANGUAGE_NAMES.items()),
    ),
    WordSetting(ORDER, ORDERS, N_("how new cards follow each other: book, mixed or best")),
    WordSetting(
        THEME,
        THEME_NAMES,
        N_("the colours of the screen: auto, dark, light, no-colour or high-contrast"),
    ),
    WordSetting(
        MEMORY,
        (BLENDED, CARDS),
        N_("whether the cards of an item help each other in the plan and in when they come back"),
    ),
)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting as it stands."""

    name: str
    value: float | str
    default: float | str
    does: str


def settings_rows(desk: Desk, name: str = "") -> tuple[SettingRow, ...]:
    """All settings as they stand, or the one that is named. Raises NotFound."""
    wanted = (_named(name),) if name else SETTINGS
    return tuple(SettingRow(s.name, desk.store.settings.get(s.kept), s.kept.default, s.does) for s in wanted)


def change_setting(desk: Desk, name: str, text: str) -> None:
    """Set one, or bring its default back; a changed retention moves every due day. Raises NotFound, UsageProblem."""
    setting = _named(name)
    value = setting.kept.default if text.strip().casefold() in DEFAULT_WORDS else setting.read(text)
    if setting.kept is RETENTION and isinstance(value, float):
        desk.store.schedule.retune(retention=value)
    else:
        desk.store.settings.set(setting.kept, value)


DEFAULT_WORDS = frozenset({"default", "reset", "баштапкы", "по умолчанию"})
"""What brings a default back, whatever language the interface speaks."""


def _named(name: str) -> NumberSetting | WordSetting:
    setting = next((s for s in SETTINGS if s.name == name.casefold().replace("_", "-")), None)
    if setting is not None:
        return setting
    known = [s.name for s in SETTINGS]
    alike = near(name, known)
    if alike:
        raise NotFound(N_("There is no setting '{name}'. Did you mean '{near}'?"), name=name, near=alike)
    raise NotFound(N_("There is no setting '{name}'. There are: {known}."), name=name, known=", ".join(known))
