"""Who is on duty and what is handed over, from lists: a part of the fake reader."""

from __future__ import annotations

from collections.abc import Sequence

from rhythm_tui.desk.board import IncidentCard
from rhythm_tui.desk.handover import Ahead, Critical, Due, Handover, Listed
from rhythm_tui.desk.rota import Cell, Gap, Handed, OnDuty, OperatorRow, Rota
from rhythm_tui.desk.views import QueueRow, Status
from rhythm_tui.domain.deadlines import HOUR, MINUTE, Band
from rhythm_tui.domain.forecast import Forecast, Order, Pace
from rhythm_tui.domain.jumps import Jump, Stamp
from rhythm_tui.domain.text import clean


class FakeShifts:
    """Answers about shifts as the desk's reader does."""

    operator = "李敏"
    queue_all: list[QueueRow]
    incidents_all: list[IncidentCard]

    in_doubt = 0
    """How far the clock is in doubt, ms."""

    def doubt(self) -> int:
        return self.in_doubt

    def clock_jump(self, now: Stamp) -> Jump | None:
        return None

    def __init__(self) -> None:
        self.on_duty_all: list[OnDuty] = []
        self.operators_all: list[OperatorRow] = []
        self.cells_all: list[Cell] = []
        self.given_all: list[Handed] = []

    def header(self, now: int) -> Status:
        raise NotImplementedError

    def forecast(self, now: int, order: Order = "desk") -> tuple[Forecast, Pace]:
        raise NotImplementedError

    def rota(self) -> Rota:
        return Rota(tuple(self.on_duty_all), tuple(self.operators_all), tuple(self.given_all))

    def roster(self, first: str, last: str) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells_all if first <= cell.day <= last)

    def handover(self, now: int, wanted: str | None = None) -> Handover:
        from fakes import vocabulary

        turn = vocabulary().hours.relieving(now)
        rostered = next((c.operators for c in self.cells_all if turn and c.day == turn.day), ())
        red = [row for row in self.queue_all if row.band(now) in (Band.LATE, Band.NEGLECTED)]
        due = [
            Due(row.due_at, "item", row.id, row.text, row.platform, row.owner)
            for row in self.queue_all
            if row.due_at is not None
        ]
        begins = max(now, turn.start if turn else 0)

        def ahead(start: int, end: int) -> Ahead:
            found = tuple(sorted(one for one in due if start <= one.at < end))
            return Ahead(found, len(found))

        by_id = {row.id: row for row in self.queue_all}
        waits = next((one for one in self.given_all if wanted in (None, one.id)), None)
        lines: Sequence[str] = [c.id for c in self.incidents_all] + [row.id for row in red]
        if waits is not None:
            lines = waits.critical
        critical = [
            Critical(id, by_id[id].text, by_id[id].owner, True)
            if id in by_id
            else Critical(id, next(c.title for c in self.incidents_all if c.id == id), None, True)
            for id in lines
        ]

        def listed(state: str) -> Listed:
            rows = tuple(row for row in self.queue_all if row.reply_state == state)
            return Listed(rows, len(rows))

        return Handover(
            status=self.header(now)._replace(head="a1b2c3d4e5f6a7b8", on_duty=tuple(self.on_duty_all)),
            next=turn,
            rostered=rostered,
            incidents=tuple(self.incidents_all),
            red=Listed(tuple(red), len(red)),
            unowned=tuple(row.id for row in red if row.owner is None),
            unled=tuple(c for c in self.incidents_all if c.owner is None and c.next_due),
            drafts=listed("drafted"),
            copied=listed("copied"),
            waiting=Listed((), 0),
            reminders=(),
            tasks=(),
            held=(),
            before=ahead(now, begins),
            first=ahead(begins, begins + 2 * HOUR),
            then=ahead(begins + 2 * HOUR, begins + 4 * HOUR),
            forecast=self.forecast(now)[0],
            gaps=(Gap(now - 2 * HOUR, now - 90 * MINUTE, clean("李敏")),),
            given=tuple(self.given_all),
            waits=waits,
            last=None,
            critical=tuple(critical),
        )


def given(receiver: str = "王芳") -> Handed:
    from fakes import NOW

    return Handed(
        "h1", 1, clean("李敏"), clean(receiver), "given", NOW - 5 * MINUTE, None, 39, "a1b2c3d4e5f6a7b8",
        ("i14", "i12", "q2", "q3"), clean("二楼电梯在修, 儿科门诊改到三楼"),
    )  # fmt: skip
