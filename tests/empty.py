"""A desk with nothing on it, made once and copied."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from rhythm_tui.store.transaction import Store


@cache
def _empty() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        Store(Path(folder, "desk.db")).close()
        return {one.name: one.read_bytes() for one in Path(folder).iterdir()}


def empty_desk(folder: str | Path) -> Path:
    """Put a desk with nothing on it into ``folder``, made once and copied; return its file."""
    for name, raw in _empty().items():
        made = Path(folder, name)
        made.write_bytes(raw)
        made.chmod(0o600)
    return Path(folder, "desk.db")
