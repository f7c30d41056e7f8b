"""Today's slots on a timeline, under a ruler of the hours in which each audience watches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, language, say
from rhythm_tui.ui import keys, terms
from rhythm_tui.ui.keys import Keys, Place
from rhythm_tui.ui.panes.day_rhythm import DayRhythm
from rhythm_tui.ui.panes.pane import Pane, Snapshot, Story, demo_way, nothing_yet
from rhythm_tui.ui.panes.story import off_window, slot_story
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import since, span
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.widgets.marking import MarkedCards
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, piece, size, spread

_INDENT = 7
_GONE = ("dropped", "missed")
_MARKS = {"late": "!", "soon": "?", "held": "="}
"""What a slot looks like among the hours where it does not stand well."""
_AUDIENCE_STYLES = ("seniors", "workers", "mothers")


class SlotsPane(Pane):
    """The slots of the day."""

    noun: Place = "slots"
    number = 1
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("slots")]

    def __init__(self, seat: Seat, keymap: Keys, *, id: str = "slots") -> None:
        super().__init__(seat, keymap, id=id)
        self._shown: Snapshot | None = None
        self._rhythm = DayRhythm(seat)
        self._told: object = None
        """Which slot the story tells of: nothing in it changes with the time."""
        self._close: tuple[tuple[SlotRow, ...], dict[str, str]] | None = None
        self._made: dict[str, tuple[object, tuple[Line, Line]]] = {}
        """The lines of each slot, and what decided them."""

    def compose(self) -> ComposeResult:
        """Stack the parts."""
        yield Bars(id="ruler")
        yield MarkedCards(id="timeline")
        yield Bars(id="rhythm")
        yield Story(id="slot-story")

    @property
    def timeline(self) -> MarkedCards:
        """The list of slots."""
        return self.query_one("#timeline", MarkedCards)

    def list_of(self) -> MarkedCards:
        """Return the list that takes the focus."""
        return self.timeline

    def subject(self) -> str | None:
        """Return the id of the selected slot."""
        return self.timeline.selected

    def name_pieces(self, snapshot: Snapshot) -> list[Piece]:
        """Return the pane's name, how many of the day's slots went out, and how many are marked."""
        status = snapshot.status
        name = self.title_pieces(_("Slots"), f"{status.slots_published}/{status.slots_today}")
        marks = self.timeline.marks_told()
        return [*name, gap(2), *marks[:-1]] if marks else name

    def show_marks(self) -> None:
        """Tell in the frame how many are marked."""
        if self._shown is not None:
            self.frame(tuple(self.name_pieces(self._shown)))

    def show(self, snapshot: Snapshot) -> None:
        """Show what was read: at least once a minute, and no minute changes the hours and the mix."""
        super().show(snapshot)
        self.show_marks()
        self.query_one("#ruler", Bars).show(lambda cells: ruler(snapshot, self.seat, cells))
        self.query_one("#rhythm", Bars).show(lambda cells: self._rhythm.lines(snapshot, cells))
        self._told = None
        self.tell_story()

    def tick(self, snapshot: Snapshot) -> None:
        """Move the now-line and count down to the next slot."""
        self._shown = snapshot
        following = next((slot.id for slot in snapshot.slots if slot.at > snapshot.now), None)
        self.timeline.start_at = following
        self.timeline.show(lambda cells: self._blocks(snapshot, cells), self._empty)
        self.tell_story()

    def tell_story(self) -> None:
        """Show the selected slot whole, under the timeline."""
        story = self.query_one("#slot-story", Story)
        told = self.subject(), story.size
        if told == self._told:
            return
        self._told = told
        slots = self._shown.slots if self._shown else ()
        chosen = next((slot for slot in slots if slot.id == self.subject()), None)
        if chosen is None:
            story.frame(BLANK)
            story.tell(lambda _cells: [])
            return
        story.frame((piece(f"{_('selected')} ", "muted"), piece(chosen.id, "faint")))
        detail = self._rhythm.detail(chosen, self._shown)
        story.tell(lambda cells: slot_story(chosen, self.seat, cells, story.room, detail))

    def _empty(self, _cells: int) -> list[Line]:
        new = (self.keymap.first("new"), _("plan one"))
        plan = (self.keymap.first("plan"), _("week and month, what is missing"))
        return nothing_yet(_("No slot today."), [new, plan, demo_way()])

    def _blocks(self, snapshot: Snapshot, cells: int) -> list[Block]:
        slots, now = snapshot.slots, snapshot.now
        if not slots:
            return []
        following = next((slot for slot in slots if _counts(slot, now)), None)
        if self._close is None or self._close[0] is not slots:
            self._close = slots, too_close(slots, self.seat.vocabulary.rhythm("collision"))
        close = self._close[1]
        blocks: list[Block] = []
        drawn = False
        for slot in slots:
            if not drawn and slot.at > now:
                blocks.append(_now_line(snapshot, self.seat, cells))
                drawn = True
            near = close.get(slot.id)
            blocks.append(Block(slot.id, self._lines(slot, now, cells, following is slot, near)))
        if not drawn:
            blocks.append(_now_line(snapshot, self.seat, cells))
        return blocks

    def _lines(
        self, slot: SlotRow, now: int, cells: int, following: bool, near: str | None
    ) -> tuple[Line, Line]:
        """Return the lines of a slot, made anew where they say something new: only the next counts down."""
        names, marked = self.seat.around.at(slot.id), slot.id in self.timeline.marks
        looks = (slot, slot.at <= now, now if following else 0, cells, near, names, marked)
        known = self._made.get(slot.id)
        if known is None or known[0] != looks:
            known = self._made[slot.id] = (
                looks, _slot_lines(slot, self.seat, now, cells, following, near, marked)
            )  # fmt: skip
        return known[1]


def _counts(slot: SlotRow, now: int) -> bool:
    return slot.at > now and slot.state not in ("published", "dropped")


def _now_line(snapshot: Snapshot, seat: Seat, cells: int) -> Block:
    time = seat.vocabulary.local(snapshot.now).strftime("%H:%M")
    label = (Piece(f"{time}  {_('now')} ", "now-line"),)
    return Block(None, ((*label, Piece("-" * max(cells - size(label), 0), "now-rule")),))


def too_close(slots: Sequence[SlotRow], span: int) -> dict[str, str]:
    """Return the slots that stand too close to another of their platform, with the other (RHYTHM 9)."""
    found: dict[str, str] = {}
    for place, one in enumerate(slots):
        for other in slots[place + 1 :]:
            clashes = one.platform == other.platform and other.at - one.at < span
            if clashes and one.state not in _GONE and other.state not in _GONE:
                found.setdefault(other.id, one.id)
                found.setdefault(one.id, other.id)
    return found


def _slot_lines(
    slot: SlotRow, seat: Seat, now: int, cells: int, following: bool, near: str | None, marked: bool
) -> tuple[Line, Line]:
    words = seat.vocabulary
    gone = slot.state in ("published", "missed", "dropped")
    state, style = terms.slot_state(slot)
    chinese = language() == "zh"
    head: list[Piece] = [
        piece(slot.wall[11:16], "muted" if gone else "strong-bold"),
        terms.mark_piece(marked),
        *_state(state, style, 7 if chinese else 9),
        column(words.platform(slot.platform), 7 if chinese else 9, "muted" if gone else "soft"),
    ]
    if slot.emergency:
        head.append(piece(f"{_('urgent')} ", "late-bold"))
    form = piece(words.form(slot.form), "muted" if gone else "soft")
    if size(head) + size((form,)) <= cells:
        head.append(form)
    here = terms.here_pieces(seat.around.at(slot.id))
    text = [gap(_INDENT), *here, piece(slot.title, "soft" if gone else "text")]
    off = BLANK if slot.at <= now or slot.published_at is not None else off_window(slot)
    if slot.off_window_min == 0 and size(head) + size(off) >= cells:
        off = BLANK
    return spread(head, off, cells), spread(text, _remark(slot, seat, now, following, near), cells)


def _state(state: str, style: str, cells: int) -> Line:
    """Return a slot's state in ``cells`` cells: on a block of colour where it is urgent."""
    if not style.endswith("-block"):
        return (gap(1), column(state, cells, style))
    block = piece(f" {state} ", style)
    return (block, gap(cells + 1 - size((block,))))


