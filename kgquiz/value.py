"""Frozen dataclasses, made in a tenth of the time: a start makes seventy of them.

`dataclasses.dataclass` writes six methods for every class and compiles each by itself: half a millisecond. Here it
collects the fields and no more, so `fields`, `replace`, `asdict` and patterns work as ever. What need not be written
for each class is shared by all; `__init__` is compiled for the first value of a class: in a start most have none.
For type checkers `dataclass` is that of `dataclasses`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

_Method = Callable[..., Any]
_NOT_GIVEN = object()


def _dataclass(
    *, slots: Literal[True], frozen: bool = False, kw_only: bool = False, eq: bool = True
) -> Callable[[type], Any]:
    """The decorator `@dataclass(frozen=True, slots=True)`, or without `frozen`."""

    def decorated(cls: type) -> Any:
        made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
        methods = {"__init__": _begun(made), "__repr__": _shown}
        methods |= _compared(made, is_hashed=frozen) if eq else {}
        methods |= _FROZEN if frozen else {}
        own = vars(made)
        for name, method in methods.items():
            if own.get(name) is None:  # a class with an `__eq__` of its own has None for its `__hash__`
                setattr(made, name, method)
        return made

    return decorated


def _compared(cls: Any, *, is_hashed: bool) -> dict[str, Any]:
    """By the values of all fields."""
    names = [field.name for field in dataclasses.fields(cls)]
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def equals(self: object, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equals, "__hash__": (lambda self: hash(values(self))) if is_hashed else None}


def _shown(self: Any) -> str:
    fields = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self))
    return f"{type(self).__qualname__}({fields})"


def _refused(_self: object, name: str, *_value: object) -> None:
    message = f"{name!r} cannot be changed: make another value by `replace`"
    raise dataclasses.FrozenInstanceError(message)


def _state(self: Any) -> list[Any]:
    """For `copy` and `pickle`, which would set each field."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FROZEN: dict[str, _Method] = {
    "__setattr__": _refused,
    "__delattr__": _refused,
    "__getstate__": _state,
    "__setstate__": _set_state,
}


def _begun(cls: Any) -> _Method:
    def begun(self: Any, *given: Any, **named: Any) -> None:
        cls.__init__ = _compiled(cls)  # the next value finds it there
        cls.__init__(self, *given, **named)

    return begun


def _compiled(cls: Any) -> _Method:
    """`def __init__(self, a, *, b=else_b): put_a(self, a); put_b(self, b)`."""
    known: dict[str, Any] = {"_NOT_GIVEN": _NOT_GIVEN}
    parameters: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for field in dataclasses.fields(cls):
        name, value = field.name, field.name
        known[f"put_{name}"] = getattr(cls, name).__set__  # its slot: what is frozen is set nowhere else
        if field.default_factory is not dataclasses.MISSING:
            known |= {f"make_{name}": field.default_factory, f"else_{name}": _NOT_GIVEN}
            value = f"make_{name}() if {name} is _NOT_GIVEN else {name}" if field.init else f"make_{name}()"
        elif field.default is not dataclasses.MISSING:
            known[f"else_{name}"] = field.default
        has_default = f"else_{name}" in known
        if field.init:
            parameters[field.kw_only is True].append(f"{name}=else_{name}" if has_default else name)
        if field.init or has_default:
            lines.append(f" put_{name}(self, {value})")
    named = ["*", *parameters[True]] if parameters[True] else []
    after = [" self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    text = "\n".join((f"def __init__({', '.join([*parameters[False], *named])}):", *lines, *after, " return"))
    exec(text, known)  # noqa: S102 - names of fields, which are written in the class
    method: _Method = known["__init__"]
    method.__qualname__ = f"{cls.__qualname__}.__init__"  # the errors of a wrong call say whose it is
    return method


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - it is meant to be imported from here
else:
    dataclass = _dataclass
