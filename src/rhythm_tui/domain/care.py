"""What happens to an interaction besides its answer: corrections, referrals, waiting, sorting, reminders.

Pure decisions over frozen values, as in ``interactions``. Instants are milliseconds UTC.
"""

from __future__ import annotations

from rhythm_tui.domain.deadlines import is_past, overrun_s, second
from rhythm_tui.domain.interactions import Interaction, check_time
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.times import not_before


def reopen(item: Interaction) -> Interaction:
    """Open an item again: the clock runs from its old start, and its misses stay."""
    if item.state not in ("answered", "closed"):
        raise refused(msg("this is open"))
    return item.model_copy(
        update={
            "state": "open",
            "reply_state": "drafted" if item.reply is not None else "none",
            "stopped_at": None,
            "stopped_by": None,
            "close_reason": None,
            "close_note": None,
            "outcome": None,
        }
    )


def correct(item: Interaction, posted_at: int | None, answered_at: int | None, now: int) -> Interaction:
    """Correct when an item was posted or answered.

    The spans it was promised stay, so its limits move with its start. A miss that stood before the
    correction stays (RHYTHM.md, deadline semantics); the first time of posting is kept.
    """
    check_there(item)
    if posted_at is None and answered_at is None:
        raise invalid("posted_at", msg("say which time was wrong: posted_at or answered_at"))
    corrected = _keep_miss(item, now)
    if posted_at is not None:
        corrected = _move_start(corrected, check_time("posted_at", posted_at, now))
    if answered_at is not None:
        if item.state != "answered":
            raise refused(msg("this is not answered"))
        stood = not_before(check_time("answered_at", answered_at, now), corrected.posted_at)
        corrected = corrected.model_copy(update={"stopped_at": stood})
    stopped = corrected.stopped_at
    if stopped is not None and second(stopped) < second(corrected.posted_at):
        field = "posted_at" if answered_at is None else "answered_at"
        raise invalid(field, msg("a reply cannot stand before what it answers"))
    return _keep_miss(corrected, now)


def _move_start(item: Interaction, posted_at: int) -> Interaction:
    moved: dict[str, object] = {"posted_at": posted_at}
    moved["posted_first"] = item.posted_at if item.posted_first is None else item.posted_first
    if item.limits is not None:
        shift = posted_at - item.posted_at
        for column, limit in item.limits._asdict().items():
            moved[column] = limit + shift
    return item.model_copy(update=moved)


def _keep_miss(item: Interaction, now: int) -> Interaction:
    """Write down the miss as it stands, the worse of an earlier one and this."""
    if item.limits is None:
        return item
    at = item.stopped_at if item.stopped_at is not None else now
    missed = overrun_s(item.limits.due_at, at)
    if item.stopped_at is None and not missed:
        return item
    return item.model_copy(
        update={
            "missed_s": max(item.missed_s or 0, missed),
            "neglected": bool(item.neglected) or is_past(item.limits.neglect_at, at),
        }
    )


def wait(item: Interaction, on: str | None, now: int) -> Interaction:
    """Note whom an item waits for; its clock goes on (RHYTHM.md: no pause)."""
    check_open(item)
    if on is None and item.waiting is None:
        raise refused(msg("this waits for nobody"))
    return item.model_copy(update={"waiting": on, "waiting_since": now if on else None})


def sort(item: Interaction, topic: str | None, tags: tuple[str, ...]) -> Interaction:
    """Give an item its topic and tags; what it had goes."""
    check_there(item)
    return item.model_copy(update={"topic": topic, "tags": "\n".join(sorted(set(tags)))})


def link(item: Interaction, post: str, slot: int | None) -> Interaction:
    """Link an item to its post and slot; an empty post or no slot takes that link away."""
    check_there(item)
    return item.model_copy(update={"post": post, "slot": slot})


def remind(item: Interaction, at: int | None, operator: str, now: int) -> Interaction:
    """Have ``operator`` reminded at ``at``; hides nothing and stops no clock."""
    check_open(item)
    if at is None and item.remind_at is None:
        raise refused(msg("there is no reminder"))
    if at is not None and at <= now:
        raise invalid("at", msg("this time has passed"))
    return item.model_copy(update={"remind_at": at, "remind_by": operator if at is not None else None})


def check_there(item: Interaction) -> None:
    """Refuse what was taken back: it is no longer on the desk."""
    if item.state == "withdrawn":
        raise refused(msg("this was taken back"))


def check_open(item: Interaction) -> None:
    """Refuse what is answered or closed."""
    if item.state != "open":
        raise refused(msg("this is not open any more"))
