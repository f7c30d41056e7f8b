"""The demo day: a story written in data/demo, laid around now, and the weeks of publishing around it.

``story`` gives every line of it its instant and its language. What the story says about a time after now
has not happened yet and is left out. Instants are milliseconds UTC.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta, tzinfo
from functools import lru_cache

from rhythm_tui.calendar_file import calendar
from rhythm_tui.domain import ids
from rhythm_tui.domain.deadlines import DAY, HOUR, MINUTE, SECOND
from rhythm_tui.domain.hours import Hours, Turn
from rhythm_tui.domain.recurrence import local_day, wall_instant
from rhythm_tui.domain.story import TIMES, Line, Scene, instant_of, is_wall, spoken, told, wall
from rhythm_tui.settings import data_dir
from rhythm_tui.store import response
from rhythm_tui.store.sqlite import Connection

INTAKE = {"zh": "平台接入", "en": "intake"}
"""In whose name items come in: nobody at the desk takes back what somebody else has written."""
SLOT_STEP = 5 * MINUTE
"""Slots stand at round minutes."""
MISSED_AFTER = 35 * MINUTE
"""How long ago a slot of today must have been to count as missed: the playbook's grace and a little more."""

PLANNED_BEFORE = 2 * DAY
"""How long before its hour, or before now, a slot of the weeks was planned."""
SIGNED_AFTER = 20 * HOUR
_ADDED = frozenset({"day", "slot", "late", "expert"})
"""What a line of the weeks says besides the slot that is planned: when, how late it went out, who signed."""
_HEALTH_DAY = (5, 30)
"""The campaign is for the first health day at least so many days ahead, and within so many after that."""


@lru_cache(maxsize=8)
def lines_of(name: str) -> tuple[Line, ...]:
    """Return the lines of a file of data/demo without its chapter headings."""
    text = (data_dir() / "demo" / name).read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    return tuple(line for line in lines if "chapter" not in line)


def story(now: int, lang: str, hours: Hours, seed: int = 1) -> list[Scene]:
    """Return the demo day around ``now`` in the order of time.

    ``hours`` give clock times and shifts their meaning; ``seed`` decides the seconds at which people posted.
    The same arguments always give the same story.
    """
    chance = random.Random(seed)  # noqa: S311 - a story needs no secrets
    scenes = (_scene(line, now, lang, hours, chance) for line in lines_of("day.jsonl"))
    return sorted((scene for scene in scenes if scene and scene.at <= now), key=lambda scene: scene.at)


def weeks(now: int, lang: str, zone: tzinfo) -> list[Scene]:
    """Return the slots of the weeks around ``now``, and a campaign for a health day, in the order of time."""
    scenes = [
        scene
        for number, line in enumerate(lines_of("weeks.jsonl"))
        for scene in _published(f"weeks.{number}", line, now, lang, zone)
    ]
    return sorted((*scenes, *_campaign(now, lang, zone)), key=lambda scene: scene.at)


def _published(name: str, line: Line, now: int, lang: str, zone: tzinfo) -> Iterator[Scene]:
    """Yield how a slot of the weeks came to be: planned, signed off, and published where it lies behind."""
    at = wall_instant(local_day(now, zone) + timedelta(days=line["day"]), line["slot"], zone)
    planned = min(at, now) - PLANNED_BEFORE
    fields = {key: spoken(value, lang) for key, value in line.items() if key not in _ADDED}
    yield Scene(planned, {"do": "slot.plan", "at": at, **fields}, name)
    if "expert" in line:
        expert = spoken(line["expert"], lang)
        signed = {"do": "slot.sign_off", "id": f"@{name}", "role": "clinical", "expert": expert}
        yield Scene(planned + SIGNED_AFTER, {**signed, "operator": expert})
    if "late" in line:
        out = {"do": "slot.publish", "id": f"@{name}", "operator": fields["operator"]}
        yield Scene(at + line["late"] * MINUTE, out)


def _campaign(now: int, lang: str, zone: tzinfo) -> Iterator[Scene]:
    """Yield the campaign for the next health day that is far enough ahead, where the calendar has one."""
    ahead, within = _HEALTH_DAY
    first = local_day(now, zone) + timedelta(days=ahead)
    wanted = [day for day in calendar().upcoming(first, within) if day.slot and day.first >= first]
    for day in wanted[:1]:
        name = day.name(lang)
        tag = "".join(name.split())[:40]
        planner = next(line["operator"] for line in lines_of("weeks.jsonl"))
        fields = {"name": name, "day": day.first.isoformat(), "tag": tag, "operator": spoken(planner, lang)}
        yield Scene(now - DAY, {"do": "campaign.lay", **fields})


def tasks_of(connection: Connection, incident: str) -> list[str]:
    """Return the ids of an incident's tasks in the order they were laid: for ``domain.story.lay``."""
    n = ids.number(ids.INCIDENT, incident)
    return [ids.name(ids.TASK, task) for task in response.subjects(connection, n)["task"]]


def slot_time(written: str, now: int, zone: tzinfo) -> int:
    """Return the instant of a slot.

    A time relative to now is brought to a round five minutes, and into today where a slot that is ahead can
    still be ahead, and one that was missed is long enough ago to be missed.
    """
    at = instant_of(written, now, zone)
    if is_wall(written):
        return at
    at -= at % SLOT_STEP
    midnight = wall(now, zone, False, 0, 0)
    last = wall(now, zone, True, 0, 0) - SLOT_STEP
    if at > last >= now + SLOT_STEP:
        return last
    if at < midnight <= now - MISSED_AFTER:
        return midnight
    return at


def _turn(hours: Hours, now: int, place: int) -> Turn | None:
    """Return the shift ``place`` shifts after the one that is on, or before it; None where there is a gap."""
    turn = hours.at(now)
    for _ in range(abs(place)):
        if turn is not None:
            turn = hours.after(turn.start) if place > 0 else hours.at(turn.start - 1)
    return turn


def _scene(line: Line, now: int, lang: str, hours: Hours, chance: random.Random) -> Scene | None:
    """Return a line at its instant; one that is about a shift counts its time from the shift's beginning."""
    fields, zone = told(line, lang), hours.zone
    turn = _turn(hours, now, line["turn"]) if "turn" in line else None
    if turn is None and "turn" in line:
        return None
    at = instant_of(line["at"], turn.start if turn else now, zone)
    if turn is not None and fields["do"] == "roster.set":
        fields.update(day=turn.day, shift=turn.shift)
    if fields["do"] == "interaction.add":
        at -= chance.randrange(50) * SECOND
        fields.update(posted_at=at, operator=INTAKE[lang])
    for written, field in TIMES.items():
        if written in line:
            fields[field] = instant_of(line[written], now, zone)
    if "slot" in line:
        fields["at"] = slot_time(line["slot"], now, zone)
    return Scene(at, fields, line.get("name"))
