"""What the desk does for its own safety while it is open: a look at its file, and a copy a day."""

from __future__ import annotations

import os
from pathlib import Path

from rhythm_tui.desk import backup
from rhythm_tui.desk.checks import anchor_state
from rhythm_tui.domain.named import NamedTuple
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import file
from rhythm_tui.store.sqlite import Error
from rhythm_tui.store.unusable import DeskUnusable


class Trouble(NamedTuple):
    """Why the desk must not be worked on, or what it could not do for its safety."""

    template: str
    """English sentence with ``{names}`` that ``values`` fill, translated when shown."""
    values: dict[str, object]
    bars_work: bool
    """Whether nothing may be written any more: the file is damaged, or has lost work."""


def care(path: Path, now: int, vocabulary: Vocabulary, *, copy: bool = True) -> Trouble | None:
    """Check the file's pages and its anchor; when all is well make the copy of the day, if ``copy``.

    Reads the whole file: not for the thread of the screen. Returns what is wrong, None when nothing is.
    """
    if (found := examine(path)) is not None:
        return found
    if not copy:
        return None
    try:
        backup.daily(path, now, vocabulary)
    except DeskUnusable as error:
        template = msg("no copy of today could be made: {reason}")
        return Trouble(template, {"reason": error.template.format(**error.values)}, bars_work=False)
    return None


def examine(path: Path) -> Trouble | None:
    """Return what is wrong with the file's pages or its anchor; None when nothing is."""
    try:
        connection = file.open_to_read(path)
    except DeskUnusable as error:
        return Trouble(error.template, error.values, bars_work=True)
    if connection is None:
        return None
    try:
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            read_only = msg("{path}: the file or its folder is read-only; nothing can be written")
            return Trouble(read_only, {"path": path}, bars_work=True)
        pages = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if pages != "ok":
            return Trouble(
                msg("{path}: the file is damaged: {reason}"), {"path": path, "reason": pages}, bars_work=True
            )
        if anchor_state(connection, path) == "lost":
            lost = msg("{path}: the file has lost work it once answered for")
            return Trouble(lost, {"path": path}, bars_work=True)
    except Error as error:
        return Trouble(
            msg("{path}: the file is damaged: {reason}"), {"path": path, "reason": error}, bars_work=True
        )
    finally:
        connection.close()
    return None
