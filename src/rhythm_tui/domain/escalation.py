"""Who must be told of a timer that runs out, and whether they were (RHYTHM.md 22 and 23)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.incidents import Incident, Timer
from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.times import not_before


class Notification(BaseModel):
    """Word passed on to somebody about a timer, as a row of the desk's file.

    The desk itself sends nothing: a person does, and the desk keeps to whom and how.
    """

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    incident: int
    timer: int
    role: str
    """A duty of the playbook."""
    person: str
    channel: str
    """How: ``phone``, ``wechat``, ``in_person`` or another channel of the playbook."""
    words: int | None = None
    """Content: the text that was passed on."""
    at: int
    operator: str
    answered_at: int | None = None
    """When that person was known to have it."""
    answered_by: str | None = None
    withdrawn: bool = False


def tell(incident: Incident, timer: Timer, notification: Notification, now: int) -> Notification:
    """Return the notification that says so; refuse where word of ``timer`` cannot have been passed on."""
    if incident.stage in ("closed", "withdrawn"):
        raise refused(msg("this incident is closed; open it again first"))
    if not timer.runs:
        raise refused(msg("nobody needs to be told of this timer any more: it does not run"))
    at = not_before(check_time("at", notification.at, now), timer.start)
    if at < timer.start:
        raise invalid("at", msg("nobody can be told of a timer before it began"))
    return notification.model_copy(update={"at": at})


def answer(notification: Notification, by: str | None, at: int, now: int) -> Notification:
    """Return the notification acknowledged at ``at``: by the person who was told when ``by`` is left out."""
    if notification.answered_at is not None:
        raise refused(msg("this was acknowledged already, by {who}"), who=notification.answered_by)
    at = not_before(check_time("at", at, now), notification.at)
    if at < notification.at:
        raise invalid("at", msg("it cannot be acknowledged before it was passed on"))
    return notification.model_copy(update={"answered_at": at, "answered_by": by or notification.person})
