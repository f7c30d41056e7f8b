"""The ten commonest jobs, done key by key on a real file: how many keys each takes, as docs/walk.md tells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from harness import UPDATE, Desk, opened

from rhythm_tui.desk.desk import Desk as RealDesk
from rhythm_tui.desk.reader import Reader
from rhythm_tui.domain.commands import parse
from rhythm_tui.domain.deadlines import HOUR
from rhythm_tui.domain.playbook import Playbook
from rhythm_tui.domain.text import clean
from rhythm_tui.domain.vocabulary import Vocabulary
from rhythm_tui.ui.gateway import Gateway
from rhythm_tui.ui.keys import key_name
from rhythm_tui.ui.seat import Seat

PAGE = Path(__file__).parents[2] / "docs" / "walk.md"
HEAD = """\
# The walk: keys of the ten commonest jobs

Each job is done key by key on a real desk, and counted, by `tests/ui/test_walk.py` (`make golden` writes this
page): from the row under the cursor until the desk has it. What is typed as words stands in italics and
counts as no key.

| job | keys | at most | how |
|---|--:|--:|---|
"""


class Job(NamedTuple):
    """Something that is done every day."""

    name: str
    at_most: int
    how: tuple[str, ...]
    """Keys; words that are typed stand between blanks."""
    verb: str
    """What the journal tells of it."""

    @property
    def keys(self) -> int:
        return sum(not one.startswith(" ") for one in self.how)

    @property
    def row(self) -> str:
        shown = " ".join(
            f"*{one.strip()}*" if one.startswith(" ") else f"`{key_name(one)}`" for one in self.how
        )
        return f"| {self.name} | {self.keys} | {self.at_most} | {shown} |"


JOBS = (
    Job("claim a row and answer it", 4, ("c", "r", " the reply ", "f8", "f2"), "reply.post"),
    Job("escalate a row", 2, ("e", "f2"), "incident.open"),
    Job("narrow the queue to mine", 3, ("/", " owner:me ", "enter"), ""),
    Job("claim everything that is shown", 3, ("ctrl+a", "c", "enter"), "interaction.claim"),
    Job("take the last command back", 1, ("u",), "undo"),
    Job("grade an incident anew", 3, ("e", "3", " the reason ", "f2"), "incident.grade"),
    Job("meet a timer", 3, ("m", "tab", " the evidence ", "f2"), "incident.meet"),
    Job("sign a slot off", 3, ("a", "tab", " Wang ", "f2"), "slot.sign_off"),
    Job("record that a slot is out", 2, ("p", "f2"), "slot.publish"),
    Job("hand the desk over", 6, ("H", "f7", " wang ", "f2", "f2", " wang ", "f2"), "handover.give"),
)
BEFORE = {
    "claim everything that is shown": ("escape",), "grade an incident anew": ("3",),
    "sign a slot off": ("1",), "hand the desk over": ("2",),
}  # fmt: skip
"""Keys by which one gets to where a job begins, from where the job before it ended."""


@pytest.fixture
def here(path: Path, playbook: Playbook, clock: Any, vocabulary: Vocabulary) -> Iterator[Seat]:
    """A seat at a desk with red rows, an incident and a slot."""
    desk = RealDesk.open(path, playbook, clock, operator="li")
    for ago in (6, 5, 4, 3):
        add = {"do": "interaction.add", "platform": "douyin", "kind": "comment", "author": "Zhang"}
        desk.do(parse({**add, "posted_at": clock.now() - ago * HOUR, "text": f"silent for {ago} hours"}))
    desk.do(parse({"do": "incident.open", "title": "Rumour", "kind": "misinformation", "grade": "general"}))
    plan = {"do": "slot.plan", "platform": "douyin", "at": "2026-11-22T12:30", "tier": 1, "form": "science"}
    desk.do(parse({**plan, "title": "Knees"}))
    desk.do(parse({"do": "shift.start"}))
    reader = Reader.open(path, vocabulary, operator="li")
    hand = Gateway(lambda: RealDesk.open(path, playbook, clock, operator="li"))
    yield Seat(reader, hand, clock, vocabulary, clean("li"), lambda: playbook, path.parent / "filters.toml")
    reader.close()
    desk.close()


async def done(desk: Desk, seat: Seat, job: Job) -> None:
    """Press the keys of a job, each once the screen has come to rest, and see it in the journal."""
    before = len(seat.reader.journal(None))
    for one in job.how:
        await (desk.type(one.strip()) if one.startswith(" ") else desk.press(one))
        await desk.rests()
    if job.verb:
        await desk.until(
            lambda: job.verb in [row.verb for row in seat.reader.journal(None)[: -before or None]], job.name
        )


async def test_golden_of_the_walk(here: Seat) -> None:
    async with opened(here, (160, 45)) as desk:
        for job in JOBS:
            await desk.press(*BEFORE.get(job.name, ()))
            await desk.rests()
            await done(desk, here, job)
    assert [job.name for job in JOBS if job.keys > job.at_most] == []
    page = HEAD + "".join(f"{job.row}\n" for job in JOBS)
    if os.environ.get(UPDATE) == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page, "run make golden"
