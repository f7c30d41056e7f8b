"""What a drill shows besides the desk: the briefing before it, the debrief after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from rhythm_tui.domain.drills import Drill
from rhythm_tui.domain.scoring import Debrief, Result
from rhythm_tui.i18n import _, language, say
from rhythm_tui.reports.drill import breach_words, outcome
from rhythm_tui.reports.words import span_words
from rhythm_tui.ui.screens.reading import ReadScreen
from rhythm_tui.ui.seat import Seat
from rhythm_tui.ui.spans import clock_time
from rhythm_tui.ui.widgets.bars import Bars, key_line
from rhythm_tui.ui.wording import BLANK, Line, bar, column, gap, paragraphs, piece

_BAR = 20
_HEAD = 26
"""Cells before the words of an expectation: its outcome, its points, how long it took."""


class BriefingScreen(ReadScreen):
    """What the trainee knows at the start; the clock stands until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "back", show=False),
        Binding("q,ctrl+q", "app.quit", show=False),
    ]

    def __init__(self, drill: Drill, seat: Seat, until: int) -> None:
        super().__init__(
            say("drill: {title}", title=drill.title.text(language())),
            lambda cells: list(_briefing(drill, seat, until, cells)),
        )

    def _keys(self, cells: int) -> list[Line]:
        offered = [("Enter", _("start the drill"), "back"), ("q", _("leave"), "leave")]
        return key_line(self.query_one("#dialog-keys", Bars), offered, cells)

    def chosen(self, action: str) -> None:
        """Start, or leave before anything has begun."""
        if action == "leave":
            self.app.run_worker(self.app.action_quit(), exit_on_error=False)
        else:
            self.action_back()


def _briefing(drill: Drill, seat: Seat, until: int, cells: int) -> Iterator[Line]:
    lang = language()
    for line in drill.briefing.text(lang).strip().splitlines():
        yield from paragraphs(line, cells - 1, indent=1)
    yield BLANK
    yield from paragraphs(
        say("It trains: {what}.", what=drill.trains.text(lang)), cells - 1, "soft", indent=1
    )
    yield BLANK
    now, speed = seat.now(), seat.clock.speed
    told = say(
        "From {start} to {end}, x{speed}: {minutes} at the desk. The clock stands until you start.",
        start=clock_time(now, seat.vocabulary, now),
        end=clock_time(until, seat.vocabulary, now),
        speed=f"{speed:g}",
        minutes=span_words(round((until - now) / speed / 1000)) if speed else _("no end"),
    )
    yield from paragraphs(told, cells - 1, "soon", indent=1)
    rules = _(
        "It has a file of its own: nothing of it reaches your desk or any figure. It ends with a score."
    )
    yield from paragraphs(rules, cells - 1, "muted", indent=1)


class DebriefScreen(ReadScreen):
    """How the drill went."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,ctrl+q,enter", "back", show=False)]

    def __init__(self, debrief: Debrief, seat: Seat) -> None:
        super().__init__(
            say("debrief: {title}", title=debrief.drill.title.text(language())),
            lambda cells: list(_debrief(debrief, seat, cells)),
        )

    def _keys(self, cells: int) -> list[Line]:
        offered = [("Esc", _("leave; the debrief is printed in the terminal"), "back")]
        return key_line(self.query_one("#dialog-keys", Bars), offered, cells)


def _debrief(debrief: Debrief, seat: Seat, cells: int) -> Iterator[Line]:
    lang = language()
    style = "ok" if debrief.points >= 80 else "soon" if debrief.points >= 50 else "late"
    time = clock_time(debrief.until, seat.vocabulary, debrief.until)
    how = say("ended early, at {time}", time=time) if debrief.early else say("over at {time}", time=time)
    yield (
        piece(f" {say('{points} of 100', points=debrief.points)} ", f"{style}-block"),
        gap(2),
        *bar(debrief.points * _BAR // 100, _BAR, style),
        piece(f"  {how}", "muted"),
    )
    yield from _heading(_("what was expected"))
    for one in debrief.results:
        yield from _result(one, lang, cells)
    if debrief.advice:
        yield from _heading(_("to do better"))
        for number, words in enumerate(debrief.advice, 1):
            first, *rest = paragraphs(words.text(lang), cells - 1, indent=4)
            yield (piece(f" {number}. "), *first[1:])
            yield from rest
    if debrief.breaches:
        yield from _heading(_("what broke a rule in public"))
        for breach in debrief.breaches:
            yield from paragraphs(f"{breach.id}  {breach_words(breach)}", cells - 1, "soft", indent=1)


def _heading(words: str) -> Iterator[Line]:
    yield BLANK
    yield (piece(f" {words}", "muted"),)


def _result(one: Result, lang: str, cells: int) -> Iterator[Line]:
    style = "ok-bold" if one.met else "late-bold"
    head: Line = (
        column(f" {outcome(one)}", 10, style),
        column(f"{one.points}/{one.expected.points}", 6, "soft"),
        column(_span(one), _HEAD - 16, "muted"),
    )
    first, *rest = paragraphs(one.expected.says.text(lang), cells - _HEAD - 1)
    yield (*head, *first)
    for line in rest:
        yield (gap(_HEAD), *line)


def _span(one: Result) -> str:
    """Return the minutes it took against those it should have taken."""
    if one.target is None:
        return ""
    took = "-" if one.took is None else str(one.took // 60_000)
    return f"{took}/{one.target // 60_000} {_('min')}"
