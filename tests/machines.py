"""What the state machines share: how far they walk in the suite, and a desk each history begins on.

``make storm`` walks them all further (``storms/histories.py``).
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from hypothesis import settings

from rhythm_tui.store.transaction import Store

WALK = settings(max_examples=38, stateful_step_count=12)
"""Eight machines: three hundred histories."""


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
