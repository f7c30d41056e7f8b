"""The verbs of campaigns (RHYTHM.md 11): one command lays, moves or drops all the slots of an arc."""

from __future__ import annotations

from rhythm_tui.desk import clashes
from rhythm_tui.desk.act import Act, Outcome, Receipt, Verb, Warn
from rhythm_tui.desk.remark import Remark
from rhythm_tui.domain import campaigns, ids, slot_changes
from rhythm_tui.domain.campaigns import STILL, Campaign
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.laying import Draft
from rhythm_tui.domain.planning_commands import CampaignDrop, CampaignLay, CampaignMove
from rhythm_tui.domain.recurrence import day_of
from rhythm_tui.domain.refusal import msg, refused
from rhythm_tui.domain.slot_changes import tag_line
from rhythm_tui.domain.slots import Slot, missed_by, wall_time
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import language


def lay(act: Act, command: CampaignLay) -> Outcome:
    """Lay warm-up, burst and long tail around a day; what has passed already is not laid."""
    ahead = campaigns.to_come(_arc(act, command), act.now)
    tag = (command.tag or "").removeprefix("#")
    _check_new(act, command)
    campaign = act.tx.insert(
        Campaign(
            name=command.name,
            day=command.day,
            tag=tag,
            department=command.department,
            made_at=act.now,
            made_by=act.operator,
            simulated=act.simulated,
        )
    )
    clashes.lay(
        act,
        ahead,
        campaign=campaign.n,
        tags=tag_line([tag]),
        department=command.department,
        emergency=command.emergency,
    )
    return _outcome(campaign)


def _arc(act: Act, command: CampaignLay) -> tuple[Draft, ...]:
    day = day_of("day", command.day)
    campaigns.check_wanted(act.playbook, command.phases, command.skip)
    return campaigns.arc(
        act.playbook,
        command.name,
        day,
        phases=command.phases,
        skip=command.skip,
        chinese=language() == "zh",
    )


def _check_new(act: Act, command: CampaignLay) -> None:
    """Refuse a campaign that stands already: one of the same name on the same day."""
    for one in act.tx.where(Campaign, "day = ? AND state = 'standing'", command.day):
        if clean(one.name).plain == command.name:
            raise refused(msg("{id} is this campaign already"), id=ids.name(ids.CAMPAIGN, one.n))


def move(act: Act, command: CampaignMove) -> Outcome:
    """Move the burst to another day and the arc with it; wall times stay, whatever the clocks do."""
    campaign = act.subject(Campaign, command.id)
    day = day_of("day", command.day)
    moved = campaigns.move(campaign, _slots(act, campaign), day, act.now)
    clashes.tell(act, [slot for slot, _at in moved])
    for slot, at in moved:
        first = slot.at if slot.first_at is None else slot.first_at
        changed = {"at": at, "wall": wall_time(at, slot.zone), "first_at": first}
        missed_s = missed_by(slot, act.now, act.playbook.desk.slot_grace)
        act.tx.update(slot, slot.model_copy(update={**changed, "missed_s": missed_s}))
    return _outcome(act.tx.update(campaign, campaign.model_copy(update={"day": command.day})))


def drop(act: Act, command: CampaignDrop) -> Outcome:
    """Drop a campaign and its slots that have not gone out."""
    campaign = act.subject(Campaign, command.id)
    campaigns.check_standing(campaign)
    reason = act.keep("reason", command.reason)
    still = [slot for slot in _slots(act, campaign) if slot.state in STILL]
    clashes.tell(act, still)
    for slot in still:
        act.tx.update(slot, slot_changes.drop(slot, reason, act.now, act.playbook.desk.slot_grace))
    return _outcome(act.tx.update(campaign, campaign.model_copy(update={"state": "dropped"})))


def _slots(act: Act, campaign: Campaign) -> tuple[Slot, ...]:
    return act.tx.where(Slot, "campaign = ? AND state <> 'withdrawn'", campaign.n)


def remarks(act: Act, command: CampaignLay, receipt: Receipt) -> tuple[Remark, ...]:
    """Return what of an arc has passed already, and what stands in the way of the rest."""
    passed: tuple[Remark, ...] = ()
    campaign = act.tx.load(Campaign, ids.number(ids.CAMPAIGN, receipt.id))
    if campaign is not None:
        passed = clashes.not_laid([one for one in _arc(act, command) if one.at <= campaign.made_at])
    return (*passed, *clashes.remarks(act, command, receipt))


def _outcome(campaign: Campaign) -> Outcome:
    return Outcome(ids.name(ids.CAMPAIGN, campaign.n), campaign.version)


VERBS: dict[type[Command], Verb] = {CampaignLay: lay, CampaignMove: move, CampaignDrop: drop}
REMARKS: dict[type[Command], Warn] = {CampaignLay: remarks, CampaignMove: clashes.remarks}
