"""Files into the desk, one after the other, and what came of each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhythm_tui.cli.doors import door_of
from rhythm_tui.cli.meter import Meter
from rhythm_tui.cli.output import as_json, complain, note
from rhythm_tui.cli.proposing import save_proposal, show_proposal
from rhythm_tui.cli.session import Session
from rhythm_tui.domain import system
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import ngettext, say, words_of
from rhythm_tui.intake.source import Defaults, Source, UnknownHeader, Unreadable
from rhythm_tui.intake.taking import open_file, take_source

if TYPE_CHECKING:
    from rhythm_tui.desk.batches import Counts
    from rhythm_tui.desk.desk import Desk

DONE, WITH_REJECTS, UNREADABLE = 0, 1, 2
Teller = Callable[["Source", "Counts", Path | None], None]


def teller(file: Path, *, several: bool, wanted_json: bool) -> Teller:
    """Return what writes the outcome of one file."""

    def tell(source: Source, counts: Counts, rejects: Path | None) -> None:
        keys = ("read", "new", "updated", "duplicate", "rejected")
        numbers: dict[str, Any] = {key: getattr(counts, key) for key in keys}
        if wanted_json:
            told = {
                "file": str(file),
                "profile": source.profile,
                **numbers,
                "damaged_ids": counts.damaged_ids,
            }
            told |= {"rejects": str(rejects) if rejects else None, "seq": counts.seq, "id": counts.id}
            click.echo(as_json(told))
        else:
            # The same in every language: scripts read it.
            words = ", ".join(f"{key} {number}" for key, number in numbers.items())
            click.echo(f"{_shown(file)}: {words}" if several else words)
        _notes(counts, rejects)

    return tell


def _notes(counts: Counts, rejects: Path | None) -> None:
    if rejects is not None:
        note(say("the rejected rows and why: {path}", path=_shown(rejects)))
    if counts.damaged_ids:
        words = ngettext(
            "{n} row has an id that a spreadsheet has rounded: it is recognised by its words instead",
            "{n} rows have an id that a spreadsheet has rounded: they are recognised by their words instead",
            counts.damaged_ids,
        )
        note(words.format(n=counts.damaged_ids))


def _shown(path: Path) -> str:
    return clean(str(path)).plain


class Importer:
    """Imports files one after the other into one desk, which is opened for the first that can be read."""

    def __init__(
        self,
        session: Session,
        stack: ExitStack,
        profile: str | None,
        defaults: Defaults,
        save_as: str | None,
        *,
        propose: bool,
    ) -> None:
        self._session = session
        self._stack = stack
        self._profile = profile
        self._defaults = defaults
        self._save_as = save_as
        self._propose = propose
        self._opened: Desk | None = None

    def take(self, file: Path, tell: Teller) -> int:
        """Import a file and tell what came of it; return its exit code. Raises ``DeskUnusable``."""
        try:
            return self._take(file, tell)
        except UnknownHeader as error:
            complain(say(error.template, **error.values))
            if self._propose:
                show_proposal(self._session, file)
        except Unreadable as error:
            complain(say(error.template, **error.values))
        except OSError as error:
            complain(say("{file}: {reason}", file=file, reason=system.why(error)))
        except Refusal as error:
            complain(f"{file}: {words_of(error)}")
            return WITH_REJECTS
        return UNREADABLE

    def _take(self, file: Path, tell: Teller) -> int:
        source = self._open(file)
        desk, door = self._desk(), door_of(self._session)
        given_up = say("given up; nothing of {file} was taken in", file=_shown(file))
        with Meter(given_up=given_up) as meter:
            taken = take_source(desk, door, source, meter.show)
        counts = taken.counts
        numbers = {
            name: getattr(counts, name) for name in ("read", "new", "updated", "duplicate", "rejected")
        }
        self._session.log.tell("imported", id=counts.id, seq=counts.seq, **numbers)
        tell(source, counts, taken.rejects)
        return WITH_REJECTS if counts.rejected else DONE

    def _open(self, file: Path) -> Source:
        try:
            return self._open_as(file, self._profile)
        except UnknownHeader:
            if self._save_as is None:
                raise
            save_proposal(self._session, file, self._save_as)
            return self._open_as(file, self._save_as)

    def _open_as(self, file: Path, profile: str | None) -> Source:
        door = door_of(self._session)
        return open_file(door, file, self._session.now(), profile, self._defaults)

    def _desk(self) -> Desk:
        if self._opened is None:
            self._opened = self._stack.enter_context(self._session.desk())
        return self._opened
