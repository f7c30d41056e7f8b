"""The days of the plan as an agenda, and what stands under the cursor told in two lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from rhythm_tui.desk.plan_views import PlanDay
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.i18n import _, language, ngettext, say
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.ui import terms
from rhythm_tui.ui.panes.story import off_window
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.widgets.plan_grid import counted, named
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, cut, gap, piece, spread

_GONE = ("published", "missed", "dropped")


def blocks(days: Iterable[PlanDay], today: date, seat: Seat, cells: int) -> list[Block]:
    """Return days as an agenda."""
    return [block for day in days for block in _day_blocks(day, today, seat, cells)]


def _day_blocks(day: PlanDay, today: date, seat: Seat, cells: int) -> list[Block]:
    """Return a day of the agenda: its head, which the cursor can stand on, and its slots."""
    style = "now-block" if day.day == today else "soft-bold"
    name = f" {weekday_names()[day.day.weekday()]} {day.day.strftime('%m-%d')} "
    head: list[Piece] = [piece(name, style), gap(1)]
    head += [one for text, tone in named(day, today) for one in (piece(text, tone), gap(2))]
    count = (piece(counted(day.slots), "soft"),) if day.slots else (piece(_("empty"), "faint"),)
    return [
        Block(day.day.isoformat(), (spread(head, count, cells),)),
        *(Block(slot.id, (_slot_line(slot, seat, cells),)) for slot in day.slots),
    ]


def _slot_line(slot: SlotRow, seat: Seat, cells: int) -> Line:
    words = seat.vocabulary
    state, style = terms.slot_state(slot)
    gone = slot.state in _GONE
    short = language() == "zh"
    head = (
        gap(2),
        piece(slot.wall[11:16], "muted" if gone else "strong-bold"),
        gap(1),
        column(state, 7 if short else 10, style.removesuffix("-block")),
        column(words.platform(slot.platform), 8 if short else 9, "muted" if gone else "soft"),
        column(words.tier(slot.tier), 6 if short else 9, "muted" if gone else "focus"),
        piece(slot.title, "soft" if gone else "text"),
    )
    return spread(head, (piece(slot.campaign, "held"),) if slot.campaign else (), cells)


def campaign_lines(slot: SlotRow, seat: Seat, cells: int) -> tuple[Line, Line]:
    """Return a slot among those of its campaign: when and where, how it stands, what it wants, its title."""
    state, style = terms.slot_state(slot)
    gone = slot.state in _GONE
    short = language() == "zh"
    head = (
        column(f" {slot.id}", 6, "faint"),
        piece(f"{slot.wall[5:16].replace('T', ' ')} ", "muted" if gone else "strong-bold"),
        column(state, 7 if short else 10, style.removesuffix("-block")),
        column(seat.vocabulary.platform(slot.platform), 8 if short else 9, "muted" if gone else "soft"),
        piece(seat.vocabulary.form(slot.form), "muted" if gone else "soft"),
    )
    title = (gap(6), piece(slot.title, "soft" if gone else "text"))
    off = slot._replace(off_window_min=slot.off_window_min or None)  # where it lies within, nothing is said
    return spread(head, _wants(off, seat), cells), cut(title, cells)


def chosen(day: PlanDay | None, slot: str | None, today: date, seat: Seat) -> Callable[[int], list[Line]]:
    """Return what makes two lines of what the cursor stands on: a slot, else its day."""
    found = next((one for one in day.slots if one.id == slot), None) if day else None
    if found is not None:
        return lambda cells: _told(found, seat, cells)
    return lambda cells: _day_told(day, today, cells) if day else [BLANK]


def _told(slot: SlotRow, seat: Seat, cells: int) -> list[Line]:
    words = seat.vocabulary
    state, style = terms.slot_state(slot)
    head: list[Piece] = [
        piece(f" {slot.id} ", "faint"),
        piece(f"{slot.wall[5:16].replace('T', ' ')} ", "strong-bold"),
        piece(f"{state} ", style),
        piece(
            f" {words.platform(slot.platform)} {words.form(slot.form)} {words.tier(slot.tier, full=True)} ",
            "soft",
        ),
    ]
    head += [piece(f" {words.audience(slot.audience)} ", "soft")] if slot.audience else []
    head += [piece(" "), piece(slot.department, "soft")] if slot.department else []
    head += [piece(f"  {slot.campaign} {words.phase(slot.phase or '')}", "held")] if slot.campaign else []
    return [cut(head, cells), spread((gap(1), piece(slot.title, "text")), _wants(slot, seat), cells)]


def _wants(slot: SlotRow, seat: Seat) -> list[Piece]:
    """Return what a slot still wants, and how far it lies off its audience's hours."""
    parts: list[Piece] = []
    if slot.missing and slot.state != "missed":
        roles = " ".join(seat.vocabulary.role(role, short=True) for role in slot.missing)
        parts.append(piece(say("needs {roles}", roles=roles), "soon-bold"))
    off = off_window(slot) if slot.state not in _GONE else BLANK
    return [*parts, *([gap(2)] if parts and off else []), *off]


def _day_told(day: PlanDay, today: date, cells: int) -> list[Line]:
    count = len(day.slots)
    told = ngettext("{n} slot", "{n} slots", count).format(n=count)
    head = [
        piece(f" {weekday_names()[day.day.weekday()]} {day.day.strftime('%m-%d')}  ", "strong-bold"),
        piece(f"{told}  ", "soft"),
    ]
    if any(one.last >= today for one in day.waits):
        head.append(piece(_("no topical slot yet"), "soon-bold"))
    names = [piece(f" {text} ", tone) for text, tone in named(day, today)]
    return [cut(head, cells), cut(names, cells)]
