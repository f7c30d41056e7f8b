"""A file brought in: which one, how far it is, and a way to stop it of which nothing stays."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from threading import Event
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain import system
from rhythm_tui.domain.progress import Progress
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import clean
from rhythm_tui.i18n import _, say
from rhythm_tui.intake.outcome import taken_words
from rhythm_tui.intake.source import Defaults, UnknownHeader, Unreadable
from rhythm_tui.intake.taking import GivenUp, Show, Taken
from rhythm_tui.reports.progress import progress_words
from rhythm_tui.ui import terms
from rhythm_tui.ui.doors import Intake
from rhythm_tui.ui.screens.base import DeskDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.widgets.choice import Choice
from rhythm_tui.ui.wording import bar, content, gap, piece, safe, words

_CELLS = 60
_EVERY_S = 0.1
"""Seconds between two looks of the progress at the screen."""


class _Paths(Suggester):
    """Proposes the rest of a path."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first entry of the folder that begins so."""
        return await asyncio.to_thread(_rest_of, value)


def _rest_of(typed: str) -> str | None:
    folder, _slash, begun = typed.rpartition("/")
    if not begun:
        return None
    where = Path(f"{folder}/" if _slash else ".").expanduser()
    try:
        with os.scandir(where) as entries:
            found = sorted(one.name for one in entries if one.name.startswith(begun))
    except OSError:
        return None
    return typed + found[0][len(begun) :] if found else None


class ImportScreen(DeskDialog[str | None]):
    """Answers with what came of the file in words, or None when nothing was taken in."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "submit", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, intake: Intake) -> None:
        super().__init__()
        self._seat = seat
        self._intake = intake
        self._stop: Event | None = None
        """Set to give the file up that is under way; None while none is."""

    def compose(self) -> ComposeResult:
        """A path, and what a file may not say itself."""
        vocabulary = self._seat.vocabulary
        itself = ("", _("as the file says"))
        platforms = [itself, *((one, vocabulary.platform(one)) for one in vocabulary.platforms_used())]
        kinds = [itself, *((one, terms.kind_name(one)) for one in ("comment", "message", "live"))]
        with Vertical(classes="dialog") as box:
            box.border_title = words(_("bring in a file"), "focus-bold")
            yield Static(words(_("CSV, xlsx, JSON, JSON lines or SQLite (Right takes the rest)"), "muted"))
            yield Input("", id="path", suggester=_Paths(), select_on_focus=False)
            yield Static(words(_("platform, where the file names none"), "muted"), classes="label")
            yield Choice(platforms, "", id="platform")
            yield Static(words(_("kind, where the file names none"), "muted"), classes="label")
            yield Choice(kinds, "", id="kind")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Start in the field."""
        self._show_keys()
        self.query_one("#path").focus()

    def _show_keys(self) -> None:
        bars = self.query_one("#dialog-keys", Bars)
        offered = [("Esc", _("stop it: nothing of it stays"), "back")]
        if self._stop is None:
            offered = [
                ("F2", _("bring it in"), "submit"),
                ("Tab", _("next field"), "app.focus_next"),
                ("Esc", _("back"), "back"),
            ]
        bars.show(lambda cells: key_line(bars, offered, cells))

    @on(Bars.Chosen)
    async def _clicked(self, event: Bars.Chosen) -> None:
        await self.run_action(event.action)

    @on(Input.Submitted)
    @on(Choice.Submitted)
    def action_submit(self) -> None:
        """Begin."""
        typed = self.query_one("#path", Input).value.strip()
        if self._stop is not None:
            return
        if not typed:
            self._say(_("name a file"))
            return
        self._stop = Event()
        self._show_keys()
        file = Path(typed.strip("'\"")).expanduser()
        said = Defaults(self.query_one("#platform", Choice).value or None,
                        self.query_one("#kind", Choice).value or None)  # fmt: skip
        self.run_worker(self._take(file, said, self._stop), group="import", exit_on_error=False)

    def action_back(self) -> None:
        """Stop the file that is under way; leave where there is none."""
        if self._stop is not None:
            self._stop.set()
        else:
            self.dismiss(None)

    async def keep(self) -> None:
        """Stop: the desk is about to be left, and nothing half is to stay."""
        if self._stop is not None:
            self._stop.set()

    async def _take(self, file: Path, said: Defaults, stop: Event) -> None:
        self._say(_("one moment .."), "muted")
        try:
            taken = await asyncio.to_thread(self._intake.take, file, said, self._watch(stop))
        except GivenUp:
            self._say(_("stopped: nothing of it is on the desk"), "soon")
        except (Unreadable, DeskUnusable) as error:
            told = say(error.template, **error.values)
            self._say(f"{told}  {_way_on(file)}" if isinstance(error, UnknownHeader) else told)
        except Refusal as refusal:
            self._say(self._seat.why_not(refusal))
        except OSError as error:
            self._say(say("{file}: {reason}", file=safe(str(file)), reason=system.why(error)))
        else:
            self._leave(file, taken)
        finally:
            self._stop = None
            if self.is_attached:
                self._show_keys()

    def _leave(self, file: Path, taken: Taken) -> None:
        told = taken_words(safe(clean(file.name, limit=60)), taken.counts)
        where = say("; why: {path}", path=safe(str(taken.rejects))) if taken.rejects else ""
        self.dismiss(f"{told}{where}")

    def _watch(self, stop: Event) -> Show:
        """Return what is called after every chunk, on the thread of the import."""
        loop, shown = asyncio.get_running_loop(), 0.0

        def show(now: Progress) -> None:
            nonlocal shown
            if stop.is_set():
                raise GivenUp
            if time.monotonic() - shown > _EVERY_S:
                shown = time.monotonic()
                loop.call_soon_threadsafe(self._show_progress, now)

        return show

    def _show_progress(self, now: Progress) -> None:
        if self.is_attached:
            line = (*bar(round(now.share * _CELLS), _CELLS, "ok"), gap(1))
            told = (piece(progress_words(now), "soft"),)
            self.query_one("#error", Static).update(content(line, told))

    def _say(self, text: str, style: str = "late-bold") -> None:
        self.query_one("#error", Static).update(words(text, style))


def _way_on(file: Path) -> str:
    """Return the command that proposes how an unknown table is read."""
    return say("rhythm-tui import {file} proposes how its columns are read", file=safe(file.name))
