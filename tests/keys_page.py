"""docs/keys.md: every key, made from the one table of keys: `python -m tests.keys_page` writes it."""

from __future__ import annotations

from collections.abc import Iterator

from kgquiz.lang import use_language
from kgquiz.terminal.keys import COMMANDS, KEYS, Binding, CommandRow, Place, sign_of
from tests.support import ROOT

PAGE = ROOT / "docs" / "keys.md"
HEAD = """\
# Keys

Made from the table in kgquiz/terminal/keys.py; after a change there: `python -m tests.keys_page`.

`?` shows the keys of the screen you are on. Letters are taken by their place on the keyboard, so that they work
on the Kyrgyz and Russian layouts too.

## Commands

On the full screen by key, in a text field after Escape; line by line by the word, of which a unique beginning
is enough. Each works where the last line of the screen names it.

| key | line | |
| --- | --- | --- |
"""


def keys_page() -> str:
    """The page: the commands, then a heading a place and a row a binding."""
    use_language("en")
    return HEAD + "".join(_commands()) + "".join(_places())


def _commands() -> Iterator[str]:
    for row in COMMANDS.values():
        yield f"| `{sign_of(row.key)}` | `{row.line}` | {_told(row)} |\n"


def _places() -> Iterator[str]:
    for place in Place:
        yield f"\n## {place.value}\n\n| key | |\n| --- | --- |\n"
        yield from (f"| {_shown(binding)} | {_told(binding)} |\n" for binding in KEYS[place])


def _told(row: Binding | CommandRow) -> str:
    return f"{row.does}: {row.means}" if row.means else row.does


def _shown(binding: Binding) -> str:
    return " ".join(f"`{sign_of(key)}`" for key in binding.keys)


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8", newline="\n")
