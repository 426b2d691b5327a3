"""settings: what the student may choose, with its bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kgquiz.actions.desk import Desk
from kgquiz.actions.study.due import NEW_A_DAY
from kgquiz.errors import NotFound, UsageProblem
from kgquiz.memory.model import DEFAULT_RETENTION
from kgquiz.messages import N_


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name, default, how it is read, its bounds, what it does."""

    name: str
    default: float
    read: Callable[[str], float]
    low: float
    high: float
    does: str


SETTINGS = (
    Setting("retention", DEFAULT_RETENTION, float, 0.70, 0.99, N_("the share of cards to be recalled when due")),
    Setting("new-per-day", NEW_A_DAY, int, 0, 1000, N_("new cards a day")),
)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting as it stands."""

    name: str
    value: float
    default: float
    does: str


def settings_rows(desk: Desk) -> tuple[SettingRow, ...]:
    """All settings as they stand."""
    return tuple(SettingRow(s.name, desk.store.settings.get(s.name, s.default), s.default, s.does) for s in SETTINGS)


def change_setting(desk: Desk, name: str, text: str) -> None:
    """Set one; a changed retention moves every due day."""
    setting = next((s for s in SETTINGS if s.name == name), None)
    if setting is None:
        known = ", ".join(s.name for s in SETTINGS)
        raise NotFound(N_("There is no setting '{name}'. There are: {known}."), name=name, known=known)
    value = _read(setting, text)
    if name == "retention":
        desk.store.schedule.retune(retention=value)
    else:
        desk.store.settings.set(name, value)


def _read(setting: Setting, text: str) -> float:
    try:
        value = setting.read(text.replace(",", "."))
    except ValueError:
        value = None
    if value is None or not setting.low <= value <= setting.high:
        raise UsageProblem(
            N_("'{text}' does not fit: {name} is a number from {low} to {high}."),
            text=text,
            name=setting.name,
            low=setting.low,
            high=setting.high,
        )
    return value
