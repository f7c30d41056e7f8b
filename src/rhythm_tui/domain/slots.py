"""A publishing slot and its sign-offs (RHYTHM.md 5, 8 and 10).

Pure decisions over frozen values. A sign-off is bound to a hash of the slot's words: edit them and it
lapses. Author and reviewer are never the same person; an emergency needs two different experts.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

import arrow
from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain import ids
from rhythm_tui.domain.approval import approved_words, check_signer
from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.refusal import invalid, msg, refused

OPEN = ("planned", "review", "ready")
"""The states of a slot that may still go out."""
State = Literal["planned", "review", "ready", "held", "published", "dropped", "withdrawn"]


class Slot(BaseModel):
    """One publishing slot, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    platform: str
    wall: str
    """Local wall time to the minute, ``2026-11-22T18:00``."""
    zone: str
    """IANA name."""
    at: int
    """The instant that wall time means, milliseconds UTC."""
    title: str
    tier: int
    form: str
    audience: str | None = None
    department: str | None = None
    emergency: bool = False
    author: str
    state: State = "planned"
    published_at: int | None = None
    published_by: str | None = None
    url: str | None = None
    held_for: int | None = None
    """The incident that holds it."""
    held_from: State | None = None
    """The state it returns to when it is released."""
    statement: int | None = None
    """The statement that it brings to the public."""
    simulated: bool = False
    script: int | None = None
    """Content: what is said or shown."""
    digest: str | None = None
    """SHA-256 of the script."""
    editors: str = ""
    """Who has changed its words besides its author, each on a line of its own."""
    sub_form: str | None = None
    """The form of the form: animation, vlog, live, ... (RHYTHM 3)."""
    depth: str | None = None
    """For the general public or for those concerned (RHYTHM 4)."""
    length_s: int | None = None
    """How long it is meant to be, in seconds."""
    tags: str = ""
    """Hashtags, with a blank between two."""
    series: str | None = None
    goal: str | None = None
    """What it is for: win, keep, wake or convert (RHYTHM 32)."""
    campaign: int | None = None
    phase: str | None = None
    """The phase of the campaign it belongs to (RHYTHM 11)."""
    repeat: int | None = None
    """The recurring slot it was laid from."""
    first_at: int | None = None
    """The instant it was first planned for, once it was moved."""
    missed_s: int | None = None
    """Whole seconds past its time when a missed slot was decided on; never undone."""
    drop_reason: int | None = None
    """Content: why it was dropped."""
    live: int | None = None
    """Content: the text as it stands in public, where somebody compared it."""
    breach: int | None = None
    """Content: why it went out without its sign-offs."""

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who has written on it: none of them signs it."""
        return (self.author, *self.editors.splitlines())


class SignOff(BaseModel):
    """One expert's approval of a slot's words."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    slot: int
    role: str
    expert: str
    words: str
    """Hash of what was approved."""
    at: int
    withdrawn: bool = False


class Tick(BaseModel):
    """A line of the checklist that somebody has ticked (RHYTHM 12)."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    slot: int
    line: str
    """A line of the playbook's checklists, or the id of a lesson."""
    at: int
    operator: str
    withdrawn: bool = False


def wall_time(at: int, zone: str) -> str:
    """Return the wall time of ``zone`` (IANA name) to the minute that an instant means (RHYTHM 10)."""
    return arrow.get(at / 1000, tzinfo=zone).format("YYYY-MM-DD[T]HH:mm")


def words_hash(slot: Slot) -> str:
    """Return the hash of what an expert approves: platform, title, tier, form, emergency flag, script."""
    return approved_words(
        slot.platform, slot.title, slot.tier, slot.form, emergency=slot.emergency, script=slot.digest
    )


def valid_roles(slot: Slot, sign_offs: tuple[SignOff, ...]) -> dict[str, str]:
    """Return the roles that have signed the present words, with the expert of each."""
    words = words_hash(slot)
    return {s.role: s.expert for s in sign_offs if s.words == words and not s.withdrawn}


def sign_off(
    slot: Slot,
    given: tuple[SignOff, ...],
    role: str,
    expert: str,
    now: int,
    required: tuple[str, ...],
    before: tuple[str, ...] = (),
) -> tuple[Slot, SignOff]:
    """Sign ``slot`` off in ``role``; with the last role that is required it becomes ready (RHYTHM 5).

    ``before`` are the roles that must have signed by then.
    """
    if slot.state not in OPEN:
        raise refused(msg("a slot that is {state} takes no sign-off"), state=slot.state)
    signed = valid_roles(slot, given)
    own_work = msg("{expert} planned this slot: nobody signs their own work")
    check_signer(role, expert, signed, slot.authors, own_work, before)
    given_now = SignOff(slot=slot.n, role=role, expert=expert, words=words_hash(slot), at=now)
    complete = set(required) <= {*signed, role}
    return slot.model_copy(update={"state": "ready" if complete else "review"}), given_now


def publish(slot: Slot, operator: str, at: int, now: int, url: str | None, missing: tuple[str, ...]) -> Slot:
    """Record that the slot went out at ``at``; never without its sign-offs (RHYTHM 5 and 7)."""
    if slot.state == "published":
        raise refused(msg("this slot is published already"))
    if slot.state in ("dropped", "withdrawn", "held"):
        raise refused(msg("a slot that is {state} is not published"), state=slot.state)
    if missing:
        raise refused(msg("sign-off missing: {roles}"), roles=", ".join(missing))
    check_time("at", at, now)
    return slot.model_copy(
        update={"state": "published", "published_at": at, "published_by": operator, "url": url}
    )


def hold(slot: Slot, incident: int) -> Slot:
    """Hold a slot that has not gone out for an incident; it remembers the state it returns to (RHYTHM 23)."""
    if slot.state == "held":
        raise refused(msg("{slot} is held already"), slot=ids.name(ids.SLOT, slot.n))
    if slot.state not in OPEN:
        raise refused(
            msg("{slot} is {state}: it cannot be held"), slot=ids.name(ids.SLOT, slot.n), state=slot.state
        )
    return slot.model_copy(update={"state": "held", "held_for": incident, "held_from": slot.state})


def release(slot: Slot) -> Slot:
    """Let a held slot go back to the state it was held in; one whose time has passed is missed then."""
    return slot.model_copy(update={"state": slot.held_from or "planned", "held_for": None, "held_from": None})


def check_known(field: str, value: str | None, known: Container[str]) -> None:
    """Refuse a word the playbook does not know, naming the field."""
    if value is not None and value not in known:
        raise invalid(field, msg("{value} is not in the playbook"), value=value)
