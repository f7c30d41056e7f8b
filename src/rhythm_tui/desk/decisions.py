"""What may become of a missed slot, worked out from the plan as it stands. Standard library only."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from rhythm_tui.desk.plan_rows import CampaignRow
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain import decision
from rhythm_tui.domain.decision import Choice
from rhythm_tui.domain.rhythm import Mix, Post
from rhythm_tui.domain.vocabulary import Vocabulary

_AROUND = timedelta(days=14)
"""How far around a slot its neighbours are read: the ISO weeks of both days lie within."""


class Reads(Protocol):
    """What of the reader it takes."""

    def posts(self, first: date, last: date, now: int) -> list[Post]:
        """Return the slots of some local days as the rhythm knows them."""

    def mix(self, now: int) -> Mix:
        """Return the mix of tiers over what has gone out of late."""

    def campaign(self, written: str, now: int) -> CampaignRow | None:
        """Return one campaign."""


def choices(reader: Reads, vocabulary: Vocabulary, slot: SlotRow, now: int) -> tuple[Choice, ...]:
    """Return what may be done with a missed slot at ``now``; none where it is none any more."""
    here = vocabulary.local(now)
    posts = reader.posts(here.date() - _AROUND, here.date() + _AROUND, now)
    mine = next((one for one in posts if one.id == slot.id), None)
    if mine is None:
        return ()
    campaign = reader.campaign(slot.campaign, now) if slot.campaign else None
    shares = reader.mix(now).shares
    plan = decision.Plan(
        posts=posts,
        often=vocabulary.frequency(slot.platform),
        published={one.tier: one.posts for one in shares},
        targets={one.tier: one.target for one in shares},
        windows=vocabulary.windows(slot.audience) if slot.audience else (),
        span=vocabulary.rhythm("collision"),
        burst=datetime.fromisoformat(campaign.day) if campaign else None,
        phase=vocabulary.phase_days(slot.phase) if slot.phase else None,
        others=sum(one.slots for one in campaign.phases if one.phase == slot.phase) - 1 if campaign else None,
    )
    return decision.choices(mine, here, now, plan)
