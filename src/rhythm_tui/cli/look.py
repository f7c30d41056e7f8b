"""How the operator wants the screen: ``screen.toml`` in the configuration folder, and its twins among the
variables of the environment, which go first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rhythm_tui import settings
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.toml_values import toml_value
from rhythm_tui.ui.theme import CHOICES, DEFAULT, TEXTUAL_THEMES

BELLS = ("off", "once", "every")
"""How often the bell rings: never, for the first alarm until a key is pressed, for every alarm."""
_MOST_MINUTES = 24 * 60
_WORDS = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}
"""How a flag is written in a variable."""


class Look(NamedTuple):
    """What ``screen.toml`` may say."""

    theme: str = DEFAULT
    """One of the desk's own themes (``dark light contrast safe console``) or of Textual's;
    ``RHYTHM_THEME``."""
    ascii_borders: bool = False
    """Draw borders with ``+ - |``, for terminals that lack the others; ``RHYTHM_ASCII_BORDERS``."""
    bell: str = "every"
    """Ring when something falls due or is missed that nobody holds: ``off``, ``once`` until a key is pressed,
    or at ``every`` one; ``RHYTHM_BELL``."""
    notify: bool = False
    """Have the terminal show a notification then too (OSC 9 and OSC 777)."""
    lock_after: int = 15
    """Minutes without a key after which the seat is locked, where its operator has a PIN; 0 never."""


def look_of_the_screen() -> Look:
    """Return how the operator wants the screen to look and sound.

    Raises ``BadSetting`` naming the file and the key, or the variable.
    """
    path = _file()
    wanted = settings.read_toml(path) if path.is_file() else {}
    for key, value in wanted.items():
        if key not in Look._fields:
            raise settings.BadSetting(msg("{file}: there is no setting called {key}"), file=path, key=key)
        if not _fits(key, _meant(key, value)):
            raise settings.BadSetting(
                msg("{file}: {key} cannot be {value}"), file=path, key=key, value=toml_value(value)
            )
    return Look(**{key: _meant(key, value) for key, value in {**wanted, **_variables()}.items()})


def remember(key: str, value: object) -> None:
    """Write a wish of the operator's down for the next time. Raises ``BadSetting`` naming the file."""
    settings.set_toml(_file(), key, value)


def _file() -> Path:
    return settings.config_dir() / "screen.toml"


def _variables() -> dict[str, Any]:
    """Return what the environment says. Raises ``BadSetting`` naming the variable."""
    found: dict[str, Any] = {}
    for key in ("theme", "ascii_borders", "bell"):
        name = f"RHYTHM_{key.upper()}"
        if not (written := os.environ.get(name, "").strip().lower()):
            continue
        found[key] = _WORDS.get(written, written) if key == "ascii_borders" else written
        if not _fits(key, found[key]):
            raise settings.BadSetting(msg("{name} cannot be {value}"), name=name, value=written)
    return found


def _meant(key: str, value: Any) -> Any:
    """Return a bell of only on and off as one of three."""
    return {True: "every", False: "off"}[value] if key == "bell" and isinstance(value, bool) else value


def _fits(key: str, value: object) -> bool:
    if key == "theme":
        return value in (*CHOICES, *TEXTUAL_THEMES)
    if key == "bell":
        return value in BELLS
    if key == "lock_after":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_MINUTES
    return isinstance(value, bool)
