"""The desk for Python scripts: ``from rhythm_tui import open_desk``. What stands here stays as it is.

A script does the commands the screen does and reads what ``--json`` prints: plain dicts with instants in
ISO 8601. It sends nothing anywhere, and opens no screen.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from rhythm_tui.cli.session import Session, WrongUse
from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import use
from rhythm_tui.settings import BadSetting

if TYPE_CHECKING:
    from rhythm_tui.desk.act import Receipt
    from rhythm_tui.desk.desk import Desk
    from rhythm_tui.i18n import Lang

__all__ = ["BadSetting", "DeskUnusable", "Refusal", "ScriptDesk", "open_desk"]

Report = Literal["handover", "incident", "review"]


def open_desk(
    path: str | Path | None = None,
    *,
    operator: str | None = None,
    playbook: str | Path | None = None,
    clock: str | None = None,
    lang: Lang = "en",
) -> ScriptDesk:
    """Open a desk for a script; use it in a ``with`` statement, or close it.

    ``path`` is the desk's file, ``RHYTHM_DB`` or the default place when left out; ``operator`` who the script
    acts as; ``playbook`` another rule book; ``clock`` a simulated one, ``2026-11-22T14:30:00+08:00x0``. What
    is left out is asked of the environment as the command line does; so is the passphrase of an encrypted
    desk, in the file that ``RHYTHM_PASSPHRASE_FILE`` names. Messages speak ``lang`` from here on, in
    the whole process.

    Nothing is opened yet: a desk that is only read creates no file. The desk belongs to the thread that uses
    it first.
    """
    use(lang)
    session = Session()
    session.may_ask = False
    given = {"db": path, "operator": operator, "playbook": playbook, "clock": clock}
    for name, value in given.items():
        if told := value or os.environ.get(f"RHYTHM_{name.upper()}"):
            session.given[name] = Path(told) if name in ("db", "playbook") else told
    return ScriptDesk(session)


class ScriptDesk:
    """One desk in the hands of a script.

    Every method may raise ``DeskUnusable`` when the file cannot be used (nothing was changed then),
    ``BadSetting`` when a file of the configuration cannot, and ``ValueError`` for an argument that makes no
    sense.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._desk: Desk | None = None

    def __enter__(self) -> ScriptDesk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the next command opens it again."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None
        self._session.log.close()

    @property
    def path(self) -> Path:
        """The desk's file, there or not yet."""
        return self._session.place

    @property
    def now(self) -> datetime:
        """The desk's clock, in the hospital's time zone."""
        with _sense():
            return datetime.fromtimestamp(self._session.now() / 1000, self._session.vocabulary.zone)

    def do(self, command: Mapping[str, Any]) -> Receipt:
        """Do one command, ``{"do": "interaction.claim", "id": "q1"}``: all of it, durably, or nothing.

        The receipt has ``seq`` (its line in the journal), ``id``, ``version``, ``warnings`` and ``undone``.
        The file is made where there is none. Raises ``Refusal`` when a rule says no: ``code`` is ``invalid``,
        ``unknown``, ``refused`` or ``conflict``, ``field`` names the field of an invalid one.
        """
        from rhythm_tui.domain.commands import parse

        with _sense():
            return self._opened().do(parse(dict(command)))

    def status(self) -> dict[str, Any]:
        """Return the duty header: counts per band, incidents, today's slots, alarms."""
        from rhythm_tui.cli.glance import status_fields

        with _sense(), self._session.reader(quiet=True) as reader:
            return status_fields(reader.status(self._session.now()), self._session.vocabulary)

    def rows(
        self,
        noun: str,
        *,
        limit: int | None = None,
        filter: str | None = None,
        first: date | None = None,
        days: int | None = None,
    ) -> list[dict[str, Any]]:
        """Return rows in the order of the desk: ``queue``, ``slots``, ``incidents``, ``tasks`` and the others
        that ``rhythm-tui list`` knows, with telephone numbers and the like masked.

        ``filter`` narrows the queue in the filter language; ``first`` and ``days`` span slots and days.
        Raises ``Refusal`` for a filter that cannot be read.
        """
        from rhythm_tui.cli.listing import found

        with _sense():
            return found(self._session, noun, limit=limit, written=filter, first=first, days=days)

    def why(self, id: str) -> dict[str, Any]:
        """Return how the deadlines of an item, incident or slot came to be. Raises ``Refusal`` (unknown)."""
        from rhythm_tui.cli.why import explained

        with _sense():
            return explained(self._session, id)

    def check(self, text: str, *, platform: str | None = None, kind: str = "comment") -> list[dict[str, Any]]:
        """Return what the guard finds in a reply: place, severity, why and the law. Empty is clean."""
        from rhythm_tui.desk import guard

        with _sense():
            return [one._asdict() for one in guard.remarks(text, platform, kind)]

    def report(self, what: Report, id: str | None = None) -> dict[str, Any]:
        """Return a document: the handover, or an incident or its review by ``id``.

        Raises ``Refusal`` (unknown).
        """
        from rhythm_tui.cli.report import document
        from rhythm_tui.reports.fields import fields

        with _sense():
            return fields(document(self._session, what, id))

    def _opened(self) -> Desk:
        if self._desk is None:
            mask = os.umask(0o077)
            try:
                self._desk = self._session.open_desk()
            finally:
                os.umask(mask)
        return self._desk


@contextmanager
def _sense() -> Iterator[None]:
    """Say ``ValueError`` for what the command line calls wrong use."""
    try:
        yield
    except WrongUse as error:
        raise ValueError(str(error)) from error
