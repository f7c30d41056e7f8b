"""A comment, private message or live question, and what may be done with it.

Pure decisions over frozen values: every function takes the item as it stands and returns it as it will
stand, or raises ``Refusal``. Instants are milliseconds UTC.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.deadlines import Deadline, Rule, clock_name, deadline, is_past, overrun_s, second
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.times import EARLIEST, FUTURE_SLACK, not_before

State = Literal["open", "answered", "closed", "withdrawn"]
ReplyState = Literal["none", "drafted", "copied", "posted"]


class Interaction(BaseModel):
    """One item of the queue, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    platform: str
    kind: Literal["comment", "message", "live"]
    state: State = "open"
    posted_at: int
    seen_at: int
    """When it reached the desk: a clock may have burnt before anybody could see it."""
    due_at: int | None = None
    soon_at: int | None = None
    neglect_at: int | None = None
    clock: str | None = None
    neglect_clock: str | None = None
    author_key: str
    content: int
    """Its words and masked author, kept apart so that a purge reaches them."""
    post: str = ""
    external_id: str = ""
    dedupe: str | None = None
    conversation: str = ""
    owner: str | None = None
    claim_until: int | None = None
    reply_state: ReplyState = "none"
    reply: int | None = None
    stopped_at: int | None = None
    stopped_by: str | None = None
    close_reason: str | None = None
    close_note: int | None = None
    brush_off: bool = False
    """Whether its answer only sends somebody away (RHYTHM 7)."""
    missed_s: int | None = None
    """By how many seconds the target was missed; written when the clock stops, and never taken back."""
    neglected: bool | None = None
    incident: int | None = None
    parent: int | None = None
    """The item this one was referred from."""
    referred: Literal["message", "doctor"] | None = None
    """What it was taken on to, for an item that was referred."""
    waiting: str | None = None
    """Whom it waits for: information, never a stopped clock."""
    waiting_since: int | None = None
    outcome: Literal["first_reply", "online", "visit", "doctor"] | None = None
    topic: str | None = None
    tags: str = ""
    """Tags, each on a line of its own, sorted."""
    slot: int | None = None
    """The slot its post came from."""
    remind_at: int | None = None
    remind_by: str | None = None
    posted_first: int | None = None
    """The time of posting as first taken down, once it was corrected."""
    template: str | None = None
    """The approved wording its reply was made from."""
    batch: int | None = None
    simulated: bool = False

    @property
    def limits(self) -> Deadline | None:
        """The three instants; None for a live question."""
        if self.due_at is None or self.soon_at is None or self.neglect_at is None:
            return None
        return Deadline(self.due_at, self.soon_at, self.neglect_at)


def check_time(field: str, at: int, now: int) -> int:
    """Return ``at`` when something can have happened then; refuse the future and the years before 2016."""
    if at > now + FUTURE_SLACK:
        raise invalid(field, msg("this time lies in the future"))
    if at < EARLIEST:
        raise invalid(field, msg("this time lies before 2016"))
    return at


def timed(rule: Rule | None, posted_at: int) -> dict[str, Any]:
    """Return the columns of a clock that runs from ``posted_at``; a kind without a rule has none.

    Source: RHYTHM.md 13, 14 and 16. They are stored, so that a later playbook never moves an open deadline.
    """
    if rule is None:
        return {}
    due, soon, neglect = deadline(posted_at, rule)
    return {
        "due_at": due,
        "soon_at": soon,
        "neglect_at": neglect,
        "clock": clock_name(rule.target),
        "neglect_clock": clock_name(rule.neglect),
    }


def claim(item: Interaction, operator: str, now: int, lease: int, to: str | None = None) -> Interaction:
    """Give the item to ``operator``, or on to somebody else, until ``now + lease``.

    A lapsed claim may be taken over (SAFETY 9).
    """
    _still_open(item)
    held = item.owner is not None and not claim_lapsed(item, now)
    if held and item.owner != operator:
        raise refused(msg("{owner} holds this"), owner=item.owner)
    if held and to in (None, operator):
        raise refused(msg("you hold this already"))
    return item.model_copy(update={"owner": to or operator, "claim_until": now + lease})


def claim_lapsed(item: Interaction, now: int) -> bool:
    """Return whether the owner's lease has run out: it stays counted as owned until taken."""
    return item.claim_until is not None and is_past(item.claim_until, now)


def release(item: Interaction, operator: str) -> Interaction:
    """Take the item back from its owner."""
    _still_open(item)
    if item.owner is None:
        raise refused(msg("nobody holds this"))
    if item.owner != operator:
        raise refused(msg("{owner} holds this"), owner=item.owner)
    return item.model_copy(update={"owner": None, "claim_until": None})


def draft(item: Interaction, content: int | None, template: str | None = None) -> Interaction:
    """Keep a draft (or none); no clock stops (RHYTHM.md, deadline semantics: three states of a reply)."""
    _still_open(item)
    if content is None:
        return item.model_copy(update={"reply": None, "reply_state": "none", "template": None})
    return item.model_copy(update={"reply": content, "reply_state": "drafted", "template": template})


def copied(item: Interaction) -> Interaction:
    """Note that the draft was copied; whether it was posted is not known yet."""
    _still_open(item)
    if item.reply is None:
        raise refused(msg("there is no draft to copy; write the reply first"))
    return item.model_copy(update={"reply_state": "copied"})


def answer(
    item: Interaction, operator: str, content: int | None, at: int, now: int, outcome: str | None = None
) -> Interaction:
    """Record a reply that stands in public since ``at``: only this stops the clock.

    ``outcome`` is what a private message came to: answered for a start, or taken on to the online clinic, a
    visit or the doctor team (RHYTHM 14).
    """
    _still_open(item)
    if outcome is not None and item.kind != "message":
        raise invalid("outcome", msg("only a private message has an outcome"))
    at = not_before(check_time("posted_at", at, now), item.posted_at)
    if second(at) < second(item.posted_at):
        raise invalid("posted_at", msg("a reply cannot stand before what it answers"))
    stopped = {"state": "answered", "reply_state": "posted", "reply": content, "outcome": outcome}
    return item.model_copy(update={**stopped, **_stop(item, operator, at)})


def close(item: Interaction, operator: str, reason: str, note: int | None, now: int) -> Interaction:
    """Close the item without a reply."""
    _still_open(item)
    closed = {"state": "closed", "close_reason": reason, "close_note": note}
    return item.model_copy(update={**closed, **_stop(item, operator, now)})


def _stop(item: Interaction, operator: str, at: int) -> dict[str, object]:
    """Stop the clock at ``at``: a miss becomes permanent here, the worse of an earlier one and this."""
    stopped: dict[str, object] = {"stopped_at": at, "stopped_by": operator, "owner": item.owner or operator}
    if item.limits:
        stopped["missed_s"] = max(item.missed_s or 0, overrun_s(item.limits.due_at, at))
        stopped["neglected"] = bool(item.neglected) or is_past(item.limits.neglect_at, at)
    return stopped


def _still_open(item: Interaction) -> None:
    if item.state == "answered":
        raise refused(msg("this is answered already, by {who}"), who=item.stopped_by)
    if item.state == "closed":
        raise refused(msg("this is closed already, by {who}"), who=item.stopped_by)
    if item.state == "withdrawn":
        raise refused(msg("this was taken back"))
