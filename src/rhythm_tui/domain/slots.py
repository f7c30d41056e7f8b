"""A publishing slot and its sign-offs (RHYTHM.md 5, 8 and 10).

Pure decisions over frozen values. A sign-off is bound to a hash of the slot's words: edit them and it
lapses. Author and reviewer are never the same person; an emergency needs two different experts. What else
becomes of a slot stands in ``slot_changes``.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

import arrow
from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain import ids
from rhythm_tui.domain.approval import approved_words, check_signer, counting
from rhythm_tui.domain.deadlines import is_past, overrun_s
from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import Refusal, invalid, msg, refused

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
    story: int | None = None
    """The user's story that it tells (RHYTHM 17)."""
    first_at: int | None = None
    """The instant it was first planned for, once it was moved."""
    missed_s: int | None = None
    """Whole seconds past its time when a missed slot was decided on; never undone."""
    drop_reason: int | None = None
    """Content: why it was dropped."""
    live: int | None = None
    """Content: the text as it stands in public, where somebody compared it."""
    differs: bool = False
    """Whether that text is not the approved script."""
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
    """Return who has signed the present words, by role; one who has written on them since counts no more."""
    standing = ((one.role, one.expert, one.words) for one in sign_offs if not one.withdrawn)
    return counting(words_hash(slot), slot.authors, standing)


def reviewed(slot: Slot, sign_offs: tuple[SignOff, ...], required: tuple[str, ...]) -> State:
    """Return how far its sign-offs have brought a slot: planned, in review or ready (RHYTHM 5)."""
    signed = valid_roles(slot, sign_offs)
    if not signed:
        return "planned"
    return "ready" if set(required) <= set(signed) else "review"


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
    own_work = msg("{expert} wrote on this slot: nobody signs their own work")
    check_signer(role, expert, valid_roles(slot, given), slot.authors, own_work, before)
    given_now = SignOff(slot=slot.n, role=role, expert=expert, words=words_hash(slot), at=now)
    state = reviewed(slot, (*given, given_now), required)
    return slot.model_copy(update={"state": state}), given_now


class WentOut(NamedTuple):
    """What is told of a slot that went out."""

    url: str | None = None
    live: int | None = None
    """Content: the text as it stands in public."""
    differs: bool = False
    """Whether that text is not the approved script."""
    breach: int | None = None
    """Content: why it went out without its sign-offs."""


def publish(
    slot: Slot, operator: str, at: int, now: int, missing: tuple[str, ...], grace: int, told: WentOut
) -> Slot:
    """Record that the slot went out at ``at``.

    Never without its sign-offs, unless a reason breaks the glass (RHYTHM 5 and 7). One that was missed by
    then keeps by how much (RHYTHM 12).
    """
    if slot.state == "published":
        raise refused(msg("this slot is published already"))
    if slot.state not in OPEN:
        raise refused(msg("a slot that is {state} is not published"), state=slot.state)
    if missing and told.breach is None:
        raise refused(msg("sign-off missing: {roles}; have it signed first"), roles=", ".join(missing))
    if told.breach is not None and not missing:
        raise Refusal("refused", msg("no sign-off is missing: publish it without a reason"), "break_glass")
    check_time("at", at, now)
    return slot.model_copy(
        update={
            "state": "published",
            "published_at": at,
            "published_by": operator,
            "missed_s": missed_by(slot, at, grace),
            **told._asdict(),
        }
    )


def missed_by(slot: Slot, at: int, grace: int) -> int | None:
    """Return what is kept of a miss when somebody decides on a slot at ``at``: whole seconds past its time.

    ``grace`` (ms) is how long past its time a slot is not missed yet; while it is held it never is. None when
    it never was; a miss that was recorded before never shrinks.
    """
    if slot.state not in OPEN or not is_past(slot.at + grace, at):
        return slot.missed_s
    return max(slot.missed_s or 0, overrun_s(slot.at, at))


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
