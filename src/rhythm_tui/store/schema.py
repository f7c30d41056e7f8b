"""The tables of the desk's file, as migrations.

Instants are INTEGER milliseconds UTC. ``user_version`` is the number of migrations applied: a file with a
greater one comes from a newer desk and is refused.
"""

from __future__ import annotations

from rhythm_tui.store import steps
from rhythm_tui.store.sqlite import Connection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x52485954
"""``RHYT``: marks a file as a desk's."""

VERSION = len(steps.NAMES)
SEARCHED = 2
"""The first version with a search over all interactions."""


def version_of(connection: Connection) -> int:
    """Return how many migrations the open file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def create(connection: Connection) -> None:
    """Make every table at once in an empty database: the empty desk of a reader."""
    for step in steps.statements():
        for statement in step:
            connection.execute(statement)


def migrations() -> Migrations:
    """Return the migrations, in the order they are applied."""
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    found = Migrations("rhythm-tui")
    for number, step in enumerate(steps.statements(), start=1):

        def apply(db: Database, step: tuple[str, ...] = step, number: int = number) -> None:
            for statement in step:
                db.conn.execute(statement)
            db.conn.execute(f"PRAGMA user_version={number}")
            db.conn.execute(f"PRAGMA application_id={APPLICATION_ID}")

        found(name=f"step_{number}")(apply)
    return found
