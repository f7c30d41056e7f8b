"""What the global options say, resolved when a command asks: files, language, operator, clock.

Reading needs the playbook's tables only; the checked playbook, and with it pydantic, is loaded by commands
that write.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from rhythm_tui import places, settings
from rhythm_tui.cli import blame
from rhythm_tui.domain.progress import UNWATCHED, Watch
from rhythm_tui.domain.refusal import msg
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import language, say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, TypeVar

    from _typeshed import StrPath

    from rhythm_tui.clock import Clock
    from rhythm_tui.desk.backup import By
    from rhythm_tui.desk.desk import Desk
    from rhythm_tui.desk.duty import DutyReader
    from rhythm_tui.desk.reader import Reader
    from rhythm_tui.domain.playbook import Playbook
    from rhythm_tui.domain.vocabulary import Vocabulary
    from rhythm_tui.log import Log

    Lent = TypeVar("Lent", bound=DutyReader)

MAX_OPERATOR = 100
_MISREAD = (AttributeError, KeyError, TypeError, ValueError)
"""What the light view raises on tables of the wrong shape."""


class WrongUse(Exception):
    """What the operator asked cannot be: an English ``template`` with ``{names}`` that ``values`` fill."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


class Session:
    """One run of the program; the global options put their values into it."""

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}
        """Values of global options by name; one that stands after the command replaces one before it."""
        self.may_ask = True
        """Whether somebody is there to be asked for a passphrase: not behind a Tab, not in a script."""

    @property
    def place(self) -> Path:
        """Where the desk's file lies, whether it can be opened or not."""
        from pathlib import Path  # a glance does without: places.py

        return Path(self.where)

    @property
    def where(self) -> str:
        """The same as a text."""
        given: StrPath | None = self.given.get("db")
        return os.fspath(given) if given is not None else places.desk()

    @cached_property
    def db(self) -> Path:
        """The desk's file; of an encrypted one the passphrase is asked here. Raises ``DeskUnusable``."""
        self.unlock(self.where)
        return self.place

    def unlock(self, path: StrPath) -> None:
        """Let the program open a file that is encrypted. Raises ``DeskUnusable``."""
        from rhythm_tui.desk import encryption

        if not encryption.is_open(path):
            from rhythm_tui.cli.passphrase import unlock

            unlock(path, may_ask=self.may_ask)

    @cached_property
    def log(self) -> Log:
        """What this run tells of itself; nothing is written before something is told."""
        from rhythm_tui.log import Log

        return Log(settings.log_dir())

    def close(self) -> None:
        """Let go of the log where anything was told."""
        if "log" in vars(self):
            self.log.close()

    @cached_property
    def operator(self) -> str:
        """Who works here; raises ``WrongUse`` for a name that cannot be read."""
        given: str = self.given.get("operator") or settings.default_operator()
        name = clean(given).plain
        if not name or len(name) > MAX_OPERATOR:
            raise WrongUse(msg("--operator: a name of 1 to {most} characters"), most=MAX_OPERATOR)
        return name

    @cached_property
    def playbook_path(self) -> Path:
        """The playbook in force."""
        from pathlib import Path

        return Path(self._playbook)

    @property
    def _playbook(self) -> str:
        given: StrPath | None = self.given.get("playbook")
        return os.fspath(given) if given is not None else places.playbook()

    @property
    def playbook_origin(self) -> str:
        """Where it comes from: ``option``, ``config`` or ``built_in``."""
        if self.given.get("playbook") is not None:
            return "option"
        return "built_in" if self._playbook == places.built_in_playbook() else "config"

    @cached_property
    def tables(self) -> dict[str, Any]:
        """The playbook's tables; raises ``BadSetting``."""
        return settings.read_toml(self._playbook)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The light view of the playbook, for commands that only read; raises ``BadSetting``."""
        if self.playbook_origin != "built_in":
            from rhythm_tui.domain.playbook_shape import whole

            if not whole(self.tables):
                _ = self.playbook
        from rhythm_tui.domain.vocabulary import Vocabulary

        with self.playbook_blamed():
            return Vocabulary(self.tables, language())

    @cached_property
    def playbook(self) -> Playbook:
        """The checked playbook, for commands that write; raises ``BadSetting`` naming line and entry."""
        from rhythm_tui.domain.playbook import BadPlaybook, check

        try:
            return check(self.tables)
        except BadPlaybook as error:
            from rhythm_tui.cli.playbook_words import in_one_line

            text = settings.read_text(self.playbook_path)
            words = in_one_line(self.playbook_path, text, error.findings)
            raise settings.BadSetting(words) from error

    @cached_property
    def clock(self) -> Clock:
        """The one clock; raises ``WrongUse`` when ``--clock`` cannot be read."""
        from rhythm_tui.clock import BadClock, Clock
        from rhythm_tui.domain.times import LATEST

        written: str | None = self.given.get("clock")
        if written is None:
            return Clock()
        try:
            clock = Clock.parse(written, self.vocabulary.zone)
        except BadClock:
            clock = None
        if clock is None or not 0 <= clock.now() < LATEST:
            raise WrongUse(
                msg("--clock: {written} is no time; write 2026-11-22T14:30:00+08:00 or with x60 behind it"),
                written=written,
            )
        return clock

    def anew(self, operator: str) -> Session:
        """Return the same session with a playbook that is read anew, and another operator where one is given.

        The clock goes on, and the log.
        """
        again = Session()
        again.given = {**self.given, **({"operator": operator} if operator else {})}
        again.clock, again.log = self.clock, self.log
        return again

    def now(self) -> int:
        """Return the present instant (ms UTC)."""
        return self.clock.now()

    def by(self) -> By:
        """Return who does what the desk is closed for, where and when."""
        from rhythm_tui.desk.backup import By
        from rhythm_tui.desk.desk import this_seat

        return By(self.operator, this_seat(), self.clock.stamp(), self.clock.simulated)

    @contextmanager
    def reader(self, *, quiet: bool = False) -> Iterator[Reader]:
        """Lend the desk to read. Raises ``DeskUnusable``, ``BadSetting``.

        One that is not there, or has lost work, is read with a word on it, unless whoever asks is ``quiet``.
        """
        from rhythm_tui.desk.reader import Reader

        with self._lent(Reader, quiet=quiet) as reader:
            yield reader

    @contextmanager
    def glance(self) -> Iterator[DutyReader]:
        """Lend the desk for its duty header alone, which is there sooner. Raises as ``reader`` does."""
        from rhythm_tui.desk.duty import DutyReader

        with self._lent(DutyReader, quiet=False) as reader:
            yield reader

    @contextmanager
    def _lent(self, kind: type[Lent], *, quiet: bool) -> Iterator[Lent]:
        from rhythm_tui.cli.output import note, to_be_known

        vocabulary, path = self.vocabulary, self.where
        self.unlock(path)
        with blame.file(path), blame.damage(path):
            reader = kind.open(path, vocabulary, operator=self.operator)
        try:
            with self.playbook_blamed(), blame.damage(path):
                if not quiet and (template := to_be_known(reader)):
                    note(f"rhythm-tui: {clean(say(template, path=path)).plain}")
                yield reader
        finally:
            reader.close()

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Lend the desk to write. Raises ``DeskUnusable``, ``BadSetting``.

        A file of an older program is brought up to date, its search made anew: that may take a while.
        """
        from rhythm_tui.cli.meter import Meter

        path = self.db
        with Meter(say("opening {path}", path=clean(str(path)).plain)) as meter:
            desk = self.open_desk(meter)
        try:
            yield desk
        finally:
            desk.close()

    def open_desk(self, watch: Watch = UNWATCHED) -> Desk:
        """Open the desk to write; what the program creates from here on is the operator's alone."""
        from rhythm_tui.desk.desk import Desk

        os.umask(0o077)
        playbook = self.playbook
        with blame.file(self.db):
            return Desk.open(self.db, playbook, self.clock, operator=self.operator, log=self.log, watch=watch)

    def open_desk_again(self) -> Desk:
        """Open the desk behind a screen that shows it already: a file that has gone is not made anew."""
        from rhythm_tui.desk.errors import DeskUnusable

        if not self.db.exists():
            gone = msg("{path}: the file has gone; put it back and open the desk again")
            raise DeskUnusable(gone, path=self.db)
        return self.open_desk()

    @contextmanager
    def playbook_blamed(self) -> Iterator[None]:
        """Ask the checked playbook what is wrong when the light view stumbles over its tables.

        Raises ``BadSetting`` with the place and the reason; an error that is not the playbook's stays.
        """
        try:
            yield
        except _MISREAD:
            _ = self.playbook
            raise
