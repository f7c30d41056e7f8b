"""What the actions on the public statements of an incident do."""

from __future__ import annotations

from rhythm_tui.desk.statement_rows import StatementRow
from rhythm_tui.i18n import _, say
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import Wanted
from rhythm_tui.ui.wording import safe


class StatementActions(Registered):
    """Opens the screen of an incident's statements and does what is asked there."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            "statements": self._open,
            "statement-write": self._write,
            "statement-sign": self._sign,
            "statement-publish": self._publish,
            "statement-copy": self._copy,
            "statement-slot": self._slot,
            "statement-replies": self._replies,
        }

    def _row(self, wanted: Wanted) -> StatementRow | None:
        """Return the version that is meant; say so where there is none."""
        row = self._seat.reader.statement(wanted.subject or "")
        if row is None:
            key = self._keymap.first("statement-write")
            self._say(say("there is no statement yet: {key} drafts one", key=key), "soon")
        return row

    def _incident(self, wanted: Wanted) -> str:
        row = self._seat.reader.statement(wanted.subject or "")
        return row.incident if row else wanted.subject or ""

    async def _open(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.statements import StatementsScreen

        incident = self._incident(wanted)
        if incident and self._seat.reader.incident(incident):
            screen = StatementsScreen(incident, self._seat, self._keymap, wanted.subject)
            await self._app.push_screen_wait(screen)

    async def _write(self, wanted: Wanted) -> None:
        """Write the open draft on, or the next version, beginning with the words that stand."""
        from rhythm_tui.ui.screens.statement_editor import StatementEditor

        incident = self._seat.reader.incident(self._incident(wanted))
        if incident is None:
            return
        if incident.card.stage == "closed":
            self._say(_("this incident is closed"), "soon")
            return
        rows = self._seat.reader.statements(incident.card.id)
        draft = next((row for row in rows if row.state == "draft"), None)
        start = {"start": rows[-1].text} if rows and draft is None else {}
        editor = StatementEditor(self._seat, incident.card, draft, **start)
        if await self._app.push_screen_wait(editor) == "noted":
            told = say("{id} was closed meanwhile: your words are kept as a note on it", id=incident.card.id)
            self._say(told, "soon")

    async def _sign(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import statement_forms as forms

        if (row := self._row(wanted)) is None:
            return
        if not row.missing:
            self._say(say("{id} is signed off in every role", id=row.id), "soon")
            return
        receipt = await self._fill(forms.sign(self._seat, row))
        self._done(receipt, say("{id} signed off", id=row.id))

    async def _publish(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import statement_forms as forms

        row = self._row(wanted)
        incident = self._seat.reader.incident(row.incident) if row else None
        if row is None or incident is None:
            return
        receipt = await self._fill(forms.publish(self._seat, row, incident.card))
        if receipt is None:
            return
        carried = len(self._seat.reader.carried(row.incident))
        said = say("{id} stands in public", id=row.id)
        if carried:
            key = self._keymap.first("statement-replies")
            said += f"  {say('replies with old wording: {n}, {key} lists them', n=carried, key=key)}"
        self._done(receipt, said)

    async def _copy(self, wanted: Wanted) -> None:
        if row := self._row(wanted):
            self._app.copy_to_clipboard(safe(row.text))
            if row.state == "superseded":
                self._say(_("copied: but this version was superseded"), "late")
            elif row.missing:
                self._say(_("copied, unconfirmed: it is not signed yet, show it to the experts only"), "soon")
            else:
                key = self._keymap.first("statement-publish")
                self._say(say("copied, unconfirmed: {key} records where it stands", key=key), "soon")

    async def _slot(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import statement_forms as forms

        if row := self._row(wanted):
            receipt = await self._fill(forms.clarification(self._seat, row))
            new = receipt.id if receipt else ""
            self._done(receipt, say("clarification {new} planned from {id}", new=new, id=row.id))

    async def _replies(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.carried import CarriedScreen

        await self._app.push_screen_wait(CarriedScreen(self._incident(wanted), self._seat, self._keymap))
