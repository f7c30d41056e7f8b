"""The guided start: who the hospital is, where it publishes, who works here, and how to begin.

Nothing is done before the last step; what was typed stays while one goes back and forth, and also when the
dialog is left and opened again.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.i18n import _, say, words_of_setting
from rhythm_tui.settings import BadSetting
from rhythm_tui.ui import welcome_team
from rhythm_tui.ui.doors import Setup, Wish
from rhythm_tui.ui.screens.welcome_steps import STEPS, Answers, heading, summary, team_lines
from rhythm_tui.ui.screens.work import Offered, WorkDialog
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.widgets.bars import Bars
from rhythm_tui.ui.widgets.choice import Choice
from rhythm_tui.ui.widgets.fields_pane import FieldsPane
from rhythm_tui.ui.widgets.options import Options
from rhythm_tui.ui.widgets.secret import Secret
from rhythm_tui.ui.widgets.ticks import Ticks
from rhythm_tui.ui.wording import content, safe, words

_HOSPITAL, _TEAM, _LAST = 0, 2, len(STEPS) - 1
_ENDS = ("zone", "platforms", "pin", "then")
"""The last field of each step."""


class WelcomeScreen(WorkDialog[Wish | None]):
    """Four steps; answers with what is wanted next, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("f2,ctrl+s", "next", show=False, priority=True),
        Binding("f3", "before", show=False, priority=True),
        Binding("f4", "take_off", show=False, priority=True),
        Binding("f5", "add", show=False, priority=True),
    ]

    def __init__(self, seat: Seat, setup: Setup, answers: Answers) -> None:
        super().__init__(seat)
        self._setup = setup
        self._answers = answers

    def compose(self) -> ComposeResult:
        """All steps, of which one is seen."""
        a, vocabulary = self._answers, self._seat.vocabulary
        platforms = [(one, vocabulary.platform(one)) for one in vocabulary.ids("platforms")]
        roles = [("", _("no role")), *((one, vocabulary.access(one)) for one in vocabulary.ids("access"))]
        begin = [
            ("import", _("bring in a file")),
            ("demo", _("look at the sample day")),
            ("desk", _("start with an empty desk")),
        ]
        with Vertical(classes="dialog") as box:
            box.border_title = words(_("setting up"), "focus-bold")
            yield Static(id="step", classes="context")
            with FieldsPane(id="step-0"):
                yield _label(_("name of the hospital (it stands at the head of documents)"))
                yield Input(a.hospital, id="hospital", max_length=60, select_on_focus=False)
                yield _label(_("time zone of its wall clock"))
                yield Choice([(one, one) for one in a.zones], a.zone, id="zone")
            with FieldsPane(id="step-1"):
                yield Ticks(platforms, a.platforms, id="platforms")
            with FieldsPane(id="step-2"):
                yield _label(_("name"))
                yield Input(a.name, id="name", select_on_focus=False)
                yield _label(_("role"))
                yield Choice(roles, a.role, id="roles")
                yield _label(_("PIN of four characters or more (may stay empty)"))
                yield Secret(a.pin, id="pin")
                yield Static(id="team", classes="more")
            with FieldsPane(id="step-3"):
                yield Static(id="summary", classes="context")
                yield Choice(begin, a.then, id="then")
            yield Static(id="error")
            yield Bars(ground="raised", id="dialog-keys")

    def on_mount(self) -> None:
        """Begin where it was left."""
        self._show_step()

    def offered(self) -> Offered:
        """Return the keys that are shown."""
        step = self._answers.step
        onward = _("next") if step < _LAST else _("finish")
        before = [("F3", _("step before"), "before")] if step else []
        team = [("F5", _("add"), "add"), ("F4", _("take off"), "take_off")] if step == _TEAM else []
        fields = [("Tab", _("next field"), "app.focus_next")] if step in (_HOSPITAL, _TEAM) else []
        return [("F2", onward, "next"), *before, *team, *fields, ("Esc", _("not now"), "back")]

    def _show_step(self) -> None:
        step = self._answers.step
        for number in range(len(STEPS)):
            self.query_one(f"#step-{number}").display = number == step
        self.query_one("#step", Static).update(content(*heading(step)))
        self.query_one("#team", Static).update(content(*team_lines(self._answers.team, self._seat)))
        self.query_one("#summary", Static).update(
            content(*summary(self._answers, self._setup.path, self._seat))
        )
        self.show_keys()
        self.tell_here("")
        first = ("#hospital", "#platforms", "#name", "#then")[step]
        self.query_one(first).focus(scroll_visible=False)

    def _read(self) -> None:
        """Take over what stands in the fields."""
        a = self._answers
        a.hospital = " ".join(self.query_one("#hospital", Input).value.split())
        a.zone = self.query_one("#zone", Choice).value
        a.platforms = self.query_one("#platforms", Ticks).ticked
        a.name = self.query_one("#name", Input).value
        a.role = self.query_one("#roles", Choice).value
        a.pin = self.query_one("#pin", Input).value
        a.then = self.query_one("#then", Choice).value

    @on(Input.Submitted)
    @on(Options.Submitted)
    def _onward(self) -> None:
        """Go to the next field; behind the last one add whom they name, or go to the next step."""
        at = self.focused.id if self.focused else None
        if at not in _ENDS:
            self.focus_next()
        elif at == "pin" and self.query_one("#name", Input).value.strip():
            self.action_add()
        else:
            self.action_next()

    def action_add(self) -> None:
        """Put whom the fields name on the list."""
        self._read()
        if self._answers.step == _TEAM and self._added():
            self._show_step()

    def _added(self) -> bool:
        """Take over whom the fields name, and empty them; say why where that cannot be."""
        a = self._answers
        try:
            found = welcome_team.member(a.name, a.role, a.pin, a.team)
        except Refusal as refusal:
            self.tell_here(self._seat.why_not(refusal))
            return False
        a.team.append(found)
        self.query_one("#name", Input).value = self.query_one("#pin", Input).value = ""
        self.query_one("#roles", Choice).choose("")
        self._read()
        return True

    def action_take_off(self) -> None:
        """Take the one who was added last off the list again."""
        if self._answers.step == _TEAM and self._answers.team:
            self._answers.team.pop()
            self._show_step()

    def action_next(self) -> None:
        """Go on; a name that still stands in its field counts as added. The last step does it all."""
        self._read()
        a = self._answers
        if a.step == _TEAM and a.name.strip() and not self._added():
            return
        if not a.platforms:
            self.tell_here(_("tick one platform at least"))
        elif a.step < _LAST:
            a.step += 1
            self._show_step()
        else:
            self.start(self._finish)

    def action_before(self) -> None:
        """Go one step back."""
        self._read()
        if self._answers.step:
            self._answers.step -= 1
            self._show_step()

    def action_back(self) -> None:
        """Leave; nothing was done, and what was typed is there when it is opened again."""
        self._read()
        self.dismiss(None)

    async def _finish(self) -> None:
        """Put the team on the list, write the playbook, and leave with what is wanted next."""
        self.tell_here(_("one moment .."), "muted")
        try:
            first = self._first_of_the_team()
            await self._list_team()
            await asyncio.to_thread(self._setup.keep, self._answers.choices())
        except Refusal as refusal:
            self.tell_here(self._seat.why_not(refusal))
        except DeskUnusable as error:
            self.tell_here(say(error.template, **error.values))
        except BadSetting as error:
            self.tell_here(words_of_setting(error))
        else:
            then, self._answers.step = self._answers.then, 0
            self.dismiss(Wish("import" if then == "import" else "demo" if then == "demo" else "desk", first))

    def _first_of_the_team(self) -> str:
        """Return who sits at this seat from now on: the first of a team that is new, else nobody else."""
        known = {safe(one.name) for one in self._seat.reader.rota().operators}
        team = [*self._answers.listed, *self._answers.team]
        return team[0].name if team and not known - {one.name for one in team} else ""

    async def _list_team(self) -> None:
        """Add everybody; who has been added is not added again where a later one is refused."""
        from rhythm_tui.domain.commands import parse

        a = self._answers
        managers = welcome_team.managers(self._seat.playbook().access)
        for one, fields in list(welcome_team.commands(a.team, managers, a.listed)):
            await self._seat.hand.do(parse(fields))
            a.team.remove(one)
            a.listed.append(one)


def _label(text: str) -> Static:
    return Static(words(text, "muted"), classes="label")
