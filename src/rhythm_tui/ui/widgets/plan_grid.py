"""The plan as a grid: a week as seven columns of slots, a month as a calendar; a cursor on a day or slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual import events
from textual.message import Message

from rhythm_tui.desk.plan_views import PlanDay
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.day import Day
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import language
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.ui import terms
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, Target
from rhythm_tui.ui.wording import Line, Piece, column, gap, paragraphs

_SLOT = 3
"""Lines of a slot in a week, with one of its title; there may be room for more."""
_TITLE = 4
"""Lines of a title at most."""
_HEAD = 3
"""Lines above the slots of a week: weekday, what the calendar says, a blank."""
_TODAY = "rest-block"
"""How today stands out: quieter than the day under the cursor, and without colours too."""


class Shown(NamedTuple):
    """What the grid shows."""

    days: tuple[PlanDay, ...]
    month: int | None
    """The month of a calendar; None for a week."""
    today: date
    day: date
    """The day under the cursor."""
    slot: str | None
    """The slot under the cursor."""


def _day_style(day: Day, waits: bool, today: date) -> str:
    """Return the style of a day of the calendar: one that waits for a slot stands out until it is over."""
    if waits:
        return "soon-bold" if day.last >= today else "muted"
    return {"holiday": "late", "workday": "soft", "health": "ok", "own": "ok"}.get(day.kind, "muted")


def named(day: PlanDay, today: date) -> list[tuple[str, str]]:
    """Return what the calendar calls a day, each with its style: what waits for a slot first."""
    ordered = sorted(day.named, key=lambda one: (one not in day.waits, not one.slot, one.kind != "holiday"))
    return [(one.name(language()), _day_style(one, one in day.waits, today)) for one in ordered]


def counted(slots: Sequence[SlotRow]) -> str:
    """Return how many slots are out, of those that stand."""
    standing = [one for one in slots if one.state != "dropped"]
    return f"{sum(one.state == 'published' for one in standing)}/{len(standing)}"


class PlanGrid(Bars, can_focus=True):
    """Draws the days; says where the operator wants the cursor."""

    MOVES = {  # noqa: RUF012 - as the lists have it
        "left": (-1, 0), "h": (-1, 0), "right": (1, 0), "l": (1, 0),
        "up": (0, -1), "k": (0, -1), "down": (0, 1), "j": (0, 1),
    }  # fmt: skip

    class Move(Message):
        """The cursor is to go some columns and rows on."""

        def __init__(self, columns: int, rows: int) -> None:
            super().__init__()
            self.columns = columns
            self.rows = rows

    class Went(Message):
        """The cursor is to go to a day, or to a slot on it."""

        def __init__(self, day: date, slot: str | None) -> None:
            super().__init__()
            self.day = day
            self.slot = slot

    class Opened(Message):
        """What the cursor stands on is to be opened."""

    def __init__(self, seat: Seat, *, id: str) -> None:
        super().__init__(id=id)
        self._seat = seat
        self._shown: Shown | None = None
        self._at: list[Target] = []
        self._high = _SLOT

    def read(self, shown: Shown) -> None:
        """Show some days."""
        self._shown = shown
        self.show(self._made)

    def _made(self, cells: int) -> Sequence[Line]:
        shown = self._shown
        if shown is None or not self.size.height:
            return []
        self._at = []
        lines = self._week(shown, cells) if shown.month is None else self._month(shown, cells)
        self.aim(self._at)
        return lines

    # A week

    def _week(self, shown: Shown, cells: int) -> list[Line]:
        wide = cells // 7 - 1
        most = max((len(day.slots) for day in shown.days), default=0)
        titles = [len(self._titled(slot, wide, "text")) for day in shown.days for slot in day.slots]
        needed = _SLOT + max(titles, default=1)
        self._high = max(_SLOT, min((self.size.height - _HEAD) // max(most, 1), needed))
        columns = [self._column(shown, day, wide) for day in shown.days]
        marks = self._mark(shown) if shown.slot is None else {}
        return _beside(columns, self.size.height, wide, marks)

    def _column(self, shown: Shown, day: PlanDay, wide: int) -> list[Piece]:
        here = day.day == shown.day
        name = f"{weekday_names()[day.day.weekday()]} {day.day.strftime('%m-%d')}"
        style = _TODAY if day.day == shown.today else "strong-bold" if here else "soft-bold"
        if here and shown.slot is None:
            style = self._cursor_style
        calendar = named(day, shown.today)
        told, tone = calendar[0] if calendar else ("", "muted")
        more = f" +{len(calendar) - 1}" if len(calendar) > 1 else ""
        lines = [column(name, wide, style), _with(told, more, wide, tone), gap(wide)]
        room = max((self.size.height - _HEAD) // self._high, 1)
        first = self._first(day, shown, room)
        hidden = len(day.slots) - first - room
        for place, slot in enumerate(day.slots[first : first + room]):
            top = _HEAD + place * self._high
            for y in range(top, top + self._high):
                self._target(day.day, wide, y, slot.id)
            lines += self._slot(slot, wide, slot.id == shown.slot)
        if hidden > 0 and lines:
            lines[-1] = column(f"+{hidden}", wide, "focus-bold", right=True)
        return lines

    def _first(self, day: PlanDay, shown: Shown, room: int) -> int:
        """Return the first slot of a day that is shown, so that the one under the cursor is."""
        ids = [slot.id for slot in day.slots]
        at = ids.index(shown.slot) if shown.slot in ids else 0
        return max(0, at - room + 1)

    def _slot(self, slot: SlotRow, wide: int, here: bool) -> list[Piece]:
        words = self._seat.vocabulary
        state, style = terms.slot_state(slot)
        where = f"{words.platform(slot.platform)} {words.tier(slot.tier)}"
        lines = [(f"{slot.wall[11:]} {state}", style.removesuffix("-block") + "-bold"), (where, "soft")]
        made = [column(text, wide, self._cursor_style if here else tone) for text, tone in lines]
        gone = slot.state in ("published", "missed", "dropped")
        tone = self._cursor_style if here else "soft" if gone else "text"
        titled = self._high - _SLOT if self._high > _SLOT + 1 else self._high - _SLOT + 1
        for line in self._titled(slot, wide, tone, titled):
            made.append(column("".join(one.text for one in line), wide, tone))
        return [*made, *[gap(wide)] * (self._high - len(made))]

    def _titled(self, slot: SlotRow, wide: int, tone: str, most: int = _TITLE) -> list[Line]:
        return paragraphs(slot.title, wide, tone, most=most)

    @property
    def _cursor_style(self) -> str:
        return "focus-block" if self.has_focus else "chosen"

    def _target(self, day: date, wide: int, y: int, slot: str | None) -> None:
        start = 1 + day.weekday() * (wide + 1)
        self._at.append(Target(y, start, start + wide, f"{day.isoformat()} {slot or ''}"))

    # A month

    def _month(self, shown: Shown, cells: int) -> list[Line]:
        wide = cells // 7 - 1
        weeks = len(shown.days) // 7
        high = max((self.size.height - 1) // weeks, 2)
        lines: list[Line] = [
            tuple(one for name in weekday_names() for one in (gap(1), column(name, wide, "muted")))
        ]
        for week in range(weeks):
            days = shown.days[week * 7 : week * 7 + 7]
            for day in days:
                for y in range(len(lines), len(lines) + high):
                    self._target(day.day, wide, y, None)
            cells_of = [self._cell(shown, day, wide, high) for day in days]
            marks = self._mark(shown) if shown.day in {day.day for day in days} else {}
            lines += _beside(cells_of, high, wide, marks)
        return lines

    def _cell(self, shown: Shown, day: PlanDay, wide: int, high: int) -> list[Piece]:
        here, other = day.day == shown.day, day.day.month != shown.month
        count = f"  {counted(day.slots)}" if day.slots else ""
        number = f"{day.day.day:2d}"
        style = _TODAY if day.day == shown.today else "faint" if other else "strong-bold"
        head = column(f"{number}{count}", wide, self._cursor_style if here else style)
        marks = [*named(day, shown.today), *_arcs(day, self._seat)]
        marks += _slots(day, self._seat, high - 1 - len(marks))
        lines = [column(text, wide, "faint" if other else tone) for text, tone in marks[: high - 1]]
        return [head, *lines]

    def _mark(self, shown: Shown) -> dict[int, Piece]:
        """Return what stands before the day under the cursor, by its column."""
        return {shown.day.weekday(): Piece(">", self._cursor_style)}

    # Keys and the mouse

    def on_key(self, event: events.Key) -> None:
        """Move, or say that what the cursor stands on is meant."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Opened())
        elif step := self.MOVES.get(event.key):
            event.stop()
            self.post_message(self.Move(*step))

    def chose(self, target: str) -> None:
        """Go to what was clicked; a click on what the cursor stands on opens it."""
        day, slot = target.split(" ")
        shown = self._shown
        self.focus()
        if shown and (shown.day.isoformat(), shown.slot or "") == (day, slot):
            self.post_message(self.Opened())
        else:
            self.post_message(self.Went(date.fromisoformat(day), slot or None))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show whether the keys go here."""
        super().watch_has_focus(has_focus)
        self.show(self._made)


def _arcs(day: PlanDay, seat: Seat) -> list[tuple[str, str]]:
    """Return which phases of campaigns the slots of a day belong to."""
    found = dict.fromkeys((one.campaign, one.phase) for one in day.slots if one.campaign and one.phase)
    return [(f"{campaign} {seat.vocabulary.phase(phase)}", "held") for campaign, phase in found if phase]


def _slots(day: PlanDay, seat: Seat, room: int) -> list[tuple[str, str]]:
    """Return the slots of a day in ``room`` lines; the last line says how many more there are."""
    told = [
        (
            f"{one.wall[11:]} {seat.vocabulary.platform(one.platform)}",
            terms.slot_state(one)[1].removesuffix("-block"),
        )
        for one in day.slots
        if one.state != "dropped"
    ]
    if len(told) <= room:
        return told
    return [*told[: room - 1], (f"+{len(told) - room + 1}", "soft")] if room > 0 else []


def _with(text: str, more: str, wide: int, style: str) -> Piece:
    return column(f"{column(text, wide - len(more)).text.rstrip()}{more}", wide, style)


def _beside(
    columns: Sequence[Sequence[Piece]], high: int, wide: int, marks: Mapping[int, Piece]
) -> list[Line]:
    """Return columns of pieces of one width as lines, a blank before each.

    ``marks``: what stands instead of the blank before the first line of some, by their place.
    """
    blank = gap(wide)
    return [
        tuple(
            one
            for place, lines in enumerate(columns)
            for one in (
                marks.get(place, gap(1)) if y == 0 else gap(1),
                lines[y] if y < len(lines) else blank,
            )
        )
        for y in range(high)
    ]
