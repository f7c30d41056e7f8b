"""Opening the desk on the screen: its own file, or the sample day on a throw-away one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, nullcontext

from rhythm_tui import settings
from rhythm_tui.cli import first_page
from rhythm_tui.cli.exits import DONE
from rhythm_tui.cli.look import look_of_the_screen, remember
from rhythm_tui.cli.preferences import in_short, keys_in_force, wrong_filters
from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.desk.saved import FILE
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from textual.driver import Driver

    from rhythm_tui.desk.reader import Reader
    from rhythm_tui.desk.training import Training
    from rhythm_tui.desk.upkeep import Trouble
    from rhythm_tui.ui.app import DeskApp
    from rhythm_tui.ui.doors import Wish
    from rhythm_tui.ui.gateway import Gateway
    from rhythm_tui.ui.ports import Feeder
    from rhythm_tui.ui.seat import Seat
    from rhythm_tui.ui.upkeep import Care


def need_terminal() -> None:
    """Raise ``WrongUse`` where there is no terminal to draw on."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse(msg("the desk needs a terminal; for scripts there is rhythm-tui status --json"))


def open_desk(session: Session) -> int:
    """Open the desk's file on the screen, making it first where there is none, and a file of an older
    program up to date.

    The checked playbook comes with the first command, behind the first page; one of the hospital's own is
    checked at once, so that a mistake in it is one line and not a surprise in the middle of a shift.
    """
    need_terminal()
    wish = _desk(session, "")
    while wish is not None and wish.then != "demo":
        session = session.anew(wish.operator)
        wish = _desk(session, "import" if wish.then == "import" else "")
    if wish is None:
        return DONE
    from rhythm_tui.cli.demo import show_day

    return show_day(session.anew(""))


def _desk(session: Session, first: str) -> Wish | None:
    """Show the desk; return why it was left to be opened again, None where it was left for good."""
    if session.playbook_origin != "built_in":
        _ = session.playbook
    from rhythm_tui.desk.errors import DeskDamaged

    try:
        return _opened(session, first)
    except DeskDamaged as error:
        from rhythm_tui.cli.rescue import rescued

        if not rescued(session, say(error.template, **error.values)):
            raise
    return _opened(session, first)


def _opened(session: Session, first: str) -> Wish | None:
    """Show the desk; one that has lost work is offered a copy first, and without it shown read only."""
    from rhythm_tui.desk.errors import DeskOutdated

    reader: Reader | None = None
    lost = False
    with first_page.held() as terminal, ExitStack() as held:
        try:
            reader = held.enter_context(session.reader(quiet=True))
            lost = reader.lost_work()
            if reader.exists and not lost and not first:
                first_page.show(terminal, session, reader, look_of_the_screen())
        except DeskOutdated:
            reader = None
        if reader is not None and reader.exists and not lost:
            return show(session, looked_after=True, first=first, terminal=terminal, reader=reader)
        held.close()
        if lost:
            from rhythm_tui.cli.rescue import rescued

            rescued(session, say("{path}: the file has lost work it once answered for", path=session.db))
        else:
            first = first if session.db.exists() else "setup"
            with session.desk():
                pass
        return show(session, looked_after=True, first=first, terminal=terminal)


def _looking_after(session: Session, gateway: Gateway) -> Care:
    """Return what looks after the file; a simulated clock makes no copies among those of real days."""
    from rhythm_tui.ui.upkeep import Care

    def look(now: int) -> Trouble | None:
        from rhythm_tui.desk.upkeep import care

        found = care(session.db, now, session.vocabulary, copy=not session.clock.simulated)
        if found is not None:
            session.log.tell("trouble with the file", level="error", bars_work=int(found.bars_work))
        return found

    return Care(look, gateway.bar)


def show(
    session: Session,
    *,
    feeder: Callable[[Reader], Feeder] | None = None,
    banner: str = "",
    training: Training | None = None,
    looked_after: bool = False,
    first: str = "",
    terminal: first_page.Held | None = None,
    reader: Reader | None = None,
) -> Wish | None:
    """Draw the desk until the operator leaves it, for a drill with its story; return why, if not for good.

    A file that is ``looked_after`` is the hospital's own: checked behind the screen, and copied once a day.
    ``first`` is the action that is done at once. A ``terminal`` that shows the first page is taken over, and
    a ``reader`` that has read for it.
    """
    look, bad_look = look_of_the_screen()
    from dataclasses import replace
    from functools import partial

    from rhythm_tui.cli.doors import doors_of
    from rhythm_tui.ui.app import DeskApp
    from rhythm_tui.ui.beginning import BeginningApp
    from rhythm_tui.ui.gateway import Gateway
    from rhythm_tui.ui.theme import full_name

    keys, bad_keys = keys_in_force()
    with nullcontext(reader) if reader else session.reader(quiet=True) as reads:
        gateway = Gateway(session.open_desk_again)
        seat = replace(_seat(session, reads, gateway), doors=doors_of(session, own=looked_after))
        options: dict[str, Any] = {
            **look._asdict(),
            "keys": keys,
            "wrong": [*in_short([*bad_look, *wrong_filters(seat.filters)]), *bad_keys],
            "theme": full_name(look.theme),
            "remember": remember,
            "log": session.log,
            "driver": _driver(terminal),
        }
        if training is None:
            care = _looking_after(session, gateway) if looked_after else None
            living = feeder(reads) if feeder else None
            make = partial(BeginningApp, first=first) if looked_after else DeskApp
            app = make(seat, feeder=living, banner=banner, care=care, **options)
        else:
            from rhythm_tui.ui.drill import DrillApp

            app = DrillApp(seat, training, **options)
        return _run(app, session)


def _driver(terminal: first_page.Held | None) -> type[Driver] | None:
    """Return how the terminal is reached; None leaves it to Textual."""
    if os.name == "nt":
        return None
    from rhythm_tui.ui.driver import LinuxDriver, taking_over

    return taking_over(terminal.take) if terminal is not None and terminal.shows_the_page else LinuxDriver


def _seat(session: Session, reader: Reader, gateway: Gateway) -> Seat:
    """Return the operator's seat."""
    from rhythm_tui.desk.company import Company
    from rhythm_tui.ui.seat import Seat

    return Seat(
        reader,
        gateway,
        session.clock,
        session.vocabulary,
        clean(session.operator),
        lambda: session.playbook,
        settings.config_dir() / FILE,
        Company(session.db),
    )


GIVES_WAY = 0.0005
"""Seconds after which work behind the screen gives way to a key."""


def _run(app: DeskApp, session: Session) -> Wish | None:
    """Draw until the operator leaves; return what is wanted next. Raises what nobody foresaw."""
    app.appearance.suit_the_terminal()
    sys.setswitchinterval(GIVES_WAY)
    wish: Wish | None = app.run()
    session.log.tell("screen closed")
    if app.failure is not None:
        raise app.failure
    return wish
