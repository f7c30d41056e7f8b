"""The verbs by which an incident holds publishing slots, and lets them go (RHYTHM.md 23)."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.desk.incidents import held
from rhythm_tui.domain import ids, slots
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.incident_commands import IncidentFreeze, IncidentRelease
from rhythm_tui.domain.incidents import Incident, check_open
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.slots import Slot, check_known


def freeze(act: Act, command: IncidentFreeze) -> Outcome:
    """Hold slots that have not gone out, each remembering the state it returns to."""
    incident = act.subject(Incident, command.id)
    check_open(incident)
    check_known("platform", command.platform, act.playbook.platforms)
    if sum(map(bool, (command.slots, command.platform, command.department))) > 1:
        raise invalid("slots", msg("name slots, a platform or a department, not several of them"))
    chosen = _named(act, command.slots) if command.slots else _coming(act, command)
    if not chosen:
        raise refused(msg("there is no slot to hold"))
    act.keep("reason", command.reason)
    _tell(act, chosen)
    for slot in chosen:
        act.tx.update(slot, slots.hold(slot, incident.n))
    return _outcome(act, incident)


def _named(act: Act, written: tuple[str, ...]) -> tuple[Slot, ...]:
    return tuple(act.find(Slot, one, "slots") for one in dict.fromkeys(written))


def _coming(act: Act, command: IncidentFreeze) -> tuple[Slot, ...]:
    """Return the slots from today on that a public statement does not wait in."""
    wanted = {"platform": command.platform, "department": command.department}
    found = act.tx.where(
        Slot,
        "at >= ? AND statement IS NULL AND state IN ('planned', 'review', 'ready')",
        act.playbook.day_start(act.now),
    )
    return tuple(
        slot for slot in found if all(v is None or getattr(slot, name) == v for name, v in wanted.items())
    )


def release(act: Act, command: IncidentRelease) -> Outcome:
    """Let held slots go back to the state they were held in, once the whole checklist is ticked."""
    incident = act.subject(Incident, command.id)
    check_open(incident)
    for one in command.checked:
        check_known("checked", one, act.playbook.release)
    unchecked = [line for line in act.playbook.release if line not in command.checked]
    if unchecked:
        raise refused(msg("not checked yet: {lines}; tick each first"), lines=", ".join(unchecked))
    holds = held(act, incident)
    chosen = _named(act, command.slots) if command.slots else holds
    if not chosen:
        raise refused(msg("it holds no slot"))
    _tell(act, chosen)
    for slot in chosen:
        if slot not in holds:
            raise refused(msg("{slot} is not held by it"), slot=ids.name(ids.SLOT, slot.n))
        act.tx.update(slot, slots.release(slot))
    return _outcome(act, incident)


def _tell(act: Act, chosen: tuple[Slot, ...]) -> None:
    """Let the journal tell which slots it was, also where they were not named one by one."""
    act.fields["slots"] = [ids.name(ids.SLOT, slot.n) for slot in chosen]


def _outcome(act: Act, incident: Incident) -> Outcome:
    return Outcome(ids.name(ids.INCIDENT, incident.n), act.tx.update(incident, incident).version)


VERBS: dict[type[Command], Verb] = {IncidentFreeze: freeze, IncidentRelease: release}
