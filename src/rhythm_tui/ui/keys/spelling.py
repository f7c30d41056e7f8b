"""How keys are written: for Textual with their full-width twins, and for the eye."""

from __future__ import annotations

from collections.abc import Iterable

_TWINS = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_IME_SIGNS = {"/": "、", "[": "【", "]": "】"}
"""What a Chinese input method makes of a key that has no full-width letter of its own."""
_NAMES = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "shift+tab": "S-Tab", "pageup": "PgUp",
    "pagedown": "PgDn", "up": "Up", "down": "Down", "home": "Home", "end": "End", "space": "Space",
}  # fmt: skip


def spelled(keys: Iterable[str]) -> str:
    """Return keys as a Textual binding takes them, with the full-width twin of every sign."""
    every: list[str] = []
    for key in keys:
        every.append(key)
        if len(key) == 1:
            every.extend(twin for twin in (_TWINS.get(key), _IME_SIGNS.get(key)) if twin)
    return ",".join(every)


def key_name(key: str) -> str:
    """Return how a key is written on the screen: ``F6``, ``^p``, ``c``."""
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    return _NAMES.get(key) or (key.upper() if len(key) > 1 else key)
