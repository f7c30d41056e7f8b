"""The course of an incident, as the journal tells it: its columns, its grades, its openings and closings.

Standard library only. What was taken back is no part of it. Instants are milliseconds UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rhythm_tui.desk.events import standing, words_of
from rhythm_tui.domain import ids
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.text import SafeText, clean, clean_block
from rhythm_tui.store import journal, response
from rhythm_tui.store.journal import Entry
from rhythm_tui.store.sqlite import Connection


class Stay(NamedTuple):
    """A stretch in one column of the board."""

    stage: str
    at: int
    by: SafeText
    until: int | None
    """None while it stands there."""


class Regrade(NamedTuple):
    """A grade that was given in place of another."""

    at: int
    by: SafeText
    before: str
    after: str
    reason: SafeText
    """Empty once it was purged."""


class Reopening(NamedTuple):
    """A closed incident opened again."""

    at: int
    by: SafeText
    reason: SafeText


class Course(NamedTuple):
    """How an incident went over the board."""

    opened_at: int
    """When it was entered, and graded first."""
    opened_by: SafeText
    stays: tuple[Stay, ...]
    regrades: tuple[Regrade, ...]
    reopenings: tuple[Reopening, ...]

    @property
    def closed_at(self) -> int | None:
        """When it was closed; None while it is open."""
        last = self.stays[-1] if self.stays else None
        return last.at if last and last.stage == "closed" else None


def course(connection: Connection, incident: int) -> Course | None:
    """Return the course of an incident (RHYTHM 20, 21); None when no line of the journal opened it."""
    statements = response.subjects(connection, incident)["statement"]
    names = [ids.name(ids.INCIDENT, incident), *(ids.name(ids.STATEMENT, n) for n in statements)]
    lines = standing(sorted(journal.about(connection, names), key=lambda entry: entry.seq))
    steps = [(entry, *step) for entry in lines for step in _steps(entry, incident)]
    if not steps or steps[0][1] is not None:
        return None
    first = steps[0][0]
    return Course(
        first.at,
        clean(first.operator),
        _stays([(entry, after["stage"]) for entry, _, after in steps if "stage" in after]),
        tuple(
            Regrade(
                entry.at, clean(entry.operator), before["grade"], after["grade"], _reason(connection, entry)
            )
            for entry, before, after in steps
            if before is not None and before.get("grade", after.get("grade")) != after.get("grade")
        ),
        tuple(
            Reopening(entry.at, clean(entry.operator), _reason(connection, entry))
            for entry, before, after in steps
            if before is not None and before.get("stage") == "closed" != after.get("stage")
        ),
    )


def _steps(entry: Entry, incident: int) -> Iterator[tuple[Mapping[str, Any] | None, Mapping[str, Any]]]:
    """Yield what a line changed on the incident itself: its columns before (None: it was made) and after."""
    for table, n, before, after in entry.told()["changes"]:
        if (table, n) == ("incident", incident):
            yield before, after


def _stays(entered: list[tuple[Entry, str]]) -> tuple[Stay, ...]:
    """Where two lines name the same column the first is when it was entered."""
    turns = [
        (entry, stage)
        for place, (entry, stage) in enumerate(entered)
        if place == 0 or entered[place - 1][1] != stage
    ]
    ends = [*(entry.at for entry, _ in turns[1:]), None]
    return tuple(
        Stay(stage, entry.at, clean(entry.operator), end)
        for (entry, stage), end in zip(turns, ends, strict=True)
    )


def _reason(connection: Connection, entry: Entry) -> SafeText:
    return clean_block(words_of(connection, entry) or "")
