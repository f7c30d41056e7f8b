"""Where a passphrase comes from: a file that the environment names, else the terminal, without an echo.

Never from the command line, which every program of the machine can read; and it is written nowhere.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from rhythm_tui.cli.output import note
from rhythm_tui.cli.session import WrongUse
from rhythm_tui.desk import encryption
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean, width
from rhythm_tui.i18n import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _typeshed import StrPath

TRIES = 3
LEAST = 12
"""Cells of the shortest new passphrase: twelve letters, or six Chinese characters."""


def unlock(path: StrPath, *, may_ask: bool) -> None:
    """Let the program open an encrypted file; ``may_ask`` when somebody is at the terminal.

    Raises ``DeskUnusable`` without the passphrase.
    """
    file = file_named()
    if file is not None:
        if not encryption.unlock(path, read(file)):
            wrong = msg("{path}: encrypted, and {file} does not hold its passphrase")
            raise DeskUnusable(wrong, path=path, file=file)
        return
    name = msg("{path}: encrypted; name a file with its passphrase in RHYTHM_PASSPHRASE_FILE")
    nobody = DeskUnusable(name, path=path)
    if not may_ask:
        raise nobody
    question = say("Passphrase of {path}: ", path=clean(str(path)).plain)
    for left in reversed(range(TRIES)):
        try:
            given = _asked(question)
        except _NobodyThere as error:
            raise nobody from error
        if encryption.unlock(path, given):
            return
        if left:
            note(say("That is not its passphrase."))
    raise DeskUnusable(msg("{path}: encrypted, and that is not its passphrase"), path=path)


def file_named() -> Path | None:
    """Return the file that holds the passphrase, where the environment names one."""
    given = os.environ.get("RHYTHM_PASSPHRASE_FILE", "")
    return Path(given) if given.strip() else None


def new(file: Path | None) -> str:
    """Return a passphrase for the desk from now on, out of ``file`` or typed twice.

    Raises ``WrongUse`` for one that is too short, or was typed differently, ``DeskUnusable`` for a file that
    cannot be read.
    """
    given = read(file) if file else _typed(say("New passphrase: "))
    if width(given) < LEAST or not given.isprintable():
        raise WrongUse(
            msg("a passphrase has at least {letters} letters, or {han} Chinese characters, on one line"),
            letters=LEAST,
            han=LEAST // 2,
        )
    if file is None and _typed(say("The same once more: ")) != given:
        raise WrongUse(msg("these were two different passphrases; nothing was changed"))
    return given


def read(file: Path) -> str:
    """Return the passphrase in a file that nobody else may read. Raises ``DeskUnusable``."""
    try:
        mode, text = file.stat().st_mode, file.read_text("utf-8")
    except OSError as error:
        raise DeskUnusable(msg("{path}: {reason}"), path=file, reason=system.why(error)) from error
    except UnicodeError as error:
        raise DeskUnusable(msg("{file}: not UTF-8 text"), file=file) from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        seen = msg("{file}: others at this workstation may read the passphrase; chmod 600 {file}")
        raise DeskUnusable(seen, file=file)
    return text.removesuffix("\n").removesuffix("\r")


class _NobodyThere(Exception):
    """There is no terminal to ask."""


def _typed(question: str) -> str:
    try:
        return _asked(question)
    except _NobodyThere as error:
        raise WrongUse(
            msg("a new passphrase is asked on a terminal, or read from a file: see --help")
        ) from error


def _asked(question: str) -> str:
    import getpass
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # rather than to read it with an echo
        try:
            return getpass.getpass(question)
        except (getpass.GetPassWarning, EOFError) as error:
            raise _NobodyThere from error
