"""How the operator wants the screen: ``screen.toml`` in the configuration folder, and its twins among the
variables of the environment, which go first."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from rhythm_tui import places, settings
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.toml_values import toml_value
from rhythm_tui.ui.theme import CHOICES, DEFAULT, TEXTUAL_THEMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


BELLS = ("off", "once", "every")
"""How often the bell rings: never, for the first alarm until a key is pressed, for every alarm."""
_MOST_MINUTES = 24 * 60
_UNKNOWN = msg("{file}: there is no setting called {key}; there are: {known}")
_WRONG = msg("{file}: {key} cannot be {value}; it may be: {may}")
_WRONG_VARIABLE = msg("{name} cannot be {value}; it may be: {may}")
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


class Wanted(NamedTuple):
    """How the screen is wanted, as far as that can be."""

    look: Look
    wrong: tuple[settings.BadSetting, ...]
    """What cannot be, each entry by itself: its default stands in ``look``."""


def look_of_the_screen() -> Wanted:
    """Return how the operator wants the screen to look and sound; nothing in it keeps a desk closed."""
    path, wrong = _file(), []
    try:
        wanted = settings.read_toml(path) if os.path.isfile(path) else {}
    except settings.BadSetting as error:
        wanted, wrong = {}, [error]
    look: dict[str, Any] = {}
    for key, value in wanted.items():
        meant = _meant(key, value)
        if key not in Look._fields:
            wrong.append(settings.BadSetting(_UNKNOWN, file=path, key=key, known=_listed(Look._fields)))
        elif _fits(key, meant):
            look[key] = meant
        else:
            shown = toml_value(value) if isinstance(value, (str, bool)) else value
            wrong.append(settings.BadSetting(_WRONG, file=path, key=key, value=shown, may=_allowed(key)))
    for key, value in _variables():
        if _fits(key, value):
            look[key] = value
        else:
            name = _variable(key)
            wrong.append(settings.BadSetting(_WRONG_VARIABLE, name=name, value=value, may=_allowed(key)))
    return Wanted(Look(**look), tuple(wrong))


def remember(key: str, value: object) -> None:
    """Write a wish of the operator's down for the next time. Raises ``BadSetting`` naming the file."""
    settings.set_toml(_file(), key, value)


def _file() -> str:
    return os.path.join(places.own("config"), "screen.toml")


def _variable(key: str) -> str:
    return f"RHYTHM_{key.upper()}"


def _variables() -> Iterator[tuple[str, str | bool]]:
    """Yield what the environment says, by the entry it stands for."""
    for key in ("theme", "ascii_borders", "bell"):
        if written := os.environ.get(_variable(key), "").strip().lower():
            yield key, _WORDS.get(written, written) if key == "ascii_borders" else written


def _meant(key: str, value: Any) -> Any:
    """Return a bell of only on and off as one of three."""
    return {True: "every", False: "off"}[value] if key == "bell" and isinstance(value, bool) else value


def _allowed(key: str) -> str:
    """Return what an entry may be; of the themes, only the desk's own have room in a line."""
    if key == "lock_after":
        return f"0 .. {_MOST_MINUTES}"
    return _listed({"theme": CHOICES, "bell": BELLS}.get(key, ("true", "false")))


def _listed(names: Iterable[str]) -> str:
    return " ".join(names)


def _fits(key: str, value: object) -> bool:
    if key == "theme":
        return value in (*CHOICES, *TEXTUAL_THEMES)
    if key == "bell":
        return value in BELLS
    if key == "lock_after":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_MINUTES
    return isinstance(value, bool)
