"""The verb of the day's figures: a line of the journal, and a tick on the pane of slots (RHYTHM 25)."""

from __future__ import annotations

from rhythm_tui.desk.act import Act, Outcome, Verb
from rhythm_tui.desk.operators import DESK
from rhythm_tui.domain.command import Command
from rhythm_tui.domain.figures_commands import FiguresNote
from rhythm_tui.domain.recurrence import day_of, local_day
from rhythm_tui.domain.refusal import invalid, msg, refused
from rhythm_tui.store import figures


def note(act: Act, command: FiguresNote) -> Outcome:
    """Tick a day's figures, or take the tick off."""
    today = local_day(act.now, act.playbook.tz)
    day = today if command.day is None else day_of("day", command.day)
    if day > today:
        raise invalid("day", msg("this time has not come yet"))
    if figures.noted(act.tx.connection, day.isoformat()) is not command.off:
        raise refused(msg("it is so already"))
    act.fields.update(day=day.isoformat(), off=command.off)
    return Outcome(DESK, 1)


VERBS: dict[type[Command], Verb] = {FiguresNote: note}
