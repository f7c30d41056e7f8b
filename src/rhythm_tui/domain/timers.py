"""What becomes of the response timers of an incident (RHYTHM.md 21 and 22).

Pure decisions over frozen values. Timers run from discovery; what was met or missed stays so. A re-grade
gives each running timer its start plus the new target. Timers that only the new grade asks for begin at the
discovery too, and may be late at once. One that the new grade no longer asks for is waived by the re-grade,
without a reason of its own; but one that is missed already keeps running until somebody meets or waives it,
for no grading may make a miss disappear. If a later grade asks for a timer again that a re-grade waived, it
runs again from its old start. What a person waived stays waived. Instants are milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.domain.deadlines import overrun_s
from rhythm_tui.domain.incidents import Incident, Timer, check_open
from rhythm_tui.domain.interactions import check_time
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.domain.times import not_before


def timers_for(
    incident: int, kind: str, grade: str, discovered_at: int, playbook: Playbook
) -> tuple[Timer, ...]:
    """Return the timers an incident of ``kind`` and ``grade`` gets (RHYTHM 22)."""
    return tuple(
        Timer(incident=incident, name=name, start=discovered_at, target=timer.target_for(grade))
        for name, timer in playbook.timers.items()
        if timer.runs_for(kind, grade)
    )


def regraded(
    timers: Sequence[Timer],
    kind: str,
    grade: str,
    discovered_at: int,
    operator: str,
    now: int,
    playbook: Playbook,
) -> tuple[Timer, ...]:
    """Return what a grading makes of the timers of an incident, with those it adds (RHYTHM 21).

    ``timers`` are all it ever had: one whose making was taken back counts as new where it is asked for. A
    timer that the playbook no longer has for its kind stays as it is, and so does one that it has of an
    incident of another kind that was merged into it.
    """
    stands = {timer.name for timer in timers if not timer.withdrawn}
    after = tuple(
        timer
        if timer.withdrawn and timer.name in stands
        else _regraded(timer, kind, grade, operator, now, playbook)
        for timer in timers
    )
    incident = timers[0].incident if timers else 0
    had = {timer.name for timer in timers}
    fresh = timers_for(incident, kind, grade, discovered_at, playbook)
    return after + tuple(timer for timer in fresh if timer.name not in had)


def _regraded(timer: Timer, kind: str, grade: str, operator: str, now: int, playbook: Playbook) -> Timer:
    rule = playbook.timers.get(timer.name)
    if rule is None or not rule.is_of(kind) or timer.met_at is not None:
        return timer
    target = rule.target_for(grade)
    asked = rule.runs_for(kind, grade)
    if timer.withdrawn:
        return timer.model_copy(update={"withdrawn": False, "target": target}) if asked else timer
    if timer.waived_at is not None:
        back = {"waived_at": None, "waived_by": None, "target": target}
        return timer.model_copy(update=back) if asked and timer.waived_by_grade else timer
    missed = _missed(timer, now)
    if not asked:
        return timer if missed else timer.model_copy(update={"waived_at": now, "waived_by": operator})
    if target == timer.target:
        return timer
    return timer.model_copy(update={"target": target, "missed_s": missed or None})


def _missed(timer: Timer, at: int) -> int:
    """Return by how many seconds a timer that ends at ``at`` was missed, at worst; 0 when it was not."""
    return max(timer.missed_s or 0, overrun_s(timer.due_at, at))


def meet(incident: Incident, timer: Timer, operator: str, evidence: int, at: int, now: int) -> Timer:
    """Meet a timer at ``at``; exactly at the due second counts as met in time."""
    check_open(incident)
    _check_runs(timer)
    at = not_before(check_time("at", at, now), timer.start)
    if at < timer.start:
        raise invalid("at", msg("a timer cannot be met before it began"))
    return timer.model_copy(
        update={"met_at": at, "met_by": operator, "evidence": evidence, "missed_s": _missed(timer, at)}
    )


def waive(incident: Incident, timer: Timer, operator: str, reason: int, now: int) -> Timer:
    """Say that nobody has to meet a timer: that is not meeting it, and a miss before it stays."""
    check_open(incident)
    _check_runs(timer)
    return waived(timer, operator, reason, now)


def waived(timer: Timer, operator: str, reason: int, now: int) -> Timer:
    """Return a running timer as one that nobody has to meet."""
    return timer.model_copy(
        update={
            "waived_at": now,
            "waived_by": operator,
            "waiver": reason,
            "missed_s": _missed(timer, now) or None,
        }
    )


def _check_runs(timer: Timer) -> None:
    if timer.met_at is not None:
        raise refused(msg("this timer was met already, by {who}"), who=timer.met_by)
    if timer.waived_at is not None:
        raise refused(msg("this timer was waived, by {who}"), who=timer.waived_by)
