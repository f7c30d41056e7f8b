"""The forms for one interaction: how it ends, and what happens to it besides its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from rhythm_tui.desk.views import InteractionDetail
from rhythm_tui.domain.deadlines import MINUTE
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _, say
from rhythm_tui.reports import words
from rhythm_tui.ui.fields import Field, Form, Guarded, Values, such_as
from rhythm_tui.ui.forms import quoted, version_of
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.time_fields import coming, passed, time_field
from rhythm_tui.ui.wording import safe

_BETWEEN_TAGS = re.compile(r"[\s,;，、；]+")


def _form(
    seat: Seat,
    detail: InteractionDetail,
    verb: str,
    title: str,
    fields: list[Field],
    done: str,
    combine: Callable[[Values], Mapping[str, object]] | None = None,
) -> Form:
    row = detail.row
    return Form(
        title,
        {"do": verb, "id": row.id, "expect": row.version},
        fields,
        done,
        context=quoted(detail),
        version=lambda: version_of(seat, row.id),
        combine=combine,
    )


def close(seat: Seat, detail: InteractionDetail) -> Form:
    """Close without a reply."""
    title = say("close {id} without a reply", id=detail.row.id)
    fields = [
        Field("reason", _("reason"), "choice", "thanks", list(words.close_reasons().items())),
        Field("note", _("note (may stay empty)")),
    ]
    return _form(seat, detail, "interaction.close", title, fields, _("close"))


def posted(seat: Seat, detail: InteractionDetail) -> Form:
    """Confirm what stands in public; for a private message, what it came to."""
    title = say("confirm the reply to {id}", id=detail.row.id)
    fields = [
        Field("text", _("the reply as it was posted"), "text", detail.reply),
        time_field(seat, "posted_at", _("posted at")),
    ]
    if detail.row.kind == "message":
        choices = list(words.outcomes().items())
        fields.append(Field("outcome", _("what it came to"), "choice", "first_reply", choices))
    form = _form(seat, detail, "reply.post", title, fields, _("it stands in public"))
    platform, kind = detail.row.platform, detail.row.kind
    return replace(form, guarded=lambda values: Guarded(values["text"], platform, kind))


def reopen(seat: Seat, detail: InteractionDetail) -> Form:
    """Open what was answered or closed again."""
    title = say("open {id} again: its clock runs from its old start", id=detail.row.id)
    return _form(
        seat, detail, "interaction.reopen", title, [Field("reason", _("reason"))], _("open it again")
    )


def correct(seat: Seat, detail: InteractionDetail) -> Form:
    """Correct when it was posted, or when its answer stood in public."""
    row, now = detail.row, seat.now()

    def stays(instant: int) -> str:
        return say("HH:MM; empty: stays {time}", time=clock_time(instant, seat.vocabulary, now))

    fields = [passed(seat, Field("posted_at", _("posted at"), hint=stays(row.posted_at)))]
    if row.state == "answered" and detail.stopped_at is not None:
        hint = stays(detail.stopped_at)
        fields.append(passed(seat, Field("answered_at", _("answered at"), hint=hint)))
    fields.append(Field("reason", _("reason")))
    title = say("correct a time of {id}", id=row.id)
    return _form(seat, detail, "interaction.correct", title, fields, _("correct it"))


def refer(seat: Seat, detail: InteractionDetail) -> Form:
    """Take a professional question on: a linked item with a clock of its own (RHYTHM 15)."""
    usual = "doctor" if detail.row.kind == "message" else "message"
    fields = [
        Field("to", _("where to"), "choice", usual, list(words.referrals().items())),
        Field("note", _("note (may stay empty)")),
    ]
    title = (
        say("take {id} on: it still wants its answer here", id=detail.row.id)
        if detail.row.kind == "message"
        else say("take {id} on: the public question still wants its answer", id=detail.row.id)
    )
    return _form(seat, detail, "interaction.refer", title, fields, _("take it on"))


def wait(seat: Seat, detail: InteractionDetail) -> Form:
    """Note whom it waits for; an empty name ends the waiting."""
    label = _("expert or team; empty: it waits no more")
    fields = [Field("on", label, "line", detail.row.waiting or "", whole=True)]
    title = say("{id} waits for somebody: its clock goes on", id=detail.row.id)
    return _form(seat, detail, "interaction.wait", title, fields, _("note it"))


def sort(seat: Seat, detail: InteractionDetail) -> Form:
    """Give it a topic and tags."""
    row = detail.row
    fields = [
        Field("topic", _("topic"), "line", row.topic or ""),
        Field(
            "tags",
            _("tags, with blanks or commas between them"),
            "line",
            " ".join(safe(tag) for tag in row.tags),
            convert=lambda typed: [tag for tag in _BETWEEN_TAGS.split(typed) if tag],
        ),
    ]
    title = say("topic and tags of {id}", id=row.id)
    return _form(seat, detail, "interaction.sort", title, fields, _("keep them"))


def note(seat: Seat, detail: InteractionDetail) -> Form:
    """Write something down for the colleagues."""
    fields = [Field("text", _("note: it stands in the item's history"), "text")]
    title = say("note on {id}", id=detail.row.id)
    return _form(seat, detail, "interaction.note", title, fields, _("keep it"))


def link(seat: Seat, detail: InteractionDetail) -> Form:
    """Link it to the post it stands under and the slot that post came from."""

    def named(typed: str) -> str:
        found = seat.reader.slot(typed.strip(), seat.now()) if typed.strip() else None
        return "" if found is None else f"{found.row.wall[5:16].replace('T', ' ')}  {safe(found.row.title)}"

    fields = [
        Field("post", _("post (empty: none)"), "line", detail.row.post),
        Field("slot", _("slot (empty: none)"), "line", detail.slot or "", hint=such_as("s3"), describe=named),
    ]
    title = say("link {id} to its post and slot", id=detail.row.id)
    return _form(seat, detail, "interaction.link", title, fields, _("link it"))


def remind(seat: Seat, detail: InteractionDetail) -> Form:
    """Be reminded of it; no clock stops and nothing is hidden."""
    at = coming(seat, Field("at", _("or at a time: what stands here counts"), hint="HH:MM"))

    def combine(values: Values) -> dict[str, object]:
        if values["at"].strip():
            return {"at": at.convert(values["at"])}
        minutes = values["when"]
        return {"at": seat.now() + int(minutes) * MINUTE} if minutes else {}

    choices = [("15", _("in 15 min")), ("60", _("in 1 h"))]
    if detail.remind_at is not None:
        set_for = clock_time(detail.remind_at, seat.vocabulary, seat.now())
        choices.append(("", say("no reminder: {time} goes", time=set_for)))
    fields = [
        Field("when", _("remind me"), "choice", "15", choices),
        at,
    ]
    title = say("remind me of {id}", id=detail.row.id)
    return _form(seat, detail, "interaction.remind", title, fields, _("remind me"), combine)


class Care(NamedTuple):
    """A form of the registry and what is said when it was done."""

    make: Callable[[Seat, InteractionDetail], Form]
    said: str
    """English, with ``{id}`` the item and ``{new}`` what the command was done to."""


CARE: dict[str, Care] = {
    "posted": Care(posted, msg("{id} is answered: its clock has stopped")),
    "close": Care(close, msg("{id} closed without a reply")),
    "reopen": Care(reopen, msg("{id} is open again")),
    "correct": Care(correct, msg("{id}: time corrected")),
    "refer": Care(refer, msg("{new} was made of {id}, with a clock of its own")),
    "wait": Care(wait, msg("{id}: waiting noted; its clock goes on")),
    "topic": Care(sort, msg("{id}: topic and tags kept")),
    "note": Care(note, msg("{id}: note kept")),
    "link": Care(link, msg("{id}: links kept")),
    "remind": Care(remind, msg("{id}: reminder kept")),
}
"""What can be done to an interaction by a form, by the action's id."""
