"""An incident and its response timers (RHYTHM.md 20 to 22).

Pure decisions over frozen values. Timers run from discovery; a re-grade gives each its start plus the new
target and never resets a start; a miss stays for good. Instants are milliseconds UTC.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.deadlines import overrun_s
from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.refusal import invalid, msg, refused

Stage = Literal["monitor", "assess", "respond", "review", "closed"]
STAGES: tuple[Stage, ...] = ("monitor", "assess", "respond", "review", "closed")


class Incident(BaseModel):
    """One incident, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    title: int
    """Content: its words, kept apart so that a purge reaches them."""
    kind: str
    grade: str
    stage: Stage | Literal["withdrawn"] = "monitor"
    owner: str | None = None
    opened_by: str
    opened_at: int
    discovered_at: int
    graded_at: int
    graded_by: str
    stage_at: int
    """When it entered its column."""
    source: str = ""
    """How it came to be known: a source of the playbook."""
    occurred_at: int | None = None
    """When it happened, where that is known; its timers run from discovery all the same."""
    merged_into: int | None = None
    """The incident that goes on with it."""
    simulated: bool = False


class Timer(BaseModel):
    """One response timer of an incident, as a row of the desk's file."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    version: int = 1
    incident: int
    name: str
    start: int
    target: int
    """Span in milliseconds."""
    met_at: int | None = None
    met_by: str | None = None
    evidence: int | None = None
    missed_s: int | None = None
    """By how many seconds it was missed, once met, waived or given another target; never taken back."""
    waived_at: int | None = None
    waived_by: str | None = None
    waiver: int | None = None
    """Content: why nobody has to meet it."""
    file: int | None = None
    """Content: the name of the file that is its evidence."""
    sha256: str | None = None
    """Of that file, in hex."""
    url: str | None = None
    withdrawn: bool = False

    @property
    def runs(self) -> bool:
        """Whether it is still to be met."""
        return self.met_at is None and self.waived_at is None

    @property
    def due_at(self) -> int:
        """When it falls due: start plus target."""
        return self.start + self.target


def timers_for(
    incident: int, kind: str, grade: str, discovered_at: int, playbook: Playbook
) -> tuple[Timer, ...]:
    """Return the timers an incident of ``kind`` and ``grade`` gets (RHYTHM 22)."""
    return tuple(
        Timer(incident=incident, name=name, start=discovered_at, target=timer.target_for(grade))
        for name, timer in playbook.timers.items()
        if timer.runs_for(kind, grade)
    )


def regrade(
    incident: Incident, timers: tuple[Timer, ...], grade: str, operator: str, now: int, playbook: Playbook
) -> tuple[Incident, tuple[Timer, ...]]:
    """Grade anew (RHYTHM 21): due = original start + new target; what was met or missed stays so.

    A timer that the playbook no longer knows keeps its target.
    """
    check_open(incident)
    if grade == incident.grade:
        raise refused(msg("it is graded so already"))
    graded = incident.model_copy(update={"grade": grade, "graded_at": now, "graded_by": operator})
    return graded, tuple(_retarget(timer, grade, now, playbook) for timer in timers)


def _retarget(timer: Timer, grade: str, now: int, playbook: Playbook) -> Timer:
    rule = playbook.timers.get(timer.name)
    if rule is None or timer.met_at is not None or rule.target_for(grade) == timer.target:
        return timer
    missed = max(timer.missed_s or 0, overrun_s(timer.due_at, now))
    return timer.model_copy(update={"target": rule.target_for(grade), "missed_s": missed or None})


def meet(incident: Incident, timer: Timer, operator: str, evidence: int, at: int, now: int) -> Timer:
    """Meet a timer at ``at``; exactly at the due second counts as met in time."""
    check_open(incident)
    if timer.met_at is not None:
        raise refused(msg("this timer was met already, by {who}"), who=timer.met_by)
    check_time("at", at, now)
    if at < timer.start:
        raise invalid("at", msg("a timer cannot be met before it began"))
    missed = max(timer.missed_s or 0, overrun_s(timer.due_at, at))
    return timer.model_copy(
        update={"met_at": at, "met_by": operator, "evidence": evidence, "missed_s": missed}
    )


def responding(incident: Incident, now: int) -> Incident:
    """Return the incident in the column *respond* at least: a met timer is a response."""
    if incident.stage in ("monitor", "assess"):
        return incident.model_copy(update={"stage": "respond", "stage_at": now})
    return incident


def move(incident: Incident, timers: tuple[Timer, ...], stage: Stage, now: int) -> Incident:
    """Move to another column; review and closing want every timer met (RHYTHM 20)."""
    if incident.stage == stage:
        raise refused(msg("it stands there already"))
    if incident.stage == "withdrawn":
        raise refused(msg("this was taken back"))
    unmet = [timer.name for timer in timers if timer.runs]
    if stage in ("review", "closed") and unmet:
        raise refused(msg("timers not met yet: {timers}"), timers=", ".join(unmet))
    return incident.model_copy(update={"stage": stage, "stage_at": now})


def take_charge(incident: Incident, operator: str) -> Incident:
    """Make ``operator`` the one in charge."""
    check_open(incident)
    if incident.owner == operator:
        raise refused(msg("you are in charge already"))
    return incident.model_copy(update={"owner": operator})


def check_open(incident: Incident) -> None:
    """Refuse what is done to an incident that is closed, or was taken back."""
    if incident.stage == "closed":
        raise refused(msg("this incident is closed"))
    if incident.stage == "withdrawn":
        raise refused(msg("this was taken back"))
