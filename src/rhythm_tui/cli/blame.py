"""Whom to blame: what the system and the database report of the desk's file, as refusals that name it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import msg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _typeshed import StrPath


@contextmanager
def file(path: StrPath) -> Iterator[None]:
    """Say ``DeskUnusable`` for what the system reports while the desk's file is opened."""
    from rhythm_tui.desk.errors import DeskUnusable

    try:
        yield
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=path, reason=system.why(error)) from error


@contextmanager
def damage(path: StrPath) -> Iterator[None]:
    """Say ``DeskDamaged`` for what the database reports while the file is read.

    PEP 249 fixes the name of its errors, whichever module was chosen.
    """
    from rhythm_tui.desk.errors import DeskDamaged

    try:
        yield
    except Exception as error:
        if any(kind.__name__ == "DatabaseError" for kind in type(error).__mro__):
            reason = msg("{path}: the file cannot be read ({reason}); put a backup in its place")
            raise DeskDamaged(reason, path=path, reason=error) from error
        raise
