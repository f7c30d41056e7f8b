"""The forms of the desk: which fields each command asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from rhythm_tui.desk.views import InteractionDetail
from rhythm_tui.domain.aliases import HALF_WIDTH
from rhythm_tui.domain.text import fit, width
from rhythm_tui.i18n import _
from rhythm_tui.ui import terms
from rhythm_tui.ui.fields import Field, Form
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import Line, paragraphs, piece

_TITLE = 60


def wall_time(seat: Seat, *, past: bool) -> Callable[[str], object]:
    """Return what makes a command's time of ``14:05``: the last one that was, or the next one to come."""

    def convert(typed: str) -> object:
        written = typed.translate(HALF_WIDTH).strip()
        now = seat.vocabulary.local(seat.now())
        try:
            clock = datetime.strptime(written, "%H:%M")  # noqa: DTZ007 - wall time, joined to the local day below
        except ValueError:
            return written
        moment = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
        if past and moment > now:
            moment -= timedelta(days=1)
        elif not past and moment < now:
            moment += timedelta(days=1)
        return moment.replace(tzinfo=None).isoformat(timespec="seconds")

    return convert


def named(ids: Sequence[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return ids with what they are called, as a choice takes them."""
    return [(one, name(one)) for one in ids]


def time_field(seat: Seat, name: str, label: str, hint: str = "") -> Field:
    """Return a field for an instant that has passed; empty means now, where no other hint says so."""
    return Field(name, label, hint=hint or _("HH:MM; empty: now"), convert=wall_time(seat, past=True))


def quoted(detail: InteractionDetail) -> list[Line]:
    """Return who wrote what, for a form to show above its fields."""
    row = detail.row
    return [(piece(row.author, "strong-bold"),), *paragraphs(row.text, 70, "soft", most=3)]


def new_interaction(seat: Seat) -> Form:
    """Type in something that reached the hospital another way."""
    words = seat.vocabulary
    kinds = named(("comment", "message", "live"), terms.kind_name)
    now = words.local(seat.now()).strftime("%H:%M")
    return Form(
        _("new item"),
        {"do": "interaction.add"},
        [
            Field("platform", _("platform"), "choice", "", named(words.platforms_used(), words.platform)),
            Field("kind", _("kind"), "choice", "", kinds),
            Field("author", _("from")),
            Field("text", _("text"), "text"),
            Field(
                "posted_at",
                _("posted at: the clock runs from then"),
                "line",
                now,
                convert=wall_time(seat, past=True),
                whole=True,
            ),
            Field("post", _("under which work (may stay empty)")),
        ],
        _("put it on the queue"),
    )


def shortened(text: str) -> str:
    """Return the beginning of a text, as long as a title may be; two dots tell that there was more."""
    line = " ".join(text.split())
    return line if width(line) <= _TITLE else fit(line, _TITLE).rstrip()


def version_of(seat: Seat, id: str) -> int | None:
    """Return the version something has now."""
    if found := seat.reader.item(id):
        return found.row.version
    if incident := seat.reader.incident(id):
        return incident.card.version
    if statement := seat.reader.statement(id):
        return statement.version
    slot = seat.reader.slot(id, seat.now())
    return slot.row.version if slot else None
