"""Taking back, doing again, and the list of what one did last."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.i18n import say
from rhythm_tui.reports.words import verb_name
from rhythm_tui.ui.acting import Registered, Tools, Verbs
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.seat import Receipt


class UndoActions(Registered):
    """Takes back and does again."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._undone: list[int] = []
        """Journal rows of this screen's undos that were not done again."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "undo": self._undo,
            "redo": self._redo,
            "undo-list": self._list,
        }

    async def _undo(self, _wanted: Wanted) -> None:
        receipt = await self._send({"do": "undo"})
        if receipt is None:
            return
        what = verb_name(self._deed(receipt))
        besides = self._besides(receipt)
        done = [receipt.seq, *await self._turn(besides)]
        self._undone += done
        if len(done) > 1:
            self._seat.batches.add(done)
            told = say("taken back: {what}, {n} together", what=what, n=len(done))
            kept = len(besides) + 1 - len(done)
            self._say(told if not kept else f"{told}  {say('{n} could not be', n=kept)}")
        else:
            self._say(say("taken back: {what} ({id})", what=what, id=receipt.id))

    async def _redo(self, _wanted: Wanted) -> None:
        """Do again what was taken back last; what came before newer work is left to the list."""
        if self._worked():
            self._undone.clear()
        if not self._undone:
            key = self._keymap.first("undo-list")
            self._say(say("there is nothing to do again; {key} lists what you did before", key=key), "soon")
            return
        last = self._undone.pop()
        receipt = await self._send({"do": "undo", "seq": last})
        if receipt is None:
            return
        others = [seq for seq in reversed(self._seat.batches.of(last)) if seq in self._undone]
        self._undone = [seq for seq in self._undone if seq not in others]
        done = [receipt.seq, *await self._turn(others)]
        if len(done) > 1:
            self._seat.batches.add(done)
            self._say(say("done again, {n} together", n=len(done)))
        else:
            what = verb_name(self._deed(receipt))
            self._say(say("done again: {what} ({id})", what=what, id=receipt.id))

    def _worked(self) -> bool:
        """Return whether something was done since the last thing that was taken back."""
        from rhythm_tui.ui.screens.undo_list import VERBS

        newest = self._seat.reader.mine(VERBS, 1)
        return bool(newest) and newest[0].line.seq > max(self._undone, default=0)

    def _deed(self, receipt: Receipt) -> str:
        """Return the verb of what was taken back or done again, through all that did so before."""
        lines = {line.seq: line for line in self._seat.reader.journal(None, receipt.id)}
        found, verb = lines.get(receipt.seq), receipt.undone or ""
        while found is not None and found.undoes is not None:
            found = lines.get(found.undoes)
            verb = found.verb if found is not None else verb
        return verb

    def _besides(self, receipt: Receipt) -> list[int]:
        """Return what was done together with what an undo has just taken back, the last first."""
        lines = self._seat.reader.journal(None, receipt.id)
        undone = next((line.undoes for line in lines if line.seq == receipt.seq), None)
        batch = self._seat.batches.of(undone) if undone is not None else ()
        return [seq for seq in reversed(batch) if seq != undone]

    async def _turn(self, seqs: Sequence[int]) -> list[int]:
        """Take journal rows back, those that can be; return the rows that say so."""
        receipts = [await self._send({"do": "undo", "seq": seq}) for seq in seqs]
        return [receipt.seq for receipt in receipts if receipt is not None]

    async def _list(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.undo_list import UndoListScreen

        await self._app.push_screen_wait(UndoListScreen(self._seat, self._undone))
