"""Between the values of an exam and the texts and rows in which it is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import msgspec

from kgquiz.cards.verdict import Forgiven, Near
from kgquiz.exam.blueprint import Blueprint
from kgquiz.exam.form import FormItem
from kgquiz.exam.scoring import ItemMark
from kgquiz.knowledge.codec import pack_card, unpack_card
from kgquiz.storage.damage import is_of


def row_of_item(item: FormItem) -> tuple[Any, ...]:
    """An item of a form, its card's type and content last: what was asked stays, whatever becomes of the deck."""
    head = (item.key, item.item, item.deck, item.chapter, item.section, item.points, item.salt)
    return (*head, item.card.type, pack_card(item.card))


def item_of_row(row: Sequence[Any]) -> FormItem:
    """The item again. Raises ValueError where a value is of another kind than it should be."""
    if not is_of(_ITEM_KINDS, row):
        raise ValueError(row)
    key, item, deck, chapter, section, points, salt, kind, card = row
    return FormItem(key, item, deck, chapter, unpack_card(kind, card), section, points, salt)


_ITEM_KINDS = (str, str, str, int, int, (int, float), int, str, bytes)


def text_of_blueprint(blueprint: Blueprint) -> str:
    """A blueprint as JSON."""
    return json.dumps(asdict(blueprint), ensure_ascii=False)


def blueprint_of_text(text: str) -> Blueprint:
    """The blueprint again; fields that a later version drops are passed over. Raises ValueError."""
    return msgspec.json.decode(text, type=Blueprint)


def text_of_marks(marks: Sequence[ItemMark]) -> str:
    """Marks as JSON."""
    return json.dumps([_plain(mark) for mark in marks], ensure_ascii=False)


def _plain(mark: ItemMark) -> dict[str, Any]:
    values = asdict(mark)
    verdict = values["verdict"]
    verdict["finding"] = mark.verdict.finding.value
    verdict["forgiven"] = [(f.typed, f.expected, f.kind.value) for f in mark.verdict.forgiven]
    near = mark.verdict.near
    verdict["near"] = (near.kind.value, near.typed, near.expected) if near else None
    return values


def marks_of_text(text: str) -> tuple[ItemMark, ...]:
    """The marks again. Raises ValueError, KeyError or TypeError of what is none."""
    return tuple(_mark(values) for values in msgspec.json.decode(text, type=list[dict[str, Any]]))


def _mark(values: dict[str, Any]) -> ItemMark:
    verdict = values["verdict"]
    forgiven = [_by_name(Forgiven, parts) for parts in verdict["forgiven"]]
    near = _by_name(Near, verdict["near"]) if verdict.get("near") else None
    return msgspec.convert({**values, "verdict": {**verdict, "forgiven": forgiven, "near": near}}, ItemMark)


def _by_name(cls: type, parts: Sequence[Any]) -> dict[str, Any]:
    return dict(zip((field.name for field in fields(cls)), parts, strict=False))
