"""Copies of the desk under names that sort by time."""

from __future__ import annotations

from pathlib import Path

from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.store import backup as copies


def backup(path: Path, dest: Path | None, now: int, vocabulary: Vocabulary) -> Path:
    """Copy the desk while it is open; return where the copy lies.

    ``dest`` may be a file or a folder; left out, the copy goes to ``backups`` beside the desk, named by the
    time. Raises ``DeskUnusable``.
    """
    stamp = vocabulary.local(now).strftime("%Y%m%d-%H%M%S")
    name = f"{path.stem}-{stamp}.db"
    target = path.parent / "backups" / name if dest is None else dest / name if dest.is_dir() else dest
    copies.backup(path, target)
    return target


def restore(path: Path, source: Path, now: int, vocabulary: Vocabulary) -> Path:
    """Put a copy in the desk's place; return where the old file is kept.

    Every seat must be closed. Raises ``DeskUnusable`` with nothing changed.
    """
    stamp = vocabulary.local(now).strftime("%Y%m%d-%H%M%S")
    kept = path.with_name(f"{path.stem}-before-restore-{stamp}.db")
    copies.restore(path, source, kept)
    return kept
