"""How keys are written: what an input method makes of them, and how they are shown."""

from __future__ import annotations

_FULL_WIDTH = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
_IME_SIGNS = {"、": "/", "【": "[", "】": "]", "。": ".", "《": "<", "》": ">", "\u3000": " "}
"""What a Chinese input method makes of keys that have no full-width twin of their own."""
_NAMES = {
    "escape": "Esc", "enter": "Enter", "tab": "Tab", "shift+tab": "S-Tab", "pageup": "PgUp",
    "pagedown": "PgDn", "up": "Up", "down": "Down", "home": "Home", "end": "End", "space": "Space",
    "backspace": "Bksp",
}  # fmt: skip


def half_width(character: str | None) -> str | None:
    """Return the sign on the key that a Chinese input method made ``character`` of; None for all others."""
    return _FULL_WIDTH.get(character or "") or _IME_SIGNS.get(character or "")


def key_name(key: str) -> str:
    """Return how a key is written on the screen: ``F6``, ``^p``, ``c``."""
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    return _NAMES.get(key) or (key.upper() if len(key) > 1 else key)
