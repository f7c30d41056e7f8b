"""Desks that are made once and copied: with nothing on them, or with the same done before."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from clocks import SettableClock
from rhythm_tui.desk.desk import Desk
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.store.transaction import Store

_FILLED: dict[Callable[[Desk], None], dict[str, bytes]] = {}


@cache
def _empty() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        Store(Path(folder, "desk.db")).close()
        return _read(folder)


def empty_desk(folder: str | Path) -> Path:
    """Put a desk with nothing on it into ``folder``, made once and copied; return its file."""
    return _put(_empty(), folder)


def filled_desk(folder: str | Path, lay: Callable[[Desk], None], playbook: Playbook) -> Path:
    """Put a desk into ``folder`` on which ``lay`` did its work as ``li`` at noon; return its file."""
    if lay not in _FILLED:
        with tempfile.TemporaryDirectory() as made:
            desk = Desk.open(empty_desk(made), playbook, SettableClock(), operator="li", seat="seat")
            lay(desk)
            desk.close()
            _FILLED[lay] = _read(made)
    return _put(_FILLED[lay], folder)


def _read(folder: str) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in Path(folder).iterdir()}


def _put(files: dict[str, bytes], folder: str | Path) -> Path:
    for name, raw in files.items():
        made = Path(folder, name)
        made.write_bytes(raw)
        made.chmod(0o600)
    return Path(folder, "desk.db")
