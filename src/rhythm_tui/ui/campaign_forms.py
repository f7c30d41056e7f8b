"""The forms of a campaign: lay it, move it, drop it, each with what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rhythm_tui.desk.plan_rows import CampaignRow
from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.refusal import Refusal, invalid, msg
from rhythm_tui.i18n import _, language, say
from rhythm_tui.ui import plan_lines
from rhythm_tui.ui.day_fields import day_field, day_or_none, day_typed
from rhythm_tui.ui.fields import Field, Form, Values, such_as
from rhythm_tui.ui.freeze_forms import slot_lines
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.wording import BLANK, Line, gap, piece, safe

if TYPE_CHECKING:
    from rhythm_tui.domain.laying import Draft
    from rhythm_tui.domain.slots import Slot


def lay(seat: Seat, day: str = "") -> Form:
    """Lay a campaign around a day, seeing every slot of it and what stands in its way."""
    yes_no = [("", _("no")), ("yes", _("yes: it needs the double review"))]
    return Form(
        _("new campaign"),
        {"do": "campaign.lay"},
        [
            Field(
                "name", _("name of the campaign"), value=_named(seat, day), hint=such_as(_("World Heart Day"))
            ),
            day_field(seat, "day", _("day of the burst"), day, calendar=True),
            Field("tag", _("hashtag (may stay empty)")),
            Field("department", _("department (may stay empty)")),
            Field("emergency", _("public-health emergency"), "choice", "", yes_no),
            Field("phases", _("phases"), "choice", "", _runs(seat)),
            Field("skip", _("leave out (numbers from below, may stay empty)"), hint=such_as("2 5")),
        ],
        _("lay the arc"),
        preview=lambda values: _preview(seat, values),
        combine=lambda values: _asked(seat, values),
    )


def _named(seat: Seat, day: str) -> str:
    """Return what the calendar calls a day that asks for a topical slot; empty for any other."""
    if not day:
        return ""
    wanted = date.fromisoformat(day)
    named = seat.reader.plan(wanted, wanted, seat.now())[0].named
    return next((one.name(language()) for one in named if one.slot), "")


def _runs(seat: Seat) -> list[tuple[str, str]]:
    """Return the phases to choose from: all of them, then each run of neighbours, the long ones first."""
    phases = seat.vocabulary.ids("phases")
    runs = [
        phases[start : start + length]
        for length in range(len(phases) - 1, 0, -1)
        for start in range(len(phases) - length + 1)
    ]
    return [("", _("all")), *((" ".join(run), "+".join(map(seat.vocabulary.phase, run))) for run in runs)]


def _arc(seat: Seat, values: Values, day: date) -> tuple[Draft, ...]:
    """Return the chosen phases whole: what is left out is still numbered."""
    from rhythm_tui.domain.campaigns import arc

    phases = values["phases"].split()
    return arc(seat.playbook(), values["name"].strip(), day, phases=phases, chinese=language() == "zh")


def _left_out(values: Values, drafts: Sequence[Draft]) -> tuple[list[Draft], list[str]]:
    """Return the drafts whose numbers were typed, and what is none of their numbers."""
    typed = values["skip"].replace(",", " ").replace("\uff0c", " ").split()
    numbers = {str(number): draft for number, draft in enumerate(drafts, start=1)}
    return [numbers[one] for one in typed if one in numbers], [one for one in typed if one not in numbers]


def _asked(seat: Seat, values: Values) -> dict[str, object]:
    """Return the command's fields of all that was typed. Raises ``Refusal``."""
    told: dict[str, object] = {"name": values["name"], "day": day_typed(seat, values["day"])}
    told |= {name: values[name] for name in ("tag", "department") if values[name].strip()}
    if values["emergency"]:
        told["emergency"] = True
    if values["phases"]:
        told["phases"] = values["phases"].split()
    day = day_or_none(seat, values["day"])
    if values["skip"].strip() and day is not None:
        skipped, strange = _left_out(values, _arc(seat, values, day))
        if strange:
            raise invalid("skip", msg("{value} is none of the numbers"), value=strange[0][:20])
        told["skip"] = [draft.key for draft in skipped]
    return told


def _preview(seat: Seat, values: Values) -> list[Line]:
    day = day_or_none(seat, values["day"])
    if day is None:
        return [BLANK, (piece(_("Type a day: the slots stand here then."), "muted"),)]
    drafts = _arc(seat, values, day)
    skipped, _strange = _left_out(values, drafts)
    left = [draft for draft in drafts if draft not in skipped]
    found = plan_lines.in_the_way(seat, [draft for draft in left if draft.at > seat.now()])
    return plan_lines.draft_lines(seat, left, found, plan_lines.numbered(drafts))


def move(seat: Seat, row: CampaignRow) -> Form:
    """Move the burst of a campaign to another day, seeing where every slot goes."""
    return Form(
        say("move campaign {id}", id=row.id),
        {"do": "campaign.move", "id": row.id, "expect": row.version},
        [day_field(seat, "day", _("new day of the burst"), calendar=True)],
        _("move the arc"),
        context=_titled(row),
        preview=lambda values: _moved(seat, row, values["day"]),
        version=lambda: version_of(seat, row.id),
    )


def _moved(seat: Seat, row: CampaignRow, typed: str) -> list[Line]:
    from rhythm_tui.domain import campaigns
    from rhythm_tui.domain.campaigns import Campaign

    day = day_or_none(seat, typed)
    if day is None:
        return []
    slots = [_model(seat, slot) for slot in seat.reader.campaign_slots(row.id, seat.now())]
    standing = Campaign(name="", day=row.day, made_at=0, made_by="", state="standing")
    try:
        moved = campaigns.move(standing, slots, day, seat.now())
    except Refusal as refusal:
        return [BLANK, (piece(seat.why_not(refusal), "late-bold"),)]
    drafts = [campaigns.draft_of(slot, at) for slot, at in moved]
    found = plan_lines.in_the_way(seat, drafts, {draft.key for draft in drafts}, row.id)
    return plan_lines.draft_lines(seat, drafts, found, {one.key: f"{one.key:4}" for one in drafts})


def drop(seat: Seat, row: CampaignRow) -> Form:
    """Drop a campaign, seeing what goes with it."""
    slots = seat.reader.campaign_slots(row.id, seat.now())
    still = [slot for slot in slots if slot.state not in ("published", "dropped")]
    return Form(
        say("drop campaign {id}", id=row.id),
        {"do": "campaign.drop", "id": row.id, "expect": row.version},
        [Field("reason", _("reason"))],
        _("drop the campaign"),
        context=[*_titled(row), *slot_lines(seat, still, _("these go with it:"))],
        version=lambda: version_of(seat, row.id),
    )


def version_of(seat: Seat, id: str) -> int | None:
    """Return the version a campaign has now."""
    found = seat.reader.campaign(id, seat.now())
    return found.version if found else None


def _titled(row: CampaignRow) -> list[Line]:
    return [(piece(row.name, "strong-bold"), gap(2), piece(row.day, "soft")), BLANK]


def _model(seat: Seat, row: SlotRow) -> Slot:
    """Return a slot as the rules take it; whether it was missed by now is nothing to them."""
    from rhythm_tui.domain.slots import Slot

    state = "planned" if row.state == "missed" else row.state
    kept = {
        "n": int(row.id[1:]),
        "state": state,
        "zone": seat.playbook().zone,
        "author": "",
        "title": safe(row.title),
    }
    same = ("platform", "wall", "at", "tier", "form", "sub_form", "audience", "phase")
    return Slot.model_validate({**kept, **{name: getattr(row, name) for name in same}})
