"""The verbs of the incident board."""

from __future__ import annotations

from collections.abc import Iterable

from rhythm_tui.desk import alike
from rhythm_tui.desk.act import Act, Outcome, Receipt, Verb, Warn
from rhythm_tui.desk.laying import called
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import ids, incidents, timers
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.incident_commands import (
    IncidentClaim,
    IncidentGrade,
    IncidentLink,
    IncidentMeet,
    IncidentMove,
    IncidentOpen,
    IncidentReopen,
    IncidentUnlink,
    IncidentWaive,
)
from rhythm_tui.domain.incidents import Incident, Left, Timer
from rhythm_tui.domain.interactions import Interaction
from rhythm_tui.domain.operators import Operator, check_operator
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.slots import Slot, check_known
from rhythm_tui.domain.tasks import Task
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import say
from rhythm_tui.store import contents

_TASK_WORDS = 60


def open_incident(act: Act, command: IncidentOpen) -> Outcome:
    """Open an incident; all its timers run from discovery (RHYTHM 22)."""
    check_known("kind", command.kind, act.playbook.kinds)
    check_known("grade", command.grade, act.playbook.gradings)
    check_known("source", command.source, act.playbook.sources)
    discovered = act.instant("discovered_at", command.discovered_at)
    occurred = act.instant("occurred_at", command.occurred_at) if command.occurred_at is not None else None
    incidents.check_times(occurred, discovered, act.now)
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
            source=command.source or "",
            occurred_at=occurred,
            simulated=act.simulated,
        )
    )
    for timer in timers.timers_for(incident.n, command.kind, command.grade, discovered, act.playbook):
        act.tx.insert(timer)
    _lay_tasks(act, incident)
    _link(act, incident, command.items)
    return _outcome(incident)


def _lay_tasks(act: Act, incident: Incident) -> None:
    """Lay the tasks of the kind's playbook, in the operator's language (RHYTHM 23)."""
    for rule in act.playbook.kinds[incident.kind].tasks:
        act.tx.insert(
            Task(
                incident=incident.n,
                source="playbook",
                words=act.tx.keep(called(rule)),
                role=rule.duty,
                due_at=incident.discovered_at + rule.within,
                made_at=act.now,
                made_by=act.operator,
                simulated=act.simulated,
            )
        )


def link(act: Act, command: IncidentLink) -> Outcome:
    """Link interactions to an incident."""
    incident = act.subject(Incident, command.id)
    incidents.check_open(incident)
    _link(act, incident, command.items)
    return _save(act, incident, incident)


def _link(act: Act, incident: Incident, items: Iterable[str]) -> None:
    for written in dict.fromkeys(items):
        item = _item(act, written)
        if item.incident is not None:
            raise refused(
                msg("{id} belongs to incident {incident} already"),
                id=written,
                incident=ids.name(ids.INCIDENT, item.incident),
            )
        act.tx.update(item, item.model_copy(update={"incident": incident.n}))


def _item(act: Act, written: str) -> Interaction:
    item = act.find(Interaction, written, "items")
    if item.state == "withdrawn":
        raise ids.unknown(written, "items")
    return item


def unlink(act: Act, command: IncidentUnlink) -> Outcome:
    """Take interactions off an incident."""
    incident = act.subject(Incident, command.id)
    incidents.check_open(incident)
    for written in dict.fromkeys(command.items):
        item = _item(act, written)
        if item.incident != incident.n:
            raise refused(msg("{id} does not belong to this incident"), id=written)
        act.tx.update(item, item.model_copy(update={"incident": None}))
    return _save(act, incident, incident)


def grade(act: Act, command: IncidentGrade) -> Outcome:
    """Grade anew: starts stay, targets follow the grade (RHYTHM 21)."""
    incident = act.subject(Incident, command.id)
    check_known("grade", command.grade, act.playbook.gradings)
    act.keep("reason", command.reason)
    graded = incidents.graded(incident, command.grade, act.operator, act.now)
    had = {timer.n: timer for timer in act.tx.where(Timer, "incident = ?", incident.n)}
    for after in timers.regraded(
        tuple(had.values()),
        incident.kind,
        command.grade,
        incident.discovered_at,
        act.operator,
        act.now,
        act.playbook,
    ):
        if (before := had.get(after.n)) is None:
            act.tx.insert(after.model_copy(update={"incident": incident.n}))
        elif after != before:
            act.tx.update(before, after)
    return _save(act, incident, graded)


