"""Items from the whole history: everything of one author or post, and what a search finds."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.query import Query, Words
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.ui import keys, terms
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.screens.listing import ListDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import Line, column, gap, piece, words

MOST = 200
"""How many items are shown, the newest."""


class ItemsScreen(ListDialog):
    """A list of items; Enter opens one."""

    place = "queue"
    list_id = "items"

    def __init__(self, title: str, seat: Seat, keymap: Keys) -> None:
        super().__init__(title, seat, keymap)
        self._rows: list[QueueRow] = []

    def offered(self) -> list[tuple[str, str, str]]:
        """Return the keys that are shown: those of an item are known from the queue."""
        enter = [("Enter", _("open"), "open")] if self._rows else []
        return [*enter, ("Esc", _("back"), "back")]

    def find(self) -> list[QueueRow]:
        """Read the items."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return what an empty list says."""
        return _("There is nothing else.")

    def reread(self) -> None:
        """Read them again: somebody has written."""
        self._rows = self.find()
        self._draw(self._seat.now())

    def beat(self, now: int) -> None:
        """Bands change with time alone."""
        self._draw(now)

    def _draw(self, now: int) -> None:
        self.entries.show(
            lambda cells: self.blocks(now, cells),
            lambda _cells: [(), (piece(f"  {self.nothing()}", "muted"),)],
        )

    def blocks(self, now: int, cells: int) -> list[Block]:
        """Return the items as they are shown."""
        return [Block(row.id, (item_line(row, self._seat, now, cells),)) for row in self._rows]

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id`` with the item under the cursor."""
        if self.subject() is not None:
            super().action_act(id)


class ThreadScreen(ItemsScreen):
    """All items of one author or under one post, the newest first; the actions have their usual keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("queue")]

    def __init__(self, subject: str, seat: Seat, keymap: Keys) -> None:
        super().__init__(say("of the same author or post as {id}", id=subject), seat, keymap)
        self._subject = subject

    def prepare(self) -> None:
        """Start on the item it was asked for."""
        self.entries.start_at = self._subject

    def find(self) -> list[QueueRow]:
        """Read the thread."""
        return self._seat.reader.thread(self._subject)


class SearchScreen(ItemsScreen):
    """What is found in the whole history while it is typed, the newest first."""

    shape = "-tall"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "step(-10)", show=False, priority=True),
        Binding("pagedown", "step(10)", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, keymap: Keys) -> None:
        super().__init__(_("search everything that ever came in"), seat, keymap)
        self._typed = ""

    def parts(self) -> ComposeResult:
        """A field to type in, why nothing was found, and what was."""
        yield Input(id="wanted", placeholder=_("words, or state:closed platform:douyin age<7d"))
        yield Static(id="found")
        yield from super().parts()

    def start(self) -> Widget:
        """Start in the field."""
        return self.query_one("#wanted")

    def nothing(self) -> str:
        """Return what an empty list says."""
        return _("Nothing matches.") if self._typed else _("Type what you look for.")

    @on(Input.Changed, "#wanted")
    def _changed(self, event: Input.Changed) -> None:
        self._typed = event.value.strip()
        self.reread()

    def find(self) -> list[QueueRow]:
        """Search; while a term is half typed, what was found before stays."""
        try:
            rows = found(self._seat, self._typed) if self._typed else []
        except Refusal as refusal:
            self.query_one("#found", Static).update(words(self._seat.why_not(refusal), "soon"))
            return self._rows
        n = len(rows)
        many = say("the newest {n}", n=n) if n == MOST else ngettext("{n} item", "{n} items", n).format(n=n)
        self.query_one("#found", Static).update(words(many if self._typed else "", "muted"))
        return rows

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_act("open")

    def action_step(self, by: int) -> None:
        """Move the cursor."""
        self.entries.move(by)


def found(seat: Seat, typed: str) -> list[QueueRow]:
    """Return the items of any state that a filter lets through, the newest first. Raises ``BadQuery``.

    Plain words go by the index alone, which is fast at any size of the history.
    """
    wanted = seat.query(typed)
    if plain := _plain_words(wanted):
        return seat.reader.search(" ".join(plain), MOST)
    if not wanted.speaks_of_state:
        wanted = Query((*wanted.terms, *seat.query("state:any").terms))
    return seat.reader.queue_rows(seat.reader.queue_ids(seat.now(), wanted)[:MOST])


def _plain_words(wanted: Query) -> list[str]:
    """Return the words of a query that is nothing but single words; else an empty list."""
    needles = []
    for term in wanted.terms:
        simple = isinstance(term, Words) and not term.field and not term.negated and len(term.needles) == 1
        if not simple or not term.needles[0].isalnum():  # type: ignore[union-attr]
            return []
        needles.append(term.needles[0])  # type: ignore[union-attr]
    return needles


def item_line(row: QueueRow, seat: Seat, now: int, cells: int) -> Line:
    """Return an item of any state on one line: state, time of posting, who, what, whose."""
    band = row.band(now) if row.state == "open" else None
    if row.state == "open":
        state, style = terms.band_word(band), f"{band}-bold" if band else "muted"
    else:
        state, style = terms.ended_word(row.state), "faint"
    author, owner = (9, 8) if cells >= 84 else (7, 7)
    head = [
        column(f" {row.id}", 8, "muted"),
        column(state, 9, style),
        column(clock_time(row.posted_at, seat.vocabulary, now), 12, "soft"),
        column(row.author, author, "soft"),
        gap(1),
    ]
    room = max(cells - 30 - author, 4)
    if not row.owner:
        return (*head, column(row.text, room, "text"))
    who = column(row.owner, owner, "focus" if row.owner == seat.operator else "soft")
    return (*head, column(row.text, max(room - owner - 1, 4), "text"), gap(1), who)
