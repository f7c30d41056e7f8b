"""Digits as large as lines allow, to be read from across a room.

Drawn as the desk's bars are: cells in the colour of their own ground, blocks where there are colours and
letters where there are none. Block glyphs would not do: Chinese terminals draw some of them two cells wide.
"""

from __future__ import annotations

from rhythm_tui.ui.wording import Line, Piece, gap

HEIGHT = 5
"""Lines of a digit at scale 1."""
_GLYPHS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "+": ("   ", " # ", "###", " # ", "   "),
    "h": ("#  ", "#  ", "## ", "# #", "# #"),
    "d": ("  #", "  #", " ##", "# #", " ##"),
}
"""What can be written: a figure, and the marks of a span."""
_DOT = 2
"""Cells of a dot: a cell is about twice as high as it is wide."""


def digits(text: str, style: str, scale: int = 1) -> list[Line]:
    """Return ``text`` in lines of dots in the colour called ``style``, ``scale`` times as large."""
    dot = _DOT * scale
    lines: list[Line] = []
    for row in range(HEIGHT):
        line: list[Piece] = []
        for place, char in enumerate(text):
            if place:
                line.append(gap(dot))
            line += [
                Piece("#" * dot, f"{style}-bar") if cell == "#" else gap(dot) for cell in _GLYPHS[char][row]
            ]
        lines += [tuple(line)] * scale
    return lines


def width_of(text: str, scale: int = 1) -> int:
    """Return how many cells ``text`` takes."""
    dots = sum(len(_GLYPHS[char][0]) for char in text) + max(len(text) - 1, 0)
    return dots * _DOT * scale
