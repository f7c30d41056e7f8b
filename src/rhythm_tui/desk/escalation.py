"""The verbs of escalation: who was told of a timer, and who acknowledged it."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import escalation, ids
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.escalation import Notification
from rhythm_tui.domain.escalation_commands import IncidentTell, NotificationAnswer
from rhythm_tui.domain.incidents import Incident, Timer
from rhythm_tui.domain.refusal import invalid, msg
from rhythm_tui.domain.slots import check_known


def tell(act: Act, command: IncidentTell) -> Outcome:
    """Record that word was passed on; the desk itself sends nothing (RHYTHM 22)."""
    incident = act.subject(Incident, command.id)
    timers = act.tx.where(Timer, "incident = ? AND name = ? AND withdrawn = 0", incident.n, command.timer)
    if not timers:
        raise invalid("timer", msg("this incident has no such timer: {timer}"), timer=command.timer)
    check_known("duty", command.duty, act.playbook.duties)
    check_known("channel", command.channel, act.playbook.channels)
    told = Notification(
        incident=incident.n,
        timer=timers[-1].n,
        role=command.duty,
        person=command.person,
        channel=command.channel,
        at=act.instant("at", command.at),
        operator=act.operator,
    )
    told = escalation.tell(incident, timers[-1], told, act.now)
    if command.words is not None:
        told = told.model_copy(update={"words": act.keep("words", command.words)})
    return _outcome(act.tx.insert(told))


def answer(act: Act, command: NotificationAnswer) -> Outcome:
    """Record that word which was passed on has been acknowledged."""
    told = act.subject(Notification, command.id)
    at = act.instant("at", command.at)
    return _outcome(act.tx.update(told, escalation.answer(told, command.by, at, act.now)))


def _outcome(notification: Notification) -> Outcome:
    return Outcome(ids.name(ids.NOTIFICATION, notification.n), notification.version)


VERBS: dict[type[Command], Verb] = {
    IncidentTell: tell,
    NotificationAnswer: answer,
}
