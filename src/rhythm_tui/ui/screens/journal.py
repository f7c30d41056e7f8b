"""The journal on the screen: everything that was done, narrowed as one types, and the way into the past."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from rhythm_tui.desk.views import Event, JournalRow
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import _, ngettext, say
from rhythm_tui.reports.clock_words import doubted
from rhythm_tui.reports.phrases import event_phrase
from rhythm_tui.reports.words import verb_name, verbs
from rhythm_tui.ui.keys import PLACE_OF
from rhythm_tui.ui.moments import sought
from rhythm_tui.ui.screens.base import DeskDialog, Wanted, want
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, column, gap, paragraphs, piece, words

if TYPE_CHECKING:
    from rhythm_tui.ui.explaining.part import Part

MOST = 2_000
"""How many lines are shown, the newest, or the newest up to a time."""
_TOLD_LINES = 3


class Moment(NamedTuple):
    """A moment of the past."""

    seq: int
    """The row of the journal after which it stands."""
    at: int | None = None
    """The instant, where it is not that of the row (ms UTC)."""


class JournalScreen(DeskDialog[Moment | None]):
    """Everything that was done, newest first; answers with the moment to rewind to, or None."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        Binding("f3,slash", "look_for", show=False),
        Binding("f6,r", "rewind", show=False),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, start_at: int | None = None) -> None:
        super().__init__()
        self._seat = seat
        self._start_at = start_at
        self._rows: dict[str, JournalRow] = {}
        self._moment: int | None = None
        """The instant that is looked for, and nothing else."""

    def compose(self) -> ComposeResult:
        """A field to narrow them, the lines, and what the one under the cursor tells."""
        with Vertical(classes="dialog -tall") as box:
            box.border_title = words(_("journal"), "focus-bold")
            yield Input(
                id="wanted", placeholder=_("who, what was done, an id such as q17, a time: 14:05, 11-21")
            )
            yield CardList(id="journal", ground="raised")
            told = Bars(ground="raised", id="told")
            told.styles.height = _TOLD_LINES
            yield told
            yield Bars(ground="raised", id="dialog-keys")

    @property
    def lines(self) -> CardList:
        """The list."""
        return self.query_one("#journal", CardList)

    def on_mount(self) -> None:
        """Show the newest lines, or where one was before."""
        if self._start_at is not None:
            self.lines.start_at = str(self._start_at)
        self.reread()
        self.lines.focus()

    def _offered(self) -> list[tuple[str, str, str]]:
        line = [("Enter", _("open"), "open"), ("F6", _("the desk as it stood then"), "rewind")]
        return [*(line if self._rows else []), ("F3", _("narrow"), "look_for"), ("Esc", _("back"), "back")]

    def _keys(self, cells: int) -> list[Line]:
        return key_line(self.query_one("#dialog-keys", Bars), self._offered(), cells)

    def explaining(self) -> Iterable[Part]:
        """Return what the line under the cursor means."""
        from rhythm_tui.ui.explaining import journal
        from rhythm_tui.ui.explaining.part import key_parts

        row = self._rows.get(self.lines.selected or "")
        if row is None:
            return ()
        event = self._seat.reader.event(row.subject, row.seq)
        return *journal.parts(row, event, self._seat, self._seat.now()), *key_parts(self._offered())

    def reread(self) -> None:
        """Show what has been done since, and is looked for."""
        now = self._seat.now()
        typed = sought(self.query_one("#wanted", Input).value.split(), now, self._seat.vocabulary)
        terms = [_meant(term) for term in typed.words]
        self._moment = None if terms else typed.until
        rows = self._seat.reader.journal(MOST, terms=terms, until=typed.until)
        self._rows = {str(row.seq): row for row in rows}
        narrowed = terms or typed.until
        nothing = _("Nothing has been done yet.")
        if narrowed:
            nothing = _("Nothing matches; an empty line shows all.")
        self.lines.show(
            lambda cells: [Block(str(row.seq), (journal_line(row, self._seat, now, cells),)) for row in rows],
            lambda _cells: [BLANK, (piece(f"  {nothing}", "muted"),)],
        )
        box = self.query_one(".dialog")
        box.border_subtitle = words(ngettext("{n} line", "{n} lines", len(rows)).format(n=len(rows)), "muted")
        self.query_one("#dialog-keys", Bars).show(self._keys)
        self._tell()

    @on(Input.Changed, "#wanted")
    def _narrowed(self) -> None:
        self.reread()

    @on(LineList.Moved)
    def _tell(self) -> None:
        """Say what the line under the cursor tells: facts, words, the seat it came from."""
        row = self._rows.get(self.lines.selected or "")
        event = self._seat.reader.event(row.subject, row.seq) if row is not None else None
        bars = self.query_one("#told", Bars)
        if row is None or event is None:
            bars.show(lambda _cells: [])
        else:
            bars.show(partial(_told, row, event, event_phrase(event, self._seat.vocabulary)))

    def action_step(self, by: int) -> None:
        """Move the cursor, from the field too."""
        self.lines.move(by)

    def action_look_for(self) -> None:
        """Type what is looked for."""
        self.query_one("#wanted").focus()

    @on(Input.Submitted)
    def _looked(self) -> None:
        self.lines.focus()

    @on(LineList.Opened)
    def action_open(self) -> None:
        """Open what the line was done to."""
        row = self._rows.get(self.lines.selected or "")
        place = PLACE_OF.get(row.subject[:1]) if row is not None else None
        if row is not None and place is not None:
            want(Wanted(self, "open", place, row.subject))

    def action_rewind(self) -> None:
        """See the desk as it stood after the line under the cursor; after the last one, at the time typed."""
        if (seq := self.lines.selected) is not None:
            last = seq == next(iter(self._rows), None)
            self.dismiss(Moment(int(seq), self._moment if last else None))

    @on(Bars.Chosen)
    async def _clicked(self, event: Bars.Chosen) -> None:
        await self.run_action(event.action)

    def action_back(self) -> None:
        """Go one step back: out of what was looked for, then out of the journal."""
        field = self.query_one("#wanted", Input)
        if field.value:
            field.value = ""
            self.lines.focus()
        elif field.has_focus:
            self.lines.focus()
        else:
            self.dismiss(None)


def _told(row: JournalRow, event: Event, phrase: str, cells: int) -> list[Line]:
    """Return where a line was written and its hash, what it did, and the words it carried."""
    where = (piece(f" {row.seat}  {row.hash[:12]}", "faint"),)
    words = paragraphs(event.words, cells - 2, "text", indent=1, most=1)
    return [where, *paragraphs(phrase, cells - 2, "soft", indent=1, most=_TOLD_LINES - 2), *words]


def _meant(term: str) -> tuple[str, tuple[str, ...]]:
    """Return a word somebody looks for, and the verbs whose name has it."""
    return term, tuple(verb for verb, name in verbs().items() if term.lower() in f"{name} {verb}".lower())


def journal_line(row: JournalRow, seat: Seat, now: int, cells: int) -> Line:
    """Return a line of the journal."""
    time = clock_time(row.at, seat.vocabulary, now, seconds=True)
    undoes = f" {say('line {seq}', seq=row.undoes)}" if row.undoes else ""
    head = (
        column(str(row.seq), 7, "faint", right=True),
        gap(1),
        column(doubted(time, doubt=row.doubt), 15, "muted"),
        column(row.operator, 10, "soft"),
        gap(1),
        column(row.subject, 8, "focus"),
        piece(f"{verb_name(row.verb)}{undoes}", "text"),
    )
    return (*head, piece(f"  {_('simulated')}", "faint")) if row.simulated and cells > 70 else head
