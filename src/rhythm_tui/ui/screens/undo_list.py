"""What one did last, and what of it can be taken back or done again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from rhythm_tui.desk.mine import Mine
from rhythm_tui.desk.undo import REDO, UNDOABLE
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import verb_name
from rhythm_tui.ui.keys import also
from rhythm_tui.ui.screens.base import Wanted, want
from rhythm_tui.ui.screens.work import Offered, WorkDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, piece, safe, spread, words

MOST = 60
"""Commands that are shown, the newest."""
VERBS = tuple(verb for verb in UNDOABLE if verb != REDO)
"""What is listed: each line stands once, with what became of it."""


class UndoListScreen(WorkDialog[None]):
    """One's own last commands, the newest first; Enter takes one back, or does it again.

    ``undone`` are the journal lines by which this screen took something back and did not do it again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        also("undo-list", "back"),
        Binding("f9,u", "turn", show=False),
        Binding("f6,o", "open", show=False),
    ]

    def __init__(self, seat: Seat, undone: list[int]) -> None:
        super().__init__(seat)
        self._undone = undone
        self._mine: dict[str, Mine] = {}

    def compose(self) -> ComposeResult:
        """One list."""
        with Vertical(classes="dialog -tall") as box:
            box.border_title = words(_("what you did last"), "focus-bold")
            yield CardList(id="mine", ground="raised")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    @property
    def entries(self) -> CardList:
        """The list."""
        return self.query_one("#mine", CardList)

    def on_mount(self) -> None:
        """Show it."""
        self.reread()
        self.entries.focus()

    def offered(self) -> Offered:
        """Return the keys that are shown: what Enter does to the one under the cursor."""
        back = ("Esc", _("back"), "back")
        if not self._mine:
            return [back]
        found = self._mine.get(self.entries.selected or "")
        turn = _("do it again") if found is not None and not found.stands else _("take it back")
        return [("Enter", turn, "turn"), ("F6", _("open"), "open"), back]

    def reread(self) -> None:
        """Show it as it is now."""
        now = self._seat.now()
        self._mine = {str(one.line.seq): one for one in self._seat.reader.mine(VERBS, MOST)}
        every = self._mine.values()
        times = _column([clock_time(one.line.at, self._seat.vocabulary, now) for one in every], "muted")
        subjects = _column([one.line.subject for one in every], "focus")
        self.entries.show(
            lambda cells: [
                Block(id, (_line(one, (time, subject), cells),))
                for (id, one), time, subject in zip(self._mine.items(), times, subjects, strict=True)
            ],
            lambda _cells: [
                BLANK,
                (gap(1), piece(_("You have done nothing that could be taken back."), "muted")),
            ],
        )
        self.show_keys()

    @on(LineList.Moved)
    def _moved(self) -> None:
        self.tell_here("")
        self.show_keys()

    @on(LineList.Opened)
    def action_turn(self) -> None:
        """Take the command under the cursor back, or do it again."""
        found = self._mine.get(self.entries.selected or "")
        if found is not None:
            self.start(lambda: self._turn(found))

    async def _turn(self, one: Mine) -> None:
        receipt = await self.send({"do": "undo", "seq": one.last})
        if receipt is None:
            return
        what = verb_name(one.line.verb)
        if one.stands:
            self._undone.append(receipt.seq)
            self.tell_here(say("taken back: {what} ({id})", what=what, id=receipt.id), "ok-bold")
        else:
            self._undone[:] = [seq for seq in self._undone if seq != one.last]
            self.tell_here(say("done again: {what} ({id})", what=what, id=receipt.id), "ok-bold")
        self.reread()

    def action_open(self) -> None:
        """Open what it was done to."""
        from rhythm_tui.ui.keys import PLACE_OF

        found = self._mine.get(self.entries.selected or "")
        if found is not None and (place := PLACE_OF.get(found.line.subject[:1])) is not None:
            want(Wanted(self, "open", place, found.line.subject))


def _column(words: Sequence[str], style: str) -> list[Piece]:
    """Return words in a column as wide as the longest of them."""
    cells = max(map(width, words), default=0) + 2
    return [column(one, cells, style) for one in words]


def _line(one: Mine, beginning: Line, cells: int) -> Line:
    head = [
        *beginning,
        piece(verb_name(one.line.verb), "text" if one.stands else "faint"),
        gap(2),
        piece(one.about, "soft" if one.stands else "faint"),
    ]
    return spread(head, _state(one), cells)


def _state(one: Mine) -> tuple[Piece, ...]:
    """Return whether a command stands, and why it has to stay so."""
    state = () if one.stands else (piece(_("is taken back"), "soon"),)
    if one.blocked is None:
        return state
    values = {"who": safe(one.blocked.operator), "what": verb_name(one.blocked.verb)}
    why = piece(say("stays: since then {who}: {what}", **values), "muted")
    return (*state, gap(2), why) if state else (why,)
