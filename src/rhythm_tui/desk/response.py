"""The verbs of a response besides its tasks: who holds which role, and what is written into the timeline."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import duties, ids, notes
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import IncidentDuty, IncidentNote
from rhythm_tui.domain.duties import Duty
from rhythm_tui.domain.incidents import Incident
from rhythm_tui.domain.slots import check_known


def duty(act: Act, command: IncidentDuty) -> Outcome:
    """Give a role to a person; it stays told who held it from when to when (RHYTHM 23)."""
    incident = act.subject(Incident, command.id)
    check_known("role", command.role, act.playbook.duties)
    held = act.tx.where(Duty, "incident = ?", incident.n)
    former, taken = duties.hand_off(incident, held, command.role, command.person, act.now)
    if former is not None:
        act.tx.update(next(one for one in held if one.n == former.n), former)
        act.fields["former"] = former.person
    act.tx.insert(taken)
    return _noted(act, incident)


def note(act: Act, command: IncidentNote) -> Outcome:
    """Write into the timeline, as of the time it speaks of; the time of entry is kept too (RHYTHM 24)."""
    incident = act.subject(Incident, command.id)
    notes.check(incident, act.instant("at", command.at), act.now)
    act.keep("text", command.text)
    return _noted(act, incident)


def _noted(act: Act, incident: Incident) -> Outcome:
    """The incident itself stays as it is, under a new version: somebody has worked on it."""
    saved = act.tx.update(incident, incident)
    return Outcome(ids.name(ids.INCIDENT, saved.n), saved.version)


VERBS: dict[type[Command], Verb] = {
    IncidentDuty: duty,
    IncidentNote: note,
}
