"""The timeline of an incident as blocks of lines, an entry each, and one of them whole."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.views import Event, IncidentDetail
from rhythm_tui.domain.text import SafeText, width
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.clock_words import doubted
from rhythm_tui.reports.phrases import event_phrase
from rhythm_tui.reports.words import note_kinds
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.cards import Block
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, gap, paragraphs, piece, safe, size

EVENT = "line "
"""What the id of an event's block begins with, before the number of its journal line."""
_WIDEST_NAME = 12
_MOST = 4
"""How many lines of somebody's words an entry shows."""
_NOTE_STYLES = {"note": "soft-bold", "fact": "ok-bold", "decision": "key-bold"}
_SPEAKS_FOR_ITSELF = ("incident.open",)
"""Verbs whose words stand on the card already."""


def timeline(detail: IncidentDetail, seat: Seat, now: int, cells: int) -> list[Block]:
    """Return the timeline, the oldest first, each entry cut to a few lines (RHYTHM 24)."""
    told = _Told(detail, seat, now)
    return [Block(f"{EVENT}{one.seq}", tuple(told.lines(one, cells))) for one in detail.timeline]


def whole(seq: int, detail: IncidentDetail, seat: Seat, now: int, cells: int) -> list[Line]:
    """Return one entry with all of its words; nothing when it is not there."""
    told = _Told(detail, seat, now)
    found = (one for one in detail.timeline if one.seq == seq)
    return [line for one in found for line in (BLANK, *told.lines(one, cells, most=0))]


class _Told:
    """How the entries of one timeline are told: their times and names in columns of the same width."""

    def __init__(self, detail: IncidentDetail, seat: Seat, now: int) -> None:
        self._incident = detail.card.id
        self._tasks = {task.id: task.text for task in detail.tasks}
        self._words = seat.vocabulary
        self._now = now
        self._time = max((width(self._when(one)) for one in detail.timeline), default=0)
        names = (width(safe(one.operator)) for one in detail.timeline)
        self._name = min(max(names, default=0), _WIDEST_NAME)

    def _when(self, event: Event) -> str:
        if event.told_at is not None:
            return clock_time(event.told_at, self._words, self._now)
        return doubted(clock_time(event.at, self._words, self._now), doubt=event.doubt)

    def lines(self, event: Event, cells: int, *, most: int = _MOST) -> list[Line]:
        """Return one entry: when, who, what, and the words it carried."""
        head = (
            column(self._when(event), self._time, "muted", right=True),
            gap(1),
            column(event.operator, self._name if most else width(safe(event.operator)), "soft"),
            gap(1),
        )
        indent = size(head)
        broken = _broken([*self._what(event), *self._besides(event)], max(cells - indent, 10))
        lines: list[Line] = [(*head, *broken[0]), *((gap(indent), *line) for line in broken[1:])]
        if event.subject in self._tasks and event.verb != "task.add":
            task = self._tasks[event.subject]
            lines += paragraphs(
                task, cells, "faint" if event.undone else "muted", indent=indent, most=min(most, 1)
            )
        if event.words[0] and event.verb not in _SPEAKS_FOR_ITSELF:
            style = "faint" if event.undone else "text" if _note_kind(event) else "muted"
            lines += paragraphs(event.words, cells, style, indent=indent, most=most)
        return lines

    def _what(self, event: Event) -> list[Piece]:
        """Return what was done, and to what where that is not the incident itself."""
        about = [] if event.subject == self._incident else [piece(event.subject, "focus"), gap(1)]
        kind = _note_kind(event)
        if kind is not None:
            return [*about, piece(note_kinds()[kind], "faint" if event.undone else _NOTE_STYLES[kind])]
        return [*about, piece(event_phrase(event, self._words), "faint" if event.undone else "soft")]

    def _besides(self, event: Event) -> list[Piece]:
        """Return when a note of an earlier time was entered, and whether the whole was taken back."""
        told = []
        if event.back_dated:
            entered = clock_time(event.at, self._words, self._now)
            told.append(piece(f"  {say('entered {time}', time=entered)}", "soon"))
        if event.undone:
            told.append(piece(f"  {_('taken back later')}", "soon"))
        return told


def _note_kind(event: Event) -> str | None:
    """Return what kind of note an event is; None for everything else."""
    if event.verb != "incident.note":
        return None
    told = (safe(one.value) for one in event.facts if one.name == "kind" and isinstance(one.value, SafeText))
    return next((kind for kind in told if kind in _NOTE_STYLES), None)


def _broken(pieces: Sequence[Piece], cells: int) -> list[Line]:
    """Break pieces into lines of at most ``cells`` cells, each piece in its style."""
    lines: list[Line] = []
    line: list[Piece] = []
    for one in pieces:
        room = cells - size(line)
        if width(one.text) <= room:
            line.append(one)
            continue
        if room <= cells // 2:
            lines.append(tuple(line))
            line, room = [], cells
        first, *rest = paragraphs(one.text.strip(), room, one.style)
        line += first[1:]
        for part in rest:
            lines.append(tuple(line))
            line = list(part[1:])
    return [*lines, tuple(line)]
