"""The verb by which one incident goes on with another."""

from __future__ import annotations

from collections.abc import Iterable

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.desk.incidents import held, open_tasks, timers_of
from rhythm_tui.domain import ids, incidents, statements, timers
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.incident_commands import IncidentMerge
from rhythm_tui.domain.incidents import Incident, Timer
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.domain.statements import Statement


def merge(act: Act, command: IncidentMerge) -> Outcome:
    """Let another incident go on with this one: what is to be done moves, what was done stays (RHYTHM 23).

    To be done are its open items and tasks, its held slots, its drafted statement, what it has promised the
    public, and the timers that the other one does not have. What it has published stays in public, so its
    words may be quoted for the items that moved, until the incident that goes on publishes a statement of its
    own (``store.statements.standing``).
    """
    incident = act.subject(Incident, command.id)
    into = act.find(Incident, command.into, "into")
    merged = incidents.merge(incident, into, act.now)
    _move_timers(act, incident, into, act.keep("reason", command.reason))
    _move_draft(act, incident, into)
    for item in act.tx.where(Interaction, "incident = ?", incident.n):
        act.tx.update(item, item.model_copy(update={"incident": into.n}))
    for task in open_tasks(act, incident):
        act.tx.update(task, task.model_copy(update={"incident": into.n}))
    for slot in held(act, incident):
        act.tx.update(slot, slot.model_copy(update={"held_for": into.n}))
    act.tx.update(into, into)
    after = act.tx.update(incident, merged)
    return Outcome(ids.name(ids.INCIDENT, after.n), after.version)


def _move_timers(act: Act, incident: Incident, into: Incident, reason: int) -> None:
    """Give the other incident what it has to keep besides; its own timers stand for the rest."""
    known: Iterable[Timer] = act.tx.where(Timer, "incident = ?", into.n)
    for timer in timers_of(act, incident):
        if not timer.runs:
            continue
        if (name := statements.name_in(timer, known)) is None:
            act.tx.update(timer, timers.waived(timer, act.operator, reason, act.now))
            continue
        moved = act.tx.update(timer, timer.model_copy(update={"incident": into.n, "name": name}))
        known = (*known, moved)


def _move_draft(act: Act, incident: Incident, into: Incident) -> None:
    """Let the draft go on under the next number of the other incident, its sign-offs with it."""
    known = act.tx.where(Statement, "incident = ?", into.n)
    for draft in act.tx.where(Statement, "incident = ? AND state = 'draft'", incident.n):
        if there := next((one for one in known if one.state == "draft"), None):
            drafts = {"id": ids.name(ids.STATEMENT, draft.n), "other": ids.name(ids.STATEMENT, there.n)}
            raise refused(
                msg("{id} and {other} are both drafts: publish one first, or take it back"), **drafts
            )
        number = statements.next_number(known)
        act.tx.update(draft, draft.model_copy(update={"incident": into.n, "number": number}))


VERBS: dict[type[Command], Verb] = {IncidentMerge: merge}
