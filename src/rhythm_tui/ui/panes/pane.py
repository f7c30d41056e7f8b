"""What the three panes have in common: a frame with a number, a list, and an hour of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from rhythm_tui.desk.asks import AskRow
from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.views import SlotRow, Status
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _
from rhythm_tui.ui.keys import Keys, Place
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import CardList
from rhythm_tui.ui.widgets.framed import Framed
from rhythm_tui.ui.widgets.marking import Marking
from rhythm_tui.ui.wording import Line, Piece, column, gap, piece

_KEY = 5
"""Cells of the longest name of a key; what is longer is a command."""


class Snapshot(NamedTuple):
    """What one reading of the desk gave: flows down to the panes, which never ask for it themselves."""

    now: int
    status: Status
    slots: tuple[SlotRow, ...]
    incidents: tuple[IncidentCard, ...]
    asks: tuple[AskRow, ...] = ()
    """Who must be told of a timer, or was."""
    unfinished: tuple[IncidentCard, ...] = ()
    """Closed incidents with open actions."""


def snapshot_of(seat: Seat) -> Snapshot:
    """Read the desk for its panes."""
    now, reader = seat.now(), seat.reader
    start, end = seat.vocabulary.day_bounds(now)
    return Snapshot(
        now,
        reader.header(now),
        tuple(reader.slots(start, end, now)),
        tuple(reader.incidents()),
        reader.asks(now),
        tuple(reader.unfinished()),
    )


def beside_bands(status: Status) -> Status:
    """Return what a header tells besides the rows of the queue and how urgent they are."""
    return status._replace(
        now=0, open=0, ok=0, soon=0, late=0, neglected=0, undated=0, unowned_late=0, next_due=None
    )


class Story(Framed, Vertical):
    """A part of a pane under a rule of its own, with lines that do not move."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="story")
        self.lines = Bars()

    def compose(self) -> ComposeResult:
        """Hold the lines."""
        yield self.lines

    @property
    def room(self) -> int:
        """How many lines there are."""
        return self.size.height

    def tell(self, make: Callable[[int], Sequence[Line]]) -> None:
        """Show the lines that ``make`` returns for a width."""
        self.lines.show(make)


class Pane(Framed, Vertical):
    """A pane of the duty screen."""

    noun: Place = "queue"
    """The place in the registry of keys."""
    number = 0
    zooms = 1
    """How many ways there are to give it the whole screen, one after the other."""

    def __init__(self, seat: Seat, keymap: Keys, *, id: str) -> None:
        super().__init__(id=id)
        self.seat = seat
        self.keymap = keymap

    def name_pieces(self, snapshot: Snapshot) -> list[Piece]:
        """Return the pane's name and count, for its frame and its tab."""
        raise NotImplementedError

    def show(self, snapshot: Snapshot) -> None:
        """Show what was read."""
        self.frame(tuple(self.name_pieces(snapshot)))
        self.tick(snapshot)

    def tick(self, snapshot: Snapshot) -> None:
        """Show the same a moment later."""
        raise NotImplementedError

    def zoomed(self, step: int) -> None:
        """Take the whole screen in the way ``step``; 0: only its own part of it."""

    def list_of(self) -> Widget:
        """Return what takes the focus."""
        raise NotImplementedError

    def subject(self) -> str | None:
        """Return the id of what the cursor stands on."""
        raise NotImplementedError

    def go_to(self, id: str) -> None:
        """Put the cursor on an entry, where it is one of a list of a few."""
        if isinstance(entries := self.list_of(), CardList):
            entries.go_to(id)

    @property
    def marking(self) -> Marking[Any] | None:
        """The list, where its entries can be marked."""
        found = self.list_of()
        return found if isinstance(found, Marking) else None

    @property
    def has_marks(self) -> bool:
        """Whether anything is marked, shown or not."""
        return self.marking is not None and bool(self.marking.marks)

    def marked(self) -> tuple[str, ...]:
        """Return the ids of what is marked and shown."""
        return self.marking.marked() if self.marking else ()

    def mark(self, action: str) -> None:
        """Mark the entry under the cursor, or (``mark-all``) every one; or take the marks off again."""
        if self.marking:
            self.marking.mark_all() if action == "mark-all" else self.marking.mark()
            self.show_marks()

    def unmark(self, ids: Iterable[str] | None = None) -> None:
        """Take the marks off some entries, or off all."""
        if self.marking:
            self.marking.unmark(ids)
            self.show_marks()

    def show_marks(self) -> None:
        """Tell how many are marked."""

    def title_pieces(self, title: str, count: str) -> list[Piece]:
        """Return number, title and count in their styles."""
        return [piece(f"{self.number} ", "key"), piece(title, "strong-bold"), piece(f" {count}", "soft-bold")]


def nothing_yet(headline: str, ways: Sequence[tuple[str, str]]) -> list[tuple[Piece, ...]]:
    """Return what an empty pane says: that it is empty, and what to do next."""
    lines: list[tuple[Piece, ...]] = [(), (piece("  "), piece(headline, "soft-bold")), ()]
    wide = max((width(key) for key, _what in ways if width(key) <= _KEY), default=0)
    for key, what in ways:
        lines.append((gap(2), column(key, max(wide, width(key)), "key"), gap(2), piece(what, "muted")))
    return lines


def import_way(keymap: Keys) -> tuple[str, str]:
    """Return how a file is brought in."""
    return keymap.first("import"), _("bring in a file of comments or messages")


def demo_way() -> tuple[str, str]:
    """Return how a sample day is seen."""
    return "rhythm-tui demo", _("see a sample day")
