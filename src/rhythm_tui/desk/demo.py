"""The demo day: a story written in data/demo, laid around now.

The story is a list of commands with relative times. ``story`` gives every line its instant and its
language; ``lay`` does the commands in their order, on a desk whose clock stands where the story is. What
the story says about a time after now has not happened yet and is left out. Instants are milliseconds UTC.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from rhythm_tui.clock import Clock
from rhythm_tui.domain.commands import Command, parse
from rhythm_tui.domain.deadlines import HOUR, MINUTE, SECOND
from rhythm_tui.domain.times import to_instant
from rhythm_tui.settings import data_dir

Line = Mapping[str, Any]

TIMES = ("posted_at", "discovered_at")
"""Fields that are written like the time of a line."""
SLOT_STEP = 5 * MINUTE
"""Slots stand at round minutes."""
MISSED_AFTER = 35 * MINUTE
"""How long ago a slot of today must have been to count as missed: the playbook's grace and a little more."""

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


class StoryClock(Clock):
    """A clock that stands where the story is, and follows the live clock once it is let go."""

    def __init__(self, live: Clock) -> None:
        super().__init__(speed=live.speed)
        self._live = live
        self._standing: int | None = None

    @property
    def simulated(self) -> bool:
        """Whether the live clock is a simulated one: the story itself is past, not simulated."""
        return self._live.simulated

    def now(self) -> int:
        """Return the instant of the story, or of the live clock after ``go``."""
        return self._live.now() if self._standing is None else self._standing

    def stand(self, at: int) -> None:
        """Stand still at ``at``."""
        self._standing = at

    def go(self) -> None:
        """Follow the live clock from here on."""
        self._standing = None


@lru_cache(maxsize=8)
def lines_of(name: str) -> tuple[Line, ...]:
    """Return the lines of a file of data/demo without its chapter headings."""
    text = (data_dir() / "demo" / name).read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    return tuple(line for line in lines if "chapter" not in line)


def spoken(value: object, lang: str) -> object:
    """Return a value in one language: ``{"zh": …, "en": …}`` becomes the text, all else stays."""
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        return value[lang]
    return value


def story(now: int, lang: str, zone: tzinfo, seed: int = 1) -> list[Scene]:
    """Return the demo day around ``now`` in the order of time.

    ``zone`` gives clock times their meaning; ``seed`` decides the seconds at which people posted. The same
    arguments always give the same story.
    """
    chance = random.Random(seed)  # noqa: S311 - a story needs no secrets
    scenes = [_scene(line, now, lang, zone, chance) for line in lines_of("day.jsonl")]
    return sorted((scene for scene in scenes if scene.at <= now), key=lambda scene: scene.at)


def lay(desk: Doer, set_clock: Callable[[int], None], scenes: Iterable[Scene]) -> dict[str, str]:
    """Do the story on ``desk``, setting its clock to each scene first.

    Returns the ids by the names of the story. A refusal is not caught: the story breaks no rule of the desk.
    """
    ids: dict[str, str] = {}
    for scene in scenes:
        set_clock(scene.at)
        fields = {key: _resolved(value, ids) for key, value in scene.fields.items()}
        answer = desk.do(parse(fields))
        if scene.name:
            ids[scene.name] = answer.id
    return ids


def instant_of(written: str, now: int, zone: tzinfo) -> int:
    """Return the instant of ``-2h41m`` (from now) or ``08:00`` (today in ``zone``, or ``tomorrow 08:00``).

    Raises ``ValueError`` for anything else.
    """
    if found := _WALL.fullmatch(written):
        return _wall(now, zone, bool(found["tomorrow"]), int(found["hour"]), int(found["minute"]))
    found = _SPAN.fullmatch(written)
    if not found or not (found["hours"] or found["minutes"]):
        raise ValueError(f"no time of the story: {written}")
    span = int(found["hours"] or 0) * HOUR + int(found["minutes"] or 0) * MINUTE
    return now + span if found["sign"] == "+" else now - span


def slot_time(written: str, now: int, zone: tzinfo) -> int:
    """Return the instant of a slot.

    A time relative to now is brought to a round five minutes, and into today where a slot that is ahead can
    still be ahead, and one that was missed is long enough ago to be missed.
    """
    at = instant_of(written, now, zone)
    if _WALL.fullmatch(written):
        return at
    at -= at % SLOT_STEP
    midnight = _wall(now, zone, False, 0, 0)
    last = _wall(now, zone, True, 0, 0) - SLOT_STEP
    if at > last >= now + SLOT_STEP:
        return last
    if at < midnight <= now - MISSED_AFTER:
        return midnight
    return at


def _wall(now: int, zone: tzinfo, tomorrow: bool, hour: int, minute: int) -> int:
    day = datetime.fromtimestamp(now / 1000, UTC).astimezone(zone).date()
    if tomorrow:
        day += timedelta(days=1)
    return to_instant(datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone), zone)


def _scene(line: Line, now: int, lang: str, zone: tzinfo, chance: random.Random) -> Scene:
    fields = {key: spoken(value, lang) for key, value in line.items() if key not in ("at", "name", "slot")}
    at = instant_of(line["at"], now, zone)
    if fields["do"] == "interaction.add":
        at -= chance.randrange(50) * SECOND
        fields["posted_at"] = at
    for field in TIMES:
        if field in line:
            fields[field] = instant_of(line[field], now, zone)
    if "slot" in line:
        fields["at"] = slot_time(line["slot"], now, zone)
    return Scene(at, fields, line.get("name"))


def _resolved(value: object, ids: Mapping[str, str]) -> object:
    if isinstance(value, list):
        return [_resolved(one, ids) for one in value]
    if isinstance(value, str) and value.startswith("@"):
        return ids[value[1:]]
    return value
