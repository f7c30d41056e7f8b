"""The incident board: four columns in numbers, a card an incident with its timers, and what comes next."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.domain.deadlines import clock_name
from rhythm_tui.i18n import _, language, ngettext, say
from rhythm_tui.ui import keys, terms
from rhythm_tui.ui.escalation import card_word
from rhythm_tui.ui.keys import Place
from rhythm_tui.ui.panes.pane import Pane, Snapshot, Story, demo_way, nothing_yet
from rhythm_tui.ui.panes.story import next_steps
from rhythm_tui.ui.panes.unfinished import unfinished_blocks
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import paced, since, span
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.wording import BLANK, Line, Piece, bar, column, gap, paragraphs, piece, size, spread


class IncidentsPane(Pane):
    """The open incidents."""

    noun: Place = "incidents"
    number = 3
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("incidents")]

    def __init__(self, seat: Seat, *, id: str = "incidents") -> None:
        super().__init__(seat, id=id)

    def compose(self) -> ComposeResult:
        """Stack the parts."""
        yield Bars(id="stages")
        yield CardList(id="cards")
        yield Story(id="next")

    @property
    def cards(self) -> CardList:
        """The list of cards."""
        return self.query_one("#cards", CardList)

    def list_of(self) -> CardList:
        """Return the list that takes the focus."""
        return self.cards

    def subject(self) -> str | None:
        """Return the id of the selected incident."""
        return self.cards.selected

    def name_pieces(self, snapshot: Snapshot) -> list[Piece]:
        """Return the pane's name and how many incidents are open."""
        return self.title_pieces(_("Incidents"), str(snapshot.status.incidents_open))

    def tick(self, snapshot: Snapshot) -> None:
        """Let the timers run."""
        self.query_one("#stages", Bars).show(lambda _cells: [_stage_counts(snapshot.incidents)])
        self.cards.show(lambda cells: self._blocks(snapshot, cells), self._empty)
        steps = self.query_one("#next", Story)
        steps.head((piece(_("next"), "muted"),) if snapshot.incidents else BLANK)
        steps.tell(lambda cells: next_steps(snapshot.incidents, self.seat, snapshot.now, cells, steps.room))

    def _empty(self, _cells: int) -> list[Line]:
        return nothing_yet(
            _("No open incident."),
            [("n", _("open one")), ("e", _("on a row of the queue: make one of it")), demo_way()],
        )

    def _blocks(self, snapshot: Snapshot, cells: int) -> list[Block]:
        brief = sum(len(card.timers) + 3 + bool(card.tasks) for card in snapshot.incidents) > max(
            self.cards.size.height, 1
        )
        blocks: list[Block] = []
        asked = Counter(row.incident for row in snapshot.asks if row.open)
        for card in snapshot.incidents:
            if blocks:
                blocks.append(Block(None, (BLANK,)))
            lines = card_lines(card, self.seat, snapshot.now, cells, brief=brief, asked=asked[card.id])
            blocks.append(Block(card.id, tuple(lines)))
        return blocks + unfinished_blocks(snapshot.unfinished, self.seat, snapshot.now, cells)


def _stage_counts(incidents: tuple[IncidentCard, ...]) -> Line:
    parts: list[Piece] = []
    for stage in terms.STAGES:
        count = sum(card.stage == stage for card in incidents)
        name = terms.stage_name(stage)
        parts += [
            piece(f" {name} ", "soft" if count else "muted"),
            piece(f"{count} ", "strong-bold" if count else "muted"),
        ]
    return tuple(parts)


def card_lines(
    card: IncidentCard, seat: Seat, now: int, cells: int, *, brief: bool = False, asked: int = 0
) -> list[Line]:
    """Return an incident as a card; a brief one shows only the timers that still run.

    ``asked`` is how many must be told of a timer of it now.
    """
    words = seat.vocabulary
    owner, style = terms.owner_piece(card.owner, seat.operator, urgent=True)
    head = [
        *card_word(asked),
        piece(f" {words.grade(card.grade)} ", f"{terms.grade_style(words.grade_rank(card.grade))}-block"),
        piece(f" {words.kind(card.kind)} ", "soft"),
        piece(card.id, "faint"),
    ]
    stage = piece(f" {terms.stage_name(card.stage)}", "focus")
    title = paragraphs(card.title, cells - size((stage,)), "strong-bold", indent=1, most=1 if brief else 2)
    lines: list[Line] = [
        spread(head, (piece(owner, style),), cells),
        spread(title[0], (stage,), cells),
        *title[1:],
    ]
    late = card.tasks_late(now)
    if late or (card.tasks and not brief):
        lines.append(task_line(card.tasks, late))
    running = [timer for timer in card.timers if timer.runs]
    shown = (running or list(card.timers[-1:])) if brief else list(card.timers)
    return lines + [timer_line(timer, seat, now, cells) for timer in shown]


def task_line(count: int, late: int) -> Line:
    """Return how many tasks are open and how many of them are past due, in words."""
    line = [piece(f" {ngettext('{n} task', '{n} tasks', count).format(n=count)}", "soft")]
    return (*line, piece(f"  {overdue(late)}", "late-bold")) if late else tuple(line)


def overdue(count: int) -> str:
    """Return how many tasks are past due, in words."""
    return ngettext("{n} overdue", "{n} overdue", count).format(n=count)


def timer_line(timer: TimerRow, seat: Seat, now: int, cells: int) -> Line:
    """Return a timer: its limit, its name, how much of it has gone, and what is left."""
    end, style = timer_end(timer, now)
    end_cells = 13
    name_cells = 8 if language() == "zh" else min(18, max(8, cells - 8 - end_cells - 6))
    head = (column(clock_name(timer.target), 4, "muted", right=True), gap(1))
    name = column(seat.vocabulary.timer(timer.name), name_cells, "soft")
    room = max(cells - 8 - name_cells - end_cells, 4)
    drawn = timer_bar(timer, now, room, style.removesuffix("-bold"))
    return (*head, name, gap(1), *drawn, gap(1), column(end, end_cells, style))


def timer_bar(timer: TimerRow, now: int, cells: int, style: str) -> Line:
    """Return how much of a timer's span has gone, as a bar; a full one once it runs no more."""
    gone = since(timer.start, now) / (timer.target / 1000)
    return bar(cells if not timer.runs else round(cells * min(max(gone, 0), 1)), cells, style)


def timer_end(timer: TimerRow, now: int) -> tuple[str, str]:
    """Return how a timer stands, in words, and the style."""
    if timer.met_at is not None:
        if timer.missed_s:
            return say("met, +{span}", span=span(timer.missed_s)), "late-bold"
        return say("met {span}", span=span(since(timer.start, timer.met_at))), "ok-bold"
    if timer.waived_at is not None:
        if timer.missed_s:
            return say("waived, +{span}", span=span(timer.missed_s)), "late-bold"
        return _("waived"), "muted"
    left = since(now, timer.due_at)
    if left < 0:
        return say("late {span}", span=f"+{span(left)}"), "late-bold"
    return say("{span} left", span=paced(left)), "soon-bold" if now >= timer.soon_at else "ok-bold"
