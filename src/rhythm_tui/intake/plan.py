"""A plan in a table: one row a slot, columns by their headers in Chinese or English (RHYTHM.md 10).

What a file plans must still lie ahead; rows that cannot be taken are told with line and reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rhythm_tui.domain.aliases import tight
from rhythm_tui.domain.commands import reason_of
from rhythm_tui.domain.facts import Reject
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.plan_commands import MOST, PlannedRow
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.times import to_instant
from rhythm_tui.i18n import _, say
from rhythm_tui.intake.encoding import scan
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.plan_values import clock_of, day_of, length_of, moment_of, tags_of
from rhythm_tui.intake.sniff import sniff, tables
from rhythm_tui.intake.table import Broken, Row, Table
from rhythm_tui.intake.unreadable import Unreadable, no_access, words
from rhythm_tui.intake.values import NoFact, text_of

_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NAMED = ("platform", "form", "audience", "depth", "series", "goal")
_TOLD = ("department", "author")
_GONE = ("published", "dropped")
_MOST_ROWS = 20 * MOST


class PlanWords(NamedTuple):
    """What the words of a plan mean."""

    columns: Mapping[str, str]
    """Tight names of columns, each with the field it fills."""
    nouns: Mapping[str, Mapping[str, str]]
    """By field: tight words, each with the id it names."""
    sub_forms: Mapping[str, Mapping[str, str]]
    """By form: tight words, each with the id it names."""


class PlanTerms(NamedTuple):
    """What holds for the whole file."""

    words: PlanWords
    defaults: Mapping[str, Any]
    """What a row has whose file has no column for it: ``platform``, ``tier``, ``form``."""
    zone: tzinfo
    now: int


class Plan(NamedTuple):
    """A plan that was read."""

    sha256: str
    columns: tuple[str, ...]
    rows: tuple[PlannedRow, ...]
    rejects: tuple[Reject, ...]

    @property
    def read(self) -> int:
        """How many rows it has."""
        return len(self.rows) + len(self.rejects)


def read_plan(path: Path, terms: PlanTerms, desk: Path | None = None) -> Plan:
    """Read a plan out of a CSV file or the sheets of a workbook.

    ``desk`` is the desk's own file, never to be read. Raises ``Unreadable``.
    """
    try:
        shape = sniff(path, desk)
        if shape.kind not in ("text", "workbook"):
            raise Unreadable(path, msg("{file}: is no table: a plan is CSV or xlsx"))
        found = scan(path, shape.encoding)
        if shape.encoding:
            shape = shape._replace(encoding=found.encoding)
        every = tables(path, shape, Progress(shape.size), lambda header: not _missing(header, terms))
        chosen = [table for table in every if not _missing(table.header, terms)]
        if not chosen:
            raise _no_plan(path, every[0].header, terms)
        rows: list[PlannedRow] = []
        rejects: list[Reject] = []
        for table in chosen:
            for told in map(_Reader(table, terms), _few(path, table)):
                (rejects if isinstance(told, Reject) else rows).append(told)  # type: ignore[arg-type]
    except OSError as error:
        raise no_access(path, error) from error
    if len(rows) > MOST:
        raise Unreadable(
            path,
            msg("{file}: plans {n} slots, more than {most}: take it in by parts"),
            n=len(rows),
            most=MOST,
        )
    columns = dict.fromkeys(name for table in chosen for name in table.header if name.strip())
    return Plan(found.sha256, tuple(columns), tuple(rows), tuple(rejects))


def _few(path: Path, table: Table) -> Iterator[Row | Broken]:
    for count, row in enumerate(table.rows()):
        if count >= _MOST_ROWS:
            raise Unreadable(path, msg("{file}: has more than {most} rows: is it a plan?"), most=_MOST_ROWS)
        yield row


def _fields(header: Sequence[str], terms: PlanTerms) -> dict[str, int]:
    """Return the fields that a header has columns for, each with the first one."""
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        field = terms.words.columns.get(tight(name.lstrip("\ufeff")))
        if field is not None:
            found.setdefault(field, place)
    return _timed(found)


def _timed(fields: dict[str, int]) -> dict[str, int]:
    """Say what the columns of times hold: beside a day a time is one of the day, alone it is a moment."""
    whole, parts = fields.pop("moment", None), [name for name in ("day", "clock") if name in fields]
    if parts == ["day"] and whole is not None:
        return {**fields, "clock": whole}
    if len(parts) == 1 and whole is None:
        whole = fields.pop(parts[0])
    return fields if whole is None else {**fields, "moment": whole}


def _missing(header: Sequence[str], terms: PlanTerms) -> list[str]:
    """Return the fields without which a table is no plan and that it has no column for."""
    has = {*_fields(header, terms), *terms.defaults}
    timed = "moment" in has or {"day", "clock"} <= has
    return [one for one in ("platform", "title", "tier", "form") if one not in has] + ["day"] * (not timed)


def _no_plan(path: Path, header: Sequence[str], terms: PlanTerms) -> Unreadable:
    names = {
        "platform": _("Platform"),
        "title": _("Title"),
        "tier": _("Tier"),
        "form": _("Form"),
        "day": _("Date"),
    }
    wanted = _(", ").join(names[one] for one in _missing(header, terms))
    return Unreadable(
        path,
        msg("{file}: a plan wants columns for {wanted}; it has: {columns}"),
        wanted=wanted,
        columns=words(", ".join(name for name in header if name), 200),
    )


class _Reader:
    """Makes slots of one table's rows."""

    def __init__(self, table: Table, terms: PlanTerms) -> None:
        self._table = table
        self._terms = terms
        self._fields = _fields(table.header, terms)
        self._today = datetime.fromtimestamp(terms.now / 1000, UTC).astimezone(terms.zone).date()

    def __call__(self, row: Row | Broken) -> PlannedRow | Reject:
        """Return the slot that a row plans, or why it plans none."""
        if isinstance(row, Broken):
            return Reject(row.line, row.template, row.values, {})
        try:
            return self._planned(row.cells)
        except NoFact as no:
            return Reject(row.line, no.template, no.values, self._shown(row.cells))

    def _planned(self, cells: Sequence[Any]) -> PlannedRow:
        if self._noun(cells, "state") in _GONE:
            raise NoFact(msg("it is over: {value}"), value=words(self._text(cells, "state")))
        at = self._at(cells)
        told: dict[str, Any] = {"at": at.strftime("%Y-%m-%dT%H:%M"), "title": self._text(cells, "title")}
        if not clean(told["title"]).plain:
            raise NoFact(msg("the title is missing"))
        for field in (*_NAMED, "tier"):
            told[field] = self._noun(cells, field)
        told["tier"] = int(told["tier"])
        told["sub_form"] = self._sub_form(cells, told["form"])
        told["emergency"] = self._noun(cells, "emergency") == "yes"
        told["length_s"] = self._value(cells, "length", length_of)
        told["tags"] = self._value(cells, "tags", tags_of)
        told |= {field: self._text(cells, field) or None for field in _TOLD}
        try:
            return PlannedRow.model_validate(
                {name: value for name, value in told.items() if value is not None}
            )
        except ValidationError as error:
            raise self._unfit(error) from None

    def _unfit(self, error: ValidationError) -> NoFact:
        refusal = reason_of(error)
        place = self._fields.get(str(refusal.field))
        column = self._table.header[place] if place is not None else str(refusal.field)
        reason = say(refusal.template, **refusal.values)
        return NoFact(msg("{column}: {reason}"), column=words(column), reason=reason)

    def _at(self, cells: Sequence[Any]) -> datetime:
        if "moment" in self._fields:
            at = moment_of(self._cell(cells, "moment"), self._today)
        else:
            day = day_of(self._cell(cells, "day"), self._today)
            at = datetime.combine(day, clock_of(self._cell(cells, "clock")))
        if to_instant(at, self._terms.zone) <= self._terms.now:
            raise NoFact(msg("{time} has passed"), time=at.strftime("%Y-%m-%d %H:%M"))
        return at

    def _sub_form(self, cells: Sequence[Any], form: str) -> str | None:
        return self._meaning(
            "sub_form", self._text(cells, "sub_form"), self._terms.words.sub_forms.get(form, {})
        )

    def _noun(self, cells: Sequence[Any], field: str) -> Any:
        written = self._text(cells, field)
        if not written and field in self._terms.defaults:
            return self._terms.defaults[field]
        if field == "state":
            return self._terms.words.nouns[field].get(tight(written))
        found = self._meaning(field, written, self._terms.words.nouns[field])
        if found is None and field in ("platform", "tier", "form"):
            raise NoFact(msg("{column} is missing"), column=self._column(field))
        return found

    def _meaning(self, field: str, written: str, meanings: Mapping[str, str]) -> str | None:
        if not written or written in ("-", "--"):
            return None
        found = meanings.get(tight(written))
        if found is None:
            raise NoFact(
                msg("{column}: {value} is not in the playbook"),
                column=self._column(field),
                value=words(written),
            )
        return found

    def _column(self, field: str) -> str:
        place = self._fields.get(field)
        return words(self._table.header[place]) if place is not None else field

    def _value(self, cells: Sequence[Any], field: str, read: Callable[[Any], Any]) -> Any:
        return read(self._cell(cells, field)) if field in self._fields else None

    def _text(self, cells: Sequence[Any], field: str) -> str:
        return unguarded(text_of(self._cell(cells, field)).strip())

    def _cell(self, cells: Sequence[Any], field: str) -> Any:
        place = self._fields.get(field)
        return cells[place] if place is not None and place < len(cells) else None

    def _shown(self, cells: Sequence[Any]) -> dict[str, str]:
        header = self._table.header
        return {name: text_of(cell) for name, cell in zip(header, cells, strict=False) if name.strip()}


def unguarded(text: str) -> str:
    """Return a text without the ``'`` that keeps a spreadsheet from taking it for a formula (SAFETY 14)."""
    return text[1:] if _GUARDED.match(text) else text
