"""The milestones of an incident against their targets (RHYTHM.md 22 and 24).

Pure functions over plain values. Instants are milliseconds UTC, spans whole seconds. Standard library only:
the screens read with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from rhythm_tui.domain.deadlines import is_past, overrun_s, second
from rhythm_tui.domain.named import NamedTuple

Code = Literal["detected", "posted", "graded", "timer", "closed"]
State = Literal["reached", "ahead", "met", "late", "runs", "overdue", "waived"]


class Times(NamedTuple):
    """The instants of an incident that are no response timer; None for what is not known, or not yet."""

    discovered_at: int
    graded_at: int
    """When it was graded first."""
    occurred_at: int | None = None
    first_post_at: int | None = None
    """When the first of its linked items was posted."""
    closed_at: int | None = None
    """When it was closed, if it is closed now."""


class Clocked(Protocol):
    """A response timer."""

    @property
    def name(self) -> str:
        """Its name in the playbook."""

    @property
    def start(self) -> int:
        """When it began."""

    @property
    def target(self) -> int:
        """Its span in milliseconds."""

    @property
    def due_at(self) -> int:
        """When it falls due."""

    @property
    def met_at(self) -> int | None:
        """When it was met."""

    @property
    def missed_s(self) -> int | None:
        """By how much it was missed, as recorded: also under a target it had before."""

    @property
    def waived_at(self) -> int | None:
        """When somebody said that nobody has to meet it."""


class Milestone(NamedTuple):
    """One step of a response: from when, to when, and what was wanted."""

    code: Code
    start: int
    end: int | None
    """None while it lies ahead."""
    state: State
    """``reached`` and ``ahead`` where there is no target."""
    name: str = ""
    """Of its timer."""
    target_s: int | None = None
    late_s: int = 0
    """By how much it was missed, so far or for good, also under a target it had before; 0: not at all."""

    @property
    def took_s(self) -> int | None:
        """How long it took; None while it lies ahead."""
        return None if self.end is None else second(self.end) - second(self.start)


class Score(NamedTuple):
    """How a response stands against its targets."""

    targets: int
    met: int
    late: int
    """Met late, past due and not met, or waived when it was late already: a miss stays."""
    waived: int
    open: int
    """Still running, in time."""
    worst: Milestone | None
    """What was missed by most."""


def milestones(times: Times, timers: Iterable[Clocked], now: int) -> tuple[Milestone, ...]:
    """Return the milestones of an incident as they stand at ``now``.

    How long it went unseen stands first ("burnt before we saw it"), then its grading, its timers in the order
    given, its end.
    """
    found = [
        Milestone(code, start, times.discovered_at, "reached")
        for code, start in _unseen(times)
        if start is not None and start <= times.discovered_at
    ]
    found.append(Milestone("graded", times.discovered_at, times.graded_at, "reached"))
    found += [_of_timer(timer, now) for timer in timers]
    ended: State = "ahead" if times.closed_at is None else "reached"
    return (*found, Milestone("closed", times.discovered_at, times.closed_at, ended))


def _unseen(times: Times) -> tuple[tuple[Code, int | None], ...]:
    return (("detected", times.occurred_at), ("posted", times.first_post_at))


def _of_timer(timer: Clocked, now: int) -> Milestone:
    """A miss stays: what was missed under one target and met under another was late."""
    ended = timer.met_at if timer.met_at is not None else timer.waived_at
    late = max(timer.missed_s or 0, overrun_s(timer.due_at, now if ended is None else ended))
    return Milestone(
        "timer", timer.start, timer.met_at, _state(timer, late, now), timer.name, timer.target // 1000, late
    )


def _state(timer: Clocked, late: int, now: int) -> State:
    if timer.met_at is not None:
        return "late" if late else "met"
    if timer.waived_at is not None:
        return "waived"
    return "overdue" if is_past(timer.due_at, now) else "runs"


def score(steps: Iterable[Milestone]) -> Score:
    """Return how a response stands: every target counted once."""
    wanted = [one for one in steps if one.target_s is not None]
    missed = [one for one in wanted if one.late_s]
    kept = [one.state for one in wanted if not one.late_s]
    return Score(
        targets=len(wanted),
        met=kept.count("met"),
        late=len(missed),
        waived=kept.count("waived"),
        open=kept.count("runs"),
        worst=max(missed, key=lambda one: one.late_s, default=None),
    )
