"""Files into the desk, one after the other, and what came of each."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhythm_tui import settings
from rhythm_tui.cli.output import as_json, complain, note
from rhythm_tui.cli.proposing import save_proposal, show_proposal
from rhythm_tui.cli.session import Session
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import ngettext, say, words_of
from rhythm_tui.intake.rejects import RejectsFile
from rhythm_tui.intake.source import Defaults, Source, UnknownHeader, Unreadable, open_source

if TYPE_CHECKING:
    from rhythm_tui.desk.batches import Counts
    from rhythm_tui.desk.desk import Desk

DONE, WITH_REJECTS, UNREADABLE = 0, 1, 2
QUIET_S = 1.0
"""Seconds an import may take before it shows how far it is."""
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
            complain(say("{file}: {reason}", file=file, reason=error.strerror or error))
        except Refusal as error:
            complain(f"{file}: {words_of(error)}")
            return WITH_REJECTS
        return UNREADABLE

    def _take(self, file: Path, tell: Teller) -> int:
        from rhythm_tui.desk.batches import BatchInfo, take

        source = self._open(file)
        rejects = RejectsFile(file, settings.state_dir(), source.columns)
        progress = _Progress(source)
        try:
            with rejects:
                counts = take(
                    self._desk(),
                    source,
                    BatchInfo(clean(file.name, limit=200).plain, source.sha256, source.profile),
                    rejects.write,
                    progress.show,
                )
        finally:
            progress.clear()
        numbers = {
            name: getattr(counts, name) for name in ("read", "new", "updated", "duplicate", "rejected")
        }
        self._session.log.tell("imported", id=counts.id, seq=counts.seq, **numbers)
        tell(source, counts, rejects.path)
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
        return open_source(
            file,
            profile=profile,
            defaults=self._defaults,
            zone=self._session.playbook.tz,
            now=self._session.now(),
            profile_dirs=[settings.data_dir() / "profiles", settings.config_dir() / "profiles"],
            platforms=self._platform_names(),
            desk=self._session.db,
        )

    def _platform_names(self) -> dict[str, str]:
        platforms = self._session.playbook.platforms
        return {name: id for id, named in platforms.items() for name in (id, named.zh, named.en)}

    def _desk(self) -> Desk:
        if self._opened is None:
            self._opened = self._stack.enter_context(self._session.desk())
        return self._opened


class _Progress:
    """A line on standard error, on a terminal only, that shows how far a long import is."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._begun = time.monotonic()
        self._shown = False

    def show(self, rows: int) -> None:
        """Show the rows read so far, once the import takes longer than a moment."""
        if sys.stderr.isatty() and time.monotonic() - self._begun > QUIET_S:
            self._shown = True
            words = say("{rows} rows ({share} %)", rows=f"{rows:,}", share=int(self._source.progress * 100))
            click.echo(f"\r{words}\x1b[K", err=True, nl=False)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)
