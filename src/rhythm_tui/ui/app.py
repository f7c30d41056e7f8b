"""The application: themes, the one clock, and what the registry's actions open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from rhythm_tui.desk.errors import DeskUnusable
from rhythm_tui.domain.refusal import Refusal
from rhythm_tui.domain.text import SafeText
from rhythm_tui.i18n import say
from rhythm_tui.log import NOWHERE, Log
from rhythm_tui.ui.ahead import TYPED, Ahead, Settled
from rhythm_tui.ui.appearance import LOOK_ACTIONS, Appearance, Wishes, forget
from rhythm_tui.ui.beats import Beats
from rhythm_tui.ui.early import HANDS, Early, settle
from rhythm_tui.ui.keys import Keys
from rhythm_tui.ui.leaving import Leaving
from rhythm_tui.ui.lock import Lock
from rhythm_tui.ui.notices import Notices
from rhythm_tui.ui.recent import Recent
from rhythm_tui.ui.screens.base import DeskDialog, DeskScreen, Wanted
from rhythm_tui.ui.screens.duty import DutyScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.shift_actions import SHIFT_ACTIONS, on_shift
from rhythm_tui.ui.sitting import seated, stand
from rhythm_tui.ui.standing import Wrong, alarm_line, barred_line, clock_line, wrong_line
from rhythm_tui.ui.styled import StyledApp
from rhythm_tui.ui.theme import DEFAULT, full_name
from rhythm_tui.ui.timekeeping import banner
from rhythm_tui.ui.turns import Turns
from rhythm_tui.ui.upkeep import Care, Upkeep
from rhythm_tui.ui.wording import Line, piece, safe

if TYPE_CHECKING:
    from rhythm_tui.domain.commands import Command
    from rhythm_tui.ui.ports import Feeder


class DeskApp(StyledApp):
    """The desk in a terminal."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/duty.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self,
        seat: Seat,
        *,
        keys: Keys | None = None,
        feeder: Feeder | None = None,
        theme: str = full_name(DEFAULT),
        ascii_borders: bool = False,
        banner: str = "",
        bell: str = "every",
        remember: Callable[[str, object], None] = forget,
        notify: bool = False,
        wrong: Sequence[Wrong] = (),
        care: Care | None = None,
        lock_after: int = 0,
        log: Log = NOWHERE,
        driver: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver)
        self.seat = seat
        self.keys = keys or Keys()
        self._feeder = feeder
        self._banner = banner
        self._second = 0
        wishes = Wishes(theme, ascii_borders, bell, remember, wrong)
        self.appearance = Appearance(self, wishes, self._tell)
        self._notices = Notices(self, seat, self.keys, self._tell, bell=self.appearance.bell, notify=notify)
        self._upkeep = Upkeep(self, care, seat.vocabulary, self._bar, self._tell) if care else None
        self._lock = Lock(seat, lock_after)
        self._told = log
        self._barred: DeskUnusable | None = None
        self._seatings = count(1)
        self._recent = Recent()
        self.ahead = Ahead(self, super().on_event)
        self._turns = Turns(self, self.ahead.stands)
        self._early = Early(self)
        self.leaving = Leaving(self, self._tell)

    async def on_event(self, event: events.Event) -> None:
        """See that somebody is here; what is typed has its turn behind what was typed before."""
        if self._early.keeps(event):
            return
        if isinstance(event, HANDS) and not event.is_forwarded:
            self._notices.present()
            self._lock.pressed(self.seat.now())
        if isinstance(event, TYPED) and not event.is_forwarded:
            await self.ahead.come(event)
        else:
            await super().on_event(event)

    def _fatal_error(self) -> None:
        """Leave; whoever opened the desk says why. Textual would print variables, and people's words."""
        self.bell()
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """What nobody foresaw, and the desk closed for."""
        return self._exception

    def get_default_screen(self) -> DutyScreen:
        """Start on the duty screen."""
        return DutyScreen(self.seat, self.keys, self.size, self._banner_line())

    def _banner_line(self) -> Line | None:
        parts = (
            *barred_line(self._barred),
            *alarm_line(self._notices.standing),
            *(banner(self._notices.doubt, self.keys) if self._notices.doubt else ()),
            *((piece(f" {self._banner} ", "soon-block"),) if self._banner else ()),
            *clock_line(self.seat.clock),
            *wrong_line(self.appearance.wrong),
        )
        return parts or None

    def _bar(self, reason: DeskUnusable | None) -> None:
        """Say why nothing can be written, or that it can again."""
        self._barred = reason
        self._show_banner()

    def _show_banner(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) and screen.seat.hand is self.seat.hand:
                screen.show_banner(self._banner_line())

    def on_mount(self) -> None:
        """Start the one clock."""
        self.set_keymap(self.keys.textual())
        self.beats = Beats(self, self.beat)
        self.leaving.with_the_terminal()
        self.call_after_refresh(settle, self._told)
        self.call_after_refresh(self._early.look)

    @on(Settled)
    async def _settled(self) -> None:
        await self.ahead.settled()

    @on(Wanted)
    def _wanted(self, wanted: Wanted) -> None:
        if wanted.action == "lock":
            self._lock_now()
            self.ahead.stands()
        else:
            self.run_worker(self._turns.take(wanted, self._do), group="action", exit_on_error=False)

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Open a screen and wait for its answer; meanwhile other actions have their turns."""
        answer = self.push_screen(screen, wait_for_dismiss=True, mode=mode)
        self.screen.call_after_refresh(self.ahead.stands)
        return await self._turns.aside(asyncio.shield(answer))

    async def _do(self, wanted: Wanted) -> None:
        if wanted.action == "quit":
            await self.action_quit()
        elif wanted.action == "digest":
            await self._notices.open_digest()
        elif wanted.action in LOOK_ACTIONS:
            await self.appearance.do(wanted)
            self._show_banner()
        elif wanted.action in SHIFT_ACTIONS:
            await self._on_shift(wanted.action)
        else:
            await self._act(wanted)

    async def _act(self, wanted: Wanted) -> None:
        """Do it at the seat of the screen it was wanted on: the past has one of its own."""
        screen = self._desk_screen()
        if screen.actions is None:
            # Behind the first picture: they load what dialogs need.
            from rhythm_tui.ui.acting import Tools
            from rhythm_tui.ui.actions import Actions

            screen.actions = Actions(Tools(self, screen.seat, self.keys, self._tell), self._recent)
        await screen.actions.do(wanted)

    def _lock_now(self) -> None:
        """Cover the desk until its operator is back; without a PIN there is nothing to unlock it with."""
        if not self._lock.possible():
            key = self.keys.first("roster")
            told = say("set yourself a PIN first: {key} shift and roster, F7 people", key=key)
            self._tell((piece(told, "soon"),))
            return
        from rhythm_tui.ui.screens.lock import LockScreen  # behind the first picture, as all dialogs

        if not isinstance(self.screen, LockScreen):
            self.push_screen(LockScreen(self.seat))

    def _desk_screen(self) -> DeskScreen:
        """Return the screen that is worked on: the topmost one that is no dialog."""
        return next(one for one in reversed(self.screen_stack) if isinstance(one, DeskScreen))

    async def _on_shift(self, action: str) -> None:
        """Open the roster or the handover; whoever comes on duty there goes on working at this seat."""
        screen = self._desk_screen()
        operator = await on_shift(self, screen.seat, action)
        if operator is not None:
            await self._sit(operator)

    async def _sit(self, operator: SafeText) -> None:
        self.seat = seated(self.seat, operator)
        self._notices.seated(self.seat)
        self._lock.seated(self.seat)
        mode, before = f"seat-{next(self._seatings)}", self.current_mode
        self.add_mode(mode, self.get_default_screen)
        await self.switch_mode(mode)
        if before.startswith("seat-"):
            await self.remove_mode(before)
        self._tell((piece(say("{name} is at this seat", name=safe(operator)), "ok"),))

    def _tell(self, line: Line) -> None:
        self._notices.said(line)
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen) or (screen is self.screen and isinstance(screen, DeskDialog)):
                screen.tell(line)

    async def on_unmount(self) -> None:
        """Let go of the desk."""
        self.seat.around.leave()
        await self.seat.hand.close()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what went wrong in an action instead of losing it: a worker's error is nobody's else."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            reason = str(event.worker.error) or type(event.worker.error).__name__
            self._told.tell("action failed", level="error", why=type(event.worker.error).__name__)
            self._tell((piece(say("that did not work: {reason}", reason=reason), "late-bold"),))

    def beat(self) -> None:
        """Look at the clock and at what others have written; tell the screens that can be seen."""
        now = self.seat.now()
        try:
            if self.seat.reader.changed():
                self._each(lambda screen: screen.reread())
            if now // 1000 != self._second:
                self._second = now // 1000
                stand(self.seat, self.screen_stack, now)
                self._each(lambda screen: screen.beat(now))
                if self._notices.look(now):
                    self._show_banner()
                if self._lock.due(now):
                    self._lock_now()
                if self._upkeep is not None:
                    self._upkeep.look(now)
                if self._feeder is not None:
                    self._feed(self._feeder.tick(now))
        except NoMatches:
            return  # a screen is just being made or taken down
        except Exception as error:  # the desk stays open, says so, and reads again a beat later
            self._told.tell("reading failed", level="error", why=type(error).__name__)
            with suppress(NoMatches):  # its screens are being taken down
                self._tell((piece(say("the desk cannot be read: {reason}", reason=error), "late-bold"),))

    async def action_quit(self) -> None:
        """Leave, keeping what is being typed; what cannot be kept is asked about once."""
        if await self.leaving.may(self.seat.unsent, self.keys.first("quit")):
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave: ctrl+c is the terminal's own habit, not the desk's."""
        self._tell((piece(say("{key} leaves the desk", key=self.keys.first("quit")), "soon"),))

    def _feed(self, commands: Sequence[Command]) -> None:
        if commands:
            self.run_worker(self._fed(commands), group="feeder", exit_on_error=False)

    async def _fed(self, commands: Sequence[Command]) -> None:
        """Do what the demo brings; where the operator was faster it is rightly refused."""
        for command in commands:
            with suppress(Refusal):
                await self.seat.hand.do(command)

    def _each(self, tell: Callable[[DeskScreen | DeskDialog[object]], None]) -> None:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, (DeskScreen, DeskDialog)):
                tell(screen)
            if not screen.is_modal:
                return
