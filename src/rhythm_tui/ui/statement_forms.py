"""The forms of a public statement: signing it off, recording where it stands, planning its clarification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.statement_rows import StatementRow
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.fields import Field, Form, Guarded
from rhythm_tui.ui.forms import shortened, version_of
from rhythm_tui.ui.panes.versions import promises
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.slot_forms import new_slot
from rhythm_tui.ui.time_fields import coming, time_field
from rhythm_tui.ui.wording import Line, Words, paragraphs, piece, safe

_SHOWN = 70
OFFICIAL = "official_statement"
"""The timer that a first statement usually meets."""


def _form(seat: Seat, row: StatementRow, verb: str, title: str, fields: Sequence[Field], done: str) -> Form:
    return Form(
        title,
        {"do": verb, "id": row.id, "expect": row.version},
        fields,
        done,
        context=_quoted(seat, row, 3),
        guarded=lambda _values: Guarded(safe(row.text)),
        version=lambda: version_of(seat, row.id),
    )


def _quoted(seat: Seat, row: StatementRow, most: int) -> list[Line]:
    """Return the first lines of the text, and which sign-offs are still owed."""
    lines = paragraphs(row.text, _SHOWN, "soft", most=most)
    if row.missing:
        roles = _(", ").join(seat.vocabulary.role(role) for role in row.missing)
        lines.append((piece(say("sign-off missing: {roles}", roles=roles), "soon-bold"),))
    return lines


def sign(seat: Seat, row: StatementRow) -> Form:
    """Sign a draft off in a role, by default one that is still owed."""
    roles = [(role, seat.vocabulary.role(role)) for role in seat.vocabulary.statement_roles()]
    fields = [
        Field(
            "role", _("role"), "choice", (row.missing or ("",))[0], roles,
            describe=lambda role: terms.awaited(role, row.missing, seat.vocabulary), tone="soon",
        ),
        Field("expert", _("the expert's name: nobody who wrote on it")),
    ]  # fmt: skip
    title = say("sign the statement {id} off", id=row.id)
    return _form(seat, row, "statement.sign", title, fields, _("sign off"))


def publish(seat: Seat, row: StatementRow, card: IncidentCard) -> Form:
    """Record where it stands: the first time with what it promises and which timer it meets."""
    vocabulary = seat.vocabulary
    taken = {outlet.platform for outlet in row.outlets}
    names = [(one, vocabulary.platform(one)) for one in vocabulary.platforms_used()]
    first = next((one for one, _name in names if one not in taken), "")
    fields = [
        Field("platform", _("platform"), "choice", first, names),
        time_field(seat, "at", _("published at")),
        Field("url", _("link (may stay empty)"), hint="https://"),
    ]
    if row.state == "draft" or not promises(card):
        label = _("next update promised for (empty: none); it becomes a timer")
        fields.append(coming(seat, Field("next_update", label, hint="HH:MM")))
    running = [timer.name for timer in card.timers if timer.runs and timer not in promises(card)]
    if running:
        usual = OFFICIAL if OFFICIAL in running else ""
        choices = [("", _("none")), *((name, vocabulary.timer(name)) for name in running)]
        fields.append(Field("meets", _("timer that it meets"), "choice", usual, choices))
    title = say("the statement {id} stands in public", id=row.id)
    return _form(seat, row, "statement.publish", title, fields, _("it stands there"))


def clarification(seat: Seat, row: StatementRow) -> Form:
    """Plan a slot that brings the statement to the public; it needs the double review (RHYTHM 23)."""
    title = say("clarification slot from {id}: with double review", id=row.id)
    given: dict[str, Words] = {"title": SafeText(shortened(row.text[0])), "tier": "3", "emergency": "yes"}
    form = new_slot(seat, given, statement=row.id)
    return replace(form, title=title, context=_quoted(seat, row, 1))
