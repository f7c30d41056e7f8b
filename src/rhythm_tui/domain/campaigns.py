"""A campaign: warm-up, burst and long tail around a day (RHYTHM.md 11).

Pure decisions over frozen values. The phases are the playbook's, and no two of them share a day, so that an
arc never overlaps itself: what warms up lies before the burst, what trails after it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain import ids
from rhythm_tui.domain.laying import Draft, wall_of
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.slots import OPEN, Slot, wall_time

if TYPE_CHECKING:
    from rhythm_tui.domain.playbook import Playbook

State = Literal["standing", "dropped", "withdrawn"]
STILL = (*OPEN, "held")
"""The states of a slot that may still go out, or be held."""


class Campaign(BaseModel):
    """One campaign, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    name: str
    day: str
    """The local day of the burst, ``2026-09-29``."""
    tag: str = ""
    """Its hashtag."""
    department: str | None = None
    made_at: int
    made_by: str
    state: State = "standing"
    simulated: bool = False


def arc(
    playbook: Playbook,
    name: str,
    day: date,
    *,
    phases: Collection[str] = (),
    skip: Collection[str] = (),
    chinese: bool,
) -> tuple[Draft, ...]:
    """Return the slots of an arc around ``day``, by time, past ones among them (RHYTHM 11).

    ``phases`` are those wanted, all when there are none; ``skip`` are the keys of drafts to leave out, such
    as ``burst.2``. Platforms that are switched off get none. Their titles are in Chinese or English.
    """
    drafts = []
    for phase, rule in playbook.phases.items():
        for number, slot in enumerate(rule.slots, start=1):
            wall, at = wall_of(day + timedelta(days=slot.day), slot.at, playbook.tz)
            title = slot.zh if chinese else slot.en
            draft = Draft(
                key=f"{phase}.{number}",
                platform=slot.platform,
                wall=wall,
                at=at,
                title=title.replace("{name}", name),
                tier=slot.tier,
                form=slot.form,
                sub_form=slot.sub_form,
                audience=slot.audience,
                phase=phase,
            )
            if playbook.platforms[slot.platform].on and _wanted(draft, phases, skip):
                drafts.append(draft)
    return tuple(sorted(drafts, key=lambda draft: draft.at))


def _wanted(draft: Draft, phases: Collection[str], skip: Collection[str]) -> bool:
    return draft.phase in (phases or (draft.phase,)) and draft.key not in skip


def check_wanted(playbook: Playbook, phases: Collection[str], skip: Collection[str]) -> None:
    """Refuse phases and keys of drafts that the playbook does not have, naming the field."""
    for phase in phases:
        if phase not in playbook.phases:
            raise invalid("phases", msg("{value} is not in the playbook"), value=phase)
    keys = {f"{phase}.{n}" for phase, rule in playbook.phases.items() for n in range(1, len(rule.slots) + 1)}
    for key in skip:
        if key not in keys:
            raise invalid("skip", msg("{value} is not in the playbook"), value=key)


def check_standing(campaign: Campaign) -> None:
    """Refuse to work on a campaign that was dropped."""
    if campaign.state != "standing":
        raise refused(msg("this campaign was dropped"))


def to_come(drafts: Sequence[Draft], now: int) -> tuple[Draft, ...]:
    """Return the drafts that can still be laid: what has passed is not; refused when nothing is left."""
    ahead = tuple(draft for draft in drafts if draft.at > now)
    if not ahead:
        raise refused(msg("nothing of it is left to be laid: its times have passed"))
    return ahead


def move(campaign: Campaign, slots: Sequence[Slot], day: date, now: int) -> list[tuple[Slot, int]]:
    """Return the slots that move with the burst to ``day``, each with its new instant; wall times stay.

    What has gone out or was dropped stays where it is. Refused where the burst is out, where a slot would lie
    in the past, and where one would change places with a slot that went out already.
    """
    check_standing(campaign)
    apart = day - date.fromisoformat(campaign.day)
    if not apart:
        raise invalid("day", msg("it lies on this day already"))
    still = [slot for slot in slots if slot.state in STILL]
    out = [slot for slot in slots if slot.state == "published"]
    if not still:
        raise refused(msg("nothing of it is left to be moved"))
    if gone := [slot for slot in out if slot.wall[:10] == campaign.day]:
        raise refused(msg("its day has begun: {slots} went out"), slots=_named(gone))
    moved = [(slot, _shifted(slot, apart)) for slot in still]
    if past := [slot for slot, at in moved if at <= now]:
        raise refused(
            msg("these would lie in the past: {slots}; drop them first, or take a later day"),
            slots=_named(past),
        )
    for slot, at in moved:
        new = wall_time(at, slot.zone)[:10]
        if passed := [one for one in out if not _in_order(one.wall[:10], slot.wall[:10], new)]:
            raise refused(
                msg("{slot} would change places with what went out: {slots}"),
                slot=ids.name(ids.SLOT, slot.n),
                slots=_named(passed),
            )
    return moved


def draft_of(slot: Slot, at: int) -> Draft:
    """Return a slot as what it would be at another instant (ms UTC), or at its own."""
    return Draft(
        ids.name(ids.SLOT, slot.n), slot.platform, wall_time(at, slot.zone), at, slot.title, slot.tier,
        slot.form, slot.sub_form, slot.audience, slot.phase,
    )  # fmt: skip


def _shifted(slot: Slot, apart: timedelta) -> int:
    day = date.fromisoformat(slot.wall[:10]) + apart
    return wall_of(day, slot.wall[11:], ZoneInfo(slot.zone))[1]


def _in_order(out: str, old: str, new: str) -> bool:
    return out == old or (out < new if out < old else new < out)


def _named(slots: Sequence[Slot]) -> str:
    return ", ".join(ids.name(ids.SLOT, slot.n) for slot in slots)
