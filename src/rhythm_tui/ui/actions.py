"""What the registry's actions do: read the subject, open a dialog or send a command, say what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rhythm_tui.i18n import _, say
from rhythm_tui.reports.words import item_state, task_state
from rhythm_tui.ui import keys
from rhythm_tui.ui.acting import Acting, Tools, Verbs
from rhythm_tui.ui.begin_actions import BeginActions
from rhythm_tui.ui.care_actions import CareActions
from rhythm_tui.ui.clock_actions import ClockActions
from rhythm_tui.ui.escalation_actions import EscalationActions
from rhythm_tui.ui.filter_actions import FilterActions
from rhythm_tui.ui.incident_actions import IncidentActions
from rhythm_tui.ui.keys import Place
from rhythm_tui.ui.marked_actions import MarkedActions
from rhythm_tui.ui.menu_actions import MenuActions
from rhythm_tui.ui.plan_actions import PlanActions
from rhythm_tui.ui.pool_actions import PoolActions
from rhythm_tui.ui.queue_actions import QueueActions
from rhythm_tui.ui.recent import Recent
from rhythm_tui.ui.response_actions import ResponseActions
from rhythm_tui.ui.review_actions import ReviewActions
from rhythm_tui.ui.screens.base import DeskScreen, Wanted, go_to
from rhythm_tui.ui.screens.why import why_lines
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.slot_actions import SlotActions
from rhythm_tui.ui.statement_actions import StatementActions
from rhythm_tui.ui.undo_actions import UndoActions

if TYPE_CHECKING:
    from rhythm_tui.desk.views import InteractionDetail, TaskDetail
    from rhythm_tui.ui.fields import Form

_KINDS = (
    BeginActions, ClockActions, EscalationActions, IncidentActions, PlanActions, PoolActions, QueueActions,
    ResponseActions, ReviewActions, SlotActions, StatementActions, UndoActions,
)  # fmt: skip


class Actions(Acting):
    """Does what the operator wants, one thing at a time; dialogs are loaded when they are first needed."""

    def __init__(self, tools: Tools, recent: Recent) -> None:
        super().__init__(tools)
        self._care = CareActions(tools)
        self._filters = FilterActions(tools)
        self._marked = MarkedActions(tools)
        menu = MenuActions(tools, self._filters, self._why_not, self._run, recent)
        self._verbs: Verbs = {
            "open": self._open, "journal": self._journal, "new": self._new,
            "why": self._why, "claim": self._claim, "release": self._release, "reply": self._reply,
            "copy": self._copy, "plan": self._plan,
        }  # fmt: skip
        for kind in (self._care, self._filters, menu, *(make(tools) for make in _KINDS)):
            self._verbs |= kind.verbs

    async def do(self, wanted: Wanted) -> None:
        """Do an action of the registry."""
        action = keys.BY_ID.get(wanted.action)
        if self._too_late(action):
            self._say(_("this is the past: nothing is changed here"), "soon")
            return
        if wanted.marks and await self._marked.do(wanted):
            return
        if why_not := self._why_not(action, wanted):
            self._say(why_not, "soon")
            return
        verb = self._verbs.get(wanted.action)
        if verb is not None:
            await verb(wanted)

    def _suiting(self, wanted: Wanted) -> Callable[[keys.Action], bool]:
        """Read how an item or task stands; return whether that is as an action wants it."""
        state = self._state(wanted)

        def suits(action: keys.Action) -> bool:
            stands = state is None or action.suits(is_open=state == "open")
            return stands and not self._too_late(action)

        return suits

    def _too_late(self, action: keys.Action | None) -> bool:
        """Return whether it would change what is past."""
        return self._seat.past and action is not None and not action.reads

    def _state(self, wanted: Wanted) -> str | None:
        """Return how an item or task stands; None for everything else."""
        read: dict[Place, Callable[[str], InteractionDetail | TaskDetail | None]] = {
            "queue": self._seat.reader.item,
            "tasks": self._seat.reader.task,
        }
        found = read[wanted.place](wanted.subject) if wanted.subject and wanted.place in read else None
        return found.row.state if found else None

    def _why_not(self, action: keys.Action | None, wanted: Wanted) -> str:
        """Say before anybody has typed why a thing does not stand as the action wants it; else nothing."""
        if action is None or self._suiting(wanted)(action):
            return ""
        if wanted.place == "tasks":
            return say("{id}: {what}", id=wanted.subject, what=task_state(self._state(wanted) or ""))
        state = self._state(wanted)
        if state == "open":
            return say("{id} is open", id=wanted.subject)
        what, key = item_state(state or ""), self._keymap.first("reopen")
        return say("{id}: {what}; {key} opens it again", id=wanted.subject, what=what, key=key)

    # Reading

    async def _open(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.opening import Opening

        opened = Opening(self._app, self._seat, self._keymap, self._suiting).open(wanted)
        if wanted.subject and not await opened:
            self._say(say("nothing more is known of {id}", id=wanted.subject), "soon")

    async def _why(self, wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.reading import ReadScreen

        now = self._seat.now()
        why = self._seat.reader.why(wanted.subject or "", now)
        if why is not None:
            title = say("why {id} is due when it is due", id=why.id)
            await self._app.push_screen_wait(
                ReadScreen(title, lambda cells: why_lines(why, self._seat, now, cells))
            )

    async def _journal(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.journal import JournalScreen
        from rhythm_tui.ui.screens.past import PastScreen

        moment = await self._app.push_screen_wait(JournalScreen(self._seat))
        while moment is not None:
            present = next((one for one in self._app.screen_stack if isinstance(one, DeskScreen)), None)
            stage = present.banner if present else None
            past = PastScreen(self._seat, moment, self._keymap, self._app.size, stage)
            moment = await self._app.push_screen_wait(
                JournalScreen(self._seat, await self._app.push_screen_wait(past))
            )

    async def _plan(self, _wanted: Wanted) -> None:
        from rhythm_tui.ui.screens.plan import PlanScreen

        below = next(one for one in reversed(self._app.screen_stack) if isinstance(one, DeskScreen))
        plan = PlanScreen(self._seat, self._keymap, below.banner)
        plan.suit(self._app.size)
        pane = await self._app.push_screen_wait(plan)
        below.reread()
        if pane:
            await self._app.run_action(f"screen.act('{pane}')")

    async def _run(self, wanted: Wanted) -> None:
        """Do what was chosen from a list: here, or on the screen it was wanted on."""
        if wanted.action in self._verbs:
            await self.do(wanted)
        else:
            await self._app.run_action(f"screen.act('{wanted.action}')")

    # Interactions

    def _item(self, wanted: Wanted) -> InteractionDetail | None:
        return self._seat.reader.item(wanted.subject) if wanted.subject else None

    async def _claim(self, wanted: Wanted) -> None:
        if wanted.subject:
            noun = "incident" if wanted.place == "incidents" else "interaction"
            receipt = await self._send({"do": f"{noun}.claim", "id": wanted.subject})
            self._done(receipt, say("{id} is yours", id=wanted.subject))

    async def _release(self, wanted: Wanted) -> None:
        if wanted.subject:
            receipt = await self._send({"do": "interaction.release", "id": wanted.subject})
            self._done(receipt, say("{id} given back", id=wanted.subject))

    async def _reply(self, wanted: Wanted, *, copy_now: bool = False) -> None:
        from rhythm_tui.ui.screens.reply import ReplyScreen

        while item := self._item(wanted):
            answer = await self._app.push_screen_wait(ReplyScreen(self._seat, item, copy_now=copy_now))
            if answer == "noted":
                self._say(say("{id} has ended: your words are kept as a note on it", id=item.row.id), "soon")
            if answer != "posted" or await self._care.ask("posted", wanted):
                return
            copy_now = False  # who leaves the confirming is back at the words

    async def _copy(self, wanted: Wanted) -> None:
        await self._reply(wanted, copy_now=True)

    # Everywhere

    async def _new(self, wanted: Wanted) -> None:
        from rhythm_tui.ui import forms, opening_forms, slot_forms, slot_places

        make: dict[Place, Callable[[Seat], Form]] = {
            "slots": slot_forms.new_slot,
            "plan": partial(slot_places.new_slot, day=wanted.subject or ""),
            "incidents": opening_forms.new_incident,
        }
        receipt = await self._fill(make.get(wanted.place, forms.new_interaction)(self._seat))
        self._done(receipt, say("{id} is on the desk", id=receipt.id if receipt else ""))
        go_to(self._app, receipt)
