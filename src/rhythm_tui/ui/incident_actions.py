"""What the actions on the incident board do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rhythm_tui.domain.refusal import msg
from rhythm_tui.i18n import _, say
from rhythm_tui.ui import terms
from rhythm_tui.ui.acting import Registered, Verbs
from rhythm_tui.ui.screens.base import DeskScreen, Wanted
from rhythm_tui.ui.seat import Seat

if TYPE_CHECKING:
    from rhythm_tui.desk.board import IncidentCard
    from rhythm_tui.ui.fields import Form

_SAID = {
    "meet": (msg("{id}: {timer} is met"), msg("no timer of it runs any more")),
    "waive": (msg("{id}: {timer} is waived"), msg("no timer of it runs any more")),
    "grade": (msg("{id} graded anew: {grade}"), ""),
    "move": (msg("{id}: {stage}"), ""),
    "merge": (msg("{id} is merged and closed"), msg("it was discovered first: merge the others into it")),
    "link-items": (msg("the items of {id} are changed"), ""),
    "hold": (msg("{id} holds the slots"), msg("there is no slot to hold")),
    "let-go": (msg("the slots that {id} held are released"), msg("it holds no slot")),
}
"""What is said when an action was done, and when there is nothing to do it to."""


class IncidentActions(Registered):
    """Opens the form of an action, or does it at once, and says what came of it."""

    @property
    def verbs(self) -> Verbs:
        """What each action of the registry does."""
        return {
            **{id: partial(self._ask, id) for id in _SAID},
            "stage-on": partial(self._step, 1),
            "stage-back": partial(self._step, -1),
            **{f"to-{stage}": partial(self._to, stage) for stage in terms.STAGES},
            "incident-reopen": self._reopen,
            "escalate": self._escalate,
        }

    def _card(self, wanted: Wanted) -> IncidentCard | None:
        found = self._seat.reader.incident(wanted.subject or "")
        return found.card if found else None

    async def _ask(self, id: str, wanted: Wanted) -> None:
        if (card := self._card(wanted)) is None:
            return
        said, nothing = _SAID[id]
        form = self._form(id, card)
        if form is None:
            self._say(_(nothing), "soon")
        receipt = await self._fill(form)
        after = self._card(wanted) or card
        ended = next((one for one in card.timers if one.runs and one not in after.timers), None)
        told = {
            "timer": self._seat.vocabulary.timer(ended.name) if ended else "",
            "grade": self._seat.vocabulary.grade(after.grade),
            "stage": terms.stage_name(after.stage),
        }
        self._done(receipt, say(said, id=card.id, **told))

    def _form(self, id: str, card: IncidentCard) -> Form | None:
        from rhythm_tui.ui import freeze_forms, incident_forms

        makers: dict[str, Callable[[Seat, IncidentCard], Form | None]] = {
            "meet": incident_forms.meet,
            "waive": incident_forms.waive,
            "grade": incident_forms.grade,
            "move": incident_forms.move,
            "merge": incident_forms.merge,
            "link-items": incident_forms.link,
            "hold": freeze_forms.hold,
            "let-go": freeze_forms.release,
        }
        return makers[id](self._seat, card)

    async def _step(self, by: int, wanted: Wanted) -> None:
        """Move a card a stage on or back at once; where a guard objects, say what is missing."""
        from rhythm_tui.ui.incident_forms import beside

        if (card := self._card(wanted)) is None:
            return
        if card.stage == "closed" or (stage := beside(card.stage, by)) is None:
            self._say(say("{id} goes no further that way", id=card.id), "soon")
            return
        await self._to(stage, wanted)

    async def _to(self, stage: str, wanted: Wanted) -> None:
        """Move a card to a stage at once."""
        if (card := self._card(wanted)) is not None:
            fields = {"do": "incident.move", "id": card.id, "stage": stage, "expect": card.version}
            said = say("{id}: {stage}", id=card.id, stage=terms.stage_name(stage))
            self._done(await self._send(fields), said)

    async def _reopen(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import incident_forms

        card = self._card(wanted)
        cards = [card] if card is not None and card.stage == "closed" else self._seat.reader.closed()
        form = incident_forms.reopen(cards)
        if form is None:
            self._say(_("no incident was closed"), "soon")
        receipt = await self._fill(form)
        self._done(receipt, say("{id} is open again", id=receipt.id if receipt else ""))

    async def _escalate(self, wanted: Wanted) -> None:
        """Make an incident of an item, or of all marked ones; or link them to one that is open.

        What belongs to an incident already is left out; where nothing else is meant that incident opens.
        """
        from rhythm_tui.ui import opening_forms

        ids = wanted.marks or ((wanted.subject,) if wanted.subject else ())
        found = [self._seat.reader.item(id) for id in ids]
        meant = [one.row for one in found if one is not None]
        rows = [row for row in meant if row.incident is None]
        if meant and not rows:
            self._say(
                say("{id} stands in {incident} already", id=meant[0].id, incident=meant[0].incident), "soon"
            )
            self._app.post_message(Wanted(wanted.screen, "open", "incidents", meant[0].incident))
        if not rows:
            return
        before = {card.id for card in self._seat.reader.incidents()}
        receipt = await self._fill(opening_forms.new_incident(self._seat, rows))
        if receipt is None:
            return
        told = rows[0].id if len(rows) == 1 else say("{n} items", n=len(rows))
        said = (
            _("{id} linked to incident {new}")
            if receipt.id in before
            else _("incident {new} opened from {id}")
        )
        self._done(receipt, said.format(new=receipt.id, id=told))
        for screen in self._app.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.unmark(wanted.marks)
