"""Opening the desk on the screen: its own file, or the sample day on a throw-away one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean

if TYPE_CHECKING:
    from rhythm_tui.desk.reader import Reader
    from rhythm_tui.ui.seat import Feeder


def need_terminal() -> None:
    """Raise ``WrongUse`` where there is no terminal to draw on."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse(msg("the desk needs a terminal; for scripts there is rhythm-tui status --json"))


def open_desk(session: Session) -> int:
    """Open the desk's file on the screen, making it first where there is none."""
    need_terminal()
    with session.desk():
        pass  # made and migrated before the screen is taken: a file that cannot be used is one line
    return show(session)


def show(session: Session, *, feeder: Callable[[Reader], Feeder] | None = None, banner: str = "") -> int:
    """Draw the desk until the operator leaves it."""
    from rhythm_tui.ui.app import DeskApp
    from rhythm_tui.ui.gateway import Gateway
    from rhythm_tui.ui.seat import Seat

    with session.reader() as reader:
        seat = Seat(
            reader,
            Gateway(session.open_desk),
            session.clock,
            session.vocabulary,
            clean(session.operator),
            lambda: session.playbook,
        )
        DeskApp(seat, feeder=feeder(reader) if feeder else None, banner=banner).run()
    return 0
