"""What the demo and the drills share: a desk of their own, on which a story is laid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rhythm_tui import settings
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import Refusal, msg
from rhythm_tui.i18n import words_of
from rhythm_tui.log import NOWHERE

if TYPE_CHECKING:
    from rhythm_tui.clock import StagedClock
    from rhythm_tui.domain.story import Scene


def stage(session: Session, path: Path, clock: StagedClock, scenes: Sequence[Scene]) -> None:
    """Make a desk at ``path`` on which the scenes have happened, and let the session work on it.

    The desk of ``--db`` is left alone from here on, and so is the log. Raises ``DeskUnusable``, and
    ``WrongUse`` where a hospital's own playbook lacks what the story speaks of.
    """
    from rhythm_tui.desk.demo import tasks_of
    from rhythm_tui.desk.desk import Desk
    from rhythm_tui.domain.story import lay

    session.given["db"] = session.db = path
    session.log = NOWHERE
    desk = Desk.open(path, session.playbook, clock, operator=session.operator)
    try:
        lay(desk, clock.stand, scenes, partial(tasks_of, desk.store.connection))
    except Refusal as error:
        if session.playbook_origin == "built_in":
            raise
        words = msg("{path}: {why}; the story wants what the built-in playbook has: --playbook {built_in}")
        built_in = settings.built_in_playbook()
        raise WrongUse(words, path=session.playbook_path, why=words_of(error), built_in=built_in) from error
    finally:
        desk.close()
