"""What passed while nobody was at the desk: in the order of time, each a step from its row."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from rhythm_tui.desk.passed import Digest, Passed
from rhythm_tui.domain import ids
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import item_state
from rhythm_tui.ui.absence import counted
from rhythm_tui.ui.keys import Place, also
from rhythm_tui.ui.screens.base import DeskDialog, Wanted, want
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.terms import owner_piece, slot_state
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.widgets.lines import LineList
from rhythm_tui.ui.wording import BLANK, Line, Words, column, gap, paragraphs, piece, size, words

MOST = 1_000
"""How many are shown, the latest: older ones stand in the queue all the same."""
_PLACES: dict[str, Place] = {ids.INTERACTION: "queue", ids.SLOT: "slots", ids.INCIDENT: "incidents"}


class _Standing(NamedTuple):
    """A thing as it is now: its words, and what became of it with the style of that."""

    text: Words
    now: Words
    style: str


class DigestScreen(DeskDialog[None]):
    """A digest opened: it does not change any more, only how its rows stand now does."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", show=False),
        also("digest", "back"),
    ]

    def __init__(self, digest: Digest, how: str, seat: Seat) -> None:
        super().__init__()
        self._digest = digest
        self._how = how
        self._rows = digest.rows[-MOST:]
        self._seat = seat
        self._opens: list[str] = []
        """What each line of the list opens."""

    def compose(self) -> ComposeResult:
        """One box with the list."""
        with Vertical(classes="dialog -hug") as box:
            now, vocabulary = self._seat.now(), self._seat.vocabulary
            start, end = (clock_time(at, vocabulary, now) for at in (self._digest.since, self._digest.until))
            box.border_title = words(
                say("unattended from {start} to {end}", start=start, end=end), "focus-bold"
            )
            yield CardList(id="passed-rows", ground="raised")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Show it."""
        bars = self.query_one("#dialog-keys", Bars)
        offered = [("Enter", _("open"), "open"), ("Esc", _("back"), "back")]
        bars.show(lambda cells: key_line(bars, offered, cells))
        self.reread()
        self._list.focus()

    @property
    def _list(self) -> CardList:
        return self.query_one("#passed-rows", CardList)

    def reread(self) -> None:
        """Show how its rows stand now."""
        now = self._seat.now()
        standing = self._standing(now)
        rows = [row for row in self._rows if row.id in standing]
        self._opens = [row.id for row in rows]
        self._list.show(
            lambda cells: [
                *(Block(None, (line,)) for line in self._head(cells)),
                *(
                    Block(str(place), (self._line(row, standing[row.id], now, cells),))
                    for place, row in enumerate(rows)
                ),
            ]
        )

    def _standing(self, now: int) -> dict[str, _Standing]:
        """Read how everything in the digest stands now; what was taken back is gone."""
        reader, me = self._seat.reader, self._seat.operator
        found: dict[str, _Standing] = {}
        named = dict.fromkeys(filter(None, (ids.split(row.id) for row in self._rows)))
        for row in reader.queue_rows([n for prefix, n in named if prefix == ids.INTERACTION]):
            who = owner_piece(row.owner, me, urgent=True)
            state = who if row.state == "open" else (item_state(row.state), "muted")
            found[row.id] = _Standing(row.text, *state)
        for prefix, n in named:
            id = ids.name(prefix, n)
            if prefix == ids.SLOT and (slot := reader.slot(id, now)):
                found[id] = _Standing(slot.row.title, *slot_state(slot.row))
            elif prefix == ids.INCIDENT and (incident := reader.incident(id)):
                found[id] = _Standing(incident.card.title, *owner_piece(incident.card.owner, me, urgent=True))
        return found

    def _head(self, cells: int) -> list[Line]:
        lines = paragraphs(counted(self._digest.counts()), cells, "late-bold", indent=1)
        lines += paragraphs(self._how, cells, "muted", indent=1)
        if (all_of_them := len(self._digest.rows)) > MOST:
            told = say("the latest {n} of {all}", n=MOST, all=all_of_them)
            lines.append((piece(f" {told}", "muted"),))
        return [*lines, BLANK]

    def _line(self, row: Passed, standing: _Standing, now: int, cells: int) -> Line:
        word, style = _word(row.code)
        who = 9 if cells >= 84 else 7
        head = (
            column(f" {clock_time(row.at, self._seat.vocabulary, now)}", 13, "soft"),
            column(word, 15, style),
            column(row.id, 6, "muted"),
            piece(self._about(row), "soft"),
        )
        room = max(cells - size(head) - who - 1, 4)
        return (*head, column(standing.text, room), gap(1), column(standing.now, who, standing.style))

    def _about(self, row: Passed) -> str:
        """Return which timer of an incident it is about, and who must be told of that."""
        names = self._seat.vocabulary
        who = [names.duty(row.duty)] if row.duty else []
        timer = [names.timer(row.name)] if row.name else []
        told = _(", ").join([*who, *timer])
        return say("{what}: {why}", what=told, why="") if told else ""

    @on(Bars.Chosen)
    def _clicked(self, event: Bars.Chosen) -> None:
        self.action_back() if event.action == "back" else self.open_row()

    @on(LineList.Opened)
    def open_row(self) -> None:
        """Open what the cursor stands on."""
        if self._list.selected is not None:
            id = self._opens[int(self._list.selected)]
            want(Wanted(self, "open", _PLACES[id[0]], id))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(None)


def _word(code: str) -> tuple[str, str]:
    """Return what a limit that was passed is called, and its style."""
    return {
        "timer_late": (_("timer missed"), "late-bold"),
        "neglected": (_("over 24h"), "neglected-bold"),
        "late": (_("overdue"), "late-bold"),
        "slot_missed": (_("slot missed"), "late-bold"),
        "ask": (_("must be told"), "late-bold"),
        "timer_soon": (_("timer due soon"), "soon-bold"),
        "soon": (_("due soon"), "soon-bold"),
        "reminder": (_("reminder"), "focus"),
    }[code]
