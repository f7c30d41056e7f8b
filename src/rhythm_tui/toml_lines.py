"""Where the entries of a TOML text stand, and why one cannot be read.

Neither ``tomllib`` nor ``tomlkit`` tells the lines of what it has read. But where a statement ends is plain:
at the first line up to which it can be read. So every statement is read alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.references import Place
from rhythm_tui.domain.refusal import msg

_AT = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_REASONS = (
    (r"Invalid statement", msg("write name = value, or [name]; a name of other letters wants quotes")),
    (r"Expected newline or end of document.*", msg("something stands behind the value")),
    (r"Found invalid character .*|Illegal character .*", msg("there is a character that no TOML takes")),
    (r"Cannot (declare|redefine|mutate|overwrite).*|Duplicate .*", msg("this stands in the file already")),
    (r"Expected '\]+' at the end.*", msg("the name of a table has no ] behind it")),
    (r"Expected '=' after a key.*", msg("there is no = behind the name")),
    (r"Invalid initial character for a key.*", msg("a name is missing here, or wants quotes")),
    (r"Unclosed array", msg("a list is not closed, or has no comma between two values")),
    (r"Unclosed inline table", msg("a table in one line is not closed, or has no comma between two entries")),
    (r"Unterminated string|Expected '\"'.*|Expected \"'\".*", msg("a text has no quote at its end")),
    (r"Unescaped.*|Invalid hex value|Escaped character.*", msg("a \\ in a text is written \\\\")),
    (r"Invalid value|Invalid date.*", msg("this is no value: a text wants quotes around it")),
)


class BadSyntax(NamedTuple):
    """Where a text stops being TOML, from 1, and why: an English message of the catalogue."""

    line: int
    column: int
    reason: str


def bad_syntax(text: str, error: tomllib.TOMLDecodeError) -> BadSyntax:
    """Return what ``tomllib`` found wrong with ``text``."""
    found = _AT.fullmatch(str(error))
    said = found[1] if found else str(error)
    reason = next((ours for theirs, ours in _REASONS if re.fullmatch(theirs, said)), said)
    if found and found[2]:
        return BadSyntax(int(found[2]), int(found[3]), reason)
    lines = text.rstrip().split("\n")
    return BadSyntax(len(lines), len(lines[-1]) + 1, reason)


def lines_of(text: str) -> dict[Place, int]:
    """Return the line, from 1, on which each table and entry of a TOML text begins.

    An entry of a list that is laid over several lines has a line of its own. Raises ``TOMLDecodeError``.
    """
    found: dict[Place, int] = {(): 1}
    lists: dict[Place, int] = {}
    table: Place = ()
    for number, statement in _statements(text):
        read = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            table = _opened(read, lists)
            for length in range(1, len(table) + 1):
                found.setdefault(table[:length], number)
            continue
        for place, line in _entry_lines(read, statement):
            found.setdefault((*table, *place), number + line)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement with the number of its first line."""
    begun, first = "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        if not begun:
            first = number
        begun += f"{line}\n"
        try:
            tomllib.loads(begun)
        except tomllib.TOMLDecodeError:
            continue
        yield first, begun
        begun = ""
    if begun:
        tomllib.loads(text)


def _opened(read: Mapping[str, Any], lists: dict[Place, int]) -> Place:
    """Return the table that a heading opens; ``lists`` counts the tables of each list of tables."""
    place: Place = ()
    inside: Any = read
    while inside:
        if isinstance(inside, list):
            lists[place] = lists.get(place, 0) + 1
            inside = inside[0]
        else:
            ((key, inside),) = inside.items()
            place = (*place, key)
        if place in lists and not isinstance(inside, list):
            place = (*place, lists[place] - 1)
    return place


def _entry_lines(read: Mapping[str, Any], statement: str) -> Iterator[tuple[Place, int]]:
    """Yield the keys to all that an entry writes, each with how many lines below the entry it begins."""
    below: dict[Place, int] = {}
    for place, value in _inside(read):
        line = below.setdefault(place, below.get(place[:-1], 0))
        yield place, line
        if isinstance(value, list) and len(place) == 1:
            below.update({(*place, n): line for n, line in enumerate(_elements(statement, len(value)))})


def _inside(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield all that lies in a value, with the keys to it; what holds something comes before it."""
    keyed = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in keyed:
        yield (*place, key), one
        yield from _inside(one, (*place, key))


def _elements(statement: str, count: int) -> Iterator[int]:
    """Yield for each of the ``count`` values of a list how many lines below its beginning it stands.

    A list that is cut off behind a line and closed there holds the values up to that line.
    """
    lines = statement.rstrip().split("\n")
    seen = 0
    for number in range(len(lines)):
        try:
            ((_name, value),) = tomllib.loads("\n".join([*lines[: number + 1], "]"])).items()
        except tomllib.TOMLDecodeError:
            continue
        yield from [number] * (len(value) - seen)
        seen = len(value)
    yield from [len(lines) - 1] * (count - seen)
