"""schema: the formats that have a JSON Schema, by name."""

from __future__ import annotations

from kgquiz.knowledge.schema import content_schema, deck_schema

SCHEMAS = {"content": content_schema, "deck": deck_schema}