def meet(act: Act, command: IncidentMeet) -> Outcome:
    """Meet a response timer with evidence (RHYTHM 22)."""
    incident = act.subject(Incident, command.id)
    timer = _timer(act, incident, command.timer)
    if (command.file is None) != (command.sha256 is None):
        missing = "file" if command.file is None else "sha256"
        raise invalid(missing, msg("a file's name and its SHA-256 go together"))
    at = act.done_at("at", command.at)
    evidence = act.keep("evidence", command.evidence)
    met = timers.meet(incident, timer, act.operator, evidence, at, act.now)
    file = None if command.file is None else act.keep("file", command.file)
    told = {"file": file, "sha256": command.sha256, "url": command.url}
    act.tx.update(timer, met.model_copy(update=told))
    return _save(act, incident, incidents.responding(incident, act.now))


def waive(act: Act, command: IncidentWaive) -> Outcome:
    """Say that nobody has to meet a timer; a miss before it stays."""
    incident = act.subject(Incident, command.id)
    timer = _timer(act, incident, command.timer)
    reason = act.keep("reason", command.reason)
    act.tx.update(timer, timers.waive(incident, timer, act.operator, reason, act.now))
    return _save(act, incident, incident)


def move(act: Act, command: IncidentMove) -> Outcome:
    """Move an incident to another column of the board (RHYTHM 20)."""
    incident = act.subject(Incident, command.id)
    return _save(act, incident, incidents.move(incident, command.stage, _left(act, incident), act.now))


def _left(act: Act, incident: Incident) -> Left:
    tasks = (task for task in open_tasks(act, incident) if task.source != "review")
    return Left(
        tuple(timer.name for timer in timers_of(act, incident) if timer.runs),
        tuple(f"{ids.name(ids.TASK, task.n)} {_words(act, task)}" for task in tasks),
        tuple(ids.name(ids.SLOT, slot.n) for slot in held(act, incident)),
    )


def _words(act: Act, task: Task) -> str:
    return clean(contents.words(act.tx.connection, task.words), limit=_TASK_WORDS).plain


def claim(act: Act, command: IncidentClaim) -> Outcome:
    """Take charge of an incident, or put somebody else in charge."""
    incident = act.subject(Incident, command.id)
    if command.to is not None:
        check_operator(command.to, act.tx.where(Operator, "state = 'active'"), "to")
    return _save(act, incident, incidents.take_charge(incident, act.operator, command.to))


def reopen(act: Act, command: IncidentReopen) -> Outcome:
    """Open a closed incident again."""
    incident = act.subject(Incident, command.id)
    act.keep("reason", command.reason)
    return _save(act, incident, incidents.reopen(incident, act.now))


def remarks(act: Act, command: IncidentOpen, receipt: Receipt) -> tuple[Remark, ...]:
    """Return which open incidents the one that was just opened is like."""
    numbers = [found[1] for found in map(ids.split, command.items) if found]
    found = alike.alike(act.tx.connection, clean(command.title), numbers, but=receipt.id)
    return tuple(
        Remark(
            "amber",
            one.id,
            "alike",
            say("{id} is like it: {title}", id=one.id, title=one.title.plain),
            one.id,
            0,
            0,
        )
        for one in found
    )


def timers_of(act: Act, incident: Incident) -> tuple[Timer, ...]:
    """Return the timers of an incident."""
    return act.tx.where(Timer, "incident = ? AND withdrawn = 0", incident.n)


def _timer(act: Act, incident: Incident, name: str) -> Timer:
    incidents.check_open(incident)
    found = act.tx.where(Timer, "incident = ? AND name = ? AND withdrawn = 0", incident.n, name)
    if not found:
        raise invalid("timer", msg("this incident has no such timer: {timer}"), timer=name)
    return found[0]


def open_tasks(act: Act, incident: Incident) -> tuple[Task, ...]:
    """Return the open tasks of an incident."""
    return act.tx.where(Task, "incident = ? AND state = 'open'", incident.n)


def held(act: Act, incident: Incident) -> tuple[Slot, ...]:
    """Return the slots an incident holds."""
    return act.tx.where(Slot, "held_for = ? AND state = 'held'", incident.n)


def _save(act: Act, before: Incident, after: Incident) -> Outcome:
    return _outcome(act.tx.update(before, after))


def _outcome(incident: Incident) -> Outcome:
    return Outcome(ids.name(ids.INCIDENT, incident.n), incident.version)


VERBS: dict[type[Command], Verb] = {
    IncidentOpen: open_incident,
    IncidentGrade: grade,
    IncidentMeet: meet,
    IncidentWaive: waive,
    IncidentMove: move,
    IncidentClaim: claim,
    IncidentReopen: reopen,
    IncidentLink: link,
    IncidentUnlink: unlink,
}
REMARKS: dict[type[Command], Warn] = {IncidentOpen: remarks}
