"""The incident board: cards in a list, in four columns, or on a wall; and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.domain.deadlines import clock_name
from rhythm_tui.i18n import _, language, ngettext, say
from rhythm_tui.ui import keys, terms
from rhythm_tui.ui.escalation import card_word
from rhythm_tui.ui.keys import Place
from rhythm_tui.ui.panes.columns import Columns
from rhythm_tui.ui.panes.pane import Pane, Snapshot, Story, demo_way, nothing_yet
from rhythm_tui.ui.panes.story import next_steps
from rhythm_tui.ui.panes.unfinished import unfinished_blocks
from rhythm_tui.ui.panes.wall import Wall, wall_lines
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, paced, since, span
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.cards import Block, CardList
from rhythm_tui.ui.wording import BLANK, Line, Piece, bar, column, gap, paragraphs, piece, size, spread

WIDE = 140
"""Cells from which on the four columns stand side by side."""


class IncidentsPane(Pane):
    """The open incidents."""

    noun: Place = "incidents"
    number = 3
    zooms = 2
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("incidents")]

    def __init__(self, seat: Seat, *, id: str = "incidents") -> None:
        super().__init__(seat, id=id)
        self._shown: Snapshot | None = None

    def compose(self) -> ComposeResult:
        """Stack the parts."""
        yield Bars(id="stages")
        yield CardList(id="cards")
        yield Columns(id="columns")
        yield Wall(id="wall")
        yield Story(id="next")

    @property
    def cards(self) -> CardList:
        """The list of cards."""
        return self.query_one("#cards", CardList)

    @property
    def columns(self) -> Columns:
        """The four columns."""
        return self.query_one(Columns)

    @property
    def _in_columns(self) -> bool:
        return self.has_class("-columns") and self.app.size.width >= WIDE

    @property
    def _on_wall(self) -> bool:
        return self.has_class("-wall")

    def list_of(self) -> Widget:
        """Return what takes the focus."""
        if self._on_wall:
            return self.query_one(Wall)
        return self.columns.list_here if self._in_columns else self.cards

    def subject(self) -> str | None:
        """Return the id of the selected incident; on the wall there is none."""
        if self._on_wall:
            return None
        return self.columns.selected if self._in_columns else self.cards.selected

    def zoomed(self, step: int) -> None:
        """Show the list, then the whole screen in columns, then the wall; the cursor stays on its card."""
        before = self.subject()
        self.set_class(step == 1, "-columns")
        self.set_class(step == 2, "-wall")
        if before is not None:
            self.columns.choose(before)
            self.cards.go_to(before)
        if self._shown is not None:
            self.tick(self._shown)

    def on_resize(self) -> None:
        """Keep the focus on what is shown at this width."""
        if self.has_class("-here") and self._shown is not None:
            self.tick(self._shown)
            self.list_of().focus(scroll_visible=False)

    def name_pieces(self, snapshot: Snapshot) -> list[Piece]:
        """Return the pane's name and how many incidents are open."""
        return self.title_pieces(_("Incidents"), str(snapshot.status.incidents_open))

    def tick(self, snapshot: Snapshot) -> None:
        """Let the timers run, in what is shown of them."""
        self._shown = snapshot
        if self._on_wall:
            wall = self.query_one(Wall)
            shown = (snapshot.incidents, self.seat, snapshot.now)
            wall.show(lambda cells: wall_lines(*shown, cells, wall.size.height))
            return
        if self._in_columns:
            self.columns.show(snapshot.incidents, partial(self._blocks, snapshot))
            return
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

    def _blocks(self, snapshot: Snapshot, cells: int, stage: str = "") -> list[Block]:
        """Return all cards, or those of one column, and under the last of them what closed ones still owe."""
        cards = [card for card in snapshot.incidents if stage in ("", card.stage)]
        height = (self.columns.list_here if stage else self.cards).size.height
        blocks = self._cards(cards, snapshot, cells, height, in_column=bool(stage))
        if stage in ("", terms.STAGES[-1]):
            blocks += unfinished_blocks(snapshot.unfinished, self.seat, snapshot.now, cells)
        return blocks

    def _cards(
        self, cards: Sequence[IncidentCard], snapshot: Snapshot, cells: int, height: int, *, in_column: bool
    ) -> list[Block]:
        """Return cards as fully as they fit without scrolling; the smallest have a line each."""
        now = snapshot.now
        asked = Counter(row.incident for row in snapshot.asks if row.open)

        def whole(card: IncidentCard, *, brief: bool) -> list[Line]:
            return card_lines(card, self.seat, now, cells, brief=brief, asked=asked[card.id])

        def about(card: IncidentCard) -> list[Line]:
            return [facts_line(card, self.seat, now)] if in_column else []

        makers: tuple[Callable[[IncidentCard], list[Line]], ...] = (
            lambda card: [*whole(card, brief=False), *about(card), BLANK],
            lambda card: [*whole(card, brief=True), BLANK],
            lambda card: compact_lines(card, self.seat, now, cells, in_column=in_column),
            lambda card: [single_line(card, self.seat, now, cells, in_column=in_column)],
        )
        made: list[list[Line]] = []
        for make in makers:
            made = [make(card) for card in cards]
            if sum(map(len, made)) <= height + (made[-1:] != [] and made[-1][-1] == BLANK):
                break
        blocks: list[Block] = []
        for card, lines in zip(cards, made, strict=True):
            spaced = lines[-1] == BLANK
            blocks.append(Block(card.id, tuple(lines[:-1] if spaced else lines)))
            if spaced:
                blocks.append(Block(None, (BLANK,)))
        return blocks


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


