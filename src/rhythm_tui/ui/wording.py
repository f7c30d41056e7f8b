"""The only maker of what Textual draws out of words.

The pieces of ``pieces.py`` become Textual ``Content`` (for widgets) or a ``Strip`` (for lists and bars) here
alone. No markup is ever parsed, and nothing outside these two may open a ``SafeText``: a test holds both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import ANSIToTruecolor, LineFilter
from textual.strip import Strip

from rhythm_tui.domain.text import fit, width
from rhythm_tui.ui.paint import Palette
from rhythm_tui.ui.pieces import (
    BLANK,
    Line,
    Piece,
    Words,
    bar,
    changed_cells,
    column,
    cut,
    flow,
    gap,
    guarded,
    packed,
    paragraphs,
    piece,
    safe,
    size,
    spread,
)
from rhythm_tui.ui.theme import LOOKS

__all__ = [
    "BLANK", "Guard", "Line", "Piece", "Words", "bar", "changed_cells", "column", "content", "cut",
    "filtered", "flow", "gap", "packed", "paragraphs", "piece", "safe", "size", "spread", "strip", "words",
]  # fmt: skip


def strip(line: Line, cells: int, palette: Palette, ground: str = "ground") -> Strip:
    """Return a line as a strip of exactly ``cells`` cells."""
    segments: list[Segment] = []
    room = cells
    for text, style in line:
        need = min(width(text), room)
        if need:
            shown = fit(text, need) if width(text) > need else text
            segments.append(Segment(shown, palette.style(style, ground)))
            room -= need
        if not room:
            break
    if room:
        segments.append(Segment(" " * room, palette.style("text", ground)))
    return Strip(segments, cells)


def content(*lines: Line) -> Content:
    """Return lines as the content of a widget; their colours follow the theme."""
    parts: list[tuple[str, str] | str] = []
    for number, line in enumerate(lines):
        if number:
            parts.append("\n")
        parts.extend((one.text, _css(one.style)) for one in line if one.text)
    return Content.assemble(*parts)


def words(text: Words, style: str = "text") -> Content:
    """Return words in one style as the content of a widget."""
    return content((piece(text, style),))


def _css(style: str) -> str:
    look = LOOKS[style]
    ground = f" on ${look.ground}" if look.ground else ""
    return f"{'bold ' if look.bold else ''}${look.ink}{ground}"


class Guard(LineFilter):
    """The last guard before the terminal: no control character leaves the desk, whoever let it in."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - no colour here
        """Return the segments with every control character replaced."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(guarded(segment.text), segment.style)
            for segment in segments
        ]


def inked(made: Strip, ink: Strip, glyphs: Mapping[int, int]) -> Strip:
    """Return a strip in the ink of the first cell of another one, with other glyphs of the same width."""
    colour = Style(color=next((style.color for _text, style, _control in ink if style), None))
    return Strip(
        [
            Segment(text.translate(glyphs), (style or Style()) + colour, control)
            for text, style, control in made
        ],
        made.cell_length,
    )


def reworded(made: Strip, words: dict[int, Piece]) -> Strip:
    """Return a strip with other words of the same width, in their old style, for some of its segments."""
    segments = list(made)
    for place, one in words.items():
        segments[place] = Segment(safe(one.text), segments[place].style)
    return Strip(segments, made.cell_length)


def veiled(made: Strip, veil: Color) -> Strip:
    """Return a strip as it looks behind a veil of a colour."""
    return Strip(
        [Segment(text, _veiled(style or Style(), veil), control) for text, style, control in made],
        made.cell_length,
    )


def faded(made: Strip, look: Style) -> Strip:
    """Return a strip in one look: what a veil is where colours cannot be blended."""
    return Strip([Segment(made.text, look)], made.cell_length)


@lru_cache(maxsize=2_048)
def _veiled(style: Style, veil: Color) -> Style:
    """Return a style behind a veil; a screen has some dozens of them and thousands of segments."""
    ink, ground = (
        None if colour is None else (Color.from_rich_color(colour) + veil).rich_color
        for colour in (style.color, style.bgcolor)
    )
    return style.clear_meta_and_links() + Style.from_color(ink, ground)


def filtered(made: Strip, filters: Sequence[LineFilter], background: Style) -> Strip:
    """Return a strip after the application's line filters, for widgets that draw their own lines.

    What makes true colours of a terminal's own has nothing to do: the palette holds none of those.
    """
    ground = Color.from_rich_color(background.bgcolor)
    for one in filters:
        if not isinstance(one, ANSIToTruecolor):
            made = made.apply_filter(one, ground)
    return made
