"""The verbs of tasks."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import ids, tasks
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.commands import TaskAdd, TaskAssign, TaskDone, TaskDrop
from rhythm_tui.domain.incidents import Incident
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.domain.slots import Slot, check_known
from rhythm_tui.domain.tasks import Task


def add(act: Act, command: TaskAdd) -> Outcome:
    """Lay a task by hand (RHYTHM 23); what a review leaves open says so (RHYTHM 24)."""
    check_known("role", command.role, act.playbook.duties)
    incident = act.find(Incident, command.incident, "incident") if command.incident else None
    slot = act.find(Slot, command.slot, "slot") if command.slot else None
    if "withdrawn" in (incident and incident.stage, slot and slot.state):
        raise refused(msg("this was taken back"))
    task = act.tx.insert(
        Task(
            incident=incident.n if incident else None,
            slot=slot.n if slot else None,
            source=tasks.source_for(incident.stage if incident else None),
            words=act.keep("text", command.text),
            role=command.role,
            owner=command.owner,
            due_at=_due(act, command),
            made_at=act.now,
            made_by=act.operator,
            simulated=act.simulated,
        )
    )
    return _outcome(task)


def assign(act: Act, command: TaskAssign) -> Outcome:
    """Say who has to do a task, and until when."""
    task = act.subject(Task, command.id)
    check_known("role", command.role, act.playbook.duties)
    return _save(act, task, tasks.assign(task, command.owner, command.role, _due(act, command)))


def done(act: Act, command: TaskDone) -> Outcome:
    """End a task with what came of it."""
    task = act.subject(Task, command.id)
    result = None if command.result is None else act.keep("result", command.result)
    return _save(act, task, tasks.end(task, "done", act.operator, result, act.now))


def drop(act: Act, command: TaskDrop) -> Outcome:
    """End a task that nobody will do, with the reason."""
    task = act.subject(Task, command.id)
    reason = act.keep("reason", command.reason)
    return _save(act, task, tasks.end(task, "dropped", act.operator, reason, act.now))


def _due(act: Act, command: TaskAdd | TaskAssign) -> int | None:
    if command.due_at is None:
        return None
    return tasks.due(act.instant("due_at", command.due_at), act.now)


def _save(act: Act, before: Task, after: Task) -> Outcome:
    return _outcome(act.tx.update(before, after))


def _outcome(task: Task) -> Outcome:
    return Outcome(ids.name(ids.TASK, task.n), task.version)


VERBS: dict[type[Command], Verb] = {
    TaskAdd: add,
    TaskAssign: assign,
    TaskDone: done,
    TaskDrop: drop,
}