def facts_line(card: IncidentCard, seat: Seat, now: int) -> Line:
    """Return since when an incident is known and how much belongs to it."""
    at = clock_time(card.discovered_at, seat.vocabulary, now)
    told = [
        (ngettext("{n} item", "{n} items", card.linked), card.linked),
        (ngettext("{n} task", "{n} tasks", card.tasks), card.tasks),
        (ngettext("{n} held slot", "{n} held slots", card.held), card.held),
    ]
    counts = "  ".join(template.format(n=n) for template, n in told if n)
    return (piece(f" {_('discovered')} {at}  {counts}", "muted"),)


def compact_lines(card: IncidentCard, seat: Seat, now: int, cells: int, *, in_column: bool) -> list[Line]:
    """Return an incident in two lines, for a board of many: what and where it stands, and what is next."""
    owner, shade = terms.owner_piece(card.owner, seat.operator, urgent=True)
    following, due = _due(card, now)
    about = [piece(f"   {card.id} ", "faint"), piece(owner, shade), gap(2)]
    if following is not None:
        about.append(piece(seat.vocabulary.timer(following.name), "muted"))
    return [spread(_name(card, seat), _stage(card, in_column=in_column), cells), spread(about, (due,), cells)]


def single_line(card: IncidentCard, seat: Seat, now: int, cells: int, *, in_column: bool) -> Line:
    """Return an incident in one line, for a board that would not hold it otherwise."""
    _following, due = _due(card, now)
    return spread(_name(card, seat), (due, *_stage(card, in_column=in_column)), cells)


def _name(card: IncidentCard, seat: Seat) -> Line:
    rank = seat.vocabulary.grade_rank(card.grade)
    grade = piece(f" {seat.vocabulary.grade(card.grade)} ", f"{terms.grade_style(rank)}-block")
    return (grade, gap(1), piece(card.title, "strong-bold"))


def _stage(card: IncidentCard, *, in_column: bool) -> Line:
    return () if in_column else (piece(f" {terms.stage_name(card.stage)}", "focus"),)


def _due(card: IncidentCard, now: int) -> tuple[TimerRow | None, Piece]:
    following = card.next_due
    end, style = timer_end(following, now) if following else ("", "muted")
    return following, piece(f" {end}", style)


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
