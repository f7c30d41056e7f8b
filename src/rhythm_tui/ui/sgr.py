"""Lines of pieces as a terminal takes them, without Textual: text and its colours (ECMA-48, SGR)."""

from __future__ import annotations

from collections.abc import Mapping

from rhythm_tui.domain.text import fit, width
from rhythm_tui.ui.pieces import Line, guarded
from rhythm_tui.ui.theme import (
    ANSI,
    LOOKS,
    PALETTES,
    in_256,
    is_ansi,
    least,
    of_256,
    parts,
    shades,
    shown_by,
    stands_out,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Depth = Literal["true", "256", "16", "none"]
    """How many colours there are."""


_TERMS: dict[str, Depth] = {"256color": "256", "kitty": "256"}
_INSTEAD = {"16": "console", "none": "plain"}
"""Themes that stand in for every other one where there are few colours, as on the live screen."""
_END = "\x1b[0m"
_NAMES = [f"ansi_{name}" for name in ANSI]


def depth_of(environment: Mapping[str, str]) -> Depth | None:
    """Return how many colours a terminal has, by what Rich goes by; None where nothing can be painted."""
    term = environment.get("TERM", "").strip().lower()
    if term in ("", "dumb", "unknown"):
        return None
    if environment.get("NO_COLOR"):
        return "none"
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "true"
    return _TERMS.get(term.rpartition("-")[2], "16")


class Colours:
    """The styles of one theme as a terminal is told them."""

    def __init__(self, theme: str, depth: Depth) -> None:
        """``theme`` is one of the desk's own."""
        name = in_256(theme) if depth == "256" else _INSTEAD.get(depth, theme)
        self._colours = PALETTES[name]
        self._least, self._shown = least(name), shown_by(name)
        self._depth = depth
        self._known: dict[tuple[str, str], str] = {}

    @property
    def any(self) -> bool:
        """Whether there are colours at all."""
        return self._depth != "none"

    def line(self, line: Line, ground: str, cells: int) -> str:
        """Return a line in exactly ``cells`` cells, on the ground called so."""
        drawn: list[str] = []
        room = cells
        for text, style in line:
            need = min(width(text), room)
            if need:
                shown = fit(text, need) if width(text) > need else text
                drawn.append(f"{self.sgr(style, ground)}{guarded(shown)}")
                room -= need
        if room:
            drawn.append(f"{self.sgr('text', ground)}{' ' * room}")
        return f"{''.join(drawn)}{_END}" if drawn else ""

    def sgr(self, style: str, ground: str) -> str:
        """Return what begins a run of words in a style, on the ground called so."""
        found = self._known.get((style, ground))
        if found is None:
            found = self._known[style, ground] = self._made(style, ground)
        return found

    def _made(self, style: str, ground: str) -> str:
        look = LOOKS[style]
        plain = not self.any
        codes = ["0", *(["1"] if look.bold or (plain and look.ink == "focus") else [])]
        if plain:
            codes += ["7"] if (ground == "selected") != stands_out(look) else []
        else:
            ink, under = shades(self._colours, style, ground, self._least, self._shown)
            codes += [*self._code(ink, 30), *self._code(under, 40)]
        return f"\x1b[{';'.join(codes)}m"

    def _code(self, colour: str, base: int) -> list[str]:
        if is_ansi(colour):
            number = _NAMES.index(colour)
            return [str(base + number if number < 8 else base + 60 + number - 8)]
        if self._depth == "true":
            return [str(base + 8), "2", *map(str, parts(colour))]
        return [str(base + 8), "5", str(of_256(*parts(colour)))]
