"""How a drill went: what was expected, what was done, and what to do better next time. Pure.

Instants are milliseconds UTC, spans milliseconds; a span is met to the whole second, as deadlines are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rhythm_tui.domain import expectations as e
from rhythm_tui.domain.deadlines import is_past, second
from rhythm_tui.domain.drills import Drill
from rhythm_tui.domain.expectations import Deed, Expectation, Words
from rhythm_tui.domain.named import NamedTuple

ADVICE = 3
"""So many things to do better are told: the ones that cost most."""


class Done(NamedTuple):
    """A command that stands in the journal and was not taken back."""

    at: int
    verb: str
    subject: str
    fields: Mapping[str, Any]
    by_story: bool
    """Whether the drill itself did it, and not the trainee."""


class Item(NamedTuple):
    """An item of the queue as it stands at the end."""

    id: str
    due_at: int | None
    state: str
    owned: bool
    stopped_at: int | None
    missed_s: int


class Timer(NamedTuple):
    """A response timer of an incident as it stands at the end."""

    name: str
    start: int
    due_at: int
    met_at: int | None
    missed_s: int


class Breach(NamedTuple):
    """Words of a reply or statement in public that broke a rule."""

    id: str
    category: str
    words: str
    reply: str
    why: str
    law: str


class Deeds(NamedTuple):
    """What the journal tells of a drill."""

    done: tuple[Done, ...]
    """In the order of the journal."""
    ids: Mapping[str, str]
    """The ids of what the story made, by the names it gave them."""
    came: Mapping[str, int]
    """When what has a name came to the desk."""

    def first(self, deed: Deed) -> int | None:
        """Return when the trainee first did a deed; None when never."""
        return next((one.at for one in self.done if not one.by_story and self._is(one, deed)), None)

    def _is(self, done: Done, deed: Deed) -> bool:
        return done.verb == deed.do and all(
            _fits(value, done.fields.get(name), self.ids) for name, value in deed.fields.items()
        )


class Record(NamedTuple):
    """What the journal and the tables say of a drill at its end."""

    start: int
    until: int
    deeds: Deeds
    items: tuple[Item, ...]
    timers: tuple[Timer, ...]
    replies: int
    """How many replies of the trainee stand in public."""
    breaches: tuple[Breach, ...]


def _fits(wanted: Any, there: Any, ids: Mapping[str, str]) -> bool:
    """Return whether a field holds what is wanted, among others where it is a list."""
    if isinstance(wanted, str) and wanted.startswith("@"):
        wanted = ids.get(wanted[1:])
    return wanted in there if isinstance(there, list) else bool(wanted == there)


class Result(NamedTuple):
    """One expectation, and whether it was met."""

    expected: Expectation
    met: bool
    took: int | None = None
    """The span it took, where it has one and was done at all."""
    target: int | None = None
    """The span it was to be done within."""

    @property
    def points(self) -> int:
        """What it earned."""
        return self.expected.points if self.met else 0


class Debrief(NamedTuple):
    """The score of a drill."""

    drill: Drill
    start: int
    until: int
    results: tuple[Result, ...]
    replies: int
    breaches: tuple[Breach, ...]

    @property
    def points(self) -> int:
        """What was earned, of a hundred."""
        return sum(one.points for one in self.results)

    @property
    def early(self) -> bool:
        """Whether it was ended before its time."""
        return self.until < self.start + self.drill.length

    @property
    def advice(self) -> tuple[Words, ...]:
        """What to do better: of what was not met the three that cost most."""
        missed = sorted((one for one in self.results if not one.met), key=lambda one: -one.expected.points)
        return tuple(one.expected.advice for one in missed[:ADVICE])


def score(drill: Drill, record: Record, ranks: Mapping[str, int]) -> Debrief:
    """Return the debrief of a drill; ``ranks`` orders the grades, the greater the graver."""
    results = tuple(_judged(one, record, ranks) for one in drill.expect)
    return Debrief(drill, record.start, record.until, results, record.replies, record.breaches)


def _judged(expected: Expectation, record: Record, ranks: Mapping[str, int]) -> Result:
    if isinstance(expected, e.Graded):
        least = ranks.get(expected.grade, 0)
        return _in_span(expected, expected.within, expected.since, _graded_at(record, ranks, least), record)
    if isinstance(expected, e.Done):
        return _in_span(expected, expected.within, expected.since, record.deeds.first(expected.deed), record)
    judge: Callable[[Any, Record], Result] = _JUDGES[type(expected)]
    return judge(expected, record)


def _in_span(
    expected: Expectation, within: int | None, since: str | None, at: int | None, record: Record
) -> Result:
    begin = record.deeds.came.get(since, record.start) if since else record.start
    if at is None:
        return Result(expected, False, None, within)
    took = max(at - begin, 0)
    return Result(expected, within is None or _kept(took, within), took, within)


def _kept(took: int, within: int) -> bool:
    return second(took) <= second(within)


def _graded_at(record: Record, ranks: Mapping[str, int], least: int) -> int | None:
    grades = (
        one
        for one in record.deeds.done
        if one.verb in ("incident.open", "incident.grade") and not one.by_story
    )
    return next((one.at for one in grades if ranks.get(one.fields.get("grade", ""), -1) >= least), None)


def _never(expected: e.Never, record: Record) -> Result:
    met = record.deeds.first(expected.once) is not None and record.deeds.first(expected.deed) is None
    return Result(expected, met)


def _timer(expected: e.Timer, record: Record) -> Result:
    """Judge by the timers that were met or fell due; the slowest of them tells how long it took."""
    named = [one for one in record.timers if one.name == expected.timer]
    judged = [one for one in named if one.met_at is not None or is_past(one.due_at, record.until)]
    met = [one for one in judged if one.met_at is not None and not one.missed_s]
    took = max((one.met_at - one.start for one in judged if one.met_at is not None), default=None)
    target = min((one.due_at - one.start for one in named), default=None)
    return Result(expected, bool(met) and len(met) == len(judged), took, target)


def _answered(expected: e.Answered, record: Record) -> Result:
    id, came = record.deeds.ids.get(expected.item), record.deeds.came.get(expected.item)
    item = next((one for one in record.items if one.id == id), None)
    if item is None or came is None or item.state != "answered" or item.stopped_at is None:
        return Result(expected, False, None, expected.within)
    took = max(item.stopped_at - came, 0)
    return Result(expected, _kept(took, expected.within), took, expected.within)


def _in_time(expected: e.InTime, record: Record) -> Result:
    """Judge by what was stopped or fell due while the drill ran."""
    judged = [
        one
        for one in record.items
        if one.due_at is not None
        and one.due_at >= record.start
        and (one.stopped_at is not None or is_past(one.due_at, record.until))
    ]
    kept = sum(one.stopped_at is not None and not one.missed_s for one in judged)
    return Result(expected, bool(judged) and kept * 100 >= expected.share * len(judged))


def _owned(expected: e.Owned, record: Record) -> Result:
    orphans = [one for one in record.items if one.state == "open" and not one.owned]
    late = any(one.due_at is not None and is_past(one.due_at, record.until) for one in orphans)
    tried = any(not one.by_story for one in record.deeds.done)
    return Result(expected, tried and not late)


def _clean(expected: e.Clean, record: Record) -> Result:
    broken = any(one.category in expected.categories for one in record.breaches)
    return Result(expected, record.replies >= expected.replies and not broken)


_JUDGES: Mapping[type[Any], Callable[[Any, Record], Result]] = {
    e.Never: _never,
    e.Timer: _timer,
    e.Answered: _answered,
    e.InTime: _in_time,
    e.Owned: _owned,
    e.Clean: _clean,
}
