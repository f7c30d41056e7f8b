"""Lines that show what a plan would lay, and what stands in its way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from rhythm_tui.desk.clashes import AROUND, words
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.laying import Conflict, Draft, Standing, conflicts
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, ngettext
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, Piece, column, cut, gap, piece

_GONE = ("missed", "dropped")
_CELLS = 70
"""Of a line in a form."""
_WHEN = 17
_PLATFORM = 9


def in_the_way(
    seat: Seat, drafts: Sequence[Draft], besides: Collection[str] = (), own: str | None = None
) -> tuple[Conflict, ...]:
    """Return what stands in the way of some drafts; ``besides`` are the slots that would move."""
    if not drafts:
        return ()
    around = seat.reader.slots(drafts[0].at - AROUND, drafts[-1].at + AROUND, seat.now())
    standing = [_standing(slot, own) for slot in around if slot.state not in _GONE and slot.id not in besides]
    return conflicts(drafts, standing, seat.playbook())


def _standing(slot: SlotRow, own: str | None) -> Standing:
    campaign = slot.campaign if slot.campaign != own else None
    return Standing(slot.id, slot.platform, slot.wall, slot.at, slot.held_for, campaign)


def draft_lines(
    seat: Seat, drafts: Sequence[Draft], found: Iterable[Conflict], names: Mapping[str, str]
) -> list[Line]:
    """Return what would be laid, a line each, with what stands in its way, and how much that is.

    ``names`` is what each draft is called. What has passed is faint: it is not laid.
    """
    by_key: dict[str, list[str]] = {}
    for one in found:
        by_key.setdefault(one.key, []).append(words(one))
    now = seat.now()
    lines = [_draft_line(seat, draft, names[draft.key], by_key.get(draft.key, []), now) for draft in drafts]
    ahead = sum(draft.at > now for draft in drafts)
    total = ngettext("{n} slot", "{n} slots", ahead).format(n=ahead)
    return [BLANK, (piece(total, "strong-bold"), *_sum(by_key)), *lines]


def _sum(by_key: Mapping[str, Sequence[str]]) -> Line:
    if not by_key:
        return (gap(2), piece(_("nothing stands in the way"), "ok"))
    told = ngettext(
        "{n} with something in the way: it can be laid all the same",
        "{n} with something in the way: they can be laid all the same",
        len(by_key),
    )
    return (gap(2), piece(told.format(n=len(by_key)), "soon"))


def _draft_line(seat: Seat, draft: Draft, name: str, clashes: Sequence[str], now: int) -> Line:
    past = draft.at <= now
    head: list[Piece] = [piece(name, "faint" if past else "key-bold"), gap(1)]
    if draft.phase:
        name = seat.vocabulary.phase(draft.phase)
        head.append(column(name, _phase_cells(seat), "faint" if past else "soft"))
    head += [
        column(
            f"{draft.wall[5:10]} {_weekday(draft.day)} {draft.wall[11:]}", _WHEN, "muted" if past else "text"
        ),
        column(seat.vocabulary.platform(draft.platform), _PLATFORM, "faint" if past else "soft"),
    ]
    if past:
        return (*head, piece(_("has passed: not laid"), "faint"))
    if clashes:
        return cut((*head, piece(_(", ").join(clashes), "soon")), _CELLS)
    return cut((*head, piece(draft.title, "muted")), _CELLS)


def _phase_cells(seat: Seat) -> int:
    phases = map(seat.vocabulary.phase, seat.vocabulary.ids("phases"))
    return 1 + max(map(width, phases), default=0)


def _weekday(day: str) -> str:
    return weekday_names()[date.fromisoformat(day).weekday()]


def numbered(drafts: Sequence[Draft]) -> dict[str, str]:
    """Return what drafts are called where they are told apart by a number."""
    return {draft.key: f"{number:2d}" for number, draft in enumerate(drafts, start=1)}
