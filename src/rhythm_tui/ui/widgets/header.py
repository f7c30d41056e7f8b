"""The duty header: what a glance tells, in as much room as there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from rhythm_tui.desk.views import Status
from rhythm_tui.domain.deadlines import BANDS, MINUTE, Band
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.clock_words import doubted
from rhythm_tui.reports.day_words import date
from rhythm_tui.ui import terms
from rhythm_tui.ui.pieces import Line, Piece, cut, gap, piece, safe, size
from rhythm_tui.ui.spans import clock_time, remaining, rough, since

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rhythm_tui.domain.vocabulary import Shift, Vocabulary
    from rhythm_tui.ui.queue_rows import Reading
    from rhythm_tui.ui.seat import Seat

    Sitting = Seat | Reading
    """Whose vocabulary and operator it is."""

_COUNTS = {Band.NEGLECTED: "neglected", Band.LATE: "late", Band.SOON: "soon", Band.OK: "ok"}


_RICHER: tuple[tuple[str, int], ...] = (
    ("incidents", 1), ("who", 1), ("who", 2), ("when", 1), ("incidents", 2), ("next", 1), ("who", 3),
    ("bands", 1), ("who", 4),
)  # fmt: skip
"""What is told more of, in this order, as long as there is room."""
_LEAST = ("who", "next")
"""What is left out, in this order, where there is no room for all."""


def header(status: Status, seat: Sitting, now: int, cells: int) -> Line:
    """Return the header for a width: as much of it as fits, what matters most first."""
    groups = {part: _PARTS[part](status, seat, now, 0) for part in _PARTS}
    sizes = {part: size(group) for part, group in groups.items()}
    for part in _LEAST:
        if not _fits(sizes, cells):
            groups[part], sizes[part] = [], 0
    if not _fits(sizes, cells):
        return cut(_spaced([groups["when"], groups["bands"]], cells), cells)
    for part, level in _RICHER:
        if not groups[part] and part in _LEAST:
            continue
        richer = _PARTS[part](status, seat, now, level)
        wider = {**sizes, part: size(richer)}
        if _fits(wider, cells):
            groups[part], sizes = richer, wider
    return _spaced([group for group in groups.values() if group], cells)


def _fits(sizes: Mapping[str, int], cells: int) -> bool:
    told = [one for one in sizes.values() if one]
    return cells - sum(told) >= 2 * (len(told) - 1)


def _who(status: Status, seat: Sitting, now: int, detail: int) -> list[Piece]:
    parts = [piece(f" {_('DUTY DESK')} ", "now-block")]
    shift = _shift(seat.vocabulary, now // MINUTE) if detail >= 3 else None
    if shift is not None:
        hours = f" {shift.hours}" if detail >= 4 else ""
        parts += [gap(2), piece(f"{shift.name}{hours}", "muted")]
    if detail >= 1:
        parts += [gap(2), *_on_duty(status, seat, detail)]
    return parts


@lru_cache(maxsize=4)
def _shift(words: Vocabulary, minute: int) -> Shift | None:
    return words.shift(minute * MINUTE)


def _on_duty(status: Status, seat: Sitting, detail: int) -> list[Piece]:
    """Return who sits here, and who else is on shift: by name where who sits here has begun none."""
    shown = [piece(seat.operator, "strong-bold")]
    others = [one.operator for one in status.on_duty if one.operator != seat.operator]
    if not others or detail == 1:
        return shown
    if detail >= 3 and len(others) == len(status.on_duty):
        first = safe(others.pop(0))
        more = f" +{len(others)}" if others else ""
        return [*shown, piece(f" {say('(on shift: {names})', names=f'{first}{more}')}", "muted")]
    return [*shown, piece(f" +{len(others)}", "soft")]


def _when(status: Status, seat: Sitting, now: int, detail: int) -> list[Piece]:
    parts = []
    if detail >= 1:
        parts += [piece(date(now, seat.vocabulary), "soft"), gap(2)]
    time = doubted(seat.vocabulary.local(now).strftime("%H:%M:%S"), doubt=bool(status.doubt))
    return [*parts, piece(time, "late-bold" if status.doubt else "strong-bold")]


def _bands(status: Status, seat: Sitting, now: int, detail: int) -> list[Piece]:  # noqa: ARG001 - as the others
    parts: list[Piece] = []
    full = detail > 0
    for band in BANDS:
        count = getattr(status, _COUNTS[band])
        word = terms.band_in_full(band) if full else terms.band_word(band)
        style = (
            "muted"
            if not count
            else f"{band}-block"
            if band in (Band.NEGLECTED, Band.LATE)
            else f"{band}-bold"
        )
        beside = parts and parts[-1].style.endswith("-block") and style.endswith("-block")
        parts += [gap(1)] if beside or (full and parts) else []
        parts.append(piece(f" {word} {count} ", style))
    return parts


def _incidents(status: Status, seat: Sitting, now: int, detail: int) -> list[Piece]:  # noqa: ARG001 - as the others
    if not detail:
        return []
    count = status.incidents_open
    parts = [piece(f"{_('incidents')} ", "soft"), piece(str(count), "strong-bold")]
    if status.incidents_next_due is not None and detail >= 2:
        left = since(now, status.incidents_next_due)
        style = "late-bold" if left < 0 else "soon-bold" if left < 3600 else "ok-bold"
        parts += [gap(1), piece(remaining(left)[:-3], style)]
    return parts


def _next(status: Status, seat: Sitting, now: int, detail: int) -> list[Piece]:
    coming = [at for at in (status.next_due, status.incidents_next_due) if at is not None and at >= now]
    if not coming:
        return [piece(f"{_('nothing due')} ", "muted")]
    left = since(now, min(coming))
    at = clock_time(min(coming), seat.vocabulary, now)
    style = "soon-bold" if left < 1800 else "ok-bold"
    parts = [piece(f"{_('next due')} ", "muted"), piece(at, style)]
    if detail >= 1:
        parts.append(piece(f" {say('in {span}', span=rough(left))}", style.removesuffix("-bold")))
    return [*parts, gap(1)]


_PARTS: Mapping[str, Callable[[Status, Sitting, int, int], list[Piece]]] = {
    "who": _who, "when": _when, "bands": _bands, "incidents": _incidents, "next": _next,
}  # fmt: skip
"""What is told, from left to right, each in less or more detail."""


def _spaced(groups: Sequence[Sequence[Piece]], cells: int) -> Line:
    gaps = max(len(groups) - 1, 1)
    spare = max(cells - sum(size(group) for group in groups), gaps)
    line: list[Piece] = []
    for place, group in enumerate(groups):
        if place:
            line.append(gap(spare // gaps + (1 if place <= spare % gaps else 0)))
        line.extend(group)
    return tuple(line)
