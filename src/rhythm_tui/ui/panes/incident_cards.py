"""An incident as a card: as fully as there is room for it, the smallest in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from rhythm_tui.desk.board import IncidentCard, TimerRow
from rhythm_tui.domain.text import SafeText
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.i18n import _, language, ngettext
from rhythm_tui.ui import terms
from rhythm_tui.ui.escalation import card_word
from rhythm_tui.ui.panes.pane import Snapshot
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.timers import timer_end, timer_line, timer_name
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, Piece, cut, gap, paragraphs, piece, size, spread

Maker = Callable[[IncidentCard], list[Line]]
"""Makes the lines of a card."""


_FORMS = 4
"""So many ways there are to show all cards alike; one more is for the last of them that are shown fully."""
_FULLER = (0, 1, 4)


def makers(seat: Seat, snapshot: Snapshot, cells: int, *, in_column: bool) -> tuple[Maker, ...]:
    """Return the ways to show a card, the fullest first."""
    now = snapshot.now
    asked = Counter(row.incident for row in snapshot.asks if row.open)

    def whole(card: IncidentCard, *, brief: bool) -> list[Line]:
        return card_lines(card, seat, now, cells, brief=brief, asked=asked[card.id])

    def about(card: IncidentCard) -> list[Line]:
        return [facts_line(card, seat, now)] if in_column else []

    return (
        lambda card: [*whole(card, brief=False), *about(card), BLANK],
        lambda card: [*whole(card, brief=True), BLANK],
        lambda card: compact_lines(card, seat, now, cells, in_column=in_column),
        lambda card: [single_line(card, seat, now, cells, in_column=in_column)],
        lambda card: whole(card, brief=True),
    )


def forms(cards: Sequence[IncidentCard], ways: Sequence[Maker], height: int) -> list[int]:
    """Return for each card how fully it is shown, so that they fit without scrolling.

    Where there is room left the first of them, the next to fall due, are shown more fully than the others.
    """
    chosen = [_FORMS - 1] * len(cards)
    made: list[list[Line]] = []
    for way, make in enumerate(ways[:_FORMS]):
        chosen, made = [way] * len(cards), [make(card) for card in cards]
        if _fit(made, height):
            break
    for place, card in enumerate(cards):
        tried = ((way, [*made[:place], ways[way](card), *made[place + 1 :]]) for way in _FULLER)
        found = next((one for one in tried if _fit(one[1], height)), None)
        if found is None:
            break
        chosen[place], made = found
    return chosen


def card_blocks(cards: Sequence[IncidentCard], ways: Sequence[Maker], chosen: Sequence[int]) -> list[Block]:
    """Return the cards, each as fully as was chosen for it."""
    blocks: list[Block] = []
    for card, way in zip(cards, chosen, strict=True):
        lines = ways[way](card)
        spaced = lines[-1] == BLANK
        blocks.append(Block(card.id, tuple(lines[:-1] if spaced else lines)))
        if spaced:
            blocks.append(Block(None, (BLANK,)))
    return blocks


def _fit(made: Sequence[Sequence[Line]], height: int) -> bool:
    """Return whether all cards can be seen at once; the blank line under the last one need not."""
    return not made or sum(map(len, made)) <= height + (made[-1][-1] == BLANK)


def card_lines(
    card: IncidentCard, seat: Seat, now: int, cells: int, *, brief: bool = False, asked: int = 0
) -> list[Line]:
    """Return an incident as a card; a brief one shows only the timers that still run.

    ``asked`` is how many must be told of a timer of it now.
    """
    names, tasks = seat.around.at(card.id), (card.tasks, card.tasks_late(now))
    lines = _about(
        card, seat.vocabulary, seat.operator, (cells, language()), (names, asked, tasks), brief=brief
    )
    running = [timer for timer in card.timers if timer.runs]
    shown = (running or list(card.timers[-1:])) if brief else list(card.timers)
    return [*lines, *(timer_line(timer, seat, now, cells) for timer in shown)]


@lru_cache(maxsize=256)
def _about(
    card: IncidentCard,
    words: Vocabulary,
    me: SafeText,
    room: tuple[int, str],
    told: tuple[tuple[SafeText, ...], int, tuple[int, int]],
    *,
    brief: bool,
) -> tuple[Line, ...]:
    """Return what stands over the timers of a card, kept as it is while it says the same.

    ``room``: the cells, and the language. ``told``: who else is there, how many must be told, and how many
    tasks there are and are late.
    """
    (cells, _language), (names, asked, (tasks, late)) = room, told
    owner, style = terms.owner_piece(card.owner, me, urgent=True)
    grade = [*card_word(asked), terms.grade_block(card.grade, words), gap(1)]
    known = [gap(1), *terms.here_pieces(names), piece(card.id, "faint")]
    left = cells - size(grade) - size(known) - size([piece(owner)]) - 1
    head = [*grade, *cut([piece(words.kind(card.kind), "soft")], max(left, 0)), *known]
    stage = piece(f" {terms.stage_name(card.stage)}", "focus")
    title = paragraphs(
        card.title, cells - size((stage,)) - 1, "strong-bold", indent=1, most=1 if brief else 3
    )
    first = (spread(head, (piece(owner, style),), cells), spread(title[0], (stage,), cells))
    of_tasks = (task_line(tasks, late),) if late or (tasks and not brief) else ()
    return (*first, *title[1:], *of_tasks)


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
    about = [
        piece(f"   {card.id} ", "faint"),
        *terms.here_pieces(seat.around.at(card.id)),
        piece(owner, shade),
        gap(2),
    ]
    if following is not None:
        room = cells - size(about) - size((due,))
        about.append(piece(timer_name(following, seat, room), "muted"))
    return [spread(_name(card, seat), _stage(card, in_column=in_column), cells), spread(about, (due,), cells)]


def single_line(card: IncidentCard, seat: Seat, now: int, cells: int, *, in_column: bool) -> Line:
    """Return an incident in one line, for a board that would not hold it otherwise."""
    _following, due = _due(card, now)
    return spread(_name(card, seat), (due, *_stage(card, in_column=in_column)), cells)


def _name(card: IncidentCard, seat: Seat) -> Line:
    return (terms.grade_block(card.grade, seat.vocabulary), gap(1), piece(card.title, "strong-bold"))


def _stage(card: IncidentCard, *, in_column: bool) -> Line:
    return () if in_column else (piece(f" {terms.stage_name(card.stage)}", "focus"),)


def _due(card: IncidentCard, now: int) -> tuple[TimerRow | None, Piece]:
    following = card.next_due
    end, style = timer_end(following, now) if following else ("", "muted")
    return following, piece(f" {end}", style)
