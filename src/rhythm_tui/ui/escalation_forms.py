"""The forms of escalation: whom was told, and who has acknowledged it."""

from __future__ import annotations

from rhythm_tui.desk.asks import AskRow, NotificationRow
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.telling import prepared_text, time_left
from rhythm_tui.ui.escalation import ask_style, asked_words
from rhythm_tui.ui.fields import Field, Form
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.time_fields import time_field
from rhythm_tui.ui.wording import gap, paragraphs, piece, safe


def tell_form(seat: Seat, row: AskRow) -> Form:
    """Record that somebody was told: whom, how, and what was said."""
    words, now = seat.vocabulary, seat.now()
    head = (
        piece(words.duty(row.ask.duty), "strong-bold"),
        gap(2),
        piece(words.timer(row.timer), "soft"),
        gap(1),
        piece(time_left(row.due_at, now), f"{ask_style(row, now)}-bold"),
        gap(2),
        piece(asked_words(row.ask.times), "muted"),
    )
    channels = [(one, words.channel(one)) for one in words.ids("channels")]
    return Form(
        say("pass on: {id}", id=row.incident),
        {"do": "incident.tell", "id": row.incident, "timer": row.timer, "duty": row.ask.duty},
        [
            Field("person", _("who was told"), "line", row.holder or words.duty(row.ask.duty),
                  whole=True),
            Field("channel", _("how"), "choice", "", channels),
            Field("words", _("what is said; the desk sends nothing: copy it"), "text",
                  prepared_text(row, words, now)),
            time_field(seat, "at", _("told at")),
        ],
        _("it was passed on"),
        context=[head],
    )  # fmt: skip


def answer_form(seat: Seat, row: NotificationRow) -> Form:
    """Record that word which was passed on has been acknowledged."""
    words, now = seat.vocabulary, seat.now()
    told = say(
        "{time} {person}, {channel}",
        time=clock_time(row.at, words, now),
        person=safe(row.person),
        channel=words.channel(row.channel),
    )

    def version() -> int | None:
        found = (one for one in seat.reader.notifications(row.incident) if one.id == row.id)
        return next((one.version for one in found), None)

    return Form(
        say("acknowledged: {id}", id=row.incident),
        {"do": "notification.answer", "id": row.id, "expect": row.version},
        [
            Field("by", _("who acknowledged it"), "line", row.person, whole=True),
            time_field(seat, "at", _("acknowledged at")),
        ],
        _("acknowledged"),
        context=[
            (piece(words.duty(row.duty), "strong-bold"), gap(2), piece(told, "soft")),
            *paragraphs(row.text, 70, "muted", most=3),
        ],
        version=version,
    )
