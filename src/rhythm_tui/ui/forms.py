"""The forms of the desk: which fields each command asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rhythm_tui.desk.views import InteractionDetail
from rhythm_tui.domain.text import fit, width
from rhythm_tui.i18n import _
from rhythm_tui.ui import terms
from rhythm_tui.ui.fields import Field, Form
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.time_fields import passed
from rhythm_tui.ui.wording import Line, paragraphs, piece

_TITLE = 60


def named(ids: Sequence[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return ids with what they are called, as a choice takes them."""
    return [(one, name(one)) for one in ids]


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
            passed(
                seat, Field("posted_at", _("posted at: the clock runs from then"), "line", now, whole=True)
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
