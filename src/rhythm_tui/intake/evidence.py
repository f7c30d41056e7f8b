"""A file that is evidence: its name and what it is, by its SHA-256. It stays where it is."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rhythm_tui.domain import system
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import invalid, msg


class Evidence(NamedTuple):
    """What is kept of a file."""

    name: str
    sha256: str


def evidence(typed: str) -> Evidence:
    """Return name and hash of the file at a path as people type, paste or drop it.

    Quotes around it, a leading ``~`` and ``file://`` are understood. Raises ``Refusal`` for the field
    ``file`` when there is no such file or it cannot be read; a device or a pipe is none, it might never end.
    """
    written = typed.strip().strip("'\"")
    if written.startswith("file://"):
        written = unquote(urlsplit(written).path)
    try:
        path = Path(written).expanduser()
        if not path.exists():
            raise invalid("file", msg("there is no file {path}"), path=written)
        if not path.is_file():
            raise invalid("file", msg("{path} is a folder or a device, not a file"), path=written)
        with path.open("rb") as file:
            return Evidence(path.name, hashlib.file_digest(file, "sha256").hexdigest())
    except (OSError, RuntimeError, ValueError) as error:
        raise invalid(
            "file", msg("{path} cannot be read: {reason}"), path=written, reason=system.why(error)
        ) from error
