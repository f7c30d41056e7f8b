"""The first page of the desk: shown at once, and held until the live screen stands in its place.

It is left out where it could be wrong or be more than may be seen: off a terminal, on one that is too small,
in a theme of Textual's, with ``RHYTHM_FIRST_PAGE=0``, on Windows, and on a desk that is encrypted or whose
operators have PINs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from rhythm_tui.domain.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rhythm_tui.cli.look import Wanted
    from rhythm_tui.cli.session import Session
    from rhythm_tui.desk.reader import Reader
    from rhythm_tui.ui.sgr import Colours
    from rhythm_tui.ui.standing import Wrong

_INPUT, _OUTPUT = 0, 2
"""Where Textual reads and writes: what the desk prints goes another way."""
_SHOWN = "\x1b[?1049h\x1b[?25l"
"""Enters the alternate screen and hides the cursor."""
_GONE = "\x1b[?1049l\x1b[?25h"
_CHANGED = ("COLUMNS", "LINES", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER")
"""What makes Textual draw otherwise than this terminal says."""


class Held:
    """A terminal that shows the first page: nothing that is typed is echoed, and nothing of it is lost."""

    def __init__(self) -> None:
        self._modes: list[Any] | None = None
        self._asked: list[int] = []
        """The signals that end a start in order."""

    def show(self, page: str) -> None:
        """Put the page on the terminal. Raises ``OSError`` where it cannot be written to."""
        import signal
        import termios
        import tty

        modes = termios.tcgetattr(_INPUT)
        self._modes = [*modes[: tty.CC], list(modes[tty.CC])]
        # As Textual will have it, but for ctrl+c, which ends a start; ctrl+z is a key of the desk's.
        modes[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        modes[tty.IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[tty.CC][termios.VMIN] = 1
        for key in (termios.VSUSP, termios.VQUIT):
            modes[tty.CC][key] = os.fpathconf(_INPUT, "PC_VDISABLE")
        termios.tcsetattr(_INPUT, termios.TCSANOW, modes)
        for asked in (signal.SIGHUP, signal.SIGTERM):
            if signal.getsignal(asked) == signal.SIG_DFL:
                self._asked.append(asked)
                signal.signal(asked, _leave)
        _write(f"{_SHOWN}{page}")

    @property
    def shows_the_page(self) -> bool:
        """Whether the page stands on it."""
        return self._modes is not None

    def take(self) -> bool:
        """Hand the terminal over to the live screen, as it was found; return whether it shows the page."""
        import signal
        import termios

        if self._modes is None:
            return False
        while self._asked:
            signal.signal(self._asked.pop(), signal.SIG_DFL)
        with suppress(termios.error):
            termios.tcsetattr(_INPUT, termios.TCSANOW, self._modes)
        self._modes = None
        return True

    def give_back(self) -> None:
        """Take the page away where the live screen has not come: what went wrong can be read then."""
        if self.take():
            with suppress(OSError):
                _write(_GONE)


@contextmanager
def held() -> Iterator[Held]:
    """Hold the terminal while the desk is opened."""
    terminal = Held()
    try:
        yield terminal
    finally:
        terminal.give_back()


def show(terminal: Held, session: Session, reader: Reader, wished: Wanted) -> None:
    """Show the first page of a desk where there is to be one."""
    terminal_there = os.isatty(_INPUT) and os.isatty(_OUTPUT)
    if not terminal_there or not wanted(os.environ, os.name):
        return
    from rhythm_tui.cli.preferences import in_short
    from rhythm_tui.desk.encryption import is_encrypted

    if reader.has_pins() or is_encrypted(session.where):
        return
    from rhythm_tui.ui.first_page import LEAST_COLUMNS, LEAST_LINES
    from rhythm_tui.ui.sgr import Colours, depth_of
    from rhythm_tui.ui.theme import PALETTES

    depth, look = depth_of(os.environ), wished.look
    with suppress(OSError):
        width, height = os.get_terminal_size(_OUTPUT)
        if depth and look.theme in PALETTES and width >= LEAST_COLUMNS and height >= LEAST_LINES:
            made = Colours(look.theme, depth)
            wrong = in_short(wished.wrong)
            terminal.show(page(session, reader, (width, height), made, wrong, ascii=look.ascii_borders))


def wanted(environment: Mapping[str, str], system: str) -> bool:
    """Return whether the page is wanted and can be, on a system of this name."""
    asked = environment.get("RHYTHM_FIRST_PAGE", "1") != "0"
    return asked and system == "posix" and not any(environment.get(name) for name in _CHANGED)


def page(
    session: Session,
    reader: Reader,
    size: tuple[int, int],
    colours: Colours,
    wrong: Sequence[Wrong] = (),
    *,
    ascii: bool,
) -> str:
    """Return what puts the first page of a desk on a terminal of a size."""
    from rhythm_tui.cli.seen import SeenOnce
    from rhythm_tui.ui import first_page
    from rhythm_tui.ui.pieces import cut
    from rhythm_tui.ui.queue_rows import Reading
    from rhythm_tui.ui.standing import clock_line, wrong_line
    from rhythm_tui.ui.widgets.header import header

    now = session.now()
    width, height = size
    reading = Reading(now, session.vocabulary, clean(session.operator))
    status = reader.header(now)
    blank = (not SeenOnce().tour()) + any(one.open for one in reader.asks(now))
    banner = cut((*clock_line(session.clock), *wrong_line(wrong)), width)
    top = first_page.Top(banner or None, header(status, reading, now, width), blank)
    first = reader.queue_rows(reader.queue_ids(now, limit=height))
    queue = first_page.Queue(first, status.open)
    return first_page.painted(width, height, top, queue, reading, colours, ascii=ascii)


def _leave(asked: int, _frame: object) -> None:
    """End the start, so that the terminal is given back; the exit code is what a shell makes of a signal."""
    raise SystemExit(128 + asked)


def _write(text: str) -> None:
    data = text.encode()
    while data:
        data = data[os.write(_OUTPUT, data) :]
