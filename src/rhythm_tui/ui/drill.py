"""The desk while a drill is held on it: a briefing first, a banner all the while, then the debrief."""

from __future__ import annotations

from typing import Any

from rhythm_tui.desk.training import Training
from rhythm_tui.i18n import _, language, say
from rhythm_tui.ui.app import DeskApp
from rhythm_tui.ui.screens.drill import BriefingScreen, DebriefScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.wording import Line, piece


class DrillApp(DeskApp):
    """A desk on which a drill is held."""

    def __init__(self, seat: Seat, training: Training, **options: Any) -> None:
        super().__init__(seat, feeder=training, **options)
        self._training = training
        self._begun = False
        self._ending = False

    def _banner_line(self) -> Line:
        drill, seat = self._training.drill, self.seat
        name = say(
            "DRILL {title} x{speed}", title=drill.title.text(language()), speed=f"{seat.clock.speed:g}"
        )
        end = clock_time(self._training.until, seat.vocabulary, self._training.start)
        ends = say("simulated, until {time}; {key}: debrief", time=end, key=self.keys.first("quit"))
        return (piece(f" {name} ", "soon-block"), piece(f"  {ends}", "soon"))

    def on_mount(self) -> None:
        """Brief the trainee before the clock runs."""
        self.run_worker(self._brief(), group="drill", exit_on_error=False)

    async def _brief(self) -> None:
        await self.push_screen_wait(BriefingScreen(self._training.drill, self.seat, self._training.until))
        self._begun = True
        self._training.begin()

    def beat(self) -> None:
        """Look at the clock; when the time is up the desk says so and the debrief opens."""
        super().beat()
        if self._begun and self._training.over(self.seat.now()):
            self._finish()

    async def action_quit(self) -> None:
        """End the drill with its debrief; leave at once where it has not begun, or is over."""
        if self._begun and not self._ending:
            self._finish()
        else:
            self.exit()

    def _finish(self) -> None:
        if not self._ending:
            self._ending = True
            self.run_worker(self._debrief(), group="drill", exit_on_error=False)

    async def _debrief(self) -> None:
        await self.leaving.keep()
        debrief = self._training.end()
        self._tell((piece(_("the drill is over"), "soon-bold"),))
        await self.push_screen_wait(DebriefScreen(debrief, self.seat))
        self.exit()
