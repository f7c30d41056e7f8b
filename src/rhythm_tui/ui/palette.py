"""The list of all commands: what can be done where the operator stands, and what can be gone to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import keys
from rhythm_tui.ui.keys import PLACE_OF, Action, Keys, Place
from rhythm_tui.ui.matching import ranked
from rhythm_tui.ui.screens.choosing import Offer, offered
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.wording import safe

_GO = "go: "
"""What the id of a thing to go to begins with, where it is offered beside actions."""
_ID = re.compile(r"#?([qist]?)(\d{1,9})")
_MOST = 6
"""Things that are found beside commands."""


def commands(
    place: Place, keymap: Keys, recent: Sequence[str], why_not: Callable[[Action], str], *, past: bool
) -> list[Offer]:
    """Return every command of a place, those that were chosen last on top."""
    offers = [offered(one, keymap, why_not(one)) for one in keys.offered(place, past=past)]
    last = {id: place for place, id in enumerate(recent)}
    return sorted((one for one in offers if one.id != "palette"), key=lambda one: last.get(one.id, len(last)))


class Goal(NamedTuple):
    """A thing to go to."""

    place: Place
    id: str


def goal(chosen: str) -> Goal | None:
    """Return the thing that was chosen; None where a command was."""
    if not chosen.startswith(_GO):
        return None
    id = chosen.removeprefix(_GO)
    return Goal(PLACE_OF[id[:1]], id)


def things(seat: Seat, typed: str) -> list[Offer]:
    """Return what there is of that id, incidents and slots called so, items that say or are by it."""
    typed = typed.strip()
    if not typed:
        return []
    found = {one.id: one for one in (*_by_id(seat, typed), *_by_name(seat, typed), *_by_words(seat, typed))}
    return list(found.values())[:_MOST]


def _by_id(seat: Seat, typed: str) -> Iterator[Offer]:
    match = _ID.fullmatch(typed.lower())
    for letter in (match[1] or "iqs") if match else "":
        id = f"{letter}{int(match[2])}" if match else ""
        if (found := _thing(seat, id)) is not None:
            yield found


def _thing(seat: Seat, id: str) -> Offer | None:
    if id[0] == "q" and (item := seat.reader.item(id)):
        return _item(item.row, seat)
    if id[0] == "i" and (incident := seat.reader.incident(id)):
        return _offer(id, incident.card.title, _("incident"))
    if id[0] == "s" and (slot := seat.reader.slot(id, seat.now())):
        return _offer(id, slot.row.title, _("slot"))
    if id[0] == "t" and (task := seat.reader.task(id)):
        return _offer(id, task.row.text, _("task"))
    return None


def _by_name(seat: Seat, typed: str) -> list[Offer]:
    now = seat.now()
    start, end = seat.vocabulary.day_bounds(now)
    named = [_offer(one.id, one.title, _("incident")) for one in seat.reader.incidents()]
    named += [
        _offer(one.id, one.title, say("slot at {time}", time=clock_time(one.at, seat.vocabulary, now)))
        for one in seat.reader.slots(start, end, now)
    ]
    return [one for one, _marks in ranked(named, typed)]


def _by_words(seat: Seat, typed: str) -> list[Offer]:
    if len(typed) < 2:
        return []
    try:
        return [_item(row, seat) for row in seat.reader.search(typed, _MOST)]
    except Refusal:
        return []  # half typed


def _item(row: QueueRow, seat: Seat) -> Offer:
    at = clock_time(row.posted_at, seat.vocabulary, seat.now())
    told = say("{author}, {time}: {text}", author=safe(row.author), time=at, text=safe(row.text))
    return Offer(f"{_GO}{row.id}", say("go to {id}", id=row.id), told)


def _offer(id: str, title: SafeText, what: str) -> Offer:
    return Offer(f"{_GO}{id}", say("go to {id}", id=id), f"{what}  {safe(title)}", also=(safe(title),))
