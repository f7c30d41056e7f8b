"""A screen as SVG whose columns stay where they are, whatever fonts the reader has.

Rich's own export gives a Chinese run the length of as many Latin letters, so that what stands behind it
slides under it, and loads its font from a network. Here every run of one style and one width is placed by
its cell and told its length, frames are drawn as lines, and fonts are only named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from rich.cells import get_character_cell_size
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

WIDE, HIGH, SIZE, SIZE_WIDE = 10, 20, 16, 19
"""A cell, and the size of the letters that take one of them or two, in units of the picture."""
FONTS = (
    "'DejaVu Sans Mono','Menlo','Consolas','Liberation Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC',"
    "'PingFang SC','Microsoft YaHei',monospace"
)
_BASE, _BASE_WIDE = 15, 17
"""How far under the top of its line a letter of one cell or two stands: the wide ones fill it."""
_ARMS = {
    "─": "lr", "│": "ud", "╭": "dr", "╮": "dl", "╰": "ur", "╯": "ul", "┌": "dr", "┐": "dl", "└": "ur",
    "┘": "ul", "├": "udr", "┤": "udl", "┬": "dlr", "┴": "ulr", "┼": "udlr", "━": "lr", "┃": "ud", "┏": "dr",
    "┓": "dl", "┗": "ur", "┛": "ul",
}  # fmt: skip
"""Which edges of its cell a glyph of a frame reaches: up, down, left, right."""
_HEAVY = frozenset("━┃┏┓┗┛")
_ENDS = {"u": "v-10", "d": "v10", "l": "h-5", "r": "h5"}


class Run(NamedTuple):
    """Characters of one style and one width beside each other."""

    at: int
    """Its first cell."""
    text: str
    cells: int
    """Cells it takes."""
    ink: str
    ground: str
    bold: bool


def runs(line: Iterable[Segment], ink: str, ground: str) -> Iterator[Run]:
    """Yield the runs of a line; ``ink`` and ``ground`` are the terminal's own."""
    at = 0
    for text, style, control in line:
        if control:
            continue
        front, back, bold = _shades(style or Style.null(), ink, ground)
        for width, letters in groupby(text, key=lambda one: max(1, get_character_cell_size(one))):
            part = "".join(letters)
            cells = width * sum(get_character_cell_size(one) > 0 for one in part)
            yield Run(at, part, cells, front, back, bold)
            at += cells


def _shades(style: Style, ink: str, ground: str) -> tuple[str, str, bool]:
    front, back = _hex(style.color, ink), _hex(style.bgcolor, ground)
    return (back, front, bool(style.bold)) if style.reverse else (front, back, bool(style.bold))


def _hex(color: Color | None, default: str) -> str:
    return default if color is None or color.is_default else color.get_truecolor().hex


def svg(lines: Sequence[Iterable[Segment]], cells: int, title: str, ink: str, ground: str) -> str:
    """Return the picture of a screen that is ``cells`` wide."""
    drawn = [list(runs(line, ink, ground)) for line in lines]
    inks = {run.ink for line in drawn for run in line if run.text.strip()}
    names = {shade: f"c{number}" for number, shade in enumerate(sorted(inks))}
    wide, high = cells * WIDE, len(drawn) * HIGH
    style = "".join(f".{name}{{fill:{shade};stroke:{shade}}}" for shade, name in names.items())
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>text{{font:{SIZE}px {FONTS};stroke:none!important}}path{{fill:none!important}}",
        "rect{shape-rendering:crispEdges}",  # no seams between lines
        f".b{{font-weight:bold}}.w{{font-size:{SIZE_WIDE}px}}{style}</style>",
        f'<rect width="{wide}" height="{high}" fill="{ground}"/>',
    )
    body = (part for y, line in enumerate(drawn) for part in _line(y * HIGH, line, names, ground))
    return "\n".join((*head, *body, "</svg>", ""))


def _line(y: int, line: Sequence[Run], names: dict[str, str], ground: str) -> Iterator[str]:
    """Yield what a line is made of: grounds first, then frames and words."""
    for shade, beside in groupby(line, key=lambda run: run.ground):
        block = list(beside)
        if shade != ground:
            cells = sum(run.cells for run in block)
            place = f'x="{block[0].at * WIDE}" y="{y}" width="{cells * WIDE}" height="{HIGH}"'
            yield f'<rect {place} fill="{shade}"/>'
    for run in line:
        if run.ink != run.ground:
            yield from _words(y, run, names)


def _words(y: int, run: Run, names: dict[str, str]) -> Iterator[str]:
    """Yield the words of a run, each group without wide gaps on its own, and its frames as lines."""
    share = run.cells // max(1, len(run.text)) or 1
    at = run.at
    for framed, letters in groupby(run.text, key=_ARMS.__contains__):
        part = "".join(letters)
        cells = run.cells if len(part) == len(run.text) else len(part) * share
        name = names.get(run.ink, "")
        if framed:
            heavy = ' stroke-width="2"' if part[0] in _HEAVY else ""
            yield f'<path class="{name}" d="{_frame(part, at, y)}"{heavy}/>'
        elif words := part.strip():
            before = (len(part) - len(part.lstrip())) * share
            length = cells - before - (len(part) - len(part.rstrip())) * share
            kind = name + " b" * run.bold + " w" * (share > 1)
            stands = y + (_BASE_WIDE if share > 1 else _BASE)
            yield (
                f'<text class="{kind}" x="{(at + before) * WIDE}" y="{stands}"'
                f' textLength="{length * WIDE}" xml:space="preserve">{escape(words, quote=False)}</text>'
            )
        at += cells


def _frame(part: str, at: int, y: int) -> str:
    """Return the lines of a piece of a frame; a straight one is drawn in one go."""
    middle = y + HIGH // 2
    if set(part) <= {"─", "━"}:
        return f"M{at * WIDE} {middle}h{len(part) * WIDE}"
    return "".join(
        f"M{(at + n) * WIDE + WIDE // 2} {middle}{_ENDS[arm]}"
        for n, glyph in enumerate(part)
        for arm in _ARMS[glyph]
    )
