"""An incident on its way over the board, and the rows of its response timers (RHYTHM.md 20 to 23).

Pure decisions over frozen values; what becomes of timers is in ``domain.timers``. Instants are milliseconds
UTC.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.named import NamedTuple
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
    """Content: why nobody has to meet it; None where a re-grade no longer asks for it."""
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
    def waived_by_grade(self) -> bool:
        """Whether it is waived because its incident was graded so, not by a person with a reason."""
        return self.waived_at is not None and self.waiver is None

    @property
    def due_at(self) -> int:
        """When it falls due: start plus target."""
        return self.start + self.target


class Left(NamedTuple):
    """What is still to be done in an incident before it may go on."""

    timers: tuple[str, ...]
    """The timers that are neither met nor waived."""
    tasks: tuple[str, ...]
    """Its open tasks, each by its id and words; none that the review leaves open."""
    slots: tuple[str, ...]
    """The slots it holds, by their ids."""


def check_times(occurred_at: int | None, discovered_at: int, now: int) -> None:
    """Refuse times that cannot be: nothing is discovered, or happens, later than now or in that order."""
    check_time("discovered_at", discovered_at, now)
    if occurred_at is None:
        return
    check_time("occurred_at", occurred_at, now)
    if occurred_at > discovered_at:
        raise invalid("occurred_at", msg("it cannot have happened after it was discovered"))


def graded(incident: Incident, grade: str, operator: str, now: int) -> Incident:
    """Grade anew (RHYTHM 21); what becomes of the timers is ``timers.regraded``."""
    check_open(incident)
    if grade == incident.grade:
        raise refused(msg("it is graded so already"))
    return incident.model_copy(update={"grade": grade, "graded_at": now, "graded_by": operator})


def responding(incident: Incident, now: int) -> Incident:
    """Return the incident in the column *respond* at least: a met timer is a response."""
    if incident.stage in ("monitor", "assess"):
        return incident.model_copy(update={"stage": "respond", "stage_at": now})
    return incident


def move(incident: Incident, stage: Stage, left: Left, now: int) -> Incident:
    """Move to another column (RHYTHM 20).

    *Respond* wants a confirmed grade, so it is reached from *assess* or back from *review*. *Review* and
    closing want every timer met or waived; closing wants no slot held and every task done or dropped, but
    for those the review leaves open.
    """
    check_open(incident)
    if incident.stage == stage:
        raise refused(msg("it stands there already"))
    if stage == "respond" and incident.stage == "monitor":
        raise refused(msg("assess it first: a response needs a confirmed grade"))
    if stage in ("review", "closed") and left.timers:
        raise refused(
            msg("timers neither met nor waived: {timers}; meet or waive each first"),
            timers=", ".join(left.timers),
        )
    if stage == "closed" and left.tasks:
        raise refused(msg("do or drop its open tasks first: {tasks}"), tasks="; ".join(left.tasks))
    if stage == "closed" and left.slots:
        raise refused(msg("it still holds slots, release them first: {slots}"), slots=", ".join(left.slots))
    return incident.model_copy(update={"stage": stage, "stage_at": now})


def take_charge(incident: Incident, operator: str, to: str | None = None) -> Incident:
    """Put ``operator``, or somebody else, in charge."""
    check_open(incident)
    owner = to or operator
    if incident.owner == owner == operator:
        raise refused(msg("you are in charge already"))
    if incident.owner == owner:
        raise refused(msg("{who} is in charge already"), who=owner)
    return incident.model_copy(update={"owner": owner})


def merge(incident: Incident, into: Incident, now: int) -> Incident:
    """Close an incident that another goes on with: never the one that was discovered first.

    The timers of the one that goes on would begin later than those of this one, and no clock starts again.
    """
    check_open(incident)
    if incident.n == into.n:
        raise invalid("into", msg("an incident is not merged with itself"))
    check_open(into)
    if incident.discovered_at < into.discovered_at:
        raise refused(msg("this one was discovered first: merge the other into it, no timer starts later"))
    return incident.model_copy(update={"stage": "closed", "stage_at": now, "merged_into": into.n})


def reopen(incident: Incident, now: int) -> Incident:
    """Open a closed incident again: it goes on responding, and what was missed stays missed."""
    if incident.stage == "withdrawn":
        raise refused(msg("this was taken back"))
    if incident.stage != "closed":
        raise refused(msg("this incident is open"))
    if incident.merged_into is not None:
        raise refused(msg("another incident goes on with this one: take the merging back"))
    return incident.model_copy(update={"stage": "respond", "stage_at": now})


def check_open(incident: Incident) -> None:
    """Refuse an incident that nothing is done to any more."""
    if incident.stage == "closed":
        raise refused(msg("this incident is closed; open it again first"))
    if incident.stage == "withdrawn":
        raise refused(msg("this was taken back"))
