"""The roster of a week as a grid: a row a shift, a column a day, a cursor on one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from textual import events
from textual.message import Message

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.ui.widgets.bars import Bars, Target
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap

_LABEL = 8
_ROOMY = 10
"""Cells of a column that has room for the month too."""
_NAMES = 3
"""Names a cell shows at most."""


class Week(NamedTuple):
    """What the grid shows."""

    monday: date
    today: date
    shifts: tuple[tuple[str, str], ...]
    """Each shift with its name."""
    names: Mapping[tuple[str, str], tuple[SafeText, ...]]
    """Who stands a shift, by day (``2026-11-22``) and shift."""
    now: str
    """The shift of this hour."""

    def day(self, place: int) -> date:
        """Return the day of a column."""
        return self.monday + timedelta(days=place)


class WeekGrid(Bars, can_focus=True):
    """Moves a cursor over the cells; Enter or a click says which one is meant."""

    MOVES = {  # noqa: RUF012 - as the lists have it
        "left": (-1, 0), "h": (-1, 0), "right": (1, 0), "l": (1, 0),
        "up": (0, -1), "k": (0, -1), "down": (0, 1), "j": (0, 1),
    }  # fmt: skip

    class Edit(Message):
        """The cell under the cursor is to be changed."""

    def __init__(self, *, id: str) -> None:
        super().__init__(ground="raised", id=id)
        self._week: Week | None = None
        self._day = 0
        self._shift = 0

    @property
    def cell(self) -> tuple[str, str] | None:
        """Day and shift under the cursor."""
        if self._week is None or not self._week.shifts:
            return None
        return self._week.day(self._day).isoformat(), self._week.shifts[self._shift][0]

    def go_to(self, day: int, shift: int) -> None:
        """Put the cursor on a cell."""
        self._day, self._shift = day, shift

    def read(self, week: Week) -> None:
        """Show a week."""
        self._week = week
        self.styles.height = 1 + len(week.shifts) * (_NAMES + 1)
        self.show(self._made)

    def _made(self, cells: int) -> Sequence[Line]:
        week = self._week
        if week is None:
            return []
        wide = max((cells - _LABEL) // 7 - 1, 4)
        targets: list[Target] = []
        lines: list[Line] = [self._heads(week, wide)]
        for row, (shift, name) in enumerate(week.shifts):
            for place in range(_NAMES):
                line: list[Piece] = [column(name if place == 0 else "", _LABEL - 1, "soft-bold")]
                for day in range(7):
                    targets.append(
                        Target(
                            len(lines),
                            _LABEL + day * (wide + 1),
                            _LABEL + day * (wide + 1) + wide,
                            f"{day} {row}",
                        )
                    )
                    line += self._cell(week, day, row, shift, place, wide)
                lines.append(tuple(line))
            lines.append(BLANK)
        self.aim(targets)
        return lines

    def _heads(self, week: Week, wide: int) -> Line:
        parts: list[Piece] = [gap(_LABEL)]
        for place, name in enumerate(weekday_names()):
            day = week.day(place)
            style = "focus-bold" if day == week.today else "muted"
            shown = day.strftime("%m-%d" if wide >= _ROOMY else "%d")
            parts += [column(f"{name} {shown}", wide, style), gap(1)]
        return tuple(parts)

    def _cell(self, week: Week, day: int, row: int, shift: str, place: int, wide: int) -> tuple[Piece, Piece]:
        """Return a line of a cell, with what stands before it: the cursor's mark, or a blank."""
        names = week.names.get((week.day(day).isoformat(), shift), ())
        shown: SafeText | str = names[place] if place < len(names) else ""
        if place == _NAMES - 1 and len(names) > _NAMES:
            shown = f"+{len(names) - _NAMES + 1}"
        if not names and place == 0:
            shown = "-"
        if (day, row) == (self._day, self._shift):
            style = "focus-block" if self.has_focus else "chosen"
            return Piece(">" if place == 0 else " ", style), column(shown, wide, style)
        on = week.day(day) == week.today and shift == week.now
        return gap(1), column(shown, wide, "ok-bold" if on else "text" if names else "faint")

    def on_key(self, event: events.Key) -> None:
        """Move, or say that the cell is meant."""
        if self._week is None:
            return
        if event.key == "enter":
            event.stop()
            self.post_message(self.Edit())
        elif step := self.MOVES.get(event.key):
            event.stop()
            self._day = max(0, min(self._day + step[0], 6))
            self._shift = max(0, min(self._shift + step[1], len(self._week.shifts) - 1))
            self.show(self._made)

    def chose(self, target: str) -> None:
        """Go to the cell that was clicked; a click on the cursor's cell means it."""
        day, row = map(int, target.split())
        if (day, row) == (self._day, self._shift):
            self.post_message(self.Edit())
        self.focus()
        self.go_to(day, row)
        self.show(self._made)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show whether the keys go here."""
        super().watch_has_focus(has_focus)
        self.show(self._made)
