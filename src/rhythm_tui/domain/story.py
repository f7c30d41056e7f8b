"""A story told on a desk: commands at the times of a story, in both languages. The demo and drills are such.

A line of a story is a command with additions: when it happens, what it gives a name, and ``@name`` for the
id of what an earlier line has made. Pure; instants are milliseconds UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Protocol

from rhythm_tui.domain.commands import Command, parse
from rhythm_tui.domain.deadlines import HOUR, MINUTE
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.times import to_instant

Line = Mapping[str, Any]

TIMES = {
    "posted_at": "posted_at", "discovered_at": "discovered_at", "due": "due_at", "noted_at": "at",
    "next_update": "next_update",
}  # fmt: skip
"""Fields that are written like the time of a line, and what the command calls them."""
ADDED = frozenset({"at", "name", "slot", "turn", *TIMES})
"""What a line of a story says besides its command: ``slot`` is the ``at`` of a slot that is planned, ``turn``
the shift that a line is about, counted from the one that is on.
"""

_SPAN = re.compile(r"(?P<sign>[+-])(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?")
_WALL = re.compile(r"(?P<tomorrow>tomorrow )?(?P<hour>\d\d):(?P<minute>\d\d)")


class Scene(NamedTuple):
    """One command of the story, at its instant."""

    at: int
    fields: dict[str, object]
    """The command as a JSON object; ``@name`` stands for the id of what an earlier scene has made."""
    name: str | None = None
    """What later scenes call the thing it makes."""


class Answer(Protocol):
    """What a desk answers to a command."""

    @property
    def id(self) -> str:
        """The id of what the command made or changed."""


class Doer(Protocol):
    """Whoever does commands: a desk, or its stand-in in a test."""

    def do(self, command: Command, /) -> Answer:
        """Do one command."""


def spoken(value: object, lang: str) -> object:
    """Return a value in one language: ``{"zh": …, "en": …}`` becomes the text, also in a list."""
    if isinstance(value, list):
        return [spoken(one, lang) for one in value]
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        return value[lang]
    return value


def told(line: Line, lang: str) -> dict[str, object]:
    """Return the command of a line in one language, its times still as they are written."""
    return {key: spoken(value, lang) for key, value in line.items() if key not in ADDED}


def resolved(value: object, ids: Mapping[str, str]) -> object:
    """Return a value with ``@name`` replaced by its id. Raises ``KeyError`` for a name that is not there."""
    if isinstance(value, list | tuple):
        return [resolved(one, ids) for one in value]
    if isinstance(value, str) and value.startswith("@"):
        return ids[value[1:]]
    return value


def lay(
    desk: Doer,
    set_clock: Callable[[int], None],
    scenes: Iterable[Scene],
    tasks_of: Callable[[str], Iterable[str]] = lambda _incident: (),
) -> dict[str, str]:
    """Do the story on ``desk``, setting its clock to each scene first.

    ``tasks_of`` gives the ids of the tasks that the playbook laid when an incident was opened; a story calls
    them by its name and their place: ``rumour.1``. Returns the ids by the names of the story. A refusal is
    not caught: the story breaks no rule of the desk.
    """
    ids: dict[str, str] = {}
    for scene in scenes:
        set_clock(scene.at)
        answer = desk.do(parse({key: resolved(value, ids) for key, value in scene.fields.items()}))
        if scene.name:
            ids[scene.name] = answer.id
            laid = tasks_of(answer.id) if scene.fields["do"] == "incident.open" else ()
            ids.update((f"{scene.name}.{place}", task) for place, task in enumerate(laid, start=1))
    return ids


def offset_of(written: str) -> int | None:
    """Return the span that ``-2h41m`` or ``+35m`` stands for; None for anything else."""
    found = _SPAN.fullmatch(written)
    if not found or not (found["hours"] or found["minutes"]):
        return None
    span = int(found["hours"] or 0) * HOUR + int(found["minutes"] or 0) * MINUTE
    return span if found["sign"] == "+" else -span


def is_wall(written: str) -> bool:
    """Return whether a time is written as the wall clock shows it, ``08:00`` or ``tomorrow 08:00``."""
    return _WALL.fullmatch(written) is not None


def instant_of(written: str, now: int, zone: tzinfo) -> int:
    """Return the instant of ``-2h41m`` (from now) or ``08:00`` (today in ``zone``, or ``tomorrow 08:00``).

    Raises ``ValueError`` for anything else.
    """
    if found := _WALL.fullmatch(written):
        return wall(now, zone, bool(found["tomorrow"]), int(found["hour"]), int(found["minute"]))
    offset = offset_of(written)
    if offset is None:
        raise ValueError(f"no time of the story: {written}")
    return now + offset


def wall(now: int, zone: tzinfo, tomorrow: bool, hour: int, minute: int) -> int:
    """Return the instant at which the wall clock of ``zone`` shows a time, today or tomorrow."""
    day = datetime.fromtimestamp(now / 1000, UTC).astimezone(zone).date()
    if tomorrow:
        day += timedelta(days=1)
    return to_instant(datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone), zone)
