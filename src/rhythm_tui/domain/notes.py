"""Notes, facts and decisions of an incident: its timeline has them at the time they speak of (RHYTHM 24)."""

from __future__ import annotations

from rhythm_tui.domain.incidents import Incident
from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.refusal import invalid, msg, refused


def check(incident: Incident, at: int, now: int) -> None:
    """Refuse a note on what was taken back, and one of a time to come; a closed incident still takes notes.

    Raises ``Refusal`` naming ``at`` when that time cannot have been yet.
    """
    if incident.stage == "withdrawn":
        raise refused(msg("this was taken back"))
    if at > now:
        raise invalid("at", msg("this time lies in the future"))
    check_time("at", at, now)
