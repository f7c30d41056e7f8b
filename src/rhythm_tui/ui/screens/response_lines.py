"""What stands in the workspace of an incident besides its timeline, as blocks of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.desk.statement_rows import StatementRow
from rhythm_tui.desk.views import IncidentDetail, QueueRow
from rhythm_tui.desk.workspace import SlotBrief, TaskRow
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import slot_state, statement_state, task_state
from rhythm_tui.ui import terms
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.panes.incident_cards import overdue
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time, limit, paced, rough, since, span
from rhythm_tui.ui.timers import timer_bar, timer_end, timer_line
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, Piece, Words, column, gap, paragraphs, piece, size, spread

TIMER = "timer "
"""What the id of a timer's block begins with, before the timer's name."""
_LABEL = 12
_ID = 5
_INDENT = 5
_ROOMY = 50
"""Cells from which on a timer with its name, bar and end stands on one line."""


def heading(text: str, *more: Piece) -> Block:
    """Return a heading under a blank line."""
    return Block(None, (BLANK, (piece(text, "focus-bold"), *more)))


def facts(detail: IncidentDetail, seat: Seat, now: int, cells: int) -> list[Block]:
    """Return what the incident is, how grave and why, how it came to be known, and its timers."""
    card, words = detail.card, seat.vocabulary
    owner, shade = terms.owner_piece(card.owner, seat.operator, urgent=True)
    head: list[Line] = [
        spread(
            (
                terms.grade_block(card.grade, words),
                piece(f" {words.kind(card.kind)} ", "soft"),
                piece(card.id, "faint"),
            ),
            (piece(terms.stage_name(card.stage), "focus"),),
            cells,
        ),
        *paragraphs(card.title, cells, "strong-bold", most=3),
    ]
    told = [
        *_said(_("caution"), words.caution(card.kind), cells, "soon"),
        *_said(words.grade(card.grade), words.criteria(card.grade), cells, "soft"),
        (column(_("in charge"), _LABEL, "muted"), piece(owner, shade)),
        *_said(_("source"), words.source(card.source) if card.source else _("not recorded"), cells, "soft"),
        *_moments(card, seat, now),
    ]
    timers = [Block(f"{TIMER}{one.name}", tuple(_timer(one, seat, now, cells))) for one in card.timers]
    return [Block(card.id, tuple(head)), Block(None, tuple(told)), heading(_("timers")), *timers]


def _said(label: str, text: str, cells: int, style: str) -> list[Line]:
    """Return a label with words beside it, as many lines as they need."""
    lines = paragraphs(text, cells - _LABEL, style) if text else []
    return [
        (column(label if place == 0 else "", _LABEL, "muted"), *line[1:]) for place, line in enumerate(lines)
    ]


def _moments(card: IncidentCard, seat: Seat, now: int) -> Iterable[Line]:
    moments = (
        (_("occurred"), card.occurred_at),
        (_("discovered"), card.discovered_at),
        (_("graded"), card.graded_at),
    )
    for label, at in moments:
        if at is not None:
            ago = say("{span} ago", span=rough(since(at, now)))
            at_clock = piece(clock_time(at, seat.vocabulary, now), "text")
            yield (column(label, _LABEL, "muted"), at_clock, piece(f"  {ago}", "muted"))
    if card.merged_into:
        yield (column(_("goes on in"), _LABEL, "muted"), piece(card.merged_into, "focus"))


def _timer(timer: TimerRow, seat: Seat, now: int, cells: int) -> Iterable[Line]:
    if cells >= _ROOMY:
        yield timer_line(timer, seat, now, cells)
    else:
        end, style = timer_end(timer, now)
        target = column(limit(timer.target), _INDENT - 1, "muted", right=True)
        name = piece(seat.vocabulary.timer(timer.name), "text")
        yield spread((target, gap(1), name), (piece(end, style),), cells)
        yield (gap(_INDENT), *timer_bar(timer, now, cells - _INDENT, style.removesuffix("-bold")))
    if timer.met_at is not None:
        yield _by(timer.met_at, timer.met_by or "", seat, now)
        yield from paragraphs(timer.evidence, cells, "soft", indent=_INDENT, most=3)
    elif timer.waived_at is not None:
        yield _by(timer.waived_at, timer.waived_by or "", seat, now)
        yield from paragraphs(timer.waiver, cells, "soft", indent=_INDENT, most=3)
    for more in (timer.file, timer.url):
        if more[0]:
            yield (gap(_INDENT), piece(more, "focus"))


def _by(at: int, who: Words, seat: Seat, now: int) -> Line:
    return (gap(_INDENT), piece(clock_time(at, seat.vocabulary, now), "text"), gap(1), piece(who, "soft"))


def tasks(detail: IncidentDetail, seat: Seat, keymap: Keys, now: int, cells: int) -> list[Block]:
    """Return the tasks: the open ones with owner and due time, the ended ones in short."""
    opened = [task for task in detail.tasks if task.state == "open"]
    late = sum(task.late(now) for task in opened)
    more = [piece(f" {len(opened)}", "soft-bold")] if opened else []
    if late:
        more.append(piece(f"  {overdue(late)}", "late-bold"))
    blocks = [heading(_("tasks"), *more)]
    if not detail.tasks:
        blocks.append(_none(say("none; {key} lays one", key=keymap.first("task"))))
    for task in detail.tasks:
        make = _open_task if task.state == "open" else _ended_task
        blocks.append(Block(task.id, tuple(make(task, seat, now, cells))))
    return blocks


def task_due(task: TaskRow, seat: Seat, now: int) -> Piece:
    """Return how a task stands to its due time, in words."""
    if task.due_at is None:
        return piece(_("no due time"), "muted")
    at = clock_time(task.due_at, seat.vocabulary, now)
    left = since(now, task.due_at)
    if task.late(now):
        return piece(say("overdue {span}", span=f"+{span(left)}"), "late-bold")
    return piece(say("by {time}, {span} left", time=at, span=paced(left)), "soon" if left < 1800 else "ok")


def task_doer(task: TaskRow, seat: Seat) -> list[Piece]:
    """Return who has to do a task: the person, and the role."""
    owner, style = terms.owner_piece(task.owner, seat.operator, urgent=task.role is None)
    role = piece(seat.vocabulary.duty(task.role), "soft") if task.role else None
    if task.owner is None and role is not None:
        return [role]
    return [piece(owner, style), *([gap(2), role] if role else [])]


def _open_task(task: TaskRow, seat: Seat, now: int, cells: int) -> Iterable[Line]:
    for place, line in enumerate(paragraphs(task.text, cells - _ID, "text", most=2)):
        yield (column(task.id if place == 0 else "", _ID, "muted"), *line[1:])
    yield (gap(_ID), task_due(task, seat, now), gap(2), *task_doer(task, seat))


def _ended_task(task: TaskRow, seat: Seat, now: int, cells: int) -> Iterable[Line]:
    at = clock_time(task.ended_at or now, seat.vocabulary, now)
    head = (column(task.id, _ID, "faint"), piece(f"{task_state(task.state)} {at}  ", "faint"))
    yield (*head, column(task.text, max(cells - size(head), 4), "faint"))


def roles(detail: IncidentDetail, seat: Seat, now: int, cells: int) -> list[Block]:
    """Return who holds which role and since when, and who held it before (RHYTHM 23)."""
    words = seat.vocabulary
    known = words.ids("duties")
    others = dict.fromkeys(one.role for one in detail.duties if one.role not in known)
    every = (*known, *others)
    cut = min(2 + max((width(words.duty(role)) for role in every), default=0), cells // 2)
    lines: list[Line] = []
    for role in every:
        held = [one for one in detail.duties if one.role == role]
        holder = next((one for one in held if one.until_at is None), None)
        name = column(words.duty(role), cut, "soft")
        if holder is None:
            lines.append((name, piece(_("nobody"), "faint")))
        else:
            since_at = say("since {time}", time=clock_time(holder.from_at, words, now))
            person, begun = piece(holder.person, "text"), piece(since_at, "muted")
            if cut + size((person, begun)) + 2 <= cells:
                lines.append((name, person, gap(2), begun))
            else:
                lines += [(name, person), (gap(cut), begun)]
        for one in held:
            if one.until_at is not None:
                between = f"{clock_time(one.from_at, words, now)}-{clock_time(one.until_at, words, now)}"
                lines.append((gap(cut), piece(one.person, "faint"), piece(f"  {between}", "faint")))
    return [heading(_("roles")), Block(None, tuple(lines))]


def items(detail: IncidentDetail, seat: Seat, now: int, cells: int) -> list[Block]:  # noqa: ARG001 - as its neighbours
    """Return the linked items with their state; what they may be answered with stands above (RHYTHM 23)."""
    closed = detail.card.stage == "closed"
    warned = () if closed or not detail.items else (piece(f"  {_('approved wording only')}", "soon"),)
    blocks = [heading(_("linked items"), piece(f" {len(detail.items)}", "soft-bold"), *warned)]
    if not detail.items:
        return [*blocks, _none(_("none"))]
    return [*blocks, *(Block(row.id, (_item(row, now, cells),)) for row in detail.items)]


def _item(row: QueueRow, now: int, cells: int) -> Line:
    band = row.band(now) if row.state == "open" else None
    state = terms.band_word(band) if row.state == "open" else terms.ended_word(row.state)
    style = f"{band}-bold" if band else "faint"
    head = (column(row.id, _ID, "muted"), column(state, 9, style), column(row.author, 9, "soft"), gap(1))
    return (*head, column(row.text, max(cells - 24 - 1, 4), "text" if band else "soft"))


def statements(detail: IncidentDetail, seat: Seat, now: int, cells: int) -> list[Block]:  # noqa: ARG001 - as its neighbours
    """Return the public statements: their state, and whose sign-off a draft still wants."""
    blocks = [heading(_("statements"))]
    if not detail.statements:
        return [*blocks, _none(_("none"))]
    return [*blocks, *(Block(one.id, tuple(_statement(one, seat, cells))) for one in detail.statements)]


def _statement(one: StatementRow, seat: Seat, cells: int) -> Iterable[Line]:
    style = {"draft": "soon-bold", "published": "ok-bold"}.get(one.state, "faint")
    head = [
        column(one.id, _ID, "muted"),
        piece(say("version {n}", n=one.number), "soft"),
        gap(2),
        piece(statement_state(one.state), style),
    ]
    if one.missing:
        names = terms.owed(one.missing, seat.vocabulary)
        head.append(piece(f"  {say('missing {roles}', roles=names)}", "soon"))
    yield tuple(head)
    yield (
        gap(_ID),
        column(one.text, max(cells - _ID - 1, 4), "faint" if one.state == "superseded" else "soft"),
    )


def slots(detail: IncidentDetail, seat: Seat, now: int, cells: int) -> list[Block]:  # noqa: ARG001 - as its neighbours
    """Return the publishing slots it holds, and those that bring a statement of it to the public."""
    if not detail.slots:
        return []
    return [heading(_("slots")), *(Block(one.id, (_slot(one, seat),)) for one in detail.slots)]


def _slot(slot: SlotBrief, seat: Seat) -> Line:
    state = column(slot_state(slot.state), 9, "held" if slot.state == "held" else "soft")
    brings = piece(f"{slot.statement} ", "focus") if slot.statement else None
    head = [
        column(slot.id, _ID, "muted"),
        state,
        piece(slot.wall[5:16].replace("T", " "), "text"),
        gap(1),
        piece(seat.vocabulary.platform(slot.platform), "soft"),
        gap(1),
    ]
    return (*head, *([brings] if brings else []), piece(slot.title, "text"))


def _none(text: str) -> Block:
    return Block(None, ((piece(text, "faint"),),))


Section = Callable[[IncidentDetail, Seat, int, int], list[Block]]
WORK: tuple[Section, ...] = (roles, items, statements, slots)
"""The sections of the work column under its tasks, from top to bottom."""
