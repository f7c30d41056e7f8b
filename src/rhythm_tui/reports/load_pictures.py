"""The load of a desk, and the answers of an incident, as pictures of a document."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.reviews import Answer
from rhythm_tui.domain.deadlines import SECOND, second
from rhythm_tui.domain.load import SPANS, Load, Speed, step_of
from rhythm_tui.i18n import _, say
from rhythm_tui.reports.day_words import weekday_names
from rhythm_tui.reports.load_words import speed_words, step_names
from rhythm_tui.reports.pictures import Columns, Map, Picture, Series

_EVERY = 2
"""Every so many hours are labelled."""


def load_pictures(load: Load) -> tuple[Picture, ...]:
    """Return the last day by the hour, the map of the week, and how long answers took."""
    hours = tuple(one.begins.strftime("%H") for one in load.hours)
    came, answered = tuple(one.came for one in load.hours), tuple(one.answered for one in load.hours)
    says = say(
        "In the last 24 hours {came} came in and {answered} were answered.",
        came=sum(came),
        answered=sum(answered),
    )
    names = weekday_names()
    week = tuple(Series(name, row) for name, row in zip(names, load.week, strict=True))
    return (
        Columns(
            _("The last 24 hours"),
            says,
            hours,
            (Series(_("arrived"), came), Series(_("answered"), answered)),
        ),
        Map(_("When it comes: four weeks"), _busiest(load), tuple(f"{hour:02d}" for hour in range(24)), week),
        speed_picture(load.speeds[0]),
    )


def speed_picture(one: Speed) -> Columns:
    """Return how long answers took."""
    return Columns(
        _("How long answers took"), speed_words(one), step_names(), (Series(_("answers"), one.steps),)
    )


def answers_picture(answers: Sequence[Answer]) -> tuple[Picture, ...]:
    """Return how long the answers to the items of an incident took; nothing where there are none."""
    took = [
        SECOND * (second(one.stopped_at) - second(one.posted_at))
        for one in answers
        if one.state == "answered" and one.stopped_at
    ]
    steps = [0] * (len(SPANS) + 1)
    for each in took:
        steps[step_of(each)] += 1
    return (speed_picture(Speed("", len(answers), tuple(steps))),) if took else ()


def _busiest(load: Load) -> str:
    """Return which hour of the week brings most."""
    most = max((n, -day, -hour) for day, row in enumerate(load.week) for hour, n in enumerate(row))
    if not most[0]:
        return _("Nothing came in.")
    name = weekday_names()[-most[1]]
    return say(
        "Most comes {day} at {hour}: {n} in four weeks.", day=name, hour=f"{-most[2]:02d}:00", n=most[0]
    )
