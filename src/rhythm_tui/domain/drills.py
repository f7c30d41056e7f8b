"""A drill, checked: the story that is told, and what is expected of whoever answers it (RHYTHM 20 to 24, 30).

``check(tables)`` takes the tables of a file of ``data/drills``. Times are written ``+35m`` from the start,
lengths ``90m`` or ``4h``; both become milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from rhythm_tui.domain.commands import Command, parse
from rhythm_tui.domain.expectations import FULL, Deed, Expectation, Words
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.story import TIMES, offset_of, told
from rhythm_tui.domain.tables import Span, Table

LANGUAGES = ("zh", "en")


class BadDrill(ValueError):
    """A drill that cannot be used: where, and why."""


def _offset(value: Any) -> int:
    found = offset_of(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a time of a drill is written +35m or -1h20m")
    return found


Offset = Annotated[int, BeforeValidator(_offset)]


class Cue(Table):
    """One command of the story: when it comes, on which condition, and what it is called."""

    at: Offset
    """From the start; with ``after``, from that deed."""
    name: str | None = Field(None, pattern=r"^[a-z][a-z0-9_]*$")
    after: Deed | None = None
    """It comes only once the trainee has done this."""
    unless: Deed | None = None
    """It does not come when the trainee has done this by then."""
    line: dict[str, Any]
    """The command as it is written."""

    @model_validator(mode="before")
    @classmethod
    def _apart(cls, written: Any) -> Any:
        if not isinstance(written, dict):
            raise ValueError("this wants a table")
        own = {k: v for k, v in written.items() if k in cls.model_fields and k != "line"}
        return {**own, "line": {k: v for k, v in written.items() if k not in own}}

    @property
    def names(self) -> set[str]:
        """The names of earlier cues it speaks of."""
        lists = (value if isinstance(value, list) else [value] for value in self.line.values())
        every = (one for values in lists for one in values)
        return {one[1:] for one in every if isinstance(one, str) and one.startswith("@")}


def _moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


class Drill(Table):
    """One drill."""

    version: Literal[1]
    title: Words
    trains: Words
    """What it trains, in a line."""
    briefing: Words
    start: Annotated[datetime, BeforeValidator(_moment)]
    """Wall time in the playbook's zone."""
    length: Span
    speed: float = Field(gt=0, le=600)
    opening: tuple[Cue, ...]
    """What has happened before it starts."""
    inject: tuple[Cue, ...]
    expect: tuple[Expectation, ...]

    @property
    def minutes(self) -> int:
        """How long it takes at the desk, in minutes of the real clock."""
        return round(self.length / self.speed / 60_000)

    @property
    def cues(self) -> tuple[tuple[str, Cue], ...]:
        """Every cue with the key the journal knows it by: its name, else its place in the file."""
        every = [*(("o", one) for one in self.opening), *(("i", one) for one in self.inject)]
        return tuple((f"{KEY}{one.name or f'{part}{n}'}", one) for n, (part, one) in enumerate(every, 1))


KEY = "drill:"
"""What the operation key of every command of the story begins with."""


def check(tables: dict[str, Any]) -> Drill:
    """Return the drill in ``tables``; raises ``BadDrill`` with the place and the reason."""
    try:
        drill = Drill.model_validate(tables)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadDrill(f"{place}: {first['msg'].removeprefix('Value error, ')}") from error
    for place, wrong in _mistakes(drill):
        raise BadDrill(f"{place}: {wrong}")
    return drill


def _mistakes(drill: Drill) -> Iterator[tuple[str, str]]:
    yield from _wrong_times(drill)
    yield from _wrong_names(drill)
    parts = (("opening", drill.opening), ("inject", drill.inject))
    for part, cues in parts:
        for n, cue in enumerate(cues):
            for lang in LANGUAGES:
                try:
                    probe(cue, lang)
                except Refusal as refusal:
                    yield f"{part}.{n}.{refusal.field}", str(refusal)
                except ValueError as error:
                    yield f"{part}.{n}", str(error)
    points = sum(one.points for one in drill.expect)
    if points != FULL:
        yield "expect", f"the points add up to {points}, not {FULL}"


def _wrong_times(drill: Drill) -> Iterator[tuple[str, str]]:
    for n, cue in enumerate(drill.opening):
        if cue.at >= 0 or cue.after or cue.unless:
            yield f"opening.{n}.at", "what opens a drill lies before its start, without a condition"
    for n, cue in enumerate(drill.inject):
        if not 0 <= cue.at < drill.length:
            yield f"inject.{n}.at", "this lies outside of the drill"
    for part, cues in (("opening", drill.opening), ("inject", drill.inject)):
        fixed = [cue.at for cue in cues if cue.after is None]
        if fixed != sorted(fixed):
            yield part, "the cues stand in the order of their times"


def _wrong_names(drill: Drill) -> Iterator[tuple[str, str]]:
    known: set[str] = set()
    for part, cues in (("opening", drill.opening), ("inject", drill.inject)):
        for n, cue in enumerate(cues):
            if unheard := sorted(cue.names - known):
                yield f"{part}.{n}", f"nothing before it is called {unheard[0]}"
            if cue.name in known:
                yield f"{part}.{n}.name", f"two are called {cue.name}"
            known |= {cue.name} if cue.name else set()
    for n, one in enumerate(drill.expect):
        named = {name for name in (getattr(one, "since", None), getattr(one, "item", None)) if name}
        for deed in (getattr(one, "deed", None), getattr(one, "once", None)):
            values = deed.fields.values() if deed else ()
            named |= {value[1:] for value in values if isinstance(value, str) and value.startswith("@")}
        if unheard := sorted(named - known):
            yield f"expect.{n}", f"nothing is called {unheard[0]}"


def probe(cue: Cue, lang: str) -> Command:
    """Return the command of a cue as if it were done at the epoch: for a check of its fields."""
    return parse(command_of(cue, lang, 0, 0, "drill", KEY))


def command_of(cue: Cue, lang: str, at: int, start: int, operator: str, key: str) -> dict[str, object]:
    """Return the JSON object of a cue's command at the instant ``at``; names stand as ``@name``.

    What somebody posted was posted then, unless the line says otherwise; other times count from ``start``.
    """
    fields = {"operator": operator, "key": key, **told(cue.line, lang)}
    if fields.get("do") == "interaction.add":
        fields.setdefault("posted_at", at)
    for written, field in TIMES.items():
        if written in cue.line:
            fields[field] = start + _offset(cue.line[written])
    if "slot" in cue.line:
        fields["at"] = start + _offset(cue.line["slot"])
    return fields
