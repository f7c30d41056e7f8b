"""What is done to many marked things at once: a form for all of them, and what each has of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from rhythm_tui.desk.pool_rows import PledgeRow, StoryRow
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import item_forms, pool_forms, slot_forms
from rhythm_tui.ui.fields import Form
from rhythm_tui.ui.keys import BY_ID
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.slot_actions import NUDGES, nudge
from rhythm_tui.ui.wording import BLANK, Line, column, gap, piece, safe, size

SHOWN = 8
"""Things the preview names; of the others it tells the number."""
_CELLS = 68
_DAY_TIME = slice(5, 16)


class Many(NamedTuple):
    """A form for many, and the fields that differ from one to the next, by id in the order of doing."""

    form: Form
    each: Mapping[str, Mapping[str, object]]


def label(action: str) -> str:
    """Return what an action is called."""
    return _(BY_ID[action].label)


def _for_all(
    form: Form, action: str, preview: Sequence[Line], ids: Sequence[str], notes: Sequence[Line] = ()
) -> Form:
    """Return a form as it stands for many: no single version is expected of them."""
    title = say("{what}: {n} marked items", what=label(action), n=len(ids))
    base = {name: value for name, value in form.base.items() if name != "expect"}
    more = [(piece(say("and {n} more", n=len(ids) - SHOWN), "muted"),)] if len(ids) > SHOWN else []
    return replace(
        form, title=title, base=base, context=[*preview, *more, *notes, BLANK], version=lambda: None
    )


def _alike(
    form: Form, action: str, preview: Sequence[Line], ids: Sequence[str], notes: Sequence[Line] = ()
) -> Many:
    return Many(_for_all(form, action, preview, ids, notes), {id: {} for id in ids})


# Items


def _items(seat: Seat, action: str, ids: Sequence[str]) -> Many | None:
    first = seat.reader.item(ids[0])
    if first is None:
        return None
    preview: list[Line] = [
        (
            column(row.id, 6, "faint"),
            column(row.author, 10, "soft"),
            gap(1),
            column(safe(row.text), 44, "text"),
            gap(1),
            column(row.owner or "", 8, "muted"),
        )
        for row in seat.reader.queue_rows([int(id[1:]) for id in ids[:SHOWN]])
    ]
    if action in ("claim", "release"):
        form = Form("", {"do": f"interaction.{action}", "id": ids[0]}, (), _("do it"))
        return _alike(form, action, preview, ids)
    form = item_forms.CARE[action].make(seat, first)
    notes: list[Line] = []
    if action == "topic":
        notes = [BLANK, (piece(_("what they had goes"), "soon"),)]
        form = replace(form, fields=[replace(one, value="") for one in form.fields])
    return _alike(form, action, preview, ids, notes)


# Slots


def _slots(seat: Seat, action: str, ids: Sequence[str]) -> Many | None:
    found = [seat.reader.slot(id, seat.now()) for id in ids]
    rows = [one.row for one in found if one is not None]
    if not rows:
        return None
    if action == "slot-drop":
        preview = [_slot_line(seat, row, ()) for row in rows[:SHOWN]]
        return _alike(slot_forms.drop(seat, rows[0]), action, preview, [row.id for row in rows])
    by = NUDGES[action]
    # The one that goes ahead makes room for the next.
    rows.sort(key=lambda row: row.at, reverse=by > timedelta())
    each = {row.id: nudge(row, by) for row in rows}
    preview = [
        _slot_line(seat, row, (piece(f" > {str(each[row.id]['at'])[_DAY_TIME].replace('T', ' ')}", "focus"),))
        for row in sorted(rows[:SHOWN], key=lambda row: row.at)
    ]
    form = Form("", {"do": "slot.move", "id": rows[0].id, **each[rows[0].id]}, (), _("do it"))
    return Many(_for_all(form, action, preview, list(each)), each)


def _slot_line(seat: Seat, row: SlotRow, to: Line) -> Line:
    wall = piece(row.wall[_DAY_TIME].replace("T", " "), "soft")
    platform = column(seat.vocabulary.platform(row.platform), 10, "muted")
    head = (column(row.id, 6, "faint"), wall, *to, gap(2), platform)
    return (*head, column(row.title, _CELLS - size(head), "text"))


# The topic pool


def _pool(seat: Seat, action: str, ids: Sequence[str]) -> Many | None:
    rows = [row for id in ids if (row := pool_forms.row_of(seat, id)) is not None]
    if not rows:
        return None
    preview = [_pool_line(row) for row in rows[:SHOWN]]
    return _alike(pool_forms.drop(seat, rows[0]), action, preview, [row.id for row in rows])


def _pool_line(row: pool_forms.Row) -> Line:
    if isinstance(row, StoryRow):
        told: Line = (column(row.author, 12, "soft"), column(row.text, _CELLS - 18, "text"))
    else:
        title = row.promise if isinstance(row, PledgeRow) else row.title
        told = (column(title, _CELLS - 6, "text"),)
    return (column(row.id, 6, "faint"), *told)


BULK: dict[str, Callable[[Seat, str, Sequence[str]], Many | None]] = {
    **dict.fromkeys(("claim", "release", "close", "topic", "remind"), _items),
    **dict.fromkeys(("slot-drop", *NUDGES), _slots),
    "pool-drop": _pool,
}
"""The actions that take all that is marked."""