def _deviation(slot: SlotRow) -> Line:
    """Return how far from plan a slot went out."""
    minutes = since(slot.at, slot.published_at or slot.at) // 60
    style = "faint" if abs(minutes) <= 10 else "soon"
    return (piece(say("{n:+d} min", n=minutes), style),) if minutes else BLANK


def _remark(slot: SlotRow, seat: Seat, now: int, following: bool, near: str | None) -> Line:
    """Return what a slot still wants, how long it is until then, or how far from plan it went out."""
    if slot.state == "missed":
        return (piece(_("to decide"), "late-bold"),)
    if slot.state in ("published", "dropped"):
        return _deviation(slot)
    if slot.held_for is not None:
        return (piece(say("by {id}", id=slot.held_for), "held-bold"),)
    if slot.missing:
        roles = terms.owed(slot.missing, seat.vocabulary)
        return (piece(say("needs {roles}", roles=roles), "soon-bold"),)
    if near is not None and slot.at > now:
        return (piece(say("too close to {id}", id=near), "soon-bold"),)
    return (piece(say("in {span}", span=span(since(now, slot.at))), "ok-bold"),) if following else BLANK


def ruler(snapshot: Snapshot, seat: Seat, cells: int) -> list[Line]:
    """Return the 24 hours of the day: when each audience watches, where the slots lie, where now is."""
    names = [(key, seat.vocabulary.audience(key)) for key in seat.vocabulary.ids("audiences")]
    label = max([width(name) for _key, name in names] + [width(_("slots"))]) + 2
    each = 2 if cells >= label + 50 else 1
    hour_now = seat.vocabulary.local(snapshot.now).hour
    hours: list[Piece] = [gap(label)]
    for hour in range(0, 24, 3):
        style = "now-bold" if hour <= hour_now < hour + 3 else "muted"
        hours.append(column(f"{hour:02d}", 3 * each, style))
    lines: list[Line] = [tuple(hours)]
    for place, (key, name) in enumerate(names):
        style = _AUDIENCE_STYLES[place] if place < len(_AUDIENCE_STYLES) else "audience"
        lines.append((column(f" {name}", label, "muted"), *_band(key, seat, style, hour_now, each)))
    lines.append((column(f" {_('slots')}", label, "muted"), *_marks(snapshot.slots, hour_now, each)))
    return lines


def _band(audience: str, seat: Seat, style: str, hour_now: int, each: int) -> list[Piece]:
    windows = seat.vocabulary.windows(audience)
    cells = []
    for hour in range(24):
        watched = any(window.holds(hour * 60 + 30) for window in windows)
        ground = "now-rule" if hour == hour_now else "text"
        cells.append(Piece("#" * each, f"{style}-bar") if watched else Piece(" " * each, ground))
    return cells


def _marks(slots: tuple[SlotRow, ...], hour_now: int, each: int) -> list[Piece]:
    cells = [Piece(" " * each, "now-rule" if hour == hour_now else "text") for hour in range(24)]
    for slot in slots:
        hour = int(slot.wall[11:13])
        style = terms.slot_state(slot)[1].removesuffix("-block")
        cells[hour] = Piece(_MARKS.get(style, "+").ljust(each), f"{style}-bold")
    return cells
