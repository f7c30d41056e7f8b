"""Tables that were read from a TOML text before, kept with the very text they were read from.

To read the playbook takes longer than anything else a glance at the desk needs. A text that differs by one
letter is not the one that is kept, and is read anew: what is kept is never out of date. What cannot be kept
or has been spoilt is as good as not there. Standard library only.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_SPOILT = (OSError, ValueError, EOFError, TypeError, MemoryError)
_SUM = 4
"""Bytes of the checksum before what is kept: one that has changed by a single bit is not used."""


def tables(folder: str, name: str, text: str) -> dict[str, Any] | None:
    """Return what was read from ``text`` before; None where that is not known."""
    try:
        with open(os.path.join(folder, f"{name}.tables"), "rb") as file:
            kept = file.read()
        if kept[:_SUM] != _sum(kept[_SUM:]):
            return None
        python, known, found = marshal.loads(kept[_SUM:])  # noqa: S302 - ours, from a folder of the user's alone
    except _SPOILT:
        return None
    return found if (python, known) == (sys.hexversion, text) and isinstance(found, dict) else None


def keep(folder: str, name: str, text: str, read: dict[str, Any]) -> None:
    """Keep what was read from ``text``, for its owner alone; what holds dates is not kept."""
    with suppress(*_SPOILT):
        written = marshal.dumps((sys.hexversion, text, read))
        os.makedirs(folder, mode=0o700, exist_ok=True)
        part = os.path.join(folder, f".{name}.{os.getpid()}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(_sum(written) + written)
        os.replace(part, os.path.join(folder, f"{name}.tables"))


def _sum(kept: bytes) -> bytes:
    return zlib.crc32(kept).to_bytes(_SUM, "big")
