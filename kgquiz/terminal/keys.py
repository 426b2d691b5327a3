"""Keys by their place on the keyboard, so that commands work while a Cyrillic layout is on."""

from __future__ import annotations

_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбю.ёө"
_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`o"
_BY_PLACE = dict(zip(_CYRILLIC, _LATIN, strict=True)) | {"ң": "y", "ү": "e", ",": "?"}


def command_key(key: str) -> str:
    """The Latin letter under this key; other keys as they are. `,` is `?` without the shift of that layout."""
    lowered = key.lower()
    return _BY_PLACE.get(lowered, lowered)
