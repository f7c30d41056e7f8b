"""What wants attention now: the ways to lose the rhythm (RHYTHM.md 7) and timers that ran out."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.views import Alarm, SlotRow
from rhythm_tui.store.bands import Counts


def alarms(
    counts: Counts,
    brushed: Sequence[str],
    late_incidents: int,
    untold: Sequence[str],
    near: Sequence[SlotRow],
    now: int,
    review_warning: int,
) -> tuple[Alarm, ...]:
    """Return the alarms of this moment, the gravest first.

    ``incident_late``: a response timer is past due and unmet. ``not_told``: a duty must be told of a timer
    now. ``disordered_interaction``: something has been silent for over 24 h. ``brush_off``: a reply of the
    last day only sends people away. ``too_fast``: a slot is about to go out without its sign-offs.
    ``slot_missed``: a slot was not published in time and waits for a decision. ``brushed`` holds the items of
    such replies, ``untold`` the incident of each such duty, ``near`` the slots of today and those just over
    midnight on either side.
    """
    unsigned = [s for s in near if s.missing and now <= s.at <= now + review_warning and s.state != "held"]
    missed = [s for s in near if s.state == "missed"]
    found = (
        Alarm("incident_late", late_incidents, None),
        Alarm("not_told", len(untold), untold[0] if untold else None),
        Alarm("disordered_interaction", counts.neglected, None),
        Alarm("brush_off", len(brushed), brushed[0] if brushed else None),
        Alarm("too_fast", len(unsigned), unsigned[0].id if unsigned else None),
        Alarm("slot_missed", len(missed), missed[0].id if missed else None),
    )
    return tuple(alarm for alarm in found if alarm.number)
