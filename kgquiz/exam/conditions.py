"""On what terms a saved paper may be sat: from when to when it is begun, how often, and who has more time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import UTC, datetime, tzinfo
from math import ceil

from kgquiz.knowledge.problems import Path
from kgquiz.messages import N_, Message, message
from kgquiz.value import dataclass

MOST_EXTRA = 300
"""Percent of the minutes that a person may have on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """`opens` and `closes` are moments (ISO 8601; local where no zone stands); `extra_time` is percent by name."""

    opens: str = ""
    closes: str = ""
    attempts: int = 0
    extra_time: Mapping[str, str] = field(default_factory=dict)

    @property
    def are_any(self) -> bool:
        """Whether the paper is an examination, which is not practised beforehand."""
        return bool(self.opens or self.closes or self.attempts)

    def refusal(self, now: datetime, sat: int) -> Message | None:
        """Why it may not be begun now by somebody who has sat it so often; None where it may."""
        opens, closes = moment(self.opens, now.tzinfo), moment(self.closes, now.tzinfo)
        if opens is not None and now < opens:
            return message(N_("This paper opens on {moment}."), moment=opens.astimezone(now.tzinfo))
        if closes is not None and now > closes:
            return message(
                N_("This paper was closed on {moment}; it can no longer be begun."),
                moment=closes.astimezone(now.tzinfo),
            )
        if self.attempts == 1 and sat:
            return message(N_("This paper may be sat once, and you have sat it."))
        if self.attempts and sat >= self.attempts:
            return message(
                N_("This paper may be sat {n} times, and you have sat it {sat} times."), n=self.attempts, sat=sat
            )
        return None

    def minutes_for(self, name: str, minutes: int) -> int:
        """The minutes that a person has: all of it, or with what is written for her on top."""
        extra = {one.casefold(): percent for one, percent in self.extra_time.items()}.get(name.strip().casefold(), "0")
        return ceil(minutes * (1 + _percent(extra) / 100))

    def knows(self, name: str) -> bool:
        """Whether extra time is written for a person."""
        return name.strip().casefold() in {one.casefold() for one in self.extra_time}

    def faults(self) -> Iterator[tuple[Path, Message, Message]]:
        """What cannot be: place, why, what to write."""
        for name in ("opens", "closes"):
            said = getattr(self, name)
            if said and moment(said, None) is None:
                why = message(N_("'{key}' is “{given}”, which is no moment."), key=name, given=said)
                yield (name,), why, message(N_("Write it as 2027-01-20 09:00."))
        opens, closes = moment(self.opens, UTC), moment(self.closes, UTC)
        if opens is not None and closes is not None and closes <= opens:
            why = message(N_("It closes before it opens: nobody could sit it."))
            yield ("closes",), why, message(N_("Write a later moment under 'closes'."))
        if self.attempts < 0:
            why = message(N_("'{key}' is {given:g}."), key="attempts", given=self.attempts)
            yield ("attempts",), why, message(N_("Write how often it may be sat; leave it out for any number."))
        for name, percent in self.extra_time.items():
            if not percent.isdecimal() or not 0 < int(percent) <= MOST_EXTRA:
                why = message(N_("The extra time of {name} is “{given}”."), name=name, given=percent)
                yield (
                    ("extra_time", name),
                    why,
                    message(N_("Write percent of the minutes, from 1 to {most}."), most=MOST_EXTRA),
                )


NO_CONDITIONS = Conditions()


def moment(said: str, zone: tzinfo | None) -> datetime | None:
    """A moment as it is written, in this zone where it names none; None where it is none."""
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _percent(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 4 else 0  # noqa: PLR2004 - checked when the paper was read
