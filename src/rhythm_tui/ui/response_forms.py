"""The forms of a response: tasks, the roles of an incident, notes in its timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.views import IncidentDetail
from rhythm_tui.desk.workspace import TaskRow
from rhythm_tui.domain.deadlines import span
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import note_kinds
from rhythm_tui.ui.fields import Field, Form, Values
from rhythm_tui.ui.incident_forms import titled
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.time_fields import coming, time_field, wall_time
from rhythm_tui.ui.wording import BLANK, paragraphs, safe

_DUTY = "duty-"
"""What the field of a role is called, before the role's id."""


def _roles(seat: Seat, detail: IncidentDetail | None) -> list[Field]:
    """Ask for the role, telling who holds it, and for a person."""
    words = seat.vocabulary
    holders = _holders(detail)

    def holder(role: str) -> str:
        return say("held by {name}", name=holders[role]) if role in holders else ""

    options = [("", _("no role")), *((one, words.duty(one)) for one in words.ids("duties"))]
    return [
        Field("role", _("role"), "choice", "", options, describe=holder),
        Field("owner", _("who does it (may stay empty)")),
    ]


def _holders(detail: IncidentDetail | None) -> dict[str, str]:
    held = detail.duties if detail else ()
    return {one.role: safe(one.person) for one in held if one.until_at is None}


def _due(seat: Seat, task: TaskRow | None = None) -> Field:
    hint = _("18:00, 2h, or 2026-11-23 18:00; may stay empty")
    if task is not None and task.due_at is not None:
        time = clock_time(task.due_at, seat.vocabulary, seat.now())
        hint = say("18:00, 2h, or 2026-11-23 18:00; empty: stays {time}", time=time)
    return coming(seat, Field("due_at", _("to be done by"), hint=hint), _until(seat))


def _until(seat: Seat) -> Callable[[str], object]:
    """Return what makes a due time of ``18:00``, the next one to come, or of ``2h`` from now."""
    to_come = wall_time(seat, past=False)

    def convert(typed: str) -> object:
        try:
            return seat.now() + span(typed.strip().lower())
        except ValueError:
            return to_come(typed)

    return convert


def new_task(seat: Seat, detail: IncidentDetail | None) -> Form:
    """Lay a task, for an incident where one is given."""
    base: dict[str, object] = {"do": "task.add"}
    if detail is not None:
        base["incident"] = detail.card.id
    title = say("new task of {id}", id=detail.card.id) if detail else _("new task of the desk")
    fields = [Field("text", _("what is to be done")), *_roles(seat, detail), _due(seat)]
    return Form(title, base, fields, _("lay it"), context=titled(detail.card) if detail else ())


def _form(seat: Seat, task: TaskRow, verb: str, title: str, fields: list[Field], done: str) -> Form:
    def version() -> int | None:
        found = seat.reader.task(task.id)
        return found.row.version if found else None

    base = {"do": verb, "id": task.id, "expect": task.version}
    context = [*paragraphs(task.text, 70, "strong-bold", most=3), BLANK]
    return Form(title, base, fields, done, context=context, version=version)


def assign(seat: Seat, task: TaskRow) -> Form:
    """Say who has to do a task, and until when."""
    detail = seat.reader.incident(task.incident) if task.incident else None
    role, owner = _roles(seat, detail)
    role = replace(role, value=task.role or "")
    owner = replace(owner, value=task.owner or "", empties=task.owner is not None)
    title = say("who does {id}, and until when", id=task.id)
    return _form(seat, task, "task.assign", title, [owner, role, _due(seat, task)], _("assign it"))


def done(seat: Seat, task: TaskRow) -> Form:
    """End a task with what came of it."""
    fields = [Field("result", _("what came of it (may stay empty)"), "text")]
    return _form(seat, task, "task.done", say("{id} is done", id=task.id), fields, _("it is done"))


def drop(seat: Seat, task: TaskRow) -> Form:
    """Drop a task, with the reason."""
    fields = [Field("reason", _("reason"))]
    return _form(seat, task, "task.drop", say("drop {id}", id=task.id), fields, _("drop it"))


def note(seat: Seat, card: IncidentCard) -> Form:
    """Write a note, a fact or a decision into an incident's timeline."""
    fields = [
        Field("kind", _("kind"), "choice", "note", list(note_kinds().items())),
        Field("text", _("text: it stands in the timeline"), "text"),
        time_field(seat, "at", _("when it was: both times are kept")),
    ]
    return Form(
        say("write into the timeline of {id}", id=card.id),
        {"do": "incident.note", "id": card.id},
        fields,
        _("keep it"),
        context=titled(card),
    )


def roles(seat: Seat, detail: IncidentDetail) -> Form:
    """Give the roles of an incident, all of them at once or some: what is left as it is stays (RHYTHM 23)."""
    words = seat.vocabulary
    before = _holders(detail)
    fields = [
        Field(f"{_DUTY}{role}", words.duty(role), "line", before.get(role, ""), whole=True)
        for role in words.ids("duties")
    ]

    def each(values: Values) -> Iterator[Mapping[str, object]]:
        # Somebody else may have handed a role on while this was typed: only what was changed here is sent.
        now = _holders(seat.reader.incident(detail.card.id))
        for role in words.ids("duties"):
            typed = values[f"{_DUTY}{role}"].strip()
            if typed and typed not in (before.get(role), now.get(role)):
                yield {"role": role, "person": typed}

    def version() -> int | None:
        found = seat.reader.incident(detail.card.id)
        return found.card.version if found else None

    return Form(
        say("roles of {id}", id=detail.card.id),
        {"do": "incident.duty", "id": detail.card.id, "expect": detail.card.version},
        fields,
        _("give the roles"),
        context=titled(detail.card),
        each=each,
        version=version,
    )
