"""Between the values of an exam and the texts and rows in which it is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from kgquiz.cards.verdict import Allowance, Finding, Forgiven, Near, Nearness, Verdict
from kgquiz.exam.blueprint import Blueprint, Section
from kgquiz.exam.form import FormItem
from kgquiz.exam.scoring import ItemMark
from kgquiz.knowledge.codec import pack_card, unpack_card


def row_of_item(item: FormItem) -> tuple[Any, ...]:
    """An item of a form, its card's type and content last: what was asked stays, whatever becomes of the deck."""
    head = (item.key, item.item, item.deck, item.chapter, item.section, item.points, item.salt)
    return (*head, item.card.type, pack_card(item.card))


def item_of_row(row: Sequence[Any]) -> FormItem:
    """The item again."""
    key, item, deck, chapter, section, points, salt, kind, card = row
    return FormItem(key, item, deck, chapter, section, points, salt, unpack_card(kind, card))


def text_of_blueprint(blueprint: Blueprint) -> str:
    """A blueprint as JSON."""
    return json.dumps(asdict(blueprint), ensure_ascii=False)


def blueprint_of_text(text: str) -> Blueprint:
    """The blueprint again; fields that a later version drops are passed over."""
    values = json.loads(text)
    sections = tuple(Section(**_tuples(_known(Section, section))) for section in values.pop("sections"))
    return Blueprint(**_known(Blueprint, values), sections=sections)


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
    """The marks again."""
    return tuple(_mark(values) for values in json.loads(text))


def _mark(values: dict[str, Any]) -> ItemMark:
    verdict = values.pop("verdict")
    forgiven = tuple(Forgiven(typed, expected, Allowance(kind)) for typed, expected, kind in verdict["forgiven"])
    kind, *pieces = verdict.get("near") or ("",)
    near = Near(Nearness(kind), *pieces) if kind else None
    finding = Finding(verdict["finding"])
    found = Verdict(verdict["score"], finding, verdict["expected"], verdict["other"], forgiven, near)
    return ItemMark(**_tuples(_known(ItemMark, values)), verdict=found)


def _known(cls: type, values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(cls)}
    return {name: value for name, value in values.items() if name in names}


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
