"""What is left of an error nobody foresaw: one line, and a report that holds nothing anybody wrote."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rhythm_tui import disk
from rhythm_tui.clock import Clock
from rhythm_tui.settings import state_dir

_LIBRARIES = ("textual", "pysqlite3", "sqlcipher3", "sqlite-utils", "pydantic", "arrow", "click")


def report(error: BaseException) -> Path | None:
    """Write what happened into the state folder (0600, its folder 0700); return where, None where it cannot.

    The report names versions and places in code: neither values of variables nor the error's own words, for
    these may quote what somebody wrote.
    """
    folder = state_dir() / "crashes"
    stamp = datetime.fromtimestamp(Clock().now() / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    path = folder / f"crash-{stamp}-{os.getpid()}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(disk.create(path), "w", encoding="utf-8") as file:
            file.write("\n".join([stamp, *_surroundings(), "", *_chain(error), ""]))
    except OSError:
        return None
    return path


def place(error: BaseException) -> str:
    """Return where in our code an error came up: ``desk/slots.py:17``."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "rhythm_tui" in Path(frame.filename).parts]
    return _short(ours[-1]) if ours else "?"


def _surroundings() -> Iterator[str]:
    yield f"rhythm-tui {version('rhythm-tui')}, Python {platform.python_version()}, {platform.platform()}"
    yield ", ".join(f"{name} {version(name)}" for name in _LIBRARIES if _installed(name))
    yield f"terminal {os.environ.get('TERM', '?')}, {sys.stdout.encoding}"


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except ImportError:
        return False


def _chain(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {_short(frame)} {frame.name}: {frame.line or ''}"
        error = error.__cause__ or error.__context__


def _short(frame: traceback.FrameSummary) -> str:
    parts = Path(frame.filename).parts
    start = parts.index("rhythm_tui") + 1 if "rhythm_tui" in parts else -2
    return f"{'/'.join(parts[start:])}:{frame.lineno}"
