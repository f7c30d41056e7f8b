"""A dialog in which something is written: it is kept at every pause, and the guard reads it meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Static, TextArea

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import MAX_DRAFT, MAX_TEXT, SafeText, clean_block
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.meanwhile import Meanwhile
from rhythm_tui.ui.screens.guarded import GuardedDialog
from rhythm_tui.ui.seat import Receipt, Seat
from rhythm_tui.ui.wording import safe

PAUSE = 1.5
"""Seconds without a key after which the draft is kept."""
LATEST = 5.0
"""Seconds after which the draft is kept though the typing goes on."""
GLANCE = 0.3
"""Seconds without a key after which the guard reads it."""
_NARROW = 60
"""Cells for what others did before the dialog has been laid out."""


class WritingScreen(GuardedDialog[str | None]):
    """Holds a ``ReplyEditor``, ``#guard`` for the findings, ``#meanwhile`` for what others did, ``#state``
    and ``#error`` for what became.

    Where somebody else has written other words meanwhile nothing is kept until the operator has chosen: no
    typed word is lost, neither here nor at the other seat.
    """

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "theirs", show=False, priority=True),
        Binding("f6", "mine", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, kept: str) -> None:
        super().__init__()
        self._seat = seat
        self._kept = kept
        """The text as the desk has it."""
        self._pause: Timer | None = None
        self._glance: Timer | None = None
        self._latest: Timer | None = None
        self._warned: str | None = None
        """The text that could not be kept, once the operator has been told."""
        self._keeping = asyncio.Lock()
        self._meanwhile = Meanwhile(seat, None)
        self._theirs: SafeText | None = None
        """What somebody else has made of the words meanwhile, until the operator has chosen."""

    async def keep_text(self, text: str) -> bool:
        """Hand the text to the desk; return whether it was taken."""
        raise NotImplementedError

    def read_version(self) -> None:
        """Look which version the desk has, after it has refused."""
        raise NotImplementedError

    def stored(self) -> SafeText | None:
        """Return the words as the desk has them now; None where there are none to be written on."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        raise NotImplementedError

    def refused(self, refusal: Refusal) -> None:
        """Do what a refusal asks for besides being told."""

    # What is typed

    @on(TextArea.Changed)
    def _typed(self) -> None:
        for timer in (self._pause, self._glance):
            if timer is not None:
                timer.stop()
        if self._latest is None:
            self._latest = self.set_timer(LATEST, lambda: self._go(self._keep()))
        self._pause = self.set_timer(PAUSE, lambda: self._go(self._keep()))
        self._glance = self.set_timer(GLANCE, lambda: self._go(self._look()))

    # Keeping and leaving

    def _go(self, work: Coroutine[Any, Any, object]) -> None:
        self.run_worker(work, group="writing", exit_on_error=False)

    async def _do(self, **fields: object) -> Receipt | None:
        """Do a command; say why where it is refused."""
        from rhythm_tui.domain.commands import parse

        try:
            receipt = await self._seat.hand.do(parse(fields))
        except Refusal as refusal:
            self.read_version()
            self._say(self._seat.why_not(refusal), "late-bold", "#error")
            self.refused(refusal)
            self._heed_others()
            return None
        except DeskUnusable as error:
            self._say(say(error.template, **error.values), "late-bold", "#error")
            return None
        self._meanwhile.mine(receipt.seq)
        self._say("", "text", "#error")
        return receipt

    async def keep(self) -> None:
        """Keep the draft."""
        await self._keep()

    async def _keep(self) -> bool:
        """Keep the draft where it differs from the one that is kept."""
        if self._latest is not None:
            self._latest.stop()
            self._latest = None
        async with self._keeping:
            text = self.text
            if text == self._kept:
                return True
            if self._theirs is not None or not await self.keep_text(text):
                return False
            self._kept = text
            return True

    # Somebody else's words

    def follow(self, subject: str | None, *, anew: bool = False) -> None:
        """Tell from now on what others do to ``subject``; ``anew``: all of it is news."""
        self._meanwhile = Meanwhile(self._seat, subject, anew=anew)

    @property
    def about(self) -> str | None:
        """The row that is written about."""
        return self._meanwhile.subject

    def beat(self, now: int) -> None:  # noqa: ARG002 - the seat has the time
        """Keep who is here, and how long ago it was, right."""
        self._tell_others()

    def _tell_others(self) -> None:
        self._meanwhile.show(self.query_one("#meanwhile", Static), self._wide)

    @property
    def _wide(self) -> int:
        return max(self.query_one("#state").size.width, _NARROW)

    def reread(self) -> None:
        """Somebody has written, perhaps these very words."""
        self._tell_others()
        if not self._keeping.locked():
            self._heed_others()

    def _heed_others(self) -> None:
        """Stop and say so where the desk has other words than were kept from here."""
        stored = self.stored()
        known = [safe(clean_block(words, limit=MAX_DRAFT)) for words in (self._kept, self.text)]
        if stored is None or safe(stored) in known:
            self._settle(None)
            return
        self._settle(stored)
        told = _("somebody else has written here meanwhile: your words are not kept yet")
        self._say(told, "late-bold", "#error")

    def _settle(self, theirs: SafeText | None) -> None:
        if self._theirs != theirs:
            self._theirs = theirs
            self._say("", "text", "#error")
            self.show_keys()

    def choices(self) -> list[tuple[str, str, str]]:
        """Return what may be done about somebody else's words, for the keys of the dialog."""
        if self._theirs is None:
            return []
        return [("F5", _("theirs below yours"), "theirs"), ("F6", _("yours instead"), "mine")]

    def choose(self, action: str) -> bool:
        """Do one of the ``choices`` that was clicked; return whether it was one."""
        chosen = {"theirs": self.action_theirs, "mine": self.action_mine}.get(action)
        if chosen is not None:
            chosen()
        return chosen is not None

    def action_theirs(self) -> None:
        """Set somebody else's words below what is typed here, to make one text of both."""
        if self._theirs is not None:
            self._editor.insert(f"\n\n{safe(self._theirs)}", self._editor.document.end)
            self.action_mine()

    def action_mine(self) -> None:
        """Keep what is typed here in the place of somebody else's words, which the journal holds."""
        if self._theirs is not None:
            self._kept = safe(self._theirs)
            self._settle(None)
            self.read_version()
            self._go(self._keep())

    def finish(self, answer: str | None) -> None:
        """Keep the draft and leave; what is typed from here on is for what comes behind it."""
        self.ahead.wants()
        self._go(self._finish(answer))

    async def _finish(self, answer: str | None) -> None:
        """Keep the draft and leave; where it cannot be kept say why, and leave when asked again."""
        for timer in (self._pause, self._latest):
            if timer is not None:
                timer.stop()
        text = self.text
        if await self._keep() or self._warned == text:
            self.dismiss(answer)
        elif (elsewhere := await self.rescue(text)) is not None:
            self.dismiss(elsewhere)
        else:
            self._say(_("these words are not kept: the same key again leaves without them"), "late-bold")
            self.ahead.stands()
        self._warned = text

    async def rescue(self, text: str) -> str | None:  # noqa: ARG002 - for those that have another place
        """Keep the words elsewhere when they can no longer be a draft; return the answer that says so."""
        return None

    async def _noted(self, text: str, **fields: object) -> bool:
        """Keep words as notes of the length that one may have; return whether all were."""
        for start in range(0, len(text), MAX_TEXT):
            if await self._do(text=text[start : start + MAX_TEXT], **fields) is None:
                return False
        return True
