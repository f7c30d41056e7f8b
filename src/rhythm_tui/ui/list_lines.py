"""How a line of a list stands in its list: the cursor in front of it, its part of the scrollbar behind."""

from __future__ import annotations

from rhythm_tui.ui.pieces import Line, Piece, cut, gap, size


def thumb(top: int, height: int, total: int) -> range:
    """Return on which lines of a list scrolled to ``top`` the scrollbar's thumb stands."""
    if total <= height:
        return range(0)
    long = max(1, height * height // total)
    start = (height - long) * top // (total - height)
    return range(start, start + long)


def pointed(body: Line, *, here: bool, focus: bool) -> Line:
    """Return a line behind the cursor, where it stands there, else behind a blank."""
    if here:
        return (Piece(">", "focus-bar" if focus else "faint-bar"), *body)
    # The blank is joined to the first piece: a change is sent to the terminal from the left edge on.
    if not body or body[0].style.endswith(("-block", "-bar", "-line", "-rule")):
        return (gap(1), *body)
    return (Piece(f" {body[0].text}", body[0].style), *body[1:])


def before_the_bar(line: Line, cells: int, *, thumb: bool) -> Line:
    """Return a line cut or filled to the list's width, its part of the scrollbar in the last cell."""
    kept = cut(line, cells - 1)
    return (*kept, gap(cells - 1 - size(kept)), Piece("|", "faint-bar") if thumb else gap(1))
