"""From parsed YAML to typed values: every field is checked on its own, so all problems come at once."""

from __future__ import annotations

import dataclasses
import re
import textwrap
import types
import typing
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from kgquiz.cards.described import SLUG, Field, fields_of
from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.knowledge.called_elsewhere import field_meant, type_meant
from kgquiz.knowledge.problems import Path, Problem, Source
from kgquiz.messages import N_, Message, message

T = TypeVar("T")


@dataclasses.dataclass(slots=True)
class Decoder:
    """Decodes values of one source and gathers what is wrong with them."""

    source: Source
    problems: list[Problem] = dataclasses.field(default_factory=list)

    def struct(self, cls: type[T], value: object, path: Path, known: frozenset[str] = frozenset()) -> T | None:
        """A dataclass from a mapping; None (and problems) when it cannot be built.

        Keys in `known` are read elsewhere and passed over here.
        """
        taken, sound = self.fields(cls, value, path, known)
        return cls(**taken) if sound else None

    def fields(
        self, cls: type, value: object, path: Path, known: frozenset[str] = frozenset()
    ) -> tuple[dict[str, Any], bool]:
        """The fields that can be read, by name, and whether they are all that the dataclass needs.

        An optional field that cannot be read is reported and left out: what else is wrong is told in the same round.
        """
        if not isinstance(value, dict):
            self.refuse(path, "type", N_("A mapping of fields belongs here."), N_("Write 'field: value' lines."))
            return {}, False
        fields = fields_of(cls)
        meant = self._unknown(value, fields, path, known)
        taken: dict[str, Any] = {}
        sound = self._missing(value, fields, path, meant)
        for key, given in value.items():
            field = fields.get(key)
            if field is None:
                continue
            decoded = self.value(field.type, given, (*path, key))
            if decoded is _UNSOUND:
                sound = sound and not field.required
                continue
            taken[field.name] = decoded
            self._empty(decoded, field, (*path, key))
        return taken, sound

    def _empty(self, value: object, field: Field, path: Path) -> None:
        """A text that must be there and is blank, or a blank entry in a list or mapping."""
        if isinstance(value, str):
            blank = [path] if field.required and not value.strip() else []
        elif isinstance(value, tuple):
            blank = [(*path, n) for n, entry in enumerate(value) if isinstance(entry, str) and not entry.strip()]
        elif isinstance(value, Mapping):
            blank = [(*path, key) for key, entry in value.items() if not key.strip() or not entry.strip()]
        else:
            blank = []
        for place in blank:
            why = N_("'{key}' is empty.") if place == path else N_("'{key}' has an empty entry.")
            self.refuse(place, "empty-text", why, N_("Write its text."), key=path[-1])

    def value(self, kind: Any, given: object, path: Path) -> Any:
        """One field's value, or `_UNSOUND` after noting why."""
        of_structs = _struct_inside(kind)
        if of_structs is not None and isinstance(given, list):
            return self._structs(of_structs, given, path)
        try:
            found = msgspec.convert(given, kind, strict=False)
        except msgspec.ValidationError as error:
            place, why = _located(str(error), given, path)
            remedy = message(N_("Write {wanted}."), wanted=_wanted(kind))
            self.problems.append(self.source.problem(place, "type", why, remedy))
            return _UNSOUND
        if isinstance(found, int) and abs(found) > _LARGEST_NUMBER:
            self.refuse(path, "type", N_("The number is too large."), N_("Write the right one."))
            return _UNSOUND
        return found

    def _structs(self, cls: type, given: list[Any], path: Path) -> Any:
        decoded = [self._one(cls, value, (*path, index)) for index, value in enumerate(given)]
        return _UNSOUND if any(value is None for value in decoded) else tuple(decoded)

    def _one(self, cls: Any, value: object, path: Path) -> Any:
        from_text = getattr(cls, "from_text", None)
        if isinstance(value, str) and from_text is not None:
            if not value.strip():
                self.refuse(path, "empty-text", N_("'{key}' has an empty entry."), N_("Write its text."), key=path[-2])
            return from_text(value)
        return self.struct(cls, value, path)

    def _unknown(
        self, value: Mapping[str, Any], fields: Mapping[str, Field], path: Path, known: frozenset[str]
    ) -> set[str]:
        """Note the keys that no field has; the fields that they were probably meant for."""
        found: set[str] = set()
        for key in value:
            if key in fields or key in known:
                continue
            taken = found.union(value)
            meant = field_meant(str(key), [*fields, *known], taken)
            why = message(N_("The field '{key}' is unknown."), key=key)
            remedy = _renamed(meant, fields, taken) if meant else _known_here(sorted(fields))
            self.problems.append(self.source.problem((*path, key), "unknown-field", why, remedy))
            found.update([meant] if meant else ())
        return found

    def _missing(self, value: Mapping[str, Any], fields: Mapping[str, Field], path: Path, meant: set[str]) -> bool:
        """Note what must be there and is not, but for what stands there under another name."""
        missing = [key for key, field in fields.items() if field.required and key not in value]
        for key in missing:
            if key not in meant:
                why, remedy = N_("The field '{key}' is missing."), N_("Add '{key}: …' to this entry.")
                self.refuse(path, "missing-field", why, remedy, key=key)
        return not missing

    def has_told(self, path: Path) -> bool:
        """Whether something is wrong with a value, or with a part of it."""
        of_it = {line for place, line in self.source.lines.items() if place[: len(path)] == path}
        return not of_it.isdisjoint(problem.line for problem in self.problems)

    def refuse(self, path: Path, rule: str, why: str, remedy: str, **values: object) -> None:
        """Note an error at `path`."""
        self.problems.append(self.source.problem(path, rule, message(why, **values), message(remedy, **values)))


