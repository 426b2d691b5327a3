"""Putting a new item into a content file or deck as text, so that comments and layout stay as their author has them."""

from __future__ import annotations

import re

from kgquiz.cards.registry import CARD_TYPE_BY_NAME
from kgquiz.errors import ExitCode, KgquizError
from kgquiz.knowledge.content import ITEM_KINDS
from kgquiz.knowledge.yaml_text import Value, read_yaml
from kgquiz.messages import N_
from kgquiz.value import dataclass

CONTENT_LISTS = tuple(kind.kind_of_item for kind in ITEM_KINDS)
DECK_LISTS = tuple(CARD_TYPE_BY_NAME)


class CannotInsert(KgquizError):
    """The list is written in a way that no entry can be put behind its last one."""

    exit_code = ExitCode.BAD_CONTENT


@dataclass(frozen=True, slots=True)
class Inserted:
    """The file with its new item, the line on which that begins, and its id."""

    data: bytes
    line: int
    id: str


def insert(data: bytes, file: str, kind: str, template: str) -> Inserted:
    """Append the template's item to the list of its kind; `{id}` in it becomes a free one.

    `template` is the entry without its dash: lines `key: value`. Raises CannotInsert where the file cannot be read or
    where anything but the new item would change.
    """
    key = kind if kind in CONTENT_LISTS else "cards"
    document = read_yaml(data, file)
    before = document.value
    if not isinstance(before, dict):
        raise CannotInsert(N_("{file} cannot be read as it is. Mend what is wrong first."), file=file)
    entries = before.get(key) or []
    name = _free_id(before, kind.removesuffix("s"))
    entry = template.replace("{id}", name).rstrip("\n").split("\n")
    text = data.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    rows = text.splitlines()
    first = document.source.lines.get((key, 0))
    at, indent = _place(rows, document.source.lines.get((key,)), first, key)
    block = [f"{indent}- {entry[0]}", *(f"{indent}  {line}" for line in entry[1:])]
    if (key,) not in document.source.lines:
        block = [*([""] if rows and rows[-1].strip() else []), f"{key}:", *block]
    rows[at:at] = block
    new = (("\ufeff" if data.startswith(b"\xef\xbb\xbf") else "") + end.join(rows) + end).encode()
    _check(before, read_yaml(new, file).value, key, file, len(entries))
    line = at + 1 + next(number for number, row in enumerate(block) if row.lstrip().startswith("- "))
    return Inserted(new, line, name)


def _place(rows: list[str], head: int | None, first: int | None, key: str) -> tuple[int, str]:
    """The row before which the item goes, and the room before its dash."""
    if head is None:
        return len(rows), "  "
    if first is None:  # terms: [] or terms: with nothing behind it
        rows[head - 1] = re.sub(r":\s*\[\s*\]", ":", rows[head - 1])
        return head, "  "
    dash = re.match(r"(\s*)- ", rows[first - 1])
    if dash is None:
        template = N_("The list '{key}' stands in brackets: begin each of its entries on a line of its own, with '- '.")
        raise CannotInsert(template, key=key)
    indent = dash[1]
    end = first
    while end < len(rows) and not _ends_list(rows[end], indent):
        end += 1
    while end > first and (not rows[end - 1].strip() or _is_outer_comment(rows[end - 1], indent)):
        end -= 1
    return end, indent


def _ends_list(row: str, indent: str) -> bool:
    """Whether a row is a field outside of the list."""
    if not row.strip() or row.lstrip().startswith("#"):
        return False
    room = len(row) - len(row.lstrip())
    return room < len(indent) or (room == len(indent) and not row.lstrip().startswith("- "))


def _is_outer_comment(row: str, indent: str) -> bool:
    """A comment that belongs to what follows the list."""
    return row.lstrip().startswith("#") and len(row) - len(row.lstrip()) <= len(indent)


def _free_id(value: dict[str, object], kind: str) -> str:
    """term-1, or the first number that is free."""
    taken = {
        str(entry.get("id", ""))
        for entries in value.values()
        if isinstance(entries, list)
        for entry in entries
        if isinstance(entry, dict)
    }
    number = 1
    while f"{kind}-{number}" in taken:
        number += 1
    return f"{kind}-{number}"


def _check(before: Value, after: Value | None, key: str, file: str, entries: int) -> None:
    """Nothing but one more entry may have come."""
    told = N_("The new item does not fit into {file} as it is written. Write it by hand.")
    if not isinstance(before, dict) or not isinstance(after, dict):
        raise CannotInsert(told, file=file)
    grown = after.get(key)
    if not isinstance(grown, list) or len(grown) != entries + 1:
        raise CannotInsert(told, file=file)
    if {**after, key: grown[:-1] or None} != {**before, key: before.get(key) or None}:
        raise CannotInsert(told, file=file)
