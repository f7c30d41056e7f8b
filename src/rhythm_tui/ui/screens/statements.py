"""The public statements of one incident: their versions, who has signed, where they stand, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.statement_rows import StatementRow, changes
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import Action, Keys
from rhythm_tui.ui.panes.versions import carried_line, promise_line, promises, version_lines
from rhythm_tui.ui.screens.details import headline
from rhythm_tui.ui.screens.listing import ListDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, Text
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, Words, flow, paragraphs, piece

_MARKS = {"same": ("", "", "text"), "added": ("[+", "+]", "ok-bold"), "removed": ("[-", "-]", "late-bold")}
"""What stands around what changed, and its style: the marks alone tell it where there are no colours."""


class StatementsScreen(ListDialog):
    """The versions, the newest first, and the whole text of one, or what changed since another."""

    place = "statements"
    list_id = "versions"
    on_enter = "menu"
    shape = "-tall"
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings("statements"),
        Binding("pageup", "turn(-1)", show=False, priority=True),
        Binding("pagedown", "turn(1)", show=False, priority=True),
    ]

    def __init__(self, incident: str, seat: Seat, keymap: Keys, start: str | None = None) -> None:
        super().__init__(say("statements of {id}", id=incident), seat, keymap)
        self._start = start
        """The version to begin with; the newest where it is none of them."""
        self._incident = incident
        self._rows: tuple[StatementRow, ...] = ()
        self._card: IncidentCard | None = None
        self._carried = 0
        """How many replies in public carry a superseded statement."""
        self._against: str | None = None
        """The version that the one under the cursor is compared with."""

    def parts(self) -> ComposeResult:
        """What concerns all versions, the versions, and the text of one."""
        yield Bars(ground="raised", id="about")
        yield from super().parts()
        yield Text(id="text", ground="raised")

    def prepare(self) -> None:
        """Start on the version that was asked for, or the newest."""
        self.entries.start_at = self._start

    def actions(self) -> Sequence[Action]:
        """Return what can be done: where nothing was said yet, to write it."""
        every = super().actions()
        return every if self._rows else [one for one in every if one.id == "statement-write"]

    def subject(self) -> str | None:
        """Return the version under the cursor; the incident where there is none yet."""
        return self.entries.selected or self._incident

    def reread(self) -> None:
        """Show them as they are now."""
        self._rows = tuple(reversed(self._seat.reader.statements(self._incident)))
        if self._against not in [row.id for row in self._rows]:
            self._against = None
        now = self._seat.now()
        found = self._seat.reader.incident(self._incident)
        self._card = found.card if found else None
        self._carried = len(self._seat.reader.carried(self._incident))
        self._show_about(now)
        cells = self.entries.size.width or 96
        lines = sum(len(version_lines(row, self._seat, now, cells - 2)) for row in self._rows)
        self.entries.styles.height = max(1, min(lines, self.app.size.height // 3))
        self.entries.show(
            lambda cells: [
                Block(row.id, tuple(version_lines(row, self._seat, now, cells))) for row in self._rows
            ],
            lambda _cells: [(piece(f" {_('Nothing has been said in public yet.')}", "muted"),)],
        )
        self._show_text()
        self.show_keys()

    def beat(self, now: int) -> None:
        """Let a promised update count down."""
        self._show_about(now)

    def _show_about(self, now: int) -> None:
        """Show the incident, the update that is promised, and how many replies carry old words."""
        card, carried = self._card, self._carried
        if card is None:
            return

        key = self._keymap.first("statement-replies")

        def make(cells: int) -> list[Line]:
            lines = paragraphs(card.title, cells, "strong-bold", indent=1, most=1)
            lines += [promise_line(timer, self._seat, now) for timer in promises(card)]
            lines += [carried_line(carried, key)] if carried else []
            return [*lines, BLANK]

        about = self.query_one("#about", Bars)
        about.styles.height = len(make(about.size.width or 96))
        about.show(make)

    def _row(self, id: str | None) -> StatementRow | None:
        return next((row for row in self._rows if row.id == id), None)

    @on(LineList.Moved)
    def _moved(self) -> None:
        self._against = None
        self._show_text()

    def _show_text(self) -> None:
        row, base = self._row(self.entries.selected or (self._rows[0].id if self._rows else None)), None
        base = self._row(self._against)
        text = self.query_one("#text", Text)
        if row is None:
            first = say("{key} drafts the first one.", key=self._keymap.first("statement-write"))
            text.read(lambda cells: paragraphs(first, cells, "muted"))
        elif base is None:
            text.read(lambda cells: [BLANK, *_whole(row, cells)])
        else:
            text.read(lambda cells: [BLANK, *_compared(base, row, cells)])

    def action_act(self, id: str) -> None:
        """Do what the registry calls ``id`` with the version under the cursor."""
        if id == "statement-compare":
            self.tell(BLANK)
            self._compare()
        else:
            super().action_act(id)

    def _compare(self) -> None:
        """Compare with the version before, then with every other one in turn, then show the text again."""
        ids = [row.id for row in self._rows]
        here = self.entries.selected
        if here is None:
            return
        place = ids.index(here)
        others: list[str | None] = [None, *ids[place + 1 :], *reversed(ids[:place])]
        self._against = others[(others.index(self._against) + 1) % len(others)]
        self._show_text()

    def action_turn(self, by: int) -> None:
        """Turn a page of the text: the versions are few."""
        text = self.query_one("#text", Text)
        text.move(by * max(text.size.height - 1, 1))


def _whole(row: StatementRow, cells: int) -> list[Line]:
    head = headline(say("version {value}: the whole text", value=row.number))
    return [head, *paragraphs(row.text, cells - 1, "text", indent=1)]


def _compared(base: StatementRow, row: StatementRow, cells: int) -> list[Line]:
    head = say("version {value} compared with version {base}", value=row.number, base=base.number)
    legend = piece(f"  {_('[+added+] [-taken out-]')}", "muted")
    runs: list[tuple[Words, str]] = []
    for change in changes(base, row):
        before, after, style = _MARKS[change.kind]
        runs += [(before, style), (change.text, style), (after, style)]
    return [(*headline(head), legend), *flow(runs, cells - 1, indent=1)]
