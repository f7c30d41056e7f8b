"""The forms of the desk: which fields each command asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from rhythm_tui.desk.views import InteractionDetail, SlotRow
from rhythm_tui.domain.text import width
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.fields import Field, Form
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, gap, paragraphs, piece

_TITLE = 60
_FULL_WIDTH_TIME = str.maketrans("：０１２３４５６７８９", ":0123456789")


def wall_time(seat: Seat, *, past: bool) -> Callable[[str], object]:
    """Return what makes a command's time of ``14:05``: the last one that was, or the next one to come."""

    def convert(typed: str) -> object:
        written = typed.strip().translate(_FULL_WIDTH_TIME)
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
            Field("platform", _("platform"), "choice", "", named(words.ids("platforms"), words.platform)),
            Field("kind", _("kind"), "choice", "", kinds),
            Field("author", _("from")),
            Field("text", _("text"), "text"),
            Field(
                "posted_at",
                _("posted at: the clock runs from then"),
                "line",
                now,
                convert=wall_time(seat, past=True),
            ),
            Field("post", _("under which work (may stay empty)")),
        ],
        _("put it on the queue"),
    )


def shortened(text: str) -> str:
    """Return the beginning of a text, as long as a title may be."""
    line = " ".join(text.split())
    while width(line) > _TITLE:
        line = line[:-1]
    return line


def new_slot(seat: Seat) -> Form:
    """Plan a slot."""
    words = seat.vocabulary
    yes_no = [("", _("no")), ("yes", _("yes: it needs the double review"))]
    tiers = [(key, words.tier(int(key), full=True)) for key in words.ids("tiers")]
    audiences = [("", _("everybody")), *named(words.ids("audiences"), words.audience)]
    return Form(
        _("new slot"),
        {"do": "slot.plan"},
        [
            Field("platform", _("platform"), "choice", "", named(words.ids("platforms"), words.platform)),
            Field(
                "at",
                _("time: HH:MM, or 2026-11-23 18:00"),
                "line",
                "",
                convert=wall_time(seat, past=False),
            ),
            Field("title", _("title")),
            Field("tier", _("topic tier"), "choice", "", tiers, convert=int),
            Field("form", _("form"), "choice", "", named(words.ids("forms"), words.form)),
            Field("audience", _("for"), "choice", "", audiences),
            Field("department", _("department (may stay empty)")),
            Field("emergency", _("public-health emergency"), "choice", "", yes_no, convert=bool),
        ],
        _("plan it"),
    )


def sign_off(seat: Seat, slot: SlotRow) -> Form:
    """Sign a slot off in a role, by default one that is still owed."""
    words = seat.vocabulary
    return Form(
        say("sign {id} off", id=slot.id),
        {"do": "slot.sign_off", "id": slot.id, "expect": slot.version},
        [
            Field(
                "role",
                _("role"),
                "choice",
                (slot.missing or ("",))[0],
                named(words.required_roles(emergency=slot.emergency) or words.ids("roles"), words.role),
                describe=lambda role: terms.awaited(role, slot.missing, words),
                tone="soon",
            ),
            Field("expert", _("the expert's name")),
        ],
        _("sign off"),
        context=[(piece(slot.title, "strong-bold"), gap(2), piece(slot.wall[11:16], "soft")), BLANK],
        version=lambda: version_of(seat, slot.id),
    )


def publish(seat: Seat, slot: SlotRow) -> Form:
    """Record that a slot went out."""
    return Form(
        say("{id} went out", id=slot.id),
        {"do": "slot.publish", "id": slot.id, "expect": slot.version},
        [
            time_field(seat, "at", _("published at")),
            Field("url", _("link (may stay empty)"), hint="https://"),
        ],
        _("it is out"),
        context=[(piece(slot.title, "strong-bold"), gap(2), piece(slot.wall[11:16], "soft")), BLANK],
        version=lambda: version_of(seat, slot.id),
    )


def version_of(seat: Seat, id: str) -> int | None:
    """Return the version something has now."""
    if found := seat.reader.interaction(id):
        return found.row.version
    if incident := seat.reader.incident(id):
        return incident.card.version
    if statement := seat.reader.statement(id):
        return statement.version
    slot = seat.reader.slot(id, seat.now())
    return slot.row.version if slot else None
