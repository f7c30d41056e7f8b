"""What happens while the demo lives: people go on writing, and a colleague works beside the operator.

Everything follows from the seed and from the instants at which ``tick`` is called, so that the same demo
can be seen twice. Instants are milliseconds UTC of the desk's clock.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from rhythm_tui.desk.demo import INTAKE, lines_of
from rhythm_tui.desk.views import QueueRow
from rhythm_tui.domain.commands import Command, InteractionClaim, InteractionClose, ReplyPost, parse
from rhythm_tui.domain.deadlines import SECOND
from rhythm_tui.domain.story import Line, spoken
from rhythm_tui.domain.text import clean

COLLEAGUE = {"zh": "王芳", "en": "Wang Fang"}
FIRST_GAP = (4 * SECOND, 9 * SECOND)
"""Somebody watching sees the first arrival soon."""
GAP = (20 * SECOND, 40 * SECOND)
BURST = 3
"""Most that arrive at once; a clock that jumps brings no more."""
BURST_SHARE = 0.1
AGE = (10 * SECOND, 90 * SECOND)
"""How long before its arrival something was posted."""
ENOUGH = 120
"""With so many rows unowned nobody writes any more: a demo left alone over night stays a demo."""
PAUSE = (100 * SECOND, 140 * SECOND)
"""How long the colleague is away between two items."""
WORK = (30 * SECOND, 60 * SECOND)
"""How long the colleague takes for one."""


class Feeder:
    """Brings arrivals and a colleague's work, as commands for the desk."""

    def __init__(self, lang: str, seed: int, rows: Callable[[], Sequence[QueueRow]]) -> None:
        """``rows`` gives the open rows of the queue; it is asked only when something is about to happen."""
        self._lang = lang
        self._rows = rows
        self._chance = random.Random(seed)  # noqa: S311 - a demo needs no secrets
        self._arrivals = _Deck(lines_of("arrivals.jsonl"), self._chance)
        self._replies = _Deck(lines_of("replies.jsonl"), self._chance)
        self._started = False
        self._next_arrival = 0
        self._next_claim = 0
        self._done_by: tuple[int, Command] | None = None
        self._reasons = {
            clean(str(spoken(line["text"], lang))).plain: line["close"]
            for line in lines_of("arrivals.jsonl")
            if "close" in line
        }

    def tick(self, now: int) -> list[Command]:
        """Return what happens at ``now``: at most three arrivals and one thing the colleague does.

        Call it about once a second. The colleague's commands name the version they saw: when the operator
        was faster the desk refuses them, and that refusal is to be ignored.
        """
        if not self._started:
            self._started = True
            self._next_arrival = now + self._chance.randint(*FIRST_GAP)
            self._next_claim = now + self._chance.randint(*WORK)
        # A clock that was set back must not silence the demo.
        self._next_arrival = min(self._next_arrival, now + GAP[1])
        self._next_claim = min(self._next_claim, now + PAUSE[1])
        return self._arriving(now) + self._working(now)

    def _arriving(self, now: int) -> list[Command]:
        if now < self._next_arrival:
            return []
        self._next_arrival = now + self._chance.randint(*GAP)
        count = BURST if self._chance.random() < BURST_SHARE else 1
        if len(self._free()) >= ENOUGH:
            return []
        return [self._arrival(now) for _ in range(count)]

    def _arrival(self, now: int) -> Command:
        line = self._arrivals.draw()
        fields = {key: spoken(value, self._lang) for key, value in line.items() if key != "close"}
        posted_at = now - self._chance.randint(*AGE)
        who = INTAKE[self._lang]
        return parse({"do": "interaction.add", "posted_at": posted_at, "operator": who, **fields})

    def _working(self, now: int) -> list[Command]:
        if self._done_by is not None:
            done_at, command = self._done_by
            if now < done_at:
                return []
            self._done_by = None
            self._next_claim = now + self._chance.randint(*PAUSE)
            return [command]
        if now < self._next_claim:
            return []
        self._next_claim = now + self._chance.randint(*PAUSE)
        free = self._free()
        return [self._take(self._chance.choice(free), now)] if free else []

    def _free(self) -> list[QueueRow]:
        return [
            row for row in self._rows() if row.state == "open" and row.owner is None and row.kind != "live"
        ]

    def _take(self, row: QueueRow, now: int) -> Command:
        """Claim ``row``, and remember to finish it a little later unless somebody else touches it."""
        colleague = COLLEAGUE[self._lang]
        done_at = now + self._chance.randint(*WORK)
        seen = row.version + 1
        reason = self._reasons.get(row.text.plain)
        finish: Command
        if reason:
            finish = InteractionClose(id=row.id, reason=reason, operator=colleague, expect=seen)
        else:
            words = str(spoken(self._replies.draw(), self._lang))
            finish = ReplyPost(id=row.id, text=words, operator=colleague, expect=seen)
        self._done_by = (done_at, finish)
        return InteractionClaim(id=row.id, operator=colleague, expect=row.version)


class _Deck:
    """Draws lines in a shuffled order, each once before any comes again, none twice running."""

    def __init__(self, lines: Sequence[Line], chance: random.Random) -> None:
        self._lines = lines
        self._chance = chance
        self._pile: list[Line] = []
        self._last: Line | None = None

    def draw(self) -> Line:
        """Return the next line."""
        if not self._pile:
            self._pile = list(self._lines)
            self._chance.shuffle(self._pile)
            if self._pile[-1] is self._last:
                self._pile.insert(0, self._pile.pop())
        self._last = self._pile.pop()
        return self._last
