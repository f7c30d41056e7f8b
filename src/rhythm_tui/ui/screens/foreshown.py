"""A thing to read on the terminal before its dialog stands there.

Textual makes the widgets of a dialog and a picture of the whole screen in ten times what a key takes. What
was asked for is written to its place before that, over the screen below; the dialog then stands in the same
place, with the veil round it. ``dialog.tcss`` lays it out, and a test holds the two beside each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import sleep
from typing import Any

from textual.app import App
from textual.geometry import Region, Size
from textual.strip import Strip

from rhythm_tui.ui.first_page import FRAMES
from rhythm_tui.ui.screens.base import AIRY, most_lines
from rhythm_tui.ui.widgets.at_once import lay
from rhythm_tui.ui.widgets.bars import buttons
from rhythm_tui.ui.widgets.cards import BESIDE
from rhythm_tui.ui.widgets.drawing import Look, View, draw_line, finished
from rhythm_tui.ui.wording import BLANK, Line, Words, cut, gap, piece, size

_WIDTH = 100
_BESIDE = 4
"""Columns of the frame and the blanks inside it."""
_LEAST = 4
"""Lines that a text has at least."""
_AROUND = 3
"""Lines of the frame and of the keys."""
_GROUND = "raised"
_LETTING_GO = 0.0005
"""Seconds in which a busy machine hands the lines on to the terminal: else they arrive with the dialog."""

Offered = Sequence[tuple[str, str, str]]
"""Keys with their labels, and the action each stands for."""


def foreshow(
    app: App[Any], title: Words, make: Callable[[int], Sequence[Line]], offered: Callable[[], Offered]
) -> bool:
    """Write a dialog with the lines that ``make`` returns for a width, and its keys, where it will stand.

    Returns whether there is anything to be read.
    """
    cells = box(app.size, 0).width - _BESIDE
    body = make(cells - BESIDE)
    if not body:
        return False
    place, height = box(app.size, len(body)), _lines_seen(app.size, len(body))
    filters = tuple(app.get_line_filters())
    view = View(cells, height, len(body), focus=True, theme=app.theme, filters=filters)
    thumb = view.thumb(0)
    looks = [Look(here=False, focus=False, thumb=y in thumb, ground=_GROUND) for y in range(height)]
    shown = [draw_line(one, one, look, view).strip for one, look in zip(body, looks, strict=False)]
    blank = finished(BLANK, view, _GROUND)
    shown += [blank] * (height - len(shown) + (app.size.height >= AIRY))
    shown.append(finished(buttons(offered(), cells)[0], view, _GROUND))
    frame = FRAMES[app.current_theme.variables["frame-here"]]
    lay(app.screen, place.offset, _in_frame(shown, title, view, frame))
    sleep(_LETTING_GO)
    return True


def most_lines_read(screen: Size) -> int:
    """Return how many lines of a text are seen at most in a dialog over a screen of a size."""
    return most_lines(screen.height, _AROUND + (screen.height >= AIRY))


def box(screen: Size, lines: int) -> Region:
    """Return where a dialog stands with a text of so many lines."""
    width = min(_WIDTH, screen.width * 96 // 100)
    height = _lines_seen(screen, lines) + _AROUND + (screen.height >= AIRY)
    return Region((screen.width - width) // 2, (screen.height - height) // 2, width, height)


def _lines_seen(screen: Size, lines: int) -> int:
    return max(min(lines, most_lines_read(screen)), _LEAST)


def _in_frame(lines: Sequence[Strip], title: Words, view: View, frame: Sequence[str]) -> list[Strip]:
    left, edge, right, side, low_left, low_right = frame
    wide, rail = view._replace(cells=view.cells + _BESIDE), view._replace(cells=_BESIDE // 2)
    name = (gap(1), *cut((piece(title, "focus-bold"),), view.cells - 2), gap(1))
    behind = edge * (wide.cells - 3 - size(name))
    top = (piece(f"{left}{edge}", "focus"), *name, piece(f"{behind}{right}", "focus"))
    low = (piece(f"{low_left}{edge * (wide.cells - 2)}{low_right}", "focus"),)
    before, after = (piece(side, "focus"), gap(1)), (gap(1), piece(side, "focus"))
    rails = finished(before, rail, _GROUND), finished(after, rail, _GROUND)
    inside = [Strip.join([rails[0], one, rails[1]]) for one in lines]
    return [finished(top, wide, _GROUND), *inside, finished(low, wide, _GROUND)]