_LARGEST_NUMBER = 2**31 - 1
"""What every database and file format holds."""


def is_slug(name: str) -> bool:
    """Whether a name is made of a-z, 0-9 and single hyphens between them."""
    return re.fullmatch(SLUG, name) is not None


def _renamed(meant: str, fields: Collection[str], taken: Collection[str]) -> Message:
    """What to write in place of an unknown key; of options that only the wrong ones belong there."""
    if meant in taken:
        return message(N_("It would be '{near}', which this entry has already: keep one of them."), near=meant)
    right = next((one for one in ("answer", "answers") if one in fields), None)
    if meant == "wrong" and right is not None:
        told = N_("Did you mean '{near}'? There stand the wrong options alone; what is right stands under '{right}'.")
        return message(told, near=meant, right=right)
    return _did_you_mean(meant)


def card_type_suggestion(name: str) -> Message:
    """What to write in place of an unknown card type."""
    meant = type_meant(name, CARD_TYPE_BY_NAME)
    return _did_you_mean(meant) if meant else _known_here(CARD_TYPE_BY_NAME)


def _did_you_mean(near: str) -> Message:
    return message(N_("Did you mean '{near}'?"), near=near)


def _known_here(names: Iterable[str]) -> Message:
    return message(N_("Known here: {fields}."), fields=", ".join(names))


_UNSOUND: Any = object()


def _struct_inside(kind: Any) -> type | None:
    """The dataclass of a `tuple[Dataclass, ...]`, if that is what the field holds."""
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if dataclasses.is_dataclass(inner) and isinstance(inner, type):
            return inner
    return None


def _located(text: str, given: object, path: Path) -> tuple[Path, Message]:
    """The place that msgspec names (`… - at `$[2]``) as a path, and what stands there instead of what is wanted."""
    where = text.partition(" - at `$")[2]
    steps: list[str | int] = [int(step) for step in where.strip("`").strip("[]").split("][") if step.isdigit()]
    for step in steps:
        given = given[step] if isinstance(given, list) and isinstance(step, int) else given
    return (*path, *steps), message(N_("'{field}' cannot be {found}."), field=path[-1], found=_found(given))


def _found(given: object) -> Message:
    if isinstance(given, list):
        return message(N_("a list"))
    if isinstance(given, dict):
        return message(N_("a mapping"))
    return message(N_("“{text}”"), text=textwrap.shorten(str(given), _LONGEST_SHOWN, placeholder="…"))


_LONGEST_SHOWN = 40


def _wanted(kind: Any) -> Message:
    """What a field wants, in words."""
    origin = get_origin(kind)
    if origin is typing.Literal:
        return message(N_("one of: {choices}"), choices=", ".join(map(str, get_args(kind))))
    if origin in (typing.Union, types.UnionType):
        return _wanted(next(arg for arg in get_args(kind) if arg is not type(None)))
    if origin is tuple:
        return message(N_("a list of texts"))
    if origin is not None and issubclass(origin, Mapping):
        return message(N_("a mapping of texts: {{left: right}}"))
    return message(_WANTED.get(kind, N_("another value")))


_WANTED: dict[Any, str] = {
    int: N_("a whole number"),
    float: N_("a number"),
    bool: N_("'true' or 'false'"),
    str: N_("a text"),
}
