"""Saying no to a whole file: one clear line, and the desk stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean


class Unreadable(Exception):
    """A file that cannot be read at all.

    ``template`` is an English sentence with ``{names}`` that ``values`` fill, as in ``Refusal``: a front end
    translates the template first. ``str(error)`` is the English line; it names the file.
    """

    def __init__(self, path: Path, template: str, **values: object) -> None:
        self.path = path
        self.template = template
        self.values: dict[str, object] = {"file": shown(path), **values}
        super().__init__(template.format(**self.values))


class UnknownHeader(Unreadable):
    """A table that no mapping profile fits: ``proposal.propose`` has an idea."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.header = tuple(header)
        super().__init__(
            path,
            msg("{file}: no mapping profile fits its columns: {columns}"),
            columns=words(", ".join(name for name in header if name), 200),
        )


def shown(path: Path) -> str:
    """Return a path as it may stand in a message."""
    return words(str(path), 300)


def words(text: str, limit: int = 60) -> str:
    """Return foreign text as it may stand in a message: one clean line of at most ``limit`` characters."""
    plain = clean(text, limit=limit + 1).plain
    return plain if len(plain) <= limit else plain[: limit - 2] + ".."


def no_access(path: Path, error: OSError) -> Unreadable:
    """Return the refusal for a file that the system does not give us."""
    if isinstance(error, FileNotFoundError):
        return Unreadable(path, msg("{file}: there is no such file"))
    if isinstance(error, PermissionError):
        return Unreadable(path, msg("{file}: no permission to read it"))
    return Unreadable(path, msg("{file}: cannot be read ({reason})"), reason=system.why(error))
