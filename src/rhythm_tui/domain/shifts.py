"""Who is on duty, and what one shift hands to the next (RHYTHM.md 30).

Pure decisions over frozen values. Instants are milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.refusal import Refusal, invalid, msg, refused

CRITICAL = 100
"""Red rows that are read back one by one at most, the worst first: more than that nobody reads aloud."""
NAMED = 12
"""Ids that a refusal names at most."""


class Rostered(BaseModel):
    """Who stands one shift of one day: a cell of the roster."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    day: str
    """Local day on which the shift begins, ``2026-11-22``."""
    shift: str
    """A shift of the playbook."""
    operators: str
    """Their names, each on a line of its own."""
    withdrawn: bool = False


class Shift(BaseModel):
    """A shift that somebody stood."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    name: str
    """A shift of the playbook."""
    operator: str
    started_at: int
    ended_at: int | None = None
    simulated: bool = False
    withdrawn: bool = False


class Handover(BaseModel):
    """What one operator handed to the next, in I-PASS form."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    giver: str
    receiver: str
    """Whom it was meant for; once signed, who signed."""
    state: Literal["given", "signed", "withdrawn"] = "given"
    given_at: int
    signed_at: int | None = None
    seq: int
    """The journal's last row when it was given, and its hash: what exactly was handed over."""
    head: str
    critical: str
    """Ids of the lines the receiver reads back, parted by blanks."""
    notes: int | None = None
    """Content: situation and what to watch, in the giver's words."""
    simulated: bool = False


def end(shift: Shift, others: int, reason: str | None, now: int) -> Shift:
    """Go off duty; leaving the desk to nobody without a handover wants a reason.

    ``others`` is how many more are on duty.
    """
    if not others and reason is None:
        raise Refusal(
            "refused", msg("nobody else is on duty: hand the desk over, or give a reason"), "reason"
        )
    return ended(shift, now)


def ended(shift: Shift, now: int) -> Shift:
    """Return a shift that ends at ``now``; where the clock was put back it ends as it began."""
    return shift.model_copy(update={"ended_at": max(now, shift.started_at)})


def check_gap(since: int, until: int, now: int) -> None:
    """Refuse a stretch of time that cannot have been a gap."""
    check_time("since", since, now)
    check_time("until", until, now)
    if until <= since:
        raise invalid("until", msg("a gap ends after it began"))


def check_owned(unowned: Sequence[str]) -> None:
    """Refuse a handover while red rows have no owner, naming them (RHYTHM 30)."""
    if not unowned:
        return
    named = ", ".join(unowned[:NAMED])
    if len(unowned) > NAMED:
        raise refused(
            msg("red rows without an owner: {n}, the worst {ids}; give each to somebody first"),
            n=len(unowned),
            ids=named,
        )
    raise refused(msg("red rows without an owner: {ids}; give each to somebody first"), ids=named)


def check_led(late: Sequence[str]) -> None:
    """Refuse a handover while an incident with a late timer has nobody in charge: it is a red row too."""
    if late:
        template = msg("a timer is late and nobody is in charge: {ids}; put somebody in charge first")
        raise refused(template, ids=", ".join(late[:NAMED]))


def check_giver(giver: str, receiver: str) -> None:
    """Refuse a handover to oneself."""
    if giver == receiver:
        raise invalid("to", msg("a desk is handed to somebody else"))


def take(handover: Handover, receiver: str, read_back: Iterable[str], now: int) -> Handover:
    """Sign a handover: somebody else than its giver, having read back every critical line."""
    if handover.state == "signed":
        raise refused(msg("this handover was signed already, by {who}"), who=handover.receiver)
    if receiver == handover.giver:
        raise refused(msg("somebody else signs for what you hand over"))
    critical, read = handover.critical.split(), set(read_back)
    if strange := sorted(read.difference(critical)):
        raise invalid("read_back", msg("{id} is no critical line of this handover"), id=strange[0][:60])
    if missing := [line for line in critical if line not in read]:
        named = ", ".join(missing[:NAMED])
        raise Refusal(
            "refused",
            msg("critical lines not read back yet: {n} ({ids}); tick each as it is read back"),
            "read_back",
            n=len(missing),
            ids=named,
        )
    signed = {"state": "signed", "signed_at": max(now, handover.given_at), "receiver": receiver}
    return handover.model_copy(update=signed)
