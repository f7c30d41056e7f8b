"""What the Plan screen asks: the days of a stretch and the rhythm they keep. Standard library only."""

from __future__ import annotations

from datetime import date

from rhythm_tui.desk.views import SlotRow
from rhythm_tui.domain.day import Day
from rhythm_tui.domain.losses import Loss
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.rhythm import Cover, Gauge, Mix, Run
from rhythm_tui.domain.topics import Answer, SeriesGap


class PlanDay(NamedTuple):
    """One local day of the plan."""

    day: date
    slots: tuple[SlotRow, ...]
    named: tuple[Day, ...]
    """What the calendar calls it: health days, own days, feasts, terms, days off and make-up workdays."""
    waits: tuple[Day, ...]
    """Those among them that ask for a topical slot and have none while they last."""


class Rhythm(NamedTuple):
    """The rhythm around a day (RHYTHM 1 to 9)."""

    day: date
    """The day whose gauges these are."""
    gauges: tuple[Gauge, ...]
    mix: Mix
    mix_days: int
    """Days back that the mix was counted over."""
    drift: int
    """Points of a share past which the mix counts as drifted."""
    covers: tuple[Cover, ...]
    """How the hours of each audience are served in the ISO week of the day."""
    repetitions: tuple[Run, ...]
    series: tuple[SeriesGap, ...]
    answers: tuple[Answer, ...]
    """The days ahead that ask for a topical slot, with what answers them."""
    losses: tuple[Loss, ...]
    unlaid: int = 0
    """Recurring slots of this week and the next that are not laid: what the desk proposes."""
