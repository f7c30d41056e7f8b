"""The verbs of the incident board."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import ids, incidents
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import IncidentClaim, IncidentGrade, IncidentMeet, IncidentMove, IncidentOpen
from rhythm_tui.domain.incidents import Incident, Timer
from rhythm_tui.domain.interactions import Interaction, check_time
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.slots import check_known
from rhythm_tui.domain.text import clean_block


def open_incident(act: Act, command: IncidentOpen) -> Outcome:
    """Open an incident; all its timers run from discovery (RHYTHM 22)."""
    check_known("kind", command.kind, act.playbook.kinds)
    check_known("grade", command.grade, act.playbook.grades)
    discovered = check_time("discovered_at", act.instant("discovered_at", command.discovered_at), act.now)
    if not clean_block(command.title).plain:
        raise invalid("title", msg("there is nothing to read in it"))
    incident = act.tx.insert(
        Incident(
            title=act.keep("title", command.title),
            kind=command.kind,
            grade=command.grade,
            opened_by=act.operator,
            opened_at=act.now,
            discovered_at=discovered,
            graded_at=act.now,
            graded_by=act.operator,
            stage_at=act.now,
            simulated=act.simulated,
        )
    )
    for timer in incidents.timers_for(incident.n, command.kind, command.grade, discovered, act.playbook):
        act.tx.insert(timer)
    for written in dict.fromkeys(command.items):
        _link(act, incident, written)
    return _outcome(incident)


def _link(act: Act, incident: Incident, written: str) -> None:
    item = act.find(Interaction, written, "items")
    if item.state == "withdrawn":
        raise ids.unknown(written, "items")
    if item.incident is not None:
        raise refused(
            msg("{id} belongs to incident {incident} already"),
            id=written,
            incident=ids.name(ids.INCIDENT, item.incident),
        )
    act.tx.update(item, item.model_copy(update={"incident": incident.n}))


def grade(act: Act, command: IncidentGrade) -> Outcome:
    """Grade anew: starts stay, targets follow the grade (RHYTHM 21)."""
    incident = act.subject(Incident, command.id)
    check_known("grade", command.grade, act.playbook.grades)
    act.keep("reason", command.reason)
    timers = _timers(act, incident)
    graded, retargeted = incidents.regrade(
        incident, timers, command.grade, act.operator, act.now, act.playbook
    )
    for before, after in zip(timers, retargeted, strict=True):
        if after != before:
            act.tx.update(before, after)
    return _save(act, incident, graded)


def meet(act: Act, command: IncidentMeet) -> Outcome:
    """Meet a response timer with evidence (RHYTHM 22)."""
    incident = act.subject(Incident, command.id)
    timer = next((t for t in _timers(act, incident) if t.name == command.timer), None)
    if timer is None:
        raise invalid("timer", msg("this incident has no such timer: {timer}"), timer=command.timer)
    at = act.instant("at", command.at)
    evidence = act.keep("evidence", command.evidence)
    act.tx.update(timer, incidents.meet(incident, timer, act.operator, evidence, at, act.now))
    return _save(act, incident, incidents.responding(incident, act.now))


def move(act: Act, command: IncidentMove) -> Outcome:
    """Move an incident to another column of the board (RHYTHM 20)."""
    incident = act.subject(Incident, command.id)
    return _save(act, incident, incidents.move(incident, _timers(act, incident), command.stage, act.now))


def claim(act: Act, command: IncidentClaim) -> Outcome:
    """Take charge of an incident."""
    incident = act.subject(Incident, command.id)
    return _save(act, incident, incidents.take_charge(incident, act.operator))


def _timers(act: Act, incident: Incident) -> tuple[Timer, ...]:
    return act.tx.where(Timer, "incident = ? AND withdrawn = 0", incident.n)


def _save(act: Act, before: Incident, after: Incident) -> Outcome:
    return _outcome(act.tx.update(before, after))


def _outcome(incident: Incident) -> Outcome:
    return Outcome(ids.name(ids.INCIDENT, incident.n), incident.version)


VERBS: dict[type[Command], Verb] = {
    IncidentOpen: open_incident,
    IncidentGrade: grade,
    IncidentMeet: meet,
    IncidentMove: move,
    IncidentClaim: claim,
}
