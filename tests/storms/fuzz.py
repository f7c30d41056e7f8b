"""Strings nobody should have typed: cleaned by the million, and drawn on every pane and in every dialog."""

from __future__ import annotations

import asyncio
import random
import unicodedata

from fakes import FakeReader, incident, queue_row, seat, slot
from harness import opened
from test_untrusted import HOSTILE

from rhythm_tui.domain.text import SafeText, clean, clean_block
from storms.tally import Tally

CLEANED = ("control or hidden character left", "cleaning twice differs", "grew without bound", "crash")
DRAWN = ("control or hidden character drawn", "crash")
FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
NASTY = (
    *"\x1b\x00\x07\x7f\x80\x85\x90\x9b\x9d\r\n\t\v\f\u200b\u200d\u200e\u202e\u2028\u2029\u2066\ufeff\u00ad\u0301",
    *"\u20dd\ufe0f\u3164\uffa0\u2800\u3000\ud800\udfff\ue000\uffff\U000e0041\U0001f3fb\U0001f1e8\u1100\u1161",
    *"[]'\"\\/ 中高a,1\U0001f600\u2764e\u4dc0\u0e33",
    *HOSTILE,
)
ROWS = 60
DIALOGS = ("2 enter", "1 enter", "3 enter", "2 w", "2 f6", "2 f7", "2 f4", "2 f8", "3 f7", "1 f6")


def a_string(chance: random.Random) -> str:
    """Return a string of what terminals, parsers and people stumble over."""
    parts = []
    for _ in range(chance.randrange(1, 30)):
        parts.append(chance.choice(NASTY) if chance.random() < 0.7 else chr(chance.randrange(0x110000)))
    return "".join(parts)


def clean_many(tally: Tally, chance: random.Random) -> None:
    """Clean strings until the number is reached."""
    while tally.goes_on():
        for _ in range(min(1000, tally.asked - tally.done)):
            clean_one(tally, a_string(chance))


def clean_one(tally: Tally, raw: str) -> None:
    """Clean a string as a line and as a block, and look at what came of it."""
    tally.done += 1
    try:
        block, line = clean_block(raw), clean(raw)
        if is_unfit(block.plain.replace("\n", "")) or is_unfit(line.plain):
            tally.found(CLEANED[0], ascii(raw))
        if clean_block(block.plain).plain != block.plain or clean(line.plain).plain != line.plain:
            tally.found(CLEANED[1], ascii(raw))
        if len(block.plain) > 4 * len(raw):
            tally.found(CLEANED[2], ascii(raw))
    except Exception as error:
        tally.found("crash", f"{error!r} at {raw!a}")


def is_unfit(text: str) -> bool:
    """Whether a terminal must not get this."""
    return any(unicodedata.category(char) in FORBIDDEN for char in text)


def draw_many(tally: Tally, chance: random.Random, *, rows: int = ROWS, dialogs_every: int = 10) -> None:
    """Draw strings in every typed field of the panes, and some in dialogs, until the number is reached."""
    desks = 0
    while tally.goes_on():
        strings = Strings(chance)
        reader = FakeReader(
            [
                queue_row(
                    n, n, strings.next(), author=strings.next(), owner=strings.next(), post=strings.safe()
                )
                for n in range(1, rows + 1)
            ],
            [
                slot(n, f"{n + 7:02d}:00", strings.next(), state="review", department=strings.safe())
                for n in range(1, min(rows, 16))
            ],
            [
                incident(
                    n,
                    strings.next(),
                    kind="dispute",
                    grade="major",
                    stage="assess",
                    ago_min=60,
                    owner=strings.next(),
                )
                for n in range(1, min(rows, 20))
            ],
        )
        reader.drafts["q1"] = strings.next()
        dialogs = bool(dialogs_every) and desks % dialogs_every == 0
        try:
            asyncio.run(draw(tally, reader, strings.next(), dialogs=dialogs))
        except Exception as error:
            tally.found("crash", f"{error!r} at {ascii(strings.given)[:2000]}")
        tally.done += len(strings.given)
        desks += 1


class Strings:
    """Hands out strings and remembers them."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.given: list[str] = []

    def next(self) -> str:
        """Return another string."""
        self.given.append(a_string(self._chance))
        return self.given[-1]

    def safe(self) -> SafeText:
        """Return another, as the reader hands it to the screen."""
        return clean(self.next())


async def draw(tally: Tally, reader: FakeReader, operator: str, *, dialogs: bool) -> None:
    """Have a desk show what was typed: every row of every pane, then the dialogs."""
    async with opened(seat(reader=reader, operator=operator), (160, 60)) as desk:
        look(tally, desk.text())
        for pane in "123":
            await desk.press(pane)
            for _ in range(0, ROWS, 20):
                await desk.press("pagedown")
                look(tally, desk.text())
        await desk.press("2", "home")
        for opening in DIALOGS if dialogs else ():
            await desk.press(*opening.split())
            await desk.rests()
            look(tally, desk.text())
            await desk.press("escape")
            await desk.rests()


def look(tally: Tally, screen: str) -> None:
    """Look at what a terminal would be sent."""
    tally.add("screens looked at")
    if is_unfit(screen.replace("\n", "")):
        tally.found(DRAWN[0], ascii("".join(char for char in screen if is_unfit(char) and char != "\n")))
