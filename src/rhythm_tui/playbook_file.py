"""The few entries of a playbook that the guided start asks for: read, and written into a hospital's own file.

Only the lines of those entries change; comments and everything else stay as the hospital wrote them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from rhythm_tui import settings
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.toml_lines import lines_of
from rhythm_tui.toml_values import toml_key, toml_value

_VALUE = re.compile(r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|true|false)(?P<rest>\s*(?:#.*)?)$""")
_BY_HAND = msg("{path}: {entry} cannot be set by the desk as the file is written; set it by hand")
_UNSOUND = msg("{path}: the playbook has mistakes; rhythm-tui playbook check names them")
_Place = tuple[str, ...]


class Choices(NamedTuple):
    """What a hospital says of itself."""

    hospital: str
    """Its name; empty where nobody has said."""
    zone: str
    platforms: frozenset[str]
    """Those it publishes on."""


def choices_of(tables: dict[str, Any]) -> Choices:
    """Return what a playbook says of the hospital."""
    used = (key for key, entry in tables["platforms"].items() if entry.get("on", True))
    return Choices(str(tables.get("desk", {}).get("hospital", "")), str(tables["zone"]), frozenset(used))


def keep(source: Path, target: Path, wanted: Choices) -> bool:
    """Write the playbook in ``source`` with other choices to ``target``; return whether there are any.

    The file is replaced whole or not at all, and is its owner's alone. Raises ``BadSetting``.
    """
    from rhythm_tui.domain.playbook import BadPlaybook, check

    text, tables = settings.read_text(source), settings.read_toml(source)
    changes = list(_changes(tables, wanted))
    if not changes:
        return False
    for place, value in changes:
        text, tables = _with(text, place, value), _told(tables, place, value)
        if not _says(text, tables):
            raise settings.BadSetting(_BY_HAND, path=source, entry=".".join(place))
    try:
        check(tables)
    except BadPlaybook as error:
        raise settings.BadSetting(_UNSOUND, path=source) from error
    settings.write_private(target, text)
    return True


def _changes(tables: dict[str, Any], wanted: Choices) -> Iterator[tuple[_Place, str | bool]]:
    before = choices_of(tables)
    if wanted.hospital != before.hospital:
        yield ("desk", "hospital"), wanted.hospital
    if wanted.zone != before.zone:
        yield ("zone",), wanted.zone
    for key in tables["platforms"]:
        if (key in wanted.platforms) != (key in before.platforms):
            yield ("platforms", key, "on"), key in wanted.platforms


def _told(tables: dict[str, Any], place: _Place, value: str | bool) -> dict[str, Any]:
    told = deepcopy(tables)
    table = told
    for name in place[:-1]:
        table = table.setdefault(name, {})
    table[place[-1]] = value
    return told


def _says(text: str, tables: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == tables
    except tomllib.TOMLDecodeError:  # the entry stood on several lines
        return False


def _with(text: str, place: _Place, value: str | bool) -> str:
    """Return a TOML text in which an entry has another value, as far as single lines go."""
    lines, found = text.removesuffix("\n").split("\n"), lines_of(text)
    entry = f"{toml_key(place[-1])} = {toml_value(value)}"
    if (at := found.get(place)) is not None:
        before, _sign, after = lines[at - 1].partition("=")
        old = _VALUE.search(after)
        rest = old["rest"] if old else ""
        lines[at - 1] = f"{before.rstrip()} = {toml_value(value)}{rest}"
    elif (table := found.get(place[:-1])) is not None:
        lines.insert(table if place[:-1] else 0, entry)
    else:
        header = ".".join(map(toml_key, place[:-1]))
        lines += ["", f"[{header}]", entry]
    return "\n".join([*lines, ""])
