"""JSON rows as tables: objects that stand for rows, alone or inside pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from rhythm_tui.domain.refusal import msg
from rhythm_tui.intake.jsonfile import Value, values
from rhythm_tui.intake.lines import Progress
from rhythm_tui.intake.profiles import Profile
from rhythm_tui.intake.table import HEADER_ROWS, Broken, Row, Table, key
from rhythm_tui.intake.values import text_of

_PROBES = 10 * HEADER_ROWS


class JsonTop:
    """The first values of a JSON file: enough to know what it holds."""

    def __init__(self, path: Path, encoding: str) -> None:
        found = islice(values(path, encoding), _PROBES)
        self._objects = [value[1] for value in found if not isinstance(value, Broken)][:HEADER_ROWS]
        self._objects = [one for one in self._objects if isinstance(one, dict)]

    @property
    def header(self) -> tuple[str, ...]:
        """The keys of the first objects, those of an object inside as ``user.nickname``."""
        return tuple(dict.fromkeys(name for one in self._objects for name in _names(one)))

    def fits(self, profile: Profile) -> bool:
        """Return whether a profile knows these objects, or the rows inside them."""
        if not self._objects:
            return False
        if not profile.rows:
            return profile.knows(self.header)
        if any(rows_of(one, profile.path_to_rows) is None for one in self._objects):
            return False
        names = self.names(profile)
        return not names or profile.knows(names)

    def names(self, profile: Profile) -> frozenset[str]:
        """The keys of the first rows, where ``profile`` finds them."""
        if not profile.rows:
            return frozenset(map(key, self.header))
        rows = (item for one in self._objects for item in rows_of(one, profile.path_to_rows) or [])
        return frozenset(key(name) for item in rows if isinstance(item, dict) for name in _names(item))


def _names(record: Mapping[str, Any]) -> Iterator[str]:
    for name, value in record.items():
        yield name
        if isinstance(value, dict):
            yield from (f"{name}.{inner}" for inner in value)


def rows_of(page: Any, path: Sequence[str]) -> list[Any] | None:
    """Return the rows inside a page; None when it is no page. A page may say ``null`` for no rows."""
    for name in path:
        if not isinstance(page, dict) or name not in page:
            return None
        page = page[name]
    return [] if page is None else page if isinstance(page, list) else None


def items(found: Iterable[Value], path: Sequence[str]) -> Iterator[Value]:
    """Yield the rows of the values of a file: those inside pages when there is a ``path``."""
    for value in found:
        if isinstance(value, Broken) or not path:
            yield value
            continue
        inside = rows_of(value[1], path)
        if inside is None:
            yield Broken(value[0], msg("is no page of a list"))
        else:
            yield from ((value[0], item) for item in inside)


def json_table(
    path: Path, encoding: str, profile: Profile, names: frozenset[str], progress: Progress
) -> Table:
    """Return the JSON file as a table of the columns that ``profile`` reads.

    Objects may leave keys out, so a column counts as there even when the first rows, whose keys are
    ``names``, lack it; but where an option may stand in for a column it has to be seen.
    """
    optional = {
        name
        for target in ("posted_at", "platform", "kind", "text")
        for joined in profile.columns.get(target, ())
        for name in joined
        if names and name not in names
    }
    columns = tuple(sorted(profile.known - optional))

    def rows() -> Iterator[Row | Broken]:
        for value in items(values(path, encoding, progress), profile.path_to_rows):
            if isinstance(value, Broken):
                yield value
            elif isinstance(value[1], dict):
                yield Row(value[0], _project(value[1], columns))
            else:
                yield Broken(value[0], msg("is no row: an object was expected"))

    return Table("", columns, rows)


def _project(record: Mapping[str, Any], columns: Sequence[str]) -> list[Any]:
    if any(name != key(name) for name in record):
        record = {key(name): value for name, value in record.items()}
    return [_value(record, column) for column in columns]


def _value(record: Mapping[str, Any], column: str) -> Any:
    if column in record or "." not in column:
        return record.get(column)
    outer, inner = column.split(".", 1)
    inside = record.get(outer)
    return inside.get(inner) if isinstance(inside, dict) else None


def sample_rows(path: Path, encoding: str, count: int) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the columns and first rows of a JSON file nobody knows, for a proposal."""
    header = JsonTop(path, encoding).header
    top = (one[1] for one in values(path, encoding) if not isinstance(one, Broken))
    records = (record for record in top if isinstance(record, dict))
    return header, [[text_of(_value(record, name)) for name in header] for record in islice(records, count)]
