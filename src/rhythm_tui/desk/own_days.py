"""The verbs of the hospital's own days in the calendar (RHYTHM.md 6)."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.domain import ids, own_days
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.day_rules import read_rule
from rhythm_tui.domain.own_days import OwnDay
from rhythm_tui.domain.planning_commands import DayAdd, DayDrop
from rhythm_tui.domain.refusal import msg, refused


def add(act: Act, command: DayAdd) -> Outcome:
    """Add a day of one's own; its rule must be one that the calendar reads."""
    rule = read_rule(command.rule).text
    own_days.check_years(command.from_year, command.until_year)
    for one in act.tx.where(OwnDay, "rule = ? AND zh = ? AND state = 'standing'", rule, command.zh):
        raise refused(msg("it stands in the calendar already, as {id}"), id=ids.name(ids.OWN_DAY, one.n))
    made = act.tx.insert(
        OwnDay(
            rule=rule,
            zh=command.zh,
            en=command.en or command.zh,
            from_year=command.from_year,
            until_year=command.until_year,
            wants_slot=command.wants_slot,
            made_by=act.operator,
        )
    )
    return _outcome(made)


def drop(act: Act, command: DayDrop) -> Outcome:
    """Take a day out of the calendar."""
    day = act.subject(OwnDay, command.id)
    act.keep("reason", command.reason)
    return _outcome(act.tx.update(day, own_days.drop(day)))


def _outcome(day: OwnDay) -> Outcome:
    return Outcome(ids.name(ids.OWN_DAY, day.n), day.version)


VERBS: dict[type[Command], Verb] = {DayAdd: add, DayDrop: drop}
