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
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, piece, safe, spread, words

MOST = 400
"""Commands that are looked at, the newest."""
_NAMED = 3
"""Things that are named of those it was done to."""
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
        self._mine: dict[str, list[Mine]] = {}
        """What is listed: one deed, or all that was done to many things at once."""

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
        found = self._mine.get(self.entries.selected or "", [])
        turn = _("do it again") if found and not any(one.stands for one in found) else _("take it back")
        return [("Enter", turn, "turn"), ("F6", _("open"), "open"), back]

    def reread(self) -> None:
        """Show it as it is now."""
        now = self._seat.now()
        self._mine = self._together(self._seat.reader.mine(VERBS, MOST))
        every = self._mine.values()
        times = _column([clock_time(some[0].line.at, self._seat.vocabulary, now) for some in every], "muted")
        subjects = _column([_subjects(some) for some in every], "focus")
        self.entries.show(
            lambda cells: [
                Block(id, (_line(some, (time, subject), cells),))
                for (id, some), time, subject in zip(self._mine.items(), times, subjects, strict=True)
            ],
            lambda _cells: [
                BLANK,
                (gap(1), piece(_("You have done nothing that could be taken back."), "muted")),
            ],
        )
        self.show_keys()

    def _together(self, every: Sequence[Mine]) -> dict[str, list[Mine]]:
        """Return what is listed, what was done at once as one entry: at the place of its last line."""
        made: dict[str, list[Mine]] = {}
        for one in every:
            first = str(max(self._seat.batches.of(one.line.seq)))
            made.setdefault(first, []).append(one)
        return made

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

    async def _turn(self, some: Sequence[Mine]) -> None:
        """Take back what stands of a deed, the last first; do it again where nothing of it does."""
        standing = [one for one in some if one.stands]
        receipts = [await self.send({"do": "undo", "seq": one.last}) for one in standing or some]
        done = [receipt for receipt in receipts if receipt is not None]
        if not done:
            return
        if standing:
            self._undone += [receipt.seq for receipt in done]
        else:
            again = {one.last for one in some}
            self._undone[:] = [seq for seq in self._undone if seq not in again]
        self._seat.batches.add(receipt.seq for receipt in done)
        if len(done) == len(receipts):
            self.tell_here(_told(some[0], done, back=bool(standing)), "ok-bold")
        self.reread()

    def action_open(self) -> None:
        """Open what it was done to."""
        from rhythm_tui.ui.keys import PLACE_OF

        found = self._mine.get(self.entries.selected or "", [])
        if len(found) == 1 and (place := PLACE_OF.get(found[0].line.subject[:1])) is not None:
            want(Wanted(self, "open", place, found[0].line.subject))


def _column(words: Sequence[str], style: str) -> list[Piece]:
    """Return words in a column as wide as the longest of them."""
    cells = max(map(width, words), default=0) + 2
    return [column(one, cells, style) for one in words]


def _told(one: Mine, done: Sequence[Receipt], *, back: bool) -> str:
    """Return what came of it, in words."""
    what = verb_name(one.line.verb)
    if len(done) > 1:
        template = _("taken back: {what}, {n} together") if back else _("done again, {n} together")
        return template.format(what=what, n=len(done))
    template = _("taken back: {what} ({id})") if back else _("done again: {what} ({id})")
    return template.format(what=what, id=done[0].id)


def _subjects(some: Sequence[Mine]) -> str:
    """Return what it was done to: an id, or how many."""
    return some[0].line.subject if len(some) == 1 else f"x{len(some)}"


def _line(some: Sequence[Mine], beginning: Line, cells: int) -> Line:
    stands = any(one.stands for one in some)
    about = _(", ").join(dict.fromkeys(safe(one.about) for one in some[:_NAMED]))
    head = [
        *beginning,
        piece(verb_name(some[0].line.verb), "text" if stands else "faint"),
        gap(2),
        piece(about, "soft" if stands else "faint"),
    ]
    return spread(head, _state(some), cells)


def _state(some: Sequence[Mine]) -> tuple[Piece, ...]:
    """Return whether a command stands, and why it has to stay so."""
    state = () if any(one.stands for one in some) else (piece(_("is taken back"), "soon"),)
    blocked = [one.blocked for one in some if one.blocked is not None]
    if not blocked:
        return state
    values = {"who": safe(blocked[0].operator), "what": verb_name(blocked[0].verb)}
    why = piece(say("stays: since then {who}: {what}", **values), "muted")
    return (*state, gap(2), why) if state else (why,)
